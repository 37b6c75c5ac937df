"""Key adults of a pupil: adding one, ending one, taking it back."""

import datetime

import pytest
from django.urls import reverse

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


def test_end_key_adult_leaves_links_of_groups_alone(client, school, pupil, senco):
    kept = link(pupil, PostFactory(role="ta", school=school), "leads", source="group:1")
    where = reverse("end_key_adult", args=[pupil.pk, kept.pk])
    assert client.post(where, {"version": 1}).status_code == 403
    kept.refresh_from_db()
    assert kept.ends_on is None
