"""Who reads the words of plans, their results and cycles, and moves between layers; by hand, from domain.md 11."""

from pupils.models import (
    LayerMove,
    Outcome,
    OutcomeStep,
    Plan,
    PlanAdvice,
    PlanBudget,
    PlanCycle,
    PlanNeed,
    PlanResult,
    PlanText,
    Provision,
)
from tests.house.canary import Canary, read_by

SCHOOL = "head senco assistant_senco dsl"
WHOLE = f"{SCHOOL} hlta"
SUMMARY = f"{WHOLE} ta teacher"
PLANNERS = "senco assistant_senco"
WRITE = f"{PLANNERS} hlta"


def _row(model: type, own: str, fields: str) -> list[Canary]:
    """Rows of the plan in force, and of the draft, which its writers alone read."""
    return [
        read_by(model, own, SCHOOL, fields, out_of_book=True, plan__state="current"),
        read_by(model, WRITE, PLANNERS, fields, out_of_book=True, plan__state="draft"),
    ]


CANARIES = [
    read_by(Plan, SUMMARY, SCHOOL, "authority", out_of_book=True, state="current", kind__code="ehc"),
    read_by(Plan, WHOLE, SCHOOL, "made_because", out_of_book=True, state="current"),
    read_by(Plan, WHOLE, SCHOOL, "ended_because", out_of_book=True, state="ended"),
    *_row(PlanText, WHOLE, "words"),
    # In the summary a need is its type; here every need has one.
    *_row(PlanNeed, WHOLE, "words"),
    *_row(Outcome, SUMMARY, "words"),
    *_row(OutcomeStep, SUMMARY, "words criterion baseline"),
    *_row(Provision, SUMMARY, "what who qualification"),
    *_row(PlanBudget, WHOLE, "what"),
    *_row(PlanAdvice, WHOLE, "title author role"),
    read_by(
        PlanCycle, WHOLE, SCHOOL, "present pupil_view parent_view staff_view next_words",
        out_of_book=True, reviewed_on__isnull=False,
    ),
    read_by(PlanResult, SUMMARY, SCHOOL, "evidence", out_of_book=True),
    read_by(LayerMove, WHOLE, SCHOOL, "decided_by why evidence", out_of_book=True),
    read_by(
        LayerMove, WHOLE, SCHOOL, "withdrawn_because", out_of_book=True, withdrawn_on__isnull=False
    ),
]  # fmt: skip

_CODE = "the code of a section or a prompt"
NO_WORDS = {
    **{
        (model, "section"): _CODE
        for model in (PlanText, PlanNeed, Outcome, OutcomeStep, Provision, PlanBudget, PlanAdvice)
    },
    (PlanText, "prompt"): _CODE,
}

MORE = [
    # The plan that ended, with its reviewed cycle.
    ("plan", "", {"pk": "ended_plan"}),
    # The plan that is being written, as whoever writes it sees it.
    ("plan", "", {"pk": "plan_draft"}),
    *(("record_book", f"act={act}", {}) for act in ("publish_plan", "end_plan", "review_cycle")),
]
