"""Figures of a trust: per school, what was planned and what was delivered, by week and by term.

Reads the schools' weeks only (models/totals.py), never sessions or attendance, and no name. A week in
which too few pupils' attendances were counted is not shown, by the school's own smallest number.
"""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from core.calendar import academic_year, academic_year_bounds, week_of
from core.models import School, Term, Trust
from interventions.models import SchoolWeek


class Counts(NamedTuple):
    """What a school did in some weeks; ``unlogged`` are sessions of past weeks that nobody logged."""

    planned: int = 0
    delivered: int = 0
    not_delivered: int = 0
    minutes_delivered: int = 0
    pupil_minutes: int = 0
    attendances: int = 0
    unlogged: int = 0

    @property
    def due(self) -> int:
        """Sessions that were to be held by now."""
        return self.delivered + self.not_delivered + self.unlogged


def total(weeks: Collection[Counts]) -> Counts:
    """Everything added up."""
    return Counts(*map(sum, zip(*weeks, strict=True)))


@dataclass(frozen=True)
class Span:
    """Counts of a school over a term or a year; ``is_small`` hides figures about very few pupils."""

    name: str
    counts: Counts
    is_small: bool

    @property
    def due(self) -> int:
        """Sessions that were to be held by now."""
        return self.counts.due

    @property
    def percent(self) -> int | None:
        """Delivered of due, None where nothing was due."""
        return round(self.counts.delivered * 100 / self.due) if self.due else None


@dataclass
class Sch:
    """One school with its terms and weeks."""

    pk: int
    name: str
    smallest: int
    weeks: dict[datetime.date, Counts] = field(default_factory=dict)
    terms: list[Span] = field(default_factory=list)
    year: Span | None = None


def trusts_of(person: Any) -> QuerySet[Trust]:
    """The trusts whose figures a person's posts cover, by name."""
    return Trust.objects.filter(pk__in=person.access.trust_ids).order_by("name")


def schools_of(person: Any, trust_id: int, year: int) -> list[Sch]:
    """Schools of a trust by name with their terms and weeks of an academic year. Three queries.

    ``person`` must cover the trust (``policies.see_trust``); an unknown trust gives nothing.
    """
    if trust_id not in person.access.trust_ids:
        return []
    first, last = academic_year_bounds(year)
    schools = {
        pk: Sch(pk, name, smallest)
        for pk, name, smallest in School.objects.filter(trust=trust_id)
        .order_by("name").values_list("pk", "name", "smallest_group_shown")
    }  # fmt: skip
    rows = SchoolWeek.objects.filter(
        school__trust=trust_id, week_on__gte=week_of(first), week_on__lte=last
    ).order_by("week_on")
    this_week = week_of(timezone.localdate())
    for pk, week, planned, delivered, missed, *more in rows.values_list(
        "school_id", "week_on", *Counts._fields[:-1]
    ):
        unlogged = planned - delivered - missed if week < this_week else 0
        schools[pk].weeks[week] = Counts(planned, delivered, missed, *more, unlogged)
    _add_terms(schools, trust_id, first, last)
    return list(schools.values())


def _add_terms(
    schools: dict[int, Sch], trust_id: int, first: datetime.date, last: datetime.date
) -> None:
    terms = Term.objects.filter(
        school__trust=trust_id, ends_on__gte=first, starts_on__lte=last
    ).order_by("starts_on")
    for pk, name, starts, ends in terms.values_list("school_id", "name", "starts_on", "ends_on"):
        school = schools[pk]
        first_week = week_of(starts)
        weeks = [counts for on, counts in school.weeks.items() if first_week <= on <= ends]
        school.terms.append(_span(name, weeks, school.smallest))
    for school in schools.values():
        school.year = _span("", school.weeks.values(), school.smallest)


def _span(name: str, weeks: Collection[Counts], smallest: int) -> Span:
    counts = total(weeks)
    return Span(name, counts, is_small(counts, smallest))


def is_small(counts: Counts, smallest: int) -> bool:
    """Whether figures rest on so few attendances that they could point at a pupil."""
    return 0 < counts.attendances < smallest


def weeks_of(schools: Sequence[Sch]) -> list[datetime.date]:
    """Every week that any school has, in order."""
    return sorted({week for school in schools for week in school.weeks})


def total_of(schools: Sequence[Sch]) -> Span:
    """The whole trust over the year, over the schools whose own figures are shown."""
    shown = [school.year for school in schools if school.year and not school.year.is_small]
    return Span("", total([span.counts for span in shown]), False)


def this_year() -> int:
    """The academic year of today."""
    return academic_year(timezone.localdate())
