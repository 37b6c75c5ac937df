"""The first screen of the day: what stands there, for whom, and what is still to log."""

import datetime
import re

import pytest
import time_machine
from django.urls import reverse

from interventions.models import Place, Session
from tests.factories.interventions import GroupFactory, PlaceFactory, SessionFactory
from tests.factories.staff import PostFactory
from tests.interventions.world import NOW, TODAY, as_sent, department, field

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with time_machine.travel(NOW, tick=False):
        yield department()


def page(client, person, query=""):
    client.force_login(person)
    return client.get(f"/today/{query}").content.decode()


def at(world, clock, **fields):
    """One more group of the TA at a time of the day."""
    group = GroupFactory(school=world.school, leader=world.posts["ta"], name=f"Group at {clock}")
    PlaceFactory(group=group)
    return SessionFactory(
        group=group, on=TODAY, starts_at=datetime.time.fromisoformat(clock), **fields
    )


def test_today_opens_the_session_that_is_on_and_lists_the_day_in_order(client, world):
    at(world, "11:30")
    at(world, "09:05")
    text = page(client, world.ta)
    assert text.index("Group at 09:05") < text.index("Number Sense") < text.index("Group at 11:30")
    assert text.count("data-log ") == 1
    assert "All 3 as planned" in text
    assert "To log after 12:00" in text
    assert "Not logged yet" in text
    assert "Year 7, 3 pupils, Room 4" in text


def test_today_shows_last_time_with_a_dot_and_the_target(client, world):
    client.force_login(world.ta)
    client.post(
        reverse("log_session", args=[world.session.pk]),
        as_sent(world) | {
            field(world, 0, "engagement"): "4", field(world, 0, "trials_right"): "7",
            field(world, 0, "prompt"): "2",
        },
    )  # fmt: skip
    next_day = NOW + datetime.timedelta(days=7)
    SessionFactory(group=world.group, on=next_day.date(), starts_at=datetime.time(10, 45))
    with time_machine.travel(next_day, tick=False):
        text = page(client, world.ta)
    assert "Last, 20 Nov: 7 of 10, engaged 4, help: words" in text
    assert "of 10; target 8" in text
    assert 'class="btn was"' in text


def test_today_lists_what_is_unlogged_with_the_last_day(client, world):
    for days in (1, 3, 9):
        SessionFactory(group=world.group, on=TODAY - datetime.timedelta(days=days))
    text = page(client, world.ta)
    assert "Not logged from yesterday" in text
    assert "You can log it until 26 Nov 2026." in text
    assert "Not logged from Tuesday 17 Nov" in text
    assert "The last day to log it was 18 Nov 2026" in text
    assert text.count("All 3 as planned") == 3


@pytest.mark.parametrize(("clock", "main"), [("09:30", 1), ("10:50", 0)])
def test_today_has_one_main_button_for_as_planned(client, world, clock, main):
    for days in (1, 2):
        SessionFactory(group=world.group, on=TODAY - datetime.timedelta(days=days))
    hour, minute = map(int, clock.split(":"))
    with time_machine.travel(NOW.replace(hour=hour, minute=minute), tick=False):
        text = page(client, world.ta)
    assert text.count('<button class="btn btn-main" name="do" value="as_planned"') == main
    assert text.count('<button class="btn btn-plain" name="do" value="as_planned"') == 2 - main
    assert text.count("data-as-planned") == 1 - main


def test_today_says_of_a_draft_that_it_is_not_logged_yet(client, world):
    client.force_login(world.ta)
    client.post(
        reverse("draft_session", args=[world.session.pk]), as_sent(world, step="In sentences")
    )
    assert "<b>Draft kept</b> 10:50, not logged yet" in page(client, world.ta)
    client.post(reverse("log_session", args=[world.session.pk]), as_sent(world))
    assert "<b>Draft kept</b> 10:50" not in page(client, world.ta)


def test_today_leads_on_from_a_draft_and_offers_no_one_tap_beside_it(client, world):
    early = at(world, "09:05")
    late = SessionFactory(group=world.group, on=TODAY - datetime.timedelta(days=1))
    client.force_login(world.ta)
    for kept in (early, late):
        client.post(reverse("draft_session", args=[kept.pk]), {"version": "1", "step": "Begun"})
    text = page(client, world.ta)
    assert text.count("Draft kept 10:50") == 2
    assert text.count(">Go on<") == 2
    assert f'href="{reverse("log_session", args=[late.pk])}?back=today">Go on' in text
    assert f'href="/today/?open={early.pk}#s{early.pk}">Go on' in text
    assert text.count('value="as_planned"') == 1
    with time_machine.travel(NOW + datetime.timedelta(days=1), tick=False):
        assert "Draft kept 20 Nov 2026, 10:50" in page(client, world.ta)


@pytest.mark.parametrize("days", [0, 1])
def test_today_makes_going_on_with_a_draft_the_main_button(client, world, days):
    Session.objects.update(on=TODAY - datetime.timedelta(days=days))
    client.force_login(world.ta)
    typed = {"version": "1", "step": "Begun"}
    client.post(reverse("draft_session", args=[world.session.pk]), typed)
    text = page(client, world.ta, "?open=none")
    (link,) = re.findall(r"<a class=\"([^\"]*)\" href=\"[^\"]*\">Go on<", text)
    assert "btn-main" in link
    assert text.count("as planned") == 0


def test_today_offers_no_one_tap_for_a_session_with_nobody_in_it(client, world):
    SessionFactory(group=world.group, on=TODAY - datetime.timedelta(days=1))
    Place.objects.update(starts_on=TODAY + datetime.timedelta(days=1))
    text = page(client, world.ta)
    assert text.count('value="as_planned"') == 0
    assert text.count('value="save"') == 0
    assert "Nobody has a place in this group on that day" in text
    assert 'value="not_delivered"' in text
    assert "Not logged from yesterday" in text


def test_today_shows_the_one_tap_from_the_minute_a_session_begins(client, world):
    at(world, "10:55")
    text = page(client, world.ta, "?open=all")
    assert "It begins at 10:55; log it when it has been held." in text
    assert text.count('data-begins-in="301"') == 1
    assert text.count('<form class="log-one" hidden data-once-begun ') == 1
    assert text.count('<form class="log-one" method') == 1


def test_today_shows_only_the_persons_own_sessions(client, world):
    text = page(client, world.other)
    assert "Number Sense" not in text
    assert "No groups yet" in text


def test_today_without_sessions_names_the_next_one(client, world):
    Session.objects.update(on=TODAY + datetime.timedelta(days=3))
    text = page(client, world.ta)
    assert "No sessions today" in text
    assert "Number Sense on Monday 23 November 2026 at 10:45" in text


def test_today_of_a_leader_without_a_plan_says_so(client, world):
    Session.objects.all().delete()
    assert "No sessions planned" in page(client, world.ta)


def test_today_folds_a_saved_session_into_its_row_with_undo(client, world):
    client.force_login(world.ta)
    answer = client.post(
        reverse("log_session", args=[world.session.pk]),
        {"do": "as_planned", "version": 1, "back": "today"},
        follow=True,
    )
    text = answer.content.decode()
    assert "Logged 10:50" in text
    assert "25 min, all here" in text
    assert text.count(f'action="{reverse("undo_log", args=[world.session.pk])}') == 2
    assert "1 of 1 done today." in text


def test_today_tells_an_hlta_where_the_team_is_and_what_is_unlogged(client, world):
    SessionFactory(group=world.group, on=TODAY - datetime.timedelta(days=2))
    text = page(client, world.hlta)
    assert "Your team now" in text
    assert world.ta.full_name in text
    assert "1 unlogged" in text
    assert "since 10:45" in text
    assert "No more sessions today" in text
    assert "Your team now" not in page(client, world.ta)


def test_today_never_says_all_logged_while_a_session_of_the_day_that_is_over_is_not(client, world):
    at(world, "11:30")
    assert "of today not logged" not in page(client, world.hlta)
    at(world, "09:05")
    assert "1 of today not logged" in page(client, world.hlta)


def test_today_opens_what_one_of_the_team_has_not_logged(client, world):
    late = SessionFactory(group=world.group, on=TODAY - datetime.timedelta(days=12))
    link = reverse("session", args=[late.pk])
    assert link not in page(client, world.hlta)
    assert link in page(client, world.hlta, f"?team={world.posts['ta'].pk}")
    assert link not in page(client, world.other, f"?team={world.posts['ta'].pk}")
    assert client.get("/today/?team=nobody").status_code == 200


def test_today_shows_initials_where_they_were_chosen(client, world):
    client.force_login(world.ta)
    session = client.session
    session["initials"] = True
    session.save()
    text = client.get("/today/").content.decode()
    assert "A.T." in text
    assert "Amara" not in text


def test_today_opens_all_sessions_on_one_screen(client, world):
    at(world, "09:05")
    at(world, "11:30")
    assert page(client, world.ta, "?open=all").count("data-log ") == 3


def test_today_tags_a_new_pupil(client, world):
    session = at(world, "13:40")
    PlaceFactory(
        group=session.group, starts_on=TODAY, pupil__forename="Idris", pupil__surname="Kane"
    )
    assert "New pupil:" in page(client, world.ta)


def test_today_names_the_week_of_a_two_week_timetable(client, world):
    world.school.has_two_week_timetable = True
    world.school.save()
    assert "Friday 20 November 2026, week" in page(client, world.ta)


def test_today_asks_as_often_for_many_sessions_and_pupils(
    client, world, django_assert_max_num_queries
):
    client.force_login(world.hlta)
    own = GroupFactory(school=world.school, leader=world.posts["hlta"])
    SessionFactory(group=PlaceFactory(group=own).group, on=TODAY, starts_at=datetime.time(10, 40))
    with django_assert_max_num_queries(18):
        client.get("/today/")
    for clock in ("08:30", "09:05", "11:30", "13:40"):
        PlaceFactory.create_batch(4, group=at(world, clock).group)
        own = GroupFactory(school=world.school, leader=world.posts["hlta"])
        PlaceFactory.create_batch(3, group=own)
        SessionFactory(group=own, on=TODAY, starts_at=datetime.time.fromisoformat(clock))
    with django_assert_max_num_queries(18):
        client.get("/today/")


def test_today_is_behind_the_door(client):
    assert client.get("/today/").status_code == 302


def test_today_leaves_out_a_post_that_has_ended(client, world):
    PostFactory(school=world.school, person=world.ta, role="teacher")
    world.posts["ta"].ends_on = TODAY - datetime.timedelta(days=1)
    world.posts["ta"].save()
    assert "Number Sense" not in page(client, world.ta)
