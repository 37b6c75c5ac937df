"""Reading plans: what a pupil has, one version whole or in summary, what is wrong in it, what changed.

For other subjects: ``plan_of(person, pupil)`` is the plan in force with every row that this person may
read; rows by themselves are read from ``visible_to`` of their model, which is for whole readers alone.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils import timezone

from pupils import plan_flags
from pupils.models import (
    ROWS,
    Outcome,
    OutcomeStep,
    Plan,
    PlanKind,
    PlanNeed,
    PlanPrompt,
    PlanSection,
    PlanText,
    Provision,
    Pupil,
)
from pupils.plan_comparing import Page, PageChange, compare
from pupils.plan_words import line_of
from pupils.policies import see_plan
from pupils.profiles import next_review
from pupils.statutory import next_review_due

Face = PlanSection.Face


@dataclass(frozen=True)
class Sheet:
    """One section of a version with its rows, in their order; prompts where it is a section of texts."""

    section: PlanSection
    rows: list[Any]
    prompts: list[PlanPrompt] = field(default_factory=list)

    @property
    def texts(self) -> list[tuple[PlanPrompt, str]]:
        """Each prompt with what is written under it."""
        words = {row.prompt: row.words for row in self.rows}
        return [(prompt, words.get(prompt.code, "")) for prompt in self.prompts]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return not any(getattr(row, "words", True) for row in self.rows)


@dataclass(frozen=True)
class WholePlan:
    """One version as one person reads it: ``is_summary`` where sections are left out and needs are types only."""

    plan: Plan
    pupil: Pupil
    is_summary: bool
    sheets: list[Sheet]

    def rows(self, *faces: str) -> list[Any]:
        """Rows of all sections of these faces, in the order of the plan."""
        return [row for sheet in self.sheets if sheet.section.face in faces for row in sheet.rows]

    @property
    def needs(self) -> list[PlanNeed]:
        """Needs, those of section B first."""
        return self.rows(Face.NEEDS)

    @property
    def outcomes(self) -> list[Outcome]:
        """Outcomes."""
        return self.rows(Face.OUTCOMES)

    @property
    def steps(self) -> list[OutcomeStep]:
        """Shorter steps towards outcomes."""
        return self.rows(Face.STEPS)

    @property
    def provision(self) -> list[Provision]:
        """Every line of provision: sections F, G, H1 and H2."""
        return self.rows(Face.PROVISION)

    def sheet(self, code: str) -> Sheet | None:
        """A section by its code ("ehc-f")."""
        return next((sheet for sheet in self.sheets if sheet.section.code == code), None)

    @cached_property
    def flags(self) -> dict[str, list[plan_flags.Flag]]:
        """What is wrong, by the key of the row; a summary shows none of it."""
        found: dict[str, list[plan_flags.Flag]] = {}
        for flag in [] if self.is_summary else plan_flags.flags_of(_flag_rows(self)):
            found.setdefault(flag.key, []).append(flag)
        return found

    @property
    def bad_count(self) -> int:
        """How many of the worse flags stand in it."""
        return sum(flag.is_bad for flags in self.flags.values() for flag in flags)


def plan_of(person: Any, pupil: Pupil, kind: str = "") -> WholePlan | None:
    """The pupil's plan in force as ``person`` may read it; None where none is in force or in sight.

    ``kind`` is a code ("ehc", "sen-support"); without one the EHC plan comes first. Fifteen queries
    however long the plan is, two where there is none.
    """
    plans = Plan.objects.visible_to(person).current().filter(pupil=pupil).select_related("kind")
    plans = plans.filter(kind__code=kind) if kind else plans
    plan = plans.order_by("kind__order").first()
    return whole_of(person, plan, pupil) if plan else None


def whole_of(person: Any, plan: Plan, pupil: Pupil) -> WholePlan:
    """One version, read: for a plan found through ``Plan.objects.visible_to(person)``."""
    return read_versions(person, [plan], pupil)[plan.pk]


def read_versions(person: Any, plans: list[Plan], pupil: Pupil) -> dict[int, WholePlan]:
    """Versions of one kind, read, by their keys: the same queries for two as for one."""
    is_summary = bool(see_plan(person, pupil))
    sections = sections_of(person, plans[0].school_id, plans[0].kind.code)
    prompts = PlanPrompt.objects.filter(section_code__in=[one.code for one in sections])
    asked: dict[str, list[PlanPrompt]] = {}
    for prompt in prompts:
        asked.setdefault(prompt.section_code, []).append(prompt)
    rows = _rows([plan.pk for plan in plans])
    found = {}
    for plan in plans:
        sheets = [
            Sheet(one, rows.get((plan.pk, one.code), []), asked.get(one.code, []))
            for one in sections
        ]
        sheets = [one for one in sheets if one.section.is_on or one.rows]
        if is_summary:
            sheets = [_shortened(one) for one in sheets if one.section.is_summary]
        found[plan.pk] = WholePlan(plan, pupil, is_summary, sheets)
    return found


def sections_of(person: Any, school_id: int, kind_code: str) -> list[PlanSection]:
    """Sections of a kind of plan as a school has them, those switched off too; one query."""
    found = PlanSection.objects.visible_to(person).in_use_at(school_id)
    return list(found.filter(kind_code=kind_code).order_by("order"))


def _rows(plan_ids: Iterable[int]) -> dict[tuple[int, str], list[Any]]:
    """Standing rows of versions, by plan and section; one query for each kind of row, and what it points at."""
    found: dict[tuple[int, str], list[Any]] = {}
    for model in ROWS:
        rows = model.objects.standing().filter(plan__in=list(plan_ids))
        if model is PlanNeed:
            rows = rows.select_related("need_type")
        if model is OutcomeStep:
            rows = rows.select_related("outcome")
        points = [one.name for one in model._meta.many_to_many]
        for row in rows.prefetch_related(*points):
            found.setdefault((row.plan_id, row.section), []).append(row)
    return found


def _shortened(sheet: Sheet) -> Sheet:
    """As adults who work with the pupil read it: a need is its type, and its own words where it has none."""
    for row in sheet.rows:
        if isinstance(row, PlanNeed) and row.need_type:
            row.words = str(row.need_type)
    return sheet


def _flag_rows(whole: WholePlan) -> plan_flags.Rows:
    """The rows as the pure module knows them. A row that was taken off the draft serves nothing."""
    known = {str(row.key) for row in [*whole.needs, *whole.outcomes]}

    def keys(rows: Any) -> frozenset[str]:
        return frozenset(str(row.key) for row in rows.all()) & known

    must = {sheet.section.code for sheet in whole.sheets if sheet.section.is_educational}
    year = whole.pupil.year_group
    return plan_flags.Rows(
        needs=[plan_flags.NeedRow(str(row.key), row.section in must) for row in whole.needs],
        outcomes=[
            plan_flags.OutcomeRow(str(row.key), row.due_on, row.strand, keys(row.needs))
            for row in whole.outcomes
        ],
        steps=[
            plan_flags.StepRow(str(row.key), str(row.outcome.key), row.criterion, row.due_on)
            for row in whole.steps
        ],
        lines=[
            plan_flags.LineRow(
                str(row.key), row.what, row.who, row.qualification, row.group_size, row.minutes,
                row.times, row.weeks, row.starts_on, row.ends_on, keys(row.needs), keys(row.outcomes),
            )
            for row in whole.provision
        ],
        year=int(year) if year.isdecimal() else None,
        today=timezone.localdate(),
    )  # fmt: skip


def changes_between(old: WholePlan, new: WholePlan) -> list[PageChange]:
    """What changed from one version to another, in the sections that were read."""
    return compare(pages_of(old), pages_of(new))


def pages_of(whole: WholePlan) -> list[Page]:
    """A version as versions are compared; empty texts are no rows."""
    return [
        Page(
            sheet.section.code, str(sheet.section),
            tuple(
                line_of(row, _labels(sheet)) for row in sheet.rows
                if not isinstance(row, PlanText) or row.words
            ),
        )
        for sheet in whole.sheets
    ]  # fmt: skip


def _labels(sheet: Sheet) -> dict[tuple[str, str], str]:
    return {(sheet.section.code, prompt.code): prompt.label for prompt in sheet.prompts}


def first_review(kind: PlanKind, school_id: int, today: datetime.date) -> datetime.date:
    """When a plan of a kind is reviewed if it starts today: its months, else the end of a term."""
    if kind.review_months:
        return next_review_due(today, months=kind.review_months)
    return next_review(school_id, today)
