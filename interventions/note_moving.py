"""How the note of a session is moved to the right pupil: one who was marked in the same session."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interventions import policies
from interventions.models import Attendance, Session
from pupils.models import Pupil
from pupils.moving import Movable, Note

KIND = "session-note"
#: Looks at a pupil's record that show notes of sessions.
PAGES = frozenset({"sessions", "progress", "pupil_chronology"})


def find(person: Any, key: int) -> Note | None:
    """The mark with its note and next step, where the person sees its session."""
    marks = Attendance.objects.filter(session__in=Session.objects.visible_to(person))
    mark = marks.select_related("pupil", "session__group", "session__school").filter(pk=key).first()
    if mark is None:
        return None
    words = "\n".join(filter(None, [mark.note, mark.next_step]))
    written = mark.session.logged_at or timezone.now()
    reason = policies.move_mark(person, mark)
    return Note(
        mark, mark.pupil, words, written, reason, reverse("session", args=[mark.session_id])
    )


def targets(_person: Any, note: Note) -> QuerySet[Pupil]:
    """The others who were marked in the session: the person sees it, and so each of them."""
    marks = Attendance.objects.filter(session=note.row.session_id).exclude(pk=note.row.pk)
    return Pupil.objects.filter(pk__in=marks.values("pupil"))


def movable(move: Any) -> Movable:
    """The kind, moved by this action."""
    return Movable(KIND, _("Note of a session"), PAGES, find, targets, move)
