"""Reading cycles and results: what became of each row, and what the next cycle begins with."""

import uuid
from collections.abc import Iterable
from typing import Any

from pupils.models import OutcomeStep, Plan, PlanCycle, PlanResult, Provision, Pupil
from pupils.policies import see_plan


def results_of(person: Any, pupil: Pupil) -> dict[uuid.UUID, list[PlanResult]]:
    """Results of a pupil's outcomes and steps by key, the latest first; one query."""
    found: dict[uuid.UUID, list[PlanResult]] = {}
    rows = PlanResult.objects.visible_to(person).filter(pupil=pupil)
    for row in rows.select_related("recorded_by", "cycle").order_by("-on", "-pk"):
        found.setdefault(row.key, []).append(row)
    return found


def cycles_of(person: Any, plan: Plan, pupil: Pupil) -> list[PlanCycle]:
    """Cycles of the plan's kind, newest first, for whole readers; one query, none where there are no cycles."""
    if not plan.kind.has_cycles or see_plan(person, pupil):
        return []
    cycles = PlanCycle.objects.visible_to(person).filter(pupil=pupil, kind__code=plan.kind.code)
    return list(cycles.select_related("reviewed_by").order_by("-number"))


def done_in(cycle: PlanCycle) -> set[uuid.UUID]:
    """Keys of outcomes and steps that the review of a cycle found achieved or discontinued."""
    rows = PlanResult.objects.filter(cycle=cycle).order_by("on", "pk")
    latest = dict(rows.values_list("key", "result"))
    return {key for key, result in latest.items() if result in PlanResult.DONE}


def left_behind(plan: Plan, done: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Keys that the next cycle does not take: what is done, and lines that served nothing else."""
    done = set(done)
    lines = Provision.objects.standing().filter(plan=plan).prefetch_related("outcomes")
    for line in lines:
        served = {outcome.key for outcome in line.outcomes.all()}
        if served and served <= done:
            done.add(line.key)
    return done


def last_reviewed(pupil: Pupil, plan: Plan | None) -> PlanCycle | None:
    """The cycle of the last version, where its review has ended it."""
    if plan is None or plan.cycle is None or plan.cycle.reviewed_on is None:
        return None
    return plan.cycle


def rows_to_review(plan: Plan) -> list[Any]:
    """Outcomes, each followed by its steps: what a review says a result about; two queries."""
    steps: dict[int, list[OutcomeStep]] = {}
    for step in OutcomeStep.objects.standing().filter(plan=plan):
        steps.setdefault(step.outcome_id, []).append(step)
    found: list[Any] = []
    for outcome in plan.outcome_rows.standing():
        found += [outcome, *steps.get(outcome.pk, [])]
    return found
