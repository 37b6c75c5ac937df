"""Notes of the contact log and actions that exist nowhere else, through the same actions as everybody's."""

import datetime
from typing import Any

from django.utils import timezone

from pupils.actions.contact import Agreed, note_contact
from pupils.actions.meeting import Asked, Item, plan_meeting, sign_minutes, write_minutes
from pupils.models import ContactNote, Meeting, Pupil, TalkKind
from staff.models import Post


def words(**changed: Any) -> dict[str, Any]:
    """What a note says: a call to a mother that reached her, an hour ago."""
    return {
        "at": timezone.now() - datetime.timedelta(hours=1), "who_kind": "carer",
        "who_name": "Dawn Wrenfield", "who_role": "mother", "direction": "out", "way": "phone",
        "reach": "spoke", "about": TalkKind.objects.get(school=None, code="progress"),
        "said": "He sleeps better.", "agreed": "A picture strip for mornings.",
    } | changed  # fmt: skip


def noted(pupil: Pupil, by: Any, *actions: Agreed, **changed: Any) -> ContactNote:
    """A note."""
    return note_contact(by=by, pupil=pupil, fields=words(**changed), actions=actions)


def promise(what: str = "Make the strip", days: int = 3, **owner: Any) -> Agreed:
    """An action due in some days; without an owner, by somebody outside the school."""
    owner = owner or {"owner_name": "Dawn Wrenfield"}
    return Agreed(what, timezone.localdate() + datetime.timedelta(days=days), **owner)


def planned(
    pupil: Pupil, lead: Post, *staff: Post, days: int = 3, agenda=("One", "Two"), **fields: Any
) -> Meeting:
    """A meeting led by a post, some days from now (before, with a minus), with a mother and these posts."""
    starts = timezone.now() + datetime.timedelta(days=days)
    people = [Asked("carer", "Dawn Wrenfield", "mother")]
    people += [Asked("staff", post.person.full_name, post.label, post) for post in (lead, *staff)]
    fields = {
        "kind": TalkKind.objects.get(school=None, code="meeting-review"), "starts_at": starts,
        "minutes": 45, "place": "Room 4", "lead": lead,
    } | fields  # fmt: skip
    return plan_meeting(
        by=lead.person, pupil=pupil, fields=fields, agenda=list(agenda), people=people
    )


def minuted(meeting: Meeting, *actions: Agreed, **words: str) -> Meeting:
    """The same with minutes of its first item, everybody there, and actions."""
    said = {"notes": "It goes well.", "decision": "Go on.", "staff_notes": "Among us."} | words
    items = [Item(row.title) for row in meeting.items.all()]
    return write_minutes(
        by=meeting.lead.person, meeting=meeting, version=meeting.version,
        items=[Item(items[0].title, **said), *items[1:]], actions=actions,
        came={one.pk: "yes" for one in meeting.people.all()},
    )  # fmt: skip


def signed(meeting: Meeting) -> Meeting:
    """The same, signed by whoever leads it."""
    return sign_minutes(by=meeting.lead.person, meeting=meeting, version=meeting.version)
