"""Comparing every total with what the rows say. Reads only; ``manage.py recount`` prints and repairs.

A writer may commit between two reads, so what looks wrong is read again while its totals are held.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from interventions.counts import adult_weeks_say, places_say, school_weeks_say
from interventions.impact import caseload_says
from interventions.models import AdultWeek, CaseloadRow, Place, PlaceTotal, SchoolWeek, Session
from interventions.paces import paces_say
from interventions.tally import COUNTED, PLACE, SCHOOL
from pupils.models import Pupil

BATCH = 500
_PLACE = (*PLACE, "pace")


@dataclass(frozen=True)
class Difference:
    """One figure of one total: what it is, and what the rows say it should be."""

    table: str
    key: Any
    name: str
    found: Any
    wanted: Any

    def __str__(self) -> str:
        key = " ".join(map(str, self.key)) if isinstance(self.key, tuple) else self.key
        return f"{self.table} {key}: {self.name} is {self.found}, the rows say {self.wanted}"


def differences(school_id: int) -> list[Difference]:
    """Every difference in one school's totals, in the order of the tables and keys."""
    places = Place.objects.filter(school=school_id).order_by("pk").values_list("pk", flat=True)
    pupils = (
        Pupil.objects.filter(school=school_id)
        .filter(Q(caseload_row__isnull=False) | Q(pk__in=_running(school_id)))
        .order_by("pk").values_list("pk", flat=True)
    )  # fmt: skip
    found: list[Difference] = []
    for batch in _batches(places):
        found += _checked_twice(PlaceTotal, "place_id", batch, _PLACE, _places)
    for batch in _batches(pupils):
        found += _checked_twice(CaseloadRow, "pupil_id", batch, (), caseload_says)
    return found + _weeks(school_id)


def _running(school_id: int) -> QuerySet:
    running = Place.objects.filter(school=school_id, outcome=Place.Outcome.RUNNING)
    return running.values("pupil_id")


def _places(place_ids: Sequence[int]) -> Mapping:
    paces = paces_say(place_ids)
    says = places_say(Place.objects.filter(pk__in=place_ids))
    return {place: {**counts, "pace": paces[place]} for place, counts in says.items()}


def _checked_twice(
    model: type[Model], key: str, keys: Sequence[int], columns: Sequence[str], read: Any
) -> list[Difference]:
    rows = model._base_manager.filter(**{f"{key}__in": keys})
    suspects = {found.key for found in _compare(model, keys, rows, columns, read(keys))}
    if not suspects:
        return []
    with transaction.atomic():
        held = rows.filter(**{f"{key}__in": suspects}).order_by(key).select_for_update()
        fresh = list(held)
        return _compare(model, sorted(suspects), fresh, columns, read(sorted(suspects)))


def _weeks(school_id: int) -> list[Difference]:
    sessions = Session.objects.filter(school=school_id)
    found: list[Difference] = []
    for rows, owner, columns, read in (
        (AdultWeek.objects.filter(post__school=school_id), "post_id", COUNTED, adult_weeks_say),
        (SchoolWeek.objects.filter(school=school_id), "school_id", SCHOOL, school_weeks_say),
    ):
        if not _compare_weeks(rows, owner, columns, read(sessions)):
            continue
        with transaction.atomic():
            held = list(rows.order_by(owner, "week_on").select_for_update(of=("self",)))
            found += _compare_weeks(held, owner, columns, read(sessions))
    return found


def _compare_weeks(
    rows: Iterable[Any], owner: str, columns: Sequence[str], says: Mapping
) -> list[Difference]:
    rows = list(rows)
    standing = {(getattr(row, owner), row.week_on): row for row in rows}
    keys = sorted({*standing, *says})
    model = AdultWeek if owner == "post_id" else SchoolWeek
    return _compare_rows(model, keys, standing, columns, says)


def _compare(
    model: type[Model],
    keys: Sequence[int],
    rows: Iterable[Any],
    columns: Sequence[str],
    says: Mapping,
) -> list[Difference]:
    return _compare_rows(model, keys, {row.pk: row for row in rows}, columns, says)


def _compare_rows(
    model: type[Model], keys: Sequence[Any], rows: Mapping, columns: Sequence[str], says: Mapping
) -> list[Difference]:
    table = model._meta.model_name or ""
    found = []
    for key in keys:
        wanted, row = says.get(key, {}), rows.get(key)
        for name in columns or wanted:
            should = wanted.get(name, 0)
            stands = getattr(row, name) if row is not None else 0
            if stands != should and (row is not None or should):
                found.append(Difference(table, key, name, stands, should))
    return found


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    left = iter(keys)
    while batch := list(islice(left, BATCH)):
        yield batch
