"""Offering a piece of one's own work as evidence, and taking it back while the review is being written."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from appraisal import policies
from appraisal.evidence import offer_of
from appraisal.holding import held
from appraisal.models import Evidence, Objective, Review
from core import audit
from core.policy import require
from core.record import once
from staff.models import Area


@transaction.atomic
def offer_evidence(
    *, by: Any, review: Review, kind: str, source_id: int, area: Area, objective: Objective | None,
    why: str, submission_id: Any = None,
) -> Evidence:  # fmt: skip
    """Freeze what the record says now, and offer it. The figures do not move when the record does.

    Raises Refused; ValidationError when the work is not the appraisee's own or stands there already.
    """
    review = held(review)
    require(policies.offer_evidence(by, review))
    if submission_id:
        once(by=by, key=submission_id, use_case="offer_evidence", answer=review.get_absolute_url())
    offer = offer_of(review, kind, source_id)
    if offer is None:
        raise ValidationError(_("Only your own sessions and your own groups can be offered."))
    if objective is not None and objective.review_id != review.pk:
        raise ValidationError(_("This objective belongs to another review."))
    rows = Evidence.objects.filter(review=review, kind=kind, source_id=source_id, area=area)
    if rows.exists():
        raise ValidationError(_("This is offered for the area already."))
    evidence = Evidence.objects.create(
        review=review, kind=kind, source_id=source_id, area=area, objective=objective,
        happened_on=offer.on, statement=offer.statement, why=why,
    )  # fmt: skip
    _record(
        by, "offer_evidence", evidence, review, {"kind": (None, kind), "source": (None, source_id)}
    )
    return evidence


@transaction.atomic
def withdraw_evidence(*, by: Any, evidence: Evidence) -> None:
    """Take it back; the appraiser no longer sees it."""
    review = held(evidence.review)
    require(policies.withdraw_evidence(by, review))
    changes = {"kind": (evidence.kind, None), "source": (evidence.source_id, None)}
    _record(by, "withdraw_evidence", evidence, review, changes)
    evidence.delete()


def _record(by: Any, action: str, evidence: Evidence, review: Review, changes: dict) -> None:
    audit.record(
        by=by,
        action=action,
        about=evidence,
        changes=changes,
        secret=["why"],
        school_id=review.school_id,
    )
