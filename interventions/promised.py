"""How much a line of a plan has promised by a day: sessions and minutes over school days. Pure arithmetic.

A week with school on one day of it is a school week. A term counts as 13 school weeks and a year as 39
(195 days of five), so that a promise a term or a year can be compared over some weeks. Parts of a session
are not yet due.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from core.calendar import week_of

WEEKS_A_TERM, WEEKS_A_YEAR = 13, 39
#: How many school weeks one turn of the rhythm lasts.
TURN = {"week": 1, "fortnight": 2, "term": WEEKS_A_TERM, "year": WEEKS_A_YEAR}


@dataclass(frozen=True)
class Amount:
    """Sessions and their minutes."""

    sessions: int = 0
    minutes: int = 0

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.sessions + other.sessions, self.minutes + other.minutes)


@dataclass(frozen=True)
class Dose:
    """What a line says: ``minutes`` each of ``times`` in each ``per``, for ``weeks`` school weeks or until a day."""

    minutes: int | None
    times: int | None
    per: str
    weeks: int | None = None
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None


def promised(
    dose: Dose, days: Sequence[datetime.date], first: datetime.date, last: datetime.date
) -> Amount | None:
    """What the line promised from ``first`` to ``last``; None where it says no minutes or no rhythm.

    ``days`` are school days, in order, from the first day of the line on.
    """
    if dose.minutes is None or dose.times is None or not dose.per:
        return None
    running = [day for day in days if _runs(dose, day)]
    if dose.weeks is not None:
        allowed = set(_mondays(running)[: dose.weeks])
        running = [day for day in running if week_of(day) in allowed]
    due = [day for day in running if first <= day <= last]
    turns = len(due) if dose.per == "day" else len(_mondays(due)) / TURN[dose.per]
    sessions = int(dose.times * turns)
    return Amount(sessions, sessions * dose.minutes)


def weeks_since(day: datetime.date, days: Sequence[datetime.date], today: datetime.date) -> int:
    """Whole school weeks after the week of ``day`` and before that of ``today``."""
    first, last = week_of(day), week_of(today)
    return len([monday for monday in _mondays(days) if first < monday < last])


def _runs(dose: Dose, day: datetime.date) -> bool:
    begun = dose.starts_on is None or day >= dose.starts_on
    return begun and (dose.ends_on is None or day <= dose.ends_on)


def _mondays(days: Sequence[datetime.date]) -> list[datetime.date]:
    return sorted({week_of(day) for day in days})
