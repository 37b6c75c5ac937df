"""Scores: typed as people write them, kept to the scale, changed with a version, removed with undo."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from core.policy import Refused
from interventions.actions import score as act
from interventions.forms.score import read_value
from interventions.models import CaseloadRow, Goal, Measure, Score
from tests.factories.interventions import MeasureFactory, PlaceFactory, ScoreFactory
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory, SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def senco(school, client):
    person = PostFactory(role="senco", school=school).person
    client.force_login(person)
    return person


@pytest.fixture
def place(school):
    measure = Measure.objects.get(school=None, name="Reading age")
    return PlaceFactory(group__school=school, measure=measure)


def url(place):
    return reverse("add_score", args=[place.pupil_id]) + f"?place={place.pk}"


def typed(place, value="7:02", point="entry", **fields):
    return {
        "measure": place.measure_id,
        "point": point,
        "on": "2026-09-14",
        "value": value,
        **fields,
    }


@pytest.mark.parametrize(
    ("name", "text", "value", "limit"),
    [
        ("Reading age", "7:02", 86, ""), ("Reading age", "7y02m", 86, ""), ("Reading age", "7.02", 86, ""),
        ("Reading age", "<5:00", 60, "<"), ("Spelling age", ">15:00", 180, ">"),
        ("Reading, standardised score", "84", 84, ""), ("Reading, standardised score", "<70", 70, "<"),
        ("SDQ total difficulties, teacher", "17", 17, ""), ("Words right in a minute", "52.5", Decimal("52.5"), ""),
        ("Words right in a minute", "52,5", Decimal("52.5"), ""),
    ],
)  # fmt: skip
def test_read_value_takes_a_score_as_people_write_it(name, text, value, limit):
    measure = Measure.objects.get(school=None, name=name)
    assert read_value(measure, text) == (value, limit)


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("Reading age", "7:13", "A year has months 0 to 11"),
        ("Reading age", "7.1", "is not an age"),
        ("Reading age", "3:00", "Reading age runs from 4:00 to 20:00"),
        ("Reading, standardised score", "170", "runs from 40 to 160"),
        ("Reading, standardised score", "84.5", "has whole numbers only"),
        ("SDQ total difficulties, teacher", "41", "runs from 0 to 40"),
        ("SDQ total difficulties, teacher", "-1", "runs from 0 to 40"),
        ("Boxall diagnostic profile", "137", "runs from 0 to 136"),
        ("Words right in a minute", "many", "is not a number"),
        ("Words right in a minute", "NaN", "is outside the scale"),
        ("Words right in a minute", "1.234", "at most two decimals"),
    ],
)
def test_read_value_refuses_in_the_words_of_the_scale(name, text, sentence):
    with pytest.raises(ValidationError, match=sentence):
        read_value(Measure.objects.get(school=None, name=name), text)


def test_add_score_keeps_an_age_in_months_and_makes_the_caseload_row(client, senco, place):
    assert "Reading age" in client.get(url(place)).content.decode()
    answer = client.post(
        url(place), typed(place, "<5:00", paper="A", note="Quiet room"), follow=True
    )
    assert "Reading age &lt;5:00, 14 Sep 2026 is saved." in answer.content.decode()
    score = Score.objects.get()
    assert (score.value, score.limit, score.place, score.assessed_by) == (60, "<", place, senco)
    assert (score.paper, score.note, score.school) == ("A", "Quiet room", place.school)
    assert AuditEvent.objects.filter(action="add_score", pupil_id=place.pupil_id).count() == 1
    row = CaseloadRow.objects.get(pupil=place.pupil)
    assert (row.measure, row.judged_place_id, row.series) == ("Reading age", place.pk, "60")


def test_add_score_shows_what_is_wrong_beside_the_field_and_keeps_what_was_typed(
    client, senco, place
):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    text = client.post(url(place), typed(place, "20", on=tomorrow.isoformat())).content.decode()
    assert "Nothing was saved yet" in text
    assert "is not an age" in text
    assert "The test cannot be in the future." in text
    assert 'value="20"' in text
    assert not Score.objects.exists()


def test_add_score_refuses_a_second_entry_in_the_form_and_in_the_database(client, senco, place):
    client.post(url(place), typed(place))
    text = client.post(url(place), typed(place, "7:05")).content.decode()
    assert "This place has its entry score already, of 14 Sep 2026." in text
    with pytest.raises(Refused, match="has a score of this kind already"):
        act.add_score(by=senco, pupil=place.pupil, place=place, measure=place.measure, point="entry",
                      on=datetime.date(2026, 9, 20), value=Decimal(90))  # fmt: skip
    assert client.post(url(place), typed(place, "7:05", "check")).status_code == 302
    assert Score.objects.count() == 2


def test_add_score_sent_twice_makes_one_record(client, senco, place):
    data = typed(place, point="check", submission_id=str(uuid.uuid4()))
    first = client.post(url(place), data)
    second = client.post(url(place), data)
    assert Score.objects.count() == 1
    assert first.url == second.url


def test_add_score_without_a_place_offers_measures_but_no_goal_attainment(client, senco, school):
    pupil = PupilFactory(school=school)
    page = reverse("add_score", args=[pupil.pk])
    text = client.get(page).content.decode()
    assert "Reading age" in text
    assert "Goal attainment" not in text
    measure = Measure.objects.get(name="SDQ total difficulties, teacher")
    data = {"measure": measure.pk, "point": "check", "on": "2026-09-14", "value": "17"}
    assert "high" in client.post(page, data, follow=True).content.decode()
    assert Score.objects.get().place is None


def test_add_score_of_goals_asks_for_goals_first_then_rates_them(client, senco, school):
    gas = Measure.objects.get(name="Goal attainment (GAS)")
    place = PlaceFactory(group__school=school, measure=gas)
    answer = client.get(url(place))
    goals_page = reverse("edit_goals", args=[place.pk])
    assert answer.url == goals_page
    goals = {"wording_1": "Asks for help", "weight_1": "2", "wording_2": "Waits", "weight_2": "1"}
    client.post(goals_page, goals)
    first, second = Goal.objects.all()
    assert (first.wording, first.weight) == ("Asks for help", 2)
    levels = {f"goal_{first.pk}": "1", f"goal_{second.pk}": "0"}
    data = {"measure": gas.pk, "point": "check", "on": "2026-09-14"}
    assert "Fill this in." in client.post(url(place), data).content.decode()
    client.post(url(place), data | levels)
    score = Score.objects.get()
    assert float(score.value) == pytest.approx(58.03, abs=0.01)
    assert dict(score.levels.values_list("goal_id", "level")) == {first.pk: 1, second.pk: 0}
    text = client.post(goals_page, {"wording_1": "Asks for help"}).content.decode()
    assert "“Waits” has been rated, so it stays." in text


def test_edit_score_changes_it_and_keeps_what_it_was_in_the_record_book(client, senco, place):
    score = ScoreFactory(place=place, measure=place.measure, value=86)
    page = reverse("edit_score", args=[score.pk])
    assert 'value="7:02"' in client.get(page).content.decode()
    client.post(page, typed(place, "7:04", version=1))
    score.refresh_from_db()
    assert (score.value, score.version) == (88, 2)
    (event,) = AuditEvent.objects.filter(action="edit_score")
    assert {"field": "value", "old": "86.00", "new": "88"} in event.changes


def test_edit_score_that_somebody_changed_first_answers_409_with_both(client, senco, place):
    score = ScoreFactory(place=place, measure=place.measure, value=86)
    page = reverse("edit_score", args=[score.pk])
    client.post(page, typed(place, "7:04", version=1))
    answer = client.post(page, typed(place, "7:09", version=1))
    assert answer.status_code == 409
    score.refresh_from_db()
    assert score.value == 88


def test_remove_score_takes_it_away_and_puts_it_back_as_it_was(client, senco, place):
    score = ScoreFactory(place=place, measure=place.measure, value=86, paper="A", note="Form A")
    answer = client.post(reverse("remove_score", args=[score.pk]), follow=True)
    assert reverse("undo_remove_score") in answer.content.decode()
    assert not Score.objects.exists()
    assert CaseloadRow.objects.get(pupil=place.pupil).judged_place is None
    client.post(reverse("undo_remove_score"))
    back = Score.objects.get()
    kept = ("value", "paper", "note", "point", "on", "place_id", "assessed_by_id")
    assert [getattr(back, name) for name in kept] == [getattr(score, name) for name in kept]
    assert CaseloadRow.objects.get(pupil=place.pupil).judged_place == place
    answer = client.post(reverse("undo_remove_score"), follow=True)
    assert "nothing to put back" in answer.content.decode()
    acts = list(AuditEvent.objects.order_by("sequence").values_list("action", flat=True))
    assert acts[-2:] == ["remove_score", "undo_remove_score"]


@pytest.mark.parametrize(
    ("role", "is_linked", "status"),
    [("head", False, 403), ("teacher", True, 403), ("dsl", False, 403), ("ta", True, 200), ("ta", False, 404),
     ("hlta", True, 200), ("assistant_senco", False, 200), ("hr", False, 404)],
)  # fmt: skip
def test_add_score_is_for_those_who_assess(client, school, role, is_linked, status):
    pupil = PupilFactory(school=school)
    post = PostFactory(role=role, school=school)
    if is_linked:
        link(pupil, post)
    client.force_login(post.person)
    assert client.get(reverse("add_score", args=[pupil.pk])).status_code == status


def test_edit_score_of_another_adult_is_refused_to_a_teaching_assistant(client, school, place):
    post = PostFactory(role="ta", school=school)
    link(place.pupil, post)
    client.force_login(post.person)
    theirs = ScoreFactory(place=place, measure=place.measure)
    answer = client.get(reverse("edit_score", args=[theirs.pk]))
    assert answer.status_code == 403
    assert "the HLTA in charge or the SENCO changes this score" in answer.content.decode()
    mine = ScoreFactory(place=place, measure=place.measure, point="check", assessed_by=post.person)
    assert client.get(reverse("edit_score", args=[mine.pk])).status_code == 200


def test_add_score_never_offers_a_measure_or_place_of_another_school(client, senco, school):
    other = PlaceFactory(measure=MeasureFactory(school=SchoolFactory(), name="Secret test"))
    pupil = PupilFactory(school=school)
    text = client.get(reverse("add_score", args=[pupil.pk])).content.decode()
    assert "Secret test" not in text
    assert client.get(url(other)).status_code == 404
    assert client.get(reverse("edit_goals", args=[other.pk])).status_code == 404
