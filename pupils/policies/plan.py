"""Who reads a pupil's plans, whole or in summary, who writes and publishes them, who keeps their rules."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pupils.emergencies import open_for
from pupils.models import Plan, PlanKind, Pupil
from pupils.models.plan import PLAN_READERS
from pupils.reasons import current_links
from staff.access import PLANNERS, PROVISION


def see_plan_summary(person: Any, pupil: Pupil) -> str:
    """Head, SENCO, assistant SENCO, DSL; posts that work with the pupil; an HLTA for her department."""
    access = person.access
    own = access.post_ids + access.department_ids
    if access.has(pupil.school_id, *PLAN_READERS):
        return ""
    if any(link.post_id in own for link in current_links(pupil)) or open_for(person, pupil):
        return ""
    return _(
        "Plans are for the SENCO, the head, the DSL and the adults who work with this pupil. "
        "Ask the SENCO if you need one."
    )


def see_plan(person: Any, pupil: Pupil) -> str:
    """With every section: head, SENCO, assistant SENCO, DSL; an HLTA for her department."""
    if person.access.has(pupil.school_id, *PLAN_READERS) or _leads_department(person, pupil):
        return ""
    return _(
        "Adults who work with a pupil read the summary of the plan: needs, outcomes and what is to be "
        "done. The rest is for the SENCO’s team, the head, the DSL and the HLTA of the department."
    )


def draft_plan(person: Any, pupil: Pupil) -> str:
    """SENCO, assistant SENCO; an HLTA for her department; for a pupil who has not left."""
    if not (person.access.has(pupil.school_id, *PLANNERS) or _leads_department(person, pupil)):
        return _(
            "The SENCO, the assistant SENCO and the HLTA of the department write plans. Tell one of "
            "them what should change."
        )
    if pupil.left_on and pupil.left_on < timezone.localdate():
        return _("This pupil has left, so the plan stays as it was.")
    return ""


def start_plan(person: Any, pupil: Pupil, kind: PlanKind) -> str:
    """As above, for a kind the school has switched on, while nobody is writing one."""
    reason = draft_plan(person, pupil)
    if reason:
        return reason
    if not kind.is_on or (kind.valid_until and kind.valid_until < timezone.localdate()):
        return _("Your school does not use plans of this kind. The SENCO switches them on.")
    if Plan.objects.drafts().filter(pupil=pupil, kind__code=kind.code).exists():
        return _("A draft of this plan is being written already. Open it instead.")
    return ""


def edit_plan(person: Any, plan: Plan) -> str:
    """As for drafting, while it is a draft."""
    reason = draft_plan(person, plan.pupil)
    if not reason and not plan.is_draft:
        return _("A published plan stays as it is. Start a new version to change it.")
    return reason


def publish_plan(person: Any, plan: Plan) -> str:
    """SENCO and assistant SENCO, once."""
    return _plans(person, plan) or edit_plan(person, plan)


def move_plan_review(person: Any, plan: Plan) -> str:
    """SENCO and assistant SENCO, for the version in force: a review may change nothing but its next day."""
    reason = _plans(person, plan)
    if not reason and not plan.is_current:
        return _("Only the plan in force has a next review.")
    return reason


def end_plan(person: Any, plan: Plan) -> str:
    """SENCO and assistant SENCO, for the version in force."""
    reason = _plans(person, plan)
    if not reason and not plan.is_current:
        return _("Only the plan in force can end.")
    return reason


def undo_end_plan(person: Any, plan: Plan) -> str:
    """As above, for one that ended, while none of its kind has followed."""
    reason = _plans(person, plan)
    if reason:
        return reason
    if plan.state != Plan.State.ENDED:
        return _("This plan has not ended.")
    later = Plan.objects.filter(pupil=plan.pupil_id, kind=plan.kind_id, number__gt=plan.number)
    if later.exists():
        return _("A later version follows this plan, so it cannot be put back.")
    return ""


def see_plan_rules(person: Any) -> str:
    """The SENCO, the assistant SENCO and the head see which plans the school uses, and why."""
    if person.access.has_any(*PROVISION):
        return ""
    return _("Which plans the school uses is for the SENCO, the assistant SENCO and the head.")


def keep_plan_rules(person: Any, school_id: int | None = None) -> str:
    """The SENCO and the assistant SENCO."""
    access = person.access
    if access.has(school_id, *PLANNERS) if school_id else access.has_any(*PLANNERS):
        return ""
    return _("Only the SENCO and the assistant SENCO change which plans the school uses.")


def _plans(person: Any, plan: Plan) -> str:
    if person.access.has(plan.school_id, *PLANNERS):
        return ""
    return _("Only the SENCO and the assistant SENCO publish, review and end plans.")


def _leads_department(person: Any, pupil: Pupil) -> bool:
    """Whether a post of the department that ``person`` leads as an HLTA works with the pupil."""
    department = person.access.department_ids
    return bool(department) and any(link.post_id in department for link in current_links(pupil))
