"""The class digest: the profiles of a form or a group on one page, strategies merged.

What can be chosen is registered: forms here, groups by the floor above, so nothing here looks up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pupils.comparing import MUST, NOT, TRY, Line
from pupils.merging import Owned, Shared, merge
from pupils.models import AdultLink, Profile, ProfileStrategy, Pupil
from pupils.models.profile import READERS
from pupils.profiles import line_of


@dataclass(frozen=True)
class Chosen:
    """A class or a group: its name and the keys of its pupils."""

    title: str
    pupil_ids: frozenset[int]


@dataclass(frozen=True)
class Chooser:
    """One way to choose: the parameter of the address, its label, what is offered, and how it is found."""

    name: str
    label: Any
    options: Callable[[Any], list[tuple[str, str]]]
    find: Callable[[Any, str], Chosen | None]


@dataclass(frozen=True)
class PupilRow:
    """A pupil of the digest with lines of one kind."""

    pupil: Pupil
    lines: list[Line]
    number: int = 0


@dataclass(frozen=True)
class SharedRow:
    """A strategy for several pupils, in every wording, with who must, who may, and whom it does not help."""

    wordings: list[str]
    must: list[Pupil]
    worth: list[Pupil]
    not_for: list[Pupil]


@dataclass(frozen=True)
class Digest:
    """The page. ``hidden`` counts the pupils of the class whose profiles the reader may not see."""

    title: str
    must: list[PupilRow]
    several: list[SharedRow]
    single: list[PupilRow]
    conflicts: list[SharedRow]
    with_profile: list[Pupil]
    without_profile: list[Pupil]
    hidden: int


_CHOOSERS: dict[str, Chooser] = {}


def add_chooser(chooser: Chooser) -> None:
    """Offer another way to choose pupils; called from ``AppConfig.ready``."""
    _CHOOSERS[chooser.name] = chooser


def choosers() -> list[Chooser]:
    """Every way to choose, in the order added."""
    return list(_CHOOSERS.values())


def chosen_by(person: Any, query: Any) -> Chosen | None:
    """What the address asks for, or None where it asks for nothing the person has.

    Looks only at the first parameter that is filled.
    """
    for chooser in choosers():
        if value := query.get(chooser.name, ""):
            return chooser.find(person, value)
    return None


def readable(person: Any) -> QuerySet[Pupil]:
    """Pupils whose profiles the person may read, as a queryset.

    Whole-school roles without provision (the data manager) see pupils but not their profiles.
    """
    access = person.access
    links = AdultLink.objects.current().filter(
        pupil=OuterRef("pk"), post__in=access.post_ids + access.department_ids
    )
    reads = Q(school__in=access.schools_as(*READERS)) | Exists(links)
    return Pupil.objects.visible_to(person).filter(reads)


def digest_of(person: Any, chosen: Chosen) -> Digest:
    """Merge the profiles in force of the chosen pupils: three queries however many."""
    pupils = {
        one.pk: one
        for one in readable(person).filter(pk__in=chosen.pupil_ids).order_by("surname", "forename")
    }
    profiles = {
        one.pupil_id: one
        for one in Profile.objects.visible_to(person).current().filter(pupil__in=list(pupils))
    }
    rows = _rows(pupils, profiles)
    merged = merge(rows)
    return Digest(
        title=chosen.title,
        must=_by_pupil(merged.must, pupils),
        several=[_shared(one, pupils) for one in merged.several],
        single=_by_pupil(merged.single, pupils),
        conflicts=[_shared(one, pupils) for one in merged.conflicts],
        with_profile=[one for pk, one in pupils.items() if pk in profiles],
        without_profile=[one for pk, one in pupils.items() if pk not in profiles],
        hidden=len(chosen.pupil_ids - pupils.keys()),
    )


def _rows(pupils: dict[int, Pupil], profiles: dict[int, Profile]) -> list[Owned]:
    owners = {profile.pk: pk for pk, profile in profiles.items()}
    found = ProfileStrategy.objects.filter(profile__in=list(owners)).select_related("need_type")
    places = {pk: place for place, pk in enumerate(pupils)}
    rows = [
        (places[owners[row.profile_id]], row.position, Owned(owners[row.profile_id], line_of(row)))
        for row in found
    ]
    return [row for _place, _position, row in sorted(rows, key=lambda row: row[:2])]


def _by_pupil(lines: dict[int, list[Line]], pupils: dict[int, Pupil]) -> list[PupilRow]:
    return [PupilRow(pupils[pk], rows) for pk, rows in lines.items()]


def _shared(one: Shared, pupils: dict[int, Pupil]) -> SharedRow:
    must = one.pupils(MUST)
    worth = [pk for pk in one.pupils(TRY) if pk not in must]
    return SharedRow(
        one.wordings, *([pupils[pk] for pk in keys] for keys in (must, worth, one.pupils(NOT)))
    )


def _forms(person: Any) -> list[tuple[str, str]]:
    names = set(
        readable(person).on_roll().exclude(form="").order_by().values_list("form", flat=True)
    )
    return [(name, name) for name in sorted(names, key=_natural)]


def _natural(form: str) -> tuple[int, str]:
    """7B before 10A."""
    digits = "".join(letter for letter in form if letter.isdigit())
    return (int(digits) if digits else 0, form)


def _form(person: Any, name: str) -> Chosen | None:
    """A form that holds a pupil whose profile the person reads; all its pupils, at those schools."""
    schools = set(
        readable(person).on_roll().filter(form=name).values_list("school", flat=True).order_by()
    )
    if not schools:
        return None
    pupils = Pupil.objects.on_roll().filter(school__in=schools, form=name)
    title = _("Form %(name)s") % {"name": name}
    return Chosen(title, frozenset(pupils.values_list("pk", flat=True)))


add_chooser(Chooser("form", gettext_lazy("Form"), _forms, _form))
