"""How long a sitting lasts, and everything that ends it."""

import datetime

import pytest
import time_machine
from django.test import Client

from core.models import AuditEvent
from staff import due
from staff.models import SignIn
from tests.factories.staff import PostFactory, SchoolFactory

pytestmark = pytest.mark.django_db

START = datetime.datetime(2026, 11, 20, 8, 0, tzinfo=datetime.UTC)
SECOND, MINUTE = datetime.timedelta(seconds=1), datetime.timedelta(minutes=1)
PAGE = "/find/"


@pytest.fixture
def post():
    return PostFactory(role="head", person__username="d.okoro")


@pytest.fixture
def clock(post):
    with time_machine.travel(START, tick=False) as moved:
        yield moved


def come_in(post, **more):
    client = Client()
    client.post(
        "/accounts/login/", {"login": post.person.username, "password": "pass word 1", **more}
    )
    return client


def is_served(client, page=PAGE):
    return client.get(page).status_code == 200


def test_session_ends_after_20_idle_minutes_and_comes_back_to_the_page(post, clock):
    client = come_in(post)
    assert is_served(client)
    clock.shift(20 * MINUTE)
    answer = client.get("/find/?q=toby", follow=True)
    assert answer.redirect_chain == [("/accounts/login/?next=%2Ffind%2F%3Fq%3Dtoby", 302)]
    assert "nothing happened here for a while" in answer.content.decode()
    assert 'name="next" value="/find/?q=toby"' in answer.content.decode()


def test_session_lasts_while_it_is_used_and_ends_after_10_hours_in_any_case(post, clock):
    client = come_in(post)
    for _quarter in range(39):
        clock.shift(15 * MINUTE)
        assert is_served(client)
    clock.shift(15 * MINUTE)
    assert not is_served(client)


def test_session_follows_the_limits_of_the_school_at_once(post, clock):
    client = come_in(post)
    post.school.idle_minutes = 5
    post.school.save()
    clock.shift(5 * MINUTE)
    assert not is_served(client)


def test_session_of_two_schools_follows_the_stricter_one(post, clock):
    PostFactory(person=post.person, role="ta", school=SchoolFactory(idle_minutes=3))
    client = come_in(post)
    clock.shift(3 * MINUTE)
    assert not is_served(client)


def test_session_on_a_shared_tablet_ends_after_10_idle_minutes(post, clock):
    own, shared = come_in(post), come_in(post, shared="on")
    clock.shift(10 * MINUTE)
    assert is_served(own)
    assert not is_served(shared)


def test_session_is_made_shared_and_own_again_on_the_account_page(post, clock):
    client = come_in(post)
    client.post("/account/shared-device/", {"shared": "on"})
    clock.shift(9 * MINUTE)
    assert "It is mine alone" in client.get("/account/").content.decode()
    client.post("/account/shared-device/", {"shared": ""})
    clock.shift(19 * MINUTE)
    assert is_served(client)


def test_session_is_written_once_a_minute_and_not_for_each_page(
    post, clock, django_assert_num_queries
):
    client = come_in(post)
    client.get(PAGE)
    with django_assert_num_queries(2):
        client.get(PAGE)
    seen = SignIn.objects.get(person=post.person).session_data
    clock.shift(59 * SECOND)
    client.get(PAGE)
    assert SignIn.objects.get(person=post.person).session_data == seen
    clock.shift(2 * SECOND)
    client.get(PAGE)
    assert SignIn.objects.get(person=post.person).session_data != seen


def test_stay_signed_in_lengthens_the_session_and_says_how_much_is_left(post, clock):
    client = come_in(post)
    clock.shift(18 * MINUTE)
    answer = client.post("/accounts/stay/", headers={"Accept": "application/json"})
    assert answer.json()["left"] == 20 * 60
    assert answer.json()["csrf"]
    clock.shift(19 * MINUTE)
    assert is_served(client)


def test_stay_signed_in_only_asked_does_not_lengthen_the_session(post, clock):
    client = come_in(post)
    clock.shift(18 * MINUTE)
    assert client.get("/accounts/stay/").json()["left"] == 2 * 60
    clock.shift(2 * MINUTE)
    assert client.get("/accounts/stay/").status_code == 401


def test_every_page_says_how_much_of_the_session_is_left(post, clock):
    client = come_in(post)
    assert 'data-left="1200"' in client.get(PAGE).content.decode()


def test_form_sent_too_late_gives_the_typed_text_back(post, clock):
    client = come_in(post)
    clock.shift(21 * MINUTE)
    answer = client.post(
        "/account/",
        {"note": "Toby read <eleven> words alone", "password": "never show this", "theme": "dark"},
        headers={"Referer": "http://testserver/account/"},
    )
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "Toby read &lt;eleven&gt; words alone" in page
    assert "never show this" not in page
    assert "/accounts/login/?next=http%3A%2F%2Ftestserver%2Faccount%2F" in page
    post.person.refresh_from_db()
    assert post.person.theme == ""


def test_part_of_a_page_asked_too_late_leads_to_sign_in_and_a_part_sent_keeps_the_page(post, clock):
    client = come_in(post)
    clock.shift(21 * MINUTE)
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/find/"}
    asked = client.get("/find/?q=a", headers=headers)
    sent = client.post("/account/theme/", {"theme": "dark"}, headers=headers)
    assert asked.status_code == sent.status_code == 401
    assert asked["HX-Redirect"].startswith("/accounts/login/?next=")
    assert sent["HX-Trigger"] == "portal-signed-out"


def test_answers_to_signed_in_people_are_never_kept_and_leaving_clears_the_browser(post):
    client = come_in(post)
    for page in (PAGE, "/account/", "/nowhere/", "/accounts/stay/"):
        assert client.get(page)["Cache-Control"] == "no-store, private"
    left = client.post("/accounts/logout/")
    assert left["Clear-Site-Data"] == '"cache", "storage"'
    assert left["Cache-Control"] == "no-store, private"
    assert not is_served(client)


def test_sign_out_everywhere_ends_five_of_five(post):
    clients = [come_in(post) for _number in range(5)]
    other = come_in(PostFactory(person__username="other"))
    assert all(is_served(client) for client in clients)
    assert "Sign out everywhere" in clients[0].get("/account/").content.decode()
    gone = clients[0].post("/account/sign-out-everywhere/")
    assert "5 devices were signed in, and are not any more." in gone.content.decode()
    assert gone["Clear-Site-Data"]
    assert [is_served(client) for client in clients] == [False] * 5
    assert is_served(other)
    event = AuditEvent.objects.get(action="sign_out_everywhere")
    assert event.changes == [{"field": "devices", "old": 5, "new": 0}]


def test_change_password_ends_every_session(post):
    clients = [come_in(post) for _number in range(5)]
    words = {
        "oldpassword": "pass word 1",
        "password1": "four quiet herons",
        "password2": "four quiet herons",
    }
    clients[0].post("/accounts/password/change/", words)
    assert [is_served(client) for client in clients] == [False] * 5
    assert AuditEvent.objects.filter(action="set_password", actor_id=post.person.pk).exists()


def test_deactivation_ends_every_session_at_the_next_request(post):
    clients = [come_in(post) for _number in range(5)]
    type(post.person).objects.filter(pk=post.person.pk).update(is_active=False)
    assert [is_served(client) for client in clients] == [False] * 5


def test_end_of_the_last_post_ends_the_session_with_the_reason(post):
    client = come_in(post)
    type(post).objects.filter(pk=post.pk).update(ends_on="2021-01-01")
    answer = client.get(PAGE, follow=True)
    assert "You hold no post at a school today" in answer.content.decode()
    assert answer.redirect_chain


def test_change_of_posts_gives_the_session_a_new_name(post):
    client = come_in(post)
    client.get(PAGE)
    before = client.session.session_key
    PostFactory(person=post.person, role="senco", school=post.school)
    client.get(PAGE)
    assert client.session.session_key != before
    assert is_served(client)
    thief = Client()
    thief.cookies["session"] = before
    assert not is_served(thief)


def test_proof_asked_again_gives_the_session_a_new_name(post, clock):
    client = come_in(post)
    clock.shift(16 * MINUTE)
    asked = client.get("/accounts/2fa/totp/activate/")
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    before = client.session.session_key
    again = client.post(
        asked["Location"], {"password": "pass word 1", "next": "/accounts/2fa/totp/activate/"}
    )
    assert again["Location"] == "/accounts/2fa/totp/activate/"
    assert client.session.session_key != before
    assert is_served(client, "/accounts/2fa/totp/activate/")


def test_session_row_says_whose_it_is_and_on_what(post):
    client = Client(
        headers={"user-agent": "Mozilla/5.0 (iPad; CPU OS 18_0) Version/18.0 Safari/604.1"}
    )
    client.post("/accounts/login/", {"login": "d.okoro", "password": "pass word 1"})
    row = SignIn.objects.get(person=post.person)
    assert row.device == "Safari on iPad"
    assert "Safari on iPad" in client.get("/account/").content.decode()


def test_page_without_sign_in_asks_the_database_nothing_about_people(
    client, db, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert client.get("/find/").status_code == 302
        assert client.get("/accounts/login/").status_code == 200


def test_run_due_forgets_sessions_that_have_run_out(post, clock):
    come_in(post)
    clock.shift(9 * 60 * MINUTE)
    come_in(post)
    clock.shift(2 * 60 * MINUTE)
    jobs = {job.name: job for job in due.jobs()}
    assert jobs["forget_ended_sign_ins"].run() == "1 ended sign-ins forgotten"
    assert SignIn.objects.count() == 1
