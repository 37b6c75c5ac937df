"""The analysis of incidents, read: the same rows as the list shows, counted, each count with its address.

Nine queries whatever the number of rows: the incidents, three lists of each, their pupils, names of
lists, terms and closures.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.calendar import academic_year, academic_year_bounds
from core.models import Closure, Term
from pupils import behaviour_counts as counts
from pupils.incidents import ACTED, ACTED_PARTS, Wanted, rows
from pupils.models import BehaviourChoice, Incident, IncidentPupil, IncidentStep, Pupil
from pupils.week_chart import WeekChart

MOST_PUPILS = 10
#: Codes of lists that the page counts, with the field of the address that opens their rows.
LISTS = ("place", "lesson", "function", "setting", "behaviour", "intensity")


@dataclass(frozen=True)
class Line:
    """One count with the name of what it counts and the address of its rows."""

    name: str
    count: int
    url: str


@dataclass(frozen=True)
class StepLine:
    """A way of calming: how often tried, how often it helped, and the addresses of those rows."""

    name: str
    count: counts.StepCount
    url: str
    helped_url: str


@dataclass(frozen=True)
class Cell:
    """A cell of the heat table."""

    count: int
    level: int
    url: str
    words: str


@dataclass(frozen=True)
class Analysis:
    """All that the page shows."""

    total: Line
    unfinished: Line
    heat_head: list[str]
    heat_rows: list[tuple[str, list[Cell]]]
    peak: str
    chart: WeekChart | None
    trend: counts.Trend
    trend_words: str
    tables: list[tuple[str, str, list[Line]]]
    steps: list[StepLine]
    recovery: tuple[float, int] | None
    pupils: list[tuple[Pupil, int, str]]


def usual_range(today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """From the first day of this school year to today."""
    return academic_year_bounds(academic_year(today))[0], today


def analyse(person: Any, wanted: Wanted, school_ids: Iterable[int]) -> Analysis:
    """Count what ``person`` sees of what is asked for; ``wanted`` has both ends of the range."""
    found = list(rows(person, wanted))
    facts = list(_facts(found))
    names = _names(person)
    links = _Links(wanted)
    drafts = sum(one.is_draft for one in found)
    table = counts.heat(facts)
    terms, closures = _calendar(school_ids)
    weeks = counts.school_weeks(wanted.since, wanted.until, terms, closures)
    trend = counts.trend(facts, weeks)
    return Analysis(
        total=Line("", len(found), links.to()),
        unfinished=Line("", drafts, links.to(state="draft")),
        heat_head=[_weekday(day) for day in table.weekdays],
        heat_rows=_heat_rows(table, links), peak=_peak(table, len(facts)),
        chart=_chart(trend, wanted) if facts else None, trend=trend, trend_words=_way(trend),
        tables=_tables(facts, names, links), steps=_steps(facts, names, links),
        recovery=counts.middle_recovery(facts),
        pupils=[] if wanted.pupil else _pupils(person, found, links),
    )  # fmt: skip


class _Links:
    """Addresses of the list with the filters of the page and one more."""

    def __init__(self, wanted: Wanted) -> None:
        kept = {
            name: value
            for name, value in vars(wanted).items()
            if value and name not in ("sort", "state")
        }
        self.kept = {
            name: value.isoformat() if isinstance(value, datetime.date) else value
            for name, value in kept.items()
        }

    def to(self, **more: Any) -> str:
        """The list with these filters as well."""
        return f"{reverse('incidents')}?{urlencode({**self.kept, **more})}"


def _facts(found: list[Incident]) -> Iterable[counts.Fact]:
    """The incidents with their lists: three more queries however many."""
    keys = [one.pk for one in found]
    settings, behaviours = (_linked(name, keys) for name in ("settings", "behaviours"))
    steps: dict[int, list[tuple[str, str]]] = {}
    tried = IncidentStep.objects.filter(incident__in=keys)
    for key, code, result in tried.values_list("incident", "step__code", "result"):
        steps.setdefault(key, []).append((code, result))
    for one in found:
        yield counts.Fact(
            one.on, one.at, one.place.code if one.place else "",
            one.lesson.code if one.lesson else "", one.function, one.intensity,
            one.recovery_minutes, tuple(settings.get(one.pk, ())),
            tuple(behaviours.get(one.pk, ())), tuple(steps.get(one.pk, ())),
        )  # fmt: skip


def _linked(name: str, keys: list[int]) -> dict[int, list[str]]:
    through = Incident._meta.get_field(name).remote_field.through.objects
    found: dict[int, list[str]] = {}
    pairs = through.filter(incident__in=keys).values_list("incident", "behaviourchoice__code")
    for key, code in pairs:
        found.setdefault(key, []).append(code)
    return found


def _names(person: Any) -> dict[tuple[str, str], str]:
    """Names of lines by list and code; a school's own name before the shared one."""
    lines = BehaviourChoice.objects.visible_to(person).order_by("school")
    pairs = list(lines.values_list("school", "list", "code", "name"))
    pairs.sort(key=lambda one: one[0] is not None)
    return {(kind, code): name for _school, kind, code, name in pairs}


def _calendar(school_ids: Iterable[int]) -> tuple[list[Any], list[Any]]:
    """Terms and closures of the first of the schools: the weeks of the chart are one school's."""
    school = min(school_ids, default=0)
    terms = Term.objects.filter(school=school).values_list("starts_on", "ends_on")
    closed = Closure.objects.filter(school=school).values_list("starts_on", "ends_on", "name")
    return list(terms), list(closed)


def _weekday(number: int) -> str:
    monday = datetime.date(2026, 1, 5)
    return format_date(monday + datetime.timedelta(days=number - 1), "l")


def _hour(hour: int) -> str:
    return f"{hour:02}:00–{hour:02}:59"


def _heat_rows(table: counts.Heat, links: _Links) -> list[tuple[str, list[Cell]]]:
    made = []
    for hour in table.hours:
        cells = []
        for day in table.weekdays:
            count = table.cells.get((hour, day), 0)
            words = _("%(day)s, %(hour)s") % {"day": _weekday(day), "hour": _hour(hour)}
            url = links.to(weekday=day, hour=hour) if count else ""
            cells.append(Cell(count, table.level(count), url, words))
        made.append((_hour(hour), cells))
    return made


def _peak(table: counts.Heat, total: int) -> str:
    if not table.peak:
        return ""
    hour, day, count = table.peak
    return _("%(count)s of %(total)s were on a %(day)s between %(hour)s") % {
        "count": count, "total": total, "day": _weekday(day), "hour": _hour(hour),
    }  # fmt: skip


def _chart(trend: counts.Trend, wanted: Wanted) -> WeekChart | None:
    if not trend.weeks:
        return None
    columns = [(format_date(week, "j M"), count) for week, count in trend.weeks]
    desc = _("A column for each school week from %(since)s to %(until)s.") % {
        "since": format_date(wanted.since, "j M Y"), "until": format_date(wanted.until, "j M Y"),
    }  # fmt: skip
    caption = _("Incidents a school week")
    headings = [_("Week of"), _("Incidents")]
    return WeekChart("weeks", _way(trend), desc, columns, headings, caption)


def _way(trend: counts.Trend) -> str:
    """The finding in one sentence, and caution where there is too little for one."""
    means = {"first": f"{trend.first:.1f}", "last": f"{trend.last:.1f}"}
    return {
        counts.FEWER: _("Fewer: from %(first)s a week in the first half of the time to %(last)s"),
        counts.MORE: _("More: from %(first)s a week in the first half of the time to %(last)s"),
        counts.SAME: _("About the same: %(first)s a week in the first half, %(last)s in the last"),
        counts.UNCLEAR: _("Too few incidents or weeks to say which way it goes"),
    }[trend.way] % means


def _tables(
    facts: list[counts.Fact], names: dict[tuple[str, str], str], links: _Links
) -> list[tuple[str, str, list[Line]]]:
    functions = dict(Incident.Function.choices)
    columns = {
        "place": (_("Where"), [fact.place for fact in facts]),
        "lesson": (_("In which lesson"), [fact.lesson for fact in facts]),
        "function": (_("What it may have been for"), [fact.function for fact in facts]),
        "setting": (_("What was going on before"), [c for fact in facts for c in fact.settings]),
        "behaviour": (_("What was seen"), [code for fact in facts for code in fact.behaviours]),
        "intensity": (_("How strong"), [str(fact.intensity) for fact in facts]),
    }
    made = []
    for kind in LISTS:
        title, codes = columns[kind]
        lines = []
        for code, count in counts.tally(codes):
            name = functions.get(code) if kind == "function" else names.get((kind, code), code)
            url = links.to(**{kind: code}) if code else ""
            lines.append(Line(str(name) if code else _("None recorded"), count, url))
        made.append((kind, title, lines))
    return made


def _steps(
    facts: list[counts.Fact], names: dict[tuple[str, str], str], links: _Links
) -> list[StepLine]:
    return [
        StepLine(
            names.get(("step", one.code), one.code), one, links.to(step=one.code),
            links.to(step=one.code, result=counts.HELPED),
        )
        for one in counts.step_counts(facts)
    ]  # fmt: skip


def _pupils(person: Any, found: list[Incident], links: _Links) -> list[tuple[Pupil, int, str]]:
    """Whom most incidents are about, of those whom the person sees: two queries."""
    parts = IncidentPupil.objects.filter(
        incident__in=[one.pk for one in found], part__in=ACTED_PARTS
    )
    counted = parts.values("pupil").annotate(n=Count("pk")).order_by("-n", "pupil")[:MOST_PUPILS]
    pairs = [(one["pupil"], one["n"]) for one in counted]
    seen = Pupil.objects.visible_to(person).in_bulk([key for key, _n in pairs])
    return [
        (seen[key], count, links.to(pupil=key, part=ACTED)) for key, count in pairs if key in seen
    ]


def with_range(wanted: Wanted) -> Wanted:
    """The same with both ends of the range: this school year where nothing else is asked."""
    first, last = usual_range(timezone.localdate())
    since, until = wanted.since or first, wanted.until or last
    return replace(wanted, since=min(since, until), until=max(since, until), state="")


def count_words(count: int) -> str:
    """ "14 incidents"."""
    return ngettext("%(count)s incident", "%(count)s incidents", count) % {"count": count}
