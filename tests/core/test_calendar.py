import datetime
from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import calendar

AUTUMN = (date(2026, 9, 2), date(2026, 12, 18))
SPRING = (date(2027, 1, 5), date(2027, 3, 25))
TERMS = [AUTUMN, SPRING]
HALF_TERM = (date(2026, 10, 26), date(2026, 10, 30), "Half term")
INSET = (date(2026, 11, 27), date(2026, 11, 27), "INSET day")
CLOSURES = [HALF_TERM, INSET, (date(2027, 2, 15), date(2027, 2, 19))]

days = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 8, 31), 2025),
        (date(2026, 9, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
        (date(2028, 2, 29), 2027),
    ],
)
def test_academic_year_turns_on_the_first_of_september(day, year):
    assert calendar.academic_year(day) == year


def test_academic_year_label_names_both_years():
    assert calendar.academic_year_label(2026) == "2026 to 2027"


@given(days)
def test_academic_year_bounds_hold_the_day(day):
    starts, ends = calendar.academic_year_bounds(calendar.academic_year(day))
    assert starts <= day <= ends


@given(days)
def test_week_of_is_the_monday_before_or_on_the_day(day):
    monday = calendar.week_of(day)
    assert monday.weekday() == 0
    assert 0 <= (day - monday).days < 7


def test_census_days_are_the_thursdays_of_the_guide():
    assert calendar.census_days(2026) == (date(2026, 10, 1), date(2027, 1, 21), date(2027, 5, 20))
    assert calendar.census_days(2026).spring == date(2027, 1, 21)


def test_swc_day_is_the_first_thursday_of_november():
    assert calendar.swc_day(2026) == date(2026, 11, 5)


@given(st.integers(2020, 2060))
def test_census_days_are_thursdays_in_their_academic_year(year):
    for day in (*calendar.census_days(year), calendar.swc_day(year)):
        assert day.weekday() == 3
        assert calendar.academic_year(day) == year


def test_nth_weekday_refuses_a_fifth_that_does_not_exist():
    with pytest.raises(ValueError, match="out of range"):
        calendar.nth_weekday(2026, 2, 0, 5)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 11, 23), ""),
        (date(2026, 11, 28), "Weekend"),
        (date(2026, 11, 27), "INSET day"),
        (date(2026, 10, 28), "Half term"),
        (date(2026, 12, 21), "Not in term"),
        (date(2027, 2, 17), "School closed"),
        (date(2026, 9, 2), ""),
        (date(2026, 12, 18), ""),
    ],
)
def test_why_no_school_gives_the_reason(day, reason):
    assert calendar.why_no_school(day, TERMS, CLOSURES) == reason
    assert calendar.is_school_day(day, TERMS, CLOSURES) is (reason == "")


def test_school_days_leave_out_closures_weekends_and_holidays():
    found = calendar.school_days(date(2026, 10, 23), date(2026, 11, 3), TERMS, CLOSURES)
    assert found == [date(2026, 10, 23), date(2026, 11, 2), date(2026, 11, 3)]


def test_school_days_are_none_when_the_end_comes_first():
    assert calendar.school_days(date(2026, 11, 3), date(2026, 11, 2), TERMS) == []


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 10, 23), 1, date(2026, 11, 2)),
        (date(2026, 11, 26), 1, date(2026, 11, 30)),
        (date(2026, 12, 18), 15, date(2027, 1, 25)),
        (date(2026, 11, 2), -1, date(2026, 10, 23)),
        (date(2026, 11, 28), 0, date(2026, 11, 28)),
    ],
)
def test_add_school_days_skips_days_without_school(day, count, expected):
    assert calendar.add_school_days(day, count, TERMS, CLOSURES) == expected


@pytest.mark.parametrize(
    ("day", "count", "terms"),
    [
        (date(2027, 3, 24), 2, TERMS),
        (date(2026, 9, 2), -1, TERMS),
        (date(2026, 9, 2), 1, []),
        (date(2030, 1, 1), 1, TERMS),
    ],
)
def test_add_school_days_refuses_to_guess_beyond_the_known_terms(day, count, terms):
    with pytest.raises(ValueError, match="known terms"):
        calendar.add_school_days(day, count, terms, CLOSURES)


@given(st.dates(*AUTUMN), st.integers(1, 40))
def test_add_school_days_passes_exactly_that_many(day, count):
    end = calendar.add_school_days(day, count, TERMS, CLOSURES)
    passed = calendar.school_days(day + datetime.timedelta(1), end, TERMS, CLOSURES)
    assert len(passed) == count
    assert passed[-1] == end


def test_week_letters_do_not_turn_over_a_half_term():
    letters = calendar.week_letters(TERMS, ["A"], CLOSURES)
    assert letters[date(2026, 8, 31)] == "A"
    assert letters[date(2026, 9, 7)] == "B"
    assert letters[date(2026, 10, 19)] == "B"
    assert date(2026, 10, 26) not in letters
    assert letters[date(2026, 11, 2)] == "A"


def test_week_letters_go_on_in_the_next_term_unless_it_says_otherwise():
    following = calendar.week_letters(TERMS, ["A"], CLOSURES)
    last, first = date(2026, 12, 14), date(2027, 1, 4)
    assert following[first] != following[last]
    said = calendar.week_letters(TERMS, ["A", following[last]], CLOSURES)
    assert said[first] == following[last]


def test_week_letters_start_at_a_in_a_new_academic_year():
    next_year = (date(2027, 9, 2), date(2027, 12, 17))
    letters = calendar.week_letters([*TERMS, next_year], ["B"], CLOSURES)
    assert letters[date(2026, 8, 31)] == "B"
    assert letters[date(2027, 8, 30)] == "A"


def test_week_letters_give_one_letter_to_a_week_that_two_terms_share():
    terms = [(date(2026, 9, 7), date(2026, 9, 15)), (date(2026, 9, 17), date(2026, 9, 25))]
    assert list(calendar.week_letters(terms).values()) == ["A", "B", "A"]


def test_week_letters_refuse_a_third_letter():
    with pytest.raises(ValueError, match="A or B"):
        calendar.week_letters(TERMS, ["C"])


def test_week_letter_is_none_in_a_week_without_school():
    assert calendar.week_letter(date(2026, 10, 28), TERMS, ["A"], CLOSURES) is None
    assert calendar.week_letter(date(2026, 9, 9), TERMS, ["A"], CLOSURES) == "B"


@given(st.lists(st.tuples(days, st.integers(0, 20)), max_size=5))
def test_week_letters_alternate_within_a_term_whatever_is_closed(spans):
    closures = [(day, day + datetime.timedelta(length)) for day, length in spans]
    letters = [
        letter for _, letter in sorted(calendar.week_letters([AUTUMN], "A", closures).items())
    ]
    assert all(one != other for one, other in pairwise(letters))


def test_pattern_dates_plan_school_days_and_say_what_was_left_out():
    plan = calendar.pattern_dates(
        date(2026, 10, 19),
        date(2026, 11, 6),
        [(0, time(9, 5), "every"), (4, time(14), "every")],
        TERMS,
        CLOSURES,
    )
    assert plan.planned == [
        (date(2026, 10, 19), time(9, 5)),
        (date(2026, 10, 23), time(14)),
        (date(2026, 11, 2), time(9, 5)),
        (date(2026, 11, 6), time(14)),
    ]
    assert plan.skipped == [(date(2026, 10, 26), "Half term"), (date(2026, 10, 30), "Half term")]


def test_pattern_dates_keep_to_their_week_letter():
    plan = calendar.pattern_dates(
        date(2026, 9, 7), date(2026, 11, 27), [(4, time(9), "B")], TERMS, CLOSURES
    )
    assert [day for day, _ in plan.planned] == [
        date(2026, 9, 11),
        date(2026, 9, 25),
        date(2026, 10, 9),
        date(2026, 10, 23),
        date(2026, 11, 13),
    ]
    assert plan.skipped == [(date(2026, 11, 27), "INSET day")]


def test_pattern_dates_plan_a_moment_once():
    plan = calendar.pattern_dates(
        date(2026, 9, 7), date(2026, 9, 7), [(0, time(9), "every"), (0, time(9), "B")], TERMS
    )
    assert plan.planned == [(date(2026, 9, 7), time(9))]


@pytest.mark.parametrize("slot", [(7, time(9), "every"), (0, time(9), "C"), (-1, time(9), "A")])
def test_pattern_dates_refuse_an_unknown_slot(slot):
    with pytest.raises(ValueError, match="slot"):
        calendar.pattern_dates(*AUTUMN, [slot], TERMS)


slots = st.lists(
    st.tuples(st.integers(0, 6), st.times(), st.sampled_from(["every", "A", "B"])), max_size=4
)


@given(days, st.integers(0, 90), slots)
def test_pattern_dates_only_plan_school_days_in_the_range(starts, length, pattern):
    ends = starts + datetime.timedelta(length)
    plan = calendar.pattern_dates(starts, ends, pattern, TERMS, CLOSURES)
    assert all(starts <= day <= ends for day, _ in plan.planned + plan.skipped)
    assert all(calendar.is_school_day(day, TERMS, CLOSURES) for day, _ in plan.planned)
    assert not any(calendar.is_school_day(day, TERMS, CLOSURES) for day, _ in plan.skipped)
    assert plan.planned == sorted(set(plan.planned))
