"""Changes of the register of access arrangements: one is added, edited, ended, and its end taken back."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core import audit
from core.models import AuditEvent
from core.policy import Refused, require
from core.record import Changes, answered, compare_and_set, once
from pupils import policies
from pupils.models import Arrangement, ArrangementScore, Pupil

Day = datetime.date
#: What the record book keeps as digests: whoever reads the book need not read the file.
SECRET = frozenset({"evidence", "assessor", "notes", "scores"})


@transaction.atomic
def add_arrangement(
    *, by: Any, pupil: Pupil, fields: dict[str, Any], scores: Iterable[dict[str, Any]],
    submission_id: Any = None,
) -> Arrangement:  # fmt: skip
    """Put an arrangement of a pupil on the register.

    Raises AlreadyDone for a form sent before, and ValidationError where the pupil has this kind.
    """
    require(policies.keep_arrangements(by, pupil.school_id))
    sent = once(by=by, key=submission_id, use_case="add_arrangement") if submission_id else None
    _refuse_second(pupil.pk, fields)
    rest = {name: value for name, value in fields.items() if name != "subjects"}
    made = Arrangement.objects.create(school_id=pupil.school_id, pupil_id=pupil.pk, **rest)
    changes = {name: (None, value) for name, value in rest.items() if value}
    changes |= _set_subjects(made, fields["subjects"]) | _set_scores(made, scores)
    _note(by, "add_arrangement", made, changes)
    if sent:
        answered(sent, reverse("arrangement", args=[made.pk]))
    return made


@transaction.atomic
def edit_arrangement(
    *, by: Any, arrangement: Arrangement, version: int, fields: dict[str, Any],
    scores: Iterable[dict[str, Any]],
) -> Arrangement:  # fmt: skip
    """Change an arrangement. Raises Stale, and ValidationError where the pupil has this kind already."""
    require(policies.edit_arrangement(by, arrangement))
    rest = {name: value for name, value in fields.items() if name != "subjects"}
    _refuse_second(arrangement.pupil_id, fields, apart_from=arrangement.pk)
    changes = compare_and_set(arrangement, version=version, **rest)
    changes |= _set_subjects(arrangement, fields["subjects"]) | _set_scores(arrangement, scores)
    _note(by, "edit_arrangement", arrangement, changes)
    return arrangement


@transaction.atomic
def end_arrangement(*, by: Any, arrangement: Arrangement, version: int, on: Day) -> Arrangement:
    """Say that it is not needed any more, ``on`` being its last day. Raises Stale."""
    require(policies.end_arrangement(by, arrangement))
    last = min(filter(None, (arrangement.valid_to, on)))
    last = max(filter(None, (arrangement.valid_from, last)))
    changes = compare_and_set(
        arrangement, version=version, state=Arrangement.State.ENDED, valid_to=last
    )
    _note(by, "end_arrangement", arrangement, changes)
    return arrangement


@transaction.atomic
def undo_end_arrangement(*, by: Any, arrangement: Arrangement) -> Arrangement:
    """Give an ended arrangement back the state and the last day it had."""
    require(policies.undo_end_arrangement(by, arrangement))
    Pupil.objects.select_for_update().get(pk=arrangement.pupil_id)
    pages = AuditEvent.objects.filter(
        action="end_arrangement",
        object_type=arrangement._meta.label_lower,
        object_id=arrangement.pk,
    )
    page = pages.order_by("-sequence").first()
    if page is None:
        raise Refused(_("This arrangement was not ended here; open it and choose its state."))
    was = {row["field"]: row["old"] for row in page.changes}
    fields: dict[str, Any] = {"state": was["state"]}
    if "valid_to" in was:
        fields["valid_to"] = was["valid_to"] and Day.fromisoformat(was["valid_to"])
    changes = compare_and_set(arrangement, version=arrangement.version, **fields)
    _note(by, "undo_end_arrangement", arrangement, changes)
    return arrangement


def _refuse_second(pupil_id: int, fields: dict[str, Any], apart_from: int | None = None) -> None:
    """A pupil has a kind once at a time. Holds the pupil's row, so that two forms come in turn."""
    Pupil.objects.select_for_update().get(pk=pupil_id)
    if fields["state"] not in Arrangement.LIVE:
        return
    same = Arrangement.objects.live().filter(pupil=pupil_id, kind=fields["kind"])
    if same.exclude(pk=apart_from).exists():
        raise ValidationError(_("The pupil has this arrangement already: edit that one instead."))


def _set_subjects(arrangement: Arrangement, subjects: Iterable[Any]) -> Changes:
    before = ", ".join(map(str, arrangement.subjects.all()))
    after = ", ".join(sorted(map(str, subjects)))
    if before == after:
        return {}
    arrangement.subjects.set(subjects)
    return {"subjects": (before, after)}


def _set_scores(arrangement: Arrangement, scores: Iterable[dict[str, Any]]) -> Changes:
    before = [(row.test, row.score, row.taken_on) for row in arrangement.scores.all()]
    after = [(row["test"], row["score"], row["taken_on"]) for row in scores]
    if sorted(before) == sorted(after):
        return {}
    arrangement.scores.all().delete()
    rows = [
        ArrangementScore(
            arrangement=arrangement, school_id=arrangement.school_id, test=test, score=score,
            taken_on=day,
        )
        for test, score, day in after
    ]  # fmt: skip
    ArrangementScore.objects.bulk_create(rows)
    return {"scores": (before, after)}


def _note(by: Any, action: str, arrangement: Arrangement, changes: Changes) -> None:
    audit.record(
        by=by, action=action, about=arrangement, changes=changes, secret=SECRET & changes.keys()
    )
