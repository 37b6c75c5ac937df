"""Notes that can be moved from the wrong pupil to the right one, and who could have read them meanwhile.

Each subject says how its notes are found, to whom they can go, and how they are moved: ``add`` is called
from ``AppConfig.ready``. So a floor above moves its own records, and nothing here looks up.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.models import AuditEvent, Look
from pupils.chronology import Entry
from pupils.models import Breach, MovedNote, Pupil
from pupils.models.emergency import GUARDIANS
from staff import home

MOVED = "moved"


@dataclass(frozen=True)
class Note:
    """One note as it can be moved: whose it is said to be, its words, when it was written."""

    row: Any
    pupil: Pupil
    words: str
    written_at: datetime.datetime
    #: Why the person who asks may not move it; empty where they may.
    reason: str = ""
    #: Where one goes back to.
    url: str = ""


@dataclass(frozen=True)
class Movable:
    """A kind of note. ``pages`` are the looks that show its words on a pupil's record.

    ``find`` gives the note with this key as the person sees it, or None; ``targets`` the pupils it
    can go to; ``move`` writes, inside the transaction of ``pupils.actions.moving``.
    """

    kind: str
    name: Any
    pages: frozenset[str]
    find: Callable[[Any, int], Note | None]
    targets: Callable[[Any, Note], QuerySet[Pupil]]
    move: Callable[..., None]


@dataclass(frozen=True)
class Seer:
    """Somebody who opened a page on which the note stood, how often, and when first."""

    name: str
    first_at: datetime.datetime
    times: int


_KINDS: dict[str, Movable] = {}


def add(kind: Movable) -> None:
    """Let notes of a kind be moved, or replace how."""
    _KINDS[kind.kind] = kind


def kinds() -> dict[str, Movable]:
    """Every kind by its name in addresses."""
    return dict(_KINDS)


def name_of(kind: str) -> str:
    """A kind in words, also one that no subject knows any more."""
    return str(_KINDS[kind].name) if kind in _KINDS else kind.replace("-", " ")


def first_written(object_type: str, object_id: int) -> datetime.datetime | None:
    """When the record book first tells of a record."""
    rows = AuditEvent.objects.filter(object_type=object_type, object_id=object_id)
    return rows.aggregate(first=Min("at"))["first"]


def seers_of(moved: MovedNote) -> list[Seer]:
    """Who opened a page of the wrong pupil on which the words stood, from when they were written until moved.

    Whoever moved it is left out: they knew it by then. One query.
    """
    pages = _KINDS[moved.kind].pages if moved.kind in _KINDS else frozenset()
    rows = Look.objects.filter(
        pupil_id=moved.from_pupil_id, page__in=pages, at__gte=moved.written_at, at__lte=moved.at
    ).exclude(actor_id=moved.by_id)
    found = rows.order_by().values("actor_id").annotate(
        name=Min("actor_name"), first_at=Min("at"), times=Count("pk")
    )  # fmt: skip
    return sorted(
        (Seer(row["name"], row["first_at"], row["times"]) for row in found),
        key=lambda seer: seer.first_at,
    )


def tell(pupil: Pupil, person: Any) -> Iterable[Entry]:
    """That a note was moved, for those who answer for records; nobody else is told that it ever stood here."""
    if not person.access.has(pupil.school_id, *GUARDIANS):
        return
    rows = MovedNote.objects.visible_to(person).select_related("by", "breach")
    for moved in rows.filter(from_pupil=pupil):
        title = _("A note was moved to another pupil’s record")
        yield Entry(moved.at, MOVED, title, name_of(moved.kind), moved.by.full_name, _url(moved))
    for moved in rows.filter(to_pupil=pupil):
        title = _("A note was moved here from another pupil’s record")
        yield Entry(moved.at, MOVED, title, name_of(moved.kind), moved.by.full_name, _url(moved))


def _url(moved: MovedNote) -> str:
    return reverse("decide_breach", args=[moved.breach.pk])


def needs_of_guardian(person: Any) -> Iterable[home.Need]:
    """Breach notes that nobody has decided, with the moment by which the ICO would have to be told."""
    if not person.access.has_any(*GUARDIANS):
        return
    due = list(
        Breach.objects.visible_to(person).filter(decision="").order_by("due_at")
        .values_list("due_at", flat=True)
    )  # fmt: skip
    title = ngettext(
        "%(n)s breach note waits for a decision", "%(n)s breach notes wait for a decision", len(due)
    ) % {"n": len(due)}  # fmt: skip
    why = _("A note stood on the wrong pupil’s record. The ICO is told within 72 hours if need be.")
    yield home.Need(3, title, why, reverse("breaches"), _("Decide"), len(due))
