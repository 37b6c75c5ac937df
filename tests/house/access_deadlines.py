"""Access to deadlines, annual reviews and advice; written by hand.

Head, SENCO, assistant SENCO and safeguarding lead read every review of their school; the SENCO and the
assistant SENCO keep them. Adults who work with a pupil, and an HLTA for her department, see the days of
its steps and tick their own. Only the adult who was asked gives advice; nobody else of the team reads it.
"""

from pupils.models import Advice, AnnualReview, Assessment, Step, StepRule
from tests.house.access import Route, acts, at, form, reads

SCHOOL = "head senco assistant_senco dsl"
NEAR = f"{SCHOOL} hlta ta teacher"
KEEP = "senco assistant_senco"

SIGHT = {
    "plan_review": at(SCHOOL, SCHOOL),
    "past_review": at(SCHOOL, SCHOOL),
    "cancelled_review": at(SCHOOL, SCHOOL),
    "withdrawn_assessment": at(SCHOOL, SCHOOL),
    # Nobody works with this one yet.
    "plan_pupil": at(f"{SCHOOL} data", f"{SCHOOL} data"),
    "step": at(NEAR, SCHOOL),
    # A row of the school's own; the shared ones are everybody's to read.
    "step_rule": at("all", "all"),
    "done_step": at(NEAR, SCHOOL),
    "advice": at(f"{SCHOOL} ta", SCHOOL),
    "given_advice": at(f"{SCHOOL} hlta", SCHOOL),
    "assessment": at(SCHOOL, SCHOOL),
}

ROWS = {
    "deadlines": reads("", SCHOOL, query="state=any"),
    "print_deadlines": reads("", SCHOOL, query="state=any"),
    "export_deadlines": acts("", SCHOOL, query="state=any"),
    "plans_without_review": reads("", SCHOOL),
    "my_steps": reads("", "all"),
    "pupil_deadlines": reads("pupil", NEAR, SCHOOL),
    "deadline_rules": reads("", SCHOOL),
    "edit_step_rule": form("step_rule", KEEP, KEEP),
    "give_step": form("step", KEEP, KEEP),
    "tick_step": acts("step", f"{KEEP} ta", KEEP),
    "untick_step": acts("done_step", f"{KEEP} ta", KEEP),
    "start_annual_review": form("plan_pupil", KEEP, KEEP),
    "annual_review": reads("plan_review", SCHOOL, SCHOOL),
    "edit_annual_review": form("plan_review", KEEP, KEEP),
    "cancel_annual_review": form("plan_review", KEEP, KEEP),
    "record_review_stage": form("plan_review", KEEP, KEEP, fixed={"stage": "papers"}),
    "undo_review_stage": acts("past_review", KEEP, KEEP, fixed={"stage": "papers"}),
    "review_pack": reads("plan_review", SCHOOL, SCHOOL),
    "take_review_pack": acts("plan_review", SCHOOL, SCHOOL, fixed={"kind": "word"}),
    "edit_review_report": form("plan_review", KEEP, KEEP),
    "ask_advice": form("plan_review", KEEP, KEEP),
    "give_advice": Route("advice", get=at(f"{SCHOOL} ta", SCHOOL), post=at("ta", "")),
    "take_back_advice": acts("given_advice", f"{KEEP} hlta", KEEP),
    "withdraw_advice": acts("advice", KEEP, KEEP),
    # Needs assessments
    "start_assessment": form("mate", KEEP, KEEP),
    "assessment": reads("assessment", SCHOOL, SCHOOL),
    "edit_assessment": form("assessment", KEEP, KEEP),
    "record_assessment_stage": form("assessment", KEEP, KEEP, fixed={"stage": "draft"}),
    "undo_assessment_stage": acts("assessment", KEEP, KEEP, fixed={"stage": "decision"}),
    "ask_assessment_advice": form("assessment", KEEP, KEEP),
    "claim_exemption": form("assessment", KEEP, KEEP),
    "withdraw_assessment": form("assessment", KEEP, KEEP),
}

SEEN = [
    (AnnualReview, "edit_annual_review"), (AnnualReview, "edit_review_report"), (Step, "tick_step"),
    (StepRule, "edit_step_rule"),
    (Step, "deadlines"), (Advice, "give_advice"), (Assessment, "edit_assessment"), (Assessment, "claim_exemption"),
]  # fmt: skip

POLICIES = {
    **dict.fromkeys(
        ("deadlines", "print_deadlines", "plans_without_review"), "pupils.policies.see_deadlines"
    ),
    "deadline_rules": "pupils.policies.see_deadline_rules pupils.policies.deadline.see_deadlines",
    "review_pack": "pupils.policies.see_review_pack",
    "take_review_pack": "pupils.policies.see_review_pack",
    "ask_assessment_advice": "pupils.policies.ask_advice",
    "start_assessment": "pupils.policies.start_assessment pupils.policies.keep_assessments",
    "start_annual_review": "pupils.policies.start_annual_review pupils.policies.keep_reviews",
}
