"""Fifty people press at the same moment, over HTTP: nothing is lost, nothing is made twice."""

import datetime
import uuid
from collections import Counter

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from core.audit import verify
from core.models import AuditEvent
from interventions.models import Attendance, Group, Place, Session
from tests.factories.interventions import SessionFactory
from tests.factories.staff import PostFactory
from tests.interventions.world import department
from tests.journeys.server import at_once, serving, signed_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

MANY = 50


def yesterday() -> datetime.date:
    """A day whose sessions may be logged at any hour: each of them has begun."""
    return timezone.localdate() - datetime.timedelta(days=1)


@pytest.fixture
def world():
    made = department()
    Place.objects.update(starts_on=yesterday(), ends_on=yesterday())
    Session.objects.update(on=yesterday())
    made.session.refresh_from_db()
    call_command("recount", "--repair", verbosity=0)
    return made


def group_form(world, **changed) -> dict:
    """A new group as its form sends it."""
    group = world.group
    return {
        "programme": group.programme_id, "name": "Made at once", "leader": group.leader_id,
        "layer": "targeted", "minutes": 25, "room": "Room 1", "supervising_teacher": "",
        "starts_on": group.starts_on.isoformat(), "ends_on": group.ends_on.isoformat(),
    } | changed  # fmt: skip


def test_add_group_sent_many_times_at_once_makes_one(world):
    data = group_form(world, submission_id=uuid.uuid4())
    with serving() as server:
        cookie = signed_in(world.senco)
        answers = at_once([lambda: server.post(reverse("add_group"), cookie, data)] * MANY)
    assert {answer.status for answer in answers} == {302}
    group = Group.objects.get(name="Made at once")
    assert {str(group.pk) in answer.leads_to for answer in answers} == {True}
    assert AuditEvent.objects.filter(action="add_group", object_id=group.pk).count() == 1


def test_edit_group_by_many_at_once_takes_one_and_shows_the_others_both_texts(world):
    """Each of fifty SENCOs has the page open and saves: one is taken, the others keep their words."""
    posts = [PostFactory(role="senco", school=world.school) for _number in range(MANY)]
    cookies = [signed_in(post.person) for post in posts]
    path, version = reverse("edit_group", args=[world.group.pk]), world.group.version

    def saves(number: int):
        data = group_form(world, name=f"Name by {number}", version=version)
        return lambda: server.post(path, cookies[number], data)

    with serving() as server:
        answers = at_once([saves(number) for number in range(MANY)])
    assert Counter(answer.status for answer in answers) == {302: 1, 409: MANY - 1}
    winner = next(n for n, answer in enumerate(answers) if answer.status == 302)
    world.group.refresh_from_db()
    assert (world.group.name, world.group.version) == (f"Name by {winner}", version + 1)
    for number, answer in enumerate(answers):
        if number != winner:
            assert f"Name by {number}" in answer.page
            assert f"Name by {winner}" in answer.page
    assert AuditEvent.objects.filter(action="edit_group", object_id=world.group.pk).count() == 1


def test_log_session_of_one_group_by_many_at_once_loses_no_mark_and_no_sum(world):
    """Fifty different sessions meet in the same three totals."""
    first = datetime.datetime.combine(yesterday(), datetime.time(5))
    times = [(first + datetime.timedelta(minutes=5 * n)).time() for n in range(MANY)]
    sessions = [
        SessionFactory(group=world.group, on=yesterday(), starts_at=at, minutes=5) for at in times
    ]
    call_command("recount", "--repair", verbosity=0)
    cookie = signed_in(world.ta)

    def logs(session: Session):
        data = {"do": "as_planned", "version": 1, "submission_id": uuid.uuid4()}
        return lambda: server.post(reverse("log_session", args=[session.pk]), cookie, data)

    with serving() as server:
        answers = at_once([logs(session) for session in sessions])
    assert Counter(answer.status for answer in answers) == {302: MANY}
    assert Attendance.objects.filter(session__in=sessions).count() == MANY * len(world.places)
    call_command("recount", verbosity=0)
    assert list(verify(world.school.pk)) == []


def test_log_session_sent_many_times_at_once_is_logged_once(world):
    """One phone in a corridor sends again and again with the same key."""
    path = reverse("log_session", args=[world.session.pk])
    data = {
        "do": "as_planned", "version": world.session.version, "submission_id": uuid.uuid4()
    }  # fmt: skip
    cookie = signed_in(world.ta)
    with serving() as server:
        answers = at_once([lambda: server.post(path, cookie, data)] * MANY)
    assert {answer.status for answer in answers} == {302}
    assert Attendance.objects.filter(session=world.session).count() == len(world.places)
    events = AuditEvent.objects.filter(action="log_session", object_id=world.session.pk)
    assert events.count() == 1
    call_command("recount", verbosity=0)
