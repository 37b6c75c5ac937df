"""Groups through the front door: list, making, changing, and what follows from a change."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEvent
from interventions.models import AdultWeek, Group, Place, Session
from pupils.models import AdultLink
from tests.factories.interventions import (
    GroupFactory,
    PlaceFactory,
    ProgrammeFactory,
    SessionFactory,
)
from tests.factories.pupils import link
from tests.factories.staff import PostFactory
from tests.interventions.world import NOW, TODAY, department, stranger

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with time_machine.travel(NOW, tick=False):
        yield department()


def new_group(world, **changed):
    return {
        "programme": ProgrammeFactory().pk, "name": "Word Aware", "leader": world.posts["ta"].pk,
        "layer": "targeted", "minutes": 20, "starts_on": "2026-11-23", "ends_on": "2026-12-18",
    } | changed  # fmt: skip


def sent(group, **changed):
    names = ("name", "layer", "room", "minutes", "starts_on", "ends_on", "version")
    data = {name: getattr(group, name) for name in names}
    return data | {"programme": group.programme_id, "leader": group.leader_id} | changed


@pytest.mark.parametrize(
    ("who", "status"), [("senco", 302), ("hlta", 302), ("ta", 403), ("head", 403)]
)
def test_add_group_is_for_the_senco_and_the_hlta(client, world, who, status):
    client.force_login(getattr(world, who))
    answer = client.post(reverse("add_group"), new_group(world))
    assert answer.status_code == status
    assert Group.objects.filter(name="Word Aware").exists() == (status == 302)


def test_add_group_by_an_hlta_is_led_by_herself_or_below(client, world):
    client.force_login(world.hlta)
    offered = client.get(reverse("add_group")).context["form"].fields["leader"].queryset
    assert {post.person for post in offered} == {world.hlta, world.ta, world.other}
    answer = client.post(reverse("add_group"), new_group(world, leader=world.posts["senco"].pk))
    assert answer.status_code == 200
    assert not Group.objects.filter(name="Word Aware").exists()


def test_add_group_is_filled_from_its_programme(client, world):
    programme = ProgrammeFactory(name="Toby Reads", minutes=15, weeks=6)
    client.force_login(world.senco)
    page = client.get(reverse("add_group") + f"?programme={programme.pk}")
    form = page.context["form"]
    assert (form.initial["minutes"], form.initial["name"]) == (15, "Toby Reads")
    assert form.initial["starts_on"] == datetime.date(2026, 11, 23)
    assert form.initial["ends_on"] == datetime.date(2027, 1, 1)


def test_add_group_sent_twice_makes_one(client, world):
    client.force_login(world.senco)
    data = new_group(world, submission_id="2dd9a0b4-37b6-4b1c-a35c-a0c2c0e7c2a1")
    client.post(reverse("add_group"), data)
    again = client.post(reverse("add_group"), data)
    group = Group.objects.get(name="Word Aware")
    assert again.url == f"/interventions/groups/{group.pk}/"


def test_add_group_refuses_dates_that_run_backwards_and_strangers(client, world):
    client.force_login(world.senco)
    page = client.post(
        reverse("add_group"), new_group(world, ends_on="2026-11-01")
    ).content.decode()
    assert "before the first day" in page
    page = client.post(reverse("add_group"), new_group(world, ends_on="2099-01-01"))
    assert "two years at most" in page.content.decode()
    page = client.post(reverse("add_group"), new_group(world, leader=PostFactory().pk))
    assert "Choose one of the list." in page.content.decode()


def test_groups_list_by_state_and_leader(client, world):
    GroupFactory(school=world.school, name="Old", starts_on="2026-01-05", ends_on="2026-03-01")
    GroupFactory(school=world.school, name="Soon", starts_on="2027-01-05", ends_on="2027-03-01")
    client.force_login(world.senco)

    def names(query=""):
        return {group.name for group in client.get(reverse("groups") + query).context["page"]}

    assert names() == {"Number Sense", "Soon"}
    assert names("?show=running") == {"Number Sense"}
    assert names("?show=planned") == {"Soon"}
    assert names("?show=ended") == {"Old"}
    assert names("?show=all&q=sense") == {"Number Sense"}
    assert names(f"?leader={world.posts['ta'].pk}") == {"Number Sense"}


def test_groups_show_only_what_a_person_may_see(client, world):
    GroupFactory(school=world.school, name="Not mine")
    for person, count in (
        (world.ta, 1),
        (world.hlta, 1),
        (world.senco, 2),
        (world.other, 0),
        (stranger("senco"), 0),
    ):
        client.force_login(person)
        assert client.get(reverse("groups")).context["page"].paginator.count == count


def test_groups_explain_an_empty_list(client, world):
    client.force_login(stranger("senco"))
    assert "Choose a programme" in client.get(reverse("groups")).content.decode()
    client.force_login(world.other)
    assert "The SENCO or an HLTA makes them." in client.get(reverse("groups")).content.decode()
    client.force_login(world.senco)
    page = client.get(reverse("groups") + "?q=zebra").content.decode()
    assert "The filters hide every group" in page


def test_group_shows_pupils_week_sessions_and_history(client, world):
    client.force_login(world.senco)
    client.post(reverse("edit_group", args=[world.group.pk]), sent(world.group, room="Hall"))
    page = client.get(reverse("group", args=[world.group.pk])).content.decode()
    for words in (
        "Amara Test",
        "0 of 1",
        "Fri 20 Nov 2026, 10:45",
        "Group changed",
        "Changed: room",
    ):
        assert words in page
    assert "No supervising teacher is named." in page


def test_group_warns_when_it_is_larger_than_its_programme(client, world):
    world.group.programme.largest_group = 2
    world.group.programme.save()
    client.force_login(world.senco)
    page = client.get(reverse("group", args=[world.group.pk])).content.decode()
    assert "3 pupils: the programme is meant for 2 at most." in page


def test_group_warns_when_a_pupil_or_adult_is_elsewhere_at_the_time(client, world):
    twin = GroupFactory(school=world.school, leader=world.posts["ta"], name="Word Aware")
    PlaceFactory(group=twin, pupil=world.places[0].pupil)
    SessionFactory(group=twin, on=TODAY, starts_at=datetime.time(11, 0))
    client.force_login(world.senco)
    page = client.get(reverse("group", args=[world.group.pk])).content.decode()
    assert f"{world.ta.full_name} runs Word Aware at the same time, 1 time" in page
    assert "Amara Test is in Word Aware at the same time, 1 time" in page
    teacher = PostFactory(school=world.school, role="teacher")
    link(world.places[1].pupil, teacher, "teacher")
    client.force_login(teacher.person)
    page = client.get(reverse("group", args=[world.group.pk])).content.decode()
    assert "Ben Test" in page
    assert "Amara" not in page


@pytest.mark.parametrize(
    ("who", "status"), [("senco", 200), ("hlta", 200), ("ta", 403), ("head", 403), ("other", 404)]
)
def test_edit_group_is_served_or_refused_by_role(client, world, who, status):
    client.force_login(getattr(world, who))
    assert client.get(reverse("edit_group", args=[world.group.pk])).status_code == status


def test_edit_group_gives_a_new_leader_the_sessions_ahead_and_the_pupils(client, world):
    logged = SessionFactory(group=world.group, on=TODAY - datetime.timedelta(days=7))
    Session.objects.filter(pk=logged.pk).update(
        state="delivered", minutes_delivered=25, logged_at=NOW
    )
    client.force_login(world.senco)
    url = reverse("edit_group", args=[world.group.pk])
    assert client.post(url, sent(world.group, leader=world.other_post.pk)).status_code == 302
    assert Session.objects.get(pk=world.session.pk).post == world.other_post
    assert Session.objects.get(pk=logged.pk).post == world.posts["ta"]
    leads = AdultLink.objects.current().filter(kind="leads", source=f"group:{world.group.pk}")
    assert {link.post for link in leads} == {world.other_post}
    assert leads.count() == 3
    week = AdultWeek.objects.get(post=world.other_post)
    assert (week.planned, week.minutes_planned) == (1, 25)
    client.force_login(world.other)
    assert "Amara" in client.get("/today/").content.decode()
    client.force_login(world.ta)
    assert client.get(reverse("pupil", args=[world.places[0].pupil_id])).status_code == 404


def test_edit_group_that_ends_earlier_takes_sessions_and_places_with_it(client, world):
    late = SessionFactory(group=world.group, on=datetime.date(2026, 12, 11))
    client.force_login(world.senco)
    client.post(
        reverse("edit_group", args=[world.group.pk]),
        sent(world.group, ends_on="2026-12-04", minutes=30),
    )
    assert not Session.objects.filter(pk=late.pk).exists()
    assert Session.objects.get(pk=world.session.pk).minutes == 30
    ends = set(Place.objects.filter(group=world.group).values_list("ends_on", flat=True))
    assert ends == {datetime.date(2026, 12, 4)}


def test_edit_group_that_somebody_changed_first_answers_409(client, world):
    client.force_login(world.senco)
    url = reverse("edit_group", args=[world.group.pk])
    client.post(url, sent(world.group, room="Hall"))
    answer = client.post(url, sent(world.group, room="Library"))
    assert answer.status_code == 409
    assert "Library" in answer.content.decode()
    assert Group.objects.get(pk=world.group.pk).room == "Hall"


def test_group_register_prints_sessions_and_codes(client, world):
    client.force_login(world.ta)
    client.post(reverse("log_session", args=[world.session.pk]), {"do": "as_planned", "version": 1})
    page = client.get(reverse("group_register", args=[world.group.pk])).content.decode()
    assert "Test, Amara" in page
    assert "Fri 20 Nov" in page
    assert page.count("<td>P</td>") == 3
    assert (
        "Nothing to mark"
        in client.get(
            reverse("group_register", args=[world.group.pk]) + "?from=2026-12-01"
        ).content.decode()
    )


def test_group_of_another_school_is_out_of_sight(client, world):
    client.force_login(stranger("senco"))
    for name in (
        "group",
        "edit_group",
        "group_register",
        "plan_sessions",
        "add_places",
        "add_session",
    ):
        assert client.get(reverse(name, args=[world.group.pk])).status_code == 404


def test_group_pages_ask_as_often_for_many_rows(client, world, django_assert_max_num_queries):
    SessionFactory(group=world.group, on=TODAY - datetime.timedelta(days=30))
    client.force_login(world.senco)
    with django_assert_max_num_queries(30) as few:
        client.get(reverse("group", args=[world.group.pk]))
    with django_assert_max_num_queries(30) as few_groups:
        client.get(reverse("groups"))
    PlaceFactory.create_batch(20, group=world.group)
    for day in range(1, 20):
        SessionFactory(group=world.group, on=TODAY - datetime.timedelta(days=day))
    GroupFactory.create_batch(20, school=world.school)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("group", args=[world.group.pk]))
    with django_assert_max_num_queries(len(few_groups)):
        client.get(reverse("groups"))


def test_add_group_is_one_page_of_the_record_book(client, world):
    client.force_login(world.hlta)
    client.post(reverse("add_group"), new_group(world))
    page = AuditEvent.objects.get(action="add_group")
    assert (page.actor_id, page.object_name) == (world.hlta.pk, "Word Aware")
