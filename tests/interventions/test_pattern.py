"""A weekly pattern becomes sessions; it is previewed, planned again, and follows the school's year."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from core.models import Closure
from core.policy import Refused
from interventions.actions.planning import follow_calendar
from interventions.actions.totals import recount_places, recount_weeks
from interventions.models import AdultWeek, PlaceTotal, Session
from pupils.models import AdultLink
from staff import calendar_changes
from tests.factories.interventions import GroupFactory, PlaceFactory, SessionFactory
from tests.factories.staff import PostFactory
from tests.interventions.world import department, stranger

pytestmark = pytest.mark.django_db
START = datetime.datetime(2026, 9, 3, 9, 0, tzinfo=datetime.UTC)
DAY = datetime.date


@pytest.fixture
def world():
    with time_machine.travel(START, tick=False):
        made = department()
        Session.objects.all().delete()
        recount_places([place.pk for place in made.places])
        recount_weeks([made.school.pk])
        Closure.objects.create(
            school=made.school,
            kind="half_term",
            starts_on=DAY(2026, 10, 26),
            ends_on=DAY(2026, 10, 30),
        )
        Closure.objects.create(
            school=made.school, kind="inset", starts_on=DAY(2026, 11, 2), ends_on=DAY(2026, 11, 2)
        )
        yield made


def week(*slots, do="preview", starts_on="2026-09-07", version=1, **more):
    data = {
        "do": do, "starts_on": starts_on, "version": version,
        "slot-TOTAL_FORMS": len(slots), "slot-INITIAL_FORMS": 0,
    }  # fmt: skip
    for number, (weekday, time, *letter) in enumerate(slots):
        data[f"slot-{number}-weekday"] = weekday
        data[f"slot-{number}-starts_at"] = time
        data[f"slot-{number}-week"] = letter[0] if letter else ""
    return data | more


def plan(client, world, *slots, **more):
    return client.post(
        reverse("plan_sessions", args=[world.group.pk]), week(*slots, **more), follow=True
    )


def version(world):
    world.group.refresh_from_db()
    return world.group.version


def test_plan_sessions_previews_before_it_saves(client, world):
    client.force_login(world.senco)
    page = plan(client, world, (0, "09:05"), (2, "09:05")).content.decode()
    assert "Makes 27 sessions from 7 Sep 2026 to 16 Dec 2026" in page
    assert "26 Oct 2026 to 28 Oct 2026 Half term" in page
    assert "2 Nov 2026 INSET day" in page
    assert not Session.objects.exists()


def test_plan_sessions_makes_sessions_and_counts_them(client, world):
    client.force_login(world.senco)
    page = plan(client, world, (0, "09:05"), (2, "09:05"), do="save").content.decode()
    assert "The week is planned." in page
    sessions = Session.objects.all()
    assert sessions.count() == 27
    assert {session.post for session in sessions} == {world.posts["ta"]}
    assert not sessions.filter(on__range=(DAY(2026, 10, 26), DAY(2026, 11, 2))).exists()
    assert PlaceTotal.objects.get(place=world.places[0]).planned == 27
    assert AdultWeek.objects.get(week_on=DAY(2026, 9, 7)).planned == 2
    assert (
        "Monday 09:05, Wednesday 09:05"
        in client.get(reverse("group", args=[world.group.pk])).content.decode()
    )


def test_plan_sessions_again_keeps_logged_ones_and_replaces_those_ahead(client, world):
    client.force_login(world.senco)
    plan(client, world, (0, "09:05"), (2, "09:05"), do="save")
    first = Session.objects.first()
    with time_machine.travel(START + datetime.timedelta(days=6), tick=False):
        client.force_login(world.senco)
        client.post(reverse("log_session", args=[first.pk]), {"do": "as_planned", "version": 1})
        answer = plan(
            client,
            world,
            (0, "09:05"),
            (4, "11:00"),
            starts_on="2026-09-07",
            version=version(world),
        )
        assert "keeps 12" in answer.content.decode()
        assert "removes 14" in answer.content.decode()
        plan(client, world, (0, "09:05"), (4, "11:00"), do="save", version=version(world))
    first.refresh_from_db()
    assert first.state == "delivered"
    assert Session.objects.filter(on__week_day=4).count() == 0
    assert PlaceTotal.objects.get(place=world.places[0]).planned == Session.objects.count()


def test_plan_sessions_from_a_stale_page_answers_409(client, world):
    client.force_login(world.senco)
    plan(client, world, (0, "09:05"), do="save")
    assert plan(client, world, (1, "09:05"), do="save").status_code == 409
    assert not Session.objects.filter(on__week_day=3).exists()


def test_plan_sessions_in_week_a_and_b(client, world):
    world.school.has_two_week_timetable = True
    world.school.save()
    client.force_login(world.senco)
    plan(client, world, (0, "09:05", "A"), (0, "11:00", "B"), do="save")
    mornings = Session.objects.filter(starts_at="09:05").count()
    assert mornings + Session.objects.filter(starts_at="11:00").count() == 13
    assert 6 <= mornings <= 7


def test_plan_sessions_warns_of_clashes(client, world):
    twin = GroupFactory(school=world.school, leader=world.posts["ta"], name="Word Aware")
    PlaceFactory(group=twin, pupil=world.places[1].pupil)
    for day in (7, 14):
        SessionFactory(group=twin, on=DAY(2026, 9, day), starts_at=datetime.time(9, 20))
    client.force_login(world.senco)
    page = plan(client, world, (0, "09:05")).content.decode()
    assert f"{world.ta.full_name} runs Word Aware at the same time, 2 times" in page
    assert "Ben Test is in Word Aware at the same time, 2 times" in page
    assert "Word Aware" not in plan(client, world, (0, "10:05")).content.decode()


@pytest.mark.parametrize(
    ("slots", "words"),
    [
        ([(0, "09:05"), (0, "09:05")], "stands twice in the week"),
        ([(0, "09:05"), (0, "09:05", "A")], "stands twice in the week"),
        ([(0, "soon")], "Enter a time like 09:15."),
        ([(9, "09:05")], "Choose one of the list."),
        ([(0, "23:50")], "Choose a time from 06:00 to 20:00."),
        ([(0, "")], "This makes no session"),
    ],
)
def test_plan_sessions_says_what_is_wrong(client, world, slots, words):
    client.force_login(world.senco)
    assert words in plan(client, world, *slots).content.decode()


@pytest.mark.parametrize(
    ("rows", "words"),
    [("x", "This page is out of date. Open it again."), ("99", "too many rows: 15 at most")],
)
def test_plan_sessions_says_what_is_wrong_with_the_rows(client, world, rows, words):
    client.force_login(world.senco)
    data = week((0, "09:05"), do="save") | {"slot-TOTAL_FORMS": rows}
    page = client.post(reverse("plan_sessions", args=[world.group.pk]), data)
    assert words in page.content.decode()
    assert not Session.objects.exists()


def test_plan_sessions_adds_a_row_without_losing_the_typed_ones(client, world):
    client.force_login(world.senco)
    page = plan(client, world, (3, "13:40"), do="row").content.decode()
    assert 'value="13:40"' in page
    assert "slot-1-starts_at" in page


def test_plan_sessions_without_terms_says_so(client, world):
    world.school.terms.all().delete()
    client.force_login(world.senco)
    page = client.get(reverse("plan_sessions", args=[world.group.pk])).content.decode()
    assert "terms are not entered yet" in page


@pytest.mark.parametrize(
    ("who", "status"), [("senco", 200), ("hlta", 200), ("ta", 403), ("head", 403), ("other", 404)]
)
def test_plan_sessions_is_served_or_refused_by_role(client, world, who, status):
    client.force_login(getattr(world, who))
    assert client.get(reverse("plan_sessions", args=[world.group.pk])).status_code == status


def test_follow_calendar_cancels_on_new_closures_and_brings_back(client, world):
    client.force_login(world.senco)
    plan(client, world, (0, "09:05"), do="save")
    planned = PlaceTotal.objects.get(place=world.places[0]).planned
    snow = Closure.objects.create(
        school=world.school,
        kind="closed",
        name="Snow",
        starts_on=DAY(2026, 12, 7),
        ends_on=DAY(2026, 12, 7),
    )
    calendar_changes.tell(world.school, world.senco)
    session = Session.objects.get(on=DAY(2026, 12, 7))
    assert (session.state, session.reason_note) == ("cancelled", "Snow")
    assert PlaceTotal.objects.get(place=world.places[0]).planned == planned - 1
    snow.delete()
    calendar_changes.tell(world.school, world.senco)
    session.refresh_from_db()
    assert (session.state, session.reason_note) == ("planned", "")
    assert PlaceTotal.objects.get(place=world.places[0]).planned == planned


def test_follow_calendar_adds_days_that_became_school_days(client, world):
    client.force_login(world.senco)
    plan(client, world, (0, "09:05"), do="save")
    before = Session.objects.count()
    Closure.objects.filter(kind="inset").delete()
    assert follow_calendar(school=world.school, by=world.senco) == (0, 1)
    assert Session.objects.filter(on=DAY(2026, 11, 2)).exists()
    assert Session.objects.count() == before + 1


def test_follow_calendar_leaves_what_people_cancelled_and_asks_a_policy(client, world):
    client.force_login(world.senco)
    plan(client, world, (0, "09:05"), do="save")
    session = Session.objects.last()
    client.post(
        reverse("cancel_session", args=[session.pk]), {"reason": "trip", "version": session.version}
    )
    assert follow_calendar(school=world.school, by=world.senco) == (0, 0)
    session.refresh_from_db()
    assert session.state == "cancelled"
    with pytest.raises(Refused):
        follow_calendar(school=world.school, by=world.ta)


def one(world):
    return SessionFactory(group=world.group, on=DAY(2026, 9, 8), starts_at=datetime.time(9, 5))


def test_move_session_moves_it_and_refuses_the_same_time_twice(client, world):
    session, other = one(world), SessionFactory(group=world.group, on=DAY(2026, 9, 9))
    client.force_login(world.ta)
    url = reverse("move_session", args=[session.pk])
    data = {"on": "2026-09-09", "starts_at": "09:05", "minutes": 20, "room": "Hall", "version": 1}
    assert other.starts_at == datetime.time(9, 5)
    assert "already has a session at that time" in client.post(url, data).content.decode()
    assert client.post(url, data | {"starts_at": "11:00"}).status_code == 302
    session.refresh_from_db()
    assert (session.on, session.room, session.minutes) == (DAY(2026, 9, 9), "Hall", 20)
    assert client.post(url, data | {"starts_at": "12:00"}).status_code == 409


def test_cancel_session_offers_undo_and_restore_puts_it_back(client, world):
    session = one(world)
    client.force_login(world.ta)
    answer = client.post(
        reverse("cancel_session", args=[session.pk]), {"reason": "room", "version": 1}, follow=True
    )
    undo = reverse("restore_session", args=[session.pk])
    assert f'action="{undo}"' in answer.content.decode()
    client.post(undo)
    session.refresh_from_db()
    assert (session.state, session.reason) == ("planned", "")
    assert client.post(undo).status_code == 403


def test_add_session_outside_the_pattern(client, world):
    client.force_login(world.ta)
    data = {"on": "2026-09-12", "starts_at": "10:00", "minutes": 25}
    page = client.post(reverse("add_session", args=[world.group.pk]), data, follow=True)
    assert "The school is closed on that day: Weekend." in page.content.decode()
    assert Session.objects.get().post == world.posts["ta"]


def test_cover_session_shows_the_pupils_to_the_other_adult_on_that_day_only(client, world):
    session = one(world)
    client.force_login(world.hlta)
    url = reverse("cover_session", args=[session.pk])
    client.post(url, {"post": world.other_post.pk, "version": 1})
    covers = AdultLink.objects.filter(kind="covers")
    assert {(link.post, link.starts_on, link.ends_on) for link in covers} == {
        (world.other_post, DAY(2026, 9, 8), DAY(2026, 9, 8))
    }
    pupil = reverse("pupil", args=[world.places[0].pupil_id])
    client.force_login(world.other)
    assert client.get(pupil).status_code == 404
    with time_machine.travel(START + datetime.timedelta(days=5), tick=False):
        client.force_login(world.other)
        assert "Number Sense" in client.get("/today/").content.decode()
        assert client.get(pupil).status_code == 200
    client.force_login(world.hlta)
    client.post(url, {"post": world.posts["ta"].pk, "version": 2})
    assert not AdultLink.objects.filter(kind="covers").exists()


@pytest.mark.parametrize(
    ("name", "statuses"),
    [
        ("move_session", {"senco": 200, "hlta": 200, "ta": 200, "head": 403, "other": 404}),
        ("cancel_session", {"senco": 200, "hlta": 200, "ta": 200, "head": 403, "other": 404}),
        ("cover_session", {"senco": 200, "hlta": 200, "ta": 403, "head": 403, "other": 404}),
    ],
)
def test_single_sessions_are_served_or_refused_by_role(client, world, name, statuses):
    session = one(world)
    for who, status in statuses.items():
        client.force_login(getattr(world, who))
        assert client.get(reverse(name, args=[session.pk])).status_code == status
    client.force_login(stranger("senco"))
    assert client.get(reverse(name, args=[session.pk])).status_code == 404


def test_cover_session_by_an_hlta_offers_her_department(client, world):
    PostFactory(school=world.school, role="ta")
    client.force_login(world.hlta)
    form = client.get(reverse("cover_session", args=[one(world).pk])).context["form"]
    assert {post.person for post in form.fields["post"].queryset} == {
        world.hlta,
        world.ta,
        world.other,
    }
