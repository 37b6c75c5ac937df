"""After everything that can be done to groups and sessions, a recount finds nothing to put right."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from interventions.models import Place, Session
from tests.factories.pupils import PupilFactory
from tests.interventions.test_group import sent
from tests.interventions.test_pattern import week
from tests.interventions.world import NOW, as_sent, department, field

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(client):
    with time_machine.travel(NOW, tick=False):
        made = department()
        client.force_login(made.senco)
        yield made


def holds() -> bool:
    """Whether every total agrees with the rows it counts."""
    try:
        call_command("recount")
    except SystemExit as ended:
        return ended.code in (0, None)
    return True


def post(client, name, row, /, **data):
    answer = client.post(reverse(name, args=[row.pk]), data)
    assert answer.status_code == 302, answer.content.decode()
    return answer


def fresh(row):
    row.refresh_from_db()
    return row


def test_recount_holds_through_planning_logging_and_undo(client, world):
    rows = week((0, "09:05"), (4, "09:40"), do="save", starts_on="2026-11-20")
    post(client, "plan_sessions", world.group, **rows)
    assert holds()
    session = Session.objects.filter(state="planned").earliest("on", "starts_at")
    world.session = session
    post(
        client,
        "log_session",
        session,
        **(as_sent(world, version="1") | {field(world, 0, "code"): "A"}),
    )
    assert holds()
    post(client, "undo_log", session)
    assert holds()
    post(client, "log_session", session, do="not_delivered", reason="room", version=3)
    post(client, "log_session", session, do="as_planned", version=4)
    assert holds()


def test_recount_holds_through_single_sessions(client, world):
    post(client, "add_session", world.group, on="2026-11-24", starts_at="10:00", minutes=20)
    extra = Session.objects.get(minutes=20)
    post(client, "move_session", extra, on="2026-12-01", starts_at="11:00", minutes=40, version=1)
    post(client, "cover_session", extra, post=world.other_post.pk, version=2)
    assert holds()
    post(client, "cancel_session", extra, reason="trip", version=3)
    assert holds()
    post(client, "restore_session", extra)
    assert holds()


def test_recount_holds_through_places_and_a_changed_group(client, world):
    post(client, "log_session", world.session, do="as_planned", version=1)
    pupils = PupilFactory.create_batch(2, school=world.school)
    post(
        client, "add_places", world.group, do="add", pupils=[pupil.pk for pupil in pupils],
        starts_on="2026-11-01", ends_on="2026-12-18",
    )  # fmt: skip
    assert holds()
    place = Place.objects.get(pupil=pupils[0])
    post(client, "end_place", place, on="2026-11-10", outcome="left", version=1)
    assert holds()
    post(client, "undo_end_place", place)
    assert holds()
    post(client, "log_session", fresh(world.session), do="as_planned", version=2)
    assert holds()
    changed = sent(
        fresh(world.group),
        leader=world.other_post.pk,
        ends_on=datetime.date(2026, 12, 4),
        minutes=35,
    )
    post(client, "edit_group", world.group, **changed)
    assert holds()
