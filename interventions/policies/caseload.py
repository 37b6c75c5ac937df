"""Who has a caseload, and who may act on many pupils of it at once."""

from typing import Any

from django.utils.translation import gettext as _

from staff.access import PLANNERS, PROVISION, Role

#: Roles with a caseload page: the whole school's, or the pupils they work with.
CASELOAD = frozenset({*PROVISION, Role.HLTA, Role.TA, Role.TEACHER})


def see_caseload(person: Any) -> str:
    """Head and SENCO’s team for the school, HLTA for the department, TA and teacher for their pupils."""
    if person.access.has_any(*CASELOAD):
        return ""
    return _(
        "The caseload shows progress, which is for the SENCO, the head and the adults who work with "
        "the pupils. You find pupils in the register."
    )


def set_review_dates(person: Any) -> str:
    """The SENCO and the assistant SENCO."""
    if person.access.has_any(*PLANNERS):
        return ""
    return _("Review dates are set by the SENCO and the assistant SENCO.")


def export_caseload(person: Any) -> str:
    """Head, SENCO and assistant SENCO: a file leaves the system with names and needs."""
    if person.access.has_any(*PROVISION):
        return ""
    return _("Only the SENCO, the assistant SENCO and the head export the caseload.")
