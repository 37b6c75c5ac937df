"""Who says what became of outcomes, reviews cycles, and moves a pupil between layers of support."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pupils.models import LayerMove, Plan, Pupil
from pupils.policies.plan import draft_plan, see_plan
from staff.access import PLANNERS


def record_result(person: Any, plan: Plan) -> str:
    """Whoever may write the plan, for the version in force."""
    reason = draft_plan(person, plan.pupil)
    if not reason and not plan.is_current:
        return _("Results are recorded for the plan in force.")
    return reason


def review_cycle(person: Any, plan: Plan) -> str:
    """As above, for a plan that runs in cycles, while its cycle is open."""
    reason = record_result(person, plan)
    if reason:
        return reason
    if plan.cycle is None:
        return _("Plans of this kind do not run in cycles.")
    if plan.cycle.reviewed_on:
        return _("This cycle has been reviewed. Write the next one.")
    return ""


def see_layers(person: Any, pupil: Pupil) -> str:
    """Whoever reads the pupil's plans whole."""
    return see_plan(person, pupil)


def move_layer(person: Any, pupil: Pupil) -> str:
    """SENCO and assistant SENCO, for a pupil on roll."""
    if not person.access.has(pupil.school_id, *PLANNERS):
        return _("Only the SENCO and the assistant SENCO move a pupil between layers of support.")
    if pupil.left_on and pupil.left_on < timezone.localdate():
        return _("This pupil has left, so the trail stays as it was.")
    return ""


def withdraw_layer_move(person: Any, move: LayerMove) -> str:
    """As above, once."""
    reason = move_layer(person, move.pupil)
    if not reason and move.withdrawn_on:
        return _("This move has been withdrawn already.")
    return reason
