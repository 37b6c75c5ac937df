from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staff import pay

OLD_TO_NEW = {
    18: 7, 19: 8, 20: 9, 21: 11, 22: 12, 23: 14, 24: 15, 25: 17, 26: 19, 27: 20, 28: 22, 29: 23,
    30: 24, 31: 25,
}  # fmt: skip
FULL_TIME = Decimal(36)

worked_days = st.integers(0, 220)
leave = st.floats(20, 32)


@pytest.mark.parametrize(
    ("days", "leave_days", "per_day", "weeks", "fraction", "amount", "monthly"),
    [
        (195, 26, 0.1500, 44.849, 0.8601, "30964.08", "2580.34"),
        (195, 31, 0.1759, 45.860, 0.8795, "31662.37", "2638.53"),
        (200, 26, 0.1500, 45.999, 0.8822, "31758.03", "2646.50"),
    ],
)
def test_term_time_working_agrees_with_the_worked_examples(
    days, leave_days, per_day, weeks, fraction, amount, monthly
):
    working = pay.term_time_working(days, leave_days)
    assert round(working.leave_per_day, 4) == per_day
    assert round(working.paid_weeks, 3) == weeks
    assert round(working.fraction, 4) == fraction
    assert pay.term_time_fraction(days, leave_days) == working.fraction
    annual = pay.annual_pay(Decimal(36000), FULL_TIME, FULL_TIME, working.fraction)
    assert annual == Decimal(amount)
    assert pay.monthly_pay(annual) == Decimal(monthly)


def test_term_time_working_shows_each_step():
    steps = pay.term_time_working(195, 26).steps()
    assert [how for _, how, _ in steps] == [
        "26 + 8",
        "260.714 - 34",
        "34 / 226.714",
        "195 x (1 + 0.1500)",
        "224.244 / 5",
        "44.849 / 52.143",
    ]
    assert steps[-1][2] == pay.term_time_fraction(195, 26)
    assert all(what for what, _, _ in steps)


@pytest.mark.parametrize(
    ("days", "leave_days", "bank_holidays"),
    [(-1, 26, 8), (195, -1, 8), (195, 26, -1), (0, 253, 8), (228, 26, 8), (195, float("nan"), 8)],
)
def test_term_time_working_refuses_impossible_years(days, leave_days, bank_holidays):
    with pytest.raises(ValueError, match=r"negative|more than"):
        pay.term_time_working(days, leave_days, bank_holidays)


def test_term_time_fraction_is_one_for_a_whole_year():
    assert pay.term_time_fraction(227, 26) == 1
    assert pay.term_time_fraction(226, 26) < 1


@given(worked_days, leave)
def test_term_time_fraction_rises_with_days_and_leave(days, leave_days):
    fraction = pay.term_time_fraction(days, leave_days)
    assert 0 <= fraction <= 1
    assert fraction <= pay.term_time_fraction(days + 1, leave_days)
    assert fraction <= pay.term_time_fraction(days, leave_days + 1)


@given(worked_days, leave)
def test_term_time_working_keeps_the_ratio_of_leave_to_work(days, leave_days):
    working = pay.term_time_working(days, leave_days)
    assert working.paid_days - days == pytest.approx(working.leave_per_day * days)
    assert working.fraction * pay.WEEKS_IN_YEAR == pytest.approx(working.paid_weeks)


def test_weeks_fraction_counts_weeks_and_leave():
    assert round(pay.weeks_fraction(38, 5), 4) == 0.8247


@pytest.mark.parametrize(("weeks", "leave_weeks"), [(38, 0), (-1, 5), (38, -5), (50, 3)])
def test_weeks_fraction_refuses_to_leave_the_leave_out(weeks, leave_weeks):
    with pytest.raises(ValueError, match="fit into a year"):
        pay.weeks_fraction(weeks, leave_weeks)


def test_annual_pay_takes_hours_and_fraction_and_rounds_halves_upwards():
    assert pay.annual_pay(Decimal(36000), Decimal(18), FULL_TIME, 0.5) == Decimal("9000.00")
    assert pay.annual_pay(Decimal("0.01"), FULL_TIME, FULL_TIME, 0.5) == Decimal("0.01")
    assert pay.annual_pay(Decimal("0.03"), FULL_TIME, FULL_TIME, 0.5) == Decimal("0.02")


@pytest.mark.parametrize(
    ("fte", "hours", "full_time", "fraction"),
    [
        (-1, 36, 36, 0.8),
        (1, -1, 36, 0.8),
        (1, 36, 0, 0.8),
        (1, 36, 36, 1.01),
        (1, 36, 36, -0.1),
        (1, 36, 36, float("nan")),
    ],
)
def test_annual_pay_refuses_impossible_figures(fte, hours, full_time, fraction):
    with pytest.raises(ValueError, match="cannot be negative"):
        pay.annual_pay(Decimal(fte), Decimal(hours), Decimal(full_time), fraction)


@given(st.decimals(0, 80_000, places=2), st.decimals(0, 36, places=2), st.floats(0, 1))
def test_annual_pay_never_exceeds_full_time_pay_and_has_pence(fte, hours, fraction):
    amount = pay.annual_pay(fte, hours, FULL_TIME, fraction)
    assert 0 <= amount <= fte
    assert amount.as_tuple().exponent == -2


def test_hourly_rate_divides_by_the_weeks_of_a_year_and_the_hours_of_a_week():
    assert pay.hourly_rate(Decimal(36000), FULL_TIME) == Decimal("19.18")
    with pytest.raises(ValueError, match="above zero"):
        pay.hourly_rate(Decimal(36000), Decimal(0))


@pytest.mark.parametrize(
    ("first", "last", "points", "added"),
    [(18, 19, (7, 8), ()), (20, 21, (9, 10, 11), (10,)), (29, 31, (23, 24, 25), ())],
)
def test_new_points_follow_the_table_and_name_the_point_in_between(first, last, points, added):
    assert tuple(pay.new_points(first, last, OLD_TO_NEW)) == points
    assert pay.added_points(first, last, OLD_TO_NEW) == added


def test_new_point_refuses_a_point_that_the_table_does_not_hold():
    assert pay.new_point(18, OLD_TO_NEW) == 7
    with pytest.raises(ValueError, match="Old point 40"):
        pay.new_point(40, OLD_TO_NEW)
    with pytest.raises(ValueError, match="above the last"):
        pay.new_points(31, 29, OLD_TO_NEW)
