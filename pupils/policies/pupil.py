"""Who may keep a pupil's details, and who may read who looked."""

from typing import Any

from django.utils.translation import gettext as _

from pupils.models import Pupil
from staff.access import Role

#: Roles that keep who a pupil is.
IDENTITY_KEEPERS = frozenset({Role.DATA, Role.SENCO, Role.ASSISTANT_SENCO})
#: Roles that answer for who reads records.
GUARDIANS = frozenset({Role.HEAD, Role.SENCO, Role.DSL})


def add_pupil(person: Any, school_id: int | None = None) -> str:
    """The data manager, the SENCO and the assistant SENCO."""
    keepers = IDENTITY_KEEPERS
    may = person.access.has(school_id, *keepers) if school_id else person.access.has_any(*keepers)
    if may:
        return ""
    return _("Only the data manager, the SENCO and the assistant SENCO add pupils.")


def edit_pupil(person: Any, pupil: Pupil) -> str:
    """The data manager, the SENCO and the assistant SENCO of the pupil's school."""
    if person.access.has(pupil.school_id, *IDENTITY_KEEPERS):
        return ""
    return _(
        "Only the data manager, the SENCO and the assistant SENCO change a pupil’s details. "
        "Tell one of them what is wrong."
    )


def mark_left(person: Any, pupil: Pupil) -> str:
    """As for the details."""
    return edit_pupil(person, pupil)


def see_who_looked(person: Any, pupil: Pupil) -> str:
    """The SENCO, the head and the designated safeguarding lead."""
    if person.access.has(pupil.school_id, *GUARDIANS):
        return ""
    return _(
        "Who looked at a record is for the SENCO, the head and the designated safeguarding lead."
    )
