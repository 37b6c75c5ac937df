"""The average pace of a group and where it likely lies, as tables."""

import math

import pytest

from appraisal.pace import LEAST, MOST, by_pupil, interval_of, t_value


def test_by_pupil_counts_each_pupil_once_within_the_limits():
    assert by_pupil([(1, 1.0), (1, 2.0), (2, 9.0), (3, -7.0)]) == [1.5, MOST, LEAST]


def test_interval_is_students():
    found = interval_of([1.0, 1.2, 0.8, 1.4, 0.6])
    half = 2.776 * math.sqrt(0.1) / math.sqrt(5)
    assert (found.low, found.middle, found.high) == pytest.approx((1 - half, 1, 1 + half))
    with pytest.raises(ValueError, match="two pupils"):
        interval_of([1.0])


@pytest.mark.parametrize(
    ("freedom", "value"),
    [(1, 12.706), (4, 2.776), (30, 2.042), (31, 2.0395), (60, 2.0003), (120, 1.9799)],
)
def test_t_value_follows_the_printed_tables(freedom, value):
    assert t_value(freedom) == pytest.approx(value, abs=0.0006)


def test_t_value_needs_freedom():
    with pytest.raises(ValueError, match="degree"):
        t_value(0)
