"""Who opens a record in an emergency, who ends it, and who judges it afterwards."""

from typing import Any

from django.utils.translation import gettext as _

from pupils.models import EmergencyAccess, Pupil
from pupils.models.emergency import GUARDIANS
from staff.access import Role

#: Roles that see no pupil, in an emergency neither.
WITHOUT_PUPILS = frozenset({Role.HR, Role.EXAMS})


def open_emergency(person: Any, pupil: Pupil | None = None) -> str:
    """Whoever works with pupils, at the pupil's school; HR and the exams officer through no post."""
    posts = [post for post in person.access.posts if post.role not in WITHOUT_PUPILS]
    if not posts:
        return _(
            "Emergency access is for adults who work with pupils. Ring the safeguarding lead or the "
            "SENCO: they can tell you what you need."
        )
    if pupil is not None and pupil.school_id not in {post.school_id for post in posts}:
        return _("Emergency access opens records of the school where you work with pupils.")
    return ""


def end_emergency(person: Any, access: EmergencyAccess) -> str:
    """Whoever opened it, while it is open."""
    if access.person_id != person.pk:
        return _("Whoever opened the record ends it; it ends by itself after an hour.")
    if not access.is_open:
        return _("This emergency access is over already.")
    return ""


def see_emergencies(person: Any) -> str:
    """The SENCO, the head and the safeguarding lead: those who answer for who reads records."""
    if person.access.has_any(*GUARDIANS):
        return ""
    return _(
        "Emergency accesses are for the SENCO, the head and the safeguarding lead. Yours stand in the "
        "record book, and they may ask you about them."
    )


def review_emergency(person: Any, access: EmergencyAccess) -> str:
    """The safeguarding lead of the school, once, and never of oneself."""
    if access.person_id == person.pk:
        return _("Somebody else judges an emergency access of yours.")
    if not person.access.has(access.school_id, Role.DSL):
        return _("The safeguarding lead says whether an emergency access was justified.")
    if access.reviewed_at:
        return _("This emergency access has been judged already.")
    return ""
