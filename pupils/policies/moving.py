"""Who moves a note to the right pupil, and who decides about the breach."""

from typing import Any

from django.utils.translation import gettext as _

from pupils.models import Breach, Pupil
from pupils.models.emergency import GUARDIANS
from pupils.moving import Note


def move_note(person: Any, note: Note) -> str:
    """Whoever may write the note, as its subject says."""
    return note.reason


def take_note(person: Any, pupil: Pupil) -> str:
    """To a pupil whom the person sees."""
    if Pupil.objects.visible_to(person).filter(pk=pupil.pk).exists():
        return ""
    return _("Choose a pupil whom you see.")


def see_breaches(person: Any) -> str:
    """The head, the SENCO and the safeguarding lead."""
    if person.access.has_any(*GUARDIANS):
        return ""
    return _("Breach notes are for the head, the SENCO and the safeguarding lead.")


def see_breach(person: Any, breach: Breach) -> str:
    """Those of its school."""
    if person.access.has(breach.school_id, *GUARDIANS):
        return ""
    return _("Breach notes are for the head, the SENCO and the safeguarding lead.")


def decide_breach(person: Any, breach: Breach) -> str:
    """Those of its school, once, and never whoever moved the note."""
    if reason := see_breach(person, breach):
        return reason
    if breach.decision:
        return _("This has been decided. A decision stays as it is.")
    if breach.moved.by_id == person.pk:
        return _("You moved the note yourself, so somebody else decides.")
    return ""
