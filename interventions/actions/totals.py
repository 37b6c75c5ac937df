"""Keeping the totals: deltas in the transaction of a change, and a rebuild from what the rows say.

Other actions call these inside their own transaction, after they asked their policy and wrote their
rows, and before they write the record book: the totals repeat what is recorded there. Locks are taken
in the order of ``models/totals.py``.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from interventions.counts import (
    adult_weeks_say,
    count_of,
    counts_of,
    places_say,
    school_weeks_say,
)
from interventions.impact import caseload_says
from interventions.models import (
    AdultWeek,
    CaseloadRow,
    Place,
    PlaceTotal,
    SchoolWeek,
    Session,
)
from interventions.models.upserts import add_counts, add_to_caseload
from interventions.paces import paces_say
from interventions.tally import COUNTED, PLACE, SCHOOL, Pair, PlaceMark, SessionCount, deltas_of
from pupils.models import Pupil

__all__ = [
    "PlaceMark",
    "SessionCount",
    "change_totals",
    "count_of",
    "counts_of",
    "recount_places",
    "recount_pupils",
    "recount_weeks",
]

#: Places or pupils rebuilt under one set of locks.
BATCH = 500


@transaction.atomic(savepoint=False)
def change_totals(pairs: Iterable[Pair]) -> None:
    """Apply what changed between each ``(before, after)`` of a session; None where there is none.

    Four statements however many pairs there are, and one more where attendance was taken back.
    """
    deltas = deltas_of(pairs)
    add_counts(PlaceTotal, ["place_id"], PLACE, deltas.places)
    add_counts(AdultWeek, ["post_id", "week_on"], COUNTED, deltas.adult_weeks)
    add_counts(SchoolWeek, ["school_id", "week_on"], SCHOOL, deltas.school_weeks)
    add_to_caseload(deltas)


@transaction.atomic
def recount_places(place_ids: Iterable[int]) -> None:
    """Rebuild the totals of places from their sessions, then the caseload rows of their pupils."""
    for batch in _batches(place_ids):
        pupils = Place.objects.filter(pk__in=batch).order_by().values_list("pupil_id", flat=True)
        pupil_ids = sorted(set(pupils))
        _lock_places(_places_of(pupil_ids))
        says = places_say(Place.objects.filter(pk__in=batch))
        PlaceTotal.objects.bulk_update(
            [PlaceTotal(place_id=place, **_all(PLACE, counts)) for place, counts in says.items()],
            PLACE,
        )
        _recount_pupils(pupil_ids)


@transaction.atomic
def recount_pupils(pupil_ids: Iterable[int]) -> None:
    """Rebuild what scores say of pupils: the pace of each place, and their caseload rows."""
    for batch in _batches(pupil_ids):
        _recount_pupils(batch)


@transaction.atomic
def recount_weeks(school_ids: Iterable[int]) -> None:
    """Rebuild every week of these schools and of their posts."""
    schools = list(school_ids)
    sessions = Session.objects.filter(school__in=schools)
    posts = AdultWeek.objects.filter(post__school__in=schools)
    _set_weeks(posts, "post_id", COUNTED, lambda: adult_weeks_say(sessions))
    weeks = SchoolWeek.objects.filter(school__in=schools)
    _set_weeks(weeks, "school_id", SCHOOL, lambda: school_weeks_say(sessions))


def _recount_pupils(pupil_ids: Sequence[int]) -> None:
    places = _places_of(pupil_ids)
    _lock_places(places)
    _set_paces(places)
    schools = Pupil.objects.filter(pk__in=pupil_ids).order_by("pk").values_list("pk", "school_id")
    rows = [CaseloadRow(pupil_id=pupil, school_id=school) for pupil, school in schools]
    CaseloadRow.objects.bulk_create(rows, ignore_conflicts=True)
    locked = CaseloadRow.objects.filter(pupil__in=pupil_ids).order_by("pk").select_for_update()
    rows = list(locked)
    says = caseload_says(pupil_ids)
    for row in rows:
        for name, value in says[row.pk].items():
            setattr(row, name, value)
    if rows:
        CaseloadRow.objects.bulk_update(rows, list(says[rows[0].pk]))


def _places_of(pupil_ids: Sequence[int]) -> list[int]:
    places = Place.objects.filter(pupil__in=pupil_ids).order_by("pk")
    return list(places.values_list("pk", flat=True))


def _set_paces(place_ids: Sequence[int]) -> None:
    says = paces_say(place_ids)
    rows = PlaceTotal.objects.filter(pk__in=place_ids).values_list("pk", "pace")
    moved = [PlaceTotal(place_id=pk, pace=says[pk]) for pk, pace in rows if pace != says[pk]]
    PlaceTotal.objects.bulk_update(moved, ["pace"])


def _lock_places(place_ids: Sequence[int]) -> None:
    """Make missing totals, then hold all of them, the lowest first."""
    add_counts(PlaceTotal, ["place_id"], PLACE, {key: {} for key in place_ids})
    locked = PlaceTotal.objects.filter(pk__in=place_ids).order_by("pk").select_for_update()
    list(locked.values_list("pk", flat=True))


def _set_weeks(weeks: QuerySet, owner: str, columns: Sequence[str], read: Callable) -> None:
    """Make missing weeks and hold all of them before reading what they should say."""
    add_counts(weeks.model, [owner, "week_on"], columns, {key: {} for key in read()})
    rows = list(weeks.order_by(owner, "week_on").select_for_update(of=("self",)))
    says = read()
    for row in rows:
        counts = says.get((getattr(row, owner), row.week_on), {})
        for name in columns:
            setattr(row, name, counts.get(name, 0))
    weeks.model.objects.bulk_update(rows, columns, batch_size=BATCH)


def _all(columns: Sequence[str], counts: Any) -> dict[str, int]:
    return {name: counts[name] for name in columns}


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    left = iter(sorted(set(keys)))
    while batch := list(islice(left, BATCH)):
        yield batch
