"""School weeks without contact: tables of cases, no database."""

import datetime

import pytest

from core.calendar import school_days
from pupils.silence import Silence, school_weeks


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


TERMS = [(day("2026-09-01"), day("2026-12-18")), (day("2027-01-04"), day("2027-03-26"))]
HALF_TERM = [(day("2026-10-26"), day("2026-10-30"))]
DAYS = school_days(day("2026-09-01"), day("2027-03-26"), TERMS, HALF_TERM)


@pytest.mark.parametrize(
    ("since", "today", "weeks"),
    [
        ("2026-11-02", "2026-11-06", 0),  # Monday to Friday: four days have passed since
        ("2026-11-02", "2026-11-09", 1),
        ("2026-11-06", "2026-11-13", 1),
        ("2026-10-23", "2026-10-30", 0),  # half term counts nothing
        ("2026-10-23", "2026-11-06", 1),
        ("2026-12-18", "2027-01-03", 0),  # nor does Christmas
        ("2026-12-18", "2027-01-08", 1),
        ("2026-09-01", "2026-11-24", 11),
        ("2026-11-24", "2026-11-24", 0),
        ("2026-11-25", "2026-11-24", 0),
    ],
)
def test_school_weeks_leave_holidays_out(since, today, weeks):
    assert school_weeks(day(since), day(today), DAYS) == weeks


@pytest.mark.parametrize(
    ("today", "weeks"), [("2026-09-07", 0), ("2026-09-08", 1), ("2026-09-22", 3)]
)
def test_school_weeks_are_calendar_weeks_where_no_term_is_known(today, weeks):
    assert school_weeks(day("2026-09-01"), day(today), []) == weeks


@pytest.mark.parametrize(("weeks", "over", "by"), [(5, False, -1), (6, True, 0), (9, True, 3)])
def test_silence_is_over_at_its_limit(weeks, over, by):
    found = Silence(day("2026-09-01"), weeks, 6)
    assert (found.is_over, found.over_by) == (over, by)
