"""The verdict, case by case: dose, error, expected line, directions, floor and ceiling."""

import datetime

import pytest

from interventions.progress import (
    Aim,
    Reading,
    Rule,
    expected_on,
    forecast,
    is_enough,
    is_real,
    judge,
    with_dose,
)
from interventions.scales import error_of, show_change, show_number, show_value

SEPTEMBER, NOVEMBER, DECEMBER = (
    datetime.date(2026, 9, 7), datetime.date(2026, 11, 20), datetime.date(2026, 12, 18),
)  # fmt: skip
WORDS = Rule("own", error=4)
FALLS = Rule("sdq", higher_is_better=False, error=3)
AGE = Rule("reading_age")
SS = Rule("standardised", error=13.1)


def verdict(rule, entry, latest, target=None, **limits):
    first = Reading(SEPTEMBER, entry, limits.get("first", ""))
    return judge(
        first, Reading(NOVEMBER, latest, limits.get("last", "")), Aim(target, DECEMBER), rule
    ).verdict


@pytest.mark.parametrize(
    ("attended", "planned", "percent", "enough"),
    [(13, 26, 50, True), (12, 26, 50, False), (0, 0, 50, False), (1, 1, 100, True), (9, 26, 35, False),
     (10, 26, 35, True), (0, 10, 1, False)],
)  # fmt: skip
def test_is_enough_asks_for_the_schools_share_of_the_whole_run(attended, planned, percent, enough):
    assert is_enough(attended, planned, percent) is enough


@pytest.mark.parametrize(
    ("rule", "entry", "latest", "target", "expected"),
    [
        # Words right in a minute, own error 4; the line stands at 79.6 in November when 90 is the target.
        (WORDS, 52, 55, 90, "not_moving"),
        (WORDS, 52, 56, 90, "slower"),
        (WORDS, 52, 75, 90, "slower"),
        (WORDS, 52, 76, 90, "on_track"),
        (WORDS, 52, 95, 90, "on_track"),
        (WORDS, 52, 40, 90, "not_moving"),
        (WORDS, 52, 56, None, "on_track"),
        (WORDS, 52, 52, None, "not_moving"),
        # Difficulties fall as the pupil improves.
        (FALLS, 20, 18, 12, "not_moving"),
        (FALLS, 20, 17, 12, "on_track"),
        (FALLS, 20, 16, 4, "slower"),
        (FALLS, 20, 24, 12, "not_moving"),
        # Ages without a target are held against a month a month: 2.43 months by November.
        (AGE, 86, 86, None, "not_moving"),
        (AGE, 86, 88, None, "slower"),
        (AGE, 86, 89, None, "on_track"),
        (AGE, 86, 89, 96, "slower"),
        # A standardised score that does not change is progress at the normal rate.
        (SS, 84, 84, None, "on_track"),
        (SS, 84, 80, None, "on_track"),
        (SS, 84, 70, None, "not_moving"),
        (SS, 84, 98, None, "on_track"),
        (SS, 84, 84, 110, "slower"),
        # Where the error is unknown, any change in the good direction counts.
        (Rule("own"), 5, 5, None, "not_moving"),
        (Rule("own"), 5, 6, None, "on_track"),
        (Rule("gas"), 22.6, 45, 50, "on_track"),
        (Rule("gas"), 22.6, 30, 50, "slower"),
    ],
)  # fmt: skip
def test_judge_gives_the_verdict_of_the_rules(rule, entry, latest, target, expected):
    assert verdict(rule, entry, latest, target) == expected


@pytest.mark.parametrize("limits", [{"first": "<"}, {"last": ">"}, {"first": "<", "last": ">"}])
def test_judge_says_nothing_from_a_floor_or_ceiling(limits):
    assert verdict(AGE, 60, 70, **limits) == ""


def test_judge_says_nothing_before_a_second_score():
    assert judge(Reading(SEPTEMBER, 52), None, Aim(90, DECEMBER), WORDS).verdict == ""
    assert judge(None, None, Aim(90, DECEMBER), WORDS).verdict == ""


def test_judge_gives_the_gap_to_the_expected_line():
    found = judge(Reading(SEPTEMBER, 52), Reading(NOVEMBER, 68), Aim(90, DECEMBER), WORDS)
    assert found.gain == 16
    assert found.expected == pytest.approx(79.57, abs=0.01)
    assert found.gap == pytest.approx(-11.57, abs=0.01)


def test_with_dose_holds_back_every_verdict_until_the_dose_is_enough():
    assert with_dose("not_moving", 12, 26, 50) == "too_early"
    assert with_dose("not_moving", 13, 26, 50) == "not_moving"
    assert with_dose("", 0, 26, 50) == "too_early"


def test_expected_on_stays_level_before_the_entry_and_after_the_end():
    entry, aim = Reading(SEPTEMBER, 52), Aim(90, DECEMBER)
    assert expected_on(entry, aim, WORDS, SEPTEMBER - datetime.timedelta(days=5)) == 52
    assert expected_on(entry, aim, WORDS, DECEMBER + datetime.timedelta(days=50)) == 90
    assert expected_on(entry, Aim(90, SEPTEMBER), WORDS, SEPTEMBER) == 90
    assert expected_on(entry, Aim(None, DECEMBER), WORDS, NOVEMBER) is None
    assert expected_on(entry, Aim(None, DECEMBER), SS, NOVEMBER) == 52


def test_forecast_goes_on_at_the_same_pace():
    entry, latest = Reading(SEPTEMBER, 52), Reading(NOVEMBER, 68)
    assert forecast(entry, latest, DECEMBER) == pytest.approx(74.05, abs=0.01)
    assert forecast(entry, entry, DECEMBER) is None
    assert forecast(entry, latest, NOVEMBER) is None


@pytest.mark.parametrize(
    ("reliability", "sd", "own", "expected"),
    [(0.95, 15, None, 9.3), (0.90, 15, None, 13.1), (0.85, 15, None, 16.1), (0.9, 15, 4, 4.0),
     (None, 15, None, None), (0.9, None, None, None)],
)  # fmt: skip
def test_error_of_follows_the_figure_entered_then_the_reliability(reliability, sd, own, expected):
    found = error_of(reliability, sd, own)
    assert found == (None if expected is None else pytest.approx(expected, abs=0.05))


def test_is_real_compares_with_the_tests_own_error():
    assert is_real(-4, WORDS) is True
    assert is_real(3.9, WORDS) is False
    assert is_real(3, AGE) is None


@pytest.mark.parametrize(
    ("scale", "value", "words"),
    [("reading_age", 86, "7:02"), ("own", 4.0, "4"), ("own", 12.46, "12.5"), ("own", -3, "−3"),
     ("own", -0.01, "0.0")],
)  # fmt: skip
def test_show_value_writes_a_value_as_people_do(scale, value, words):
    assert show_value(scale, value) == words.removesuffix(".0")


def test_show_change_carries_its_sign():
    assert [show_change(16), show_change(-3), show_change(0)] == ["+16", "−3", "0"]
    assert show_number(1.04) == "1"
