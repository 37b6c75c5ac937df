"""Results recorded and cycles reviewed. What was reviewed stays as it was said."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse

from core import audit
from core.policy import require
from core.record import compare_and_set, once
from pupils import policies
from pupils.actions.plan_copying import locked_plan
from pupils.models import Plan, PlanCycle, PlanResult

#: A result and its evidence, by the key of the outcome or step.
Results = Mapping[uuid.UUID, tuple[str, str]]


@transaction.atomic
def record_result(
    *, by: Any, plan: Plan, key: uuid.UUID, result: str, evidence: str, on: datetime.date,
    submission_id: Any = None,
) -> PlanResult:  # fmt: skip
    """Say what became of an outcome or a step of the plan in force; an earlier result stays readable."""
    plan = locked_plan(plan)
    if submission_id:
        answer = reverse("plan", args=[plan.pk])
        once(by=by, key=submission_id, use_case="record_result", answer=answer)
    require(policies.record_result(by, plan))
    cycle = plan.cycle if plan.cycle and plan.cycle.reviewed_on is None else None
    made = _result(by, plan, cycle, key, (result, evidence), on)
    changes = {"result": (None, result), "on": (None, on), "evidence": (None, evidence)}
    audit.record(
        by=by, action="record_result", about=made, changes=changes, secret=["result", "evidence"]
    )
    return made


@transaction.atomic
def review_cycle(
    *, by: Any, plan: Plan, version: int, fields: dict[str, Any], results: Results,
    submission_id: Any = None,
) -> PlanCycle:  # fmt: skip
    """End the cycle of the plan in force with a result for each row, everybody's views, and the next step.

    Raises Stale with both texts when somebody reviewed it first.
    """
    plan = locked_plan(plan)
    if submission_id:
        answer = reverse("plan", args=[plan.pk])
        once(by=by, key=submission_id, use_case="review_cycle", answer=answer)
    require(policies.review_cycle(by, plan))
    cycle = plan.cycle
    fields = {**fields, "reviewed_by": by}
    for key, said in results.items():
        _result(by, plan, cycle, key, said, fields["reviewed_on"])
    changes = compare_and_set(cycle, version=version, **fields)
    changes |= {"reviewed_by": (None, by.pk), "results": (None, len(results))}
    words = ["pupil_view", "parent_view", "staff_view", "next_words", "present"]
    audit.record(by=by, action="review_cycle", about=cycle, changes=changes, secret=words)
    return cycle


def _result(
    by: Any, plan: Plan, cycle: PlanCycle | None, key: uuid.UUID, said: tuple[str, str],
    on: datetime.date,
) -> PlanResult:  # fmt: skip
    result, evidence = said
    return PlanResult.objects.create(
        school_id=plan.school_id, pupil=plan.pupil, plan=plan, cycle=cycle, key=key, result=result,
        evidence=evidence, on=on, recorded_by=by,
    )  # fmt: skip
