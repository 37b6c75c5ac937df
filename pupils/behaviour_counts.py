"""What incidents have in common, as arithmetic: when, where, what for, what calmed, how it goes. Pure.

Counts are of incidents, never of pupils. Few incidents say little: ``FEW`` is where a count of a way of
calming stops being a hint, ``ENOUGH`` where a change over weeks may be called one.
"""

import datetime
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.calendar import Closure, Term, school_days, week_of

FEW, ENOUGH = 5, 8
#: A half of the weeks has this share more or less than the other before it is called a change.
CHANGE = 0.25
LEVELS = 4
HELPED, NO, WORSE = "helped", "no", "worse"
FEWER, MORE, SAME, UNCLEAR = "fewer", "more", "same", "unclear"


@dataclass(frozen=True)
class Fact:
    """One incident as it is counted: codes of lists, minutes until calm, ways of calming with results."""

    on: datetime.date
    at: datetime.time
    place: str = ""
    lesson: str = ""
    function: str = ""
    intensity: int = 1
    recovery: int | None = None
    settings: tuple[str, ...] = ()
    behaviours: tuple[str, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Heat:
    """Incidents by hour and weekday (Monday 1). Hours between the first and the last stand all there."""

    hours: tuple[int, ...]
    weekdays: tuple[int, ...]
    cells: dict[tuple[int, int], int]

    @property
    def most(self) -> int:
        """The fullest cell."""
        return max(self.cells.values(), default=0)

    @property
    def peak(self) -> tuple[int, int, int] | None:
        """Hour, weekday and count of the one fullest cell; None where several are as full, or all have one."""
        fullest = [place for place, count in self.cells.items() if count == self.most]
        if len(fullest) != 1 or self.most < 2:
            return None
        return (*fullest[0], self.most)

    def level(self, count: int) -> int:
        """Shade of a cell, 0 for none to 4, by its share of the fullest."""
        return -(-count * LEVELS // self.most) if self.most else 0


@dataclass(frozen=True)
class StepCount:
    """How often a way of calming was tried, and what it did."""

    code: str
    helped: int
    no: int
    worse: int

    @property
    def used(self) -> int:
        """How often it was tried."""
        return self.helped + self.no + self.worse

    @property
    def is_few(self) -> bool:
        """Too few to say whether it works."""
        return self.used < FEW


@dataclass(frozen=True)
class Trend:
    """Incidents a school week, oldest first; the mean of the first and of the last half of the weeks."""

    weeks: tuple[tuple[datetime.date, int], ...]
    #: Incidents on days of weeks without school (a trip), which no week holds.
    outside: int
    first: float
    last: float
    way: str


def heat(facts: Iterable[Fact]) -> Heat:
    """Count by hour and weekday: Monday to Friday, and the weekend only where something happened."""
    cells = Counter((fact.at.hour, fact.on.isoweekday()) for fact in facts)
    hours = [hour for hour, _weekday in cells]
    days = {1, 2, 3, 4, 5} | {weekday for _hour, weekday in cells}
    between = range(min(hours), max(hours) + 1) if hours else ()
    return Heat(tuple(between), tuple(sorted(days)), dict(cells))


def tally(codes: Iterable[str]) -> list[tuple[str, int]]:
    """How often each code stands there, most often first, then by code; "" stands for none recorded."""
    counted = Counter(codes)
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0] == "", pair[0]))


def step_counts(facts: Iterable[Fact]) -> list[StepCount]:
    """Ways of calming, the most often tried first."""
    counted = Counter(pair for fact in facts for pair in fact.steps)
    codes = {code for code, _result in counted}
    made = [
        StepCount(code, counted[code, HELPED], counted[code, NO], counted[code, WORSE])
        for code in codes
    ]
    return sorted(made, key=lambda one: (-one.used, -one.helped, one.code))


def school_weeks(
    starts: datetime.date,
    ends: datetime.date,
    terms: Sequence[Term],
    closures: Sequence[Closure] = (),
) -> list[datetime.date]:
    """Mondays of the weeks with school on a day, from one day to another; every week where no term is known."""
    if terms:
        days = school_days(starts, ends, terms, closures)
        return sorted({week_of(day) for day in days})
    weeks = (week_of(ends) - week_of(starts)).days // 7
    return [week_of(starts) + datetime.timedelta(weeks=n) for n in range(weeks + 1)]


def trend(facts: Sequence[Fact], weeks: Sequence[datetime.date]) -> Trend:
    """Incidents by school week, and which way they go.

    With an odd number of weeks the one in the middle is in neither half. Under ``ENOUGH`` incidents or
    four weeks the way is unclear, whatever the means are.
    """
    counted = Counter(week_of(fact.on) for fact in facts)
    rows = tuple((week, counted[week]) for week in weeks)
    half = len(rows) // 2
    early = [count for _week, count in rows[:half]]
    late = [count for _week, count in rows[len(rows) - half :]]
    first = statistics.fmean(early) if early else 0.0
    last = statistics.fmean(late) if late else 0.0
    inside = sum(count for _week, count in rows)
    way = UNCLEAR if inside < ENOUGH or len(rows) < 4 else _way(first, last)
    return Trend(rows, len(facts) - inside, first, last, way)


def _way(first: float, last: float) -> str:
    if last <= first * (1 - CHANGE):
        return FEWER
    return MORE if last >= first * (1 + CHANGE) else SAME


def middle_recovery(facts: Iterable[Fact]) -> tuple[float, int] | None:
    """The middle of the minutes until calm, and of how many incidents; None where nobody wrote any."""
    known = [fact.recovery for fact in facts if fact.recovery is not None]
    return (statistics.median(known), len(known)) if known else None
