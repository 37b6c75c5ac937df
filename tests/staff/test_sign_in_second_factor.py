"""The second step: apps, recovery codes and passkeys, and roles for which a school asks for one."""

import datetime
import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.db import transaction
from django.test import Client

from core.models import AuditEvent
from staff.models import SecondFactorRule
from tests.factories.staff import PostFactory

pytestmark = pytest.mark.django_db

START = datetime.datetime(2026, 11, 20, 8, 0, tzinfo=datetime.UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STEP = 30


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as moved:
        yield moved


@pytest.fixture
def post(clock):
    return PostFactory(role="head", person__username="d.okoro")


@pytest.fixture
def app(post):
    return TOTP.activate(post.person, SECRET)


def code(steps=0, secret=SECRET):
    return format_hotp_value(hotp_value(secret, int(time.time()) // STEP + steps))


def first_step(client=None):
    client = client or Client()
    answer = client.post(
        "/accounts/login/", {"login": "d.okoro", "password": "pass word 1", "next": "/account/"}
    )
    return client, answer


def second_step(client, typed):
    return client.post("/accounts/2fa/authenticate/", {"code": typed})


def ask_for_second_factor(post):
    SecondFactorRule.objects.create(school=post.school, role=post.role)


def test_second_factor_is_asked_before_anything_opens(post, app):
    client, answer = first_step()
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/find/").status_code == 302
    assert client.get("/accounts/2fa/").status_code == 302
    assert second_step(client, code())["Location"] == "/account/"
    assert client.get("/find/").status_code == 200


def test_second_factor_secret_is_not_readable_in_the_database(post, app):
    assert SECRET not in str(Authenticator.objects.get().data)


@pytest.mark.parametrize(
    ("steps", "is_taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_second_factor_takes_codes_of_one_step_early_or_late(post, app, steps, is_taken):
    client, _answer = first_step()
    assert (second_step(client, code(steps)).status_code == 302) is is_taken


@pytest.mark.parametrize("later", [1, 29, 31, 59])
def test_second_factor_code_opens_one_door_once(post, app, clock, later):
    used = code(1)
    first, _answer = first_step()
    assert second_step(first, used).status_code == 302
    clock.shift(datetime.timedelta(seconds=later))
    thief, _answer = first_step()
    assert second_step(thief, used).status_code == 200
    assert second_step(thief, f"{used[:3]} {used[3:]}").status_code == 200


def test_second_factor_takes_five_guesses_in_five_minutes(post, app):
    client, _answer = first_step()
    for number in range(100):
        answer = second_step(client, f"{number:06}")
    assert "Too many wrong tries" in answer.content.decode()
    assert second_step(client, code()).status_code == 200
    failed = AuditEvent.objects.filter(action="second_factor_failed")
    assert failed.count() == 5
    assert set(failed.values_list("object_id", flat=True)) == {post.person.pk}


@pytest.fixture
def set_up_app(monkeypatch):
    """Set up an app in a client's session; what waits for the commit happens at once."""
    monkeypatch.setattr(transaction, "on_commit", lambda after, **_about: after())

    def set_up(client):
        client.get("/accounts/2fa/totp/activate/")
        secret = client.session["mfa.totp.secret"]
        return client.post("/accounts/2fa/totp/activate/", {"code": code(secret=secret)})

    return set_up


def codes_on(page):
    return re.findall(r"<li>(\d{8})</li>", page.content.decode())


def test_second_factor_set_up_shows_recovery_codes_once_and_each_opens_once(post, set_up_app):
    client, _answer = first_step()
    assert set_up_app(client)["Location"] == "/accounts/2fa/recovery-codes/"
    shown = codes_on(client.get("/accounts/2fa/recovery-codes/"))
    assert len(shown) == 10
    assert codes_on(client.get("/accounts/2fa/recovery-codes/")) == []
    for typed, is_taken in ((shown[0], True), (shown[0], False), (shown[1], True)):
        again, _answer = first_step()
        assert (second_step(again, typed).status_code == 302) is is_taken
    acts = list(AuditEvent.objects.values_list("action", flat=True))
    assert acts.count("add_second_factor") == 2


def test_second_factor_set_up_refuses_a_wrong_code(post):
    client, _answer = first_step()
    client.get("/accounts/2fa/totp/activate/")
    assert client.post("/accounts/2fa/totp/activate/", {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.exists()


def test_second_factor_rule_leads_to_set_up_and_lets_nothing_else_through(post, set_up_app):
    ask_for_second_factor(post)
    client, _answer = first_step()
    for page in ("/", "/find/", "/account/", "/accounts/password/change/", "/accounts/3rdparty/"):
        assert client.get(page)["Location"] == "/accounts/2fa/"
    assert client.post("/account/theme/", {"theme": "dark"})["Location"] == "/accounts/2fa/"
    page = client.get("/accounts/2fa/").content.decode()
    assert "Your school asks for a second step in your role." in page
    assert client.get("/accounts/stay/").status_code == 200
    set_up_app(client)
    assert client.get("/find/").status_code == 200


def test_second_factor_rule_holds_for_its_school_and_role_only(post):
    SecondFactorRule.objects.create(school=post.school, role="senco")
    SecondFactorRule.objects.create(school=PostFactory().school, role="head")
    client, _answer = first_step()
    assert client.get("/find/").status_code == 200


def test_second_factor_rule_made_later_counts_at_the_next_request(post):
    client, _answer = first_step()
    assert client.get("/find/").status_code == 200
    ask_for_second_factor(post)
    assert client.get("/find/")["Location"] == "/accounts/2fa/"


def test_second_factor_rule_is_not_met_by_a_session_opened_before_with_one_step(post, set_up_app):
    ask_for_second_factor(post)
    old, _answer = first_step()
    new, _answer = first_step()
    set_up_app(new)
    asked = old.get("/find/")
    assert asked["Location"] == "/accounts/2fa/reauthenticate/?next=%2Ffind%2F"
    assert old.get("/accounts/2fa/totp/deactivate/")["Location"].startswith(
        "/accounts/2fa/reauthenticate/"
    )
    assert old.get(asked["Location"]).status_code == 200


def test_second_factor_rule_asks_again_after_the_last_one_is_removed(post, app):
    ask_for_second_factor(post)
    client, _answer = first_step()
    second_step(client, code())
    assert client.get("/find/").status_code == 200
    client.post("/accounts/2fa/totp/deactivate/")
    assert client.get("/find/")["Location"] == "/accounts/2fa/"
    assert AuditEvent.objects.filter(action="remove_second_factor").exists()


def test_second_factor_is_asked_after_a_new_password_too(post, app, mailoutbox):
    post.person.email = "d@school.example"
    post.person.save()
    client = Client()
    client.post("/accounts/password/reset/", {"email": "d@school.example"})
    link = next(word for word in mailoutbox[0].body.split() if word.startswith("http"))
    form = client.get(link.replace("http://testserver", ""), follow=True)
    words = {"password1": "four quiet herons", "password2": "four quiet herons"}
    client.post(form.redirect_chain[-1][0], words)
    assert client.get("/find/").status_code == 302
    answer = client.post("/accounts/login/", {"login": "d.okoro", "password": "four quiet herons"})
    assert answer["Location"] == "/accounts/2fa/authenticate/"


def test_second_factor_pages_show_their_state(post, app):
    client, _answer = first_step()
    second_step(client, code())
    assert "Turn off" in client.get("/accounts/2fa/").content.decode()
    assert "Authenticator app." in client.get("/account/").content.decode()
    assert (
        "No passkey has been added yet." in client.get("/accounts/2fa/webauthn/").content.decode()
    )
    assert (
        "data:image/svg"
        not in client.get("/accounts/2fa/totp/activate/", follow=True).content.decode()
    )
    made = client.post("/accounts/2fa/recovery-codes/generate/", follow=True)
    assert len(codes_on(made)) == 10
