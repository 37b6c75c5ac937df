"""Writing, publishing, agreeing and acknowledging a profile."""

import dataclasses
import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.models import AuditEvent
from core.policy import Refused
from core.record import AlreadyDone, Stale
from pupils import policies
from pupils.actions import profile as actions
from pupils.models import Acknowledgement, Profile, ProfileStrategy
from pupils.profiles import next_review, to_read
from tests.factories.profiles import VOICE, draft, published, rows, rows_of
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory, year

pytestmark = pytest.mark.django_db


@pytest.fixture
def ta(school, pupil):
    post = PostFactory(school=school, role="ta")
    link(pupil, post, "leads", source="group:1")
    return post.person


def test_start_profile_copies_the_current_one_with_its_keys(pupil, senco):
    first = published(pupil, senco, rows("Say it twice"))
    copy = actions.start_profile(by=senco, pupil=pupil)
    assert (copy.number, copy.state, copy.voice) == (2, "draft", VOICE)
    assert [row.key for row in rows_of(copy)] == [row.key for row in rows_of(first)]
    assert copy.pupil_agreed_on is None
    assert AuditEvent.objects.filter(action="start_profile", pupil_id=pupil.pk).count() == 2


def test_start_profile_is_refused_while_a_draft_is_written(pupil, senco):
    draft(pupil, senco, rows("Say it twice"))
    with pytest.raises(Refused, match="being written already"):
        actions.start_profile(by=senco, pupil=pupil)
    with pytest.raises(IntegrityError), transaction.atomic():
        Profile.objects.create(
            school=pupil.school, pupil=pupil, number=2, state="draft", review_on="2030-01-01"
        )


def test_start_profile_twice_with_one_key_makes_one(pupil, senco):
    key = uuid.uuid4()
    actions.start_profile(by=senco, pupil=pupil, submission_id=key)
    with pytest.raises(AlreadyDone):
        actions.start_profile(by=senco, pupil=pupil, submission_id=key)
    assert Profile.objects.filter(pupil=pupil).count() == 1


def test_edit_profile_keeps_the_words_out_of_the_record_book(pupil, senco):
    draft(pupil, senco, rows("Say it twice"), hard="A secret of mine")
    page = AuditEvent.objects.get(action="edit_profile")
    assert {change["field"] for change in page.changes} >= {"hard", "strategies"}
    assert "secret of mine" not in str(page.changes)
    assert "Say it twice" not in str(page.changes)


def test_edit_profile_stale_raises_both_texts(pupil, senco):
    made = draft(pupil, senco, rows("Say it twice"))
    with pytest.raises(Stale) as stale:
        actions.edit_profile(
            by=senco, profile=made, version=1, voice={**VOICE, "hard": "Mine"},
            review_on=made.review_on, strategies=rows("Say it once"),
        )  # fmt: skip
    assert stale.value.mine["hard"] == "Mine"
    [(_label, theirs, mine)] = stale.value.more
    assert (theirs, mine) == ("Must do: Say it twice (SLCN)", "Must do: Say it once (SLCN)")
    assert [row.text for row in rows_of(made)] == ["Say it twice"]


def test_publish_profile_supersedes_the_one_before(pupil, senco):
    first = published(pupil, senco, rows("Say it twice"))
    second = published(pupil, senco)
    first.refresh_from_db()
    assert (first.state, second.state, second.starts_on) == (
        "superseded", "current", timezone.localdate(),
    )  # fmt: skip
    assert second.published_by == senco
    with pytest.raises(IntegrityError), transaction.atomic():
        Profile.objects.filter(pk=first.pk).update(state="current")


def test_publish_profile_refuses_an_empty_page(pupil, senco):
    made = actions.start_profile(by=senco, pupil=pupil)
    with pytest.raises(Refused, match="empty"):
        actions.publish_profile(by=senco, profile=made, version=made.version)
    assert Profile.objects.get().state == "draft"


def test_publish_profile_refuses_a_review_that_has_passed(pupil, senco):
    made = draft(pupil, senco, rows("Say it twice"))
    Profile.objects.filter(pk=made.pk).update(review_on=timezone.localdate())
    with pytest.raises(Refused, match="next review"):
        actions.publish_profile(by=senco, profile=made, version=made.version)


def test_published_strategies_are_locked_in_the_database(pupil, senco):
    made = published(pupil, senco, rows("Say it twice"))
    with pytest.raises(IntegrityError), transaction.atomic():
        ProfileStrategy.objects.filter(profile=made).update(text="Other words")
    with pytest.raises(IntegrityError), transaction.atomic():
        ProfileStrategy.objects.create(
            school=made.school, profile=made, tag="must", text="Slipped in", position=9
        )
    with pytest.raises(Refused, match="stays as it is"):
        actions.edit_profile(
            by=senco, profile=made, version=made.version, voice=VOICE, review_on=made.review_on,
            strategies=[],
        )  # fmt: skip


def test_profile_stays_in_the_school_of_its_pupil(pupil, senco):
    other = PostFactory().school
    with pytest.raises(IntegrityError), transaction.atomic():
        Profile.objects.create(
            school=other, pupil=pupil, number=1, state="draft", review_on="2030-01-01"
        )


def test_publish_profile_asks_the_linked_adults_and_not_the_publisher(pupil, senco, school, ta):
    own = PostFactory(school=school, role="teacher")
    link(pupil, own, "teacher")
    gone = PostFactory(school=school, role="ta")
    link(pupil, gone, "key_adult", ends_on=timezone.localdate() - datetime.timedelta(days=1))
    link(pupil, PostFactory(school=school, role="assistant_senco", person=senco), "plan_owner")
    made = published(pupil, senco, rows("Say it twice"))
    asked = Acknowledgement.objects.filter(profile=made)
    assert {one.person for one in asked} == {ta, own.person}
    assert {one.since for one in asked} == {0}


def test_publish_profile_asks_nobody_where_no_must_changed(pupil, senco, ta):
    first = published(pupil, senco, [*rows("Say it twice"), *rows("A timer", tag="try")])
    actions.acknowledge_profile(by=ta, asked=Acknowledgement.objects.get(profile=first))
    kept = rows_of(first)[:1]
    second = published(pupil, senco, [*kept, *rows("A job", tag="try")], hard="Crowds")
    assert not Acknowledgement.objects.filter(profile=second).exists()
    assert to_read(ta) == []


@pytest.mark.parametrize("change", ["text", "tag", "removed", "added"])
def test_publish_profile_asks_for_each_kind_of_changed_must(pupil, senco, ta, change):
    first = published(pupil, senco, rows("Say it twice"))
    actions.acknowledge_profile(by=ta, asked=Acknowledgement.objects.get(profile=first))
    [row] = rows_of(first)
    new = {
        "text": [dataclasses.replace(row, text="Say it once")],
        "tag": [dataclasses.replace(row, tag="try")],
        "removed": [],
        "added": [row, *rows("Wait ten seconds")],
    }[change]
    second = published(pupil, senco, new)
    assert Acknowledgement.objects.get(profile=second).since == 1
    [card] = to_read(ta)
    assert [one.asks for one in card.changes] == [True]


def test_publish_profile_carries_what_was_not_read_to_the_next_version(pupil, senco, ta):
    first = published(pupil, senco, rows("Say it twice"))
    actions.acknowledge_profile(by=ta, asked=Acknowledgement.objects.get(profile=first))
    second = published(pupil, senco, [*rows_of(first), *rows("Wait ten seconds")])
    third = published(pupil, senco, hard="Crowds")
    assert Acknowledgement.objects.get(profile=third).since == 1
    [card] = to_read(ta)
    assert [one.line.text for one in card.changes] == ["Wait ten seconds"]
    # Back to what the adult knows: nothing is left to read.
    fourth = published(pupil, senco, rows_of(second)[:1])
    assert not Acknowledgement.objects.filter(profile=fourth).exists()


def test_acknowledge_profile_twice_keeps_the_first_moment(pupil, senco, ta):
    made = published(pupil, senco, rows("Say it twice"))
    asked = Acknowledgement.objects.get(profile=made)
    first = actions.acknowledge_profile(by=ta, asked=asked).acknowledged_at
    assert actions.acknowledge_profile(by=ta, asked=asked).acknowledged_at == first
    assert AuditEvent.objects.filter(action="acknowledge_profile").count() == 1
    with pytest.raises(Refused, match="Only the adult"):
        actions.acknowledge_profile(by=senco, asked=asked)


def test_record_agreement_says_who_when_and_how(pupil, senco):
    made = published(pupil, senco, rows("Say it twice"))
    today = timezone.localdate()
    made = actions.record_agreement(
        by=senco, profile=made, version=made.version, who="pupil", on=today, how="symbols"
    )
    assert (made.pupil_agreed_on, made.pupil_agreed_how) == (today, "symbols")
    with pytest.raises(Stale):
        actions.record_agreement(
            by=senco, profile=made, version=1, who="parent", on=today, how="phone"
        )
    published(pupil, senco)
    made.refresh_from_db()
    with pytest.raises(Refused, match="no longer in force"):
        actions.record_agreement(
            by=senco, profile=made, version=made.version, who="parent", on=today, how="phone"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Profile.objects.filter(pk=made.pk).update(parent_agreed_on=today)


@pytest.mark.parametrize(
    ("role", "kind", "reads", "drafts"),
    [
        ("senco", "", True, True), ("assistant_senco", "", True, True),
        ("head", "", True, False), ("dsl", "", True, False),
        ("data", "", False, False), ("hr", "", False, False), ("exams", "", False, False),
        ("hlta", "", False, False), ("ta", "", False, False), ("teacher", "", False, False),
        ("hlta", "leads", True, True), ("ta", "leads", True, False),
        ("ta", "key_adult", True, True), ("hlta", "supports", True, False),
        ("teacher", "teacher", True, False), ("teacher", "key_adult", True, True),
    ],
)  # fmt: skip
def test_profile_policies_follow_role_and_relation(pupil, school, senco, role, kind, reads, drafts):
    made = published(pupil, senco, rows("Say it twice"))
    writing = draft(pupil, senco)
    post = PostFactory(school=school, role=role)
    if kind:
        link(pupil, post, kind)
    person, fresh = post.person, type(pupil).objects.get(pk=pupil.pk)
    assert (policies.see_profile(person, fresh) == "") is reads
    assert (policies.draft_profile(person, fresh) == "") is drafts
    writing.pupil = fresh
    publishes = role in ("senco", "assistant_senco")
    assert (policies.publish_profile(person, writing) == "") is publishes
    seen = set(Profile.objects.visible_to(person).filter(pupil=pupil))
    assert seen == ({made} if reads else set()) | ({writing} if drafts else set())


def test_draft_profile_ends_when_the_pupil_has_left(school, senco):
    gone = PupilFactory(school=school, left_on=timezone.localdate() - datetime.timedelta(days=1))
    assert "has left" in policies.draft_profile(senco, gone)


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2026-09-10", "2026-12-18"), ("2026-11-24", "2027-03-26"), ("2027-07-01", "2027-09-30"),
    ],
)  # fmt: skip
def test_next_review_is_the_end_of_a_term_six_weeks_ahead(school, day, due):
    year(school)
    found = next_review(school.pk, datetime.date.fromisoformat(day))
    assert found == datetime.date.fromisoformat(due)
