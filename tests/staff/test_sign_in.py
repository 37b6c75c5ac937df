"""Signing in by password: who comes in, who is turned away, and in which words."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.urls import reverse

from core.models import AuditEvent
from tests.factories.staff import PersonFactory, PostFactory

pytestmark = pytest.mark.django_db

PAGE = "/accounts/login/"
PASSWORD = "pass word 1"
NOT_RIGHT = "User name or password is not right. Try again."


@pytest.fixture
def person():
    return PostFactory(person__username="d.okoro", role="head").person


def sign_in(client, login, password=PASSWORD, **more):
    return client.post(PAGE, {"login": login, "password": password, **more})


def acts():
    """What the record book says about the door, oldest first."""
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def test_sign_in_opens_the_page_that_was_asked_for(client, person):
    asked = client.get("/find/?q=okoro")
    assert asked["Location"] == f"{PAGE}?next=%2Ffind%2F%3Fq%3Dokoro"
    answer = sign_in(client, "d.okoro", next="/find/?q=okoro")
    assert answer["Location"] == "/find/?q=okoro"


def test_sign_in_never_leads_to_another_site(client, person):
    assert sign_in(client, "d.okoro", next="https://elsewhere.example/")["Location"] == "/"


def test_sign_in_takes_the_name_in_any_case_and_with_blanks_around_it(client, person):
    sign_in(client, "  D.Okoro ")
    assert client.get("/find/").status_code == 200


def test_sign_in_page_keeps_the_fields_that_other_programs_rely_on(client):
    page = client.get(PAGE).content.decode()
    assert 'name="login"' in page
    assert 'name="password"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page
    assert "style=" not in page


def test_sign_in_with_a_wrong_password_says_the_same_as_with_an_unknown_name(client, person):
    wrong = sign_in(client, "d.okoro", "not it at all")
    unknown = sign_in(client, "n.obody", "not it at all")
    assert wrong.status_code == unknown.status_code == 200
    assert NOT_RIGHT in wrong.content.decode()
    assert wrong.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()
    assert "_auth_user_id" not in client.session


def test_sign_in_hashes_once_whether_the_name_exists_or_not(client, person, monkeypatch):
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *words: hashed.append(1) or encode(self, *words)
    )
    counts = []
    get_user_model().objects.filter(pk=PersonFactory(username="no.password").pk).update(
        password="!x"
    )
    for name in ("d.okoro", "n.obody", "no.password"):
        hashed.clear()
        sign_in(client, name, "not it at all")
        counts.append(len(hashed))
    assert counts == [1, 1, 1]


def test_sign_in_without_sign_in_allowed_is_refused_with_the_reason(client, person):
    person.is_active = False
    person.save()
    answer = sign_in(client, "d.okoro")
    assert answer.status_code == 403
    assert "Your sign-in has been switched off" in answer.content.decode()
    assert sign_in(client, "d.okoro", "wrong").status_code == 200
    assert acts() == ["sign_in_refused", "sign_in_failed"]


def test_sign_in_without_a_post_held_today_is_refused_with_the_reason(client):
    PostFactory(person__username="gone", ends_on="2021-07-31")
    answer = sign_in(client, "gone")
    assert answer.status_code == 403
    assert "You hold no post at a school today" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_sign_in_changes_the_session_and_the_old_one_is_dead(client, person):
    client.get(PAGE)
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.cookies["session"] = before
    sign_in(client, "d.okoro")
    assert client.session.session_key != before
    client.cookies["session"] = before
    assert client.get("/find/").status_code == 302


def test_sign_in_writes_comings_goings_and_failures_in_the_record_book(client, person):
    sign_in(client, "d.okoro", "wrong words here")
    sign_in(client, "not.known", "wrong words here")
    sign_in(client, "d.okoro")
    client.post("/accounts/logout/")
    failed, unknown, came, went = AuditEvent.objects.order_by("pk")
    assert (failed.action, failed.actor_id, failed.object_id) == ("sign_in_failed", None, person.pk)
    assert (unknown.action, unknown.object_id, unknown.object_name) == ("sign_in_failed", None, "")
    assert (came.action, came.actor_id, went.action) == ("sign_in", person.pk, "sign_out")
    assert {event.chain for event in (failed, unknown, came, went)} == {0}


def test_sign_in_never_writes_down_what_was_typed_as_a_name(client):
    sign_in(client, "my secret password", "d.okoro")
    event = AuditEvent.objects.get()
    assert "secret" not in str(event.changes)
    assert event.changes[0]["new"].startswith("hmac:")


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_email", "socialaccount_signup", "account_email_verification_sent"],
)
@pytest.mark.parametrize("is_in", [True, False])
def test_sign_up_and_own_addresses_are_closed(client, person, name, is_in):
    if is_in:
        client.force_login(person)
    assert client.get(reverse(name)).status_code == 404
    before = get_user_model().objects.count()
    client.post(
        reverse(name), {"username": "new", "password1": "Abc-1234-xyz", "password2": "Abc-1234-xyz"}
    )
    assert get_user_model().objects.count() == before


def test_sign_in_offers_google_and_microsoft_only_where_configured(client, settings):
    assert "Google" not in client.get(PAGE).content.decode()
    assert client.post("/accounts/google/login/").status_code == 404
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": [{"client_id": "x", "secret": "y"}]}}
    page = client.get(PAGE).content.decode()
    assert "Sign in with Google" in page
    assert "Microsoft" not in page


def test_sign_in_page_has_a_passkey_button_and_no_script_of_its_own(client):
    page = client.get(PAGE).content.decode()
    assert 'id="passkey_login"' in page
    inline = [part for part in page.split("<script")[1:] if "src=" not in part.split(">")[0]]
    assert all('type="application/json"' in part.split(">")[0] for part in inline)


def test_passkey_options_ask_for_the_person_to_be_verified(client):
    answer = client.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})
    assert answer.json()["request_options"]["publicKey"]["userVerification"] == "required"


def test_forgotten_password_answers_alike_and_writes_only_to_who_has_the_address(
    client, person, mailoutbox
):
    person.email = "d.okoro@school.example"
    person.save()
    known = client.post("/accounts/password/reset/", {"email": "D.Okoro@school.example"})
    unknown = client.post("/accounts/password/reset/", {"email": "n.obody@school.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [letter.to for letter in mailoutbox] == [["d.okoro@school.example"]]
    link = next(word for word in mailoutbox[0].body.split() if word.startswith("http"))
    form = client.get(link.replace("http://testserver", ""), follow=True)
    done = client.post(
        form.redirect_chain[-1][0],
        {"password1": "four quiet herons", "password2": "four quiet herons"},
    )
    assert done["Location"] == "/accounts/password/reset/key/done/"
    assert sign_in(client, "d.okoro").status_code == 200
    assert sign_in(client, "d.okoro", "four quiet herons")["Location"] == "/"
    assert client.get(link.replace("http://testserver", "")).context["token_fail"]


def test_forgotten_password_writes_nobody_who_may_not_come_in(client, mailoutbox):
    PersonFactory(email="left@school.example")
    client.post("/accounts/password/reset/", {"email": "left@school.example"})
    assert mailoutbox == []
