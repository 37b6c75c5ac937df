"""Adding a pupil by hand, changing details, leaving."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core import audit
from core.models import School
from core.policy import require
from core.record import Stale, answered, compare_and_set, once
from pupils import policies
from pupils.models import AdultLink, Pupil


@transaction.atomic
def add_pupil(*, by: Any, school: School, submission_id: Any, **fields: Any) -> Pupil:
    """Add one pupil by hand. Raises AlreadyDone for a form sent twice."""
    require(policies.add_pupil(by, school.pk))
    sent = once(by=by, key=submission_id, use_case="add_pupil")
    pupil = Pupil.objects.create(school=school, **fields)
    answered(sent, reverse("pupil", args=[pupil.pk]))
    changes = {name: (None, value) for name, value in fields.items() if value not in ("", None)}
    audit.record(by=by, action="add_pupil", about=pupil, changes=changes, pupil_id=pupil.pk)
    return pupil


@transaction.atomic
def edit_pupil(*, by: Any, pupil: Pupil, version: int, **fields: Any) -> Pupil:
    """Change names, pronunciation, form, identifiers and the next review. Raises Stale."""
    require(policies.edit_pupil(by, pupil))
    changed = Pupil(**{name: getattr(pupil, name) for name in _columns()})
    for name, value in fields.items():
        setattr(changed, name, value)
    try:
        changes = compare_and_set(pupil, version=version, **fields, search_name=changed.folded())
    except Stale as stale:
        stale.mine.pop("search_name")
        raise
    changes.pop("search_name", None)
    if changes:
        audit.record(by=by, action="edit_pupil", about=pupil, changes=changes, pupil_id=pupil.pk)
    return pupil


@transaction.atomic
def mark_left(*, by: Any, pupil: Pupil, version: int, on: datetime.date) -> Pupil:
    """Note the last day on roll and end the links people keep to the pupil on that day.

    Places in groups end with their groups' own actions. Raises Stale.
    """
    require(policies.mark_left(by, pupil))
    changes = compare_and_set(pupil, version=version, left_on=on)
    audit.record(by=by, action="mark_left", about=pupil, changes=changes, pupil_id=pupil.pk)
    going_on = AdultLink.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on), pupil=pupil, kind__in=AdultLink.BY_HAND
    )
    for link in going_on.filter(starts_on__lte=on):
        ended = compare_and_set(link, version=link.version, ends_on=on)
        audit.record(by=by, action="mark_left", about=link, changes=ended)
    return pupil


@transaction.atomic
def undo_mark_left(*, by: Any, pupil: Pupil) -> Pupil:
    """Put a pupil back on roll, with the links that ended on the last day."""
    require(policies.mark_left(by, pupil))
    pupil = Pupil.objects.select_for_update().get(pk=pupil.pk)
    last = pupil.left_on
    changes = compare_and_set(pupil, version=pupil.version, left_on=None)
    audit.record(by=by, action="undo_mark_left", about=pupil, changes=changes, pupil_id=pupil.pk)
    ended = AdultLink.objects.filter(pupil=pupil, ends_on=last, kind__in=AdultLink.BY_HAND)
    for link in ended.select_related("post") if last else []:
        again = AdultLink.objects.open().filter(
            pupil=pupil, post=link.post_id, kind=link.kind, source=link.source
        )
        post_ended = link.post.ends_on and link.post.ends_on < timezone.localdate()
        if not post_ended and not again.exists():
            reopened = compare_and_set(link, version=link.version, ends_on=None)
            audit.record(by=by, action="undo_mark_left", about=link, changes=reopened)
    return pupil


def _columns() -> list[str]:
    return [field.attname for field in Pupil._meta.concrete_fields]
