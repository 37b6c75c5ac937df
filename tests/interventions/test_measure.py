"""The list of measures: seeded, kept per school, copied, taken out of use."""

import pytest
from django.urls import reverse

from core.models import AuditEvent
from interventions.models import CaseloadRow, Measure, Programme
from tests.factories.interventions import MeasureFactory, PlaceFactory, ScoreFactory
from tests.factories.pupils import PupilFactory
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


def given(**fields):
    return {
        "name": "NGRT", "scale": "standardised", "lowest": "69", "highest": "131", "min_weeks": "8",
        "standard_deviation": "15", "reliability": "0.90", **fields,
    }  # fmt: skip


def test_seeded_measures_hold_each_scale_and_no_invented_reliability():
    shared = Measure.objects.filter(school=None)
    assert {measure.scale for measure in shared} == set(Measure.Scale.values)
    assert not shared.exclude(reliability=None).exists()
    assert not shared.filter(source="").exists()
    usual = Programme.objects.get(school=None, name="Toe by Toe").usual_measure
    assert usual.name == "Reading age"


def test_measures_lists_shared_and_own_with_the_change_that_is_real(client, senco, school):
    MeasureFactory(school=school, name="NGRT")
    MeasureFactory(school=SchoolFactory(), name="Elsewhere")
    text = client.get(reverse("measures")).content.decode()
    assert "13.1" in text
    assert "4:00 to 20:00" in text
    assert "Elsewhere" not in text
    found = client.get(reverse("measures") + "?q=ngrt").content.decode()
    assert "1 measure" in found
    assert "No measure has this name" in client.get(reverse("measures") + "?q=zzz").content.decode()


def test_measures_costs_the_same_queries_for_few_and_many(
    client, senco, school, django_assert_num_queries
):
    for _ in range(2):
        with django_assert_num_queries(3):
            client.get(reverse("measures"))
        MeasureFactory.create_batch(30, school=school)


def test_add_measure_makes_one_of_the_school(client, senco, school):
    answer = client.post(reverse("add_measure"), given(), follow=True)
    assert "NGRT is added." in answer.content.decode()
    measure = Measure.objects.get(school=school)
    assert (measure.lowest, measure.highest, measure.higher_is_better) == (69, 131, True)
    assert AuditEvent.objects.filter(action="add_measure", object_id=measure.pk).exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reliability": "1"}, "Reliability lies between 0 and 1"),
        ({"highest": "60"}, "The highest score is above the lowest."),
        ({"scale": "sdq", "lowest": "0", "highest": "40"}, "The bands of the SDQ depend on who answered."),
        ({"scale": "reading_age", "lowest": "4:00", "highest": "240"}, "is not an age"),
        ({"name": "ngrt two"}, "Your school has a measure of this name already."),
        ({"lowest": "<69"}, "A bound is a plain score."),
    ],
)  # fmt: skip
def test_add_measure_says_what_is_wrong(client, senco, school, fields, sentence):
    MeasureFactory(school=school, name="NGRT two")
    text = client.post(reverse("add_measure"), given(**fields)).content.decode()
    assert sentence in text
    assert Measure.objects.filter(school=school).count() == 1


def test_add_measure_reads_bounds_on_the_scale_and_knows_which_way_is_better(client, senco, school):
    client.post(
        reverse("add_measure"), given(name="A", scale="reading_age", lowest="5:00", highest="16:00")
    )
    assert Measure.objects.get(name="A").lowest == 60
    client.post(reverse("add_measure"), given(name="B", scale="boxall_down", lowest="0", highest="136",
                                              higher_is_better="on"))  # fmt: skip
    assert Measure.objects.get(name="B").higher_is_better is False


def test_edit_measure_judges_running_places_again(client, senco, school):
    measure = MeasureFactory(school=school, name="Words", scale="own", lowest=0, highest=100,
                             own_error=2, reliability=None)  # fmt: skip
    place = PlaceFactory(group__school=school, measure=measure)
    ScoreFactory(place=place, measure=measure, value=50)
    ScoreFactory(place=place, measure=measure, value=53, point="check", on="2026-11-02")
    page = reverse("edit_measure", args=[measure.pk])
    assert "so its scale stays" in client.get(page).content.decode()
    data = given(name="Words", scale="own", lowest="0", highest="100", reliability="", version="1",
                 higher_is_better="on")  # fmt: skip
    client.post(page, data | {"own_error": "2"})
    assert CaseloadRow.objects.get(pupil=place.pupil).verdict == "on_track"
    client.post(page, data | {"own_error": "4", "version": "2"})
    assert CaseloadRow.objects.get(pupil=place.pupil).verdict == "not_moving"
    assert client.post(page, data | {"version": "1"}).status_code == 409


def test_edit_measure_of_the_shared_list_is_refused_and_copied_instead(client, senco, school):
    shared = Measure.objects.get(school=None, name="Reading age")
    answer = client.get(reverse("edit_measure", args=[shared.pk]))
    assert answer.status_code == 403
    assert "Make it your own first" in answer.content.decode()
    answer = client.post(reverse("copy_measure", args=[shared.pk]))
    own = Measure.objects.get(school=school)
    assert answer.url == reverse("edit_measure", args=[own.pk])
    assert (own.name, own.highest, own.min_weeks) == (shared.name, shared.highest, shared.min_weeks)
    assert client.post(reverse("copy_measure", args=[shared.pk])).status_code == 403


def test_retire_measure_stops_offering_it_and_is_undone(client, senco, school):
    measure = MeasureFactory(school=school, name="NGRT")
    answer = client.post(reverse("retire_measure", args=[measure.pk]), follow=True)
    undo = reverse("restore_measure", args=[measure.pk])
    assert undo in answer.content.decode()
    measure.refresh_from_db()
    assert measure.is_active is False
    assert client.post(reverse("retire_measure", args=[measure.pk])).status_code == 403
    assert "Out of use" in client.get(reverse("measures") + "?all=1").content.decode()
    client.post(undo)
    measure.refresh_from_db()
    assert measure.is_active is True


@pytest.mark.parametrize("role", ["head", "hlta", "ta", "teacher", "dsl", "hr", "data"])
def test_measures_are_read_by_everyone_and_kept_by_the_sencos_team(client, school, role):
    client.force_login(PostFactory(role=role, school=school).person)
    text = client.get(reverse("measures")).content.decode()
    assert "Measures are kept by the SENCO and the assistant SENCO." in text
    assert reverse("add_measure") not in text
    assert client.get(reverse("add_measure")).status_code == 403
    own = MeasureFactory(school=school)
    assert client.get(reverse("edit_measure", args=[own.pk])).status_code == 403


def test_edit_measure_of_another_school_is_out_of_sight(client, senco):
    other = MeasureFactory(school=SchoolFactory())
    assert client.get(reverse("edit_measure", args=[other.pk])).status_code == 404
    assert client.post(reverse("retire_measure", args=[other.pk])).status_code == 404


def test_own_measure_stands_in_for_the_shared_one_of_the_same_name(client, senco, school):
    own = MeasureFactory(
        school=school, name="Reading age", scale="own", unit="words", lowest=0, highest=9
    )
    pupil = PupilFactory(school=school)
    shared = Measure.objects.get(school=None, name="Reading age")
    text = client.get(reverse("add_score", args=[pupil.pk])).content.decode()
    assert f'<option value="{own.pk}">' in text
    assert f'<option value="{shared.pk}">' not in text
    client.post(reverse("retire_measure", args=[own.pk]))
    text = client.get(reverse("add_score", args=[pupil.pk])).content.decode()
    assert f'<option value="{shared.pk}">' in text
