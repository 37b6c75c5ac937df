"""What one session counts for, as plain numbers: the deltas that the totals are changed by.

A session counts for a place when it falls within the place's dates or the pupil is marked in it. A
cancelled session counts for nothing. Minutes planned are those of every session that counts, minutes
intended those of logged ones, minutes delivered what a pupil took part in.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from core.calendar import week_of

PLANNED, DELIVERED, NOT_DELIVERED, CANCELLED = "planned", "delivered", "not_delivered", "cancelled"
COUNTED = ("planned", "delivered", "not_delivered", "minutes_planned", "minutes_delivered")
PLACE = (*COUNTED, "attended", "minutes_intended")
SCHOOL = (*COUNTED, "pupil_minutes", "attendances")
PUPIL = (
    "planned",
    "delivered",
    "attended",
    "minutes_planned",
    "minutes_intended",
    "minutes_delivered",
)


@dataclass(frozen=True)
class PlaceMark:
    """One place in one session: whether the pupil took part, and for how many minutes."""

    place_id: int
    pupil_id: int
    took_part: bool
    minutes: int


@dataclass(frozen=True)
class SessionCount:
    """One session as it is counted. ``minutes_delivered`` is None until it is delivered."""

    school_id: int
    post_id: int
    on: datetime.date
    state: str
    minutes: int
    minutes_delivered: int | None = None
    marks: tuple[PlaceMark, ...] = ()


Pair = tuple[SessionCount | None, SessionCount | None]


@dataclass
class Deltas:
    """Changes by place, by post and week, and by school and week.

    ``seen`` holds places and days on which their pupils took part, ``unseen`` those where it no longer stands.
    """

    places: dict[int, Counter] = field(default_factory=dict)
    adult_weeks: dict[tuple[int, datetime.date], Counter] = field(default_factory=dict)
    school_weeks: dict[tuple[int, datetime.date], Counter] = field(default_factory=dict)
    seen: set[tuple[int, datetime.date]] = field(default_factory=set)
    unseen: set[tuple[int, datetime.date]] = field(default_factory=set)

    def last_seen(self, place_id: int) -> datetime.date | None:
        """The latest day on which the place's pupil took part, among the changes."""
        return max((on for place, on in self.seen if place == place_id), default=None)


def session_counts(count: SessionCount) -> Counter:
    """What the session adds to a week of its adult and of its school, in sessions and minutes."""
    if count.state == CANCELLED:
        return Counter()
    is_delivered = count.state == DELIVERED
    return Counter(
        planned=1,
        delivered=int(is_delivered),
        not_delivered=int(count.state == NOT_DELIVERED),
        minutes_planned=count.minutes,
        minutes_delivered=(count.minutes_delivered or 0) if is_delivered else 0,
    )


def place_counts(count: SessionCount, mark: PlaceMark) -> Counter:
    """What the session adds to one place."""
    counts = session_counts(count)
    if not counts:
        return counts
    took_part = took_part_in(count, mark)
    counts["attended"] = int(took_part)
    counts["minutes_delivered"] = mark.minutes if took_part else 0
    counts["minutes_intended"] = 0 if count.state == PLANNED else count.minutes
    return counts


def school_counts(count: SessionCount) -> Counter:
    """What the session adds to its school's week."""
    counts = session_counts(count)
    present = [mark for mark in count.marks if took_part_in(count, mark)]
    counts["pupil_minutes"] = sum(mark.minutes for mark in present)
    counts["attendances"] = len(present)
    return counts


def took_part_in(count: SessionCount, mark: PlaceMark) -> bool:
    """Whether the mark counts as taking part: only in a session that was delivered."""
    return mark.took_part and count.state == DELIVERED


def deltas_of(pairs: Iterable[Pair]) -> Deltas:
    """Add up what changes between each ``(before, after)``; rows that do not change are left out."""
    deltas = Deltas()
    for before, after in pairs:
        for sign, count in ((-1, before), (1, after)):
            if count is not None:
                _put(deltas, count, sign)
    tables: list[dict[Any, Any]] = [deltas.places, deltas.adult_weeks, deltas.school_weeks]
    for rows in tables:
        for key in [key for key, counts in rows.items() if not any(counts.values())]:
            del rows[key]
    deltas.unseen -= deltas.seen
    return deltas


def _put(deltas: Deltas, count: SessionCount, sign: int) -> None:
    week = week_of(count.on)
    _add(deltas.adult_weeks, (count.post_id, week), session_counts(count), sign)
    _add(deltas.school_weeks, (count.school_id, week), school_counts(count), sign)
    for mark in count.marks:
        _add(deltas.places, mark.place_id, place_counts(count, mark), sign)
        if took_part_in(count, mark):
            (deltas.seen if sign > 0 else deltas.unseen).add((mark.place_id, count.on))


def _add(rows: dict, key: object, counts: Counter, sign: int) -> None:
    row = rows.setdefault(key, Counter())
    for name, number in counts.items():
        row[name] += sign * number
