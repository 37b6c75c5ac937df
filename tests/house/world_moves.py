"""Notes of the world of the access table that were moved: one whose breach waits, one that was decided."""

import datetime

from django.utils import timezone

from pupils.models import Breach, MovedNote, Pupil
from pupils.models.moving import TELL_WITHIN
from staff.models import Post


def make(pupil: Pupil, mate: Pupil, ta: Post, posts: dict[str, Post]) -> dict[str, object]:
    """The leader of the group moved both."""
    now = timezone.now()
    made = []
    for decided in ({}, {"decision": "none", "why": "Nobody read it", "decided_at": now}):
        moved = MovedNote.objects.create(
            school=pupil.school, kind="session-note", object_id=1, from_pupil=pupil, to_pupil=mate,
            written_at=now - datetime.timedelta(hours=1), at=now, by=ta.person, why="Wrong row",
        )  # fmt: skip
        decider = {"decided_by": posts["dsl"].person} if decided else {}
        made.append(
            Breach.objects.create(
                school=pupil.school, moved=moved, due_at=now + TELL_WITHIN, **decided, **decider
            )
        )
    return {"breach": made[0], "decided_breach": made[1]}
