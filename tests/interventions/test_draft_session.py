"""What is typed into a log and not saved, and what comes back when a log is taken back."""

import uuid

import pytest
import time_machine

from core.models import AuditEvent
from interventions.models import Attendance, PlaceTotal, Session, SessionDraft
from tests.interventions.world import (
    NOW,
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


def test_undo_log_returns_the_session_to_planned_exactly(client, world):
    client.force_login(world.ta)
    before = Session.objects.filter(pk=world.session.pk).values().get()
    totals = list(PlaceTotal.objects.order_by("pk").values())
    client.post(url(world), as_sent(world) | {field(world, 0, "note"): "Typed once"})
    answer = client.post(url(world, "undo_log"), {"back": "today"})
    assert answer.status_code == 302
    after = Session.objects.filter(pk=world.session.pk).values().get()
    assert {k: v for k, v in after.items() if k != "version"} == {
        k: v for k, v in before.items() if k != "version"
    }
    assert list(PlaceTotal.objects.order_by("pk").values()) == totals
    assert not Attendance.objects.exists()
    assert list(AuditEvent.objects.order_by("sequence").values_list("action", flat=True)) == [
        "log_session", "undo_log",
    ]  # fmt: skip
    assert "Typed once" in client.get("/today/").content.decode()


def test_log_session_as_planned_with_one_tap_does_not_throw_a_draft_away(client, world):
    client.force_login(world.ta)
    keep_draft(client, world, note="Half a thought")
    answer = client.post(url(world), as_planned(world, submission_id=str(uuid.uuid4())))
    page = answer.content.decode()
    assert "because you have a draft of it" in page
    assert "Half a thought" in page
    assert 'data-changed="1"' in page
    assert SessionDraft.objects.get().fields["marks"]
    assert Session.objects.get(pk=world.session.pk).state == "planned"
    assert not Attendance.objects.exists()
    assert list(AuditEvent.objects.values_list("action", flat=True)) == ["draft_session"]
    assert PlaceTotal.objects.get(place=world.places[0]).delivered == 0


def test_log_session_as_planned_from_the_sheet_takes_the_draft_back(client, world):
    client.force_login(world.ta)
    keep_draft(client, world, note="Half a thought")
    assert (
        '<input type="hidden" name="takes_back" value="1">'
        in client.get(url(world)).content.decode()
    )
    assert client.post(url(world), as_planned(world, takes_back="1")).status_code == 302
    assert not SessionDraft.objects.exists()
    answer = client.post(url(world, "undo_log"), {"back": "today"}, follow=True)
    assert "is to log again." in answer.content.decode()
    assert "Nothing you typed is lost" not in answer.content.decode()


def test_log_session_as_planned_minds_nobody_elses_draft(client, world):
    client.force_login(world.hlta)
    keep_draft(client, world, note="Half a thought")
    client.force_login(world.ta)
    assert client.post(url(world), as_planned(world)).status_code == 302
    assert SessionDraft.objects.get().person == world.hlta


def test_undo_log_gives_back_everything_that_was_logged(client, world):
    client.force_login(world.ta)
    sent = as_sent(world, minutes="20", step="Step 6") | {
        field(world, 0, "code"): "L", field(world, 0, "minutes"): "10",
        field(world, 0, "engagement"): "2", field(world, 0, "prompt"): "0",
        field(world, 0, "trials_right"): "0", field(world, 0, "note"): "Upset after break.",
        field(world, 0, "next_step"): "Number line", field(world, 0, "has_concern"): "True",
        field(world, 1, "code"): "A", field(world, 1, "why"): "R",
    }  # fmt: skip
    client.post(url(world), sent)
    before = list(Attendance.objects.order_by("place").values())
    answer = client.post(url(world, "undo_log"), {"back": "today"}, follow=True)
    assert "Nothing you typed is lost" in answer.content.decode()
    sheet = client.get(url(world)).context["sheet"]
    assert sheet.changed == 3
    again = {
        "do": "save",
        "version": "3",
        "minutes": sheet.head["minutes"].value(),
        "step": sheet.head["step"].value(),
    }
    again |= {row[name].html_name: row[name].value() for row in sheet.rows for name in row.fields}
    assert client.post(url(world), again).status_code == 302
    after = list(Attendance.objects.order_by("place").values())
    assert [{**row, "id": 0} for row in after] == [{**row, "id": 0} for row in before]
    session = Session.objects.get(pk=world.session.pk)
    assert (session.minutes_delivered, session.step) == (20, "Step 6")


def test_undo_log_keeps_what_was_typed_since(client, world):
    client.force_login(world.ta)
    client.post(
        url(world),
        as_sent(world) | {field(world, 0, "note"): "Logged", field(world, 0, "next_step"): "Stays"},
    )
    data = as_sent(world, version="2") | {field(world, 0, "note"): "Typed since"}
    client.post(url(world, "draft_session"), data)
    client.post(url(world, "undo_log"), {"back": "today"})
    kept = SessionDraft.objects.get().fields["marks"][str(world.places[0].pk)]
    assert kept == {"note": "Typed since", "next_step": "Stays"}


def test_undo_log_of_a_planned_session_is_refused(client, world):
    client.force_login(world.ta)
    answer = client.post(url(world, "undo_log"))
    assert answer.status_code == 403
    assert "nothing to take back" in answer.content.decode()


def test_draft_session_is_kept_and_restored_on_another_device(client, world):
    client.force_login(world.ta)
    typed = as_sent(world) | {
        field(world, 0, "note"): "Half a thought",
        field(world, 1, "code"): "A",
    }
    answer = client.post(url(world, "draft_session"), typed)
    assert answer.json() == {"saved_at": "10:50"}
    client.cookies.clear()
    client.force_login(world.ta)
    page = client.get("/today/").content.decode()
    assert "Half a thought" in page
    assert 'data-changed="2"' in page
    assert "Half a thought" in client.get(url(world)).content.decode()


def test_draft_session_goes_when_nothing_is_typed_or_the_log_is_saved(client, world):
    client.force_login(world.ta)
    typed = as_sent(world) | {field(world, 0, "note"): "Half a thought"}
    client.post(url(world, "draft_session"), typed)
    client.post(url(world, "draft_session"), as_sent(world))
    assert not SessionDraft.objects.exists()
    client.post(url(world, "draft_session"), typed)
    client.post(url(world), typed)
    assert not SessionDraft.objects.exists()


def test_draft_session_of_an_older_version_is_not_kept(client, world):
    client.force_login(world.ta)
    typed = as_sent(world, version="9") | {field(world, 0, "note"): "Too late"}
    assert client.post(url(world, "draft_session"), typed).status_code == 409
    assert not SessionDraft.objects.exists()


def test_draft_session_is_one_persons_own(client, world):
    client.force_login(world.ta)
    client.post(
        url(world, "draft_session"), as_sent(world) | {field(world, 0, "note"): "Only mine"}
    )
    client.force_login(world.hlta)
    assert "Only mine" not in client.get(url(world)).content.decode()
