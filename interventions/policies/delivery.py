"""Who sees what was delivered of a plan, says which group delivers which line, and checks the golden thread."""

from typing import Any

from django.utils.translation import gettext as _

from interventions.models import LineDelivery
from pupils.models import Plan, Pupil
from pupils.policies import draft_plan, see_plan, see_progress
from staff.access import PLANNERS, PROVISION, Role


def see_delivery(person: Any, pupil: Pupil) -> str:
    """Whoever reads both the whole plan and the sessions: head, SENCO’s team, HLTA of the department."""
    if not (see_plan(person, pupil) or see_progress(person, pupil)):
        return ""
    return _(
        "What was promised and delivered is for the SENCO, the head and the HLTA of the department, "
        "who read both the plan and the sessions."
    )


def link_line(person: Any, plan: Plan) -> str:
    """SENCO, assistant SENCO, HLTA of the department; for the plan in force."""
    reason = draft_plan(person, plan.pupil)
    if reason:
        return reason
    if not plan.is_current:
        return _("Groups deliver the plan in force.")
    return ""


def unlink_line(person: Any, link: LineDelivery) -> str:
    """As above, while the link goes on."""
    reason = draft_plan(person, link.pupil)
    if not reason and link.ends_on is not None:
        return _("This link has ended already.")
    return reason


def undo_unlink_line(person: Any, link: LineDelivery) -> str:
    """As above, for a link that has ended, while the place delivers no other line."""
    reason = draft_plan(person, link.pupil)
    if reason:
        return reason
    if link.ends_on is None:
        return _("This link has not ended.")
    if LineDelivery.objects.open().filter(place=link.place_id).exists():
        return _("The group delivers another line for this pupil now.")
    return ""


def see_golden_thread(person: Any) -> str:
    """Head, SENCO, assistant SENCO; an HLTA for her department."""
    if person.access.has_any(*PROVISION, Role.HLTA):
        return ""
    return _("The golden thread is for the SENCO, the assistant SENCO, the head and HLTAs.")


def export_golden_thread(person: Any) -> str:
    """Head, SENCO, assistant SENCO."""
    if person.access.has_any(*PROVISION):
        return ""
    return _("Only the SENCO, the assistant SENCO and the head export this list.")


def edit_thread_rule(person: Any, school_id: int | None = None) -> str:
    """SENCO and assistant SENCO."""
    access = person.access
    if access.has(school_id, *PLANNERS) if school_id else access.has_any(*PLANNERS):
        return ""
    return _("Only the SENCO and the assistant SENCO change the rules of the golden thread.")
