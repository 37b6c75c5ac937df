"""Who may bring pupils in from a file, and when a file can be saved or taken back."""

from typing import Any

from django.utils.translation import gettext as _

from pupils.models import Import
from pupils.models.imports import KEEPERS
from staff.access import Role


def see_imports(person: Any, school_id: int | None = None) -> str:
    """Whoever may import, and the head, who sees what came in."""
    roles = (*KEEPERS, Role.HEAD)
    may = person.access.has(school_id, *roles) if school_id else person.access.has_any(*roles)
    if may:
        return ""
    return _("Imports are for the data manager, the SENCO, the assistant SENCO and the head.")


def import_pupils(person: Any, school_id: int | None = None) -> str:
    """The data manager, the SENCO and the assistant SENCO of the school (of any, without one).

    No person at all is a command on the server, run by whoever keeps it.
    """
    if person is None:
        return ""
    may = person.access.has(school_id, *KEEPERS) if school_id else person.access.has_any(*KEEPERS)
    if may:
        return ""
    return _("Only the data manager, the SENCO and the assistant SENCO import pupils.")


def commit_import(person: Any, item: Import) -> str:
    """Once, when the file has been read and something in it can be taken."""
    reason = import_pupils(person, item.school_id)
    if reason:
        return reason
    if item.state == Import.State.READING:
        return _("The file is still being read.")
    if item.state in (Import.State.COMMITTING, Import.State.COMMITTED):
        return _("This file has been saved already.")
    if item.state != Import.State.PREVIEW:
        return _("This file cannot be saved. Upload it again to try once more.")
    return ""


def undo_import(person: Any, item: Import) -> str:
    """When it has been saved and not taken back."""
    reason = import_pupils(person, item.school_id)
    if reason:
        return reason
    if item.state != Import.State.COMMITTED:
        return _("Only a saved import can be taken back.")
    return ""
