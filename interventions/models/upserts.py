"""Adding deltas to the rows of totals in SQL, in the order of their keys, so that none is lost.

The database adds, never Python: a row read earlier may have moved on (speed.md, the trap). Rows are
touched in ascending order of their key, so two writers lock them in the same order. Both databases
know INSERT ... ON CONFLICT DO UPDATE; only the type of an empty date differs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

from interventions.models.group import Place
from interventions.models.session import Attendance, Session
from interventions.models.totals import CaseloadRow
from interventions.tally import DELIVERED, PUPIL, Deltas

#: Rows in one statement: SQLite takes 32,766 parameters, and a place of the caseload brings 14.
BATCH = 2000
_JUDGED = ("attended", "planned")


def add_counts(
    model: type[models.Model],
    key: Sequence[str],
    columns: Sequence[str],
    rows: Mapping[Any, Mapping],
) -> None:
    """Add ``rows``, a mapping of key to counts, to the table of ``model``; missing rows are made."""
    table = _table(model)
    width = len(key) + len(columns)
    for batch in _batches(sorted(rows)):
        values = [
            value
            for one in batch
            for value in (*_plain(one), *(rows[one].get(name, 0) for name in columns))
        ]
        _run(
            ["INSERT INTO", table, "(", ", ".join([*key, *columns]), ") VALUES"],
            [_marks(len(batch), width), "ON CONFLICT (", ", ".join(key), ") DO UPDATE SET"],
            [", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in columns)],
            values=values,
        )


def add_to_caseload(deltas: Deltas) -> None:
    """Add the deltas of running places to their pupils' caseload rows.

    Comes after the totals of the places: whether a place is running is read under their locks.
    """
    for batch in _batches(sorted(deltas.places)):
        _add_places_to_caseload(batch, deltas)
    gone = sorted({place for place, _on in deltas.unseen})
    for batch in _batches(gone):
        _look_for_last_session(batch)


def _add_places_to_caseload(place_ids: Sequence[int], deltas: Deltas) -> None:
    table, place = _table(CaseloadRow), _table(Place)
    sums = [f"SUM(column{number})" for number in range(2, len(PUPIL) + 2)]
    seen = f"column{len(PUPIL) + 2}"
    if connection.vendor == "postgresql":
        seen = f"CAST({seen} AS date)"
    cases, case_values = _judged_cases(table, place_ids, deltas)
    values: list[Any] = []
    for one in place_ids:
        counts, day = deltas.places[one], deltas.last_seen(one)
        values += [one, *(counts.get(name, 0) for name in PUPIL)]
        values.append(_day(day) if day else None)
    texts = ("measure", "verdict", "series", '"groups"')
    _run(
        ["INSERT INTO", table, "( pupil_id, school_id,", ", ".join(PUPIL), ", last_session_on,"],
        [", ".join(texts), ", places, judged_attended, judged_planned )"],
        [
            "SELECT p.pupil_id, p.school_id,",
            ", ".join(sums),
            f", MAX({seen}), '', '', '', '', 0, 0, 0",
        ],
        ["FROM (VALUES", _marks(len(place_ids), len(PUPIL) + 2), ") AS v"],
        ["JOIN", place, "p ON p.id = column1 WHERE p.outcome = ''"],
        ["GROUP BY p.pupil_id, p.school_id ORDER BY p.pupil_id"],
        ["ON CONFLICT (pupil_id) DO UPDATE SET"],
        [
            ", ".join([*(f"{name} = {table}.{name} + excluded.{name}" for name in PUPIL), *cases]),
            ",",
        ],
        [f"last_session_on = CASE WHEN {table}.last_session_on IS NULL"],
        [f"OR excluded.last_session_on > {table}.last_session_on"],
        [f"THEN excluded.last_session_on ELSE {table}.last_session_on END"],
        values=[*values, *case_values],
    )


def _judged_cases(
    table: str, place_ids: Sequence[int], deltas: Deltas
) -> tuple[list[str], list[int]]:
    cases, values = [], []
    for name in _JUDGED:
        changes = [(one, deltas.places[one].get(name, 0)) for one in place_ids]
        changes = [(one, change) for one, change in changes if change]
        if changes:
            whens = " ".join(["WHEN %s THEN %s"] * len(changes))
            column = f"{table}.judged_{name}"
            cases.append(
                f"judged_{name} = {column} + CASE {table}.judged_place_id {whens} ELSE 0 END"
            )
            values += [number for change in changes for number in change]
    return cases, values


def _look_for_last_session(place_ids: Sequence[int]) -> None:
    """Find the last session again for pupils whose attendance was taken back."""
    row, place, marked, held = map(_table, (CaseloadRow, Place, Attendance, Session))
    spots = ", ".join(["%s"] * len(place_ids))
    _run(
        ["UPDATE", row, 'SET last_session_on = (SELECT MAX(s."on") FROM', marked, "a"],
        ["JOIN", held, "s ON s.id = a.session_id JOIN", place, "p ON p.id = a.place_id"],
        [f"WHERE a.pupil_id = {row}.pupil_id AND p.outcome = ''"],
        ["AND s.state = %s AND a.code IN (%s, %s))"],
        ["WHERE pupil_id IN (SELECT pupil_id FROM", place, "WHERE id IN (", spots, "))"],
        values=[DELIVERED, *map(str, Attendance.TOOK_PART), *place_ids],
    )


def _run(*lines: Sequence[str], values: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(" ".join(" ".join(line) for line in lines), values)


def _marks(rows: int, width: int) -> str:
    return ", ".join(["(" + ", ".join(["%s"] * width) + ")"] * rows)


def _table(model: type[models.Model]) -> str:
    return str(connection.ops.quote_name(model._meta.db_table))


def _plain(key: Any) -> tuple:
    parts = key if isinstance(key, tuple) else (key,)
    return tuple(part if isinstance(part, int) else _day(part) for part in parts)


def _day(day: Any) -> Any:
    return connection.ops.adapt_datefield_value(day)


def _batches(keys: Iterable[Any]) -> Iterator[list[Any]]:
    left = iter(keys)
    while batch := list(islice(left, BATCH)):
        yield batch
