"""Notes of the contact log: written once, corrected by a version, withdrawn; who reads and who corrects."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.models import AuditEvent
from core.policy import Refused
from core.record import AlreadyDone, Stale
from pupils import policies
from pupils.actions.contact import correct_contact, note_contact, withdraw_contact
from pupils.contacts import last_home
from pupils.models import AgreedAction, ContactNote
from pupils.quiet import quiet_rows
from tests.factories.pupils import PupilFactory, link, on_register
from tests.factories.staff import PostFactory, line
from tests.factories.talk import noted, promise, words

pytestmark = pytest.mark.django_db


def test_add_contact_keeps_what_was_said_apart_and_records_it_under_seal(pupil, senco):
    note = noted(pupil, senco, promise())
    assert (note.said, note.agreed, note.number) == (
        "He sleeps better.", "A picture strip for mornings.", 1,
    )  # fmt: skip
    page = AuditEvent.objects.get(action="note_contact")
    said = {row["field"]: row["new"] for row in page.changes}
    assert said["said"].startswith("hmac:")
    assert said["who_name"].startswith("hmac:")
    assert (said["way"], said["actions"]) == ("phone", 1)
    assert page.pupil_id == pupil.pk
    assert AgreedAction.objects.get().contact == note


def test_add_contact_sent_twice_makes_one_note(pupil, senco):
    key = uuid.uuid4()
    note = note_contact(by=senco, pupil=pupil, fields=words(), submission_id=key)
    with pytest.raises(AlreadyDone) as done, transaction.atomic():
        note_contact(by=senco, pupil=pupil, fields=words(), submission_id=key)
    assert done.value.answer == f"/contacts/{note.pk}/"
    assert ContactNote.objects.count() == 1


def test_correct_contact_names_the_old_version_which_stays(pupil, senco):
    old = noted(pupil, senco)
    new = correct_contact(
        by=senco, note=old, reason="Misheard", fields=words(said="He sleeps worse.")
    )
    old.refresh_from_db()
    assert (old.said, new.said, new.replaces, new.number) == (
        "He sleeps better.", "He sleeps worse.", old, 2,
    )  # fmt: skip
    assert list(ContactNote.objects.current()) == [new]
    fields = {row["field"] for row in AuditEvent.objects.get(action="correct_contact").changes}
    assert {"said", "reason", "number"} <= fields
    assert "way" not in fields


def test_correct_contact_of_an_old_version_is_stale_with_both_texts(pupil, senco):
    old = noted(pupil, senco)
    correct_contact(by=senco, note=old, reason="One", fields=words(said="Theirs", way="email"))
    with pytest.raises(Stale) as stale:
        correct_contact(by=senco, note=old, reason="Two", fields=words(said="Mine"))
    assert (stale.value.theirs.said, stale.value.mine["said"]) == ("Theirs", "Mine")
    assert ("way", "E-mail", "Phone") in stale.value.more
    assert ContactNote.objects.count() == 2


def test_withdraw_contact_leaves_the_log_and_drops_what_it_agreed(pupil, senco):
    note = noted(pupil, senco, promise())
    gone = withdraw_contact(by=senco, note=note, reason="Wrong pupil")
    assert not ContactNote.objects.current().exists()
    assert (gone.is_withdrawn, gone.said) == (True, note.said)
    assert AgreedAction.objects.get().state == AgreedAction.State.DROPPED
    assert AuditEvent.objects.filter(action="drop_action").exists()
    with pytest.raises(Refused, match="was withdrawn"):
        correct_contact(by=senco, note=gone, reason="Again", fields=words())


@pytest.mark.parametrize(
    "change",
    [{"said": "Something else"}, {"agreed": ""}, {"by": None}, {"is_withdrawn": True}],
)
def test_contact_note_never_changes_in_the_database(pupil, senco, change):
    note = noted(pupil, senco)
    change = {"by": PostFactory().person} if "by" in change else change
    with pytest.raises(IntegrityError, match="stays as it was written"), transaction.atomic():
        ContactNote.objects.filter(pk=note.pk).update(**change)


@pytest.mark.parametrize(
    "wrong",
    ["school", "pupil", "reason", "name", "first"],
)
def test_contact_note_is_refused_by_the_database(pupil, senco, wrong):
    note = noted(pupil, senco)
    fields = words(said="x") | {"school_id": pupil.school_id, "pupil": pupil, "by": senco}
    more = {"number": 2, "replaces": note, "key": note.key, "reason": "Because"}
    other = PupilFactory()
    fields |= {
        "school": {"school_id": other.school_id},
        "pupil": more | {"pupil": other, "school_id": other.school_id},
        "reason": more | {"reason": ""},
        "name": {"who_name": ""},
        "first": {"is_withdrawn": True},
    }[wrong]
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactNote.objects.create(**fields)


def test_agreed_action_is_refused_by_the_database_for_another_school(pupil, senco):
    note = noted(pupil, senco)
    base = {
        "school_id": pupil.school_id, "pupil": pupil, "contact": note, "what": "Call",
        "due_on": timezone.localdate(),
    }  # fmt: skip
    for wrong in (
        {"owner": PostFactory()}, {"owner_name": ""}, {"owner_name": "Dawn", "pupil": PupilFactory()},
        {"owner_name": "Dawn", "state": "done"},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            AgreedAction.objects.create(**{**base, **wrong})


@pytest.mark.parametrize(
    ("role", "kind", "opens", "reads"),
    [
        ("senco", "", True, True), ("assistant_senco", "", True, True), ("head", "", True, True),
        ("dsl", "", True, True), ("data", "", False, False), ("hr", "", False, False),
        ("exams", "", False, False), ("ta", "", False, False), ("ta", "leads", True, False),
        ("teacher", "tutor", True, False), ("hlta", "leads", True, True), ("hlta", "", False, False),
    ],
)  # fmt: skip
def test_contact_policies_follow_role_and_relation(pupil, school, senco, role, kind, opens, reads):
    note = noted(pupil, senco)
    post = PostFactory(school=school, role=role)
    if kind:
        link(pupil, post, kind)
    person, fresh = post.person, type(pupil).objects.get(pk=pupil.pk)
    assert (policies.see_pupil_contacts(person, fresh) == "") is opens
    assert (policies.note_contact(person, fresh) == "") is opens
    assert set(ContactNote.objects.visible_to(person)) == ({note} if reads else set())
    corrects = role in ("senco", "assistant_senco")
    assert (policies.correct_contact(person, note) == "") is corrects


def test_linked_adult_reads_own_notes_in_every_version_while_linked(pupil, school, senco):
    post = PostFactory(school=school, role="ta")
    bond = link(pupil, post, "leads")
    mine = noted(pupil, post.person)
    noted(pupil, senco)
    assert list(ContactNote.objects.visible_to(post.person)) == [mine]
    theirs = correct_contact(by=senco, note=mine, reason="Named", fields=words(said="More"))
    assert set(ContactNote.objects.visible_to(post.person)) == {mine, theirs}
    bond.ends_on = timezone.localdate() - datetime.timedelta(days=1)
    bond.save()
    assert not ContactNote.objects.visible_to(post.person).exists()


def test_hlta_reads_the_notes_of_her_department(pupil, school, senco):
    hlta, ta = PostFactory(school=school, role="hlta"), PostFactory(school=school, role="ta")
    line(hlta, ta)
    note = noted(pupil, senco)
    assert not ContactNote.objects.visible_to(hlta.person).exists()
    link(pupil, ta, "leads")
    again = type(hlta.person).objects.get(pk=hlta.person_id)
    assert list(ContactNote.objects.visible_to(again)) == [note]


def ago(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def test_last_home_counts_whom_one_reached_and_the_tries_since(pupil, senco):
    noted(pupil, senco, at=ago(40))
    noted(pupil, senco, at=ago(30), who_name="Pat", who_role="", who_kind="family")
    noted(pupil, senco, at=ago(20), reach="tried")
    noted(pupil, senco, at=ago(10), reach="left", way="message")
    noted(pupil, senco, at=ago(9), reach="left", direction="in")
    noted(pupil, senco, at=ago(5), who_kind="professional")
    found = last_home([pupil.pk])[pupil.pk]
    assert (found.on, found.who, found.tries) == (timezone.localdate(ago(30)), "Pat", 2)


def test_last_home_forgets_a_withdrawn_note(pupil, senco):
    withdraw_contact(by=senco, note=noted(pupil, senco), reason="Wrong pupil")
    assert last_home([pupil.pk]) == {}


def test_quiet_rows_name_who_is_over_the_schools_weeks_the_furthest_first(pupil, school, senco):
    plan = on_register(PupilFactory(school=school, surname="Plan"), "E")
    fresh = on_register(PupilFactory(school=school, surname="Fresh"), "E")
    on_register(PupilFactory(surname="Elsewhere"), "E")
    noted(fresh, senco, at=ago(2))
    noted(plan, senco, at=ago(90))
    noted(pupil, senco, at=ago(95))
    rows = quiet_rows(senco)
    # Without terms calendar weeks count: 12 of 6 with a plan, 13 of 13 with support.
    assert [(row.pupil, row.silence.weeks, row.silence.limit) for row in rows] == [
        (plan, 12, 6), (pupil, 13, 13),
    ]  # fmt: skip
    assert [row.pupil for row in quiet_rows(senco, everybody=True)] == [plan, pupil, fresh]


def test_quiet_rows_leave_out_pupils_of_whom_one_reads_own_notes_alone(pupil, school, senco):
    ta = PostFactory(school=school, role="ta")
    link(pupil, ta, "leads")
    assert quiet_rows(ta.person, everybody=True) == []
    assert len(quiet_rows(senco, everybody=True)) == 1


@pytest.mark.parametrize("count", [1, 20])
def test_quiet_rows_cost_the_same_for_every_school(school, senco, django_assert_num_queries, count):
    for _number in range(count):
        noted(on_register(PupilFactory(school=school), "E"), senco, at=ago(60))
    person = type(senco).objects.get(pk=senco.pk)
    with django_assert_num_queries(7):
        assert len(quiet_rows(person)) == count
