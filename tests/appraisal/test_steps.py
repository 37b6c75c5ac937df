"""Where a review stands and who acts next, as tables."""

import datetime

import pytest

from appraisal.steps import Dates, Standing, current_step, steps_of, waits_for

TODAY = datetime.date(2026, 11, 20)
DATES = Dates(datetime.date(2026, 10, 31), datetime.date(2027, 3, 31), datetime.date(2027, 7, 15))


@pytest.mark.parametrize(
    ("standing", "who"),
    [
        (Standing("open"), "both"),
        (Standing("open", objectives=1), "appraisee"),
        (Standing("open", 1, 1, own_views=4), "appraisee"),
        (Standing("open", 1, 1, own_views=5), "appraiser"),
        (Standing("open", 1, 1, 5, levels=5), "appraiser"),
        (Standing("ready", 1, 1, 5, 5), "both"),
        (Standing("ready", 1, 1, 5, 5, appraisee_signed=True), "appraiser"),
        (Standing("ready", 1, 1, 5, 5, appraiser_signed=True), "appraisee"),
        (Standing("signed", 1, 1, 5, 5, True, True), ""),
    ],
)
def test_waits_for_whoever_acts_next(standing, who):
    assert waits_for(standing) == who


@pytest.mark.parametrize(
    ("standing", "states"),
    [
        (Standing("open"), "behind todo todo todo todo"),
        (Standing("open", objectives=1), "done now todo todo todo"),
        (Standing("open", 1, 0, own_views=5), "done now done todo todo"),
        (Standing("ready", 1, 1, 5, 5), "done done done done now"),
        (Standing("signed", 1, 0, 0, 5), "done done done done done"),
    ],
)
def test_steps_name_the_first_that_is_not_done(standing, states):
    assert [step.state for step in steps_of(standing, DATES, TODAY)] == states.split()


def test_current_step_is_none_once_signed():
    assert current_step(Standing("signed"), DATES, TODAY) is None
    assert current_step(Standing("open"), DATES, TODAY).name == "objectives"
