"""Who reads, writes, publishes and acknowledges a pupil's profile."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pupils.emergencies import open_for
from pupils.models import Acknowledgement, AdultLink, Profile, Pupil
from pupils.models.profile import READERS
from pupils.reasons import current_links
from staff.access import PLANNERS, PROVISION, Role


def see_profile(person: Any, pupil: Pupil) -> str:
    """Head, SENCO, assistant SENCO, DSL; posts that work with the pupil; an HLTA for her department."""
    access = person.access
    if access.has(pupil.school_id, *READERS):
        return ""
    own = access.post_ids + access.department_ids
    if any(link.post_id in own for link in current_links(pupil)) or open_for(person, pupil):
        return ""
    return _(
        "Profiles are for the SENCO, the head, the DSL and the adults who work with this pupil. "
        "Ask the SENCO if you need it."
    )


def draft_profile(person: Any, pupil: Pupil) -> str:
    """SENCO, assistant SENCO; the pupil's key adult; an HLTA who leads a group of the pupil."""
    if pupil.left_on and pupil.left_on < timezone.localdate():
        return _("This pupil has left, so the profile stays as it was.")
    access = person.access
    if access.has(pupil.school_id, *PLANNERS):
        return ""
    hlta = [post.id for post in access.posts if post.role == Role.HLTA]
    for link in current_links(pupil):
        if link.kind == AdultLink.Kind.KEY_ADULT and link.post_id in access.post_ids:
            return ""
        if link.kind == AdultLink.Kind.LEADS and link.post_id in hlta:
            return ""
    return _(
        "The SENCO, the assistant SENCO, the pupil’s key adult and an HLTA who leads one of the "
        "pupil’s groups write the profile. Tell one of them what should change."
    )


def start_profile(person: Any, pupil: Pupil) -> str:
    """As above, while nobody is writing one already."""
    reason = draft_profile(person, pupil)
    if not reason and Profile.objects.drafts().filter(pupil=pupil).exists():
        return _("A draft of this profile is being written already. Open it instead.")
    return reason


def edit_profile(person: Any, profile: Profile) -> str:
    """As for drafting, while it is a draft."""
    reason = draft_profile(person, profile.pupil)
    if not reason and profile.state != Profile.State.DRAFT:
        return _("A published profile stays as it is. Start a new version to change it.")
    return reason


def publish_profile(person: Any, profile: Profile) -> str:
    """SENCO and assistant SENCO, once, when something is written in it."""
    if not person.access.has(profile.school_id, *PLANNERS):
        return _("Only the SENCO and the assistant SENCO publish a profile.")
    return edit_profile(person, profile)


def record_agreement(person: Any, profile: Profile) -> str:
    """Whoever may draft; for the draft and for the version in force."""
    reason = draft_profile(person, profile.pupil)
    if not reason and profile.state == Profile.State.SUPERSEDED:
        return _("This version is no longer in force. Record the agreement for the current one.")
    return reason


def acknowledge_profile(person: Any, asked: Acknowledgement) -> str:
    """Whoever was asked, and nobody for them."""
    if asked.person_id != person.pk:
        return _("Only the adult who was asked says that it has been read.")
    return ""


def see_acknowledgements(person: Any, pupil: Pupil) -> str:
    """The SENCO, the assistant SENCO and the head see who has read a change."""
    if person.access.has(pupil.school_id, *PROVISION):
        return ""
    return _("Who has read a change is for the SENCO, the assistant SENCO and the head.")


def see_digest(person: Any) -> str:
    """Whoever reads profiles: every role but HR, the exams officer and the data manager."""
    if person.access.roles - {Role.HR, Role.EXAMS, Role.DATA}:
        return ""
    return _("The class digest is for adults who work with pupils. Ask the SENCO if you need it.")
