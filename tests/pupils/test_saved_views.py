"""Saved views: kept, opened first, shared with a role, deleted and brought back."""

import pytest
from django.urls import reverse

from pupils.models import SavedView
from tests.factories.staff import PostFactory, SchoolFactory

pytestmark = pytest.mark.django_db

KEY = "44444444-4444-4444-8444-444444444444"


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def senco(school, client):
    person = PostFactory(role="senco", school=school).person
    client.force_login(person)
    return person


def keep(client, name="Year 9 plans", query="status=E&year=9", **more):
    return client.post(f"{reverse('save_view')}?{query}", {"name": name, **more})


def labels(client) -> list[str]:
    return [str(tab["label"]) for tab in client.get(reverse("register")).context["tabs"]]


def test_save_view_keeps_the_filters_as_a_tab_once(client, senco):
    for _again in range(2):
        answer = keep(client, submission_id=KEY)
        assert answer.status_code == 302
    view = SavedView.objects.get()
    assert view.query == "status=E&year=9"
    assert labels(client)[-1] == "Year 9 plans"


def test_save_view_refuses_a_name_that_stands_already(client, senco):
    keep(client)
    answer = keep(client)
    assert answer.status_code == 200
    assert "You have a view of this name already" in answer.content.decode()


def test_save_view_as_default_opens_the_page_and_is_the_only_one(client, senco):
    keep(client, "First", is_default="on")
    keep(client, "Second", query="status=N", is_default="on")
    assert SavedView.objects.get(is_default=True).name == "Second"
    chips = client.get(reverse("register")).context["chips"]
    assert [chip["value"] for chip in chips] == ["No SEN"]


def test_save_view_shared_with_a_role_is_offered_to_it_at_this_school_only(client, school, senco):
    keep(client, "For HLTAs", role="hlta")
    for where, expected in ((school, True), (SchoolFactory(), False)):
        client.force_login(PostFactory(role="hlta", school=where).person)
        assert ("For HLTAs" in labels(client)) == expected
    client.force_login(PostFactory(role="ta", school=school).person)
    assert "For HLTAs" not in labels(client)


def test_save_view_offers_sharing_only_to_those_who_may(client, school):
    client.force_login(PostFactory(role="ta", school=school).person)
    assert "Share with" not in client.get(reverse("save_view")).content.decode()
    keep(client, role="hlta")
    assert SavedView.objects.get().role == ""


def test_edit_view_renames_and_is_refused_to_others(client, school, senco):
    keep(client, role="hlta")
    view = SavedView.objects.get()
    client.post(reverse("edit_view", args=[view.pk]), {"name": "New name", "role": "hlta"})
    view.refresh_from_db()
    assert (view.name, view.role) == ("New name", "hlta")
    client.force_login(PostFactory(role="hlta", school=school).person)
    for name in ("edit_view", "delete_view"):
        answer = client.post(reverse(name, args=[view.pk]), {"name": "Mine"})
        assert answer.status_code == 403
        assert "Only the person who saved a view" in answer.content.decode()
    client.force_login(PostFactory(role="hlta").person)
    assert client.post(reverse("edit_view", args=[view.pk]), {}).status_code == 404


def test_delete_view_is_undone_by_one_press_and_by_nobody_else(client, school, senco):
    keep(client, is_default="on")
    view = SavedView.objects.get()
    page = client.post(reverse("delete_view", args=[view.pk]), follow=True)
    assert not SavedView.objects.exists()
    undo = [m.extra_tags for m in page.context["messages"] if "undo:" in (m.extra_tags or "")]
    where = undo[0].removeprefix("undo:")
    client.force_login(PostFactory(role="senco", school=school).person)
    assert client.post(where).status_code == 404
    client.force_login(senco)
    client.post(where)
    client.post(where)
    back = SavedView.objects.get()
    assert (back.name, back.query, back.is_default) == (view.name, view.query, True)


def test_saved_views_lists_own_and_shared(client, school, senco):
    keep(client, role="hlta")
    assert "Year 9 plans" in client.get(reverse("saved_views")).content.decode()
    client.force_login(PostFactory(role="ta", school=school).person)
    assert "will stand here" in client.get(reverse("saved_views")).content.decode()
