"""Who opens the school's directory of agencies, who keeps it, and who changes its kinds."""

from typing import Any

from django.utils.translation import gettext as _

from pupils.models import Agency, AgencyKind, Professional
from pupils.models.agency import DIRECTORY_READERS
from staff.access import PLANNERS, Role

#: Roles that add and change agencies and professionals.
DIRECTORY_KEEPERS = PLANNERS | {Role.HLTA, Role.DSL}


def see_directory(person: Any) -> str:
    """SENCO, assistant SENCO, HLTA, DSL and head."""
    if person.access.has_any(*DIRECTORY_READERS):
        return ""
    return _("The directory is for the SENCO’s team, HLTAs, the DSL and the head.")


def keep_directory(person: Any, school_id: int | None = None) -> str:
    """SENCO, assistant SENCO, HLTA and DSL; anywhere, or at one school."""
    access = person.access
    may = (
        access.has(school_id, *DIRECTORY_KEEPERS)
        if school_id
        else access.has_any(*DIRECTORY_KEEPERS)
    )
    if may:
        return ""
    return _("Only the SENCO’s team, HLTAs and the DSL change the directory.")


def retire(person: Any, row: Agency | Professional) -> str:
    """Whoever keeps the directory, once."""
    reason = keep_directory(person, row.school_id)
    if not reason and row.retired_on:
        return _("This entry was retired already.")
    return reason


def undo_retire(person: Any, row: Agency | Professional) -> str:
    """Whoever keeps the directory, unless another of the same name stands there now."""
    reason = keep_directory(person, row.school_id)
    if not reason and not row.retired_on:
        return _("This entry has not been retired.")
    if not reason and row.same_name().exists():
        return _("Another entry of this name has been added since.")
    return reason


def keep_agency_kinds(person: Any, school_id: int | None = None) -> str:
    """SENCO and assistant SENCO: kinds, who sees them, and when to ask again."""
    access = person.access
    if access.has(school_id, *PLANNERS) if school_id else access.has_any(*PLANNERS):
        return ""
    return _("Only the SENCO and the assistant SENCO change the kinds of agencies.")


def edit_agency_kind(person: Any, kind: AgencyKind) -> str:
    """As above; a shared kind gets a row of the school's own."""
    return keep_agency_kinds(person, kind.school_id)
