"""Who makes a pupil's file for another school.

Whoever sends it answers for all that is inside (plans, sessions, profile, arrangements), so it is
made by those who read all of it: the SENCO and the head. The data manager sends the Common Transfer
File from the school's own system and sees neither sessions nor profiles (domain.md 7.4, 11).
"""

from typing import Any

from django.utils.translation import gettext as _

from pupils.models import Pupil
from staff.access import Role

SENDERS = frozenset({Role.HEAD, Role.SENCO})


def make_pupil_files(person: Any, school_id: int | None = None) -> str:
    """The SENCO and the head of the school (of any, without one)."""
    access = person.access
    may = access.has(school_id, *SENDERS) if school_id else access.has_any(*SENDERS)
    if may and person.is_active:
        return ""
    return _("Only the SENCO and the head make a pupil’s file for another school.")


def pupil_file(person: Any, pupil: Pupil) -> str:
    """As above, at the pupil's school."""
    return make_pupil_files(person, pupil.school_id)
