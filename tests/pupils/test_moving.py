"""A note on the wrong pupil is moved: nothing stays there, a sealed trace does, and the breach is decided."""

import datetime
import uuid

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent, Look
from interventions.models import Attendance
from pupils import moving
from pupils.models import Breach, MovedNote, Profile
from staff.home import needs_of
from tests.factories.interventions import GroupFactory, PlaceFactory, SessionFactory
from tests.factories.profiles import draft, published, rows
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory, SchoolFactory

pytestmark = pytest.mark.django_db
WHY = "Two of one surname in the group"


@pytest.fixture
def ta(school):
    return PostFactory(school=school, role="ta")


@pytest.fixture
def marks(school, pupil, ta):
    """One session of yesterday with three pupils; the note stands on the first."""
    others = [PupilFactory(school=school, surname=name) for name in ("Right", "Third")]
    group = GroupFactory(school=school, leader=ta)
    session = SessionFactory(
        group=group, state="delivered", logged_at=timezone.now() - datetime.timedelta(hours=3),
        on=timezone.localdate(), minutes_delivered=20, logged_by=ta.person,
    )  # fmt: skip
    found = []
    for one in (pupil, *others):
        place = PlaceFactory(group=group, pupil=one)
        found.append(
            Attendance.objects.create(
                school=school, session=session, place=place, pupil=one, code="P", minutes=20
            )
        )
    Attendance.objects.filter(pk=found[0].pk).update(note="Read ten words", next_step="Page five")
    found[0].refresh_from_db()
    return found


def address(mark: Attendance) -> str:
    return reverse("move_note", args=["session-note", mark.pk])


def sent(to, **more) -> dict:
    return {"pupil": to.pk, "why": WHY, "submission_id": str(uuid.uuid4())} | more


def texts(client, pupil) -> str:
    return "".join(
        client.get(reverse(name, args=[pupil.pk])).content.decode()
        for name in ("pupil_sessions", "pupil_chronology")
    )


def test_move_note_takes_every_word_to_the_right_pupil(client, marks, ta):
    wrong, right, third = marks
    Attendance.objects.filter(pk=right.pk).update(note="Came late")
    client.force_login(ta.person)
    assert "Read ten words" in texts(client, wrong.pupil)
    page = client.get(address(wrong)).content.decode()
    assert "Toby Wrenfield" in page
    assert "Right" in page
    client.post(address(wrong), sent(right.pupil))
    for mark in marks:
        mark.refresh_from_db()
    assert (wrong.note, wrong.next_step) == ("", "")
    assert (right.note, right.next_step) == ("Came late\nRead ten words", "Page five")
    assert third.note == ""
    assert "Read ten words" not in texts(client, wrong.pupil)
    assert "moved" not in texts(client, wrong.pupil)
    assert "Read ten words" in texts(client, right.pupil)


def test_move_note_leaves_a_sealed_trace_for_those_who_answer_for_records(
    client, school, marks, ta
):
    wrong, right, _third = marks
    client.force_login(ta.person)
    client.post(address(wrong), sent(right.pupil))
    moved = MovedNote.objects.get()
    assert (moved.from_pupil, moved.to_pupil, moved.by) == (wrong.pupil, right.pupil, ta.person)
    page = AuditEvent.objects.get(action="move_note")
    words = next(row for row in page.changes if row["field"] == "words")
    assert words["old"].startswith("hmac:")
    assert not AuditEvent.objects.filter(changes__icontains="Read ten words").exists()
    client.force_login(PostFactory(school=school, role="senco").person)
    for pupil, said in ((wrong.pupil, "moved to another"), (right.pupil, "moved here")):
        story = client.get(reverse("pupil_chronology", args=[pupil.pk])).content.decode()
        assert f"A note was {said}" in story
    who = client.get(reverse("who_looked", args=[wrong.pupil.pk])).content.decode()
    assert "Move note" in who
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
        MovedNote.objects.filter(pk=moved.pk).update(why="Other")
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
        Breach.objects.create(school=SchoolFactory(), moved=moved, due_at=timezone.now())


def test_move_note_is_for_whoever_writes_notes_of_the_session(client, school, marks):
    for role, status in (
        ("teacher", 404),
        ("hr", 404),
        ("dsl", 404),
        ("head", 403),
        ("senco", 200),
    ):
        client.force_login(PostFactory(school=school, role=role).person)
        assert client.get(address(marks[0])).status_code == status, role
    assert client.get(reverse("move_note", args=["no-such-kind", 1])).status_code == 404
    empty = client.get(address(marks[1]))
    assert empty.status_code == 403
    assert "no note here" in empty.content.decode()


def test_move_note_goes_to_a_pupil_of_the_session_alone_and_only_once(client, school, marks, ta):
    stranger = PupilFactory(school=school)
    link(stranger, ta)
    client.force_login(ta.person)
    page = client.post(address(marks[0]), sent(stranger)).content.decode()
    assert "Choose one of the list" in page or "Select a valid choice" in page
    assert MovedNote.objects.count() == 0
    form = sent(marks[1].pupil)
    for _twice in range(2):
        assert client.post(address(marks[0]), form).status_code in (302, 403)
    assert MovedNote.objects.count() == Breach.objects.count() == 1


def test_move_note_refuses_to_cut_what_is_too_long(client, marks, ta):
    wrong, right, _third = marks
    Attendance.objects.filter(pk=right.pk).update(note="x" * 995)
    client.force_login(ta.person)
    page = client.post(address(wrong), sent(right.pupil)).content.decode()
    assert "too long" in page
    wrong.refresh_from_db()
    assert wrong.note == "Read ten words"
    assert MovedNote.objects.count() == 0


def test_move_note_makes_an_open_form_of_the_session_stale(client, marks, ta):
    session = marks[0].session
    before = session.version
    client.force_login(ta.person)
    client.post(address(marks[0]), sent(marks[1].pupil))
    session.refresh_from_db()
    assert session.version == before + 1


def test_session_offers_to_move_a_note_where_there_is_one(client, school, marks, ta):
    client.force_login(ta.person)
    page = client.get(reverse("session", args=[marks[0].session_id])).content.decode()
    assert address(marks[0]) in page
    assert address(marks[1]) not in page
    client.force_login(PostFactory(school=school, role="head").person)
    page = client.get(reverse("session", args=[marks[0].session_id])).content.decode()
    assert address(marks[0]) not in page


def test_move_note_of_a_draft_takes_the_draft_and_leaves_published_versions(
    client, school, pupil, senco
):
    published(pupil, senco, rows("Say it twice"))
    made = draft(pupil, senco, rows("Meant for Nell"))
    nell = PupilFactory(school=school, surname="Moss", forename="Nell")
    published(nell, senco, rows("Her own"))
    url = reverse("move_note", args=["profile-draft", made.pk])
    shown = client.get(reverse("pupil_profile", args=[pupil.pk]), {"version": "draft"})
    assert url in shown.content.decode()
    client.post(url, sent(nell))
    made.refresh_from_db()
    assert (made.pupil, made.number, made.state) == (nell, 2, Profile.State.DRAFT)
    assert [row.text for row in made.strategies.all()] == ["Meant for Nell"]
    assert list(Profile.objects.filter(pupil=pupil).values_list("state", flat=True)) == ["current"]
    assert client.get(url).status_code in (200, 403)


def test_breach_names_who_could_have_read_it_between_writing_and_moving(client, school, marks, ta):
    wrong, right, _third = marks
    reader, late = (PostFactory(school=school, role="senco") for _each in range(2))
    before = PostFactory(school=school, role="head")
    elsewhere = PostFactory(school=school, role="dsl")
    hour = datetime.timedelta(hours=1)
    now = timezone.now()

    def look(post, name, at):
        with time_machine.travel(at):
            client.force_login(post.person)
            client.get(reverse(name, args=[wrong.pupil.pk]))

    look(before, "pupil_sessions", now - 5 * hour)
    look(reader, "pupil_sessions", now - 2 * hour)
    look(reader, "pupil_chronology", now - hour)
    look(elsewhere, "pupil", now - hour)
    client.force_login(ta.person)
    client.get(reverse("pupil_sessions", args=[wrong.pupil.pk]))
    client.post(address(wrong), sent(right.pupil))
    look(late, "pupil_sessions", now + hour)
    moved = MovedNote.objects.get()
    [seer] = moving.seers_of(moved)
    assert (seer.name, seer.times) == (str(reader.person), 2)
    page = client.get(reverse("decide_breach", args=[moved.breach.pk])).content.decode()
    assert str(reader.person) in page
    assert Look.objects.filter(actor_id=late.person_id).exists()


def test_breach_is_decided_once_by_somebody_else_within_72_hours(client, school, marks, ta):
    client.force_login(ta.person)
    client.post(address(marks[0]), sent(marks[1].pupil))
    breach = Breach.objects.get()
    assert breach.due_at - breach.moved.at == datetime.timedelta(hours=72)
    url = reverse("decide_breach", args=[breach.pk])
    assert client.get(url).status_code == 404
    lead, senco = (PostFactory(school=school, role=role) for role in ("dsl", "senco"))
    assert any("breach note" in need.title for need in needs_of(lead.person))
    client.force_login(lead.person)
    short = client.post(url, {"decision": "tell", "why": "no", "version": 1})
    assert "at least" in short.content.decode()
    client.post(url, {"decision": "tell", "why": "One colleague read it, low risk", "version": 1})
    breach.refresh_from_db()
    assert (breach.decision, breach.decided_by) == ("tell", lead.person)
    assert not any("breach note" in need.title for need in needs_of(lead.person))
    client.force_login(senco.person)
    again = client.post(url, {"decision": "report", "why": "Changed my mind now", "version": 2})
    assert again.status_code == 403
    assert "One colleague read it" in client.get(url).content.decode()
    assert "Not reported; the family was told" in client.get(reverse("breaches")).content.decode()
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        Breach.objects.update(why="Other")


def test_breach_is_not_decided_by_whoever_moved_the_note(client, marks, school):
    senco = PostFactory(school=school, role="senco")
    client.force_login(senco.person)
    client.post(address(marks[0]), sent(marks[1].pupil))
    url = reverse("decide_breach", args=[Breach.objects.get().pk])
    assert "somebody else decides" in client.get(url).content.decode()
    sent_again = {"decision": "none", "why": "Nobody read it at all", "version": 1}
    assert client.post(url, sent_again).status_code == 403


@pytest.mark.parametrize("count", [1, 8])
def test_breaches_cost_the_same_queries_at_few_and_many(
    client, school, pupil, senco, count, django_assert_max_num_queries
):
    other, now = PupilFactory(school=school), timezone.now()
    for _each in range(count):
        moved = MovedNote.objects.create(
            school=school, kind="session-note", object_id=1, from_pupil=pupil, to_pupil=other,
            written_at=now, at=now, by=senco, why=WHY,
        )  # fmt: skip
        Breach.objects.create(school=school, moved=moved, due_at=now)
    client.get(reverse("breaches"))
    with django_assert_max_num_queries(4):
        client.get(reverse("breaches"))
