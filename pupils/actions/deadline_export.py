"""Taking deadlines and packs of reviews out of the portal, which the record book notes."""

from typing import Any

from django.db import transaction

from core import audit
from core.models import School
from core.policy import require
from pupils import policies
from pupils.models import AnnualReview


@transaction.atomic
def export_deadlines(*, by: Any, school: School, filters: str, count: int) -> None:
    """Note who took which rows of the deadlines."""
    require(policies.export_deadlines(by))
    changes = {"filters": (None, filters), "steps": (None, count)}
    audit.record(
        by=by, action="export_deadlines", about=school, changes=changes, school_id=school.pk
    )


@transaction.atomic
def take_review_pack(*, by: Any, review: AnnualReview, kind: str) -> None:
    """Note who took the pack of a review out of the portal, and in which form."""
    require(policies.see_review_pack(by, review))
    audit.record(by=by, action="take_review_pack", about=review, changes={"kind": (None, kind)})
