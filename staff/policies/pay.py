"""Who keeps the pay table of a school."""

from django.utils.translation import gettext as _

from staff.access import Role
from staff.models import StaffMember


def edit_pay(person: StaffMember, school_id: int | None) -> str:
    """May ``person`` change pay and pay rules of this school? Shared rows (None) change by nobody."""
    if school_id is None:
        return _("The shared figures stay as they are. Add your school's own row: it wins.")
    if person.access.has(school_id, Role.HR):
        return ""
    return _("The pay table is kept by HR of this school.")


def add_award(person: StaffMember, school_id: int) -> str:
    """May ``person`` add what a point pays?"""
    return edit_pay(person, school_id)


def edit_award(person: StaffMember, school_id: int | None) -> str:
    """May ``person`` correct what a point pays?"""
    return edit_pay(person, school_id)


def remove_award(person: StaffMember, school_id: int | None) -> str:
    """May ``person`` take a row out of the pay table?"""
    return edit_pay(person, school_id)


def set_pay_rule(person: StaffMember, school_id: int) -> str:
    """May ``person`` set full-time hours, leave and pay area?"""
    return edit_pay(person, school_id)
