"""Workers are killed while people log: what was acknowledged is there, whole, and once."""

import datetime
import http.client
import threading
import time
import uuid
from collections import Counter

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from core.audit import verify
from core.models import AuditEvent
from interventions.models import Attendance, Place, Session
from tests.factories.interventions import SessionFactory
from tests.interventions.world import department
from tests.journeys.server import Server, serving, signed_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

KILLINGS = 10
PHONES = 4
SESSIONS = 160


def make_work() -> tuple:
    """A department whose TA has many sessions of yesterday to log: at any hour they have begun."""
    world, day = department(), timezone.localdate() - datetime.timedelta(days=1)
    world.session.delete()
    Place.objects.update(starts_on=day, ends_on=day)
    first = datetime.datetime.combine(day, datetime.time(5))
    times = [(first + datetime.timedelta(minutes=4 * n)).time() for n in range(SESSIONS)]
    sessions = [SessionFactory(group=world.group, on=day, starts_at=at, minutes=4) for at in times]
    call_command("recount", "--repair", verbosity=0)
    return world, sessions


def log_until_acknowledged(
    server: Server, cookie: str, sessions: list[Session], told: list, cut: list
) -> None:
    """Log each session as a phone does: send again, with the same key, until an answer comes."""
    for session in sessions:
        data = {"do": "as_planned", "version": 1, "back": "today", "submission_id": uuid.uuid4()}
        path, until = reverse("log_session", args=[session.pk]), time.monotonic() + 50
        while time.monotonic() < until:
            try:
                answer = server.post(path, cookie, data)
            except (OSError, http.client.HTTPException):
                cut.append(session.pk)
                continue
            told.append((session.pk, answer.status))
            break


def kill_now_and_then(server: Server, done: threading.Event) -> int:
    """Kill every worker as soon as there are some again, so long as people log."""
    killings = 0
    while killings < KILLINGS and not done.wait(0.25):
        if server.answers():
            killings += bool(server.kill_workers())
    return killings


def test_killed_worker_loses_no_acknowledged_log():
    world, sessions = make_work()
    cookie, told, cut, done = signed_in(world.ta), [], [], threading.Event()
    with serving() as server:
        threads = [
            threading.Thread(
                target=log_until_acknowledged,
                args=[server, cookie, sessions[phone::PHONES], told, cut],
            )
            for phone in range(PHONES)
        ]
        for thread in threads:
            thread.start()
        killings = kill_now_and_then(server, done)
        for thread in threads:
            thread.join()
    assert killings == KILLINGS
    assert cut, "the killings came while nobody was logging"
    assert sorted(told) == [(session.pk, 302) for session in sessions]
    assert set(Session.objects.values_list("state", flat=True)) == {"delivered"}
    marks = Counter(Attendance.objects.values_list("session", "code", "minutes"))
    assert marks == {(session.pk, "P", 4): len(world.places) for session in sessions}
    pages = AuditEvent.objects.filter(action="log_session").values_list("object_id", flat=True)
    assert sorted(pages) == [session.pk for session in sessions]
    assert list(verify(world.school.pk)) == []
    call_command("recount", verbosity=0)
