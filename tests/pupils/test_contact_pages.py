"""The pages of the contact log, through the client."""

import datetime
import io
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from core.models import AuditEvent, Look
from pupils.models import AgreedAction, ContactNote, TalkKind
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory
from tests.factories.talk import noted, promise
from tests.pupils.pages import url

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def form(*rows: dict, **changed) -> dict:
    """What the page sends: a call to somebody new, just now, and the rows of actions."""
    now = timezone.localtime()
    fields = {
        "known": "new", "who_kind": "carer", "who_name": "Dawn", "who_role": "mother",
        "way": "phone", "direction": "out", "reach": "spoke", "said": "He sleeps better.",
        "agreed": "", "on": now.date().isoformat(), "time": f"{now:%H:%M}",
        "about": TalkKind.objects.get(school=None, code="wellbeing").pk,
        "actions-TOTAL_FORMS": len(rows), "actions-INITIAL_FORMS": 0,
    }  # fmt: skip
    for place, row in enumerate(rows):
        fields |= {f"actions-{place}-{name}": value for name, value in row.items()}
    return fields | changed


def test_add_contact_writes_a_note_with_an_action_and_undo_takes_it_back(
    client, pupil, senco, school
):
    ta = PostFactory(school=school, role="ta")
    link(pupil, ta, "leads")
    due = (timezone.localdate() + datetime.timedelta(days=5)).isoformat()
    row = {"what": "Make a strip", "owner": str(ta.pk), "owner_name": "", "due_on": due}
    sent = form(row, submission_id=str(uuid.uuid4()))
    page = client.post(url("note_contact", pupil), sent, follow=True)
    assert "He sleeps better." in text(page)
    assert "Make a strip" in text(page)
    note, action = ContactNote.objects.get(), AgreedAction.objects.get()
    assert (note.who, action.owner, note.by) == ("Dawn (mother)", ta, senco)
    again = client.post(url("note_contact", pupil), sent)
    assert again["Location"] == reverse("contact", args=[note.pk])
    client.post(reverse("undo_note_contact", args=[note.pk]))
    assert "He sleeps better." not in text(client.get(url("pupil_contacts", pupil)))
    assert ContactNote.objects.latest().get().is_withdrawn


def test_add_contact_offers_whom_one_wrote_about_before(client, pupil, senco):
    noted(pupil, senco, who_name="Pat Hill", who_role="grandmother", who_kind="family")
    page = client.get(url("note_contact", pupil))
    assert "Pat Hill (grandmother)" in text(page)
    client.post(url("note_contact", pupil), form(known="0", who_name="", said="Second"))
    note = ContactNote.objects.get(said="Second")
    assert (note.who_kind, note.who_name, note.who_role) == ("family", "Pat Hill", "grandmother")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"said": ""}, "Fill this in."),
        ({"who_name": ""}, "Say with whom."),
        ({"on": "2999-01-01"}, "The year looks wrong"),
        ({"way": "pigeon"}, "Choose one of the list."),
    ],
)
def test_add_contact_says_what_is_wrong_and_keeps_what_was_typed(
    client, pupil, senco, changed, words
):
    answer = client.post(url("note_contact", pupil), form(agreed="Kept words", **changed))
    assert answer.status_code == 422
    assert words in text(answer)
    assert "Kept words" in text(answer)
    assert not ContactNote.objects.exists()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"what": "Call", "owner": "", "due_on": "2030-01-01"}, "Say who does it."),
        ({"what": "Call", "owner": "outside", "owner_name": "", "due_on": "2030-01-01"}, "Say who it is."),
        ({"what": "Call", "owner": "outside", "owner_name": "Dawn", "due_on": ""}, "Say by when."),
        ({"what": "", "owner": "", "due_on": "2030-01-01"}, "Say what will be done"),
    ],
)  # fmt: skip
def test_add_contact_says_what_an_action_lacks(client, pupil, senco, row, words):
    answer = client.post(url("note_contact", pupil), form(row))
    assert answer.status_code == 422
    assert words in text(answer)
    assert not ContactNote.objects.exists()


def test_add_contact_offers_no_owner_who_does_not_see_the_pupil(client, pupil, senco, school):
    stranger = PostFactory(school=school, role="ta")
    row = {"what": "Call", "owner": str(stranger.pk), "due_on": "2030-01-01"}
    assert stranger.person.full_name not in text(client.get(url("note_contact", pupil)))
    answer = client.post(url("note_contact", pupil), form(row))
    assert "Choose one of the list." in text(answer)
    assert not AgreedAction.objects.exists()


def test_add_contact_is_saved_in_the_hour_that_comes_twice(client, pupil, senco):
    answer = client.post(url("note_contact", pupil), form(on="2025-10-26", time="01:30"))
    assert answer.status_code == 302
    assert timezone.localtime(ContactNote.objects.get().at).hour == 1


def test_correct_contact_shows_both_versions_and_409_when_somebody_was_first(client, pupil, senco):
    note = noted(pupil, senco)
    address = reverse("correct_contact", args=[note.pk])
    assert "He sleeps better." in text(client.get(address))
    sent = form(said="He sleeps worse.", reason="Misheard")
    page = client.post(address, sent, follow=True)
    for words in ("He sleeps worse.", "He sleeps better.", "Misheard", "Earlier versions"):
        assert words in text(page)
    stale = client.post(address, sent | {"said": "Third"})
    assert stale.status_code == 409
    assert "He sleeps worse." in text(stale)
    assert "Third" in text(stale)


def test_contact_page_notes_the_look_and_hides_notes_of_others_from_a_ta(
    client, pupil, senco, school
):
    note = noted(pupil, senco)
    client.get(reverse("contact", args=[note.pk]))
    assert Look.objects.filter(page="contact", object_id=note.pk, actor_id=senco.pk).exists()
    ta = PostFactory(school=school, role="ta")
    link(pupil, ta, "leads")
    client.force_login(ta.person)
    assert client.get(reverse("contact", args=[note.pk])).status_code == 404
    page = text(client.get(url("pupil_contacts", pupil)))
    assert "You read the notes that you wrote." in page
    assert "He sleeps better." not in page
    assert "Home last reached" not in page


def test_contacts_are_found_filtered_and_sorted(client, pupil, senco, school):
    other = PupilFactory(school=school, surname="Adams")
    noted(pupil, senco, said="About the library table")
    noted(other, senco, said="About the bus", way="email", reach="left", who_kind="professional")
    address = reverse("contacts")

    def found_table(**query) -> set[str]:
        rows = client.get(address, query).context["page"]
        return {note.said.removeprefix("About the ").split()[0] for note in rows}

    assert found_table() == {"library", "bus"}
    assert found_table(q="toby") == {"library"}
    assert found_table(q="BUS adams") == {"bus"}
    assert found_table(way="email") == {"bus"}
    assert found_table(reach="left") == {"bus"}
    assert found_table(who="home") == {"library"}
    assert found_table(since="2999-01-01") == {"library", "bus"}  # not a day anybody would ask for
    assert found_table(until="2020-01-01") == set()
    assert found_table(withdrawn="on") == set()
    rows = client.get(address, {"sort": "name"}).context["page"]
    assert [note.pupil for note in rows] == [other, pupil]
    assert Look.objects.filter(page="contacts", pupil_id=other.pk).exists()


def test_export_contacts_takes_exactly_the_rows_shown_and_is_noted(client, pupil, senco):
    noted(pupil, senco, said="=1+1 said")
    noted(pupil, senco, way="email")
    answer = client.post(reverse("export_contacts") + "?way=phone", {"kind": "xlsx"})
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert [row[12] for row in rows[4:]] == ["=1+1 said"]
    assert "How: Phone" in rows[1][0]
    csv = client.post(reverse("export_contacts"), {"kind": "csv"}).content.decode("utf-8-sig")
    assert csv.count("Wrenfield,Toby") == 2
    page = AuditEvent.objects.filter(action="export_contacts").first()
    assert {"filters", "kind", "notes"} == {row["field"] for row in page.changes}


def test_print_contacts_shows_every_word_that_was_said(client, pupil, senco):
    noted(pupil, senco, said="word " * 60 + "the end")
    assert "the end" in text(client.get(reverse("print_contacts")))


def test_quiet_pupils_are_listed_and_the_planner_is_told(client, pupil, senco):
    noted(pupil, senco, at=timezone.now() - datetime.timedelta(days=100))
    page = text(client.get(reverse("quiet_pupils")))
    assert "1 pupil is over the limit." in page
    assert "Wrenfield, Toby" in page
    noted(pupil, senco)
    assert "Every home has been reached in time" in text(client.get(reverse("quiet_pupils")))
    assert "Wrenfield, Toby" in text(client.get(reverse("quiet_pupils"), {"show": "all"}))


def test_people_tab_and_chronology_tell_of_contacts_to_whoever_reads_them(
    client, pupil, senco, school
):
    noted(pupil, senco, promise())
    people = text(client.get(url("pupil_people", pupil)))
    assert "Phone: Dawn Wrenfield (mother)" in people
    assert "1 action open" in people
    told = text(client.get(url("pupil_chronology", pupil), {"kind": "contact"}))
    assert "Phone with Dawn Wrenfield (mother)" in told
    assert "He sleeps better." not in told
    data = PostFactory(school=school, role="data")
    client.force_login(data.person)
    assert "Dawn" not in text(client.get(url("pupil_people", pupil)))
    assert "Dawn" not in text(client.get(url("pupil_chronology", pupil)))


@pytest.mark.parametrize("count", [1, 24])
def test_contacts_cost_the_same_however_many(
    client, pupil, senco, school, django_assert_num_queries, count
):
    for _number in range(count):
        noted(PupilFactory(school=school), senco, promise(), promise("Sign"))
    client.get(reverse("contacts"))
    with django_assert_num_queries(6):
        assert len(client.get(reverse("contacts")).context["page"]) == count


@pytest.mark.parametrize("count", [1, 24])
def test_pupil_contacts_cost_the_same_however_many(
    client, pupil, senco, django_assert_num_queries, count
):
    for _number in range(count):
        noted(pupil, senco, promise(), promise("Sign"))
    client.get(url("pupil_contacts", pupil))
    with django_assert_num_queries(13):
        client.get(url("pupil_contacts", pupil))
