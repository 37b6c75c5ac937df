"""Access to what was delivered of a plan, and to the golden thread; written by hand.

Head, SENCO, assistant SENCO and the HLTA of the department read both a whole plan and the sessions, so
they read what was delivered of it; all of these but the head say which group delivers which line. The
safeguarding lead reads plans and no sessions, a TA and a teacher sessions and no whole plan.
"""

from interventions.models import LineDelivery, ThreadRule
from pupils.models import Plan
from tests.house.access import acts, at, form, reads
from tests.house.world_plans import LINE

PROVISION = "head senco assistant_senco"
PLANNERS = "senco assistant_senco"

SIGHT = {
    "line_delivery": at(f"{PROVISION} hlta", PROVISION),
    "ended_delivery": at(f"{PROVISION} hlta", PROVISION),
    "thread_rule": at("all"),
}

ROWS = {
    "plan_delivery": reads("plan", f"{PROVISION} hlta", PROVISION),
    "link_line": form("plan", f"{PLANNERS} hlta", PLANNERS, fixed={"key": LINE}),
    "unlink_line": acts("line_delivery", f"{PLANNERS} hlta", PLANNERS),
    "undo_unlink_line": acts("ended_delivery", f"{PLANNERS} hlta", PLANNERS),
    "golden_thread": reads("", f"{PROVISION} hlta"),
    "export_golden_thread": acts("", PROVISION),
    "edit_thread_rule": form("thread_rule", PLANNERS),
}

SEEN = [
    (LineDelivery, "unlink_line"), (ThreadRule, "edit_thread_rule"), (Plan, "plan_delivery"),
]  # fmt: skip

POLICIES = {
    "plan_delivery": "interventions.policies.see_delivery",
    "golden_thread": "interventions.policies.see_golden_thread",
    "edit_thread_rule": "interventions.policies.edit_thread_rule pupils.policies.keep_plan_rules",
}
