"""Access to plans; written by hand.

Head, SENCO, assistant SENCO and safeguarding lead read every plan of their school whole, an HLTA those of
her department; a TA and a teacher read the summary of pupils they work with. The SENCO, the assistant
SENCO and the HLTA of the department write; the first two publish, review and end.
"""

from pupils.models import Layer, LayerMove, Plan, PlanKind, PlanNeed, Pupil
from tests.house.access import acts, at, form, reads
from tests.house.world_plans import STEP

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
    # A plan of a pupil whom the teacher does not teach.
    "support_plan": at(f"{SCHOOL} hlta ta", SCHOOL),
    "layer_move": at(f"{SCHOOL} hlta", SCHOOL),
    # Everybody at a school may know what its plans are made of; who changes it is another question.
    "plan_kind": at("all"),
    "plan_section": at("all"),
    "layer": at("all"),
}

VIEWS, NEEDS = {"code": "ehc-a"}, {"code": "ehc-b"}
ROWS = {
    "plan": reads("plan", READ, SCHOOL),
    "record_result": form("plan", WRITE, PUBLISH, fixed={"key": STEP}),
    "review_cycle": form("support_plan", WRITE, PUBLISH),
    "pupil_layers": reads("pupil", f"{SCHOOL} hlta", SCHOOL),
    "move_layer": form("pupil", PUBLISH, PUBLISH),
    "withdraw_layer_move": form("layer_move", PUBLISH, PUBLISH),
    "plan_rules": reads("", "head senco assistant_senco"),
    "edit_plan_kind": form("plan_kind", PUBLISH),
    "edit_section_rule": form("plan_section", PUBLISH),
    "edit_layer": form("layer", PUBLISH),
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

SEEN = [
    ((Plan, Pupil), "plan"), (Plan, "publish_plan"), (PlanNeed, "edit_plan_row"),
    (LayerMove, "withdraw_layer_move"), (PlanKind, "edit_plan_kind"), (Layer, "edit_layer"),
]  # fmt: skip

POLICIES = {
    "start_plan": "pupils.policies.start_plan pupils.policies.draft_plan",
    "pupil_layers": "pupils.policies.see_layers",
    "plan_rules": "pupils.policies.see_plan_rules",
    **dict.fromkeys(
        ("edit_plan_kind", "edit_section_rule", "edit_layer"), "pupils.policies.keep_plan_rules"
    ),
}
