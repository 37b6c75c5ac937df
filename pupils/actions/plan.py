"""Plans begun, published, reviewed and ended. A published version never changes its words."""

import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.policy import Refused, require
from core.record import answered, compare_and_set, once
from pupils import policies
from pupils.actions.plan_copying import copy_plan_rows, cycle_of_plan, locked_plan
from pupils.models import ROWS, Plan, PlanKind, Pupil
from pupils.plan_cycles import done_in, last_reviewed, left_behind
from pupils.plans import first_review

Day = datetime.date
State = Plan.State
#: What a version takes from the one before, apart from its rows.
CARRIED = ("authority", "parents_told_on")


@transaction.atomic
def start_plan(*, by: Any, pupil: Pupil, kind: PlanKind, submission_id: Any = None) -> Plan:
    """Begin a draft: a copy of the last version of this kind with its keys, or an empty plan.

    After the review of a cycle the copy leaves out what was achieved or discontinued.
    """
    require(policies.start_plan(by, pupil, kind))
    sent = once(by=by, key=submission_id, use_case="start_plan") if submission_id else None
    pupil = Pupil.objects.select_for_update().get(pk=pupil.pk)
    require(policies.start_plan(by, pupil, kind))
    versions = Plan.objects.filter(pupil=pupil, kind=kind).select_related("cycle")
    last = versions.order_by("-number").first()
    draft = Plan.objects.create(
        school_id=pupil.school_id, pupil=pupil, kind=kind, number=last.number + 1 if last else 1,
        state=State.DRAFT, drafted_by=by,
        review_on=first_review(kind, pupil.school_id, timezone.localdate()),
        **{name: getattr(last, name) for name in CARRIED if last},
    )  # fmt: skip
    if last:
        reviewed = last_reviewed(pupil, last)
        copy_plan_rows(last, draft, left_behind(last, done_in(reviewed)) if reviewed else ())
    if sent:
        answered(sent, reverse("plan", args=[draft.pk]))
    changes = {"number": (last.number if last else None, draft.number)}
    audit.record(by=by, action="start_plan", about=draft, changes=changes)
    return draft


@transaction.atomic
def publish_plan(
    *, by: Any, plan: Plan, version: int, fields: dict[str, Any], submission_id: Any = None
) -> Plan:
    """Put a draft in force from ``starts_on``; the version of its kind before is superseded.

    ``fields`` are those of the form: first day, review, why, authority and its day. Raises Stale when
    somebody changed the draft since it was read, and Refused for a plan without a word in it.
    """
    plan = locked_plan(plan)
    if submission_id:
        answer = reverse("plan", args=[plan.pk])
        once(by=by, key=submission_id, use_case="publish_plan", answer=answer)
    require(policies.publish_plan(by, plan))
    _drop_rows_taken_off(plan)
    if not any(model.objects.filter(plan=plan).exists() for model in ROWS):
        raise Refused(_("The plan is empty. Write something in it before publishing it."))
    before = Plan.objects.current().filter(pupil=plan.pupil_id, kind=plan.kind_id).first()
    if before:
        changed = compare_and_set(before, version=before.version, state=State.SUPERSEDED)
        audit.record(by=by, action="supersede_plan", about=before, changes=changed)
    cycle = cycle_of_plan(plan, fields["starts_on"])
    fields = {**fields, "state": State.CURRENT, "published_by": by, "cycle": cycle}
    changes = compare_and_set(plan, version=version, **fields)
    changes["published_by"] = (None, by.pk)
    changes["cycle"] = (None, cycle.number if cycle else None)
    _carry_review(plan)
    audit.record(
        by=by, action="publish_plan", about=plan, changes=changes, secret=["made_because", "authority"]
    )  # fmt: skip
    return plan


@transaction.atomic
def move_plan_review(*, by: Any, plan: Plan, version: int, review_on: Day) -> Plan:
    """Set the next review of the plan in force, as after a review that changed nothing else."""
    plan = locked_plan(plan)
    require(policies.move_plan_review(by, plan))
    changes = compare_and_set(plan, version=version, review_on=review_on)
    _carry_review(plan)
    audit.record(by=by, action="move_plan_review", about=plan, changes=changes)
    return plan


@transaction.atomic
def end_plan(*, by: Any, plan: Plan, version: int, on: Day, because: str) -> Plan:
    """Say that the plan is no longer in force, from when and why; it stays readable."""
    plan = locked_plan(plan)
    require(policies.end_plan(by, plan))
    fields = {"state": State.ENDED, "ends_on": on, "ended_because": because}
    changes = compare_and_set(plan, version=version, **fields)
    _carry_review(plan)
    audit.record(
        by=by, action="end_plan", about=plan, changes=changes, secret=["ended_because"]
    )  # fmt: skip
    return plan


@transaction.atomic
def undo_end_plan(*, by: Any, plan: Plan) -> Plan:
    """Put a plan that ended back in force, as long as no version followed."""
    plan = locked_plan(plan)
    require(policies.undo_end_plan(by, plan))
    fields = {"state": State.CURRENT, "ends_on": None, "ended_because": ""}
    changes = compare_and_set(plan, version=plan.version, **fields)
    _carry_review(plan)
    audit.record(
        by=by, action="undo_end_plan", about=plan, changes=changes, secret=["ended_because"]
    )  # fmt: skip
    return plan


def _drop_rows_taken_off(plan: Plan) -> None:
    for model in reversed(ROWS):
        model.objects.filter(plan=plan, is_out=True).delete()


def _carry_review(plan: Plan) -> None:
    """The pupil's next review is the first among the plans in force; lists and the caseload read it there."""
    reviews = Plan.objects.current().filter(pupil=plan.pupil_id).order_by("review_on")
    due = reviews.values_list("review_on", flat=True).first()
    pupil = plan.pupil
    if pupil.review_due_on != due:
        compare_and_set(pupil, version=pupil.version, review_due_on=due)
