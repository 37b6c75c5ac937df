"""One area in two views: the appraisee's own, and the appraiser's with a reason."""

from typing import Any

from django.db import transaction

from appraisal import policies
from appraisal.holding import held
from appraisal.models import AreaJudgement
from core import audit
from core.policy import require
from core.record import compare_and_set

SECRET = ("own_view", "level", "because")


@transaction.atomic
def give_own_view(
    *, by: Any, judgement: AreaJudgement, version: int, own_view: str
) -> AreaJudgement:
    """The appraisee says where they stand. Raises Stale."""
    review = held(judgement.review)
    require(policies.give_own_view(by, review))
    return _write(by, "give_own_view", judgement, version, review.school_id, own_view=own_view)


@transaction.atomic
def judge_area(
    *, by: Any, judgement: AreaJudgement, version: int, level: str, because: str
) -> AreaJudgement:
    """The appraiser says where the work stands, and why. Raises Stale."""
    review = held(judgement.review)
    require(policies.judge_area(by, review))
    return _write(
        by, "judge_area", judgement, version, review.school_id, level=level, because=because
    )


def _write(
    by: Any, action: str, judgement: AreaJudgement, version: int, school_id: int, **fields: Any
) -> AreaJudgement:
    changes = compare_and_set(judgement, version=version, **fields)
    audit.record(
        by=by, action=action, about=judgement, changes=changes, secret=SECRET, school_id=school_id
    )
    return judgement
