"""Rows of a plan in words: how much a line promises, and each row as versions are compared."""

from collections.abc import Iterable
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pupils.models import (
    Outcome,
    OutcomeStep,
    PlanAdvice,
    PlanBudget,
    PlanNeed,
    PlanText,
    Provision,
)
from pupils.plan_comparing import Line


def quantity_of(line: Provision) -> str:
    """How much a line promises: "3 times a week, 30 minutes each, for 12 weeks"; what is missing is left out."""
    parts = []
    if line.times:
        times = ngettext("%(n)s time", "%(n)s times", line.times) % {"n": line.times}
        times = _("once") if line.times == 1 else _("twice") if line.times == 2 else times
        parts.append(f"{times} {line.get_per_display()}")
    if line.minutes:
        parts.append(
            ngettext("%(n)s minute each", "%(n)s minutes each", line.minutes) % {"n": line.minutes}
        )
    if line.weeks:
        parts.append(ngettext("for %(n)s week", "for %(n)s weeks", line.weeks) % {"n": line.weeks})
    return capfirst(", ".join(parts))


def days_of(row: Any) -> str:
    """ "from 7 Sep 2026 until 18 Dec 2026", or the part that is known."""
    first, last = row.starts_on, row.ends_on
    parts = [_("from %(day)s") % {"day": _day(first)}] if first else []
    parts += [_("until %(day)s") % {"day": _day(last)}] if last else []
    return " ".join(parts)


def group_of(line: Provision) -> str:
    """ "alone with the adult", "at most 4 pupils"; empty where nobody says."""
    if line.group_size is None:
        return ""
    if line.group_size == 1:
        return _("one pupil with one adult")
    return _("at most %(n)s pupils") % {"n": line.group_size}


def line_of(row: Any, prompts: dict[tuple[str, str], str]) -> Line:
    """A row as versions are compared; ``prompts`` are labels of prompts by section and code."""
    return Line(str(row.key), *_READING[type(row)](row, prompts))


def as_text(rows: Iterable[Any], prompts: dict[tuple[str, str], str]) -> str:
    """Rows one a line, as two texts stand side by side when two people wrote at once."""
    return "\n".join(line_of(row, prompts).text for row in rows)


def label(row: type[Any], name: str) -> str:
    """A field as the page calls it."""
    found = row._meta.get_field(name)
    words: str | Promise = getattr(found, "verbose_name", name)
    return capfirst(str(words))


def _text(row: PlanText, prompts: dict) -> tuple:
    return prompts.get((row.section, row.prompt), row.prompt), ((_("Words"), row.words),)


def _need(row: PlanNeed, _prompts: dict) -> tuple:
    kind = str(row.need_type) if row.need_type else ""
    return row.words, ((label(PlanNeed, "need_type"), kind), (_("Rank"), str(row.position)))


def _outcome(row: Outcome, _prompts: dict) -> tuple:
    return row.words, (
        (label(Outcome, "due_on"), _day(row.due_on)),
        (label(Outcome, "strand"), row.get_strand_display()),
        (_("Answers"), _joined(row.needs.all())),
    )


def _step(row: OutcomeStep, _prompts: dict) -> tuple:
    return row.words, (
        (label(OutcomeStep, "criterion"), row.criterion),
        (label(OutcomeStep, "baseline"), row.baseline),
        (label(OutcomeStep, "due_on"), _day(row.due_on)),
        (_("On the way to"), str(row.outcome)),
    )


def _provision(row: Provision, _prompts: dict) -> tuple:
    return row.what, (
        (_("How much"), quantity_of(row)),
        (label(Provision, "who"), row.who),
        (label(Provision, "qualification"), row.qualification),
        (_("Group"), group_of(row)),
        (_("Days"), days_of(row)),
        (label(Provision, "setting"), row.get_setting_display()),
        (_("Needs it meets"), _joined(row.needs.all())),
        (_("Outcomes it serves"), _joined(row.outcomes.all())),
    )


def _budget(row: PlanBudget, _prompts: dict) -> tuple:
    return row.what, (
        (label(PlanBudget, "amount"), f"£{row.amount} {row.get_per_display()}"),
        (label(PlanBudget, "is_direct"), _("yes") if row.is_direct else _("no")),
        (_("Outcomes it serves"), _joined(row.outcomes.all())),
    )


def _advice(row: PlanAdvice, _prompts: dict) -> tuple:
    return row.title, (
        (label(PlanAdvice, "author"), row.author),
        (label(PlanAdvice, "role"), row.role),
        (label(PlanAdvice, "dated_on"), _day(row.dated_on)),
    )


_READING: dict[type[Any], Any] = {
    PlanText: _text, PlanNeed: _need, Outcome: _outcome, OutcomeStep: _step, Provision: _provision,
    PlanBudget: _budget, PlanAdvice: _advice,
}  # fmt: skip


def _day(day: Any) -> str:
    return format_date(day, "j M Y") if day else ""


def _joined(rows: Iterable[Any]) -> str:
    return " / ".join(sorted(str(row) for row in rows if not row.is_out))
