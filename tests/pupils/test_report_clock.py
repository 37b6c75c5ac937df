"""The clock of the report to parents, in a table."""

import datetime

import pytest

from pupils.report_clock import LATE, TODAY, TOLD, TOLD_LATE, clock

ENDED = datetime.datetime(2026, 11, 24, 13, 30, tzinfo=datetime.UTC)


def at(day: int, hour: int, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(2026, 11, day, hour, minute, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("told", "now", "expected"),
    [
        (None, at(24, 13, 30), (TODAY, 0, 0)),
        (None, at(24, 15, 29), (TODAY, 1, 0)),
        (None, at(24, 23, 59), (TODAY, 10, 0)),
        (None, at(25, 0, 1), (LATE, 10, 1)),
        (None, at(27, 9), (LATE, 67, 3)),
        (at(24, 16), at(27, 9), (TOLD, 2, 0)),
        (at(25, 8, 30), at(27, 9), (TOLD_LATE, 19, 1)),
        (at(24, 13), at(24, 14), (TOLD, 0, 0)),
    ],
)
def test_clock_says_where_the_report_stands(told, now, expected):
    assert clock(ENDED, told, now) == expected
