"""The demo's moved note: two Wrenfields in one year, and a breach note that waits for its decision."""

import datetime

from django.utils import timezone

from core import audit
from core.models import School
from pupils.models import Breach, MovedNote, Pupil
from pupils.models.moving import TELL_WITHIN
from staff.models import Post


def make_moves(
    school: School, posts: dict[str, Post], pupils: dict[str, Pupil], today: datetime.date
) -> None:
    """Written one morning for Tom, moved to Toby before lunch."""
    tom = Pupil.objects.get(school=school, forename="Thomas", surname="Wrenfield")
    day = today - datetime.timedelta(days=1)
    written = timezone.make_aware(datetime.datetime.combine(day, datetime.time(9, 50)))
    moved = MovedNote.objects.create(
        school=school, kind="session-note", object_id=1, from_pupil=tom,
        to_pupil=pupils["Wrenfield"], written_at=written,
        at=written + datetime.timedelta(hours=2, minutes=5), by=posts["ta2"].person,
        why="Two Wrenfields in Year 8: I tapped Tom’s row and meant Toby.",
    )  # fmt: skip
    Breach.objects.create(school=school, moved=moved, due_at=moved.at + TELL_WITHIN)
    audit.record(by=posts["ta2"].person, action="move_note", about=moved, pupil_id=tom.pk)
