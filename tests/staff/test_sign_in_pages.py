"""Every page of the door is drawn: in our words, without a script or a style of its own."""

import datetime

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount

from tests.factories.staff import PostFactory

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def person(client):
    person = PostFactory(role="head").person
    client.force_login(person)
    return person


def page_of(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, (answer.status_code, answer.get("Location"))
    page = answer.content.decode()
    assert 'style="' not in page
    assert "onclick" not in page
    inline = [part.split(">")[0] for part in page.split("<script")[1:]]
    assert all("src=" in part or "application/json" in part for part in inline)
    return page


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/accounts/logout/", "What you saved stays."),
        ("/accounts/password/change/", "At least 12 characters"),
        ("/accounts/reauthenticate/", "It is asked once in 15 minutes."),
        ("/accounts/2fa/", "With a second step, a stolen password opens nothing."),
        ("/accounts/2fa/totp/activate/", "Code that the app shows now"),
        ("/accounts/2fa/webauthn/add/", "Sign in with it alone, without a password"),
        ("/accounts/2fa/webauthn/", "No passkey has been added yet."),
        ("/accounts/3rdparty/", "No such account signs you in here yet."),
    ],
)
def test_pages_of_ones_own_sign_in_are_drawn(client, person, address, says):
    assert says in page_of(client, address)


@pytest.mark.parametrize(
    ("address", "sent", "says"),
    [
        ("/accounts/login/", {"login": "", "password": "x"}, "Fill this in."),
        ("/accounts/password/reset/", {"email": "ana"}, "Enter an e-mail address like"),
    ],
)
def test_the_door_says_what_is_wrong_in_plain_words(client, db, address, sent, says):
    answer = client.post(address, sent)
    assert answer.status_code == 200
    assert says in answer.content.decode()


def test_first_password_page_is_drawn(client, person):
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    assert "Choose a password" in page_of(client, "/accounts/password/set/")
    answer = client.post(
        "/accounts/password/set/",
        {"password1": "four quiet herons", "password2": "four quiet herons"},
    )
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.check_password("four quiet herons")


def test_pages_of_a_second_step_that_is_set_up_are_drawn(client, person):
    TOTP.activate(person, SECRET)
    RecoveryCodes.activate(person)
    Authenticator.objects.create(
        user=person,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Grey tablet", "credential": {}},
    )
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).pk
    assert "10 left" in page_of(client, "/accounts/2fa/")
    assert "Turn off" in page_of(client, "/accounts/2fa/totp/deactivate/")
    assert "They are shown only now." in page_of(client, "/accounts/2fa/recovery-codes/")
    assert "They were shown once" in page_of(client, "/accounts/2fa/recovery-codes/")
    assert "stop working" in page_of(client, "/accounts/2fa/recovery-codes/generate/")
    assert "Grey tablet" in page_of(client, "/accounts/2fa/webauthn/")
    assert "Remove Grey tablet" in page_of(client, f"/accounts/2fa/webauthn/keys/{key}/remove/")
    assert "Grey tablet" in page_of(client, f"/accounts/2fa/webauthn/keys/{key}/edit/")
    assert "Or another way" in page_of(client, "/accounts/2fa/reauthenticate/")


def test_pages_of_accounts_elsewhere_are_drawn(client, person, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {
        "google": {"APPS": [{"client_id": "x", "secret": "y"}], "SCOPE": ["email"]}
    }
    SocialAccount.objects.create(user=person, provider="google", uid="1")
    page = page_of(client, "/accounts/3rdparty/")
    assert "These accounts sign you in here:" in page
    assert "Link your Google account" in page
    assert "Google" in page_of(client, "/account/")
    client.post("/accounts/3rdparty/", {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()


def test_pages_for_who_is_not_signed_in_are_drawn(client, db, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {
        "google": {"APPS": [{"client_id": "x", "secret": "y"}], "SCOPE": ["email"]}
    }
    assert "You go to Google and come back" in page_of(client, "/accounts/google/login/")
    assert "You stopped the sign-in" in page_of(client, "/accounts/3rdparty/login/cancelled/")
    assert "The sign-in did not work" in page_of(client, "/accounts/3rdparty/login/error/", 401)
    assert "a letter comes with a link" in page_of(client, "/accounts/password/reset/")
    assert "a letter is on its way" in page_of(client, "/accounts/password/reset/done/")
    assert "You are signed out on every device." in page_of(
        client, "/accounts/password/reset/key/done/"
    )
    assert "This link no longer works" in page_of(client, "/accounts/password/reset/key/1-made-up/")


def test_too_many_letters_are_refused_in_words(client, db):
    with time_machine.travel(
        datetime.datetime(2026, 11, 20, 8, 0, tzinfo=datetime.UTC), tick=False
    ):
        for _number in range(6):
            answer = client.post("/accounts/password/reset/", {"email": "d@school.example"})
    assert answer.status_code == 429
    assert "Wait five minutes, then try again." in answer.content.decode()
