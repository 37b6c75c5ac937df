"""Who looked at a pupil's record and who changed it, as one list, newest first."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.models import AuditEvent, Look

#: More than a year of looks at one pupil; older ones stay in the record book.
MOST = 2_000


@dataclass(frozen=True)
class Trace:
    """One look or change: who, when, as what, and why they could or what they changed."""

    at: datetime.datetime
    name: str
    acting_as: str
    did: str
    why: str
    is_change: bool


def looks_and_changes(pupil_id: int) -> list[Trace]:
    """The latest looks and changes of one pupil, two queries."""
    looks = Look.objects.filter(pupil_id=pupil_id).order_by("-pk")[:MOST]
    events = AuditEvent.objects.filter(pupil_id=pupil_id).order_by("-at", "-sequence")[:MOST]
    traces = [
        *[
            Trace(look.at, look.actor_name, "", _page(look.page), look.reason, is_change=False)
            for look in looks
        ],
        *[_changed(event) for event in events],
    ]
    return sorted(traces, key=lambda trace: trace.at, reverse=True)


def _changed(event: Any) -> Trace:
    fields = ", ".join(change["field"].replace("_", " ") for change in event.changes)
    did = event.action.replace("_", " ").capitalize()
    return Trace(event.at, event.actor_name, event.acting_as, did, fields, is_change=True)


def _page(name: str) -> str:
    pages = {
        "pupil": _("Looked at the summary"),
        "progress": _("Looked at progress"),
        "pupil_profile": _("Looked at the profile"),
        "class_digest": _("Looked at a class digest"),
        "pupil_contacts": _("Looked at the contact log"),
        "contacts": _("Looked at a list of contacts"),
        "contact": _("Looked at a contact note"),
        "pupil_meetings": _("Looked at the meetings"),
        "meetings": _("Looked at a list of meetings"),
        "meeting": _("Looked at a meeting"),
        "meeting_summary": _("Took the summary of a meeting"),
        "agreed_actions": _("Looked at a list of actions"),
        "sessions": _("Looked at sessions"),
        "pupil_chronology": _("Looked at the chronology"),
        "who_looked": _("Looked at who looked"),
        "who_can_see": _("Looked at who can see what"),
    }
    return pages.get(name, _("Looked at %(page)s") % {"page": name.replace("_", " ")})
