"""The places of this floor in the menu."""

from django.utils.translation import gettext_lazy as _

from staff import policies
from staff.access import Role
from staff.models import StaffMember
from staff.navigation import Item, add


def hang() -> None:
    """Put them there."""
    for item in ITEMS:
        add(item)


def starts_at_home(person: StaffMember) -> bool:
    """True unless the first page is the caseload or today's sessions."""
    return not person.access.has_any(Role.SENCO, Role.ASSISTANT_SENCO, Role.HLTA, Role.TA)


def keeps_school(person: StaffMember) -> bool:
    """True where the person keeps the year or the settings of a school."""
    schools = person.access.school_ids
    return any(not policies.edit_calendar(person, school) for school in schools)


def reads_book(person: StaffMember) -> bool:
    """True where the person may read the record book of a school."""
    schools = person.access.school_ids
    return any(not policies.read_record_book(person, school) for school in schools)


ITEMS = (
    Item(_("Home"), "home", 0, starts_at_home),
    Item(
        _("People"), "people", 60, lambda person: True,
        _("Colleagues, their posts and who manages whom"), ("standards", "pay"),
    ),
    Item(
        _("School"), "school_calendar", 70, keeps_school,
        _("Terms, closures and the school's rules"), ("school_settings",),
        more=True,
    ),
    Item(_("Records"), "record_book", 80, reads_book, _("Who changed what, and when"), more=True),
)  # fmt: skip
