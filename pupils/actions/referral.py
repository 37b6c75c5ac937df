"""Referrals: written, sent, acknowledged, chased, closed, and the closing taken back."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core import audit
from core.policy import require
from core.record import Changes, answered, compare_and_set, once
from pupils import policies
from pupils.models import Pupil, Referral, ReferralNote

Day = datetime.date
Kind = ReferralNote.Kind
#: Kept as digests in the record book: that a pupil is referred, and why, is shown to few.
SECRET = frozenset(
    {"agency", "reason", "asked_for", "consent", "consent_by", "consent_on", "text",
     "outcome", "outcome_words"}
)  # fmt: skip


@transaction.atomic
def add_referral(
    *, by: Any, pupil: Pupil, fields: dict[str, Any], submission_id: Any = None
) -> Referral:
    """Write a referral; it goes later. Raises AlreadyDone, and ValidationError where one is open."""
    require(policies.keep_referral(by, pupil))
    sent = once(by=by, key=submission_id, use_case="add_referral") if submission_id else None
    Pupil.objects.select_for_update().get(pk=pupil.pk)
    if Referral.objects.open().filter(pupil=pupil, agency=fields["agency"]).exists():
        raise ValidationError(_("A referral of this pupil to this agency is open already."))
    made = Referral.objects.create(
        school_id=pupil.school_id, pupil=pupil, written_by=by, **fields
    )  # fmt: skip
    changes = {name: (None, getattr(value, "pk", value)) for name, value in fields.items() if value}
    _note(by, "add_referral", made, changes)
    if sent:
        answered(sent, reverse("referral", args=[made.pk]))
    return made


@transaction.atomic
def edit_referral(*, by: Any, referral: Referral, version: int, fields: dict[str, Any]) -> Referral:
    """Change a referral that has not gone. Raises Stale."""
    require(policies.edit_referral(by, referral))
    changes = compare_and_set(referral, version=version, **fields)
    said = {
        name: (getattr(old, "pk", old), getattr(new, "pk", new))
        for name, (old, new) in changes.items()
    }
    _note(by, "edit_referral", referral, said)
    return referral


@transaction.atomic
def send_referral(*, by: Any, referral: Referral, version: int, on: Day) -> Referral:
    """Say that it went, on a day; from then on the school waits. Raises Stale."""
    require(policies.send_referral(by, referral))
    changes = compare_and_set(
        referral, version=version, sent_on=on, chase_on=referral.next_chase(on)
    )
    _note(by, "send_referral", referral, changes)
    return referral


@transaction.atomic
def note_referral(
    *, by: Any, referral: Referral, version: int, kind: str, on: Day, text: str,
    is_acknowledgement: bool = False, submission_id: Any = None,
) -> ReferralNote:  # fmt: skip
    """Add a dated note; news and asking again put the next day of asking off. Raises Stale."""
    require(policies.note_referral(by, referral))
    if submission_id:
        answer = reverse("referral", args=[referral.pk])
        once(by=by, key=submission_id, use_case="note_referral", answer=answer)
    if on < referral.sent_on:
        raise ValidationError(_("This day is before the referral was sent."))
    made = ReferralNote.objects.create(
        school_id=referral.school_id, referral=referral, kind=kind, on=on, text=text, by=by
    )
    fields: dict[str, Any] = {}
    if kind in (Kind.CHASED, Kind.NEWS):
        later = referral.next_chase(on)
        fields["chase_on"] = max(later, referral.chase_on or later)
    if is_acknowledgement and not referral.acknowledged_on:
        fields["acknowledged_on"] = on
    changes = compare_and_set(referral, version=version, **fields)
    _note(by, "note_referral", referral, {**changes, "kind": (None, kind), "text": ("", text)})
    return made


@transaction.atomic
def close_referral(
    *, by: Any, referral: Referral, version: int, outcome: str, words: str, on: Day
) -> Referral:
    """Say what came of it. Raises Stale."""
    require(policies.close_referral(by, referral))
    if referral.sent_on and on < referral.sent_on:
        raise ValidationError(_("This day is before the referral was sent."))
    changes = compare_and_set(
        referral, version=version, closed_on=on, outcome=outcome, outcome_words=words, chase_on=None
    )
    _note(by, "close_referral", referral, changes)
    return referral


@transaction.atomic
def undo_close_referral(*, by: Any, referral: Referral) -> Referral:
    """Go on waiting: the day of asking again is counted from the last news."""
    require(policies.undo_close_referral(by, referral))
    last = referral.notes.exclude(kind=Kind.NOTE).order_by("-on").first()
    since = max(filter(None, (referral.sent_on, last.on if last else None)), default=None)
    changes = compare_and_set(
        referral, version=referral.version, closed_on=None, outcome="", outcome_words="",
        chase_on=referral.next_chase(since) if since else None,
    )  # fmt: skip
    _note(by, "undo_close_referral", referral, changes)
    return referral


def _note(by: Any, action: str, referral: Referral, changes: Changes) -> None:
    # Without a name: the line of the book must not say which service it is.
    secret = (SECRET & changes.keys()) or {"agency"}
    audit.record(by=by, action=action, about=referral, changes=changes, secret=secret)
