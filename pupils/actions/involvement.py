"""Involvements of professionals with pupils: begun, changed, ended, and the end taken back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.policy import require
from core.record import Changes, answered, compare_and_set, once
from pupils import policies
from pupils.models import Involvement, Pupil

#: Kept as digests in the record book: that a service works with a pupil is shown to few.
SECRET = frozenset({"professional", "why", "consent", "consent_by", "consent_on"})


@transaction.atomic
def add_involvement(
    *, by: Any, pupil: Pupil, fields: dict[str, Any], submission_id: Any = None
) -> Involvement:
    """Say that a professional works with a pupil.

    Raises AlreadyDone, and ValidationError where the same professional does so already.
    """
    require(policies.keep_help(by, pupil))
    sent = once(by=by, key=submission_id, use_case="add_involvement") if submission_id else None
    _refuse_second(pupil.pk, fields)
    made = Involvement.objects.create(school_id=pupil.school_id, pupil=pupil, **fields)
    changes = {name: (None, getattr(value, "pk", value)) for name, value in fields.items() if value}
    _note(by, "add_involvement", made, changes)
    if sent:
        answered(sent, reverse("pupil_professionals", args=[pupil.pk]))
    return made


@transaction.atomic
def edit_involvement(
    *, by: Any, involvement: Involvement, version: int, fields: dict[str, Any]
) -> Involvement:
    """Change why, until when, the consent or the next visit. Raises Stale, and ValidationError."""
    require(policies.edit_involvement(by, involvement))
    _refuse_second(involvement.pupil_id, fields, apart_from=involvement.pk)
    changes = compare_and_set(involvement, version=version, **fields)
    said = {
        name: (getattr(old, "pk", old), getattr(new, "pk", new))
        for name, (old, new) in changes.items()
    }
    _note(by, "edit_involvement", involvement, said)
    return involvement


@transaction.atomic
def end_involvement(*, by: Any, involvement: Involvement, version: int) -> Involvement:
    """End it today; the next visit goes. Raises Stale."""
    require(policies.end_involvement(by, involvement))
    last = max(timezone.localdate(), involvement.starts_on)
    changes = compare_and_set(involvement, version=version, ends_on=last, next_visit_on=None)
    _note(by, "end_involvement", involvement, changes)
    return involvement


@transaction.atomic
def undo_end_involvement(*, by: Any, involvement: Involvement) -> Involvement:
    """Go on as before."""
    Pupil.objects.select_for_update().get(pk=involvement.pupil_id)
    require(policies.undo_end_involvement(by, involvement))
    changes = compare_and_set(involvement, version=involvement.version, ends_on=None)
    _note(by, "undo_end_involvement", involvement, changes)
    return involvement


def _refuse_second(pupil_id: int, fields: dict[str, Any], apart_from: int | None = None) -> None:
    """One professional is involved once at a time. Holds the pupil's row, so that two come in turn."""
    Pupil.objects.select_for_update().get(pk=pupil_id)
    same = Involvement.objects.filter(
        pupil=pupil_id, professional=fields["professional"], ends_on__isnull=True
    )
    if not fields.get("ends_on") and same.exclude(pk=apart_from).exists():
        raise ValidationError(_("This professional works with the pupil already. Edit that entry."))


def _note(by: Any, action: str, about: Involvement, changes: Changes) -> None:
    # The line of the book must not name the professional either, so the record has no name there.
    secret = (SECRET & changes.keys()) or {"professional"}
    audit.record(by=by, action=action, about=about, changes=changes, secret=secret)
