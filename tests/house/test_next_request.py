"""Whoever leaves a line, a pupil, a post or the school is refused with the very next request (trust.md A06)."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from pupils.models import AdultLink
from staff.models import LineManagement, Post, StaffMember
from tests.house.asking import House, house, undone

__all__ = ["house"]
pytestmark = pytest.mark.django_db


def yesterday() -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=1)


def leave_the_line(house: House) -> None:
    """The TA's line to the HLTA is over."""
    LineManagement.objects.filter(post=house.world.posts["ta"]).update(ends_on=yesterday())


def move_the_line(house: House) -> None:
    """HR puts the TA under the SENCO through the form, from today on."""
    post = house.world.posts["ta"]
    line = LineManagement.objects.get(post=post)
    senco, day = house.world.posts["senco"].pk, timezone.localdate()
    answer = house.client("hr").post(
        reverse("change_manager", args=[post.pk]),
        {
            "manager": senco, "starts_on": day.isoformat(), "line": line.pk, "version": line.version,
            "submission_id": "7f0c8c8e-0000-4000-8000-000000000001",
        },
    )  # fmt: skip
    assert answer.status_code == 302


def lose_the_manager_above(house: House) -> None:
    """The HLTA no longer reports to the assistant SENCO, so the SENCO is no longer above the TA."""
    LineManagement.objects.filter(post=house.world.posts["hlta"]).update(ends_on=yesterday())


def end_links(house: House) -> None:
    """Nobody works with the pupil of the own team any more."""
    AdultLink.objects.filter(pupil=house.world.thing("pupil", "own")).update(ends_on=yesterday())


def end_place_links(house: House) -> None:
    """The pupil beside is no longer in the leader's groups."""
    AdultLink.objects.filter(pupil=house.world.thing("mate", "own")).update(ends_on=yesterday())


def change_leader(house: House) -> None:
    """The SENCO gives the group to the other team's TA through the form."""
    group = house.world.thing("group", "own")
    answer = house.client("senco").post(
        reverse("edit_group", args=[group.pk]),
        {
            "name": group.name, "programme": group.programme_id, "layer": group.layer,
            "leader": house.world.thing("post", "other_team").pk, "minutes": group.minutes,
            "starts_on": group.starts_on.isoformat(), "ends_on": group.ends_on.isoformat(),
            "room": "", "version": group.version,
        },
    )  # fmt: skip
    assert answer.status_code == 302, answer.context["form"].errors


@pytest.mark.parametrize(
    ("actor", "name", "kind", "change"),
    [
        ("hlta", "review", "review", leave_the_line),
        ("hlta", "review", "review", move_the_line),
        ("hlta", "group", "group", leave_the_line),
        ("hlta", "session", "session", move_the_line),
        ("hlta", "pupil", "mate", leave_the_line),
        ("assistant_senco", "review", "review", lose_the_manager_above),
        ("senco", "review", "review", lose_the_manager_above),
        ("teacher", "pupil", "pupil", end_links),
        ("teacher", "group", "group", end_links),
        ("ta", "pupil", "pupil", end_links),
        ("ta", "pupil_progress", "pupil", end_links),
        ("hlta", "pupil", "mate", end_place_links),
    ],
)
def test_next_request_is_refused_after_the_tie_is_cut(house: House, actor, name, kind, change):
    url = reverse(name, args=[house.world.thing(kind, "own").pk])
    with undone():
        client = house.client(actor)
        assert client.get(url).status_code == 200
        change(house)
        assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("actor", "name"),
    [
        ("ta", "add_session"),
        ("hlta", "add_session"),
        ("hlta", "edit_group"),
        ("hlta", "add_places"),
    ],
)
def test_next_request_is_told_why_after_the_group_has_another_leader(house: House, actor, name):
    """What the TA ran stays the TA's own record; the group is planned by the other team now."""
    url = reverse(name, args=[house.world.thing("group", "own").pk])
    with undone():
        client = house.client(actor)
        assert client.get(url).status_code == 200
        change_leader(house)
        assert client.get(url).status_code == 403


def end_the_post(post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(ends_on=yesterday())


def take_sign_in_away(post: Post) -> None:
    StaffMember.objects.filter(pk=post.person_id).update(is_active=False)


@pytest.mark.parametrize("change", [end_the_post, take_sign_in_away])
def test_next_request_is_at_the_door_after_leaving_the_school(house: House, change):
    url = reverse("pupil", args=[house.world.thing("pupil", "own").pk])
    with undone():
        client = house.client("senco")
        assert client.get(url).status_code == 200
        change(house.world.posts["senco"])
        answer = client.get(url)
        assert (answer.status_code, answer.headers["Location"][:16]) == (302, "/accounts/login/")


def test_next_request_has_the_rights_of_another_role(house: House):
    pk = house.world.thing("pupil", "own").pk
    with undone():
        client = house.client("senco")
        assert client.get(reverse("change_status", args=[pk])).status_code == 200
        Post.objects.filter(pk=house.world.posts["senco"].pk).update(role="dsl")
        assert client.get(reverse("change_status", args=[pk])).status_code == 403
        assert client.get(reverse("pupil_progress", args=[pk])).status_code == 403
        Post.objects.filter(pk=house.world.posts["senco"].pk).update(role="hr")
        assert client.get(reverse("pupil", args=[pk])).status_code == 404
