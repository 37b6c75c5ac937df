"""One's own account: posts, colours, devices and ways in."""

import datetime

import pytest
import time_machine
from django.test import Client

from core.models import AuditEvent
from staff.models import Post
from tests.factories.staff import PostFactory, line

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(client):
    post = PostFactory(role="ta", person__full_name="Priti Vance")
    client.force_login(post.person)
    return post


def test_my_account_names_own_posts_and_who_manages_them(client, post):
    line(PostFactory(role="hlta", school=post.school, person__full_name="Danielle Okoro"), post)
    PostFactory(role="ta", person=post.person, school__name="Brackwater Academy")
    PostFactory(role="hlta", person=post.person, ends_on="2022-01-01", title="Ended post")
    page = client.get("/account/").content.decode()
    assert "Danielle Okoro" in page
    assert "Brackwater Academy" in page
    assert "No line manager recorded." in page
    assert "Ended post" not in page


def test_my_account_costs_the_same_with_one_post_and_with_five(
    client, post, django_assert_num_queries
):
    client.get("/account/")
    for count in (0, 4):
        for number in range(count):
            PostFactory(role="ta", person=post.person, title=f"Post {number}")
        client.get("/account/")
        with django_assert_num_queries(7):
            client.get("/account/")
    assert Post.objects.filter(person=post.person).count() == 5


def send(client, version=1, **more):
    fields = {"theme": "dark", "has_comfortable_rows": "on", "version": version, **more}
    return client.post("/account/", fields)


def test_change_appearance_is_kept_shown_and_recorded(client, post):
    assert send(client)["Location"] == "/account/"
    page = client.get("/account/").content.decode()
    assert 'data-bs-theme="dark"' in page
    assert 'data-rows="comfortable"' in page
    assert 'data-shortcuts="off"' in page
    event = AuditEvent.objects.get(action="change_appearance")
    assert {"field": "theme", "old": "", "new": "dark"} in event.changes


def test_change_appearance_twice_from_one_version_keeps_the_first(client, post):
    send(client)
    assert send(client, theme="light").status_code == 409
    post.person.refresh_from_db()
    assert post.person.theme == "dark"


def test_change_appearance_refuses_colours_that_do_not_exist(client, post):
    page = send(client, theme="pink")
    assert page.status_code == 200
    assert "Choose one of the list." in page.content.decode()
    post.person.refresh_from_db()
    assert (post.person.theme, post.person.version) == ("", 1)


def test_set_theme_goes_back_to_the_page_and_never_elsewhere(client, post):
    assert (
        client.post("/account/theme/", {"theme": "light", "next": "/find/?q=a"})["Location"]
        == "/find/?q=a"
    )
    assert (
        client.post("/account/theme/", {"theme": "", "next": "//evil.example/"})["Location"] == "/"
    )
    post.person.refresh_from_db()
    assert post.person.theme == ""


@pytest.mark.parametrize(
    "address", ["/account/theme/", "/account/shared-device/", "/account/sign-out-everywhere/"]
)
def test_changes_to_the_account_are_forms_and_not_links(client, post, address):
    assert client.get(address).status_code == 405


def test_my_account_says_which_ways_in_are_set_up(client, post):
    page = client.get("/account/").content.decode()
    assert "None. With one, a stolen password opens nothing." in page
    assert "Where you are signed in" in page
    post.person.set_unusable_password()
    post.person.save()
    client.force_login(post.person)
    assert "None: you sign in another way." in client.get("/account/").content.decode()


def test_my_account_lists_only_browsers_that_would_still_be_served():
    person = PostFactory().person
    with time_machine.travel("2026-11-20T08:00:00Z", tick=False) as clock:
        for device in ("Firefox", "Chrome"):
            agent = {"user-agent": f"{device}/1 (Windows NT 10.0)"}
            browser = Client(headers=agent)
            words = {"login": person.username, "password": "pass word 1"}
            browser.post("/accounts/login/", words)
            clock.shift(datetime.timedelta(minutes=15))
        page = browser.get("/account/")
    assert [device.name for device in page.context["devices"]] == ["Chrome on Windows"]


def test_change_appearance_back_to_the_device_is_no_choice(client, post):
    send(client)
    send(client, version=2, theme="device")
    post.person.refresh_from_db()
    assert post.person.theme == ""
