"""The statutory clock against worked dates, and what must hold for any date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import calendar
from pupils import statutory
from pupils.statutory import (
    ADULTHOOD_FROM_YEAR,
    PHASE_DEADLINES,
    RETENTION_YEARS,
    UNDER_FIVE_REVIEW_MONTHS,
    ar_deadlines,
    dp_complaint_ack,
    ehcna_deadlines,
    latest_phase_meeting,
    next_review_due,
    psp_reviews,
    retention,
    sar_due,
)

TERMS = [(date(2026, 9, 2), date(2026, 12, 18)), (date(2027, 1, 5), date(2027, 3, 25))]
HALF_TERM = (date(2027, 2, 15), date(2027, 2, 19), "Half term")
CHRISTMAS = (date(2026, 12, 21), date(2027, 1, 4), "Christmas")

days = st.dates(date(2000, 1, 1), date(2090, 12, 31))
plan_weeks, rhythms = st.integers(2, 52), st.integers(1, 12)


@pytest.mark.parametrize(
    ("answer", "dates"),
    [
        (
            ehcna_deadlines(date(2026, 9, 7)),
            {
                "decision": date(2026, 10, 19),
                "no_plan": date(2026, 12, 28),
                "final_plan": date(2027, 1, 25),
            },
        ),
        (
            ar_deadlines(date(2026, 11, 24)),
            {
                "papers": date(2026, 11, 10),
                "report": date(2026, 12, 8),
                "decision": date(2026, 12, 22),
                "final_plan": date(2027, 2, 16),
            },
        ),
        (next_review_due(date(2026, 11, 25)), date(2027, 11, 25)),
        (latest_phase_meeting(date(2027, 2, 15)), date(2026, 11, 23)),
        (latest_phase_meeting(date(2027, 3, 31)), date(2027, 1, 6)),
        (calendar.census_days(2026), (date(2026, 10, 1), date(2027, 1, 21), date(2027, 5, 20))),
        (calendar.swc_day(2026), date(2026, 11, 5)),
        (retention(date(2012, 3, 9), "sen"), date(2043, 3, 9)),
        (retention(date(2012, 3, 9), "pupil"), date(2037, 3, 9)),
        (
            psp_reviews(date(2026, 11, 2), 16, 4),
            [date(2026, 11, 30), date(2026, 12, 28), date(2027, 1, 25), date(2027, 2, 22)],
        ),
        (sar_due(date(2026, 1, 31)), date(2026, 2, 28)),
        (dp_complaint_ack(date(2026, 11, 23)), date(2026, 12, 23)),
    ],
)
def test_statutory_dates_agree_with_the_worked_examples(answer, dates):
    assert answer == dates


@pytest.mark.parametrize(
    ("request_day", "decision", "no_plan", "final_plan"),
    [
        # Asked at the end of July: six weeks of holiday stop no clock.
        (date(2026, 7, 20), date(2026, 8, 31), date(2026, 11, 9), date(2026, 12, 7)),
        # A Saturday stays a Saturday; both clocks run over 29 February.
        (date(2028, 1, 15), date(2028, 2, 26), date(2028, 5, 6), date(2028, 6, 3)),
        (date(2028, 2, 29), date(2028, 4, 11), date(2028, 6, 20), date(2028, 7, 18)),
        (date(2026, 12, 31), date(2027, 2, 11), date(2027, 4, 22), date(2027, 5, 20)),
    ],
)
def test_ehcna_deadlines_run_through_holidays_and_leap_days(
    request_day, decision, no_plan, final_plan
):
    assert ehcna_deadlines(request_day) == {
        "decision": decision,
        "no_plan": no_plan,
        "final_plan": final_plan,
    }


@pytest.mark.parametrize(
    ("sent", "final_plan"),
    [
        (None, date(2027, 1, 24)),
        (date(2026, 11, 25), date(2027, 1, 20)),  # four days early: eight weeks from then
        (date(2026, 11, 1), date(2026, 12, 27)),  # on the day of the meeting
        (date(2026, 11, 29), date(2027, 1, 24)),  # on its last day
        (date(2026, 12, 20), date(2027, 1, 24)),  # three weeks late: nothing is won by it
    ],
)
def test_ar_deadlines_count_the_final_plan_from_the_decision(sent, final_plan):
    """The example of a meeting on 1 November: an early decision brings the final plan forward."""
    dates = ar_deadlines(date(2026, 11, 1), decision_sent=sent)
    assert dates["decision"] == date(2026, 11, 29)
    assert dates["final_plan"] == final_plan


def test_ar_deadlines_refuse_a_decision_before_the_meeting():
    with pytest.raises(ValueError, match="before its meeting"):
        ar_deadlines(date(2026, 11, 24), decision_sent=date(2026, 11, 23))


@pytest.mark.parametrize(
    ("sent", "months", "due"),
    [
        (date(2026, 11, 25), 12, date(2027, 11, 25)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 2, 28), 12, date(2028, 2, 28)),
        (date(2027, 8, 31), UNDER_FIVE_REVIEW_MONTHS, date(2028, 2, 29)),
        (date(2026, 8, 31), UNDER_FIVE_REVIEW_MONTHS, date(2027, 2, 28)),
        (date(2026, 11, 25), 1, date(2026, 12, 25)),
        (date(2026, 12, 31), 3, date(2027, 3, 31)),
    ],
)
def test_next_review_due_keeps_the_day_or_takes_the_last(sent, months, due):
    assert next_review_due(sent, months=months) == due


@pytest.mark.parametrize("months", [0, -1, 13])
def test_next_review_due_refuses_what_the_act_does_not_allow(months):
    with pytest.raises(ValueError, match="1 to 12 months apart"):
        next_review_due(date(2026, 11, 25), months=months)


def test_next_review_due_says_when_the_calendar_ends():
    with pytest.raises(ValueError, match="before the year 10000"):
        next_review_due(date(9999, 6, 1))


@pytest.mark.parametrize(
    ("to", "year", "meeting"),
    [
        ("school", 2027, date(2026, 11, 23)),
        ("post_16", 2027, date(2027, 1, 6)),
        ("school", 2028, date(2027, 11, 23)),  # 15 February comes before the leap day
        ("post_16", 2028, date(2028, 1, 7)),  # 31 March after it
    ],
)
def test_latest_phase_meeting_leaves_time_for_the_whole_review(to, year, meeting):
    deadline = date(year, *PHASE_DEADLINES[to])
    assert latest_phase_meeting(deadline) == meeting
    assert ar_deadlines(meeting)["final_plan"] == deadline
    assert ar_deadlines(meeting + calendar.ONE_DAY)["final_plan"] > deadline


def test_defaults_that_are_practice_are_named_and_cannot_be_changed_in_place():
    assert (UNDER_FIVE_REVIEW_MONTHS, ADULTHOOD_FROM_YEAR) == (6, 9)
    with pytest.raises(TypeError):
        RETENTION_YEARS["sen"] = 1
    with pytest.raises(TypeError):
        PHASE_DEADLINES["school"] = (1, 1)


@pytest.mark.parametrize(
    ("weeks", "every", "after"),
    [
        (16, 4, [4, 8, 12, 16]),
        (16, 2, [2, 4, 6, 8, 10, 12, 14, 16]),
        (16, 3, [3, 6, 8, 9, 12, 15, 16]),
        (16, 5, [5, 8, 10, 15, 16]),
        (16, 16, [8, 16]),
        (16, 20, [8, 16]),
        (6, 4, [3, 4, 6]),
        (15, 4, [4, 7, 8, 12, 15]),
        (2, 1, [1, 2]),
        (3, 9, [1, 3]),
    ],
)
def test_psp_reviews_have_a_half_way_whatever_the_rhythm(weeks, every, after):
    start = date(2026, 11, 2)
    assert psp_reviews(start, weeks, every) == [start + timedelta(weeks=week) for week in after]


@pytest.mark.parametrize(("weeks", "every"), [(1, 1), (0, 4), (-16, 4), (16, 0), (16, -4)])
def test_psp_reviews_refuse_a_plan_without_a_half_way_or_a_rhythm(weeks, every):
    with pytest.raises(ValueError, match="two weeks or more"):
        psp_reviews(date(2026, 11, 2), weeks, every)


@pytest.mark.parametrize(
    ("start", "weeks", "every", "reviews"),
    [
        # Half-way is 28 December: the last day of term, a Friday, not the Sunday before it.
        (
            date(2026, 11, 2),
            16,
            4,
            [date(2026, 11, 30), date(2026, 12, 18), date(2027, 1, 25), date(2027, 2, 22)],
        ),
        # Half-way on Christmas Day; 18 December has its review, and 1 January is let go beside it.
        (date(2026, 12, 4), 6, 2, [date(2026, 12, 18), date(2027, 1, 5), date(2027, 1, 15)]),
        # A plan that starts on the last day of term has nothing to review before the holiday ends.
        (date(2026, 12, 18), 4, 2, [date(2027, 1, 5), date(2027, 1, 15)]),
        # The last review falls in half term: before the holiday, not a week after the plan.
        (date(2026, 12, 21), 8, 4, [date(2027, 1, 18), date(2027, 2, 12)]),
    ],
)
@pytest.mark.parametrize(
    "given_as", [{"holidays": [CHRISTMAS, HALF_TERM]}, {"holidays": [HALF_TERM], "terms": TERMS}]
)
def test_psp_reviews_move_out_of_holidays_and_keep_half_way(start, weeks, every, reviews, given_as):
    assert psp_reviews(start, weeks, every, **given_as) == reviews


def test_psp_reviews_move_off_a_training_day_to_the_school_day_before():
    inset = (date(2026, 11, 30), date(2026, 11, 30), "INSET day")
    assert psp_reviews(date(2026, 11, 2), holidays=[inset])[0] == date(2026, 11, 27)


def test_psp_reviews_do_not_take_unknown_days_for_holidays():
    """Next year's terms are often not entered yet; only what lies between two terms is a gap."""
    in_may = psp_reviews(date(2027, 3, 1), 12, 12, terms=TERMS)
    assert in_may == [date(2027, 4, 12), date(2027, 5, 24)]
    assert psp_reviews(date(2026, 11, 2), terms=TERMS[:1])[1] == date(2026, 12, 28)


def test_psp_reviews_see_no_gap_inside_a_term_that_holds_another():
    terms = [TERMS[0], (date(2026, 9, 7), date(2026, 10, 23)), TERMS[1]]
    assert psp_reviews(date(2026, 11, 2), terms=terms)[0] == date(2026, 11, 30)


def test_psp_reviews_refuse_to_guess_when_a_year_has_no_school():
    with pytest.raises(ValueError, match="known terms end"):
        psp_reviews(date(2026, 11, 2), holidays=[(date(2026, 11, 2), date(2029, 11, 2))])


@pytest.mark.parametrize(
    ("born", "kind", "until"),
    [
        (date(2012, 2, 29), "sen", date(2043, 2, 28)),
        (date(2012, 2, 29), "pupil", date(2037, 2, 28)),
        (date(2013, 12, 31), "sen", date(2044, 12, 31)),
        (date(2019, 8, 31), "pupil", date(2044, 8, 31)),
    ],
)
def test_retention_counts_years_from_birth(born, kind, until):
    assert retention(born, kind) == until


def test_retention_follows_the_table_of_a_school():
    own = {**RETENTION_YEARS, "sen": 35, "child_protection": 25}
    assert retention(date(2012, 3, 9), "sen", years=own) == date(2047, 3, 9)
    assert retention(date(2012, 2, 29), "child_protection", years={"child_protection": 24}) == date(
        2036, 2, 29
    )


@pytest.mark.parametrize("kind", ["", "SEN", "staff", "child_protection"])
def test_retention_refuses_a_kind_it_does_not_know(kind):
    with pytest.raises(ValueError, match="no time to keep"):
        retention(date(2012, 3, 9), kind)


@pytest.mark.parametrize(
    ("clock_start", "due", "extended"),
    [
        (date(2026, 9, 3), date(2026, 10, 3), date(2026, 12, 3)),  # a Saturday stays one
        (date(2026, 11, 30), date(2026, 12, 30), date(2027, 2, 28)),
        (date(2026, 12, 31), date(2027, 1, 31), date(2027, 3, 31)),
        (date(2028, 1, 30), date(2028, 2, 29), date(2028, 4, 30)),
        (date(2028, 2, 29), date(2028, 3, 29), date(2028, 5, 29)),
        (date(2026, 11, 25), date(2026, 12, 25), date(2027, 2, 25)),  # no grace for a bank holiday
    ],
)
def test_sar_due_is_one_month_or_three_when_extended(clock_start, due, extended):
    assert sar_due(clock_start) == due
    assert sar_due(clock_start, extended=True) == extended


@given(days)
def test_deadlines_in_weeks_fall_on_the_weekday_they_are_counted_from(day):
    for dates in (ehcna_deadlines(day), ar_deadlines(day)):
        assert list(dates.values()) == sorted(dates.values())
        assert {each.weekday() for each in dates.values()} == {day.weekday()}


@given(days, st.integers(0, 200))
def test_ar_deadlines_never_give_more_than_eight_weeks_or_twelve(meeting, late):
    sent = meeting + timedelta(days=late)
    final_plan = ar_deadlines(meeting, decision_sent=sent)["final_plan"]
    assert final_plan == min(sent + timedelta(56), meeting + timedelta(84))


@given(days, st.integers(1, 12))
def test_next_review_due_is_the_same_day_of_the_month_unless_it_is_too_short(sent, months):
    due = next_review_due(sent, months=months)
    assert (due.year * 12 + due.month) - (sent.year * 12 + sent.month) == months
    assert due.day == sent.day or (due.day < sent.day and (due + calendar.ONE_DAY).day == 1)


@given(days, days)
def test_dates_of_later_days_are_never_earlier(one, other):
    earlier, later = sorted((one, other))
    for due in (next_review_due, sar_due, dp_complaint_ack, latest_phase_meeting):
        assert due(earlier) <= due(later)
    assert retention(earlier, "pupil") <= retention(later, "pupil") < retention(later, "sen")


@given(days, plan_weeks, rhythms)
def test_psp_reviews_leave_no_gap_above_the_rhythm_and_end_with_the_plan(start, weeks, every):
    reviews = psp_reviews(start, weeks, every)
    assert reviews == sorted(set(reviews))
    assert reviews[-1] == start + timedelta(weeks=weeks)
    assert start + timedelta(weeks=weeks // 2) in reviews
    gaps = [later - earlier for earlier, later in zip([start, *reviews], reviews, strict=False)]
    assert max(gaps) <= timedelta(weeks=every)


closures = st.lists(
    st.tuples(st.dates(date(2026, 9, 1), date(2027, 8, 31)), st.integers(0, 44)).map(
        lambda span: (span[0], span[0] + timedelta(days=span[1]))
    ),
    max_size=5,
)
weekdays = st.dates(date(2026, 9, 1), date(2027, 8, 31)).filter(lambda day: day.weekday() < 5)


@given(weekdays, plan_weeks, rhythms, closures)
def test_psp_reviews_are_on_school_days_with_one_by_half_way(start, weeks, every, holidays):
    reviews = psp_reviews(start, weeks, every, holidays=holidays)
    always = [(date.min, date.max)]
    assert reviews == sorted(set(reviews))
    assert all(start < day and calendar.is_school_day(day, always, holidays) for day in reviews)
    half_way = start + timedelta(weeks=weeks // 2)
    school = calendar.school_days(start + calendar.ONE_DAY, half_way, always, holidays)
    assert reviews[0] <= (
        half_way if school else calendar.add_school_days(half_way, 1, always, holidays)
    )
    planned = psp_reviews(start, weeks, every)
    assert {day for day in planned if calendar.is_school_day(day, always, holidays)} <= set(reviews)
    assert len(reviews) <= len(planned)


@given(days)
def test_psp_reviews_stand_still_when_no_holidays_are_given(start):
    assert psp_reviews(start) == psp_reviews(start, statutory.PSP_WEEKS, statutory.PSP_REVIEW_EVERY)
    assert [(day - start).days for day in psp_reviews(start)] == [28, 56, 84, 112]
