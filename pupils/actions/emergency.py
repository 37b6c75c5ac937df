"""Records opened in an emergency, ended, and judged."""

import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit
from core.policy import require
from core.record import compare_and_set, once
from pupils import policies
from pupils.emergencies import MISSED, misses_of
from pupils.emergency_letters import write_emergency_letters
from pupils.models import EmergencyAccess, EmergencyKind, Pupil
from pupils.models.emergency import LASTS
from staff.actions.emergency import mark_emergency
from staff.models import StaffMember


@transaction.atomic
def open_emergency(
    *, by: Any, pupil: Pupil, kind: EmergencyKind, words: str, submission_id: Any = None,
    here: str = "",
) -> EmergencyAccess:  # fmt: skip
    """Open one pupil's record to ``by`` for an hour from now, and tell those who answer for records."""
    require(policies.open_emergency(by, pupil))
    if submission_id:
        answer = reverse("pupil", args=[pupil.pk])
        once(by=by, key=submission_id, use_case="open_emergency", answer=answer)
    now = timezone.now()
    access = EmergencyAccess.objects.create(
        school_id=pupil.school_id, pupil=pupil, person=by, kind=kind, words=words, began_at=now,
        ends_at=now + LASTS, acting_as=by.acting_as(pupil.school_id)[:80],
    )  # fmt: skip
    _mark(by, by)
    changes = {"kind": (None, kind.name), "words": (None, words), "ends_at": (None, access.ends_at)}
    audit.record(by=by, action="open_emergency", about=access, changes=changes, secret=["words"])
    write_emergency_letters.enqueue(access.pk, here)
    return access


@transaction.atomic
def miss_emergency(*, by: Any) -> int:
    """Note a try that found nobody: whoever guesses names and dates is seen. Returns how many this hour.

    What was typed is not kept.
    """
    require(policies.open_emergency(by))
    school_id = by.access.posts[0].school_id
    audit.record(by=by, action=MISSED, about=by, school_id=school_id)
    return misses_of(by)


@transaction.atomic
def end_emergency(*, by: Any, access: EmergencyAccess, version: int) -> EmergencyAccess:
    """End it before its hour is over: the record closes with this very moment."""
    require(policies.end_emergency(by, access))
    now = timezone.now()
    changes = compare_and_set(access, version=version, ends_at=now, was_ended_early=True)
    _mark(by, by)
    audit.record(by=by, action="end_emergency", about=access, changes=changes)
    return access


@transaction.atomic
def review_emergency(
    *, by: Any, access: EmergencyAccess, version: int, verdict: str, words: str
) -> EmergencyAccess:
    """Say whether it was justified, and why; an access that is still open closes."""
    require(policies.review_emergency(by, access))
    now = timezone.now()
    fields: dict[str, Any] = {
        "verdict": verdict, "reviewed_by": by, "reviewed_at": now, "review_words": words,
    }  # fmt: skip
    if access.is_open:
        fields["ends_at"] = now
    changes = compare_and_set(access, version=version, **fields)
    _mark(by, access.person)
    changes["reviewed_by"] = (None, by.pk)
    audit.record(
        by=by, action="review_emergency", about=access, changes=changes, secret=["review_words"]
    )
    return access


def _mark(by: Any, person: StaffMember) -> None:
    """Keep on the person until when the last of theirs is open; nothing where none is."""
    now: datetime.datetime = timezone.now()
    rows = EmergencyAccess.objects.filter(person=person, ends_at__gt=now).order_by("-ends_at")
    last = rows.values_list("ends_at", flat=True).first()
    mark_emergency(by=by, person=person, until=last)
