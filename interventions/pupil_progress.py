"""What the progress page of one pupil shows: every place with its dose and gain, and one of them drawn.

Reads only, for a pupil whose progress the person may see (``pupils.policies.see_progress``): four
queries however many places, scores and sessions there are.
"""

import datetime
import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from core.kept import Kept
from core.models import School
from interventions import progress
from interventions.impact import Gain, gain_from, judged_measure
from interventions.models import Attendance, Measure, Place, Score, Session
from pupils.models import Pupil
from staff.models import Post

State = Session.State


class Meeting(NamedTuple):
    """One session of a place: what became of it, and what the pupil did in it (see ``kind_of``)."""

    on: datetime.date
    state: str
    reason: str
    minutes: int
    code: str
    received: int
    kind: str

    @property
    def why_missed(self) -> str:
        """The session's reason, or the pupil's code, as shown; empty when it was not missed."""
        if self.state == State.NOT_DELIVERED:
            return str(Session.Reason(self.reason).label)
        if self.kind == "missed" and self.code:
            return str(Attendance.Code(self.code).label)
        return ""


def kind_of(state: str, code: str, on: datetime.date, today: datetime.date) -> str:
    """delivered, missed, planned, or unlogged when the day of a planned session has passed."""
    if state == State.DELIVERED:
        return "delivered" if code in Attendance.TOOK_PART else "missed"
    if state == State.NOT_DELIVERED:
        return "missed"
    return "unlogged" if on < today else "planned"


@dataclass(frozen=True)
class Course:
    """One thing that is measured: a place with its sessions, or scores that belong to no place."""

    measure: Measure | None
    scores: Sequence[Score]
    place: Place | None = None
    gain: Gain | None = None
    meetings: Sequence[Meeting] = field(default=())

    @property
    def key(self) -> str:
        """How the page's address names it."""
        if self.place is not None:
            return f"place={self.place.pk}"
        return f"measure={self.measure.pk}" if self.measure else ""

    @property
    def due_minutes(self) -> int:
        """Minutes of all sessions whose day has come."""
        return sum(meeting.minutes for meeting in self.meetings if meeting.kind != "planned")

    @cached_property
    def kinds(self) -> Counter:
        """How many sessions were delivered, missed, are planned, or still to log."""
        return Counter(meeting.kind for meeting in self.meetings)

    def sessions_by(self, on: datetime.date) -> tuple[int, int]:
        """Sessions the pupil took part in, and all that were due, up to a day."""
        due = [m for m in self.meetings if m.on <= on and m.kind != "planned"]
        return sum(m.kind == "delivered" for m in due), len(due)


#: A name by itself: with two more tables to join the database plans longer than it reads.
_LEADERS = Post.objects.filter(pk=OuterRef("group__leader")).values("person__full_name")
_PLACES = Kept(
    lambda pupil: (
        Place.objects.filter(pupil=pupil)
        .select_related("group", "measure", "school", "total")
        .annotate(leader_name=Subquery(_LEADERS))
        .order_by("outcome", "-starts_on", "pk")
    ),
    1,
)
_SCORES = Kept(
    lambda pupil: (
        Score.objects.filter(pupil=pupil)
        .select_related("measure", "assessed_by")
        .order_by("on", "pk")
    ),
    1,
)


def courses_of(pupil: Pupil) -> list[Course]:
    """Everything measured or running for a pupil, what needs looking at most first. Three queries."""
    places, scores = _PLACES(pupil.pk), _SCORES(pupil.pk)
    meetings = _meetings(pupil, places)
    found = [_of_place(place, scores, meetings) for place in places]
    found.sort(key=_urgency)
    alone = {score.measure: None for score in scores if score.place_id is None}
    return found + [
        Course(measure, [s for s in scores if s.place_id is None and s.measure_id == measure.pk])
        for measure in alone
    ]


def schools_of(person: Any) -> QuerySet[School]:
    """The schools whose thresholds judge the pupils a person works with, by name."""
    return School.objects.filter(pk__in=person.access.school_ids).order_by("name")


_CALENDAR = """
SELECT starts_on, ends_on, name, first_week FROM core_term WHERE school_id = %(school)s
UNION ALL
SELECT starts_on, ends_on, name, kind FROM core_closure
WHERE school_id = %(school)s AND ends_on >= %(first)s AND starts_on <= %(last)s"""


def holidays_of(
    school_id: int, first: datetime.date, last: datetime.date
) -> list[tuple[datetime.date, datetime.date, str, str]]:
    """Closures and gaps between terms that touch a span, as (first day, last day, kind, name). One query."""
    as_kept = connection.ops.adapt_datefield_value
    asked = {"school": school_id, "first": as_kept(first), "last": as_kept(last)}
    with connection.cursor() as cursor:
        cursor.execute(_CALENDAR, asked)
        rows = sorted(cursor.fetchall())
    letters = {"A", "B"}
    found = [(a, b, kind, name) for a, b, name, kind in rows if kind not in letters]
    spans = [(a, b) for a, b, _name, kind in rows if kind in letters]
    day = datetime.timedelta(days=1)
    for (_start, end), (start, _end) in itertools.pairwise(spans):
        if end + day < start and end < last and start > first:
            found.append((end + day, start - day, "holiday", ""))
    return sorted(found)


def _of_place(place: Place, scores: Sequence[Score], meetings: dict[int, list[tuple]]) -> Course:
    own = [score for score in scores if score.place_id == place.pk]
    measure = judged_measure(place, own)
    own = [score for score in own if measure and score.measure_id == measure.pk]
    today = timezone.localdate()
    held = [
        _meeting(row, place.pk, today)
        for row in meetings.get(place.group_id, [])
        if place.starts_on <= row[0] <= place.ends_on or row[6] == place.pk
    ]
    return Course(measure, own, place, gain_from(place, own), held)


def _meeting(row: tuple, place_id: int, today: datetime.date) -> Meeting:
    """A session as one place knows it: a mark of another place in the same group is not its own."""
    on, state, reason, minutes, code, received, marked = row
    if marked != place_id:
        code, received = "", 0
    return Meeting(on, state, reason, minutes, code, received, kind_of(state, code, on, today))


#: Written out because building it from parts costs more than running it.
_MEETINGS = """
SELECT s.group_id, s."on", s.state, s.reason, s.minutes, a.code, a.minutes, a.place_id
FROM interventions_session s
LEFT JOIN interventions_attendance a ON a.session_id = s.id AND a.pupil_id = %s
WHERE s.group_id IN ({groups}) AND s.state <> 'cancelled'
ORDER BY s."on", s.starts_at"""


def _meetings(pupil: Pupil, places: Sequence[Place]) -> dict[int, list[tuple]]:
    found: dict[int, list[tuple]] = {}
    groups = ", ".join(str(place.group_id) for place in places)
    with connection.cursor() as cursor:
        cursor.execute(_MEETINGS.format(groups=groups or "NULL"), [pupil.pk])
        rows = cursor.fetchall()
    for group, on, state, reason, minutes, code, received, place in rows:
        found.setdefault(group, []).append(
            (on, state, reason, minutes, code or "", received or 0, place)
        )
    return found


def _urgency(course: Course) -> tuple:
    order = (*progress.URGENCY[:2], progress.TOO_EARLY, *progress.URGENCY[2:])
    is_over = bool(course.place and course.place.outcome)
    verdict = course.gain.verdict if course.gain else progress.NONE
    return is_over, not course.scores, order.index(verdict)
