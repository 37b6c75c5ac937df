"""The school's list of measures: added, changed, made from a shared one, taken out of use and back."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import audit
from core.policy import Refused, require
from core.record import compare_and_set, once
from interventions import policies
from interventions.actions.totals import recount_pupils
from interventions.models import Measure, Place

COPIED = (
    "name", "scale", "unit", "lowest", "highest", "higher_is_better", "informant",
    "standard_deviation", "reliability", "own_error", "min_weeks", "source",
)  # fmt: skip


@transaction.atomic
def add_measure(
    *, by: Any, school_id: int, submission_id: Any = None, answer: str = "", **fields: Any
) -> Measure:
    """Add a measure to a school. Raises AlreadyDone when the form was sent before."""
    require(policies.add_measure(by, school_id))
    if submission_id:
        once(by=by, key=submission_id, use_case="add_measure", answer=answer)
    measure = Measure.objects.create(school_id=school_id, **fields)
    changes = {name: (None, value) for name, value in fields.items() if value not in (None, "")}
    audit.record(by=by, action="add_measure", about=measure, changes=changes)
    return measure


@transaction.atomic
def edit_measure(*, by: Any, measure: Measure, version: int, **fields: Any) -> Measure:
    """Change a measure; what it judges is judged again. Raises Stale when somebody changed it first."""
    require(policies.edit_measure(by, measure))
    changes = compare_and_set(measure, version=version, **fields)
    recount_pupils(_judged_by(measure))
    audit.record(by=by, action="edit_measure", about=measure, changes=changes)
    return measure


@transaction.atomic
def copy_measure(*, by: Any, measure: Measure, school_id: int) -> Measure:
    """Make a school's own measure from a shared one. Raises Refused when it has been made already."""
    require(policies.copy_measure(by, measure) or policies.add_measure(by, school_id))
    try:
        with transaction.atomic():
            own = Measure.objects.create(
                school_id=school_id, **{name: getattr(measure, name) for name in COPIED}
            )
    except IntegrityError:
        raise Refused(_("Your school has a measure of this name already.")) from None
    audit.record(by=by, action="copy_measure", about=own, changes={"made_from": (None, measure.pk)})
    return own


@transaction.atomic
def retire_measure(*, by: Any, measure: Measure) -> Measure:
    """Take a measure out of use: it is no longer offered, its scores stay."""
    require(policies.retire_measure(by, measure))
    changes = compare_and_set(measure, version=measure.version, is_active=False)
    audit.record(by=by, action="retire_measure", about=measure, changes=changes)
    return measure


@transaction.atomic
def restore_measure(*, by: Any, measure: Measure) -> Measure:
    """Offer a measure again."""
    require(policies.restore_measure(by, measure))
    changes = compare_and_set(measure, version=measure.version, is_active=True)
    audit.record(by=by, action="restore_measure", about=measure, changes=changes)
    return measure


def _judged_by(measure: Measure) -> list[int]:
    """Pupils with a place that has scores on this measure, ended ones too: their pace stays on record."""
    places = Place.objects.filter(scores__measure=measure)
    return list(places.order_by("pupil_id").values_list("pupil_id", flat=True).distinct())
