"""One academic year of a school, read for a screen: terms, days without pupils, months, census days."""

import calendar
import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.calendar import (
    Term as Stretch,
)
from core.calendar import (
    academic_year_bounds,
    academic_year_label,
    census_days,
    school_days,
    swc_day,
    week_letters,
    week_of,
    why_no_school,
)
from core.models import Closure, School, Term

WEEKEND = 5
INSET_DAYS = 5


@dataclass(frozen=True)
class Day:
    """One square of a month: what kind of day, and what a reader hears."""

    on: datetime.date
    kind: str
    title: str


@dataclass(frozen=True)
class Month:
    """One month: weeks of seven squares (None outside the month), each with its letter."""

    first: datetime.date
    weeks: list[tuple[str, list[Day | None]]]
    school_days: int


@dataclass(frozen=True)
class Mark:
    """A day the calendar names by itself; ``problem`` says what stands in its way."""

    on: datetime.date
    name: str
    problem: str


@dataclass(frozen=True)
class SchoolYear:
    """The whole year."""

    year: int
    label: str
    terms: list[tuple[Term, int]]
    closures: list[Closure]
    months: list[Month]
    marks: list[Mark]
    school_days: int
    inset_days: int


def terms_visible_to(person: Any) -> QuerySet[Term]:
    """Terms of the schools where ``person`` works."""
    return Term.objects.filter(school__in=person.access.school_ids).select_related("school")


def closures_visible_to(person: Any) -> QuerySet[Closure]:
    """Closures of the schools where ``person`` works."""
    return Closure.objects.filter(school__in=person.access.school_ids).select_related("school")


def year_of(school: School, year: int) -> SchoolYear:
    """Read the academic year that starts in ``year``: two queries."""
    first, last = academic_year_bounds(year)
    terms = list(school.terms.filter(starts_on__lte=last, ends_on__gte=first))
    closures = list(school.closures.filter(starts_on__lte=last, ends_on__gte=first))
    spans = [(term.starts_on, term.ends_on) for term in terms]
    shut = [(row.starts_on, row.ends_on, str(row)) for row in closures]
    letters = (
        week_letters(spans, [term.first_week for term in terms], shut)
        if school.has_two_week_timetable
        else {}
    )
    days = school_days(first, last, spans, shut)
    inset = [row for row in closures if row.kind == Closure.Kind.INSET]
    return SchoolYear(
        year=year,
        label=academic_year_label(year),
        terms=[(term, _within(days, term.starts_on, term.ends_on)) for term in terms],
        closures=closures,
        months=_months(first, days, spans, shut, inset, letters),
        marks=_marks(year, spans, shut),
        school_days=len(days),
        inset_days=sum(_weekdays(row.starts_on, row.ends_on) for row in inset),
    )


def _within(days: list[datetime.date], first: datetime.date, last: datetime.date) -> int:
    return sum(first <= day <= last for day in days)


def _weekdays(first: datetime.date, last: datetime.date) -> int:
    every = (first + datetime.timedelta(days=n) for n in range((last - first).days + 1))
    return sum(day.weekday() < WEEKEND for day in every)


def _marks(year: int, spans: list[Stretch], shut: list) -> list[Mark]:
    autumn, spring, summer = census_days(year)
    named = [
        (autumn, _("School census, autumn")),
        (swc_day(year), _("School workforce census")),
        (spring, _("School census, spring")),
        (summer, _("School census, summer")),
    ]
    return [Mark(day, name, str(why_no_school(day, spans, shut))) for day, name in named]


def _months(first, days, spans, shut, inset, letters) -> list[Month]:
    open_days, months = set(days), []
    for number in range(12):
        month, year = (first.month - 1 + number) % 12 + 1, first.year + (number + 8) // 12
        weeks = [
            (
                letters.get(week_of(week[0]), ""),
                [
                    _day(day, spans, shut, inset, open_days) if day.month == month else None
                    for day in week
                ],
            )
            for week in calendar.Calendar().monthdatescalendar(year, month)
        ]
        counted = sum(day.month == month and day.year == year for day in days)
        months.append(Month(datetime.date(year, month, 1), weeks, counted))
    return months


def _day(day, spans, shut, inset, open_days) -> Day:
    if day in open_days:
        return Day(day, "open", _("School day"))
    if any(row.starts_on <= day <= row.ends_on for row in inset) and day.weekday() < WEEKEND:
        return Day(day, "inset", _("INSET day"))
    reason = str(why_no_school(day, spans, shut))
    if day.weekday() >= WEEKEND:
        return Day(day, "weekend", reason)
    return Day(day, "shut" if any(row[0] <= day <= row[1] for row in shut) else "out", reason)
