"""The note of a session, put under the right pupil of the same session."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.policy import require
from core.record import compare_and_set
from interventions import policies
from interventions.models import Attendance, Session
from pupils.models import Pupil
from pupils.moving import Note

NOTE_AT_MOST, STEP_AT_MOST = 1_000, 300


@transaction.atomic
def move_mark(*, by: Any, note: Note, to: Pupil) -> None:
    """Take note and next step off one mark and add them to the other's; the session moves on a version.

    So a form that was opened before answers that somebody saved first. Nothing is lost: raises
    ValidationError where both notes together are too long.
    """
    session = Session.objects.select_for_update().get(pk=note.row.session_id)
    wrong = Attendance.objects.select_related("session__group").get(pk=note.row.pk)
    require(policies.move_mark(by, wrong))
    right = Attendance.objects.get(session=session, pupil=to)
    note_words, step = _joined(right.note, wrong.note), _joined(right.next_step, wrong.next_step)
    if len(note_words) > NOTE_AT_MOST or len(step) > STEP_AT_MOST:
        raise ValidationError(_("Both notes together are too long. Shorten one of them first."))
    compare_and_set(session, version=session.version)
    before = {"note": (wrong.note, ""), "next_step": (wrong.next_step, "")}
    Attendance.objects.filter(pk=right.pk).update(note=note_words, next_step=step)
    Attendance.objects.filter(pk=wrong.pk).update(note="", next_step="")
    audit.record(
        by=by, action="move_mark", about=session, changes=before, secret=["note", "next_step"]
    )


def _joined(*texts: str) -> str:
    return "\n".join(filter(None, texts))
