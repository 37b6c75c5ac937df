"""The sheet of a session: the pupils whose places cover the day, what they did last time, and drafts.

Reads only. Every function takes sessions that were found through ``visible_to``: whoever sees a
session sees its sheet. The number of queries does not grow with pupils or sessions.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from core.names import fold
from interventions.models import Attendance, Place, Session, SessionDraft
from pupils.models import Pupil
from pupils.namesakes import alike
from pupils.needs import short_name


@dataclass(frozen=True)
class LastTime:
    """What a pupil did the last time they took part."""

    on: datetime.date
    engagement: int | None
    prompt: int | None
    trials_right: int | None
    trials_of: int | None
    next_step: str

    @property
    def words(self) -> str:
        """ "Last, 17 Nov: 7 of 10, engaged 4, help: words"."""
        facts = []
        if self.trials_right is not None:
            facts.append(
                _("%(right)s of %(of)s") % {"right": self.trials_right, "of": self.trials_of}
            )
        if self.engagement is not None:
            facts.append(_("engaged %(level)s") % {"level": self.engagement})
        if self.prompt is not None:
            most_help = str(Attendance.Prompt(self.prompt).label).lower()
            facts.append(_("help: %(most_help)s") % {"most_help": most_help})
        day = format_date(self.on, "j M")
        if not facts:
            return _("Last, %(day)s: here, as planned") % {"day": day}
        return _("Last, %(day)s: %(facts)s") % {"day": day, "facts": ", ".join(facts)}


@dataclass(frozen=True)
class Line:
    """One pupil on the sheet: the place, the name to show, last time, and the mark if there is one.

    ``alike`` tells the pupil from namesakes: born when, and who else there is; mostly empty.
    """

    place: Place
    name: str
    last: LastTime | None
    mark: Attendance | None
    alike: str = ""

    @property
    def pupil(self) -> Pupil:
        """The pupil who holds the place."""
        return self.place.pupil

    @property
    def need(self) -> str:
        """The main need, as it is usually written."""
        return short_name(self.place.pupil.main_need)


#: Namesakes named beside a pupil.
NAMED = 2


def shown_name(pupil: Pupil, has_initials: bool) -> str:
    """The name on a screen that others may see: "Toby W.", or "T.W." in initials mode."""
    return pupil.initials if has_initials else pupil.short_name


def alike_words(pupil: Pupil, others: Sequence[Pupil], has_initials: bool) -> str:
    """ "Born 9 Mar 2012, not Tobias W. of 8D": what tells a pupil from those with nearly the same name."""
    if not others:
        return ""
    names = [
        _("%(name)s of %(form)s")
        % {"name": shown_name(other, has_initials), "form": other.form or other.year_group}
        for other in others[:NAMED]
    ]
    day = format_date(pupil.born_on, "j M Y")
    return _("Born %(day)s, not %(names)s") % {"day": day, "names": ", ".join(names)}


def places_of(sessions: Iterable[Session]) -> dict[int, list[Place]]:
    """Places that cover each session's day, by session, in the order of first names. One query."""
    sessions = list(sessions)
    places = list(
        Place.objects.filter(group__in={session.group_id for session in sessions})
        .select_related("pupil").order_by("pk")
    )  # fmt: skip
    places.sort(key=lambda place: (fold(place.pupil.first_name), fold(place.pupil.last_name)))
    return {
        session.pk: [
            place
            for place in places
            if place.group_id == session.group_id and place.starts_on <= session.on <= place.ends_on
        ]
        for session in sessions
    }


def sheet_of(
    session: Session, *, has_initials: bool = False, is_shown: bool = True, person: Any = None
) -> list[Line]:
    """The sheet of one session; a pupil marked in it stays on it when the place has been shortened.

    A sheet that is only read back from the browser is not shown: last time is left out then, unless
    a place does not say itself out of how many trials. With ``person``, who writes in it, pupils are
    told from their namesakes.
    """
    marks = marks_of(session)
    places = places_of([session])[session.pk]
    known = {place.pk for place in places}
    places += [mark.place for mark in marks.values() if mark.place_id not in known]
    needs_last = is_shown or not all(place.trials_of for place in places)
    last = last_times([place.pk for place in places], session.on) if needs_last else {}
    others = alike(person, [place.pupil for place in places]) if person and is_shown else {}
    return [
        Line(
            place, shown_name(place.pupil, has_initials), last.get(place.pk), marks.get(place.pk),
            alike_words(place.pupil, others.get(place.pupil_id, ()), has_initials),
        )
        for place in places
    ]  # fmt: skip


def marks_of(session: Session) -> dict[int, Attendance]:
    """What is saved about each pupil in a logged session, by place; nothing for a planned one."""
    if session.state != Session.State.DELIVERED:
        return {}
    marks = session.attendance.select_related("pupil", "place__pupil").order_by("pk")
    return {mark.place_id: mark for mark in marks}


def last_times(place_ids: Sequence[int], before: datetime.date) -> dict[int, LastTime]:
    """What was seen the last time each place's pupil took part before a day. One query."""
    newest = (
        Attendance.objects.filter(
            place=OuterRef("place"), session__on__lt=before, code__in=Attendance.TOOK_PART
        )
        .order_by("-session__on", "-session__starts_at")
        .values("pk")[:1]
    )
    rows = Attendance.objects.filter(place__in=place_ids, pk=Subquery(newest)).values_list(
        "place_id", "session__on", "engagement", "prompt", "trials_right", "trials_of", "next_step"
    )
    return {place: LastTime(*rest) for place, *rest in rows}


def with_last_step(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Annotate ``last_step``: the step that the group reached the time before."""
    earlier = (
        Session.objects.filter(
            group=OuterRef("group"), on__lt=OuterRef("on"), state=Session.State.DELIVERED
        )
        .exclude(step="")
        .order_by("-on", "-starts_at")
        .values("step")[:1]
    )
    return sessions.annotate(last_step=Subquery(earlier))


def drafts_of(person: Any, session_ids: Iterable[int]) -> dict[int, SessionDraft]:
    """What ``person`` has typed and not saved, by session. One query."""
    rows = SessionDraft.objects.filter(person=person, session__in=list(session_ids))
    return {draft.session_id: draft for draft in rows}


def group_words(session: Session, places: Sequence[Place]) -> str:
    """ "Year 7, 5 pupils, Room 12": one line about who meets where."""
    years = sorted({place.pupil.year_group for place in places if place.pupil.year_group}, key=_age)
    facts = []
    if len(years) == 1:
        facts.append(_("Year %(year)s") % {"year": years[0]})
    elif years:
        facts.append(_("Years %(first)s to %(last)s") % {"first": years[0], "last": years[-1]})
    facts.append(how_many(len(places)))
    if room := session.room or session.group.room:
        facts.append(room)
    return ", ".join(facts)


def how_many(pupils: int) -> str:
    """ "1 pupil", "5 pupils"."""
    if pupils == 1:
        return _("1 pupil")
    return _("%(count)s pupils") % {"count": pupils}


def clashing(first: Session, second: Session) -> bool:
    """Whether two sessions of one day overlap in time."""
    return first.on == second.on and _overlap(_minutes(first), _minutes(second))


def overlapping(session: Session) -> Q:
    """Sessions of the same day that are not cancelled; the caller compares times with ``clashing``."""
    return Q(on=session.on) & ~Q(state=Session.State.CANCELLED) & ~Q(pk=session.pk)


def ends_at(session: Session) -> datetime.time:
    """When the session ends, on the clock."""
    start = datetime.datetime.combine(session.on, session.starts_at)
    return (start + datetime.timedelta(minutes=session.minutes)).time()


def _minutes(session: Session) -> tuple[int, int]:
    start = session.starts_at.hour * 60 + session.starts_at.minute
    return start, start + session.minutes


def _overlap(first: tuple[int, int], second: tuple[int, int]) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def _age(year: str) -> tuple[int, str]:
    return (int(year), "") if year.isdigit() else (-1, year)
