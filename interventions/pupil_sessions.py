"""One pupil's sessions: rows for the tab, totals by place, and entries for the chronology.

Reads only. Provision roles and teachers linked to the pupil see every session; an HLTA and a TA see
those of their department, or their own (architecture.md, where visibility comes from).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from interventions.models import Attendance, Place, PlaceTotal, Session
from pupils.chronology import Entry
from pupils.models import AdultLink, Pupil
from pupils.policies import see_progress
from staff.access import Role

SESSION, GROUP = "session", "group"
#: Sessions that the chronology tells; the tab has them all.
RECENT = 60


@dataclass(frozen=True)
class PlaceDose:
    """What one place promised and what the pupil received."""

    place: Place
    total: PlaceTotal | None

    @property
    def words(self) -> str:
        """ "12 of 15 sessions, 280 minutes"."""
        if self.total is None:
            return _("Nothing logged yet")
        return _("%(attended)s of %(planned)s sessions, %(minutes)s minutes") % {
            "attended": self.total.attended, "planned": self.total.planned,
            "minutes": self.total.minutes_delivered,
        }  # fmt: skip


def marks_of(pupil: Pupil, person: Any) -> QuerySet[Attendance]:
    """What the pupil did in every session the person may see, newest first."""
    marks = Attendance.objects.filter(pupil=pupil)
    if not _sees_all(pupil, person):
        marks = marks.filter(session__in=Session.objects.visible_to(person))
    return marks.select_related(
        "session__group", "session__post__person", "session__logged_by", "place"
    ).order_by("-session__on", "-session__starts_at", "-pk")


def doses_of(pupil: Pupil, person: Any) -> list[PlaceDose]:
    """The pupil's places, running ones first, each with its dose."""
    places = Place.objects.visible_to(person)
    if _sees_all(pupil, person):
        places = Place.objects.filter(school=pupil.school_id)
    rows = places.filter(pupil=pupil).select_related("group__programme", "total")
    doses = [PlaceDose(place, getattr(place, "total", None)) for place in rows]
    return sorted(
        doses, key=lambda dose: (bool(dose.place.outcome), -dose.place.starts_on.toordinal())
    )


def tell(pupil: Pupil, person: Any) -> Iterable[Entry]:
    """Places and sessions for the chronology, for whoever may see them."""
    if see_progress(person, pupil):
        return
    for dose in doses_of(pupil, person):
        yield from _place_entries(dose.place)
    marks = list(marks_of(pupil, person)[:RECENT])
    opens = Session.objects.visible_to(person).filter(pk__in=[mark.session_id for mark in marks])
    openable = set(opens.values_list("pk", flat=True))
    for mark in marks:
        session = mark.session
        url = reverse("session", args=[session.pk]) if session.pk in openable else ""
        yield Entry(
            session.on, SESSION,
            _("%(group)s: %(mark)s") % {"group": session.group, "mark": mark.get_code_display()},
            mark.note, session.post.person.full_name, url,
        )  # fmt: skip


def _place_entries(place: Place) -> Iterable[Entry]:
    url = reverse("group", args=[place.group_id])
    started = _("Place in %(group)s") % {"group": place.group}
    yield Entry(place.starts_on, GROUP, started, place.target, "", url)
    if place.outcome:
        ended = _("%(group)s ended: %(outcome)s") % {
            "group": place.group, "outcome": place.get_outcome_display()
        }  # fmt: skip
        yield Entry(place.ends_on, GROUP, ended, place.outcome_note, "", url)


def _sees_all(pupil: Pupil, person: Any) -> bool:
    access = person.access
    if access.has(pupil.school_id, Role.HEAD, Role.SENCO, Role.ASSISTANT_SENCO):
        return True
    teaching = [post.id for post in access.posts if post.role == Role.TEACHER]
    if not teaching:
        return False
    return AdultLink.objects.current().filter(pupil=pupil, post__in=teaching).exists()
