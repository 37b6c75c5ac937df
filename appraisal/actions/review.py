"""Opening a review, its meeting and comments, making it ready, and beginning a correction.

Every action on a review takes the review's row first (``held``), also those that write its objectives,
evidence and judgements: so nothing changes between what a signature reads and what it locks. The lock
comes before the record book's head, like every other.
"""

import datetime
from typing import Any

from django.db import transaction

from appraisal import policies
from appraisal.holding import held
from appraisal.models import AreaJudgement, Cycle, Evidence, Objective, Review
from core import audit
from core.policy import require
from core.record import answered, compare_and_set, once
from staff.expectations import descriptors_in_force
from staff.models import Area, Post

State = Review.State


@transaction.atomic
def open_review(
    *, by: Any, post: Post, cycle: Cycle | None, meeting_on: datetime.date | None = None,
    submission_id: Any = None,
) -> Review:  # fmt: skip
    """Open the review of a post in a cycle, with the five areas and the expectations of today.

    Opened twice it is one review. Raises Refused, and AlreadyDone when the form was sent before.
    """
    require(policies.open_review(by, post, cycle))
    sent = once(by=by, key=submission_id, use_case="open_review") if submission_id else None
    first = Review.objects.filter(cycle=cycle, appraisee=post, corrects=None).first()
    review = first or _new(by, post, cycle, meeting_on)
    if sent:
        answered(sent, review.get_absolute_url())
    return review


def _new(by: Any, post: Post, cycle: Cycle, meeting_on: datetime.date | None) -> Review:
    review = Review.objects.create(
        school_id=post.school_id, cycle=cycle, appraisee=post, appraiser_id=_own_post(by, post),
        band=post.band, meeting_on=meeting_on,
    )  # fmt: skip
    found = descriptors_in_force(post.school_id)
    AreaJudgement.objects.bulk_create(
        AreaJudgement(review=review, area=area, descriptor=found[area.pk, post.band_id])
        for area in Area.objects.all()
    )
    changes = {"appraisee": (None, post.pk), "cycle": (None, cycle.name), "band": (None, post.band)}
    audit.record(by=by, action="open_review", about=review, changes=changes)
    return review


def _own_post(by: Any, post: Post) -> int:
    """The post in which ``by`` appraises: the first at the same school, those with people below first."""
    here = [own for own in by.access.posts if own.school_id == post.school_id]
    return next((own.id for own in here if own.has_reports), here[0].id)


@transaction.atomic
def take_over_review(*, by: Any, review: Review) -> Review:
    """Become the appraiser of a review, because the line has changed."""
    review = held(review)
    require(policies.take_over_review(by, review))
    post = _own_post(by, review.appraisee)
    changes = compare_and_set(review, version=review.version, appraiser_id=post)
    audit.record(by=by, action="take_over_review", about=review, changes=changes)
    return review


@transaction.atomic
def set_meeting(
    *, by: Any, review: Review, version: int, meeting_on: datetime.date | None
) -> Review:
    """Say when both meet. Raises Stale."""
    review = held(review)
    require(policies.set_meeting(by, review))
    changes = compare_and_set(review, version=version, meeting_on=meeting_on)
    audit.record(by=by, action="set_meeting", about=review, changes=changes)
    return review


@transaction.atomic
def comment_review(*, by: Any, review: Review, version: int, comment: str) -> Review:
    """Write one's own words into a review: the appraisee's or the appraiser's. Raises Stale."""
    review = held(review)
    require(policies.comment_review(by, review))
    field = f"{policies.side_of(by, review)}_comment"
    changes = compare_and_set(review, version=version, **{field: comment})
    audit.record(by=by, action="comment_review", about=review, changes=changes, secret=[field])
    return review


@transaction.atomic
def mark_ready(*, by: Any, review: Review) -> Review:
    """Close the writing: from here both read and sign."""
    return _move(by, review, State.READY, "mark_ready")


@transaction.atomic
def reopen_review(*, by: Any, review: Review) -> Review:
    """Go back to writing, before anybody has signed."""
    return _move(by, review, State.OPEN, "reopen_review")


def _move(by: Any, review: Review, state: str, use_case: str) -> Review:
    review = held(review)
    require(getattr(policies, use_case)(by, review))
    changes = compare_and_set(review, version=review.version, state=state)
    audit.record(by=by, action=use_case, about=review, changes=changes)
    return review


@transaction.atomic
def correct_review(*, by: Any, review: Review) -> Review:
    """Begin a new version that names the old one and starts from its text; the old one stays as it is."""
    old = held(review)
    require(policies.correct_review(by, old))
    new = Review.objects.create(
        school_id=old.school_id, cycle=old.cycle, appraisee=old.appraisee,
        appraiser_id=_own_post(by, old.appraisee), band=old.band, meeting_on=old.meeting_on,
        corrects=old, appraisee_comment=old.appraisee_comment, appraiser_comment=old.appraiser_comment,
    )  # fmt: skip
    _copy(old, new)
    audit.record(by=by, action="correct_review", about=new, changes={"corrects": (None, old.pk)})
    return new


def _copy(old: Review, new: Review) -> None:
    """Objectives, evidence and judgements of the old version, open again; evidence stays as it was frozen."""
    renamed: dict[int, Objective] = {}
    for row in Objective.objects.filter(review=old):
        before = row.pk
        row.pk, row.review, row.is_locked, row.version = None, new, False, 1
        row._state.adding = True
        row.save(force_insert=True)
        renamed[before] = row
    evidence = list(Evidence.objects.filter(review=old))
    judged = list(AreaJudgement.objects.filter(review=old))
    for piece in evidence:
        piece.pk, piece.review, piece.is_locked = None, new, False
        piece.objective = renamed.get(piece.objective_id) if piece.objective_id else None
    for judgement in judged:
        judgement.pk, judgement.review, judgement.is_locked = None, new, False
        judgement.version = 1
    Evidence.objects.bulk_create(evidence)
    AreaJudgement.objects.bulk_create(judged)
