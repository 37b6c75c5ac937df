"""From a review or an assessment to its steps: the school's rules, its calendar, and the matter's own days."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.models import Closure, Term
from pupils.backplan import Planned, Rule, lay_out, review_anchors
from pupils.models import Advice, AnnualReview, Assessment, StepRule

Day = datetime.date
Anchors = dict[str, Day]


@dataclass(frozen=True)
class Wanted:
    """A step as it should stand: its rule, its days, and the day it was done where the record says so."""

    rule: StepRule
    planned: Planned
    done_on: Day | None


def steps_of_review(review: AnnualReview) -> list[Wanted]:
    """Every step of a review; those of an amended plan only while the plan may still be amended."""
    anchors = review_anchors(
        review.due_on, review.held_on or review.meeting_on, review.decision_sent_on
    )
    done = {f"review-{stage}": getattr(review, name) for stage, name in review.STAGES.items()}
    done["review-ask"] = _first_asked(review)
    done["review-views"] = _views_on(review)
    rules = [
        rule
        for rule in rules_of(review.school_id, StepRule.Flow.REVIEW)
        if rule.code != "review-final_plan" or review.decision in ("", review.Decision.AMEND)
    ]
    return planned(review.school_id, rules, anchors, done)


def _first_asked(review: AnnualReview) -> Day | None:
    asked = Advice.objects.filter(review=review).order_by("asked_on").first()
    return asked.asked_on if asked else None


def _views_on(review: AnnualReview) -> Day | None:
    return review.views_on if review.pupil_views and review.parent_views else None


def steps_of_assessment(assessment: Assessment) -> list[Wanted]:
    """Every step of a request: those that its last stage has made needless are left out."""
    anchors: dict[str, Any] = {
        "sending": assessment.planned_on or assessment.received_on,
        "received": assessment.received_on or assessment.planned_on,
    }
    if assessment.draft_on:
        anchors["draft"] = assessment.draft_on
    done: dict[str, Day | None] = {
        f"assessment-{stage}": getattr(assessment, name)
        for stage, name in assessment.STAGES.items()
    }
    done["assessment-no_plan"] = assessment.no_plan_on or assessment.draft_on
    found = planned(
        assessment.school_id,
        rules_of(assessment.school_id, StepRule.Flow.ASSESSMENT),
        anchors,
        done,
    )
    if assessment.received_on and not assessment.planned_on:
        # Somebody else asked: the school had nothing to send.
        found = [one for one in found if one.rule.anchor != "sending"]
    return found


def rules_of(school_id: int, flow: str) -> list[StepRule]:
    """The rules that a school goes by, in their order; one query."""
    rules: Any = StepRule.objects
    return list(rules.in_use_at(school_id).filter(flow=flow))


def planned(
    school_id: int, rules: Iterable[StepRule], anchors: Anchors, done: dict[str, Day | None]
) -> list[Wanted]:
    """The rules laid out from the anchors over the school's calendar; two queries."""
    by_code = {rule.code: rule for rule in rules}
    terms, closures = calendar_of(school_id)
    laid = lay_out(map(as_rule, by_code.values()), anchors, terms, closures)
    return [Wanted(by_code[one.code], one, done.get(one.code)) for one in laid]


def as_rule(row: StepRule) -> Rule:
    """A row of data as the pure module knows it."""
    ours = row.who == StepRule.Who.SCHOOL and row.code != "review-meeting"
    return Rule(row.code, row.anchor, row.offset_days, row.law_offset, row.warn_days, ours)


def calendar_of(school_id: int) -> tuple[list[Any], list[Any]]:
    """Terms and closures of a school as the pure modules take them."""
    terms = Term.objects.filter(school=school_id).values_list("starts_on", "ends_on")
    closures = Closure.objects.filter(school=school_id).values_list("starts_on", "ends_on")
    return list(terms), list(closures)
