"""What a weekly pattern would do to a group's sessions: made, kept, removed, skipped and clashing.

Reads only; ``actions/planning.py`` does what is promised here. The number of queries does not grow
with sessions or pupils.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.calendar import PatternDates, pattern_dates, why_no_school
from core.models import Closure, Term
from interventions.models import Group, Place, Session
from interventions.sheet import clashing
from pupils.models import Pupil

Day = datetime.date
Slot = tuple[int, datetime.time, str]
Meeting = tuple[Day, datetime.time]
State = Session.State
FORTNIGHT = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Year:
    """The school year as the calendar's arithmetic takes it."""

    terms: list[tuple[Day, Day]]
    first_letters: list[str]
    closures: list[tuple[Day, Day, str]]

    def dates(self, starts: Day, ends: Day, slots: Sequence[Slot]) -> PatternDates:
        """Dated meetings of a weekly pattern."""
        return pattern_dates(starts, ends, slots, self.terms, self.closures, self.first_letters)

    def why_closed(self, day: Day) -> str:
        """Why pupils are not in school on a day, or nothing."""
        return why_no_school(day, self.terms, self.closures)


@dataclass(frozen=True)
class Plan:
    """The outcome of a pattern: meetings to make, planned sessions to keep and to remove."""

    starts_on: Day
    make: tuple[Meeting, ...]
    keep: tuple[Session, ...]
    remove: tuple[Session, ...]
    skipped: tuple[str, ...]
    clashes: tuple[str, ...]

    @property
    def first_day(self) -> Day | None:
        """The day of the first session ahead."""
        return min(self._days(), default=None)

    @property
    def last_day(self) -> Day | None:
        """The day of the last session ahead."""
        return max(self._days(), default=None)

    def _days(self) -> list[Day]:
        return [day for day, _time in self.make] + [session.on for session in self.keep]

    @property
    def words(self) -> str:
        """ "Makes 28 sessions from 7 Sep 2026 to 18 Dec 2026"."""
        made = ngettext("Makes %(count)s session", "Makes %(count)s sessions", len(self.make))
        parts = [made % {"count": len(self.make)}]
        if self.make:
            days = sorted(day for day, _time in self.make)
            parts[0] = _("%(made)s from %(first)s to %(last)s") % {
                "made": parts[0], "first": _short(days[0]), "last": _short(days[-1])
            }  # fmt: skip
        if self.keep:
            words = ngettext("keeps %(count)s", "keeps %(count)s", len(self.keep))
            parts.append(words % {"count": len(self.keep)})
        if self.remove:
            words = ngettext("removes %(count)s", "removes %(count)s", len(self.remove))
            parts.append(words % {"count": len(self.remove)})
        return ", ".join(parts)


def year_of(school_id: int) -> Year:
    """Terms and closures of a school, in two queries."""
    terms = list(Term.objects.filter(school=school_id))
    closures = Closure.objects.filter(school=school_id)
    return Year(
        [(term.starts_on, term.ends_on) for term in terms],
        [term.first_week for term in terms],
        [(closure.starts_on, closure.ends_on, str(closure)) for closure in closures],
    )


def plan_of(person: Any, group: Group, slots: Sequence[Slot], starts_on: Day) -> Plan:
    """What replacing the planned sessions from ``starts_on`` by the pattern would do.

    Logged and cancelled sessions stay as they are, and no second session is made beside one.
    """
    dates = year_of(group.school_id).dates(starts_on, group.ends_on, slots)
    standing = list(Session.objects.filter(group=group, on__gte=starts_on).select_related("post"))
    taken = {(session.on, session.starts_at) for session in standing}
    wanted = set(dates.planned)
    make = tuple(meeting for meeting in dates.planned if meeting not in taken)
    planned = [session for session in standing if session.state == State.PLANNED]
    keep = tuple(one for one in planned if (one.on, one.starts_at) in wanted)
    remove = tuple(one for one in planned if (one.on, one.starts_at) not in wanted)
    made = sessions_at(group, make)
    return Plan(
        starts_on, make, keep, remove, tuple(_runs(dates.skipped)),
        tuple(clash_words(person, group, [*made, *keep])),
    )  # fmt: skip


def sessions_at(group: Group, meetings: Iterable[Meeting]) -> list[Session]:
    """Unsaved sessions of a group at these days and times, run by its leader."""
    return [
        Session(
            school_id=group.school_id, group=group, post_id=group.leader_id, on=day,
            starts_at=time, minutes=group.minutes, room=group.room,
        )
        for day, time in meetings
    ]  # fmt: skip


def clash_words(person: Any, group: Group, sessions: Sequence[Session]) -> list[str]:
    """Who would have to be in two places at once, and how often: warnings, not refusals."""
    if not sessions:
        return []
    first, last = min(one.on for one in sessions), max(one.on for one in sessions)
    others = _others(group, sessions, first, last)
    shown = set(Group.objects.visible_to(person).values_list("pk", flat=True)) if others else set()
    pupils = _pupils_elsewhere(person, group, {other.group_id for other in others}, first, last)
    adults: Counter = Counter()
    children: Counter = Counter()
    for other in others:
        for one in sessions:
            if not clashing(one, other):
                continue
            where = other.group.name if other.group_id in shown else _("another group")
            if other.post.person_id == _person_of(one, group):
                adults[(other.post.person.full_name, where)] += 1
            for pupil in pupils.get(other.group_id, ()):
                children[(pupil, where)] += 1
    runs = _("%(name)s runs %(where)s at the same time, %(times)s")
    sits = _("%(name)s is in %(where)s at the same time, %(times)s")
    return [*_said(adults, runs), *_said(children, sits)]


def _person_of(session: Session, group: Group) -> int:
    return group.leader.person_id if session.post_id == group.leader_id else session.post.person_id


def _others(group: Group, sessions: Sequence[Session], first: Day, last: Day) -> list[Session]:
    people = {_person_of(session, group) for session in sessions}
    pupils = Place.objects.filter(group=group, ends_on__gte=first).values("pupil")
    shared = Place.objects.filter(pupil__in=pupils, ends_on__gte=first, starts_on__lte=last)
    elsewhere = Session.objects.between(first, last).filter(
        Q(post__person__in=people) | Q(group__in=shared.values("group")), school=group.school_id
    )
    own = {session.pk for session in sessions if session.pk}
    rows = elsewhere.exclude(state=State.CANCELLED).exclude(group=group)
    return [row for row in rows.select_related("group", "post__person") if row.pk not in own]


def _pupils_elsewhere(
    person: Any, group: Group, group_ids: Iterable[int], first: Day, last: Day
) -> dict[int, list[str]]:
    """Names by other group, of the pupils whom ``person`` sees."""
    mine = Place.objects.filter(group=group, ends_on__gte=first).values("pupil")
    rows = Place.objects.filter(
        pupil__in=mine, group__in=list(group_ids), starts_on__lte=last, ends_on__gte=first
    ).filter(pupil__in=Pupil.objects.visible_to(person))
    found: dict[int, list[str]] = {}
    for place in rows.select_related("pupil"):
        found.setdefault(place.group_id, []).append(place.pupil.name)
    return found


def _said(counted: Counter, sentence: str) -> Iterable[str]:
    for (who, where), times in counted.most_common():
        often = ngettext("%(count)s time", "%(count)s times", times) % {"count": times}
        yield sentence % {"name": who, "where": where, "times": often}


def _runs(skipped: Sequence[tuple[Day, str]]) -> Iterable[str]:
    """Days left out, put together where one reason runs on: "26 Oct to 30 Oct 2026 Half term"."""
    runs: list[list] = []
    for day, reason in skipped:
        if runs and runs[-1][2] == reason and day - runs[-1][1] <= FORTNIGHT:
            runs[-1][1] = day
        else:
            runs.append([day, day, reason])
    for first, last, reason in runs:
        if first == last:
            yield _("%(day)s %(reason)s") % {"day": _short(first), "reason": reason}
        else:
            yield _("%(first)s to %(last)s %(reason)s") % {
                "first": _short(first), "last": _short(last), "reason": reason
            }  # fmt: skip


def _short(day: Day) -> str:
    return format_date(day, "j M Y")
