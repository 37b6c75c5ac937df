"""Who may see sessions, scores and progress of a pupil."""

from typing import Any

from django.utils.translation import gettext as _

from pupils.models import AdultLink, Pupil
from staff.access import PROVISION


def see_progress(person: Any, pupil: Pupil) -> str:
    """Head, SENCO, assistant SENCO; posts linked to the pupil; an HLTA for her department."""
    access = person.access
    if access.has(pupil.school_id, *PROVISION):
        return ""
    working = AdultLink.objects.current().filter(
        pupil=pupil, post__in=access.post_ids + access.department_ids
    )
    if working.exists():
        return ""
    return _(
        "Sessions and progress are for the SENCO, the head and the adults who work with this "
        "pupil. Ask the SENCO if you need them."
    )
