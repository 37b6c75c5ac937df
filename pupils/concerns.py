"""Reading concerns: who answers for one, the list, and one with everything done about it.

The rules of ``readers_of`` are those of ``ConcernQuerySet.visible_to``; a test compares the two.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.names import fold
from pupils.body_map import BY_CODE, SIDES
from pupils.models import Concern, ConcernNamed, ConcernStep, Pupil, SafeguardingContact
from pupils.models.concern import ConcernQuerySet
from staff.access import Role
from staff.models import Post

NEW, OPEN, CLOSED, ALL = "new", "open", "closed", "all"
#: Nobody has begun: after this long the readers are written to, once.
REMIND_AFTER = datetime.timedelta(hours=4)
REMIND_AT_ONCE_AFTER = datetime.timedelta(hours=1)


@dataclass(frozen=True)
class Reader:
    """One adult who may open a concern, and as what."""

    person: Any
    label: str

    def __str__(self) -> str:
        return f"{self.person} ({self.label})"


@dataclass(frozen=True)
class Point:
    """A point of the body map: where it stands, its name, and whether a mark was seen there."""

    code: str
    name: str
    is_marked: bool


@dataclass(frozen=True)
class File:
    """One concern as those who answer for it read it."""

    concern: Concern
    steps: list[ConcernStep]
    named: list[ConcernNamed]
    readers: list[Reader]
    others: list[Concern]
    sides: list[tuple[str, list[Point]]]
    marks: list[str]


def leads_of(school_id: int) -> list[Reader]:
    """The safeguarding leads of a school who may sign in today, the longest in post first: one query."""
    posts = _posts(school_id, [Role.DSL])
    return [Reader(post.person, post.label) for post in posts]


def readers_for(
    school_id: int, named: Iterable[int], *, about_staff: bool, is_shared: bool = False
) -> list[Reader]:
    """Who may open a concern that names these people: one query."""
    shut_out = set(named)
    posts = [
        post for post in _posts(school_id, [Role.DSL, Role.HEAD]) if post.person_id not in shut_out
    ]
    leads = [post for post in posts if post.role == Role.DSL]
    if leads and not about_staff and not is_shared:
        posts = leads
    found: dict[int, Reader] = {}
    for post in sorted(posts, key=lambda one: one.role != Role.DSL):
        found.setdefault(post.person_id, Reader(post.person, post.label))
    return list(found.values())


def readers_of(concern: Concern) -> list[Reader]:
    """Who may open this concern today: three queries."""
    named = list(ConcernNamed.objects.filter(concern=concern).values_list("person_id", flat=True))
    shared = ConcernStep.objects.filter(concern=concern, kind=ConcernStep.Kind.SHARED).exists()
    about_staff = bool(named or concern.staff_words)
    return readers_for(concern.school_id, named, about_staff=about_staff, is_shared=shared)


def in_words(readers: list[Reader]) -> str:
    """Who a concern was handed to, as it stands on the receipt."""
    return "; ".join(map(str, readers)) or _("nobody in the portal")


def contacts_of(school_id: int) -> list[SafeguardingContact]:
    """Whom a school turns to beyond its own leads: one query."""
    return list(SafeguardingContact.objects.in_use().filter(school=school_id))


def receipts_of(person: Any) -> ConcernQuerySet:
    """What ``person`` raised, as receipts: number, time and to whom."""
    return Concern.objects.raised_by(person)


def matching(person: Any, state: str, words: str) -> ConcernQuerySet:
    """Concerns that ``person`` may open, by state and by the child's name; the newest first."""
    found = Concern.objects.visible_to(person).with_state()
    closed = Q(last_kind=ConcernStep.Kind.CLOSED)
    if state == CLOSED:
        found = found.filter(closed)
    elif state == NEW:
        found = found.filter(is_new=True)
    elif state == OPEN:
        found = found.filter(~closed | Q(last_kind__isnull=True))
    for word in fold(words).split():
        found = found.filter(child__icontains=word)
    return found


def counts_of(person: Any) -> dict[str, int]:
    """How many are new, open and closed, for the tabs of the list: one query."""
    rows = list(Concern.objects.visible_to(person).with_state())
    return {
        NEW: sum(row.is_new for row in rows),
        OPEN: sum(not row.is_closed for row in rows),
        CLOSED: sum(row.is_closed for row in rows),
        ALL: len(rows),
    }


def file_of(person: Any, concern: Concern) -> File:
    """Everything about one concern that ``person`` has found through ``visible_to``."""
    marked = list(concern.marks.values_list("region", flat=True))
    steps = ConcernStep.objects.filter(concern=concern).select_related("by", "person", "contact")
    return File(
        concern=concern,
        steps=list(steps),
        named=list(concern.named.select_related("person")),
        readers=readers_of(concern),
        others=_others(person, concern),
        sides=points(marked),
        marks=[BY_CODE[code].name for code in marked],
    )


def points(marked: Iterable[str] = ()) -> list[tuple[str, list[Point]]]:
    """The points of both drawings."""
    chosen = set(marked)
    return [
        (side, [Point(one.code, _(one.name), one.code in chosen) for one in regions])
        for side, regions in SIDES.items()
    ]


def pupils_named(person: Any, words: str, most: int = 8) -> list[Pupil]:
    """Pupils whom ``person`` sees and whose names hold every word typed; none for no words."""
    if not words.strip():
        return []
    found = Pupil.objects.visible_to(person).on_roll().matching(words)
    return list(found.order_by("surname", "forename", "pk")[:most])


def to_remind(now: datetime.datetime) -> QuerySet[Concern]:
    """Concerns that nobody has begun and nobody was reminded of, old enough for it."""
    at_once = Q(is_immediate=True, at__lt=now - REMIND_AT_ONCE_AFTER)
    waiting = Concern.objects.filter(at_once | Q(at__lt=now - REMIND_AFTER))
    return waiting.exclude(pk__in=ConcernStep.objects.values("concern_id"))


def _others(person: Any, concern: Concern) -> list[Concern]:
    """Other concerns about the same pupil that ``person`` may open: a pattern is seen in a list."""
    if concern.pupil_key is None:
        return []
    same = Concern.objects.visible_to(person).filter(
        pupil_key=concern.pupil_key, school=concern.school_id
    )
    return list(same.exclude(pk=concern.pk).with_state())


def _posts(school_id: int, roles: list[str]) -> list[Post]:
    found = Post.objects.current().filter(school=school_id, role__in=roles, person__is_active=True)
    return list(found.select_related("person").order_by("starts_on", "pk"))
