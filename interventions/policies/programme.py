"""Who may keep the library of programmes."""

from typing import Any

from django.utils.translation import gettext as _

from interventions.models import Programme
from staff.access import PLANNERS


def add_programme(person: Any, school_id: int | None = None) -> str:
    """The SENCO and the assistant SENCO of the school (of any, without one)."""
    access = person.access
    may = access.has(school_id, *PLANNERS) if school_id else access.has_any(*PLANNERS)
    if may:
        return ""
    return _("The library is kept by the SENCO and the assistant SENCO.")


def edit_programme(person: Any, programme: Programme) -> str:
    """As for adding; a row of the shared library is changed as the school's own copy of it."""
    return add_programme(person, programme.school_id)


def confirm_programme(person: Any, programme: Programme) -> str:
    """As for changing, once."""
    if programme.is_checked:
        return _("The figures of this programme are confirmed already.")
    return edit_programme(person, programme)


def retire_programme(person: Any, programme: Programme) -> str:
    """As for changing, while it is in use."""
    if not programme.is_active:
        return _("This programme is retired already.")
    return edit_programme(person, programme)


def restore_programme(person: Any, programme: Programme) -> str:
    """As for changing, once it is retired."""
    if programme.is_active:
        return _("This programme is in use already.")
    return edit_programme(person, programme)
