"""Key adults of a pupil: adding one, ending one, taking it back."""

import datetime
import uuid
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from pupils.models import AdultLink
from tests.factories.pupils import link
from tests.factories.staff import PostFactory
from tests.pupils.pages import KEY, url

pytestmark = pytest.mark.django_db


def adult_form(post, kind="key_adult", **more) -> dict:
    return {
        "post": post.pk, "kind": kind, "starts_on": "2026-11-02", "submission_id": KEY
    } | more  # fmt: skip


def test_add_key_adult_lets_the_adult_see_the_record_once(client, school, pupil, senco):
    ta = PostFactory(role="ta", school=school)
    for _again in range(2):
        client.post(url("add_key_adult", pupil), adult_form(ta))
    assert AdultLink.objects.filter(pupil=pupil, post=ta).count() == 1
    client.force_login(ta.person)
    answer = client.get(url("pupil", pupil))
    assert "you are the key adult" in answer.context["record"]["why"]


def test_add_key_adult_as_plan_owner_replaces_the_owner_and_names_the_pupil_s(
    client, school, pupil, senco
):
    first, second = PostFactory.create_batch(2, role="hlta", school=school)
    client.post(url("add_key_adult", pupil), adult_form(first, "plan_owner"))
    other = adult_form(second, "plan_owner", submission_id="33333333-3333-4333-8333-333333333333",
                       starts_on="2026-11-09")  # fmt: skip
    client.post(url("add_key_adult", pupil), other)
    pupil.refresh_from_db()
    assert pupil.owner_name == second.person.full_name
    ended = AdultLink.objects.get(post=first)
    assert ended.ends_on == datetime.date(2026, 11, 8)


def test_add_key_adult_refuses_adults_of_other_schools_and_hr(client, school, pupil, senco):
    for post in (PostFactory(role="ta"), PostFactory(role="hr", school=school)):
        answer = client.post(url("add_key_adult", pupil), adult_form(post))
        assert answer.status_code == 200
    assert not AdultLink.objects.exists()


def test_end_key_adult_is_undone_by_one_press(client, school, pupil, senco):
    kept = link(pupil, PostFactory(role="ta", school=school))
    where = reverse("end_key_adult", args=[pupil.pk, kept.pk])
    page = client.post(where, {"version": kept.version}, follow=True)
    undo = reverse("undo_end_key_adult", args=[pupil.pk, kept.pk])
    assert undo in page.content.decode()
    kept.refresh_from_db()
    assert kept.ends_on is not None
    client.post(undo)
    kept.refresh_from_db()
    assert kept.ends_on is None
    acts = AuditEvent.objects.filter(object_id=kept.pk).order_by("pk")
    assert [act.action for act in acts] == ["end_key_adult", "undo_end_key_adult"]


def test_end_key_adult_of_a_stale_page_answers_409(client, school, pupil, senco):
    kept = link(pupil, PostFactory(role="ta", school=school))
    where = reverse("end_key_adult", args=[pupil.pk, kept.pk])
    client.post(where, {"version": kept.version})
    assert client.post(where, {"version": 1}).status_code == 409


def remove(client, pupil, kept, **sent):
    where = reverse("remove_key_adult", args=[pupil.pk, kept.pk])
    return client.post(where, {"version": kept.version} | sent, follow=True)


def sees(post, pupil) -> int:
    """What the adult's own browser is answered."""
    adult = Client()
    adult.force_login(post.person)
    return adult.get(url("pupil", pupil)).status_code


def test_remove_key_adult_closes_the_record_at_once_and_is_undone(client, school, pupil, senco):
    ta = PostFactory(role="ta", school=school)
    kept = link(pupil, ta)
    assert sees(ta, pupil) == 200
    page = remove(client, pupil, kept).content.decode()
    assert sees(ta, pupil) == 404
    assert f"{ta.person.full_name} is removed and no longer sees this record." in unescape(page)
    kept.refresh_from_db()
    assert kept.ends_on == timezone.localdate() - datetime.timedelta(days=1)
    undo = reverse("undo_end_key_adult", args=[pupil.pk, kept.pk])
    assert undo in page
    client.post(undo)
    assert sees(ta, pupil) == 200
    acts = AuditEvent.objects.filter(object_id=kept.pk).order_by("pk")
    assert [act.action for act in acts] == ["remove_key_adult", "undo_end_key_adult"]


def test_end_key_adult_keeps_the_day_and_remove_key_adult_takes_it(client, school, pupil, senco):
    ta = PostFactory(role="ta", school=school)
    kept = link(pupil, ta)
    client.post(reverse("end_key_adult", args=[pupil.pk, kept.pk]), {"version": kept.version})
    assert sees(ta, pupil) == 200
    kept.refresh_from_db()
    page = client.get(url("pupil", pupil)).content.decode()
    assert reverse("remove_key_adult", args=[pupil.pk, kept.pk]) in page
    assert reverse("end_key_adult", args=[pupil.pk, kept.pk]) not in page
    remove(client, pupil, kept)
    assert sees(ta, pupil) == 404


def test_remove_key_adult_on_its_first_day_takes_the_link_and_the_book_keeps_it(
    client, school, pupil, senco
):
    owner = PostFactory(role="hlta", school=school)
    today = timezone.localdate().isoformat()
    client.post(url("add_key_adult", pupil), adult_form(owner, "plan_owner", starts_on=today))
    made = AdultLink.objects.get(post=owner)
    assert sees(owner, pupil) == 200
    page = remove(client, pupil, made)
    assert page.status_code == 200
    assert reverse("undo_end_key_adult", args=[pupil.pk, made.pk]) not in page.content.decode()
    assert not AdultLink.objects.filter(pk=made.pk).exists()
    assert sees(owner, pupil) == 404
    pupil.refresh_from_db()
    assert pupil.owner_name == ""
    event = AuditEvent.objects.get(action="remove_key_adult")
    assert {"field": "kind", "old": "plan_owner", "new": None} in event.changes
    client.post(url("add_key_adult", pupil), adult_form(owner, submission_id=str(uuid.uuid4())))
    assert sees(owner, pupil) == 200


def test_remove_key_adult_says_when_the_adult_still_sees_the_record(client, school, pupil, senco):
    ta = PostFactory(role="ta", school=school)
    link(pupil, ta, "leads", source="group:1")
    page = remove(client, pupil, link(pupil, ta)).content.decode()
    assert "still sees this record for another reason" in page
    assert sees(ta, pupil) == 200


@pytest.mark.parametrize("starts_on", [datetime.date(2025, 9, 1), None])
def test_remove_key_adult_of_a_stale_page_answers_409(client, school, pupil, senco, starts_on):
    kept = link(
        pupil, PostFactory(role="ta", school=school), starts_on=starts_on or timezone.localdate(),
        version=3,
    )  # fmt: skip
    for version in (2, ""):
        assert remove(client, pupil, kept, version=version).status_code == 409
    kept.refresh_from_db()
    assert (kept.ends_on, kept.version) == (None, 3)


def test_remove_key_adult_is_refused_in_words(client, school, pupil):
    ta = PostFactory(role="ta", school=school)
    by_hand, group = link(pupil, ta), link(pupil, ta, "leads", source="group:1")
    over = link(pupil, ta, "tutor", ends_on=datetime.date(2026, 1, 9))
    for role, one, words in (
        ("senco", group, "belongs to a group"),
        ("senco", over, "has ended already"),
        ("head", by_hand, "Only the SENCO and the assistant SENCO"),
    ):
        client.force_login(PostFactory(role=role, school=school).person)
        answer = remove(client, pupil, one)
        assert answer.status_code == 403
        assert words in answer.content.decode()
    assert not AuditEvent.objects.filter(action="remove_key_adult").exists()


def test_end_key_adult_leaves_links_of_groups_alone(client, school, pupil, senco):
    kept = link(pupil, PostFactory(role="ta", school=school), "leads", source="group:1")
    where = reverse("end_key_adult", args=[pupil.pk, kept.pk])
    assert client.post(where, {"version": 1}).status_code == 403
    kept.refresh_from_db()
    assert kept.ends_on is None
