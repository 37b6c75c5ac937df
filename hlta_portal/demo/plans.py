"""The demo's plans: an EHC plan amended once, with a line nobody could deliver, and three SEN support plans."""

import datetime
import uuid
from typing import Any

from core.models import School
from hlta_portal.demo.plan_reviews import begin_cycle, make_moves, review
from hlta_portal.demo.plan_words import BRANDT_FIRST, EHC, SUPPORT, Words
from pupils.models import (
    NeedType,
    Outcome,
    OutcomeStep,
    Plan,
    PlanAdvice,
    PlanKind,
    PlanNeed,
    PlanText,
    Provision,
    Pupil,
)
from pupils.profiles import next_review
from staff.models import Post

DAY = datetime.timedelta(days=1)
CODES = {
    "ehc": ("ehc-b", "ehc-e", "ehc-steps", "ehc-f", "ehc-k"),
    "sen-support": ("support-needs", "support-outcomes", "support-steps", "support-provision", ""),
}


class Writer:
    """Writes the rows of one version; a row keeps its key from the version before by its first words."""

    def __init__(self, plan: Plan, keys: dict[str, uuid.UUID]) -> None:
        self.plan, self.keys = plan, keys
        self.sections = CODES[plan.kind.code]

    def row(self, model: Any, section: str, name: str, position: int, **fields: Any) -> Any:
        """One row; ``name`` finds its key."""
        return model.objects.create(
            school_id=self.plan.school_id, plan=self.plan, section=section, position=position,
            key=self.keys.setdefault(f"{section} {name}", uuid.uuid4()), **fields,
        )  # fmt: skip

    def write(self, words: Words, first: datetime.date) -> None:
        """Everything that the plan says; days are counted from its first."""
        needs_in, outcomes_in, steps_in, lines_in, advice_in = self.sections
        kinds = {kind.code: kind for kind in NeedType.objects.filter(school=None)}
        needs = [
            self.row(PlanNeed, needs_in, text[:12], place, words=text, need_type=kinds[code])
            for place, (code, text) in enumerate(words.needs, start=1)
        ]
        outcomes = []
        for place, (text, days, strand, served, steps) in enumerate(words.outcomes, start=1):
            row = self.row(
                Outcome, outcomes_in, text[:12], place, words=text, strand=strand,
                due_on=first + days * DAY,
            )  # fmt: skip
            row.needs.set([needs[number - 1] for number in served])
            outcomes.append(row)
            for target, criterion, baseline, due in steps:
                self.row(
                    OutcomeStep, steps_in, target[:12], OutcomeStep.objects.filter(plan=self.plan).count() + 1,
                    outcome=row, words=target, criterion=criterion, baseline=baseline,
                    due_on=first + due * DAY,
                )  # fmt: skip
        self._lines(words, lines_in, needs, outcomes, first)
        self._texts(words, advice_in, first)

    def _lines(
        self, words: Words, section: str, needs: list, outcomes: list, first: datetime.date
    ) -> None:
        for place, line in enumerate(words.lines, start=1):
            fields = {**line}
            served, aims = fields.pop("needs", ()), fields.pop("outcomes", ())
            own = fields.pop("section", section)
            if fields.pop("runs", True):
                fields["starts_on"] = first
            if days := fields.pop("days", None):
                fields["ends_on"] = first + days * DAY
            row = self.row(Provision, own, fields["what"][:12], place, **fields)
            row.needs.set([needs[number - 1] for number in served])
            row.outcomes.set([outcomes[number - 1] for number in aims])

    def _texts(self, words: Words, advice_in: str, first: datetime.date) -> None:
        for place, (section, prompt, text) in enumerate(words.texts, start=1):
            self.row(PlanText, section, prompt, place, prompt=prompt, words=text)
        for place, (title, author, role, days) in enumerate(words.advice, start=1):
            self.row(
                PlanAdvice, advice_in, title[:12], place, title=title, author=author, role=role,
                dated_on=first - days * DAY,
            )  # fmt: skip


def make_plans(
    school: School, posts: dict[str, Post], pupils: dict[str, Pupil], today: datetime.date
) -> dict[str, Plan]:
    """Write them as published some time ago; the plan in force of each pupil, by surname."""
    kinds = {kind.code: kind for kind in PlanKind.objects.filter(school=None)}
    found = {"Wrenfield": _versions(school, kinds["ehc"], pupils["Wrenfield"], EHC, posts, today)}
    for surname, words in SUPPORT.items():
        versions = [BRANDT_FIRST, words] if surname == "Brandt" else [words]
        found[surname] = _versions(
            school, kinds["sen-support"], pupils[surname], versions, posts, today
        )
    make_moves(school, posts["senco"].person, pupils, today)
    return found


def _versions(
    school: School, kind: PlanKind, pupil: Pupil, versions: list[Words], posts: dict[str, Post],
    today: datetime.date,
) -> Plan:  # fmt: skip
    keys: dict[str, uuid.UUID] = {}
    senco = posts["senco"].person
    for number, words in enumerate(versions, start=1):
        first = today - words.days_old * DAY
        plan = Plan.objects.create(
            school=school, pupil=pupil, kind=kind, number=number, state=Plan.State.DRAFT,
            review_on=today + 400 * DAY, drafted_by=posts["assistant.senco"].person,
        )  # fmt: skip
        Writer(plan, keys).write(words, first)
        is_last = number == len(versions)
        plan.state = Plan.State.CURRENT if is_last else Plan.State.SUPERSEDED
        plan.starts_on, plan.published_by, plan.made_because = first, senco, words.because
        plan.review_on = first + 364 * DAY if kind.is_statutory else next_review(school.pk, first)
        plan.review_on = max(plan.review_on, first + DAY)
        if kind.is_statutory:
            plan.authority, plan.final_on = "Saltmarsh County Council", first
        else:
            plan.parents_told_on = first
            plan.cycle = begin_cycle(plan, number, first)
        plan.save()
        if plan.cycle and not is_last:
            review(plan, today - versions[number].days_old * DAY, senco)
    Pupil.objects.filter(pk=pupil.pk).update(review_due_on=plan.review_on)
    return plan
