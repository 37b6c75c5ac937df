"""The pages of a profile, through the client."""

import datetime
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import Look
from pupils.models import Acknowledgement, Profile
from tests.factories.profiles import VOICE, draft, published, rows, rows_of
from tests.factories.pupils import link
from tests.factories.staff import PostFactory
from tests.pupils.pages import need, url

pytestmark = pytest.mark.django_db
LATER = (timezone.localdate() + datetime.timedelta(days=60)).isoformat()


def form(profile: Profile, *strategies: tuple[str, str], **more) -> dict:
    """What the page of the draft sends: rows as (tag, text)."""
    fields = {
        "rows-TOTAL_FORMS": len(strategies), "rows-INITIAL_FORMS": len(strategies),
        "version": profile.version, "review_on": LATER, **VOICE,
    }  # fmt: skip
    for place, (tag, text) in enumerate(strategies):
        fields |= {f"rows-{place}-tag": tag, f"rows-{place}-text": text}
        fields |= {f"rows-{place}-key": "", f"rows-{place}-need": need("SLCN").pk}
    return fields | more


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_profile_is_empty_until_it_is_started(client, pupil, senco):
    page = client.get(url("pupil_profile", pupil))
    assert "No profile yet" in text(page)
    assert "Start the profile" in text(page)
    key = str(uuid.uuid4())
    for _twice in range(2):
        answer = client.post(url("start_profile", pupil), {"submission_id": key})
        assert answer["Location"] == url("edit_profile", pupil)
    assert Profile.objects.filter(pupil=pupil).count() == 1


def test_profile_stands_voice_first_and_musts_above_the_rest(client, pupil, senco):
    lines = [*rows("A timer", tag="try"), *rows("Say it twice"), *rows("Shouting", tag="not")]
    published(pupil, senco, lines)
    page = text(client.get(url("pupil_profile", pupil)))
    places = [
        page.index(words) for words in ("My dog Biscuit", "Say it twice", "A timer", "Shouting")
    ]
    assert places == sorted(places)
    assert "SLCN" in page
    assert "Not yet" in page
    assert Look.objects.filter(page="pupil_profile", pupil_id=pupil.pk, actor_id=senco.pk).exists()


def test_profile_says_what_changed_since_a_version(client, pupil, senco):
    first = published(pupil, senco, rows("Say it twice", "Wait ten seconds"))
    published(pupil, senco, [*rows_of(first)[:1], *rows("A red card")], hard="Crowds")
    page = text(client.get(url("pupil_profile", pupil)))
    assert "What changed since version 1" in page
    changes = page[page.index("What changed since") :]
    assert "<del>Wait ten seconds</del>" in changes
    assert "<ins>A red card</ins>" in changes
    assert "Say it twice" not in changes
    assert "Crowds" in changes
    assert "Noise" in changes
    old = text(client.get(url("pupil_profile", pupil), {"version": "1"}))
    assert "A later version is in force" in old
    assert client.get(url("pupil_profile", pupil), {"version": "9"}).status_code == 404


def test_edit_profile_saves_rows_in_order_and_leaves_empty_ones_out(client, pupil, senco):
    made = draft(pupil, senco, [])
    sent = form(made, ("must", "Say it twice"), ("try", "  "), ("not", "Shouting"), hard="Crowds")
    answer = client.post(url("edit_profile", pupil), sent)
    assert answer["Location"] == f"{url('pupil_profile', pupil)}?version=draft"
    made.refresh_from_db()
    assert made.hard == "Crowds"
    assert [(row.tag, row.text, row.need_type.code) for row in rows_of(made)] == [
        ("must", "Say it twice", "SLCN"), ("not", "Shouting", "SLCN"),
    ]  # fmt: skip


def test_edit_profile_keeps_the_key_of_a_reworded_line(client, pupil, senco):
    made = draft(pupil, senco, rows("Say it twice"))
    [before] = rows_of(made)
    sent = form(made, ("must", "Say it once")) | {"rows-0-key": str(before.key)}
    client.post(url("edit_profile", pupil), sent)
    assert [(row.key, row.text) for row in rows_of(made)] == [(before.key, "Say it once")]


def test_edit_profile_adds_and_takes_off_rows_without_script(client, pupil, senco):
    made = draft(pupil, senco, [])
    sent = form(made, ("must", "Say it twice"), ("try", "A timer"), hard="Typed and not saved")
    more = client.post(url("edit_profile", pupil), sent | {"more": "1"})
    assert more.context["rows"].total_form_count() == 3
    fewer = client.post(url("edit_profile", pupil), sent | {"remove": "0"})
    page = text(fewer)
    assert fewer.context["rows"].total_form_count() == 1
    assert "A timer" in page
    assert "Say it twice" not in page
    assert "Typed and not saved" in page
    made.refresh_from_db()
    assert (made.hard, rows_of(made)) == ("Noise", [])


def test_edit_profile_says_what_is_wrong_and_keeps_what_was_typed(client, pupil, senco):
    made = draft(pupil, senco, [])
    sent = form(made, ("must", "x" * 301), review_on="2020-01-01", hard="Crowds")
    answer = client.post(url("edit_profile", pupil), sent)
    page = text(answer)
    assert answer.status_code == 200
    assert "Choose a day after today." in page
    assert "At most 300 characters fit" in page
    assert "Crowds" in page
    same = str(uuid.uuid4())
    twins = form(made, ("must", "One"), ("must", "Two"))
    twins |= {"rows-0-key": same, "rows-1-key": same}
    assert "This page is out of date" in text(client.post(url("edit_profile", pupil), twins))
    made.refresh_from_db()
    assert rows_of(made) == []


def test_edit_profile_out_of_date_answers_409_with_both_texts(client, pupil, senco):
    made = draft(pupil, senco, rows("Say it twice"))
    sent = form(made, ("must", "Say it once"), hard="Mine")
    draft_version = made.version
    client.post(url("edit_profile", pupil), form(made, ("must", "Wait"), hard="Theirs"))
    answer = client.post(url("edit_profile", pupil), sent | {"version": draft_version})
    page = text(answer)
    assert answer.status_code == 409
    for words in ("Mine", "Theirs", "Must do: Wait (SLCN)", "Must do: Say it once (SLCN)"):
        assert words in page


def test_edit_profile_sent_twice_saves_once(client, pupil, senco):
    made = draft(pupil, senco, [])
    sent = form(made, ("must", "Say it twice"), submission_id=str(uuid.uuid4()))
    assert [client.post(url("edit_profile", pupil), sent).status_code for _twice in "12"] == [
        302,
        302,
    ]
    version = made.version
    made.refresh_from_db()
    assert made.version == version + 1


def test_publish_profile_sent_twice_publishes_once_and_says_who_is_asked(
    client, pupil, senco, school
):
    link(pupil, PostFactory(school=school, role="ta"), "leads")
    made = draft(pupil, senco, rows("Say it twice"))
    sent = {"version": made.version, "submission_id": str(uuid.uuid4())}
    first = client.post(url("publish_profile", pupil), sent, follow=True)
    assert "Published. 1 adult is asked to read it." in text(first)
    assert client.post(url("publish_profile", pupil), sent).status_code == 302
    assert Profile.objects.get().state == "current"
    assert Acknowledgement.objects.count() == 1


def test_publish_profile_of_a_draft_that_moved_on_answers_409(client, pupil, senco):
    made = draft(pupil, senco, rows("Say it twice"))
    answer = client.post(url("publish_profile", pupil), {"version": made.version - 1})
    assert answer.status_code == 409
    made.refresh_from_db()
    assert made.state == "draft"


def test_key_adult_drafts_and_may_not_publish(client, pupil, school, senco):
    post = PostFactory(school=school, role="ta")
    link(pupil, post, "key_adult")
    client.force_login(post.person)
    client.post(url("start_profile", pupil), {"submission_id": str(uuid.uuid4())})
    made = Profile.objects.get()
    assert client.post(url("edit_profile", pupil), form(made, ("must", "Wait"))).status_code == 302
    page = text(client.get(url("pupil_profile", pupil), {"version": "draft"}))
    assert "Only the SENCO and the assistant SENCO publish a profile." in page
    assert client.post(url("publish_profile", pupil), {"version": 2}).status_code == 403


def test_draft_is_out_of_sight_for_other_readers(client, pupil, school, senco):
    published(pupil, senco, rows("Say it twice"))
    draft(pupil, senco, rows("Still thinking"))
    post = PostFactory(school=school, role="teacher")
    link(pupil, post, "teacher")
    client.force_login(post.person)
    page = text(client.get(url("pupil_profile", pupil)))
    assert "Say it twice" in page
    assert "is being written" not in page
    assert client.get(url("pupil_profile", pupil), {"version": "draft"}).status_code == 404
    assert client.get(url("edit_profile", pupil)).status_code == 403


def test_record_agreement_stands_on_the_page_and_in_the_chronology(client, pupil, senco):
    made = published(pupil, senco, rows("Say it twice"))
    address = reverse("record_agreement", args=[made.pk])
    today = timezone.localdate().isoformat()
    sent = {"who": "parent", "on": today, "how": "phone", "version": made.version}
    assert client.get(address).status_code == 200
    assert client.post(address, sent | {"on": LATER}).status_code == 200
    assert client.post(address, sent).status_code == 302
    assert "by telephone" in text(client.get(url("pupil_profile", pupil)))
    assert client.post(address, sent | {"how": "paper"}).status_code == 409
    told = text(client.get(url("pupil_chronology", pupil), {"kind": "profile"}))
    assert "Profile version 1 published" in told
    assert "Profile version 1 agreed by a parent or carer" in told


def test_acknowledge_profile_from_the_home_screen(client, pupil, school, senco):
    post, other = PostFactory(school=school, role="ta"), PostFactory(school=school, role="ta")
    link(pupil, post, "leads")
    link(pupil, other, "supports")
    published(pupil, senco, rows("Say it twice"))
    asked = Acknowledgement.objects.get(person=post.person)
    client.force_login(post.person)
    page = text(client.get(reverse("today")))
    assert "Read what changed for Toby" in page
    assert "Say it twice" in page
    address = reverse("acknowledge_profile", args=[asked.pk])
    for _twice in range(2):
        answer = client.post(address, {"back": "home"}, follow=True)
        assert "you have read what changed for Toby" in text(answer)
    assert "Read what changed" not in text(client.get(reverse("today")))
    theirs = Acknowledgement.objects.get(person=other.person)
    assert client.post(reverse("acknowledge_profile", args=[theirs.pk])).status_code == 404
    client.force_login(senco)
    readers = text(client.get(url("pupil_profile", pupil)))
    readers = readers[readers.index("Who has read") :]
    assert re.search(rf"{post.person.full_name}.*?Read", readers)
    assert readers.count("Not yet") == 1


def test_acknowledgement_stops_asking_when_the_adult_no_longer_works_with_the_pupil(
    client, pupil, school, senco
):
    post = PostFactory(school=school, role="ta")
    bond = link(pupil, post, "leads")
    published(pupil, senco, rows("Say it twice"))
    bond.ends_on = timezone.localdate() - datetime.timedelta(days=1)
    bond.save()
    page = text(client.get(url("pupil_profile", pupil)))
    assert "No longer works with the pupil" in page
    client.force_login(post.person)
    assert "Read what changed" not in text(client.get(reverse("today")))


def test_teacher_is_asked_on_the_first_page(client, pupil, school, senco):
    post = PostFactory(school=school, role="teacher")
    link(pupil, post, "teacher")
    published(pupil, senco, rows("Say it twice"))
    client.force_login(post.person)
    assert "Read what changed for Toby" in text(client.get(reverse("home")))
    page = text(client.get(url("pupil_profile", pupil)))
    assert "I have read it" in page
    assert "Who has read" not in page


def test_profile_overdue_for_review_says_so(client, pupil, senco):
    made = published(pupil, senco, rows("Say it twice"))
    past = timezone.localdate() - datetime.timedelta(days=9)
    early = past - datetime.timedelta(days=90)
    Profile.objects.filter(pk=made.pk).update(starts_on=early, review_on=past)
    assert "Review was due" in text(client.get(url("pupil_profile", pupil)))


@pytest.mark.parametrize("count", [1, 100])
def test_profile_costs_the_same_however_long_it_is(
    client, pupil, school, senco, django_assert_num_queries, count
):
    texts = [f"Strategy {number}" for number in range(min(count, 60))]
    first = published(pupil, senco, rows(*texts))
    published(pupil, senco, rows(*texts, "One more"))
    for _number in range(min(count, 20)):
        post = PostFactory(school=school, role="ta")
        Acknowledgement.objects.create(
            school=school, profile=Profile.objects.current().get(), person=post.person
        )
    client.get(url("pupil_profile", pupil))
    assert first.number == 1
    with django_assert_num_queries(14):
        client.get(url("pupil_profile", pupil))
