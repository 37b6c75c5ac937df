"""Who keeps the list of measures."""

from typing import Any

from django.utils.translation import gettext as _

from interventions.models import Measure
from staff.access import PLANNERS


def see_measures(person: Any) -> str:
    """Everyone who works in a school: the list holds no pupil."""
    return "" if person.access.posts else _("Measures are for people who work in a school.")


def add_measure(person: Any, school_id: int | None = None) -> str:
    """The SENCO and the assistant SENCO; without ``school_id``: of any school."""
    access = person.access
    may = access.has(school_id, *PLANNERS) if school_id else access.has_any(*PLANNERS)
    return "" if may else _("Measures are kept by the SENCO and the assistant SENCO.")


def edit_measure(person: Any, measure: Measure) -> str:
    """The same, for a measure of their own school; shared ones are copied first."""
    if measure.school_id is None:
        return _("This measure is shared by all schools. Make it your own first, then change it.")
    return add_measure(person, measure.school_id)


def copy_measure(person: Any, measure: Measure) -> str:
    """Make a shared measure the school’s own."""
    if measure.school_id is not None:
        return _("This measure is your school’s own already.")
    return add_measure(person)


def retire_measure(person: Any, measure: Measure) -> str:
    """As for changing, while it is in use."""
    return edit_measure(person, measure) or (
        "" if measure.is_active else _("This measure is not in use.")
    )


def restore_measure(person: Any, measure: Measure) -> str:
    """As for changing, once it has been retired."""
    return edit_measure(person, measure) or (
        _("This measure is in use.") if measure.is_active else ""
    )
