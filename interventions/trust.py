"""Figures of a trust: per school, what was planned and what was delivered, by week and by term.

Reads the schools' weeks only (models/totals.py), never sessions or attendance, and no name. A week in
which too few pupils' attendances were counted is not shown, by the school's own smallest number.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from core.calendar import academic_year, academic_year_bounds, week_of
from core.models import School, Term, Trust
from interventions.models import SchoolWeek

COUNTS = (
    "planned", "delivered", "not_delivered", "minutes_planned", "minutes_delivered",
    "pupil_minutes", "attendances",
)  # fmt: skip


@dataclass(frozen=True)
class Span:
    """Counts of a school over a term or a year; ``is_small`` hides figures about very few pupils."""

    name: str
    counts: Counter
    is_small: bool

    @property
    def due(self) -> int:
        """Sessions that were to be held by now."""
        return self.counts["delivered"] + self.counts["not_delivered"] + self.counts["unlogged"]

    @property
    def percent(self) -> int | None:
        """Delivered of due, None where nothing was due."""
        return round(self.counts["delivered"] * 100 / self.due) if self.due else None


@dataclass
class Sch:
    """One school with its terms and weeks."""

    pk: int
    name: str
    smallest: int
    weeks: dict[datetime.date, Counter] = field(default_factory=dict)
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
    for pk, week, *counts in rows.values_list("school_id", "week_on", *COUNTS):
        schools[pk].weeks[week] = _past(Counter(dict(zip(COUNTS, counts, strict=True))), week)
    _add_terms(schools, trust_id, first, last)
    return list(schools.values())


def _past(counts: Counter, week: datetime.date) -> Counter:
    """Sessions of past weeks that nobody logged; a week that runs still has its days to come."""
    open_ = counts["planned"] - counts["delivered"] - counts["not_delivered"]
    counts["unlogged"] = open_ if week < week_of(timezone.localdate()) else 0
    return counts


def _add_terms(
    schools: dict[int, Sch], trust_id: int, first: datetime.date, last: datetime.date
) -> None:
    terms = Term.objects.filter(
        school__trust=trust_id, ends_on__gte=first, starts_on__lte=last
    ).order_by("starts_on")
    for pk, name, starts, ends in terms.values_list("school_id", "name", "starts_on", "ends_on"):
        school = schools[pk]
        weeks = [c for on, c in school.weeks.items() if week_of(starts) <= on <= ends]
        school.terms.append(_span(name, weeks, school.smallest))
    for school in schools.values():
        school.year = _span("", school.weeks.values(), school.smallest)


def _span(name: str, weeks: Iterable[Counter], smallest: int) -> Span:
    total: Counter = Counter()
    for counts in weeks:
        total.update(counts)
    return Span(name, total, is_small(total, smallest))


def is_small(counts: Counter, smallest: int) -> bool:
    """Whether figures rest on so few attendances that they could point at a pupil."""
    return 0 < counts["attendances"] < smallest


def weeks_of(schools: Sequence[Sch]) -> list[datetime.date]:
    """Every week that any school has, in order."""
    return sorted({week for school in schools for week in school.weeks})


def total_of(schools: Sequence[Sch]) -> Span:
    """The whole trust over the year, over the schools whose own figures are shown."""
    shown = [school.year for school in schools if school.year and not school.year.is_small]
    total: Counter = Counter()
    for span in shown:
        total.update(span.counts)
    return Span("", total, False)


def this_year() -> int:
    """The academic year of today."""
    return academic_year(timezone.localdate())
