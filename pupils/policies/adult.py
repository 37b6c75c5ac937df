"""Who may say which adults work with a pupil."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pupils.models import AdultLink, Pupil
from staff.access import PLANNERS


def edit_adults(person: Any, pupil: Pupil) -> str:
    """The SENCO and the assistant SENCO, for a pupil who is on roll."""
    if not person.access.has(pupil.school_id, *PLANNERS):
        return _("Only the SENCO and the assistant SENCO choose the adults of a pupil.")
    return ""


def end_key_adult(person: Any, link: AdultLink) -> str:
    """As above; links that a group keeps end with the pupil's place in the group."""
    if link.kind not in AdultLink.BY_HAND or link.source:
        return _("This link belongs to a group: it ends with the pupil’s place there.")
    return edit_adults(person, link.pupil)


def remove_key_adult(person: Any, link: AdultLink) -> str:
    """Whoever may end it, while the link still opens the record: today or later."""
    reason = end_key_adult(person, link)
    if not reason and link.ends_on and link.ends_on < timezone.localdate():
        return _("This link has ended already.")
    return reason


def undo_end_key_adult(person: Any, link: AdultLink) -> str:
    """As above, unless the adult has been linked again since."""
    reason = end_key_adult(person, link)
    if reason:
        return reason
    if link.ends_on is None:
        return _("This link has not ended.")
    again = AdultLink.objects.open().filter(pupil=link.pupil_id, kind=link.kind, source="")
    if link.kind != AdultLink.Kind.PLAN_OWNER:
        again = again.filter(post=link.post_id)
    if again.exists():
        return _("Somebody has been linked in this role since, so this cannot be taken back.")
    return ""
