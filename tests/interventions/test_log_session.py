"""Logging a session through the front door: as planned, exceptions, not delivered, saved twice."""

import datetime
import uuid

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.models import AuditEvent, AuditHead
from interventions.models import Attendance, PlaceTotal, Session
from tests.factories.interventions import PlaceFactory, SessionFactory
from tests.factories.pupils import PupilFactory
from tests.interventions.world import (
    NOW,
    TODAY,
    as_planned,
    as_sent,
    department,
    field,
    keep_draft,
    url,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with time_machine.travel(NOW, tick=False):
        yield department()


def test_log_session_as_planned_marks_everybody_here_with_one_post(client, world):
    client.force_login(world.ta)
    answer = client.post(url(world), as_planned(world))
    assert answer.status_code == 302
    assert answer.url == f"/today/?saved={world.session.pk}"
    session = Session.objects.get(pk=world.session.pk)
    assert (session.state, session.minutes_delivered, session.logged_by) == (
        "delivered",
        25,
        world.ta,
    )
    marks = session.attendance.values_list("code", "minutes", "engagement")
    assert list(marks) == [("P", 25, None)] * 3
    total = PlaceTotal.objects.get(place=world.places[0])
    assert (total.delivered, total.attended, total.minutes_delivered) == (1, 1, 25)


def test_log_session_keeps_each_exception(client, world):
    client.force_login(world.ta)
    data = as_sent(world, minutes="20", step="Step 6")
    data |= {
        field(world, 0, "code"): "L", field(world, 0, "minutes"): "10",
        field(world, 0, "engagement"): "2", field(world, 0, "prompt"): "3",
        field(world, 0, "trials_right"): "6", field(world, 0, "note"): "Upset after break.",
        field(world, 0, "next_step"): "Number line", field(world, 0, "has_concern"): "True",
        field(world, 1, "code"): "A", field(world, 1, "why"): "R",
        field(world, 1, "engagement"): "4", field(world, 1, "trials_right"): "9",
    }  # fmt: skip
    assert client.post(url(world), data).status_code == 302
    first, second, third = Attendance.objects.filter(session=world.session).order_by("place")
    assert (first.code, first.minutes, first.engagement, first.prompt) == ("L", 10, 2, 3)
    assert (first.trials_right, first.trials_of, first.has_concern) == (6, 10, True)
    assert (first.note, first.next_step) == ("Upset after break.", "Number line")
    assert (second.code, second.minutes, second.engagement, second.trials_right) == (
        "R",
        0,
        None,
        None,
    )
    assert (third.code, third.minutes) == ("P", 20)
    session = Session.objects.get(pk=world.session.pk)
    assert (session.minutes_delivered, session.step) == (20, "Step 6")


def test_log_session_writes_one_page_that_names_marks_and_no_notes(client, world):
    client.force_login(world.ta)
    data = as_sent(world) | {
        field(world, 0, "engagement"): "2",
        field(world, 0, "note"): "Secret words",
    }
    client.post(url(world), data)
    page = AuditEvent.objects.get(object_type="interventions.session", object_id=world.session.pk)
    assert (page.action, page.actor_id) == ("log_session", world.ta.pk)
    assert f"{world.places[0].pupil_id} P 25 e2" in str(page.changes)
    assert "Secret words" not in str(page.changes)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("minutes", "", "How many minutes"),
        ("minutes", "26", "25 minutes long"),
        ("minutes", "a few", "Enter a whole number."),
        ("minutes", "999", "Must be at most 240."),
        ("engagement", "9", "Choose one of the list."),
        ("trials_right", "11", "more than the 10 trials"),
    ],
)
def test_log_session_says_what_is_wrong_and_keeps_what_was_typed(client, world, name, value, words):
    client.force_login(world.ta)
    data = as_sent(world) | {
        field(world, 0, "code"): "L", field(world, 0, "minutes"): "5",
        field(world, 0, "note"): "Do not lose me", field(world, 0, name): value,
    }  # fmt: skip
    answer = client.post(url(world), data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert "Do not lose me" in page
    assert Session.objects.get(pk=world.session.pk).state == "planned"


def test_log_session_not_delivered_needs_a_reason(client, world):
    client.force_login(world.ta)
    send = {"do": "not_delivered", "version": world.session.version}
    assert "required" in client.post(url(world), send).content.decode()
    answer = client.post(url(world), send | {"reason": "room", "wants_catch_up": "True"})
    assert answer.status_code == 302
    session = Session.objects.get(pk=world.session.pk)
    assert (session.state, session.reason, session.wants_catch_up) == (
        "not_delivered",
        "room",
        True,
    )
    assert not session.attendance.exists()
    total = PlaceTotal.objects.get(place=world.places[0])
    assert (total.planned, total.not_delivered, total.attended) == (1, 1, 0)


def test_log_session_twice_with_one_key_makes_one_record(client, world):
    client.force_login(world.ta)
    send = as_planned(world, submission_id=str(uuid.uuid4()))
    first, second = client.post(url(world), send), client.post(url(world), send)
    assert (first.status_code, second.status_code, second.url) == (302, 302, first.url)
    assert Attendance.objects.filter(session=world.session).count() == 3
    assert AuditEvent.objects.filter(action="log_session").count() == 1


def test_log_session_that_somebody_logged_first_shows_both_texts(client, world):
    client.force_login(world.hlta)
    client.post(url(world), as_sent(world) | {field(world, 1, "note"): "Theirs stands"})
    client.force_login(world.ta)
    answer = client.post(url(world), as_sent(world) | {field(world, 0, "note"): "Mine is kept"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs stands" in page
    assert "Mine is kept" in page
    assert Attendance.objects.get(place=world.places[1]).note == "Theirs stands"
    again = as_sent(world, version="2") | {field(world, 0, "note"): "Mine is kept"}
    assert client.post(url(world), again).status_code == 302
    assert Attendance.objects.get(place=world.places[0]).note == "Mine is kept"


def test_log_session_that_one_saved_oneself_in_another_window_says_so(client, world):
    client.force_login(world.ta)
    client.post(url(world), as_sent(world) | {field(world, 1, "note"): "From the other window"})
    answer = client.post(url(world), as_sent(world) | {field(world, 0, "note"): "From this one"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "You saved this in another window at 10:50 on 20 Nov 2026." in page
    assert "omebody else" not in page
    assert "From the other window" in page
    assert "From this one" in page


def test_log_session_again_changes_the_log_and_the_totals_once(client, world):
    client.force_login(world.ta)
    client.post(url(world), as_planned(world))
    page = client.get(url(world)).content.decode()
    assert "Change the log" in page
    client.post(url(world), as_sent(world, version="2") | {field(world, 0, "code"): "A"})
    total = PlaceTotal.objects.get(place=world.places[0])
    assert (total.delivered, total.attended, total.minutes_delivered) == (1, 0, 0)
    assert Attendance.objects.filter(session=world.session).count() == 3


def test_log_session_that_could_not_be_saved_keeps_the_version_that_was_sent(client, world):
    """Else the second try would overwrite what somebody saved between the two."""
    client.force_login(world.ta)
    Session.objects.filter(pk=world.session.pk).update(version=5)
    keep = {"do": "as_planned", "version": "1", "submission_id": "damaged", "back": "today"}
    page = client.post(url(world), keep).content.decode()
    assert '<input type="hidden" name="version" value="1">' in page
    assert '<input type="hidden" name="version" value="5">' not in page


@pytest.mark.parametrize(
    "wrong", [{"minutes": "a few"}, {"do": "not_delivered"}, {"version": "0"}, {"version": "7"}]
)
def test_log_session_that_could_not_be_saved_still_shows_last_time(client, world, wrong):
    earlier = TODAY - datetime.timedelta(days=3)
    SessionFactory(
        group=world.group, on=earlier, state="delivered", minutes_delivered=25, logged_at=NOW,
        logged_by=world.ta, step="Bridging ten",
    )  # fmt: skip
    client.force_login(world.ta)
    assert "Last time: Bridging ten" in client.get(url(world)).content.decode()
    answer = client.post(url(world), as_sent(world) | wrong)
    assert answer.status_code in (200, 409)
    assert "Last time: Bridging ten" in answer.content.decode()


def test_log_session_not_delivered_without_a_reason_says_so_above_the_form(client, world):
    client.force_login(world.ta)
    keep_draft(client, world, note="Half a thought")
    send = {"do": "not_delivered", "version": 1, "reason_note": "The ceiling leaks"}
    page = client.post(url(world), send).content.decode()
    summary = page[page.index('class="err-sum"') :]
    assert "Why not: Fill this in." in summary[: summary.index("</ul>")]
    assert "The ceiling leaks" in page
    assert "Half a thought" in page
    form = page[: page.index('value="not_delivered"')].rpartition("<form")[2]
    assert "novalidate" in form[: form.index(">")]


def test_session_shows_the_log_to_whoever_sees_it(client, world):
    client.force_login(world.ta)
    client.post(url(world), as_sent(world) | {field(world, 0, "note"): "Number line helped"})
    client.force_login(world.head)
    page = client.get(url(world, "session")).content.decode()
    assert "Number line helped" in page
    assert "Change the log" not in page


def test_see_concern_is_for_the_line_above_and_once(client, world):
    client.force_login(world.ta)
    client.post(url(world), as_sent(world) | {
        field(world, 0, "has_concern"): "True", field(world, 0, "note"): "Marks on arm",
    })  # fmt: skip
    mark = Attendance.objects.get(has_concern=True)
    client.force_login(world.hlta)
    assert "Marks on arm" in client.get("/today/").content.decode()
    client.post(reverse("see_concern", args=[mark.pk]))
    mark.refresh_from_db()
    assert mark.concern_seen_at is not None
    assert "Marks on arm" not in client.get("/today/").content.decode()
    client.force_login(world.other)
    assert client.post(reverse("see_concern", args=[mark.pk])).status_code == 404


def statements(client, world, data) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.post(url(world), data).status_code == 302
    words = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    return len([one for one in queries if not one["sql"].startswith(words)])


@pytest.mark.parametrize("pupils", [1, 12])
def test_log_session_asks_as_often_for_one_pupil_as_for_twelve(client, pupils):
    with time_machine.travel(NOW, tick=False):
        world = department(pupils)
        AuditHead.objects.create(chain=world.school.pk)
        client.force_login(world.ta)
        key = str(uuid.uuid4())
        assert statements(client, world, as_planned(world, submission_id=key)) == QUERIES
        world.session.refresh_from_db()
        again = as_sent(world, version="2") | {field(world, 0, "engagement"): "3"}
        assert statements(client, world, again) == QUERIES_AGAIN


#: Sitting with person, posts, session; claim, places, marks, four totals, draft, three of the record book,
#: and the key of the form.
QUERIES = 15
QUERIES_AGAIN = 14

texts = st.text(max_size=60)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(code=texts, minutes=texts, engagement=texts, trials=texts, note=texts, version=texts)
def test_log_session_answers_anything_typed(
    client, world, code, minutes, engagement, trials, note, version
):
    client.force_login(world.ta)
    data = as_sent(world, version=version) | {
        field(world, 0, "code"): code, field(world, 0, "minutes"): minutes,
        field(world, 0, "engagement"): engagement, field(world, 0, "trials_right"): trials,
        field(world, 0, "note"): note,
    }  # fmt: skip
    assert client.post(url(world), data).status_code in (200, 302, 409)
    assert client.post(url(world, "draft_session"), data).status_code in (200, 409)


def test_log_session_tells_namesakes_apart_where_marks_are_made(client, world):
    toby, tom = (
        PupilFactory(
            school=world.school, forename=name, surname="Wren", year_group="8", form=form,
            born_on=datetime.date(2013, 5, day),
        )
        for name, form, day in (("Toby", "8B", 3), ("Tom", "8D", 4))
    )  # fmt: skip
    PlaceFactory(group=world.group, pupil=toby, starts_on=TODAY)
    client.force_login(world.ta)
    assert "Born 3 May 2013" not in client.get(url(world)).content.decode(), "Tom is out of sight"
    PlaceFactory(group=world.group, pupil=tom, starts_on=TODAY)
    for address in (url(world), "/today/"):
        page = client.get(address).content.decode()
        assert "Born 3 May 2013, not Tom W. of 8D" in page
        assert "Born 4 May 2013, not Toby W. of 8B" in page
    elsewhere = client.get(reverse("session", args=[world.session.pk])).content.decode()
    assert "not Tom W." not in elsewhere, "nothing is written there"
