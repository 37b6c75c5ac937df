"""Objectives of a review: both sides write them until it is ready; the appraiser rates them."""

from typing import Any

from django.db import transaction

from appraisal import policies
from appraisal.holding import held
from appraisal.models import Objective, Review
from core import audit
from core.policy import require
from core.record import compare_and_set, once

#: Words about a person's work: the record book keeps their digest, not their text.
SECRET = ("title", "success_criteria", "evidence_expected", "support", "rating")


@transaction.atomic
def add_objective(
    *, by: Any, review: Review, submission_id: Any = None, **fields: Any
) -> Objective:
    """Add one. Raises Refused, and AlreadyDone when the form was sent before."""
    review = held(review)
    require(policies.add_objective(by, review))
    if submission_id:
        once(by=by, key=submission_id, use_case="add_objective", answer=review.get_absolute_url())
    objective = Objective.objects.create(review=review, **fields)
    changes = {name: (None, value) for name, value in fields.items()}
    _record(by, "add_objective", objective, review, changes)
    return objective


@transaction.atomic
def edit_objective(*, by: Any, objective: Objective, version: int, **fields: Any) -> Objective:
    """Change one. Raises Stale with both texts when the other side saved first."""
    review = held(objective.review)
    require(policies.edit_objective(by, review))
    changes = compare_and_set(objective, version=version, **fields)
    _record(by, "edit_objective", objective, review, changes)
    return objective


@transaction.atomic
def rate_objective(*, by: Any, objective: Objective, version: int, rating: str) -> Objective:
    """Say how far one was met. Raises Stale."""
    review = held(objective.review)
    require(policies.rate_objective(by, review))
    changes = compare_and_set(objective, version=version, rating=rating)
    _record(by, "rate_objective", objective, review, changes)
    return objective


@transaction.atomic
def remove_objective(*, by: Any, objective: Objective) -> None:
    """Take one out; evidence offered for it stays with its area."""
    review = held(objective.review)
    require(policies.remove_objective(by, review))
    objective.evidence.update(objective=None)
    _record(by, "remove_objective", objective, review, {"title": (objective.title, None)})
    objective.delete()


def _record(by: Any, action: str, objective: Objective, review: Review, changes: dict) -> None:
    audit.record(
        by=by,
        action=action,
        about=objective,
        changes=changes,
        secret=SECRET,
        school_id=review.school_id,
    )
