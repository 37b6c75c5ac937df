"""Pupils who could be taken for each other: the same surname in the same year."""

from typing import Any

from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone

from core.kept import Kept
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
