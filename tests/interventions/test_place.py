"""Places in a group: several at once, changed, ended early and taken back, with their links."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEvent
from interventions.models import Place, PlaceTotal
from pupils.models import AdultLink
from tests.factories.interventions import MeasureFactory
from tests.factories.pupils import PupilFactory, link
from tests.interventions.world import NOW, TODAY, department, stranger

pytestmark = pytest.mark.django_db
END = datetime.date(2026, 12, 18)


@pytest.fixture
def world():
    with time_machine.travel(NOW, tick=False):
        yield department()


def add(client, world, pupils, **changed):
    data = {
        "do": "add", "pupils": [pupil.pk for pupil in pupils], "starts_on": "2026-11-20",
        "ends_on": "2026-12-18", "target": "Count to 20",
    } | changed  # fmt: skip
    return client.post(reverse("add_places", args=[world.group.pk]), data)


def test_add_places_gives_several_pupils_a_place_and_links_the_leader(client, world):
    pupils = PupilFactory.create_batch(2, school=world.school)
    measure = MeasureFactory()
    client.force_login(world.senco)
    answer = add(client, world, pupils, measure=measure.pk, trials_of=5, trials_target=4)
    assert answer.status_code == 302
    place = Place.objects.get(pupil=pupils[0])
    assert (place.measure, place.trials_of, place.target) == (measure, 5, "Count to 20")
    assert PlaceTotal.objects.get(place=place).planned == 1
    bond = AdultLink.objects.get(pupil=pupils[0])
    assert (bond.post, bond.kind, bond.ends_on) == (world.posts["ta"], "leads", END)
    assert AuditEvent.objects.filter(action="add_place").count() == 2
    client.force_login(world.ta)
    assert client.get(reverse("pupil", args=[pupils[1].pk])).status_code == 200


def test_add_places_offers_only_pupils_one_sees(client, world):
    hers = PupilFactory(school=world.school, surname="Seen")
    link(hers, world.posts["hlta"])
    hidden = PupilFactory(school=world.school, surname="Hidden")
    client.force_login(world.hlta)
    page = client.get(reverse("add_places", args=[world.group.pk]) + "?q=see").content.decode()
    assert "Seen" in page
    page = client.get(reverse("add_places", args=[world.group.pk]) + "?q=hidden").content.decode()
    assert "Nobody you can see matches" in page
    assert add(client, world, [hidden]).status_code == 200
    assert not Place.objects.filter(pupil=hidden).exists()


def test_add_places_warns_beyond_the_largest_group(client, world):
    world.group.programme.largest_group = 3
    world.group.programme.save()
    client.force_login(world.senco)
    add(client, world, [PupilFactory(school=world.school)])
    page = client.get(reverse("group", args=[world.group.pk])).content.decode()
    assert "The group now has 4 pupils; the programme is meant for 3 at most." in page


def test_add_places_sent_twice_makes_one_place(client, world):
    pupil = PupilFactory(school=world.school)
    client.force_login(world.senco)
    key = "2dd9a0b4-37b6-4b1c-a35c-a0c2c0e7c2a1"
    add(client, world, [pupil], submission_id=key)
    add(client, world, [pupil], submission_id=key)
    assert Place.objects.filter(pupil=pupil).count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"pupils_left_out": True}, "Choose at least one pupil."),
        ({"starts_on": "2026-09-01"}, "The group begins later than this."),
        ({"ends_on": "2027-01-31"}, "The group ends before this day."),
        ({"trials_target": "3"}, "Out of how many?"),
        ({"trials_of": "3", "trials_target": "5"}, "more than the trials"),
    ],
)
def test_add_places_says_what_is_wrong(client, world, changed, words):
    client.force_login(world.senco)
    nobody = changed.pop("pupils_left_out", False)
    answer = add(client, world, [] if nobody else [PupilFactory(school=world.school)], **changed)
    assert words in answer.content.decode()
    assert Place.objects.count() == 3


@pytest.mark.parametrize(
    ("who", "status"), [("senco", 200), ("hlta", 200), ("ta", 403), ("head", 403), ("other", 404)]
)
def test_places_are_served_or_refused_by_role(client, world, who, status):
    client.force_login(getattr(world, who))
    assert client.get(reverse("add_places", args=[world.group.pk])).status_code == status
    for name in ("edit_place", "end_place"):
        assert client.get(reverse(name, args=[world.places[0].pk])).status_code == status


def end(client, world, **changed):
    data = {"on": "2026-11-20", "outcome": "met", "version": 1} | changed
    return client.post(reverse("end_place", args=[world.places[0].pk]), data, follow=True)


def test_end_place_ends_links_and_offers_undo(client, world):
    client.force_login(world.senco)
    page = end(client, world).content.decode()
    place = Place.objects.get(pk=world.places[0].pk)
    assert (place.outcome, place.ends_on) == ("met", TODAY)
    undo = reverse("undo_end_place", args=[place.pk])
    assert f'action="{undo}"' in page
    assert AdultLink.objects.get(pupil=place.pupil).ends_on == TODAY
    client.post(undo)
    place.refresh_from_db()
    assert (place.outcome, place.ends_on) == ("", END)
    assert AdultLink.objects.get(pupil=place.pupil).ends_on == END


def test_end_place_twice_and_outside_its_dates_is_refused(client, world):
    client.force_login(world.senco)
    assert "Choose a day on which" in end(client, world, on="2027-02-01").content.decode()
    end(client, world)
    answer = client.get(reverse("end_place", args=[world.places[0].pk]))
    assert "This place has ended already." in answer.content.decode()


def test_undo_end_place_is_refused_when_the_pupil_came_back(client, world):
    client.force_login(world.senco)
    end(client, world)
    add(client, world, [world.places[0].pupil])
    answer = client.post(reverse("undo_end_place", args=[world.places[0].pk]))
    assert answer.status_code == 403
    assert "has a new place in the group" in answer.content.decode()


def test_edit_place_with_other_dates_counts_again(client, world):
    place = world.places[0]
    client.force_login(world.senco)
    data = {"starts_on": "2026-09-07", "ends_on": "2026-11-13", "target": "New", "version": 1}
    assert client.post(reverse("edit_place", args=[place.pk]), data).status_code == 302
    assert PlaceTotal.objects.get(place=place).planned == 0
    assert client.post(reverse("edit_place", args=[place.pk]), data).status_code == 409


def test_places_of_another_school_are_out_of_sight(client, world):
    client.force_login(stranger("senco"))
    for name in ("edit_place", "end_place"):
        assert client.get(reverse(name, args=[world.places[0].pk])).status_code == 404
    assert client.post(reverse("undo_end_place", args=[world.places[0].pk])).status_code == 404
