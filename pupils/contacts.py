"""The contact log, read: which notes a query string asks for, one pupil's log, one note with its versions."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.names import fold
from pupils.chronology import Entry
from pupils.models import AgreedAction, ContactNote, Pupil

CONTACT = "contact"
HOME, ANY, ME = "home", "any", "me"
DEFAULT_SORT = "-at"
SORTS: dict[str, tuple[str, ...]] = {
    "at": ("at",),
    "name": ("pupil__surname", "pupil__forename", "-at"),
    "about": ("about__order", "-at"),
    "by": ("by__full_name", "-at"),
}
SORTED_BY = {
    "-at": gettext_lazy("newest first"), "at": gettext_lazy("oldest first"),
    "name": gettext_lazy("by name"), "-name": gettext_lazy("by name, last first"),
    "about": gettext_lazy("by what it is about"), "-about": gettext_lazy("by what it is about, last first"),
    "by": gettext_lazy("by who wrote it"), "-by": gettext_lazy("by who wrote it, last first"),
}  # fmt: skip
#: Names and relations offered again for a pupil.
KNOWN_SHOWN = 6


@dataclass(frozen=True)
class Wanted:
    """What a query string asks for; an empty field asks for nothing."""

    q: str = ""
    who: str = ANY
    way: str = ""
    reach: str = ""
    about: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    by: str = ""
    withdrawn: bool = False
    sort: str = DEFAULT_SORT


@dataclass(frozen=True)
class LastHome:
    """Of one pupil: when home was last reached, by whom, and how often it was tried in vain since."""

    on: datetime.date | None
    who: str
    tries: int


def rows(person: Any, wanted: Wanted) -> QuerySet[ContactNote]:
    """Notes the person may see, as asked for, with pupil, kind and author: one query."""
    notes = ContactNote.objects.visible_to(person)
    notes = notes.latest().filter(is_withdrawn=True) if wanted.withdrawn else notes.current()
    key = wanted.sort.removeprefix("-")
    order = SORTS[key]
    if wanted.sort.startswith("-"):
        order = (f"-{order[0]}", *order[1:])
    return (
        notes.filter(_conditions(person, wanted))
        .select_related("pupil", "about", "by")
        .annotate(open_actions=open_actions())
        .order_by(*order, "-pk")
    )


def open_actions() -> Count:
    """How many actions of a note's own version still wait."""
    return Count("actions", filter=Q(actions__state=AgreedAction.State.OPEN))


def _conditions(person: Any, wanted: Wanted) -> Q:
    asked = _words(wanted.q) & _with(wanted.who)
    plain = {
        "way": wanted.way, "reach": wanted.reach, "about__code": wanted.about,
        "at__date__gte": wanted.since, "at__date__lte": wanted.until,
        "by": person.pk if wanted.by == ME else None,
    }  # fmt: skip
    return asked & Q(**{name: value for name, value in plain.items() if value})


def _words(typed: str) -> Q:
    """Notes that hold every word: in the pupil's names, the other person's, or what was said or agreed."""
    asked = Q()
    for word in typed.split():
        asked &= (
            Q(pupil__search_name__contains=fold(word)) | Q(who_name__icontains=word)
            | Q(said__icontains=word) | Q(agreed__icontains=word)
        )  # fmt: skip
    return asked


def _with(who: str) -> Q:
    if who == HOME:
        return Q(who_kind__in=ContactNote.HOME)
    return Q() if who in ("", ANY) else Q(who_kind=who)


def log_of(person: Any, pupil: Pupil) -> list[ContactNote]:
    """The notes of one pupil in force, newest first: two queries."""
    notes = ContactNote.objects.visible_to(person).current().filter(pupil=pupil)
    counted = notes.select_related("about", "by").annotate(open_actions=open_actions())
    return list(counted.order_by("-at", "-pk"))


def versions_of(person: Any, note: ContactNote) -> list[ContactNote]:
    """Every version of a note, the newest first: one query."""
    found = ContactNote.objects.visible_to(person).filter(key=note.key)
    return list(found.select_related("about", "by").order_by("-number"))


def actions_of(person: Any, note: ContactNote) -> list[AgreedAction]:
    """The actions that any version of a note agreed: one query."""
    found = AgreedAction.objects.visible_to(person).filter(contact__key=note.key)
    return list(found.select_related("owner__person", "ended_by", "contact"))


def last_home(pupil_ids: Iterable[int]) -> dict[int, LastHome]:
    """When home of each pupil was last reached, and the tries since; asks nobody: the caller has sight.

    Two queries however many pupils; pupils without a note are left out.
    """
    wanted = list(pupil_ids)
    notes = ContactNote.objects.current().home().filter(pupil__in=wanted)
    days = notes.annotate(on=TruncDate("at")).order_by("at")
    reached: dict[int, tuple[datetime.date, str]] = {
        pupil: (on, f"{name} ({role})" if role else name)
        for pupil, on, name, role in days.reached().values_list(
            "pupil", "on", "who_name", "who_role"
        )
    }
    tries: dict[int, int] = {}
    unanswered = days.exclude(reach=ContactNote.Reach.SPOKE).filter(
        direction=ContactNote.Direction.OUT
    )
    for pupil, on in unanswered.values_list("pupil", "on"):
        if pupil not in reached or on > reached[pupil][0]:
            tries[pupil] = tries.get(pupil, 0) + 1
    return {
        pupil: LastHome(*reached.get(pupil, (None, "")), tries.get(pupil, 0))
        for pupil in {*reached, *tries}
    }


def people_known(person: Any, pupil: Pupil) -> list[tuple[str, str, str]]:
    """Whom the person's notes about a pupil were with, the latest first: (kind, name, relation)."""
    seen = ContactNote.objects.visible_to(person).current().filter(pupil=pupil)
    found = seen.order_by("-at").values_list("who_kind", "who_name", "who_role")
    return list(dict.fromkeys(found))[:KNOWN_SHOWN]


def kinds_in_sight(person: Any) -> list[tuple[str, str]]:
    """What the notes that the person sees are about, by code: one query."""
    seen = ContactNote.objects.visible_to(person).order_by("about__order")
    return list(dict(seen.values_list("about__code", "about__name")).items())


def tell(pupil: Pupil, person: Any) -> Iterable[Entry]:
    """Contacts in the chronology, for whoever reads the note: with whom and about what, not what was said."""
    for note in log_of(person, pupil):
        title = _("%(way)s with %(who)s") % {"way": note.get_way_display(), "who": note.who}
        detail = f"{note.about}: {note.get_reach_display().lower()}"
        url = reverse("contact", args=[note.pk])
        yield Entry(note.at, CONTACT, title, detail, note.by.full_name, url)
