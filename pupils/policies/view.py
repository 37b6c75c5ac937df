"""Who may keep a saved view, and who may offer one to a role."""

from typing import Any

from django.utils.translation import gettext as _

from pupils.models import SavedView
from staff.access import PROVISION


def edit_view(person: Any, view: SavedView) -> str:
    """Whoever saved it."""
    if view.person_id == person.pk:
        return ""
    return _("Only the person who saved a view renames, shares or deletes it.")


def share_view(person: Any, school_id: int) -> str:
    """The SENCO, the assistant SENCO and the head offer views to a role."""
    if person.access.has(school_id, *PROVISION):
        return ""
    return _("Only the SENCO, the assistant SENCO and the head share a view with a role.")
