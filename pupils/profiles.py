"""Reading profiles: the lines of a version, what changed since another, who has read it, when to review."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from core.models import Term
from pupils.chronology import Entry
from pupils.comparing import Change, Line, compare
from pupils.models import Acknowledgement, AdultLink, Profile, ProfileStrategy, Pupil
from pupils.policies import see_profile
from staff import home

#: A review follows at the end of a term that is at least this far ahead.
SOONEST = datetime.timedelta(days=42)
WITHOUT_TERMS = datetime.timedelta(days=91)
PROFILE = "profile"
CARDS_SHOWN = 6


@dataclass(frozen=True)
class Versions:
    """What a pupil has: the version in force, the one being written, and all published, newest first."""

    current: Profile | None
    draft: Profile | None
    published: list[Profile]

    def numbered(self, number: str) -> Profile | None:
        """The published version of a number as typed in an address, or None."""
        return next((one for one in self.published if str(one.number) == number), None)


@dataclass(frozen=True)
class Difference:
    """What is not the same in two versions: lines, and the pupil's own words."""

    since: int
    changes: list[Change]
    voice: list[tuple[str, str, str]]


@dataclass(frozen=True)
class ToRead:
    """A changed must-do that waits for a person: whose it is and what changed."""

    asked: Acknowledgement
    pupil: Pupil
    changes: list[Change]


def versions_of(person: Any, pupil: Pupil) -> Versions:
    """Every version that ``person`` may see: one query."""
    seen = list(
        Profile.objects.visible_to(person).filter(pupil=pupil)
        .select_related("drafted_by", "published_by")
    )  # fmt: skip
    by_state = {one.state: one for one in seen}
    return Versions(
        by_state.get(Profile.State.CURRENT),
        by_state.get(Profile.State.DRAFT),
        [one for one in seen if one.state != Profile.State.DRAFT],
    )


def line_of(row: ProfileStrategy) -> Line:
    """A strategy as the pure modules know it."""
    need = row.need_type.code if row.need_type else ""
    return Line(str(row.key), row.tag, row.text, need)


def lines_by_profile(profile_ids: Iterable[int]) -> dict[int, list[Line]]:
    """The lines of several versions, in their order: one query."""
    rows = ProfileStrategy.objects.filter(profile__in=list(profile_ids))
    found: dict[int, list[Line]] = {}
    for row in rows.select_related("need_type").order_by("profile", "position", "pk"):
        found.setdefault(row.profile_id, []).append(line_of(row))
    return found


def difference(
    old: Profile | None, new: Profile, lines: dict[int, list[Line]]
) -> Difference:  # fmt: skip
    """What ``new`` changed; against nothing at all, everything is new."""
    changes = compare(lines.get(old.pk, []) if old else [], lines.get(new.pk, []))
    voice = [
        (str(Profile._meta.get_field(name).verbose_name), getattr(old, name) if old else "", words)
        for name, words in new.voice.items()
        if (getattr(old, name) if old else "") != words
    ]
    return Difference(old.number if old else 0, changes, voice)


def asked_about(profile: Profile) -> list[tuple[Acknowledgement, bool]]:
    """Whom a version asked to read it, and whether each still works with the pupil: two queries."""
    asked = list(
        Acknowledgement.objects.filter(profile=profile).select_related("person")
        .order_by("acknowledged_at", "person__full_name")
    )  # fmt: skip
    links = AdultLink.objects.current().filter(pupil=profile.pupil_id)
    here = set(links.values_list("post__person", flat=True)) if asked else set()
    # Both databases agree on a name, not on where an empty moment goes.
    asked.sort(key=lambda one: (one.acknowledged_at is not None, one.person.full_name))
    return [(one, one.person_id in here) for one in asked]


def to_read(person: Any) -> list[ToRead]:
    """Changed must-dos that wait for ``person``, the oldest first: one query, three if there are any."""
    asked = list(
        Acknowledgement.objects.visible_to(person).waiting()
        .select_related("profile__pupil").order_by("profile__starts_on", "pk")[:CARDS_SHOWN]
    )  # fmt: skip
    if not asked:
        return []
    pupils = [one.profile.pupil_id for one in asked]
    published = Profile.objects.published().filter(pupil__in=pupils)
    known = {(one.pupil_id, one.number): one for one in published}
    before = {one.pk: known.get((one.profile.pupil_id, one.since)) for one in asked}
    wanted = {one.profile_id for one in asked} | {old.pk for old in before.values() if old}
    lines = lines_by_profile(wanted)
    return [
        ToRead(one, one.profile.pupil, _must(difference(before[one.pk], one.profile, lines)))
        for one in asked
    ]


def _must(found: Difference) -> list[Change]:
    return [change for change in found.changes if change.asks]


def needs_of_reader(person: Any) -> Iterator[home.Need]:
    """One thing to do for each changed must-do."""
    for one in to_read(person):
        words = one.changes[0].line.text if one.changes else _("A must-do has changed.")
        title = _("Read what changed for %(name)s") % {"name": one.pupil.first_name}
        url = reverse("pupil_profile", args=[one.pupil.pk])
        yield home.Need(2, title, words, f"{url}?since={one.asked.since}", _("Read"))


def next_review(school_id: int, today: datetime.date) -> datetime.date:
    """The last day of the first term that ends six weeks or more ahead; a quarter without terms.

    A termly review (domain.md 4.1) held within weeks of publication would review nothing.
    """
    ends = Term.objects.filter(school=school_id, ends_on__gte=today + SOONEST)
    term = ends.order_by("ends_on").first()
    return term.ends_on if term else today + WITHOUT_TERMS


def tell(pupil: Pupil, person: Any) -> Iterator[Entry]:
    """The profile's part of the chronology: versions published, and agreements."""
    if see_profile(person, pupil):
        return
    url = reverse("pupil_profile", args=[pupil.pk])
    published = Profile.objects.visible_to(person).published().filter(pupil=pupil)
    for one in published.select_related("published_by"):
        by = one.published_by.full_name if one.published_by else ""
        title = _("Profile version %(number)s published") % {"number": one.number}
        yield Entry(one.starts_on, PROFILE, title, "", by, f"{url}?version={one.number}")
        agreed = [
            (one.pupil_agreed_on, _("Profile version %(number)s agreed by the pupil")),
            (one.parent_agreed_on, _("Profile version %(number)s agreed by a parent or carer")),
        ]
        for on, words in agreed:
            if on:
                yield Entry(on, PROFILE, words % {"number": one.number})


def review_state(profile: Profile) -> tuple[str, str]:
    """Kind and words of the state of the review: ("bad", "Review was due 4 Sep 2026")."""
    day = {"day": format_date(profile.review_on, "j M Y")}
    if profile.review_on < timezone.localdate():
        return "bad", _("Review was due %(day)s") % day
    return "todo", _("Next review %(day)s") % day
