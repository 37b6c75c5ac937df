"""Groups on the day itself: a session that has ended is to log, not ahead."""

import pytest
import time_machine
from django.urls import reverse

from interventions.models import Session
from tests.interventions.world import NOW, department

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with time_machine.travel(NOW, tick=False):
        yield department()


@pytest.mark.parametrize(
    ("at", "unlogged", "is_ahead"), [("11:09", 0, True), ("11:10", 1, False), ("15:00", 1, False)]
)
def test_groups_count_a_session_of_today_as_to_log_once_it_has_ended(
    client, world, at, unlogged, is_ahead
):
    hour, minute = map(int, at.split(":"))
    with time_machine.travel(NOW.replace(hour=hour, minute=minute), tick=False):
        client.force_login(world.ta)
        answer = client.get(reverse("groups"))
        (row,) = answer.context["page"]
        assert row.unlogged == unlogged
        assert (row.next_on == world.session.on) == is_ahead
        assert ("All logged" in answer.content.decode()) == (not unlogged)
        page = client.get(reverse("group", args=[world.group.pk])).context
        assert (world.session in page["ahead"]) == is_ahead
        assert (world.session in page["past"].object_list) == (not is_ahead)


def test_group_shows_a_session_logged_before_its_end_among_those_so_far(client, world):
    Session.objects.filter(pk=world.session.pk).update(
        state="delivered", minutes_delivered=25, logged_at=NOW, logged_by=world.ta
    )
    client.force_login(world.ta)
    page = client.get(reverse("group", args=[world.group.pk])).context
    assert world.session not in page["ahead"]
    assert world.session in page["past"].object_list
