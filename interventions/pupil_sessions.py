"""One pupil's sessions: rows for the tab, totals by place, and entries for the chronology.

Reads only. Provision roles and teachers linked to the pupil see every session; an HLTA and a TA see
those of their department, or their own (architecture.md, where visibility comes from).
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.calendar import week_of
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
    marks = _whole_weeks(list(marks_of(pupil, person)[:RECENT]))
    opens = Session.objects.visible_to(person).filter(pk__in=[mark.session_id for mark in marks])
    openable = set(opens.values_list("pk", flat=True))
    for mark in filter(_is_telling, marks):
        session = mark.session
        url = reverse("session", args=[session.pk]) if session.pk in openable else ""
        yield Entry(
            session.on, SESSION,
            _("%(group)s: %(mark)s") % {"group": session.group, "mark": mark.get_code_display()},
            " ".join(filter(None, [mark.note, mark.next_step])), session.post.person.full_name, url,
        )  # fmt: skip
    yield from _week_entries(marks)


def _whole_weeks(marks: list[Attendance]) -> list[Attendance]:
    """The marks without the oldest week, which the limit may have cut in two."""
    if len(marks) < RECENT:
        return marks
    cut = week_of(marks[-1].session.on)
    return [mark for mark in marks if week_of(mark.session.on) != cut]


def _is_telling(mark: Attendance) -> bool:
    """Whether a session says more than that the pupil took part in it."""
    said = mark.note or mark.next_step or mark.has_concern
    return bool(said) or mark.code not in Attendance.TOOK_PART


def _week_entries(marks: Iterable[Attendance]) -> Iterable[Entry]:
    """One line for a group and week about the sessions that have no line of their own."""
    weeks: dict[tuple[datetime.date, int], list[Attendance]] = {}
    for mark in marks:
        weeks.setdefault((week_of(mark.session.on), mark.session.group_id), []).append(mark)
    for whole in weeks.values():
        rest = [mark for mark in whole if not _is_telling(mark)]
        if rest:
            group = rest[0].session.group
            words = _attended(len(rest), len(rest) == len(whole)) % {"group": group, "n": len(rest)}
            yield Entry(
                rest[0].session.on, SESSION, words, "", "", reverse("group", args=[group.pk])
            )


def _attended(number: int, is_all: bool) -> str:
    if is_all:
        return ngettext(
            "%(group)s: %(n)d session, attended", "%(group)s: %(n)d sessions, all attended", number
        )
    return ngettext(
        "%(group)s: %(n)d more session, attended", "%(group)s: %(n)d more sessions, all attended",
        number,
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
