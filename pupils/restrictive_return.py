"""The governors' return of restrictive interventions: by term, kind and group, no names, small figures hidden."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.calendar import academic_year_bounds
from core.models import Term
from pupils.models import (
    BehaviourChoice,
    BehaviourRule,
    InterventionLine,
    ParentReport,
    Pupil,
    RestrictiveIntervention,
)
from pupils.models.restrictive import YesNo
from pupils.suppression import Figure, suppressed

State = RestrictiveIntervention.State


@dataclass(frozen=True)
class Table:
    """One table of the return: rows of names with figures, None for a hidden one; totals where they add up."""

    title: str
    name: str
    rows: list[tuple[str, list[Figure]]]
    has_totals: bool


@dataclass(frozen=True)
class Return:
    """A school year's restrictive interventions in figures: by term, kind and group, without names."""

    year: int
    below: int
    terms: list[str]
    tables: list[Table]


def return_of(person: Any, school_id: int, year: int) -> Return:
    """The governors' return of one school and year; small figures hidden. Five queries.

    A total that one table must hide is hidden in all of them: else the next table would tell it.
    """
    first, last = academic_year_bounds(year)
    found = list(
        RestrictiveIntervention.objects.visible_to(person)
        .filter(school=school_id, on__gte=first, on__lte=last).exclude(state=State.DRAFT)
    )  # fmt: skip
    terms = list(Term.objects.filter(school=school_id, starts_on__lte=last, ends_on__gte=first))
    below = BehaviourRule.objects.visible_to(person).number(school_id, "suppress-below")
    names = [term.name for term in terms] + [_("Outside terms")]
    columns = {one.pk: _term_of(one.on, terms) for one in found}
    counted = [(_("Kinds (one may have several)"), "kinds", _kinds(columns, len(names)))]
    reports = {
        one.intervention_id: one for one in ParentReport.objects.filter(intervention__in=columns)
    }
    for title, name in _groups():
        rows: dict[str, list[int]] = {}
        for one in found:
            value = _told_words(one, reports) if name == "told" else _value(one, name)
            rows.setdefault(value, [0] * len(names))[columns[one.pk]] += 1
        counted.append((title, name, dict(sorted(rows.items()))))
    return Return(year, below, names, _hidden_alike(counted, below))


def _hidden_alike(counted: list[tuple[Any, str, dict[str, list[int]]]], below: int) -> list[Table]:
    """Tables with small figures hidden, until none has a hidden total that another shows."""
    gone: set[int] = set()
    while True:
        tables = [
            _table(title, name, rows, below, set() if name == "kinds" else gone)
            for title, name, rows in counted
        ]
        last = [table.rows[-1][1] for table in tables if table.has_totals and table.rows]
        hidden = {n for row in last for n, figure in enumerate(row) if figure is None}
        if hidden == gone:
            return tables
        gone = gone | hidden


def _kinds(columns: dict[int, int], width: int) -> dict[str, list[int]]:
    lines = InterventionLine.objects.filter(
        intervention__in=columns, choice__list=BehaviourChoice.List.HOLD
    )
    kinds: dict[str, list[int]] = {}
    for key, name in lines.values_list("intervention", "choice__name"):
        kinds.setdefault(name, [0] * width)[columns[key]] += 1
    return dict(sorted(kinds.items()))


def _term_of(on: datetime.date, terms: list[Term]) -> int:
    """Place of the term that holds a day; the column after the last where none does."""
    return next(
        (n for n, term in enumerate(terms) if term.starts_on <= on <= term.ends_on), len(terms)
    )


def _groups() -> list[tuple[str, str]]:
    return [
        (_("Restraint and seclusion"), "type"), (_("SEN"), "sen_code"), (_("Year"), "year_group"),
        (_("Sex"), "sex"), (_("Looked after"), "is_looked_after"), (_("Disabled"), "is_disabled"),
        (_("Child protection plan"), "has_protection_plan"), (_("Report to parents"), "told"),
    ]  # fmt: skip


def _value(one: RestrictiveIntervention, name: str) -> str:
    if name == "type":
        kinds = [(one.is_restraint, _("Restraint")), (one.is_seclusion, _("Seclusion"))]
        return _(" and ").join(str(words) for is_so, words in kinds if is_so) or _("Neither")
    if name == "sen_code":
        return str(dict(Pupil.SenCode.choices)[one.sen_code])
    if name == "sex":
        return str(dict(Pupil.Sex.choices).get(one.sex, _("Not recorded")))
    if name in ("is_disabled", "has_protection_plan"):
        return str(YesNo(getattr(one, name)).label)
    if name == "is_looked_after":
        return _("Yes") if one.is_looked_after else _("No")
    return one.year_group or _("Not recorded")


def _told_words(one: RestrictiveIntervention, reports: dict[int, ParentReport]) -> str:
    report = reports.get(one.pk)
    if not report:
        return _("Not yet")
    if report.is_withheld:
        return _("Withheld")
    on = timezone.localtime(report.told_at).date()
    return _("The same day") if on == one.on else _("Later")


def _table(title: Any, name: str, rows: dict[str, list[int]], below: int, gone: set[int]) -> Table:
    """Kinds do not add up over rows, so their table has no line of totals."""
    has_totals = name != "kinds"
    shown = suppressed(list(rows.values()), below, gone) if rows else []
    labels = [*rows, _("All")] if has_totals else list(rows)
    pairs = zip(labels, shown, strict=False)
    return Table(str(title), name, [(str(label), list(row)) for label, row in pairs], has_totals)
