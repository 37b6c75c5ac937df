"""Who may change the SEND register and take a copy of it."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pupils.models import Pupil
from staff.access import PLANNERS, WHOLE_SCHOOL


def change_status(person: Any, pupil: Pupil) -> str:
    """The SENCO and the assistant SENCO, for a pupil who has not left."""
    if not person.access.has(pupil.school_id, *PLANNERS):
        return _("Only the SENCO and the assistant SENCO change the SEND register.")
    if pupil.left_on and pupil.left_on < timezone.localdate():
        return _("This pupil has left, so the register stays as it was.")
    return ""


def edit_needs(person: Any, pupil: Pupil) -> str:
    """As for the status; a pupil without SEN has no needs to rank."""
    reason = change_status(person, pupil)
    if reason:
        return reason
    if pupil.sen_code == Pupil.SenCode.NONE:
        return _("Put the pupil on SEN support or an EHC plan first: without SEN there is no need.")
    return ""


def export_register(person: Any) -> str:
    """Roles whose work is the whole school: others print the page they see."""
    if person.access.has_any(*WHOLE_SCHOOL):
        return ""
    return _("Only the SENCO’s team, the head, the DSL and the data manager export lists.")
