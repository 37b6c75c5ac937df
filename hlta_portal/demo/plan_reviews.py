"""The demo's cycles and layers: one cycle reviewed with its results, and two pupils who moved between layers."""

import datetime
from typing import Any

from core.models import School
from pupils.models import (
    Layer,
    LayerMove,
    Outcome,
    OutcomeStep,
    Plan,
    PlanCycle,
    PlanResult,
    Pupil,
)

DAY = datetime.timedelta(days=1)
RESULTS = [
    (Outcome, "Leo asks", "achieved", "Card used 18 times in the last three weeks, back in time 16 times."),
    (Outcome, "Leo starts", "partly", "Starts in 3 of 5 lessons, with an adult beside him."),
    (OutcomeStep, "Shows the card", "achieved", "Mrs Astley and the science teacher, week by week."),
    (OutcomeStep, "Starts with an adult", "achieved", "4 of 5 lessons in English and science."),
]  # fmt: skip
MOVES = [
    ("Brandt", "targeted", 172, "SENCO, class teachers and Leo’s mother",
     "Class adjustments for a term did not keep him in lessons.", "Behaviour log and lesson visits"),
    ("Wrenfield", "targeted", 520, "SENCO with both parents",
     "Two words at a time in class, new words lost.", "Language screen and work in English"),
    ("Wrenfield", "specialist", 330, "Local authority, with parents and school",
     "Two cycles with small groups had moved little.", "Reviews of both cycles; EP and SLT reports"),
]  # fmt: skip


def begin_cycle(plan: Plan, number: int, first: datetime.date) -> PlanCycle:
    """The cycle of a version."""
    return PlanCycle.objects.create(
        school_id=plan.school_id, pupil=plan.pupil, kind=plan.kind, number=number, starts_on=first
    )


def review(plan: Plan, on: datetime.date, by: Any) -> None:
    """End the cycle of a version with a result for each row, everybody's views and the next step."""
    for model, words, result, evidence in RESULTS:
        row = model.objects.get(plan=plan, words__startswith=words)
        PlanResult.objects.create(
            school_id=plan.school_id, pupil=plan.pupil, plan=plan, cycle=plan.cycle, key=row.key,
            result=result, evidence=evidence, on=on, recorded_by=by,
        )  # fmt: skip
    PlanCycle.objects.filter(pk=plan.cycle_id).update(
        reviewed_on=on, reviewed_by=by, present="Leo, his mother, form tutor, SENCO",
        pupil_view="The card helps. I still do not like the start.",
        parent_view="He tells us about his day again.", parent_how=PlanCycle.How.MET,
        staff_view="Much calmer; the first task is still the hard one.",
        next_step=PlanCycle.Next.CHANGE, next_words="Keep the card, work on starting.",
    )  # fmt: skip


def make_moves(school: School, by: Any, pupils: dict[str, Pupil], today: datetime.date) -> None:
    """Moves between layers, each from where the pupil stood."""
    layers = {layer.code: layer for layer in Layer.objects.filter(school=None)}
    stood: dict[str, Layer] = {}
    for surname, code, days, who, why, evidence in MOVES:
        before = stood.get(surname, layers["universal"])
        LayerMove.objects.create(
            school=school, pupil=pupils[surname], layer=layers[code], before=before,
            on=today - days * DAY, decided_by=who, why=why, evidence=evidence, recorded_by=by,
        )  # fmt: skip
        stood[surname] = layers[code]
