"""Who words the expectations and says which published standard a code means."""

from django.utils.translation import gettext as _

from staff.access import Role
from staff.models import StaffMember, Standard


def _senco(person: StaffMember, school_id: int) -> str:
    if person.access.has(school_id, Role.SENCO):
        return ""
    return _("Standards and expectations are kept by the SENCO of this school.")


def edit_expectation(person: StaffMember, school_id: int) -> str:
    """May ``person`` word what a band is expected to do at this school?"""
    return _senco(person, school_id)


def confirm_standard(person: StaffMember, school_id: int, standard: Standard) -> str:
    """May ``person`` say which published standard this code of the job description means?"""
    if standard.match == Standard.Match.PUBLISHED:
        return _("A published standard needs no match.")
    return _senco(person, school_id)
