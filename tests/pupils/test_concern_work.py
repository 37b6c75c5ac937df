"""Answering for a concern: list, steps, who else may open it, reminders, and contacts."""

import datetime
import uuid

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from core import audit
from core.models import AuditEvent, Look
from core.policy import Refused
from pupils.actions import concern as actions
from pupils.models import Concern, ConcernStep, SafeguardingContact
from staff.home import needs_of
from staff.models import StaffMember
from tests.factories.concerns import concern
from tests.factories.pupils import PupilFactory
from tests.factories.staff import PostFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def author(school):
    return PostFactory(school=school, role="teacher").person


@pytest.fixture
def lead(school, client):
    post = PostFactory(school=school, role="dsl", person__email="lead@a.example")
    client.force_login(post.person)
    return post


@pytest.fixture
def raised(pupil, author, lead):
    return concern(pupil, author, marks=["f-chest"])


def at(name: str, made: Concern) -> str:
    return reverse(name, args=[made.token])


def step(made: Concern, by, **more) -> ConcernStep:
    words = {"kind": "note", "words": "Spoke to her", "on": TODAY} | more
    return actions.record_concern_step(by=by, concern=made, **words)


def test_concern_shows_every_word_marks_and_who_may_open_it(client, raised, lead):
    page = client.get(at("concern", raised)).content.decode()
    for words in (
        "Toby Wrenfield", "A bruise the size of a coin", "It was the door", "Room 4", "09:05",
        "Chest", str(lead.person), str(raised.author),
    ):  # fmt: skip
        assert words in page, words
    look = Look.objects.get(page="concern")
    assert look.school_id == audit.closed(raised.school_id)
    assert look.pupil_id is None


def test_concern_steps_stand_in_order_and_refuse_a_referral_to_nobody(client, raised, lead):
    contact = SafeguardingContact.objects.create(
        school=raised.school, kind="social_care", name="Front door team", telephone="01"
    )
    sent = {"kind": "referral", "words": "Rang at noon", "on": TODAY.isoformat()}
    wrong = client.post(at("record_concern_step", raised), sent).content.decode()
    assert "Say to whom it was referred." in wrong
    assert "Rang at noon" in wrong
    sent |= {"contact": contact.pk, "submission_id": str(uuid.uuid4())}
    for _twice in range(2):
        answer = client.post(at("record_concern_step", raised), sent)
        assert answer["Location"] == at("concern", raised)
    note = {"kind": "note", "words": "Rang back", "on": TODAY.isoformat(), "contact": contact.pk}
    client.post(at("record_concern_step", raised), note)
    rows = ConcernStep.objects.values_list("kind", "words", "contact__name")
    assert list(rows) == [
        ("referral", "Rang at noon", "Front door team"),
        ("note", "Rang back", None),
    ]
    page = client.get(at("concern", raised)).content.decode()
    assert page.index("Rang at noon") < page.index("Rang back")
    assert "Referral: Front door team" in page


def test_concern_is_closed_with_an_outcome_and_opened_again(client, raised, lead):
    client.post(at("close_concern", raised), {"words": "Family help is in place"})
    closed = client.get(at("concern", raised)).content.decode()
    assert "Family help is in place" in closed
    assert "Open it again" in closed
    sent = {"kind": "note", "words": "Late", "on": TODAY.isoformat()}
    refused = client.post(at("record_concern_step", raised), sent)
    assert refused.status_code == 403
    assert "Open it again first." in refused.content.decode()
    assert client.post(at("close_concern", raised), {"words": "Twice"}).status_code == 403
    client.post(at("reopen_concern", raised), {"words": "He said more"})
    assert client.post(at("reopen_concern", raised), {"words": "Twice"}).status_code == 403
    assert client.post(at("record_concern_step", raised), sent).status_code == 302
    kinds = ConcernStep.objects.values_list("kind", flat=True)
    assert list(kinds) == ["closed", "reopened", "note"]


def test_concern_is_allocated_to_somebody_who_may_open_it_alone(client, school, raised, lead):
    deputy = PostFactory(school=school, role="dsl", title="Deputy DSL")
    outsider = PostFactory(school=school, role="senco")
    client.post(at("allocate_concern", raised), {"person": deputy.person_id})
    found = Concern.objects.visible_to(lead.person).with_state().get()
    assert found.allocated_to == deputy.person.full_name
    page = client.post(at("allocate_concern", raised), {"person": outsider.person_id})
    assert "Choose one of the list" in page.content.decode() or page.status_code == 200
    assert ConcernStep.objects.count() == 1
    with pytest.raises(Refused):
        actions.allocate_concern(by=lead.person, concern=raised, person=outsider.person)


def test_concern_is_shared_with_the_head_who_then_opens_it(client, school, raised, lead):
    head = PostFactory(school=school, role="head")
    client.post(at("share_concern", raised), {"submission_id": str(uuid.uuid4())})
    assert client.post(at("share_concern", raised)).status_code == 403
    client.force_login(head.person)
    assert client.get(at("concern", raised)).status_code == 200
    assert client.post(at("share_concern", raised)).status_code == 403


def test_naming_somebody_shuts_them_out_at_once_and_for_good(client, school, raised, lead):
    deputy = PostFactory(school=school, role="dsl")
    client.post(at("name_in_concern", raised), {"post": deputy.pk})
    client.post(at("name_in_concern", raised), {"post": deputy.pk})
    assert ConcernStep.objects.filter(kind="named").count() == 2
    client.force_login(deputy.person)
    assert client.get(at("concern", raised)).status_code == 404
    assert raised.number not in client.get(reverse("concerns")).content.decode()
    client.force_login(lead.person)
    answer = client.post(at("name_in_concern", raised), {"post": lead.pk})
    assert answer["Location"] == reverse("concerns")
    assert client.get(at("concern", raised)).status_code == 404


def test_a_concern_that_names_somebody_is_not_opened_through_another_post(
    client, school, pupil, author
):
    both = PostFactory(school=school, role="ta")
    PostFactory(school=school, role="dsl", person=both.person)
    other = PostFactory(school=school, role="dsl")
    made = concern(pupil, author, named=[both])
    client.force_login(both.person)
    assert client.get(at("concern", made)).status_code == 404
    assert not any(
        "concern" in need.title for need in needs_of(StaffMember.objects.get(pk=both.person_id))
    )
    client.force_login(other.person)
    assert client.get(at("concern", made)).status_code == 200


def test_concerns_are_listed_by_state_and_name(client, school, pupil, author, lead):
    new = concern(pupil, author)
    begun = concern(PupilFactory(school=school, surname="Moss", forename="Nell"), author)
    done = concern(PupilFactory(school=school, surname="Parr", forename="Kai"), author)
    step(begun, lead.person)
    actions.close_concern(by=lead.person, concern=done, words="Nothing found")

    def numbers(**query) -> set[str]:
        page = client.get(reverse("concerns"), query).content.decode()
        return {one.number for one in (new, begun, done) if one.number in page}

    assert numbers() == {new.number, begun.number}
    assert numbers(state="new") == {new.number}
    assert numbers(state="closed") == {done.number}
    assert numbers(state="all") == {new.number, begun.number, done.number}
    assert numbers(state="all", q="nell") == {begun.number}
    assert numbers(state="all", q="nobody") == set()


@pytest.mark.parametrize("rows", [1, 12])
def test_concerns_cost_the_same_queries_at_few_and_many_rows(
    client, pupil, author, lead, rows, django_assert_max_num_queries
):
    for _each in range(rows):
        step(concern(pupil, author), lead.person)
    client.get(reverse("concerns"))
    with django_assert_max_num_queries(5):
        client.get(reverse("concerns"))


@pytest.mark.parametrize("rows", [1, 12])
def test_concern_costs_the_same_queries_at_few_and_many_steps(
    client, raised, lead, rows, django_assert_max_num_queries
):
    for _each in range(rows):
        step(raised, lead.person)
    client.get(at("concern", raised))
    with django_assert_max_num_queries(21):
        client.get(at("concern", raised))


def test_concern_names_others_about_the_same_pupil_that_the_reader_may_open(
    client, pupil, author, raised, lead
):
    other = concern(pupil, author)
    hidden = concern(pupil, author, named=[lead])
    page = client.get(at("concern", raised)).content.decode()
    assert at("concern", other) in page
    assert at("concern", hidden) not in page


def test_home_tells_the_readers_first_and_nobody_else(school, raised, lead):
    head, senco = (PostFactory(school=school, role=role) for role in ("head", "senco"))
    assert needs_of(lead.person)[0].title == "1 concern waits for you"
    for post in (head, senco):
        assert not any("concern" in need.title for need in needs_of(post.person))
    step(raised, lead.person)
    assert not any("concern" in need.title for need in needs_of(lead.person))


def test_menu_has_concerns_for_the_leads_alone(client, school, lead):
    link = f'<a href="{reverse("concerns")}"'
    assert link in client.get(reverse("people")).content.decode()
    for role in ("head", "senco", "ta", "hr", "data"):
        client.force_login(PostFactory(school=school, role=role).person)
        assert link not in client.get(reverse("people")).content.decode(), role


def test_reminder_is_written_once_when_nobody_has_begun(raised, lead, capsys):
    mail.outbox.clear()
    now = timezone.now()
    assert actions.remind_of_concerns(now=now + datetime.timedelta(hours=3)) == 0
    assert actions.remind_of_concerns(now=now + datetime.timedelta(hours=5)) == 1
    assert actions.remind_of_concerns(now=now + datetime.timedelta(hours=9)) == 0
    assert [letter.to for letter in mail.outbox] == [["lead@a.example"]]
    assert Concern.objects.with_state().get().is_new
    with pytest.raises(Refused):
        actions.remind_of_concerns(by=lead.person, now=now)


def test_reminder_comes_sooner_where_a_child_is_in_danger_and_not_once_begun(pupil, author, lead):
    made = concern(pupil, author, is_immediate=True)
    soon = timezone.now() + datetime.timedelta(hours=2)
    step(made, lead.person)
    assert actions.remind_of_concerns(now=soon) == 0
    concern(pupil, author, is_immediate=True)
    assert actions.remind_of_concerns(now=soon) == 1


def test_due_work_and_verifying_say_nothing_of_concerns(raised, lead, client, capsys):
    """What the server prints is the same with concerns and without: no number of pages, no count."""
    client.get(at("concern", raised))
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=5)):
        call_command("run_due")
    sealed = AuditEvent.objects.filter(chain=audit.closed(raised.school_id), action="seal_looks")
    assert sealed.count() == 1
    call_command("verify_records")
    said = capsys.readouterr().out
    assert f"closed book {raised.school_id}: holds" in said
    assert "remind_of_concerns: done" in said
    assert str(audit.closed(raised.school_id)) not in said


def test_a_closed_book_that_was_changed_is_found_without_a_page(client, raised, lead, school):
    head = PostFactory(school=school, role="head")
    fake = AuditEvent.objects.get(chain=audit.closed(school.pk))
    fake.pk, fake.sequence = None, 2
    fake.save(force_insert=True)
    client.force_login(head.person)
    answer = client.post(reverse("verify_record_book"), follow=True).content.decode()
    assert "the closed book was changed" in answer
    assert "page 2" not in answer


def test_contacts_are_read_by_all_and_kept_by_those_who_answer(client, school, lead):
    sent = {"kind": "lado", "name": "Duty officer", "telephone": "01632 960 002", "email": ""}
    client.post(reverse("add_contact"), sent)
    made = SafeguardingContact.objects.get()
    client.post(
        reverse("edit_contact", args=[made.pk]),
        {**sent, "telephone": "01632 960 003", "version": 1},
    )
    made.refresh_from_db()
    assert (made.telephone, made.is_active) == ("01632 960 003", False)
    stale = client.post(
        reverse("edit_contact", args=[made.pk]), {**sent, "version": 1, "is_active": "on"}
    )
    assert stale.status_code == 409
    client.force_login(PostFactory(school=school, role="ta").person)
    page = client.get(reverse("safeguarding_contacts")).content.decode()
    assert "Duty officer" in page
    assert reverse("add_contact") not in page
