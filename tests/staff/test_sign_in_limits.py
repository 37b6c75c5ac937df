"""Wrong passwords: counted for an account, before the hash, and never against a school's address."""

import datetime

import pytest
import time_machine
from django.test import Client

from core.models import AuditEvent
from tests.factories.staff import PostFactory

pytestmark = pytest.mark.django_db

START = datetime.datetime(2026, 11, 20, 8, 0, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
TOO_MANY = "Too many wrong tries"


@pytest.fixture
def person():
    return PostFactory(person__username="d.okoro", role="head").person


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as moved:
        yield moved


@pytest.fixture
def checked(monkeypatch):
    """Passwords that were hashed."""
    seen = []
    check = "staff.models.StaffMember.check_password"
    monkeypatch.setattr(check, lambda self, password: seen.append(password) or password == "right")
    return seen


def attempt(client, password, login="d.okoro"):
    return client.post("/accounts/login/", {"login": login, "password": password})


def is_in(answer):
    return answer.status_code == 302


def test_sign_in_limit_hashes_five_of_250_wrong_passwords(person, clock, checked):
    thief = Client()
    for number in range(250):
        answer = attempt(thief, f"guess {number}")
    assert len(checked) == 5
    assert TOO_MANY in answer.content.decode()


def test_sign_in_limit_refuses_the_right_password_too_without_hashing_it(person, clock, checked):
    for number in range(5):
        attempt(Client(), f"guess {number}")
    assert not is_in(attempt(Client(), "right"))
    assert "right" not in checked


def test_sign_in_limit_says_the_same_for_a_name_that_nobody_has(client, clock):
    for _number in range(6):
        answer = attempt(client, "wrong", login="n.obody")
    assert TOO_MANY in answer.content.decode()


def test_sign_in_limit_ends_after_five_minutes(person, clock, checked):
    for number in range(6):
        attempt(Client(), f"guess {number}")
    clock.shift(5 * MINUTE + datetime.timedelta(seconds=1))
    assert is_in(attempt(Client(), "right"))


def test_sign_in_limit_is_not_lengthened_by_tries_while_it_lasts(person, clock, checked):
    thief = Client()
    for number in range(5):
        attempt(thief, f"guess {number}")
    for number in range(29):
        clock.shift(datetime.timedelta(seconds=10))
        attempt(thief, f"more {number}")
    clock.shift(datetime.timedelta(seconds=11))
    assert is_in(attempt(Client(), "right"))


def test_sign_in_limit_leaves_the_owner_in_on_a_known_device(person, clock, checked):
    tablet, thief = Client(), Client()
    assert is_in(attempt(tablet, "right"))
    tablet.post("/accounts/logout/")
    for number in range(60):
        clock.shift(MINUTE)
        for more in range(3):
            attempt(thief, f"guess {number} {more}")
    assert not is_in(attempt(thief, "right"))
    assert is_in(attempt(tablet, "right"))


def test_sign_in_limit_counts_a_known_device_by_itself(person, clock, checked):
    tablet = Client()
    attempt(tablet, "right")
    tablet.post("/accounts/logout/")
    for number in range(20):
        answer = attempt(tablet, f"guess {number}")
    assert TOO_MANY in answer.content.decode()
    assert len(checked) == 1 + 5


def test_sign_in_limit_does_not_know_a_device_by_a_cookie_somebody_made(person, clock, checked):
    thief = Client()
    for number in range(20):
        thief.cookies["known"] = f"W1siYSIsICJ{number}Il1d:made:up"
        attempt(thief, f"guess {number}")
    assert len(checked) == 5


def test_sign_in_limit_never_blocks_the_address_of_a_school(person, clock, checked):
    for number in range(80):
        for _again in range(6):
            attempt(Client(), "wrong", login=f"pupil{number}")
    assert is_in(attempt(Client(), "right"))


def test_sign_in_limit_is_lifted_by_a_new_password(person, clock, mailoutbox):
    person.email = "d@school.example"
    person.save()
    for number in range(6):
        attempt(Client(), f"guess {number}")
    owner = Client()
    owner.post("/accounts/password/reset/", {"email": "d@school.example"})
    link = next(word for word in mailoutbox[0].body.split() if word.startswith("http"))
    form = owner.get(link.replace("http://testserver", ""), follow=True)
    words = {"password1": "four quiet herons", "password2": "four quiet herons"}
    owner.post(form.redirect_chain[-1][0], words)
    assert is_in(attempt(owner, "four quiet herons"))


def test_sign_in_limit_is_one_page_in_the_record_book(person, clock, checked):
    for number in range(300):
        attempt(Client(), f"guess {number}")
    acts = list(AuditEvent.objects.values_list("action", flat=True))
    assert acts.count("sign_in_failed") == 5
    assert acts.count("sign_in_blocked") == 1
