"""Who keeps a school's year and settings, and who reads its record book."""

from django.utils.translation import gettext as _

from staff.access import Role
from staff.models import StaffMember

CALENDAR_KEEPERS = frozenset({Role.HEAD, Role.SENCO, Role.DATA})
SETTINGS_KEEPERS = frozenset({Role.HEAD, Role.DATA})
BOOK_READERS = frozenset({Role.HEAD, Role.SENCO, Role.DSL})


def edit_calendar(person: StaffMember, school_id: int) -> str:
    """May ``person`` change terms and closures of this school?"""
    if person.access.has(school_id, *CALENDAR_KEEPERS):
        return ""
    return _("The school year is kept by the headteacher, the SENCO and the data manager.")


def edit_settings(person: StaffMember, school_id: int) -> str:
    """May ``person`` change the settings of this school?"""
    if person.access.has(school_id, *SETTINGS_KEEPERS):
        return ""
    return _("Settings are kept by the headteacher and the data manager.")


def read_record_book(person: StaffMember, school_id: int) -> str:
    """May ``person`` read who did what at this school?"""
    if person.access.has(school_id, *BOOK_READERS):
        return ""
    return _("The record book is read by the headteacher, the SENCO and the safeguarding lead.")


def verify_record_book(person: StaffMember, school_id: int) -> str:
    """May ``person`` have the record book checked page by page?"""
    return read_record_book(person, school_id)
