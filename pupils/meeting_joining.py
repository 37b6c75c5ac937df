"""Where meetings join what others keep: People, menu, first page, chronology, record book."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pupils import chronology, meetings, parts, policies
from pupils.models import Pupil
from staff import book, book_values, home, navigation

SHOWN = 4


def join() -> None:
    """Join each of them."""
    parts.add(
        parts.Part(
            parts.PEOPLE, "meetings", 50, "pupils/_people_meetings.html", meetings_in_short,
            policies.see_meetings,
        )
    )  # fmt: skip
    navigation.add(
        navigation.Item(
            _("Meetings"), "meetings", 48, reads_meetings,
            _("Meetings about pupils: ahead, to minute and to sign"), more=True,
        )
    )  # fmt: skip
    home.add_source(meetings.needs_of_lead)
    chronology.add_source(meetings.tell, {meetings.MEETING: _("Meetings")})
    chronology.ICONS[meetings.MEETING] = "people"
    book.keep_back("pupils.meeting", ("items", "agreed_text", "reason", "place"))
    book_values.leave_out("pupils.meeting", "number")


def reads_meetings(person: Any) -> bool:
    """True for whoever may open the list."""
    return not policies.see_meeting_list(person)


def meetings_in_short(person: Any, pupil: Pupil) -> dict[str, Any]:
    """The next and the latest meetings, and whether the person may plan one."""
    found = meetings.meetings_of(person, pupil)
    return {
        "meetings": found[:SHOWN], "count": len(found),
        "plan_reason": policies.plan_meeting(person, pupil),
    }  # fmt: skip
