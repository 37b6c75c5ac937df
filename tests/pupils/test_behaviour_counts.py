"""The arithmetic of incidents, in tables: when, what, what calmed, and which way it goes."""

import datetime

import pytest

from pupils import behaviour_counts as counts
from pupils.behaviour_counts import Fact

MONDAY = datetime.date(2026, 9, 7)
TERMS = [(datetime.date(2026, 9, 1), datetime.date(2026, 12, 18))]
HALF_TERM = [(datetime.date(2026, 10, 26), datetime.date(2026, 10, 30), "Half term")]


def fact(days: int = 0, at: str = "13:15", **fields) -> Fact:
    return Fact(MONDAY + datetime.timedelta(days=days), datetime.time.fromisoformat(at), **fields)


def test_heat_counts_by_hour_and_weekday_with_the_hours_between():
    found = counts.heat([fact(1), fact(8, "13:59"), fact(0, "09:00"), fact(1, "14:00")])
    assert found.hours == (9, 10, 11, 12, 13, 14)
    assert found.weekdays == (1, 2, 3, 4, 5)
    assert found.cells == {(13, 2): 2, (9, 1): 1, (14, 2): 1}
    assert (found.most, found.peak) == (2, (13, 2, 2))


def test_heat_has_a_weekend_only_where_something_happened():
    assert counts.heat([fact(5)]).weekdays == (1, 2, 3, 4, 5, 6)
    assert counts.heat([]).hours == ()


@pytest.mark.parametrize(
    ("facts", "peak"),
    [
        ([], None), ([fact(0)], None), ([fact(0), fact(1)], None),
        ([fact(0), fact(0), fact(1), fact(1)], None), ([fact(0), fact(7), fact(1)], (13, 1, 2)),
    ],
)  # fmt: skip
def test_heat_names_a_peak_only_where_one_cell_stands_out(facts, peak):
    assert counts.heat(facts).peak == peak


@pytest.mark.parametrize(
    ("count", "level"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4), (8, 4)]
)
def test_heat_shades_by_share_of_the_fullest(count, level):
    table = counts.heat([fact(0)] * 8 + [fact(1)])
    assert table.level(count) == level


def test_tally_puts_the_most_first_and_none_recorded_last_among_equals():
    assert counts.tally(["hall", "", "hall", "gate", ""]) == [("hall", 2), ("", 2), ("gate", 1)]
    assert counts.tally([]) == []


def test_step_counts_say_how_often_each_helped_and_where_it_is_too_few():
    facts = [
        fact(steps=(("take-up", "helped"), ("humour", "worse"))),
        fact(steps=(("take-up", "no"),)),
        *[fact(steps=(("calm-space", "helped"),)) for _n in range(5)],
    ]
    found = {one.code: one for one in counts.step_counts(facts)}
    assert list(found) == ["calm-space", "take-up", "humour"]
    assert (found["take-up"].used, found["take-up"].helped, found["take-up"].no) == (2, 1, 1)
    assert found["humour"].worse == 1
    assert (found["calm-space"].is_few, found["take-up"].is_few) == (False, True)


def test_school_weeks_leave_out_weeks_without_school():
    weeks = counts.school_weeks(
        datetime.date(2026, 10, 14), datetime.date(2026, 11, 9), TERMS, HALF_TERM
    )
    assert [f"{week:%d %b}" for week in weeks] == ["12 Oct", "19 Oct", "02 Nov", "09 Nov"]


def test_school_weeks_are_every_week_where_no_term_is_known():
    weeks = counts.school_weeks(datetime.date(2026, 8, 12), datetime.date(2026, 8, 24), [])
    assert [f"{week:%d %b}" for week in weeks] == ["10 Aug", "17 Aug", "24 Aug"]


def trend_of(per_week: list[int]) -> counts.Trend:
    weeks = [MONDAY + datetime.timedelta(weeks=n) for n in range(len(per_week))]
    facts = [fact(7 * week + 1) for week, count in enumerate(per_week) for _n in range(count)]
    return counts.trend(facts, weeks)


@pytest.mark.parametrize(
    ("per_week", "first", "last", "way"),
    [
        ([4, 4, 2, 2], 4, 2, counts.FEWER),
        ([4, 4, 9, 3, 3], 4, 3, counts.FEWER),
        ([4, 4, 4, 3], 4, 3.5, counts.SAME),
        ([2, 2, 3, 2], 2, 2.5, counts.MORE),
        ([0, 0, 4, 4], 0, 4, counts.MORE),
        ([4, 4, 0, 0], 4, 0, counts.FEWER),
        ([3, 2, 1, 1], 2.5, 1, counts.UNCLEAR),
        ([9, 1, 1], 9, 1, counts.UNCLEAR),
        ([], 0, 0, counts.UNCLEAR),
    ],
)
def test_trend_compares_the_halves_and_says_nothing_of_few(per_week, first, last, way):
    found = trend_of(per_week)
    assert (found.first, found.last, found.way) == (first, last, way)
    assert [count for _week, count in found.weeks] == per_week


def test_trend_keeps_what_no_school_week_holds():
    found = counts.trend([fact(0), fact(-30)], [MONDAY])
    assert (found.weeks, found.outside) == (((MONDAY, 1),), 1)


def test_middle_recovery_is_of_those_with_a_time():
    facts = [fact(recovery=minutes) for minutes in (5, 30, 10)] + [fact()]
    assert counts.middle_recovery(facts) == (10, 3)
    assert counts.middle_recovery([fact()]) is None
