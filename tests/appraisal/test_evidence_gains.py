"""Evidence and line go by the same gains as the progress page; and the figures freeze when they are chosen."""

import datetime

import pytest

from appraisal.actions.evidence import offer_evidence
from appraisal.evidence import Threshold, gain_offers, place_pace, work_of_line
from appraisal.models import AreaJudgement
from interventions.actions.totals import recount_pupils
from interventions.impact import gain_of
from interventions.models import PlaceTotal
from interventions.paces import paces_say
from tests.factories.interventions import GroupFactory, MeasureFactory, PlaceFactory, ScoreFactory

pytestmark = pytest.mark.django_db

FIRST, ON = datetime.date(2026, 9, 1), datetime.date(2026, 11, 20)


def measured(scale="own", *, higher=True, entry=80, latest=88, target=100, attended=8, **fields):
    """A place with an entry, a later score, and a dose of ten sessions."""
    measure = MeasureFactory(scale=scale, higher_is_better=higher, lowest=0, highest=300)
    place = PlaceFactory(
        group=fields.pop("group", None) or GroupFactory(), measure=measure, target_value=target
    )
    ScoreFactory(place=place, measure=measure, value=entry, on=datetime.date(2026, 9, 7))
    ScoreFactory(
        place=place,
        measure=measure,
        point="check",
        value=latest,
        on=datetime.date(2026, 11, 9),
        **fields,
    )
    PlaceTotal.objects.create(place=place, planned=10, attended=attended, delivered=attended)
    recount_pupils([place.pupil_id])
    return place


@pytest.mark.parametrize(
    "fields",
    [
        {}, {"latest": 70}, {"entry": 20, "latest": 16, "target": 10, "higher": False},
        {"scale": "reading_age"}, {"scale": "reading_age", "target": None},
        {"scale": "standardised"}, {"scale": "standardised", "target": None}, {"limit": ">"},
        {"scale": "gas", "entry": 30, "latest": 40, "target": None}, {"attended": 2},
    ],
)  # fmt: skip
def test_line_and_progress_page_go_by_the_same_gain(fields):
    place = measured(**fields)
    gain = gain_of(place)
    pace = place_pace(place, gain)
    leader = place.group.leader_id
    work = work_of_line({leader: 50}, FIRST, ON, True)[leader]
    assert [found for _pupil, found in work.paces] == (
        [] if pace is None else [pytest.approx(pace)]
    )
    if gain.ratio_gain is not None:
        assert pace == pytest.approx(gain.ratio_gain)
    elif pace is not None:
        assert pace == pytest.approx(gain.change / (gain.expected - float(gain.entry.value)))
    assert (work.attended, work.planned) == (gain.dose.attended, gain.dose.planned)


def test_pace_on_an_earlier_day_knows_no_later_score():
    place = measured()
    assert paces_say([place.pk]) == {place.pk: place_pace(place, gain_of(place))}
    assert paces_say([place.pk], datetime.date(2026, 11, 8)) == {place.pk: None}


def test_pupil_in_two_groups_counts_once_in_the_number_shown():
    group = GroupFactory()
    places = [measured(group=group) for _number in range(5)]
    again = measured(group=GroupFactory(school=group.school, leader=group.leader))
    again.pupil = places[0].pupil
    again.save()
    work = work_of_line({group.leader_id: 50}, FIRST, ON, True)[group.leader_id]
    assert len(work.pupils) == 5
    assert work.gain(Threshold(50, 5)).count == 5


def test_gain_offer_says_dose_beside_gain_and_names_nobody():
    place = measured(attended=2)
    offer = gain_offers([place])[0]
    assert "2 of 10 planned sessions" in offer.statement
    assert "Too little delivered to judge" in offer.statement
    assert place.pupil.surname not in offer.statement


def test_offered_evidence_stays_as_it_was_when_the_record_moves(house, review):
    measure = MeasureFactory(school=house.school, lowest=0, highest=200)
    ScoreFactory(place=house.place, measure=measure, value=80, on=datetime.date(2026, 9, 14))
    evidence = offer_evidence(
        by=house.ta.person, review=review, kind="gain", source_id=house.place.pk,
        area=AreaJudgement.objects.first().area, objective=None, why="",
    )  # fmt: skip
    before = evidence.statement
    ScoreFactory(
        place=house.place, measure=measure, point="check", value=99, on=datetime.date(2026, 11, 9)
    )
    evidence.refresh_from_db()
    assert evidence.statement == before
    assert gain_offers([house.place])[0].statement != before
