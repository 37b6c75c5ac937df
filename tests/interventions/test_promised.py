"""How much a line has promised by a day: pure arithmetic."""

import datetime

import pytest

from core.calendar import school_days
from interventions.promised import Amount, Dose, promised, weeks_since

D = datetime.date.fromisoformat
TERMS = [(D("2026-09-01"), D("2026-12-18")), (D("2027-01-04"), D("2027-03-26"))]
HALF_TERM = [(D("2026-10-26"), D("2026-10-30"))]
DAYS = school_days(D("2026-09-07"), D("2027-03-26"), TERMS, HALF_TERM)


def dose(**changed) -> Dose:
    return Dose(
        **{"minutes": 30, "times": 3, "per": "week", "starts_on": D("2026-09-07"), **changed}
    )


@pytest.mark.parametrize(
    ("changed", "first", "last", "amount"),
    [
        ({}, "2026-09-07", "2026-09-27", (9, 270)),
        # Half term is no school week, and a term ends where it ends.
        ({}, "2026-10-19", "2026-11-08", (6, 180)),
        ({}, "2026-12-14", "2027-01-10", (6, 180)),
        # Twelve school weeks: the half term is not one of them.
        ({"weeks": 2}, "2026-09-07", "2026-12-18", (6, 180)),
        ({"weeks": 8, "starts_on": D("2026-10-05")}, "2026-10-05", "2026-12-18", (24, 720)),
        ({"ends_on": D("2026-09-16")}, "2026-09-07", "2026-12-18", (6, 180)),
        ({"starts_on": D("2026-09-21")}, "2026-09-07", "2026-09-27", (3, 90)),
        ({"per": "day", "times": 1, "minutes": 15}, "2026-09-07", "2026-09-18", (10, 150)),
        ({"per": "fortnight", "times": 1}, "2026-09-07", "2026-09-27", (1, 30)),
        ({"per": "fortnight", "times": 3}, "2026-09-07", "2026-09-27", (4, 120)),
        ({"per": "term", "times": 2, "minutes": 60}, "2026-09-07", "2026-10-18", (0, 0)),
        ({"per": "term", "times": 2, "minutes": 60}, "2026-09-07", "2026-12-18", (2, 120)),
        ({"per": "year", "times": 39, "minutes": 10}, "2026-09-07", "2026-09-27", (3, 30)),
        ({}, "2026-08-03", "2026-08-30", (0, 0)),
    ],
)
def test_promised_counts_school_weeks_of_the_line(changed, first, last, amount):
    assert promised(dose(**changed), DAYS, D(first), D(last)) == Amount(*amount)


@pytest.mark.parametrize("missing", [{"minutes": None}, {"times": None}, {"per": ""}])
def test_promised_is_nothing_one_could_count_without_a_figure(missing):
    assert promised(dose(**missing), DAYS, D("2026-09-07"), D("2026-09-27")) is None


@pytest.mark.parametrize(
    ("since", "today", "weeks"),
    [
        ("2026-11-03", "2026-11-24", 2), ("2026-11-02", "2026-11-30", 3),
        ("2026-10-23", "2026-11-06", 0), ("2026-12-18", "2027-01-18", 2), ("2026-11-24", "2026-11-24", 0),
    ],
)  # fmt: skip
def test_weeks_since_are_whole_school_weeks(since, today, weeks):
    assert weeks_since(D(since), DAYS, D(today)) == weeks


def test_amounts_add_up():
    assert sum([Amount(1, 30), Amount(2, 45)], Amount()) == Amount(3, 75)
