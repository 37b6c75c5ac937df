"""The school year as arithmetic: academic years, school days, timetable weeks, census days.

Everything works on plain ``datetime.date``. Terms are ``(first day, last day)``; closures are
``(first day, last day)`` or ``(first day, last day, words)``, the words being what a screen shows
("Half term", "INSET day"). Both ends are included everywhere. A half term may be a closure or the
gap between two terms: both give the same school days.
"""

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

Term: TypeAlias = tuple[datetime.date, datetime.date]
Closure: TypeAlias = tuple[datetime.date, datetime.date] | tuple[datetime.date, datetime.date, str]
Slot: TypeAlias = tuple[int, datetime.time, str]

MONDAY, THURSDAY, SATURDAY = 0, 3, 5
EVERY_WEEK = ("every", "")
LETTERS = ("A", "B")
CLOSED = "School closed"
NOT_IN_TERM = "Not in term"
WEEKEND = "Weekend"
ONE_DAY = datetime.timedelta(days=1)


class CensusDays(NamedTuple):
    """The three School Census days of one academic year, in the order they come."""

    autumn: datetime.date
    spring: datetime.date
    summer: datetime.date


class PatternDates(NamedTuple):
    """What a weekly pattern becomes: sessions to plan, and the days left out with the reason."""

    planned: list[tuple[datetime.date, datetime.time]]
    skipped: list[tuple[datetime.date, str]]


def academic_year(day: datetime.date) -> int:
    """The calendar year in which the academic year of ``day`` began (1 September to 31 August)."""
    return day.year if day.month >= 9 else day.year - 1


def academic_year_label(year: int) -> str:
    """The academic year that starts in ``year`` in words: ``2026 to 2027``."""
    return f"{year} to {year + 1}"


def academic_year_bounds(year: int) -> Term:
    """First and last day of the academic year that starts in ``year``."""
    return datetime.date(year, 9, 1), datetime.date(year + 1, 8, 31)


def week_of(day: datetime.date) -> datetime.date:
    """The Monday of the week that holds ``day``."""
    return day - datetime.timedelta(days=day.weekday())


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> datetime.date:
    """The ``nth`` (from 1) ``weekday`` (Monday 0) of a month; ValueError if there is none."""
    first = datetime.date(year, month, 1)
    days = (weekday - first.weekday()) % 7 + 7 * (nth - 1)
    return first.replace(day=1 + days)


def census_days(year: int) -> CensusDays:
    """School Census days of the academic year that starts in ``year``.

    First Thursday of October, third Thursday of January, third Thursday of May (Department for
    Education, school census guide).
    """
    return CensusDays(
        autumn=nth_weekday(year, 10, THURSDAY, 1),
        spring=nth_weekday(year + 1, 1, THURSDAY, 3),
        summer=nth_weekday(year + 1, 5, THURSDAY, 3),
    )


def swc_day(year: int) -> datetime.date:
    """School Workforce Census day: the first Thursday of November."""
    return nth_weekday(year, 11, THURSDAY, 1)


def why_no_school(
    day: datetime.date, terms: Sequence[Term], closures: Sequence[Closure] = ()
) -> str:
    """The reason why pupils are not in school on ``day``; an empty string on a school day."""
    if day.weekday() >= SATURDAY:
        return WEEKEND
    for closure in closures:
        if closure[0] <= day <= closure[1]:
            return (closure[2] if len(closure) > 2 else "") or CLOSED
    if not any(starts <= day <= ends for starts, ends in terms):
        return NOT_IN_TERM
    return ""


def is_school_day(
    day: datetime.date, terms: Sequence[Term], closures: Sequence[Closure] = ()
) -> bool:
    """Whether pupils are in school: a weekday, in a term, in no closure."""
    return not why_no_school(day, terms, closures)


def _days(starts: datetime.date, ends: datetime.date) -> Iterator[datetime.date]:
    for number in range((ends - starts).days + 1):
        yield starts + datetime.timedelta(days=number)


def school_days(
    starts: datetime.date,
    ends: datetime.date,
    terms: Sequence[Term],
    closures: Sequence[Closure] = (),
) -> list[datetime.date]:
    """School days from ``starts`` to ``ends``, both included, in order."""
    return [day for day in _days(starts, ends) if is_school_day(day, terms, closures)]


def add_school_days(
    day: datetime.date,
    count: int,
    terms: Sequence[Term],
    closures: Sequence[Closure] = (),
) -> datetime.date:
    """The ``count``-th school day after ``day``, which itself is not counted.

    A negative count goes back. Raises ValueError when the known terms end too soon: a deadline
    must not be guessed from term dates that nobody has entered.
    """
    step = ONE_DAY if count > 0 else -ONE_DAY
    first = min((starts for starts, _ in terms), default=datetime.date.max)
    last = max((ends for _, ends in terms), default=datetime.date.min)
    left = abs(count)
    while left:
        if not (day < last if count > 0 else day > first):
            raise ValueError(f"The known terms end before {abs(count)} school days are counted.")
        day += step
        left -= is_school_day(day, terms, closures)
    return day


def week_letters(
    terms: Sequence[Term],
    first_letters: Sequence[str] = ("A",),
    closures: Sequence[Closure] = (),
) -> dict[datetime.date, str]:
    """The letter of each school week of a two-week timetable, by its Monday.

    A week counts when pupils are in school on at least one day of it, so a half term does not
    turn the letter. ``first_letters`` goes with ``terms`` one by one and says the letter of each
    term's first week; where it is missing or empty the letters go on from the term before, and
    start at A in a new academic year. Raises ValueError for a letter other than A and B.
    """
    wanted = dict(zip(map(tuple, terms), first_letters, strict=False))
    if any(letter not in (*LETTERS, "") for letter in wanted.values()):
        raise ValueError("A timetable week is A or B.")
    letters: dict[datetime.date, str] = {}
    year, following = None, LETTERS[0]
    for starts, ends in sorted(terms):
        if academic_year(starts) != year:
            year, following = academic_year(starts), LETTERS[0]
        following = wanted.get((starts, ends)) or following
        for monday in sorted({week_of(day) for day in school_days(starts, ends, terms, closures)}):
            following = _other(letters.setdefault(monday, following))
    return letters


def _other(letter: str) -> str:
    return LETTERS[letter == LETTERS[0]]


def week_letter(
    day: datetime.date,
    terms: Sequence[Term],
    first_letters: Sequence[str] = ("A",),
    closures: Sequence[Closure] = (),
) -> str | None:
    """The letter of the week that holds ``day``; None in a week without school."""
    return week_letters(terms, first_letters, closures).get(week_of(day))


def pattern_dates(
    starts: datetime.date,
    ends: datetime.date,
    pattern: Sequence[Slot],
    terms: Sequence[Term],
    closures: Sequence[Closure] = (),
    first_letters: Sequence[str] = ("A",),
) -> PatternDates:
    """Turn a weekly pattern into dated sessions from ``starts`` to ``ends``, both included.

    ``pattern`` holds ``(weekday, time, week)``: Monday is 0, week is A, B, every or empty.
    A day without school is left out and named with its reason, once. A slot of week A or B is
    silent in a week without school, because that week has no letter and nothing is lost by it.
    Raises ValueError for a weekday outside 0 to 6 or an unknown week.
    """
    for weekday, _, week in pattern:
        if weekday not in range(7) or week not in (*EVERY_WEEK, *LETTERS):
            raise ValueError(
                f"A slot is on weekday 0 to 6 in week every, A or B, not {weekday} {week}."
            )
    letters = week_letters(terms, first_letters, closures)
    planned: set[tuple[datetime.date, datetime.time]] = set()
    skipped: dict[datetime.date, str] = {}
    for day in _days(starts, ends):
        weeks = (*EVERY_WEEK, letters.get(week_of(day)))
        times = [
            time for weekday, time, week in pattern if weekday == day.weekday() and week in weeks
        ]
        reason = why_no_school(day, terms, closures) if times else ""
        if reason:
            skipped[day] = reason
        else:
            planned.update((day, time) for time in times)
    return PatternDates(sorted(planned), sorted(skipped.items()))
