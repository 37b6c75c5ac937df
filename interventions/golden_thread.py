"""Broken threads across the plans in force: by rule, with the row that each stands on. Reads only.

Needs lead to outcomes, outcomes to provision, provision to sessions, steps and plans to their reviews.
The same queries however many plans there are; each rule can be switched off by a school.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from interventions.line_doses import Year, last_delivered, year_of
from interventions.models import LineDelivery, ThreadRule
from interventions.promised import weeks_since
from pupils.models import (
    Outcome,
    OutcomeStep,
    Plan,
    PlanNeed,
    PlanResult,
    PlanSection,
    Provision,
)

NEED, OUTCOME, LINE, STEP, PLAN = (
    "need-without-outcome", "outcome-without-provision", "line-without-session",
    "step-without-review", "plan-past-review",
)  # fmt: skip
#: How far back school weeks are counted.
LOOK_BACK = datetime.timedelta(days=400)


@dataclass(frozen=True)
class Finding:
    """One broken thread: by which rule, in whose plan, on which row, and since when or why."""

    rule: ThreadRule
    plan: Plan
    words: str
    detail: str
    key: Any = None

    @property
    def url(self) -> str:
        """The row on the page of its plan."""
        page = reverse("plan", args=[self.plan.pk])
        return f"{page}#row-{self.key}" if self.key else page


@dataclass(frozen=True)
class Wanted:
    """What a query string asks for; an empty field asks for nothing."""

    rule: str = ""
    year: str = ""
    owner: str = ""
    kind: str = ""


def rules_of(person: Any) -> dict[int, dict[str, ThreadRule]]:
    """The rules of each school, its own before the shared ones, those switched off too; one query."""
    schools = person.access.school_ids
    found: dict[int, dict[str, ThreadRule]] = {school: {} for school in schools}
    for rule in ThreadRule.objects.visible_to(person).order_by("school", "order"):
        for school in schools if rule.school_id is None else [rule.school_id]:
            standing = found[school].get(rule.code)
            if standing is None or standing.school_id is None:
                found[school][rule.code] = rule
    return found


def facets_of(person: Any) -> set[tuple[str, str, str, str]]:
    """Year, owner, code and name of the kind of each plan in force that the person reads whole; one query."""
    plans = Plan.objects.read_whole_by(person).current().order_by()
    columns = ("pupil__year_group", "pupil__owner_name", "kind__code", "kind__name")
    return set(plans.values_list(*columns))


def findings_of(
    person: Any, rules: dict[int, dict[str, ThreadRule]], wanted: Wanted
) -> list[Finding]:
    """Broken threads of the plans that ``person`` reads whole, by rule and pupil."""
    today = timezone.localdate()
    plans = Plan.objects.read_whole_by(person).current().select_related("pupil", "kind")
    plans = plans.filter(Q(pupil__left_on=None) | Q(pupil__left_on__gte=today), _asked(wanted))
    threads = Threads(
        person, list(plans.order_by("pupil__surname", "pupil__forename", "pk")), today
    )
    found = [
        finding
        for finding in threads.broken(rules)
        if not wanted.rule or finding.rule.code == wanted.rule
    ]
    return sorted(found, key=lambda one: (one.rule.order, one.plan.pupil.list_name))


def _asked(wanted: Wanted) -> Q:
    exact = {
        "pupil__year_group": wanted.year, "pupil__owner_name": wanted.owner,
        "kind__code": wanted.kind,
    }  # fmt: skip
    return Q(**{name: value for name, value in exact.items() if value})


class Threads:
    """The rows of many plans at once, and what each rule finds in them."""

    def __init__(self, person: Any, plans: list[Plan], today: datetime.date) -> None:
        self.person, self.plans, self.today = person, {plan.pk: plan for plan in plans}, today

    def broken(self, rules: dict[int, dict[str, ThreadRule]]) -> Iterator[Finding]:
        """What every rule that is on finds."""
        looking = {
            NEED: self._needs, OUTCOME: self._outcomes, LINE: self._lines, STEP: self._steps,
            PLAN: self._late,
        }  # fmt: skip
        for code, look in looking.items():
            on = {
                school: known[code]
                for school, known in rules.items()
                if code in known and known[code].is_on
            }
            if on:
                yield from look(on)

    def _rows(self, model: Any) -> Any:
        rows = model.objects.visible_to(self.person).standing().filter(plan__in=list(self.plans))
        return rows.order_by("plan", "position")

    def _found(
        self, on: dict[int, ThreadRule], row: Any, detail: str, words: str = ""
    ) -> Iterator[Finding]:
        rule = on.get(row.school_id)
        if rule:
            yield Finding(rule, self.plans[row.plan_id], words or str(row), detail, row.key)

    @cached_property
    def _sections(self) -> list[PlanSection]:
        """Every section that one of the schools goes by; which stand for a school is its own first."""
        return list(PlanSection.objects.visible_to(self.person))

    def _codes(self, trait: str) -> set[str]:
        return {one.code for one in self._sections if getattr(one, trait)}

    def _needs(self, on: dict[int, ThreadRule]) -> Iterator[Finding]:
        answered = set(_pairs(Outcome.needs.through, "planneed_id", "outcome__is_out", self.plans))
        for row in self._rows(PlanNeed).filter(section__in=self._codes("is_educational")):
            if row.pk not in answered:
                yield from self._found(on, row, _("No outcome answers it."))

    def _outcomes(self, on: dict[int, ThreadRule]) -> Iterator[Finding]:
        through = Provision.outcomes.through
        served = set(_pairs(through, "outcome_id", "provision__is_out", self.plans))
        for row in self._rows(Outcome):
            if row.pk not in served:
                yield from self._found(on, row, _("No line of provision serves it."))

    def _lines(self, on: dict[int, ThreadRule]) -> Iterator[Finding]:
        rows = list(self._rows(Provision).filter(section__in=self._codes("is_summary")))
        pupils = {plan.pupil_id for plan in self.plans.values()}
        links = list(LineDelivery.objects.visible_to(self.person).filter(pupil__in=pupils))
        days = last_delivered(link.place_id for link in links)
        held: dict[tuple[int, Any], datetime.date] = {}
        for link in links:
            day = days.get(link.place_id)
            if day and day >= link.starts_on:
                key = (link.pupil_id, link.key)
                held[key] = max(held.get(key, day), min(day, link.ends_on or day))
        years = {school: year_of(school, self.today - LOOK_BACK, self.today) for school in on}
        linked = {(link.pupil_id, link.key) for link in links}
        for row in rows:
            if row.school_id in on and self._runs(row):
                key = (self.plans[row.plan_id].pupil_id, row.key)
                yield from self._unheld(on, row, held.get(key), key in linked, years)

    def _runs(self, row: Provision) -> bool:
        begun = row.starts_on is None or row.starts_on <= self.today
        return begun and (row.ends_on is None or row.ends_on >= self.today)

    def _unheld(
        self, on: dict[int, ThreadRule], row: Provision, last: datetime.date | None,
        is_linked: bool, years: dict[int, Year],
    ) -> Iterator[Finding]:  # fmt: skip
        """A line is silent when as many school weeks as the rule says have passed since its last session."""
        since = last or row.starts_on or self.plans[row.plan_id].starts_on or self.today
        weeks = weeks_since(since, years[row.school_id].days, self.today)
        if weeks < (on[row.school_id].weeks or 1):
            return
        detail = _("No group delivers it.")
        if is_linked:
            detail = _("No session has been delivered yet.")
        if last:
            detail = _("Last session %(day)s, %(n)s school weeks ago.") % {
                "day": format_date(last, "j M Y"), "n": weeks,
            }  # fmt: skip
        yield from self._found(on, row, detail)

    def _steps(self, on: dict[int, ThreadRule]) -> Iterator[Finding]:
        rows = list(self._rows(OutcomeStep).filter(due_on__lt=self.today))
        keys = [row.key for row in rows]
        results = PlanResult.objects.visible_to(self.person).filter(key__in=keys)
        said: dict[tuple[int, Any], set[int | None]] = {}
        for pupil, key, cycle in results.values_list("pupil_id", "key", "cycle_id"):
            said.setdefault((pupil, key), set()).add(cycle)
        for row in rows:
            plan = self.plans[row.plan_id]
            cycles = said.get((plan.pupil_id, row.key), set())
            if not (cycles if plan.cycle_id is None else plan.cycle_id in cycles):
                day = {"day": format_date(row.due_on, "j M Y")}
                yield from self._found(on, row, _("Was due %(day)s; no result.") % day)

    def _late(self, on: dict[int, ThreadRule]) -> Iterator[Finding]:
        for plan in self.plans.values():
            rule = on.get(plan.school_id)
            if rule and plan.review_on < self.today:
                day = {"day": format_date(plan.review_on, "j M Y")}
                yield Finding(rule, plan, str(plan), _("Review was due %(day)s.") % day)


def _pairs(through: Any, aim: str, out: str, plans: Iterable[int]) -> Iterable[int]:
    """Rows that a row which was not taken off points at."""
    row = out.partition("__")[0]
    pairs = through.objects.filter(**{f"{row}__plan__in": list(plans), out: False})
    return pairs.values_list(aim, flat=True)
