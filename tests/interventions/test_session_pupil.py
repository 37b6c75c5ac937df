"""A pupil's sessions: the tab, the chronology, the search box, the menu and what needs a leader."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from core.models import Look
from interventions.models import Attendance
from staff.home import needs_of
from staff.leaving import ties_of
from tests.factories.interventions import SessionFactory
from tests.factories.pupils import link
from tests.factories.staff import PostFactory
from tests.interventions.world import NOW, TODAY, as_sent, department, field, stranger

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(client):
    with time_machine.travel(NOW, tick=False):
        made = department()
        client.force_login(made.ta)
        sent = as_sent(made) | {
            field(made, 0, "note"): "Counted to 20",
            field(made, 0, "engagement"): "4",
        }
        client.post(reverse("log_session", args=[made.session.pk]), sent)
        yield made


def tab(world):
    return reverse("pupil_sessions", args=[world.places[0].pupil_id])


def test_pupil_sessions_show_dose_and_each_session(client, world):
    client.force_login(world.senco)
    page = client.get(tab(world)).content.decode()
    for words in ("1 of 1 sessions, 25 minutes", "Counted to 20", "Number Sense", "Here"):
        assert words in page
    look = Look.objects.get(pupil_id=world.places[0].pupil_id)
    assert (look.actor_id, look.page) == (world.senco.pk, "sessions")


@pytest.mark.parametrize(
    ("role", "status"), [("dsl", 403), ("data", 403), ("head", 200), ("hr", 404)]
)
def test_pupil_sessions_are_served_or_refused_by_role(client, world, role, status):
    client.force_login(PostFactory(school=world.school, role=role).person)
    assert client.get(tab(world)).status_code == status


def test_pupil_sessions_show_a_ta_her_own_and_a_linked_teacher_all(client, world):
    pupil = world.places[0].pupil
    teacher = PostFactory(school=world.school, role="teacher")
    link(pupil, teacher, "teacher")
    link(pupil, world.other_post)
    for person, seen in ((teacher.person, True), (world.other, False), (world.hlta, True)):
        client.force_login(person)
        answer = client.get(tab(world))
        assert answer.status_code == 200
        assert ("Counted to 20" in answer.content.decode()) == seen


def test_pupil_sessions_of_another_school_are_out_of_sight(client, world):
    client.force_login(stranger("senco"))
    assert client.get(tab(world)).status_code == 404


def test_pupil_sessions_ask_as_often_for_many_sessions(
    client, world, django_assert_max_num_queries
):
    client.force_login(world.senco)
    with django_assert_max_num_queries(25) as few:
        client.get(tab(world))
    for day in range(1, 12):
        on = TODAY - datetime.timedelta(days=day)
        session = SessionFactory(
            group=world.group, on=on, state="delivered", minutes_delivered=25, logged_at=NOW
        )
        session.attendance.create(
            school=world.school,
            place=world.places[0],
            pupil=world.places[0].pupil,
            code="P",
            minutes=25,
        )
    with django_assert_max_num_queries(len(few)):
        assert client.get(tab(world)).context["page"].paginator.count == 12


def test_chronology_tells_sessions_to_whom_may_see_them(client, world):
    url = reverse("pupil_chronology", args=[world.places[0].pupil_id])
    client.force_login(world.senco)
    assert "Number Sense: Here" in client.get(url).content.decode()
    client.force_login(PostFactory(school=world.school, role="dsl").person)
    assert "Number Sense: Here" not in client.get(url).content.decode()


def test_chronology_tells_a_week_in_which_a_pupil_only_took_part_in_one_line(client, world):
    monday, place = TODAY - datetime.timedelta(days=TODAY.weekday()), world.places[0]
    for days, code in ((-10, "A"), (-6, "P"), (-5, "L"), (-3, "P"), (0, "P"), (1, "P")):
        session = SessionFactory(
            group=world.group, on=monday + datetime.timedelta(days=days), state="delivered",
            minutes_delivered=25, logged_at=NOW, logged_by=world.ta,
        )  # fmt: skip
        Attendance.objects.create(
            school=world.school, session=session, place=place, pupil=place.pupil, code=code,
            minutes=0 if code == "A" else 25,
        )  # fmt: skip
    client.force_login(world.senco)
    page = client.get(reverse("pupil_chronology", args=[place.pupil_id])).content.decode()
    assert "Number Sense: 3 sessions, all attended" in page
    assert "Number Sense: 2 more sessions, all attended" in page
    assert "Number Sense: Absent" in page
    assert page.count("Number Sense: Here") == 1


def test_find_groups_only_among_those_one_sees(client, world):
    client.force_login(world.ta)
    assert (
        reverse("group", args=[world.group.pk])
        in client.get("/find/?q=number+sense").content.decode()
    )
    client.force_login(stranger("senco"))
    assert "Number Sense" not in client.get("/find/?q=number+sense").content.decode()


def test_home_names_what_a_leader_has_not_logged(client, world):
    SessionFactory(group=world.group, on=TODAY - datetime.timedelta(days=2))
    assert [need.title for need in needs_of(world.ta)] == ["1 session to log"]
    titles = [need.title for need in needs_of(world.hlta)]
    assert "1 session of your team is unlogged" in titles


def test_leaving_names_groups_that_need_a_new_leader(client, world):
    words = [tie.words for tie in ties_of(world.posts["ta"], TODAY, world.senco)]
    assert "Leads Number Sense until 18 Dec 2026" in words


@pytest.mark.parametrize(
    ("who", "today"), [("ta", True), ("hlta", True), ("senco", False), ("head", False)]
)
def test_menu_leads_support_staff_to_today(client, world, who, today):
    client.force_login(getattr(world, who))
    page = client.get(reverse("groups")).content.decode()
    assert ('<a href="/today/"' in page.split("</nav>")[0]) == today
