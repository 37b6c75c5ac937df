"""Gains of places: the figures, the refusals, the caseload's verdict, and a fixed number of queries."""

import datetime

import pytest

from interventions.actions.totals import recount_places, recount_pupils
from interventions.impact import gain_of, gains_of
from interventions.models import CaseloadRow, PlaceTotal
from tests.factories.interventions import MeasureFactory, PlaceFactory, ScoreFactory

pytestmark = pytest.mark.django_db

FIRST, LATER = datetime.date(2026, 9, 14), datetime.date(2027, 1, 18)


def measured(scale="own", entry=52, latest=68, *, target=90, dose=(16, 26), place=None, **fields):
    """A place with two scores and a dose."""
    known = {"unit": "words", "lowest": 0, "highest": 250, "standard_deviation": None,
             "reliability": None, "own_error": 4}  # fmt: skip
    measure = MeasureFactory(scale=scale, **(known | fields))
    place = place or PlaceFactory(
        measure=measure, target_value=target, ends_on=datetime.date(2027, 3, 26)
    )
    ScoreFactory(place=place, measure=measure, value=entry, on=FIRST)
    if latest is not None:
        ScoreFactory(place=place, measure=measure, value=latest, on=LATER, point="check")
    PlaceTotal.objects.update_or_create(
        place=place,
        defaults={"attended": dose[0], "planned": dose[1], "delivered": 17, "not_delivered": 3,
                  "minutes_delivered": 412, "minutes_intended": 601, "minutes_planned": 780},
    )  # fmt: skip
    return place


def test_gain_of_gives_change_dose_verdict_and_words():
    gain = gain_of(measured())
    assert (gain.change, gain.unit, gain.real_change, gain.is_real) == (16, "words", 4, True)
    assert (gain.dose.attended, gain.dose.planned, gain.dose.logged) == (16, 26, 20)
    assert (gain.dose.minutes_delivered, gain.dose.minutes_intended) == (412, 601)
    assert gain.ratio_gain is None
    assert gain.refusal == ""
    assert gain.verdict == "slower"
    assert gain.words == f"{gain.measure.name} has moved, but slower than expected"


def test_gain_of_ages_is_the_worked_example_of_the_ratio_gain():
    gain = gain_of(
        measured("reading_age", 86, 96, target=None, unit="", own_error=None, highest=240)
    )
    assert (gain.change, gain.unit) == (10, "months")
    assert gain.ratio_gain == pytest.approx(2.42, abs=0.005)
    assert gain.ratio_words == "useful"
    assert gain.is_real is None


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"on": datetime.date(2026, 10, 20)}, "The two tests are 36 days apart. A ratio gain needs at least 6 weeks."),
        ({"limit": ">"}, "A score at the floor or ceiling of the test allows no gain"),
        ({"limit": "<"}, "A score at the floor or ceiling of the test allows no gain"),
    ],
)  # fmt: skip
def test_gain_of_refuses_a_ratio_gain_and_says_why(changes, refusal):
    place = measured("reading_age", 86, 96, target=None, own_error=None)
    place.scores.filter(point="check").update(**changes)
    gain = gain_of(place)
    assert gain.ratio_gain is None
    assert gain.refusal.startswith(refusal)
    assert (gain.change is None) == ("limit" in changes)


def test_gain_of_a_place_without_scores_or_measure_says_what_is_missing():
    place = PlaceFactory()
    assert gain_of(place).refusal == "No measure is set for this place."
    place = PlaceFactory(measure=MeasureFactory())
    assert gain_of(place).refusal == "There is no entry score."
    gain = gain_of(measured(latest=None))
    assert (gain.refusal, gain.verdict, gain.change) == ("There is no score after entry.", "", None)


def test_gain_of_goal_attainment_aims_at_goals_met_as_expected():
    place = measured("gas", 22.61, 50, target=None, own_error=None, lowest=10, highest=90)
    gain = gain_of(place)
    assert gain.verdict == "on_track"
    assert gain.expected == pytest.approx(40.5, abs=0.5)


def test_gain_of_is_too_early_below_the_schools_share():
    assert gain_of(measured(dose=(12, 26))).verdict == "too_early"


def test_gains_of_costs_two_queries_for_one_place_and_for_ten(django_assert_num_queries):
    places = [measured() for _ in range(10)]
    for chosen in (places[:1], places):
        with django_assert_num_queries(2):
            assert len(gains_of(chosen)) == len(chosen)


def test_recount_pupils_puts_the_place_that_needs_looking_at_most_on_the_caseload():
    good = measured(latest=95)
    bad = measured(latest=53, place=PlaceFactory(
        pupil=good.pupil, group__school=good.school, target_value=90,
    ))  # fmt: skip
    recount_places([good.pk, bad.pk])
    row = CaseloadRow.objects.get(pupil=good.pupil)
    assert (row.verdict, row.judged_place_id, row.series) == ("not_moving", bad.pk, "52,53")
    assert (row.entry, row.latest, row.latest_on, row.places) == (52, 53, LATER, 2)
    bad.outcome = "not_met"
    bad.save()
    recount_pupils([good.pupil_id])
    row.refresh_from_db()
    assert (row.verdict, row.judged_place_id, row.places) == ("on_track", good.pk, 1)
    assert row.groups == good.group.name
