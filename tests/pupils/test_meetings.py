"""Meetings: planned, minuted, signed for good, corrected by a version; actions carry on to the next."""

import datetime
import io

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from docx import Document

from core.models import AuditEvent
from core.policy import Refused
from core.record import Stale
from pupils import policies
from pupils.actions.agreed import finish_action
from pupils.actions.meeting import Item, correct_minutes, edit_meeting, sign_minutes, write_minutes
from pupils.clashing import Slot, clashes
from pupils.meeting_paper import summary_paper
from pupils.meetings import clashes_of, minutes_of, needs_of_lead
from pupils.models import AgendaItem, AgreedAction, Attendee, Meeting, TalkKind
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory
from tests.factories.talk import minuted, noted, planned, promise, signed
from tests.pupils.pages import url
from tests.pupils.test_contact_pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(school, client):
    post = PostFactory(school=school, role="senco")
    client.force_login(post.person)
    return post


@pytest.mark.parametrize(
    ("slots", "found"),
    [
        ([("a", 1, 10, 0, 60), ("b", 1, 10, 30, 30)], {"a": ["b"], "b": ["a"]}),
        ([("a", 1, 10, 0, 30), ("b", 1, 10, 30, 30)], {}),
        ([("a", 1, 10, 0, 60), ("b", 2, 10, 30, 30)], {}),
        ([("a", 1, 9, 0, 180), ("b", 1, 10, 0, 10), ("c", 1, 11, 0, 30)],
         {"a": ["b", "c"], "b": ["a"], "c": ["a"]}),
    ],
)  # fmt: skip
def test_clashes_are_those_of_one_person_at_one_time(slots, found):
    made = [
        Slot(key, whose, datetime.datetime(2026, 11, 24, hour, minute, tzinfo=datetime.UTC), lasts)
        for key, whose, hour, minute, lasts in slots
    ]
    assert {key: sorted(others) for key, others in clashes(made).items()} == found


def test_signed_minutes_never_change_in_the_database(pupil, lead):
    meeting = signed(minuted(planned(pupil, lead, days=-1)))
    item, person = meeting.items.first(), meeting.people.first()
    for change in (
        lambda: Meeting.objects.filter(pk=meeting.pk).update(place="Elsewhere"),
        lambda: Meeting.objects.filter(pk=meeting.pk).update(signed_at=None, state="open"),
        lambda: AgendaItem.objects.filter(pk=item.pk).update(notes="Other"),
        lambda: Attendee.objects.filter(pk=person.pk).update(came="no"),
        lambda: AgendaItem.objects.create(
            school=pupil.school, meeting=meeting, position=9, title="x"
        ),
    ):
        with pytest.raises(IntegrityError, match="stay"), transaction.atomic():
            change()
    with pytest.raises(Refused, match="are signed"):
        write_minutes(by=lead.person, meeting=meeting, version=meeting.version, items=[], came={})


def test_sign_minutes_waits_for_the_day_and_for_words(pupil, lead):
    ahead = minuted(planned(pupil, lead, days=2))
    with pytest.raises(Refused, match="after the meeting"):
        sign_minutes(by=lead.person, meeting=ahead, version=ahead.version)
    empty = planned(pupil, lead, days=-1)
    with pytest.raises(Refused, match="Nothing has been written"):
        sign_minutes(by=lead.person, meeting=empty, version=empty.version)


def test_correct_minutes_copies_everything_and_leaves_the_signed_version(pupil, lead):
    old = signed(minuted(planned(pupil, lead, days=-1), promise(owner=lead)))
    new = correct_minutes(by=lead.person, meeting=old, reason="A name was wrong")
    assert (new.number, new.state, new.replaces) == (2, "open", old)
    assert [item.notes for item in new.items.all()] == ["It goes well.", ""]
    assert {one.came for one in new.people.all()} == {"yes"}
    new = write_minutes(
        by=lead.person,
        meeting=new,
        version=new.version,
        came={},
        items=[Item("One", "It goes on.")],
    )
    signed(new)
    assert old.items.first().notes == "It goes well."
    assert [one.what for one in minutes_of(lead.person, new).actions] == ["Make the strip"]
    with pytest.raises(Refused, match="begun already"):
        correct_minutes(by=lead.person, meeting=old, reason="Again")


def test_signed_minutes_keep_how_the_actions_stood(pupil, lead):
    meeting = signed(minuted(planned(pupil, lead, days=-1), promise(owner=lead)))
    finish_action(by=lead.person, action=AgreedAction.objects.get(), version=1)
    meeting.refresh_from_db()
    assert "Make the strip" in meeting.agreed_text
    assert meeting.agreed_text.endswith("open")


def test_open_actions_stand_on_top_of_the_next_meeting_until_done(client, pupil, lead):
    signed(minuted(planned(pupil, lead, days=-20), promise("From the meeting", -5, owner=lead)))
    noted(pupil, lead.person, promise("From the call", 4))
    ahead = planned(pupil, lead, days=2)
    page = text(client.get(reverse("meeting", args=[ahead.pk])))
    top = page[page.index("Still open from before") : page.index("Agreed in this meeting")]
    assert "From the meeting" in top
    assert "From the call" in top
    for action in AgreedAction.objects.all():
        finish_action(by=lead.person, action=action, version=1)
    assert "Still open from before" not in text(client.get(reverse("meeting", args=[ahead.pk])))


def test_write_minutes_out_of_date_answers_with_both_texts(pupil, lead):
    meeting = planned(pupil, lead, days=-1)
    version = meeting.version
    minuted(meeting, notes="Theirs")
    with pytest.raises(Stale) as stale:
        write_minutes(
            by=lead.person, meeting=meeting, version=version, came={}, items=[Item("One", "Mine")]
        )
    [(_label, theirs, mine)] = stale.value.more
    assert "Theirs" in theirs
    assert "Mine" in mine


def test_edit_meeting_keeps_what_was_written_and_refuses_to_lose_it(pupil, lead):
    meeting = minuted(planned(pupil, lead, days=1))
    fields = {
        name: getattr(meeting, name) for name in ("kind", "starts_at", "minutes", "place", "lead")
    }
    changed = edit_meeting(
        by=lead.person, meeting=meeting, version=meeting.version, fields={**fields, "place": "Hall"},
        agenda=["New", "One"], people=[],
    )  # fmt: skip
    assert [(row.title, row.notes) for row in changed.items.all()] == [
        ("New", ""), ("One", "It goes well."),
    ]  # fmt: skip
    with pytest.raises(Refused, match="stays on the agenda"):
        edit_meeting(
            by=lead.person, meeting=changed, version=changed.version, fields=fields, agenda=["New"],
            people=[],
        )  # fmt: skip


def test_record_book_keeps_no_word_of_the_minutes(pupil, lead):
    signed(minuted(planned(pupil, lead, days=-1), promise("Secret plan", owner=lead)))
    pages = " ".join(str(page.changes) for page in AuditEvent.objects.all())
    assert "It goes well." not in pages
    assert "Secret plan" not in pages
    assert "hmac:" in pages


@pytest.mark.parametrize(
    ("role", "kind", "asked", "reads", "plans", "keeps"),
    [
        ("senco", "", False, True, True, True), ("assistant_senco", "", False, True, True, True),
        ("head", "", False, True, True, False), ("dsl", "", False, True, True, False),
        ("data", "", False, False, False, False), ("ta", "leads", False, False, False, False),
        ("ta", "leads", True, True, False, False), ("ta", "", True, False, False, False),
        ("ta", "key_adult", True, True, True, False), ("hlta", "leads", False, True, True, False),
    ],
)  # fmt: skip
def test_meeting_policies_follow_role_relation_and_asking(
    pupil, school, lead, role, kind, asked, reads, plans, keeps
):
    post = PostFactory(school=school, role=role)
    if kind:
        link(pupil, post, kind)
    meeting = planned(pupil, lead, *([post] if asked else []))
    person, fresh = post.person, type(pupil).objects.get(pk=pupil.pk)
    assert set(Meeting.objects.visible_to(person)) == ({meeting} if reads else set())
    assert (policies.plan_meeting(person, fresh) == "") is plans
    assert (policies.edit_meeting(person, meeting) == "") is keeps


def form(leader, **changed) -> dict:
    day = timezone.localdate() + datetime.timedelta(days=3)
    kind = TalkKind.objects.get(school=None, code="meeting-taf")
    return {
        "kind": kind.pk, "on": day, "time": "10:00", "minutes": 60, "place": "Room 4",
        "lead": leader.pk, "agenda": "Hello\n\nHello\nGoodbye", "is_pupil_asked": "on", "staff": [],
        "others-TOTAL_FORMS": 1, "others-INITIAL_FORMS": 0, "others-0-kind": "carer",
        "others-0-name": "Dawn", "others-0-role": "mother",
    } | changed  # fmt: skip


def test_plan_meeting_brings_the_agenda_of_its_kind_and_warns_of_a_clash(
    client, pupil, school, lead
):
    assert "Team around the child" in text(client.get(url("plan_meeting", pupil)))
    kind = TalkKind.objects.get(school=None, code="meeting-taf")
    page = text(client.get(url("plan_meeting", pupil), {"kind": kind.pk}))
    assert "News from each service" in page
    first = client.post(url("plan_meeting", pupil), form(lead), follow=True)
    made = Meeting.objects.get()
    assert [row.title for row in made.items.all()] == ["Hello", "Goodbye"]
    assert [(one.kind, one.name) for one in made.people.all()] == [
        ("pupil", "Toby Wrenfield"), ("staff", lead.person.full_name), ("carer", "Dawn"),
    ]  # fmt: skip
    assert "has at the same time" not in text(first)
    other = PupilFactory(school=school)
    second = client.post(url("plan_meeting", other), form(lead, time="10:30"), follow=True)
    assert "has at the same time" in text(second)
    assert len(clashes_of(lead.person, [made])[made.pk]) == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"time": "late"}, "Enter a time like 09:15."), ({"minutes": 4}, "Must be at least 5."),
        ({"lead": 999_999}, "Choose one of the list."), ({"agenda": "x" * 121}, "at most 120"),
    ],
)  # fmt: skip
def test_plan_meeting_says_what_is_wrong(client, pupil, lead, changed, words):
    answer = client.post(url("plan_meeting", pupil), form(lead, **changed))
    assert answer.status_code == 422
    assert words in text(answer)
    assert not Meeting.objects.exists()


def test_minutes_are_written_and_signed_through_the_pages(client, pupil, lead):
    meeting = planned(pupil, lead, days=-1)
    person = meeting.people.first()
    day = timezone.localdate() + datetime.timedelta(days=7)
    sent = {
        "version": meeting.version, f"came_{person.pk}": "sorry",
        "items-TOTAL_FORMS": 2, "items-INITIAL_FORMS": 2, "items-0-title": "One",
        "items-0-notes": "We spoke.", "items-0-decision": "Go on.", "items-0-staff_notes": "Quietly.",
        "items-1-title": "", "items-1-notes": "Lost?", "actions-TOTAL_FORMS": 1,
        "actions-INITIAL_FORMS": 0, "actions-0-what": "Call", "actions-0-owner": lead.pk,
        "actions-0-due_on": day,
    }  # fmt: skip
    address = reverse("write_minutes", args=[meeting.pk])
    assert client.get(address).status_code == 200
    wrong = client.post(address, sent)
    assert wrong.status_code == 422
    assert "Say which item this is about." in text(wrong)
    assert "We spoke." in text(wrong)
    page = client.post(address, sent | {"items-1-title": "Two"}, follow=True)
    for words in ("We spoke.", "Quietly.", "Apologies", "Call"):
        assert words in text(page)
    meeting.refresh_from_db()
    client.post(reverse("sign_minutes", args=[meeting.pk]), {"version": meeting.version})
    meeting.refresh_from_db()
    assert meeting.state == "signed"
    assert client.get(address).status_code == 403
    assert (
        client.post(reverse("cancel_meeting", args=[meeting.pk]), {"version": 3}).status_code == 403
    )


def test_summary_leaves_notes_for_staff_out_in_both_forms(client, pupil, lead):
    meeting = minuted(planned(pupil, lead, days=-1), promise(owner=lead))
    paper = summary_paper(minutes_of(lead.person, meeting), lead.person)
    assert "Among us." not in str(paper)
    assert "It goes well." in str(paper)
    answer = client.get(reverse("meeting_word", args=[meeting.pk]))
    document = Document(io.BytesIO(answer.content))
    words = " ".join(one.text for one in document.paragraphs)
    assert "It goes well." in words
    assert "Among us." not in words
    assert "Make the strip" in " ".join(
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    )
    assert client.get(reverse("meeting_pdf", args=[meeting.pk])).content.startswith(b"%PDF")


def test_cancelled_meeting_leaves_the_lists_and_comes_back(client, pupil, lead):
    meeting = planned(pupil, lead)
    client.post(reverse("cancel_meeting", args=[meeting.pk]), {"version": meeting.version})
    assert "Nobody" not in text(client.get(reverse("meetings")))
    assert not client.get(reverse("meetings")).context["rows"]
    assert client.get(reverse("meeting_pdf", args=[meeting.pk])).status_code == 404
    client.post(reverse("undo_cancel_meeting", args=[meeting.pk]))
    assert len(client.get(reverse("meetings")).context["rows"]) == 1


def test_lead_is_told_of_minutes_to_sign(client, pupil, lead):
    assert list(needs_of_lead(lead.person)) == []
    planned(pupil, lead, days=-1)
    [need] = needs_of_lead(lead.person)
    assert "Minutes of 1 meeting" in need.title
    assert len(client.get(need.url).context["rows"]) == 1


def test_people_and_chronology_tell_of_meetings(client, pupil, lead):
    signed(minuted(planned(pupil, lead, days=-1)))
    assert "Review of support" in text(client.get(url("pupil_people", pupil)))
    told = text(client.get(url("pupil_chronology", pupil), {"kind": "meeting"}))
    assert "Review of support" in told
    assert "It goes well." not in told


@pytest.mark.parametrize("count", [1, 20])
def test_meeting_pages_cost_the_same_however_many(
    client, pupil, lead, django_assert_num_queries, count
):
    agenda = [f"Item {number}" for number in range(count)]
    for number in range(count):
        planned(pupil, lead, days=number + 2, agenda=agenda)
        noted(pupil, lead.person, promise(f"Step {number}", owner=lead))
    meeting = Meeting.objects.first()
    client.get(reverse("meetings"))
    with django_assert_num_queries(9):
        assert len(client.get(reverse("meetings")).context["rows"]) == count
    with django_assert_num_queries(13):
        client.get(reverse("meeting", args=[meeting.pk]))
