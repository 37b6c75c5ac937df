"""Who may log which session, and when: windows, roles, nobody in it, not begun, cancelled."""

import datetime

import pytest
import time_machine

from core.models import AuditEvent
from interventions.models import Attendance, Place, Session
from tests.interventions.world import (
    NOW,
    TODAY,
    as_planned,
    as_sent,
    department,
    field,
    stranger,
    url,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with time_machine.travel(NOW, tick=False):
        yield department()


@pytest.mark.parametrize("do", ["as_planned", "save"])
def test_log_session_with_nobody_in_it_is_not_delivered(client, world, do):
    Place.objects.update(starts_on=TODAY + datetime.timedelta(days=1))
    client.force_login(world.ta)
    answer = client.post(url(world), as_planned(world, do=do, step="Typed all the same"))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Nobody has a place in this group on that day" in page
    assert 'value="as_planned"' not in page
    assert Session.objects.get(pk=world.session.pk).state == "planned"
    assert not AuditEvent.objects.exists()
    send = {"do": "not_delivered", "version": 1, "reason": "pupils_away"}
    assert client.post(url(world), send).status_code == 302
    assert Session.objects.get(pk=world.session.pk).state == "not_delivered"


@pytest.mark.parametrize(("clock", "status"), [("00:10", 403), ("10:44", 403), ("10:45", 302)])
@pytest.mark.parametrize("do", ["as_planned", "save"])
def test_log_session_is_not_delivered_before_it_begins(client, world, do, clock, status):
    hour, minute = map(int, clock.split(":"))
    with time_machine.travel(NOW.replace(hour=hour, minute=minute), tick=False):
        client.force_login(world.ta)
        data = as_sent(world, do=do) | {field(world, 0, "note"): "Typed too early"}
        answer = client.post(url(world), data)
    assert answer.status_code == status
    page = answer.content.decode()
    assert ("It begins at 10:45; log it when it has been held." in page) == (status == 403)
    assert ("Typed too early" in page) == (status == 403 and do == "save")
    logged = {403: "planned", 302: "delivered"}[status]
    assert Session.objects.get(pk=world.session.pk).state == logged
    assert Attendance.objects.count() == {403: 0, 302: 3}[status]


def test_log_session_is_not_delivered_is_known_before_it_begins(client, world):
    with time_machine.travel(NOW.replace(hour=8), tick=False):
        client.force_login(world.ta)
        page = client.get(url(world)).content.decode()
        assert 'data-begins-in="6901"' in page
        assert "It begins at 10:45" in page
        send = {"do": "not_delivered", "version": 1, "reason": "trip"}
        assert client.post(url(world), send).status_code == 302
    assert Session.objects.get(pk=world.session.pk).state == "not_delivered"


def test_log_session_whose_pupils_left_later_can_still_be_changed(client, world):
    client.force_login(world.ta)
    client.post(url(world), as_planned(world))
    Place.objects.update(starts_on=TODAY + datetime.timedelta(days=1))
    assert client.post(url(world), as_sent(world, version="2", step="Page 3")).status_code == 302
    assert Attendance.objects.count() == 3


@pytest.mark.parametrize(("days", "status"), [(0, 302), (1, 302), (7, 302), (8, 403), (-1, 403)])
def test_log_session_only_within_the_window(client, world, days, status):
    world.session.on = TODAY - datetime.timedelta(days=days)
    world.session.save()
    client.force_login(world.ta)
    assert client.post(url(world), as_planned(world)).status_code == status


def test_log_session_after_the_window_needs_the_line_above_and_a_reason(client, world):
    world.session.on = TODAY - datetime.timedelta(days=8)
    world.session.save()
    client.force_login(world.ta)
    assert (
        "The last day to log this session was 19 Nov 2026"
        in client.get(url(world)).content.decode()
    )
    client.force_login(world.hlta)
    assert "Why it is logged so late" in client.post(url(world), as_planned(world)).content.decode()
    assert Session.objects.get(pk=world.session.pk).state == "planned"
    answer = client.post(url(world), as_planned(world, late_reason="The tablet was broken"))
    assert answer.status_code == 302
    assert "The tablet was broken" in str(AuditEvent.objects.get(action="log_session").changes)


def test_log_session_follows_the_window_of_the_school(client, world):
    world.school.log_window_days = 2
    world.school.save()
    world.session.on = TODAY - datetime.timedelta(days=3)
    world.session.save()
    client.force_login(world.ta)
    assert client.post(url(world), as_planned(world)).status_code == 403


@pytest.mark.parametrize(
    ("who", "status"),
    [("ta", 302), ("hlta", 302), ("senco", 302), ("head", 403), ("other", 404)],
)
def test_log_session_is_served_or_refused_by_role(client, world, who, status):
    client.force_login(getattr(world, who))
    assert client.post(url(world), as_planned(world)).status_code == status


@pytest.mark.parametrize("role", ["ta", "hlta", "senco", "head", "dsl", "data", "hr"])
def test_log_session_of_another_school_is_out_of_sight(client, world, role):
    client.force_login(stranger(role))
    for name in ("log_session", "session"):
        assert client.get(url(world, name)).status_code == 404
    for name in ("draft_session", "undo_log"):
        assert client.post(url(world, name)).status_code == 404


def test_log_session_cancelled_is_refused_with_the_way_out(client, world):
    Session.objects.filter(pk=world.session.pk).update(state="cancelled")
    client.force_login(world.ta)
    answer = client.post(url(world), as_planned(world))
    assert answer.status_code == 403
    assert "Put it back first" in answer.content.decode()
