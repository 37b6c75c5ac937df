"""The pace of one place on one scale for every test, as tables."""

import datetime

import pytest

from interventions.pace import pace_of
from interventions.progress import Aim, Reading, Rule

START = datetime.date(2026, 9, 7)
END = START + datetime.timedelta(days=100)


def on(days: int) -> datetime.date:
    return START + datetime.timedelta(days=days)


def reading(days: int, value: float, limit: str = "") -> Reading:
    return Reading(on(days), value, limit)


@pytest.mark.parametrize(
    ("entry", "latest", "target", "higher", "expected"),
    [
        (80, 85, 90, True, 1.0),  # half the way in half the time
        (80, 90, 90, True, 2.0),
        (80, 80, 90, True, 0.0),
        (80, 75, 90, True, -1.0),
        (20, 17, 14, False, 1.0),  # lower is better: the same scale
        (20, 20, 14, False, 0.0),
        (20, 23, 14, False, -1.0),
        (80, 85, 70, True, None),  # a target in the wrong direction
        (80, 85, 80, True, None),  # a line that does not move
        (80, 85, None, True, None),  # an own scale without a target
    ],
)
def test_pace_is_the_share_of_the_expected_way(entry, latest, target, higher, expected):
    rule = Rule(scale="own", higher_is_better=higher)
    found = pace_of(reading(0, entry), reading(50, latest), Aim(target, END), rule)
    assert found == (None if expected is None else pytest.approx(expected))


def test_pace_of_an_age_is_its_ratio_gain_whatever_the_target():
    rule = Rule(scale="reading_age")
    days = round(3 * 30.4375)
    found = pace_of(reading(0, 80), reading(days, 86), Aim(200, END), rule)
    assert found == pytest.approx(2, rel=0.01)


def test_pace_of_a_standardised_score_without_target_is_not_told():
    rule = Rule(scale="standardised")
    assert pace_of(reading(0, 80), reading(60, 90), Aim(None, END), rule) is None


@pytest.mark.parametrize(
    ("entry", "latest"),
    [
        (None, reading(50, 85)),
        (reading(0, 80), None),
        (reading(0, 80, "<"), reading(50, 85)),
        (reading(0, 80), reading(50, 85, ">")),
        (reading(0, 80), reading(41, 85)),
        (reading(0, 80), reading(0, 85)),
    ],
)
def test_pace_is_refused_at_limits_without_scores_and_over_a_short_time(entry, latest):
    assert pace_of(entry, latest, Aim(90, END), Rule(scale="own")) is None


def test_pace_holds_level_after_the_end_of_the_place():
    found = pace_of(reading(0, 80), reading(150, 90), Aim(90, END), Rule(scale="own"))
    assert found == pytest.approx(1)
