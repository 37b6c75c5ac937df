"""Raising a concern: what is kept, to whom it goes, and that nothing of it stays anywhere else."""

import json
import re
import uuid

import pytest
from django.apps import apps
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from core import audit
from core.models import AuditEvent, Look
from pupils.actions import concern as actions
from pupils.concerns import readers_of
from pupils.models import Concern, ConcernMark, ConcernNamed, ConcernStep, Pupil
from staff.book import faults_of
from staff.models import StaffMember
from tests.factories.concerns import concern
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory, SchoolFactory

pytestmark = pytest.mark.django_db
NEW = "raise_concern"


def sent(**more) -> dict:
    return {
        "is_immediate": "no", "seen": "Bruise on the arm", "own_words": "It was the door",
        "happened_on": timezone.localdate().isoformat(), "happened_at": "09:05", "told": "not_yet",
        "submission_id": str(uuid.uuid4()),
    } | more  # fmt: skip


@pytest.fixture
def ta(school, pupil, client):
    post = PostFactory(school=school, role="ta")
    link(pupil, post)
    client.force_login(post.person)
    return post


@pytest.fixture
def lead(school):
    return PostFactory(
        school=school, role="dsl", title="Deputy DSL", person__email="lead@a.example"
    )


def test_raise_concern_keeps_what_was_said_and_gives_a_receipt_without_it(client, pupil, ta, lead):
    named = PostFactory(school=pupil.school)
    form = sent(
        pupil=pupil.pk, marks=["f-left-cheek", "b-head"], marks_words="Red", staff_1=named.pk,
        place="Room 4", who_knows="Nobody",
    )  # fmt: skip
    answer = client.post(reverse(NEW), form)
    [made] = Concern.objects.all()
    assert answer["Location"] == reverse("concern_receipt", args=[made.token])
    assert answer["Clear-Site-Data"] == '"cache"'
    assert (made.pupil_key, made.child, made.author) == (pupil.pk, "Toby Wrenfield", ta.person)
    assert (made.seen, made.own_words, made.place) == (
        "Bruise on the arm",
        "It was the door",
        "Room 4",
    )
    assert made.child_about == "8B, 14.03.2014"
    assert set(made.marks.values_list("region", flat=True)) == {"f-left-cheek", "b-head"}
    assert [one.person for one in made.named.all()] == [named.person]
    receipt = client.get(answer["Location"])
    page = receipt.content.decode()
    assert made.number in page
    assert str(lead.person) in page
    for words in ("Toby", "Wrenfield", "Bruise", "door", "Room 4", str(named.person)):
        assert words not in page
    assert receipt["Cache-Control"] == "no-store, private"


def test_raise_concern_sent_twice_makes_one(client, pupil, ta, lead):
    form = sent(pupil=pupil.pk)
    answers = [client.post(reverse(NEW), form)["Location"] for _twice in range(2)]
    assert answers[0] == answers[1]
    assert Concern.objects.count() == 1


def test_raise_concern_about_a_child_one_does_not_see_goes_by_words(client, school, ta, lead):
    other = PupilFactory(school=school, surname="Unseen")
    assert client.post(reverse(NEW), sent(pupil=other.pk)).status_code == 404
    assert client.get(reverse(NEW), {"pupil": other.pk}).status_code == 404
    client.post(reverse(NEW), sent(child="Unseen in Year 8, the tall one"))
    [made] = Concern.objects.all()
    assert (made.pupil_key, made.child) == (None, "Unseen in Year 8, the tall one")


def test_raise_concern_finds_own_pupils_alone_and_keeps_what_was_typed(client, school, pupil, ta):
    PupilFactory(school=school, surname="Wrenfield", forename="Other")
    form = sent(child="wrenf", find="1", marks=["f-chest"], seen="Typed before looking")
    page = client.post(reverse(NEW), form).content.decode()
    assert "Wrenfield, Toby" in page
    assert "Other" not in page
    assert "Typed before looking" in page
    assert 'value="f-chest" checked' in page
    assert Concern.objects.count() == 0
    nobody = client.post(reverse(NEW), sent(child="zzz", find="1")).content.decode()
    assert "None of your pupils has this name" in nobody


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"seen": ""}, "Fill this in."),
        ({}, "Say which child this is about."),
        ({"child": "A", "is_immediate": ""}, "Fill this in."),
        ({"child": "A", "happened_on": "2099-01-01"}, "The year looks wrong"),
        ({"child": "A", "marks": ["nose-of-another"]}, "Choose one of the list."),
    ],
)
def test_raise_concern_says_what_is_wrong_and_keeps_what_was_typed(client, ta, wrong, sentence):
    page = client.post(reverse(NEW), sent(own_words="Kept here") | wrong).content.decode()
    assert sentence in page
    assert "Kept here" in page
    assert Concern.objects.count() == 0


def test_raise_concern_tells_in_person_first_and_names_the_leads(client, ta, lead):
    page = client.get(reverse(NEW)).content.decode()
    assert "software is not the report" in page
    assert f"{lead.person}" in page
    assert "Deputy DSL" in page
    assert 'autocomplete="off"' in page


def test_raise_concern_is_one_tap_away_on_every_page(client, pupil, ta):
    record = client.get(reverse("pupil", args=[pupil.pk])).content.decode()
    assert f"{reverse(NEW)}?pupil={pupil.pk}" in record
    for route in ("home", "my_account", "find"):
        page = client.get(reverse(route), follow=True).content.decode()
        assert page.count(f'href="{reverse(NEW)}"') >= 2, route


def test_raise_concern_leaves_no_trace_where_others_look(client, school, pupil, ta, lead):
    """The pages of everybody but the lead are the same, byte for byte, before and after (A07)."""
    senco, head = PostFactory(school=school, role="senco"), PostFactory(school=school, role="head")
    routes = [
        (name, [pupil.pk])
        for name in ("pupil", "pupil_chronology", "pupil_people", "pupil_plans", "who_can_see")
    ] + [(name, []) for name in ("home", "register", "people")]

    def pages(post) -> list[str]:
        client.force_login(post.person)
        return [
            _plain(client.get(reverse(name, args=args), follow=True).content.decode())
            for name, args in routes
        ]

    def book(post) -> list[str]:
        client.force_login(post.person)
        found = [client.get(reverse("who_looked", args=[pupil.pk]))]
        if post != senco:
            found += [
                client.get(f"{reverse('record_book')}{query}") for query in ("", "?show=looks")
            ]
        return [_plain(one.content.decode()) for one in found]

    before = {post.role: pages(post) for post in (ta, senco, head)}
    looks, events = Look.objects.count(), AuditEvent.objects.filter(chain=school.pk).count()
    before_book = {post.role: book(post) for post in (senco, head)}
    noted = Look.objects.count() - looks
    client.force_login(ta.person)
    client.get(reverse(NEW), {"pupil": pupil.pk})
    client.post(reverse(NEW), sent(pupil=pupil.pk, seen="Secretwords"))
    [made] = Concern.objects.all()
    client.force_login(lead.person)
    client.get(reverse("concern", args=[made.token]))
    for post in (ta, senco, head):
        for was, now in zip(before[post.role], pages(post), strict=True):
            assert now.splitlines() == was.splitlines()
    assert AuditEvent.objects.filter(chain=school.pk).count() == events
    assert not Look.objects.filter(school_id=school.pk, page__contains="concern").exists()
    after_book = {post.role: book(post) for post in (senco, head)}
    assert noted > 0
    for pages_of in after_book.values():
        assert all("oncern" not in _without_the_door(page) for page in pages_of)
        assert all("Secretwords" not in page for page in pages_of)
    assert before_book.keys() == after_book.keys()


def _plain(page: str) -> str:
    """A page without what differs each time: tokens of forms, keys, and the time of day."""
    page = re.sub(r'data-left="\d+"|\d\d:\d\d', "", page)
    lines = page.splitlines()
    return "\n".join(
        line for line in lines if "csrf" not in line.lower() and "submission_id" not in line
    )


def _without_the_door(page: str) -> str:
    """A page without the links by which everybody raises a concern."""
    return (
        page.replace("/concerns/new/", "")
        .replace("Raise a concern about a child", "")
        .replace("Raise a concern", "")
    )


def test_raise_concern_stands_in_the_closed_book_as_digests(client, pupil, ta, lead):
    made = concern(pupil, ta.person, own_words="He hits me")
    [page] = AuditEvent.objects.filter(chain=audit.closed(pupil.school_id))
    assert (page.action, page.object_id, page.pupil_id) == ("raise_concern", made.pk, None)
    assert page.object_name == ""
    kept = json.dumps(page.changes)
    assert "hits" not in kept
    assert "Toby" not in kept
    assert page.actor_id == ta.person_id
    assert page.acting_as
    assert faults_of(audit.closed(pupil.school_id)) == []


def test_raise_concern_writes_letters_without_a_name(pupil, ta, lead):
    concern(pupil, ta.person, seen="Secretwords", is_immediate=True)
    [letter] = mail.outbox
    assert letter.to == ["lead@a.example"]
    text = f"{letter.subject} {letter.body}"
    for words in ("Secretwords", "Toby", "Wrenfield", str(ta.person)):
        assert words not in text
    assert reverse("concerns") in text
    assert "danger" in text


def test_concern_outlives_the_pupil_and_keeps_nobody_from_removing_one(pupil, ta, lead):
    made = concern(pupil, ta.person)
    Pupil.objects.filter(pk=pupil.pk).delete()
    kept = Concern.objects.visible_to(lead.person).get(pk=made.pk)
    assert (kept.child, kept.child_about) == ("Toby Wrenfield", "8B, 14.03.2014")


@pytest.mark.parametrize("table", ["concern", "concernmark", "concernnamed", "concernstep"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET school_id = school_id", "DELETE FROM {}"])
def test_concern_can_only_be_added_to(pupil, ta, lead, table, verb):
    made = concern(pupil, ta.person, named=[PostFactory(school=pupil.school)], marks=["f-chest"])
    actions.record_concern_step(
        by=lead.person, concern=made, kind="note", words="Seen", on=timezone.localdate()
    )
    with (
        pytest.raises(DatabaseError, match="can only be added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb.format(f"pupils_{table}"))


def test_concern_belongs_to_the_school_of_its_pupil_and_its_rows(pupil, ta, lead):
    other = SchoolFactory()
    made = concern(pupil, ta.person)
    fields = {"child": "A", "seen": "B", "author": ta.person, "at": timezone.now()}
    for wrong in (
        lambda: Concern.objects.create(
            school=other, pupil_key=pupil.pk, happened_on=timezone.localdate(), told="lead",
            is_immediate=False, handed_to="x", **fields,
        ),
        lambda: ConcernMark.objects.create(school=other, concern=made, region="f-chest"),
        lambda: ConcernNamed.objects.create(school=other, concern=made, person=ta.person),
        lambda: ConcernStep.objects.create(
            school=other, concern=made, kind="note", words="A", on=timezone.localdate(), by=ta.person
        ),
        lambda: ConcernMark.objects.create(school=made.school, concern=made, region="nose"),
        lambda: ConcernStep.objects.create(
            school=made.school, concern=made, kind="referral", words="A", on=timezone.localdate(),
            by=ta.person,
        ),
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()


@pytest.mark.parametrize(
    ("named", "words", "opened_by"),
    [
        ((), "", {"lead", "deputy"}),
        (("ta",), "", {"lead", "deputy", "head"}),
        ((), "the new supply teacher", {"lead", "deputy", "head"}),
        (("lead",), "", {"deputy", "head"}),
        (("lead", "deputy"), "", {"head"}),
        (("head",), "", {"lead", "deputy"}),
        (("lead", "deputy", "head"), "", set()),
        (("senco",), "", {"lead", "deputy", "head"}),
    ],
)
def test_concern_is_never_opened_by_whom_it_names(client, school, pupil, named, words, opened_by):
    posts = {
        "lead": PostFactory(school=school, role="dsl"),
        "deputy": PostFactory(school=school, role="dsl", title="Deputy"),
        "head": PostFactory(school=school, role="head"),
        "senco": PostFactory(school=school, role="senco"),
        "ta": PostFactory(school=school, role="ta"),
        "data": PostFactory(school=school, role="data"),
        "far": PostFactory(role="dsl"),
        "author": PostFactory(school=school, role="teacher"),
    }
    made = concern(
        pupil, posts["author"].person, named=[posts[name] for name in named], staff_words=words
    )
    served = set()
    for name, post in posts.items():
        client.force_login(post.person)
        if client.get(reverse("concern", args=[made.token])).status_code == 200:
            served.add(name)
    assert served == opened_by
    found = {one.person for one in readers_of(made)}
    assert found == {posts[name].person for name in opened_by}


def test_concern_nobody_may_open_is_kept_told_and_opens_for_the_next_lead(
    client, school, pupil, ta
):
    lead = PostFactory(school=school, role="dsl")
    fields = {
        "kind": "chair",
        "name": "Ada Quill",
        "telephone": "01632 960 001",
        "email": "c@a.example",
    }
    actions.add_contact(by=lead.person, school=school, fields=fields)
    answer = client.post(reverse(NEW), sent(pupil=pupil.pk, staff_1=lead.pk))
    page = client.get(answer["Location"]).content.decode()
    assert "Everybody who could open it here is named in it" in page
    assert "01632 960 001" in page
    [letter] = mail.outbox
    assert letter.to == ["c@a.example"]
    assert "/concerns/" not in letter.body
    [made] = Concern.objects.all()
    assert not Concern.objects.visible_to(lead.person).exists()
    second = PostFactory(school=school, role="dsl", title="Acting DSL")
    assert Concern.objects.visible_to(second.person).get() == made
    head = PostFactory(school=school, role="head")
    assert Concern.objects.visible_to(head.person).get() == made


def test_concern_is_for_the_head_where_no_lead_may_sign_in(school, pupil, ta):
    head = PostFactory(school=school, role="head")
    lead = PostFactory(school=school, role="dsl")
    made = concern(pupil, ta.person)
    assert not Concern.objects.visible_to(head.person).exists()
    StaffMember.objects.filter(pk=lead.person_id).update(is_active=False)
    assert Concern.objects.visible_to(head.person).get() == made


def test_receipt_is_for_its_author_and_opens_nothing(client, school, pupil, ta, lead):
    made = concern(pupil, ta.person)
    mine = client.get(reverse("concern_receipts")).content.decode()
    assert made.number in mine
    assert "Toby" not in mine
    assert client.get(reverse("concern", args=[made.token])).status_code == 404
    for step in ("record_concern_step", "close_concern", "name_in_concern", "share_concern"):
        assert client.post(reverse(step, args=[made.token]), {"words": "x"}).status_code == 404
    other = PostFactory(school=school, role="ta")
    client.force_login(other.person)
    assert client.get(reverse("concern_receipt", args=[made.token])).status_code == 404
    assert made.number not in client.get(reverse("concern_receipts")).content.decode()


def test_no_reader_of_audit_rows_asks_without_a_chain_or_a_pupil():
    """A control over the whole: no table but those of concerns refers to a concern."""
    wrong = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.is_relation and field.related_model is Concern
    ]
    assert sorted(wrong) == ["ConcernMark.concern", "ConcernNamed.concern", "ConcernStep.concern"]
