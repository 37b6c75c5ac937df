"""Who takes a copy of a pupil's chronology out of the portal."""

from typing import Any

from django.utils.translation import gettext as _

from pupils.models import Pupil
from staff.access import WHOLE_SCHOOL


def export_chronology(person: Any, pupil: Pupil) -> str:
    """Roles whose work is the whole school, each what they see; others print the page."""
    if person.access.has(pupil.school_id, *WHOLE_SCHOOL):
        return ""
    return _(
        "Only the SENCO’s team, the head, the DSL and the data manager take a copy of a chronology. "
        "You can print what you see."
    )
