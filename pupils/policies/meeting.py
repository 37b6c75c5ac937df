"""Who plans, minutes, signs and reads meetings about a pupil."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pupils.models import AdultLink, Meeting, Pupil
from pupils.models.contact import CONTACT_READERS
from pupils.reasons import current_links
from staff.access import PLANNERS, Role


def see_meetings(person: Any, pupil: Pupil) -> str:
    """Head, SENCO, assistant SENCO, DSL; the adults who work with the pupil, and an HLTA's department.

    A linked adult finds there the meetings that they lead or were asked to.
    """
    access = person.access
    if access.has(pupil.school_id, *CONTACT_READERS):
        return ""
    posts = {*access.post_ids, *access.department_ids}
    if any(link.post_id in posts for link in current_links(pupil)):
        return ""
    return _(
        "Meetings are for the SENCO, the head, the DSL and the adults who work with this pupil. "
        "Ask the SENCO if you need them."
    )


def see_meeting_list(person: Any) -> str:
    """The list over several pupils: whoever works with pupils; their own sight decides on the rows."""
    if person.access.roles - {Role.HR, Role.EXAMS, Role.DATA}:
        return ""
    return _("Meetings are for the adults who work with pupils. Ask the SENCO if you need them.")


def plan_meeting(person: Any, pupil: Pupil) -> str:
    """Head, SENCO, assistant SENCO, DSL; an HLTA for her department; the pupil's key adult."""
    access = person.access
    if access.has(pupil.school_id, *CONTACT_READERS):
        return ""
    for link in current_links(pupil):
        if link.post_id in access.department_ids:
            return ""
        if link.kind == AdultLink.Kind.KEY_ADULT and link.post_id in access.post_ids:
            return ""
    return _(
        "The SENCO’s team, the head, the DSL, an HLTA for her department and the pupil’s key adult "
        "plan meetings. Ask one of them."
    )


def keep_meeting(person: Any, meeting: Meeting) -> str:
    """Whoever leads it, the SENCO and the assistant SENCO, in whatever state it is."""
    access = person.access
    if meeting.lead_id in access.post_ids or access.has(meeting.school_id, *PLANNERS):
        return ""
    return _("Whoever leads a meeting, the SENCO and the assistant SENCO plan and minute it.")


def edit_meeting(person: Any, meeting: Meeting) -> str:
    """As above, while it is open."""
    if meeting.state == Meeting.State.SIGNED:
        return _("These minutes are signed and stay as they are. Correct them by a new version.")
    if meeting.state == Meeting.State.CANCELLED:
        return _("This meeting was cancelled. Plan it anew.")
    return keep_meeting(person, meeting)


def write_minutes(person: Any, meeting: Meeting) -> str:
    """As for planning: before, during and after, until they are signed."""
    return edit_meeting(person, meeting)


def cancel_meeting(person: Any, meeting: Meeting) -> str:
    """As for planning."""
    return edit_meeting(person, meeting)


def undo_cancel_meeting(person: Any, meeting: Meeting) -> str:
    """Whoever keeps it, while it is cancelled."""
    if meeting.state != Meeting.State.CANCELLED:
        return _("This meeting has not been cancelled.")
    return keep_meeting(person, meeting)


def sign_minutes(person: Any, meeting: Meeting) -> str:
    """Whoever keeps it, once it has begun."""
    reason = edit_meeting(person, meeting)
    if not reason and meeting.starts_at > timezone.now():
        return _("Minutes are signed after the meeting.")
    return reason


def correct_minutes(person: Any, meeting: Meeting) -> str:
    """Whoever keeps it, once it is signed and nobody is correcting it already."""
    if meeting.state != Meeting.State.SIGNED:
        return _("These minutes are not signed yet: write in them.")
    if Meeting.objects.filter(replaces=meeting).exists():
        return _("A correction of these minutes has been begun already. Open it.")
    return keep_meeting(person, meeting)
