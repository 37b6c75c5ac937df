"""Actions agreed for pupils: open until done, on the first page of their owner, ended, taken up again."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from pupils import policies
from pupils.agreed import needs_of_owner, owners_for
from pupils.models import AgreedAction
from tests.factories.pupils import link
from tests.factories.staff import PostFactory, line
from tests.factories.talk import noted, promise
from tests.pupils.test_contact_pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def ta(pupil, school):
    post = PostFactory(school=school, role="ta")
    link(pupil, post, "leads")
    return post


@pytest.fixture
def action(pupil, senco, ta):
    noted(pupil, senco, promise("Make the strip", -2, owner=ta))
    return AgreedAction.objects.get()


def test_owner_is_told_what_is_overdue_and_what_is_due_this_week(pupil, senco, ta, action):
    noted(pupil, senco, promise("Later", 5, owner=ta), promise("Much later", 30, owner=ta))
    needs = list(needs_of_owner(ta.person))
    assert [need.title for need in needs] == [
        "1 action of yours is overdue", "1 action of yours is due this week",
    ]  # fmt: skip
    assert "Make the strip" in needs[0].detail
    assert list(needs_of_owner(senco)) == []


def test_finish_action_from_the_list_and_undo(client, action, ta):
    client.force_login(ta.person)
    page = text(client.get(reverse("agreed_actions")))
    assert "Make the strip" in page
    assert "Was due" in page
    done = client.post(
        reverse("finish_action", args=[action.pk]), {"version": 1, "back": "/actions/?view=mine"}
    )
    assert done["Location"] == "/actions/?view=mine"
    action.refresh_from_db()
    assert (action.state, action.ended_by, action.ended_on) == (
        "done", ta.person, timezone.localdate(),
    )  # fmt: skip
    assert "Nothing waits for you" in text(client.get(reverse("agreed_actions")))
    client.post(reverse("reopen_action", args=[action.pk]))
    action.refresh_from_db()
    assert (action.state, action.ended_on) == ("open", None)
    page = AuditEvent.objects.get(action="finish_action")
    assert "Make the strip" not in str(page.changes)
    assert page.object_name == ""


def test_finish_action_twice_is_refused_and_stale_is_409(client, action, senco):
    address = reverse("finish_action", args=[action.pk])
    assert client.post(address, {"version": 9}).status_code == 409
    assert (
        client.post(address, {"version": 1, "back": "//evil.example/"})["Location"] == "/actions/"
    )
    assert client.post(address, {"version": 2}).status_code == 403


def test_end_action_keeps_what_came_of_it(client, action, senco):
    sent = {"version": 1, "state": "dropped", "outcome": "He has one already"}
    client.post(reverse("end_action", args=[action.pk]), sent)
    page = text(client.get(reverse("agreed_actions"), {"view": "ended"}))
    assert "Not needed" in page
    assert "He has one already" in page


def test_edit_action_moves_the_day_and_the_owner_does_not_alone(client, action, senco, ta):
    address = reverse("edit_action", args=[action.pk])
    day = timezone.localdate() + datetime.timedelta(days=9)
    sent = {
        "version": 1,
        "what": "Make two",
        "owner": "outside",
        "owner_name": "Dawn",
        "due_on": day,
    }
    client.force_login(ta.person)
    assert client.get(address).status_code == 403
    client.force_login(senco)
    assert "Make the strip" in text(client.get(address))
    assert client.post(address, sent).status_code == 302
    action.refresh_from_db()
    assert (action.what, action.owner, action.owner_name, action.due_on) == (
        "Make two", None, "Dawn", day,
    )  # fmt: skip
    assert client.post(address, sent | {"what": "Mine"}).status_code == 409


def test_action_leaves_its_owner_with_the_pupil(client, action, ta, pupil):
    pupil.adult_links.update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
    client.force_login(ta.person)
    assert list(needs_of_owner(ta.person)) == []
    assert "Make the strip" not in text(client.get(reverse("agreed_actions")))
    assert (
        client.post(reverse("finish_action", args=[action.pk]), {"version": 1}).status_code == 404
    )


def test_owners_are_posts_that_see_the_pupil(pupil, school, senco, ta):
    hlta = PostFactory(school=school, role="hlta")
    line(hlta, ta)
    PostFactory(school=school, role="ta")
    PostFactory(school=school, role="data")
    PostFactory(school=school, role="hr")
    names = [name.split(",")[0] for _pk, name in owners_for(senco, pupil)]
    assert names[0] == senco.full_name
    assert set(names) == {senco.full_name, ta.person.full_name, hlta.person.full_name}


@pytest.mark.parametrize(
    ("who", "finishes", "edits"),
    [("owner", True, False), ("author", True, True), ("senco", True, True), ("head", False, False)],
)
def test_action_policies(pupil, school, senco, ta, who, finishes, edits):
    author = PostFactory(school=school, role="dsl").person
    noted(pupil, author, promise(owner=ta))
    action = AgreedAction.objects.get()
    person = {
        "owner": ta.person, "author": author, "senco": senco,
        "head": PostFactory(school=school, role="head").person,
    }[who]  # fmt: skip
    assert (policies.finish_action(person, action) == "") is finishes
    assert (policies.edit_action(person, action) == "") is edits


@pytest.mark.parametrize("count", [1, 20])
def test_agreed_actions_cost_the_same_however_many(
    client, pupil, senco, ta, django_assert_num_queries, count
):
    for number in range(count):
        noted(pupil, senco, promise(f"Step {number}", owner=ta))
    client.force_login(ta.person)
    client.get(reverse("agreed_actions"))
    with django_assert_num_queries(8):
        client.get(reverse("agreed_actions"))
