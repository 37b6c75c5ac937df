"""What is done for many pupils of the caseload at once: review dates, owners, and copies taken out."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from core import audit
from core.models import School
from core.policy import require
from interventions import policies
from pupils.actions.adult import add_key_adult
from pupils.actions.pupil import edit_pupil
from pupils.models import AdultLink, Pupil
from staff.models import Post

Day = datetime.date


@transaction.atomic
def set_review_dates(*, by: Any, pupils: Iterable[Pupil], on: Day) -> dict[int, Day | None]:
    """Set the next review of each pupil; returns the days before, for undo. Each pupil is recorded."""
    require(policies.set_review_dates(by))
    before = {}
    for pupil in _held(pupils):
        before[pupil.pk] = pupil.review_due_on
        edit_pupil(by=by, pupil=pupil, version=pupil.version, review_due_on=on)
    return before


@transaction.atomic
def undo_review_dates(
    *, by: Any, pupils: Iterable[Pupil], before: Mapping[int, Day | None], on: Day
) -> int:
    """Put days back where nobody changed them since; returns how many."""
    require(policies.set_review_dates(by))
    unchanged = [
        pupil for pupil in _held(pupils) if pupil.review_due_on == on and pupil.pk in before
    ]
    for pupil in unchanged:
        edit_pupil(by=by, pupil=pupil, version=pupil.version, review_due_on=before[pupil.pk])
    return len(unchanged)


@transaction.atomic
def change_owners(*, by: Any, pupils: Iterable[Pupil], post: Post, on: Day) -> int:
    """Make one post the owner of each pupil's plan from a day; returns how many changed."""
    require(policies.set_review_dates(by))
    changed = 0
    for pupil in _held(pupils):
        if pupil.owner_name == post.person.full_name:
            continue
        add_key_adult(by=by, pupil=pupil, post=post, kind=AdultLink.Kind.PLAN_OWNER, starts_on=on)
        changed += 1
    return changed


@transaction.atomic
def export_caseload(*, by: Any, school: School, kind: str, filters: str, count: int) -> None:
    """Note in the record book who took which rows out, in which form."""
    require(policies.export_caseload(by))
    audit.record(
        by=by, action="export_caseload", about=school, school_id=school.pk,
        changes={"kind": (None, kind), "filters": (None, filters), "pupils": (None, count)},
    )  # fmt: skip


def _held(pupils: Iterable[Pupil]) -> list[Pupil]:
    """The pupils as they are now, locked in the order of their keys."""
    keys = [pupil.pk for pupil in pupils]
    return list(Pupil.objects.filter(pk__in=keys).order_by("pk").select_for_update())
