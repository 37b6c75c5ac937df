"""Access to behaviour; written by hand from domain.md 11.

Head, SENCO, assistant SENCO and safeguarding lead read every incident of their school; a TA and a
teacher those of pupils they work with and their own, an HLTA her department's. A draft is for its author
and those who read all. Whoever sees a pupil may record what they saw.
"""

from pupils.models import BehaviourChoice, BehaviourRule, FollowUp, Incident
from tests.house.access import acts, at, form, reads

SCHOOL = "head senco assistant_senco dsl"
READ = f"{SCHOOL} hlta ta teacher"
RECORD = f"{READ} data"
OWN = f"{SCHOOL} ta"
LISTS = "head senco assistant_senco"

SIGHT = {
    "incident": at(READ, SCHOOL),
    "draft_incident": at(OWN, SCHOOL),
    "follow_up": at(READ, SCHOOL),
    "behaviour_choice": at("all"),
    "behaviour_rule": at("all"),
}

ROWS = {
    "incidents": reads("", RECORD),
    "export_incidents": acts("", SCHOOL),
    "add_incident": form("", RECORD),
    "incident": reads("incident", READ, SCHOOL),
    "edit_incident": form("draft_incident", OWN, SCHOOL),
    "correct_incident": form("incident", OWN, SCHOOL),
    "add_follow_up": acts("incident", OWN, SCHOOL),
    "follow_ups": reads("", RECORD),
    "finish_follow_up": acts("follow_up", OWN, SCHOOL),
    "undo_finish_follow_up": acts("follow_up", OWN, SCHOOL),
    "pupil_behaviour": reads("pupil", READ, SCHOOL),
    "behaviour_analysis": reads("", SCHOOL),
    "pupil_behaviour_analysis": reads("pupil", READ, SCHOOL),
    "behaviour_lists": reads("", LISTS),
    "add_behaviour_choice": form("", LISTS, fixed={"kind": "place"}),
    "edit_behaviour_choice": form("behaviour_choice", LISTS),
    "edit_behaviour_rule": form("behaviour_rule", LISTS),
}

SEEN = [
    (Incident, "incident"), (Incident, "incidents"), (Incident, "edit_incident"),
    (FollowUp, "finish_follow_up"), (BehaviourChoice, "edit_behaviour_choice"),
    (BehaviourRule, "edit_behaviour_rule"),
]  # fmt: skip

POLICIES = {
    "incidents": "pupils.policies.see_incidents",
    "follow_ups": "pupils.policies.see_incidents",
    **dict.fromkeys(
        ("pupil_behaviour", "pupil_behaviour_analysis"), "pupils.policies.see_behaviour"
    ),
    "behaviour_analysis": "pupils.policies.see_behaviour_analysis",
    **dict.fromkeys(
        ("behaviour_lists", "add_behaviour_choice"), "pupils.policies.keep_behaviour_lists"
    ),
    "edit_behaviour_rule": "pupils.policies.edit_behaviour_rule pupils.policies.keep_behaviour_lists",
    "edit_behaviour_choice": "pupils.policies.edit_behaviour_choice pupils.policies.keep_behaviour_lists",
}
