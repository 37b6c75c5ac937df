"""What the page of a plan shows: sections with their rows, each with its flags and with what it serves."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from pupils.models import (
    Outcome,
    OutcomeStep,
    Plan,
    PlanResult,
    PlanSection,
    Provision,
    Pupil,
)
from pupils.plan_flags import Flag
from pupils.plan_words import days_of, group_of, quantity_of
from pupils.plans import Sheet, WholePlan

Face = PlanSection.Face
Results = Mapping[uuid.UUID, list[PlanResult]]
#: What one adds to a section, by its face.
ADDING = {
    Face.NEEDS: _lazy("Add a need"), Face.OUTCOMES: _lazy("Add an outcome"), Face.STEPS: _lazy("Add a step"),
    Face.PROVISION: _lazy("Add a line"), Face.BUDGET: _lazy("Add a line"), Face.ADVICE: _lazy("Add a report"),
}  # fmt: skip


@dataclass(frozen=True)
class Page:
    """A page about a plan in force that a higher floor adds: shown to whom ``policy`` gives no reason against."""

    label: Any
    url_name: str
    icon: str
    policy: Callable[[Any, Pupil], str]


_PAGES: dict[str, Page] = {}


def add_page(page: Page) -> None:
    """Add a page, or replace the one of the same name; called from ``AppConfig.ready``."""
    _PAGES[page.url_name] = page


def pages_for(person: Any, plan: Plan) -> list[tuple[Page, str]]:
    """The pages that ``person`` may open about a published plan, each with its address."""
    if plan.is_draft:
        return []
    return [
        (page, reverse(page.url_name, args=[plan.pk]))
        for page in _PAGES.values()
        if not page.policy(person, plan.pupil)
    ]


@dataclass(frozen=True)
class Shown:
    """One row as it is drawn: its place, flags, what it serves, and how much it promises in words."""

    row: Any
    place: int
    flags: list[Flag] = field(default_factory=list)
    needs: list[Any] = field(default_factory=list)
    outcomes: list[Any] = field(default_factory=list)
    steps: list["Shown"] = field(default_factory=list)
    quantity: str = ""
    group: str = ""
    days: str = ""
    edit_url: str = ""
    result: PlanResult | None = None
    earlier: list[PlanResult] = field(default_factory=list)
    result_url: str = ""

    @property
    def rules(self) -> list[Any]:
        """The rules behind the flags, each once."""
        return list(dict.fromkeys(flag.source for flag in self.flags))

    @property
    def is_bad(self) -> bool:
        """Whether it cannot be delivered as written, or stands alone."""
        return any(flag.is_bad for flag in self.flags)


@dataclass(frozen=True)
class Part:
    """One section as it is drawn; ``url`` and ``label`` are how one writes in it."""

    sheet: Sheet
    rows: list[Shown]
    template: str
    url: str = ""
    label: str = ""

    @property
    def anchor(self) -> str:
        """Where the page jumps to."""
        return f"part-{self.sheet.section.code}"


@dataclass(frozen=True)
class Reading:
    """What the rows of one page share: the plan, results by key, and what the reader may do."""

    whole: WholePlan
    results: Results
    may_write: bool
    may_say: bool


def parts_of(
    whole: WholePlan, results: Results, *, may_write: bool, may_say: bool = False
) -> list[Part]:
    """The sections in the order of the plan; shorter steps stand under their outcomes when one only reads."""
    reading = Reading(whole, results, may_write, may_say)
    return [
        _part(reading, sheet)
        for sheet in whole.sheets
        if may_write or not (sheet.is_empty or sheet.section.face == Face.STEPS)
    ]


def empty_letters(whole: WholePlan) -> str:
    """ "C, D, H1": sections of which nothing is said, by letter or title."""
    empty = [sheet.section for sheet in whole.sheets if sheet.is_empty]
    return ", ".join(dict.fromkeys(one.letter or one.title for one in empty))


def _part(reading: Reading, sheet: Sheet) -> Part:
    section = sheet.section
    template = f"pupils/_plan_{section.face}.html"
    rows = [_shown(reading, row, place) for place, row in enumerate(sheet.rows, start=1)]
    if not reading.may_write:
        return Part(sheet, rows, template)
    name = "edit_plan_section" if section.face == Face.TEXTS else "add_plan_row"
    label = _("Edit") if section.face == Face.TEXTS else str(ADDING[Face(section.face)])
    return Part(
        sheet, rows, template, reverse(name, args=[reading.whole.plan.pk, section.code]), label
    )


def _shown(reading: Reading, row: Any, place: int) -> Shown:
    whole, key = reading.whole, str(row.key)
    found: dict[str, Any] = {"flags": whole.flags.get(key, [])}
    if reading.may_write:
        found["edit_url"] = reverse("edit_plan_row", args=[row.section, row.pk])
    for name in ("needs", "outcomes"):
        if hasattr(row, name) and row._meta.get_field(name).concrete:
            found[name] = _known(getattr(row, name).all(), getattr(whole, name))
    if isinstance(row, Outcome | OutcomeStep):
        found |= _results(whole.plan, reading.results.get(row.key, []))
        if reading.may_say:
            found["result_url"] = reverse("record_result", args=[whole.plan.pk, row.key])
    if isinstance(row, Outcome):
        steps = [step for step in whole.steps if step.outcome_id == row.pk]
        found["steps"] = [_shown(reading, step, at) for at, step in enumerate(steps, start=1)]
    if isinstance(row, Provision):
        found |= {"quantity": quantity_of(row), "group": group_of(row), "days": days_of(row)}
    return Shown(row, place, **found)


def _results(plan: Plan, results: list[PlanResult]) -> dict[str, Any]:
    """The latest result of this cycle, and all others; a plan without cycles has them all as one."""
    own = [one for one in results if plan.cycle_id in (None, one.cycle_id)]
    latest = own[0] if own else None
    return {"result": latest, "earlier": [one for one in results if one is not latest]}


def _known(served: Any, rows: list[Any]) -> list[tuple[int, Any]]:
    """Rows that are served, with their place in the plan; one that was taken off is left out."""
    keys = {row.pk for row in served}
    return [(place, row) for place, row in enumerate(rows, start=1) if row.pk in keys]


def flag_words(whole: WholePlan) -> str:
    """ "4 lines or links to put right", empty where there is none."""
    count = whole.bad_count
    if not count:
        return ""
    words = ngettext(
        "%(n)s thing in this plan cannot be delivered or followed as written.",
        "%(n)s things in this plan cannot be delivered or followed as written.",
        count,
    )
    return words % {"n": count}


def versions_of(person: Any, plan: Plan, pupil: Pupil) -> list[Plan]:
    """Every version of the plan's kind that the person may see, newest first; one query."""
    seen = Plan.objects.visible_to(person).filter(pupil=pupil, kind__code=plan.kind.code)
    return list(seen.select_related("kind").order_by("-number"))


def facts_of(plan: Plan, *, is_summary: bool) -> Iterator[tuple[str, Any]]:
    """Days and names on the head of a plan, as (label, value); reasons are for those who read it whole."""
    yield _("In force from"), plan.starts_on
    if plan.ends_on:
        yield _("Ended"), plan.ends_on
    yield _("Next review"), plan.review_on
    why = "" if is_summary else plan.made_because
    ended = "" if is_summary else plan.ended_because
    pairs = [
        (_("Local authority"), plan.authority), (_("Final plan dated"), plan.final_on),
        (_("Parents told"), plan.parents_told_on), (_("Why this version"), why), (_("Why it ended"), ended),
        (_("Published by"), plan.published_by and plan.published_by.full_name),
    ]  # fmt: skip
    yield from ((label, value) for label, value in pairs if value)
