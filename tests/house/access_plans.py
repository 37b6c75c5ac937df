"""Access to plans; written by hand.

Head, SENCO, assistant SENCO and safeguarding lead read every plan of their school whole, an HLTA those of
her department; a TA and a teacher read the summary of pupils they work with. The SENCO, the assistant
SENCO and the HLTA of the department write; the first two publish, review and end.
"""

from pupils.models import Plan, PlanNeed
from tests.house.access import acts, at, form, reads

SCHOOL = "head senco assistant_senco dsl"
READ = f"{SCHOOL} hlta ta teacher"
PUBLISH = "senco assistant_senco"
WRITE = f"{PUBLISH} hlta"

SIGHT = {
    "plan": at(READ, SCHOOL),
    "ended_plan": at(READ, SCHOOL),
    # What is being written is seen by those who may write it.
    "plan_draft": at(WRITE, PUBLISH),
    "plan_need": at(WRITE, PUBLISH),
    "plan_row_off": at(WRITE, PUBLISH),
}

VIEWS, NEEDS = {"code": "ehc-a"}, {"code": "ehc-b"}
ROWS = {
    "plan": reads("plan", READ, SCHOOL),
    "start_plan": acts("mate", WRITE, PUBLISH, data={"kind": "ehc"}),
    "publish_plan": form("plan_draft", PUBLISH, PUBLISH),
    "move_plan_review": form("plan", PUBLISH, PUBLISH),
    "end_plan": form("plan", PUBLISH, PUBLISH),
    "undo_end_plan": acts("ended_plan", PUBLISH, PUBLISH),
    "edit_plan_section": form("plan_draft", WRITE, PUBLISH, fixed=VIEWS),
    "add_plan_row": form("plan_draft", WRITE, PUBLISH, fixed=NEEDS),
    "edit_plan_row": form("plan_need", WRITE, PUBLISH, fixed=NEEDS),
    "remove_plan_row": acts("plan_need", WRITE, PUBLISH, fixed=NEEDS),
    "restore_plan_row": acts("plan_row_off", WRITE, PUBLISH, fixed=NEEDS),
}

SEEN = [(Plan, "plan"), (Plan, "publish_plan"), (PlanNeed, "edit_plan_row")]

POLICIES = {"start_plan": "pupils.policies.start_plan pupils.policies.draft_plan"}
