"""Pupils who could be taken for each other: of one year, with one surname, or with one name on a screen."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone

from core.kept import Kept
from core.names import fold
from pupils.models import Pupil
from staff.access import WHOLE_SCHOOL

#: Asked for every page of a record, and mostly finds nobody.
_SAME = Kept(
    lambda school, year, surname, pupil, today: (
        Pupil.objects.filter(school=school, year_group=year)
        .alias(loud=Upper("surname"))
        .filter(Q(left_on__isnull=True) | Q(left_on__gte=today), loud=Upper(surname))
        .exclude(pk=pupil)
    ),
    5,
)


def namesakes_of(person: Any, pupil: Pupil) -> list[Pupil]:
    """Those on roll whom the person may see. One query, and one more where somebody is found.

    Whoever works with every pupil of the school sees them all, so nothing more is asked.
    """
    found = _SAME(pupil.school_id, pupil.year_group, pupil.surname, pupil.pk, timezone.localdate())
    if not found or person.access.has(pupil.school_id, *WHOLE_SCHOOL):
        return found
    return list(Pupil.objects.visible_to(person).filter(pk__in=[other.pk for other in found]))


def alike(person: Any, pupils: Iterable[Pupil]) -> dict[int, list[Pupil]]:
    """By pupil, those whom a hurried hand could take for them, where a record is written for several.

    Of the same school and year, on roll, seen by ``person``, and with the same surname or the same
    "Toby W.". A namesake out of the person's sight cannot be written about by mistake, and stays
    out of sight. One query, none for no pupils.
    """
    pupils = list(pupils)
    if not pupils:
        return {}
    names = {word.upper() for pupil in pupils for word in _names(pupil)}
    known = (Upper(name) for name in ("surname", "forename", "known_as", "known_surname"))
    aliases = dict(zip(("a", "b", "c", "d"), known, strict=True))
    near = (
        Pupil.objects.visible_to(person).on_roll().alias(**aliases)
        .filter(
            Q(a__in=names) | Q(b__in=names) | Q(c__in=names) | Q(d__in=names),
            school__in={pupil.school_id for pupil in pupils},
            year_group__in={pupil.year_group for pupil in pupils},
        )
        .only(
            "school", "year_group", "form", "born_on", "surname", "forename", "known_as",
            "known_surname",
        )
    )  # fmt: skip
    by_class: dict[tuple[int, str], list[Pupil]] = defaultdict(list)
    for other in near:
        by_class[other.school_id, other.year_group].append(other)
    found = {
        pupil.pk: [
            other
            for other in by_class[pupil.school_id, pupil.year_group]
            if other.pk != pupil.pk and _look_alike(pupil, other)
        ]
        for pupil in pupils
    }
    return {key: others for key, others in found.items() if others}


def _names(pupil: Pupil) -> set[str]:
    return {pupil.surname, pupil.last_name, pupil.forename, pupil.first_name}


def _look_alike(one: Pupil, other: Pupil) -> bool:
    same_surname = fold(one.last_name) == fold(other.last_name) or fold(one.surname) == fold(
        other.surname
    )
    return same_surname or fold(one.short_name) == fold(other.short_name)
