"""Who keeps needs assessments, and which stage may be noted when."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pupils.models import Assessment, Pupil
from staff.access import PLANNERS

#: The stage that must have happened before each.
BEFORE = {
    "decision": "received",
    "no_plan": "decision",
    "draft": "decision",
    "comments": "draft",
    "final": "draft",
}


def keep_assessments(person: Any, pupil: Pupil) -> str:
    """The SENCO and the assistant SENCO of the pupil's school."""
    if person.access.has(pupil.school_id, *PLANNERS):
        return ""
    return _("Only the SENCO and the assistant SENCO keep needs assessments.")


def start_assessment(person: Any, pupil: Pupil) -> str:
    """Whoever keeps them, for a pupil on roll without a plan and without an open request."""
    if reason := keep_assessments(person, pupil):
        return reason
    if pupil.left_on and pupil.left_on < timezone.localdate():
        return _("This pupil has left.")
    if pupil.sen_code == Pupil.SenCode.PLAN:
        return _("This pupil has a plan already. Ask for a reassessment in its review.")
    if Assessment.objects.open().filter(pupil=pupil).exists():
        return _("A request for this pupil is open already. Open it instead.")
    return ""


def edit_assessment(person: Any, assessment: Assessment) -> str:
    """Whoever keeps them, while something is still to come."""
    reason = keep_assessments(person, assessment.pupil)
    if not reason and not assessment.is_open:
        return _("This request is closed. What happened in it stays as it was.")
    return reason


def withdraw_assessment(person: Any, assessment: Assessment) -> str:
    """As for editing."""
    return edit_assessment(person, assessment)


def claim_exemption(person: Any, assessment: Assessment) -> str:
    """As for editing, once the authority has the request."""
    reason = edit_assessment(person, assessment)
    if not reason and not assessment.received_on:
        return _("Nothing runs yet, so nothing can be excused: note first when it was received.")
    return reason


def record_assessment_stage(person: Any, assessment: Assessment, stage: str) -> str:
    """Whoever keeps them, when the stage before has happened and the request is open."""
    if reason := edit_assessment(person, assessment):
        return reason
    if getattr(assessment, assessment.STAGES[stage]):
        return _("This is noted already. Take it back to change it.")
    before = BEFORE.get(stage)
    if before and not getattr(assessment, assessment.STAGES[before]):
        return _("Note the stage before it first.")
    return ""


def undo_assessment_stage(person: Any, assessment: Assessment, stage: str) -> str:
    """Whoever keeps them, while nothing rests on the stage."""
    if reason := keep_assessments(person, assessment.pupil):
        return reason
    if assessment.withdrawn_on:
        return _("This request was withdrawn.")
    if not getattr(assessment, assessment.STAGES[stage]):
        return _("This is not noted.")
    if stage == "received" and not assessment.planned_on:
        return _("Every day of this request is counted from it. Note the right day instead.")
    later = [name for name, before in BEFORE.items() if before == stage]
    if any(getattr(assessment, assessment.STAGES[name]) for name in later):
        return _("Something that came later rests on this. Take that back first.")
    open_ones = Assessment.objects.open().filter(pupil=assessment.pupil_id)
    if not assessment.is_open and open_ones.exists():
        return _("A newer request of this pupil is open, so this one stays closed.")
    return ""


def assessment_stage_before(stage: str) -> str:
    """The stage that one follows, or nothing."""
    return BEFORE.get(stage, "")
