"""Annual reviews started, planned, written, noted stage by stage, and completed by the authority's decision."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.policy import Refused, require
from core.record import Stale, answered, compare_and_set, once
from pupils import policies
from pupils.actions.pupil import edit_pupil
from pupils.actions.step import lay_out_steps
from pupils.models import AnnualReview, Pupil, ReviewPoint, Step
from pupils.statutory import next_review_due

Day = datetime.date


@dataclass(frozen=True)
class Point:
    """One recommendation or difference of view as typed."""

    kind: str
    section: str
    by: str
    text: str


@transaction.atomic
def start_annual_review(
    *, by: Any, pupil: Pupil, submission_id: Any, counted_from: Day, interval_months: int, **fields: Any
) -> AnnualReview:  # fmt: skip
    """Begin a review and lay out its steps. Raises AlreadyDone for a form sent twice, Refused for a second one."""
    require(policies.keep_reviews(by, pupil))
    sent = once(by=by, key=submission_id, use_case="start_annual_review")
    pupil = Pupil.objects.select_for_update().get(pk=pupil.pk)
    require(policies.start_annual_review(by, pupil))
    review = AnnualReview.objects.create(
        school_id=pupil.school_id, pupil=pupil, counted_from=counted_from, year_group=pupil.year_group,
        interval_months=interval_months, due_on=next_review_due(counted_from, months=interval_months),
        **fields,
    )  # fmt: skip
    changes = {name: (None, getattr(review, name)) for name in ("kind", "counted_from", "due_on")}
    audit.record(by=by, action="start_annual_review", about=review, changes=changes)
    lay_out_steps(by=by, of=review)
    if pupil.review_due_on is None:
        edit_pupil(by=by, pupil=pupil, version=pupil.version, review_due_on=review.due_on)
    answered(sent, reverse("annual_review", args=[review.pk]))
    return review


@transaction.atomic
def edit_annual_review(
    *, by: Any, review: AnnualReview, version: int, counted_from: Day, interval_months: int, **fields: Any
) -> AnnualReview:  # fmt: skip
    """Change the plan of a review; every step moves with it. Raises Stale."""
    review = _locked(review)
    require(policies.edit_annual_review(by, review))
    former = review.owner_id
    due = next_review_due(counted_from, months=interval_months)
    changes = compare_and_set(
        review, version=version, counted_from=counted_from, interval_months=interval_months,
        due_on=due, **fields,
    )  # fmt: skip
    if review.owner_id != former:
        steps = Step.objects.undone().filter(review=review, owner=former, advice=None)
        for step in steps:
            compare_and_set(step, version=step.version, owner_id=review.owner_id)
        changes["owner"] = (former, review.owner_id)
    secret = ["place", "early_reason"]
    audit.record(by=by, action="edit_annual_review", about=review, changes=changes, secret=secret)
    lay_out_steps(by=by, of=review)
    return review


@transaction.atomic
def cancel_annual_review(
    *, by: Any, review: AnnualReview, version: int, reason: str
) -> AnnualReview:
    """Take a review off that should not be held, with the reason. Raises Stale."""
    review = _locked(review)
    require(policies.cancel_annual_review(by, review))
    changes = compare_and_set(
        review, version=version, cancelled_on=timezone.localdate(), cancelled_reason=reason
    )
    secret = ["cancelled_reason"]
    audit.record(by=by, action="cancel_annual_review", about=review, changes=changes, secret=secret)
    lay_out_steps(by=by, of=review)
    return review


@transaction.atomic
def edit_review_report(
    *, by: Any, review: AnnualReview, version: int, words: dict[str, str], points: Sequence[Point]
) -> AnnualReview:
    """Write views, progress, adulthood, recommendations and differences. Raises Stale with both texts."""
    review = _locked(review)
    require(policies.edit_review_report(by, review))
    before = _points_of(review)
    if review.version != version:
        both = (_("recommendations and differences"), _as_text(before), _as_text(points))
        raise Stale(review, words, more=[both])
    has_views = all(words.get(name) for name in review.VIEWS)
    views_on = (review.views_on or timezone.localdate()) if has_views else None
    changes = compare_and_set(review, version=version, views_on=views_on, **words)
    if before != list(points):
        review.points.all().delete()
        ReviewPoint.objects.bulk_create(
            ReviewPoint(
                school_id=review.school_id, review=review, position=place, kind=one.kind,
                section=one.section, by=one.by, text=one.text,
            )
            for place, one in enumerate(points, start=1)
        )  # fmt: skip
        changes["points"] = (_as_text(before), _as_text(points))
    secret = [name for name in changes if name != "views_on"]
    audit.record(by=by, action="edit_review_report", about=review, changes=changes, secret=secret)
    lay_out_steps(by=by, of=review)
    return review


@transaction.atomic
def record_review_stage(
    *, by: Any, review: AnnualReview, version: int, stage: str, on: Day, decision: str = ""
) -> AnnualReview:
    """Note the day on which a stage really happened; the decision completes the review.

    Raises Stale; Refused for a day that cannot be, such as a report before its meeting.
    """
    review = _locked(review)
    require(policies.record_review_stage(by, review, stage))
    _check_day(review, stage, on)
    fields: dict[str, Any] = {review.STAGES[stage]: on}
    if stage == "decision":
        fields["decision"] = AnnualReview.Decision(decision)
    changes = compare_and_set(review, version=version, **fields)
    audit.record(by=by, action="record_review_stage", about=review, changes=changes)
    if stage == "decision":
        _set_next(by, review, review.next_due_on)
    lay_out_steps(by=by, of=review)
    return review


@transaction.atomic
def undo_review_stage(
    *, by: Any, review: AnnualReview, version: int, stage: str
) -> AnnualReview:  # fmt: skip
    """Take a noted day back; a decision taken back opens the review again. Raises Stale."""
    review = _locked(review)
    require(policies.undo_review_stage(by, review, stage))
    fields: dict[str, Any] = {review.STAGES[stage]: None}
    if stage == "decision":
        fields["decision"] = ""
    changes = compare_and_set(review, version=version, **fields)
    audit.record(by=by, action="undo_review_stage", about=review, changes=changes)
    if stage == "decision":
        _set_next(by, review, review.due_on)
    lay_out_steps(by=by, of=review)
    return review


def _points_of(review: AnnualReview) -> list[Point]:
    """Recommendations and differences in their order."""
    return [Point(row.kind, row.section, row.by, row.text) for row in review.points.all()]


def _set_next(by: Any, review: AnnualReview, due: Day | None) -> None:
    """Put the day on the pupil, where lists and the record read it."""
    pupil = Pupil.objects.get(pk=review.pupil_id)
    if pupil.review_due_on != due:
        edit_pupil(by=by, pupil=pupil, version=pupil.version, review_due_on=due)


def _check_day(review: AnnualReview, stage: str, on: Day) -> None:
    if on > timezone.localdate():
        raise Refused(_("This day is in the future. A stage is noted once it has happened."))
    first = review.decision_sent_on if stage == "final_plan" else review.held_on
    if stage in ("report", "decision", "final_plan") and first and on < first:
        raise Refused(_("It cannot have happened before the stage it follows."))


def _locked(review: AnnualReview) -> AnnualReview:
    """The review as it is now, its pupil's row held, so that stages are noted one at a time."""
    pupil = Pupil.objects.select_for_update().get(pk=review.pupil_id)
    found = AnnualReview.objects.select_related("owner").get(pk=review.pk)
    found.pupil = pupil
    return found


def _as_text(points: Sequence[Point]) -> str:
    kinds = dict(ReviewPoint.Kind.choices)
    return "\n".join(f"{kinds[one.kind]} ({one.section}): {one.text}" for one in points)
