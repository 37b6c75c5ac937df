"""Who keeps the appraisal year: the head and the SENCO of the school."""

from typing import Any

from django.utils.translation import gettext as _

from appraisal.models import Cycle
from staff.access import Role

KEEPERS = (Role.HEAD, Role.SENCO)


def add_cycle(person: Any, school_id: int | None = None) -> str:
    """The head and the SENCO; without ``school_id``: of any school."""
    access = person.access
    may = access.has(school_id, *KEEPERS) if school_id else access.has_any(*KEEPERS)
    return "" if may else _("The appraisal year is kept by the headteacher and the SENCO.")


def edit_cycle(person: Any, cycle: Cycle) -> str:
    """The same, at the school of the cycle."""
    return add_cycle(person, cycle.school_id)


def see_cycles(person: Any) -> str:
    """Whoever is appraised, appraises, or keeps the year."""
    return see_reviews(person)


def see_reviews(person: Any) -> str:
    """Support staff, whoever manages somebody, and the head."""
    access = person.access
    if access.has_line or access.has_any(Role.HEAD, Role.HLTA, Role.TA, *KEEPERS):
        return ""
    return _("Appraisal here is for support staff and for those who manage them.")
