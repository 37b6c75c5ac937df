"""One person's day: sessions in the order of time, what is still to log from before, and the team.

Reads only. Every list has a fixed number of queries, whatever the number of sessions and pupils.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from core.calendar import week_letter
from core.models import Closure, School, Term
from interventions import policies
from interventions.models import Attendance, Place, Session, SessionDraft
from interventions.sheet import (
    LastTime,
    Line,
    alike_words,
    drafts_of,
    ends_at,
    group_words,
    last_times,
    places_of,
    shown_name,
    with_last_step,
)
from pupils.namesakes import alike

State = Session.State
#: A pupil is new in a group for this many days.
NEW_FOR = datetime.timedelta(days=7)
#: A session is opened this long before it starts.
EARLY = datetime.timedelta(minutes=10)
OLDEST_SHOWN = 20


@dataclass(frozen=True)
class Slot:
    """One session of the day as a row, or open as a sheet."""

    session: Session
    places: tuple[Place, ...]
    about: str
    kind: str
    word: str
    detail: str
    new_pupils: tuple[str, ...]
    is_open: bool
    draft: SessionDraft | None
    can_log: bool
    can_undo: bool

    @property
    def count(self) -> int:
        """Pupils whose places cover the day."""
        return len(self.places)


@dataclass(frozen=True)
class Late:
    """A session of an earlier day that is still to log, the last day to do so, or why it is too late."""

    session: Session
    title: str
    about: str
    count: int
    last_day: datetime.date
    is_closed: bool
    draft: SessionDraft | None


@dataclass(frozen=True)
class Day:
    """Everything the page of one day shows."""

    on: datetime.date
    letter: str
    slots: tuple[Slot, ...]
    late: tuple[Late, ...]
    next_session: Session | None

    @property
    def done(self) -> int:
        """Sessions of the day that are logged."""
        return sum(slot.session.state in policies.LOGGED for slot in self.slots)

    @property
    def to_do(self) -> int:
        """Sessions of the day that were not cancelled."""
        return sum(slot.session.state != State.CANCELLED for slot in self.slots)


def day_of(person: Any, *, opened: str = "", has_initials: bool = False) -> Day:
    """The person's own sessions of today. ``opened`` is a session's number, ``all``, or empty."""
    now = timezone.localtime()
    today = now.date()
    sessions, late = _own_sessions(person, today)
    places = places_of([*sessions, *late])
    drafts = drafts_of(person, [session.pk for session in [*sessions, *late]])
    here = _took_part(sessions)
    opens = _to_open(sessions, opened, now)
    slots = tuple(
        _slot(
            person, session, places[session.pk], drafts.get(session.pk),
            here.get(session.pk, 0), session.pk in opens, now, has_initials,
        )
        for session in sessions
    )  # fmt: skip
    upcoming = None if sessions else _next_session(person, today)
    schools = sorted(person.access.school_ids)
    letter = letter_of(schools[0], today) if schools else ""
    return Day(today, letter, slots, _late(late, places, drafts, today), upcoming)


def letter_of(school_id: int, day: datetime.date) -> str:
    """The timetable week of a day at a school with a two-week timetable, else nothing."""
    if not School.objects.filter(pk=school_id, has_two_week_timetable=True).exists():
        return ""
    terms = list(Term.objects.filter(school=school_id))
    closures = Closure.objects.filter(school=school_id).values_list("starts_on", "ends_on")
    letters = [term.first_week for term in terms]
    dates = [(term.starts_on, term.ends_on) for term in terms]
    return week_letter(day, dates, letters, list(closures)) or ""


def sheet_lines(person: Any, slots: Iterable[Slot], has_initials: bool) -> dict[int, list[Line]]:
    """The sheets of the open slots, by session; last time and namesakes come with one query each."""
    opened = [slot for slot in slots if slot.is_open]
    if not opened:
        return {}
    ids = [place.pk for slot in opened for place in slot.places]
    last: dict[int, LastTime] = last_times(ids, opened[0].session.on)
    others = alike(person, [place.pupil for slot in opened for place in slot.places])
    return {
        slot.session.pk: [
            Line(
                place, shown_name(place.pupil, has_initials), last.get(place.pk), None,
                alike_words(place.pupil, others.get(place.pupil_id, ()), has_initials),
            )
            for place in slot.places
        ]
        for slot in opened
    }  # fmt: skip


def _own_sessions(person: Any, today: datetime.date) -> tuple[list[Session], list[Session]]:
    """Today's sessions, and the unlogged ones before, of the person's own posts; one query."""
    rows = with_last_step(
        Session.objects.visible_to(person)
        .filter(Q(on=today) | Q(on__lt=today, state=State.PLANNED), post__in=person.access.post_ids)
        .select_related("group", "school")
    )
    found = list(rows.order_by("-on", "starts_at", "pk")[: 60 + OLDEST_SHOWN])
    sessions = [row for row in found if row.on == today]
    return sessions, [row for row in found if row.on < today][:OLDEST_SHOWN]


def _took_part(sessions: Sequence[Session]) -> dict[int, int]:
    """How many pupils took part, by delivered session."""
    marks = Attendance.objects.filter(
        session__in=[row.pk for row in sessions if row.state == State.DELIVERED],
        code__in=Attendance.TOOK_PART,
    )
    counted = marks.order_by().values("session").annotate(here=Count("pk"))
    return dict(counted.values_list("session", "here"))


def _to_open(sessions: Sequence[Session], opened: str, now: datetime.datetime) -> set[int]:
    """The sessions to open: those asked for, else the one that is on now, else the first to log."""
    open_ones = [row for row in sessions if row.state == State.PLANNED]
    if opened == "all":
        return {row.pk for row in open_ones}
    asked = {row.pk for row in open_ones if str(row.pk) == opened}
    if asked or opened == "none":
        return asked
    clock = now.time()
    begun = [row for row in open_ones if row.starts_at <= (now + EARLY).time()]
    on_now = [row for row in begun if clock < ends_at(row)]
    return {row.pk for row in (on_now[-1:] or begun[:1])}


def _slot(
    person: Any, session: Session, places: Sequence[Place], draft: SessionDraft | None, here: int,
    is_open: bool, now: datetime.datetime, has_initials: bool,
) -> Slot:  # fmt: skip
    kind, word, detail = state_words(session, len(places), here, now)
    new = [shown_name(place.pupil, has_initials) for place in places if _is_new(place, session)]
    return Slot(
        session=session, places=tuple(places), about=group_words(session, places), kind=kind,
        word=word, detail=detail, new_pupils=tuple(new), is_open=is_open, draft=draft,
        can_log=not policies.log_session(person, session),
        can_undo=not policies.undo_log(person, session),
    )  # fmt: skip


def state_words(
    session: Session, pupils: int, here: int, now: datetime.datetime
) -> tuple[str, str, str]:
    """Shape, word and detail of a session's state: ("ok", "Logged 09:31", "25 min, all here")."""
    if session.state == State.DELIVERED:
        words = {"minutes": session.minutes_delivered, "here": here, "of": pupils}
        everybody = here >= pupils
        detail = (
            _("%(minutes)s min, all here")
            if everybody
            else _("%(minutes)s min, %(here)s of %(of)s here")
        )
        return "ok", _("Logged %(when)s") % {"when": _when(session, now)}, detail % words
    if session.state == State.NOT_DELIVERED:
        wanted = _("Catch-up asked for") if session.wants_catch_up else ""
        why = session.reason_note or str(session.get_reason_display())
        return "no", _("Not delivered"), ". ".join(filter(None, [why, wanted]))
    if session.state == State.CANCELLED:
        return "no", _("Cancelled"), session.reason_note or str(session.get_reason_display())
    if session.on > now.date() or now.time() < ends_at(session):
        return "todo", _("To log after %(time)s") % {"time": f"{ends_at(session):%H:%M}"}, ""
    return "warn", _("Not logged yet"), ""


def _when(session: Session, now: datetime.datetime) -> str:
    at = timezone.localtime(session.logged_at)
    return f"{at:%H:%M}" if at.date() == now.date() else format_date(at, "j M Y")


def _is_new(place: Place, session: Session) -> bool:
    began = session.group.starts_on
    return place.starts_on > began and session.on - place.starts_on < NEW_FOR


def _late(
    sessions: Sequence[Session], places: dict[int, list[Place]], drafts: dict[int, SessionDraft],
    today: datetime.date,
) -> tuple[Late, ...]:  # fmt: skip
    return tuple(
        Late(
            session, _from_day(session.on, today), group_words(session, places[session.pk]),
            len(places[session.pk]), policies.last_log_day(session), policies.is_late(session, today),
            drafts.get(session.pk),
        )
        for session in sessions
    )  # fmt: skip


def _from_day(day: datetime.date, today: datetime.date) -> str:
    if day == today - datetime.timedelta(days=1):
        return _("Not logged from yesterday")
    return _("Not logged from %(day)s") % {"day": format_date(day, "l j M")}


def _next_session(person: Any, today: datetime.date) -> Session | None:
    later = Session.objects.visible_to(person).filter(
        on__gt=today, state=State.PLANNED, post__in=person.access.post_ids
    )
    return later.select_related("group").order_by("on", "starts_at").first()
