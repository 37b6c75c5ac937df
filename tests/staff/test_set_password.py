"""The link with which a new colleague sets a password: once, for three days, for that person only."""

import pytest
import time_machine
from django.core import signing

from staff.password_link import SALT, person_of, token_for

pytestmark = pytest.mark.django_db
GOOD = {"new_password1": "three plain words", "new_password2": "three plain words"}


def link_from(answer) -> str:
    return answer.context["link"].removeprefix("http://testserver")


def test_give_password_link_lets_the_new_colleague_in_once(house, sign_in, client):
    ta = house.posts.ta.person
    link = link_from(sign_in("hr").post(f"/people/{ta.pk}/link/"))
    client.logout()
    assert "Choose a password" in client.get(link).content.decode()
    assert client.post(link, GOOD).url == "/accounts/login/"
    ta.refresh_from_db()
    assert ta.check_password("three plain words")
    assert client.get(link).status_code == 410


@pytest.mark.parametrize("role", ["ta", "head", "teacher"])
def test_give_password_link_is_refused_to_others(house, sign_in, role):
    answer = sign_in(role).post(f"/people/{house.posts.hlta.person_id}/link/")
    assert answer.status_code == 403


def test_set_password_refuses_a_weak_one(house, client):
    link = f"/welcome/{token_for(house.posts.ta.person)}/"
    answer = client.post(link, {"new_password1": "short", "new_password2": "short"})
    assert "at least 12 characters" in answer.content.decode()


def test_set_password_link_lasts_three_days(house):
    with time_machine.travel("2026-11-20 12:00Z", tick=False):
        token = token_for(house.posts.ta.person)
    with time_machine.travel("2026-11-23 11:00Z", tick=False):
        assert person_of(token) == house.posts.ta.person
    with time_machine.travel("2026-11-23 13:00Z", tick=False):
        assert person_of(token) is None


def test_set_password_link_of_somebody_shut_out_or_forged_is_worthless(house, client):
    ta = house.posts.ta.person
    token = token_for(ta)
    forged = signing.dumps([ta.pk, "0" * 32], salt=SALT)
    assert client.get(f"/welcome/{forged}/").status_code == 410
    assert client.get(f"/welcome/{token}x/").status_code == 410
    ta.is_active = False
    ta.save()
    assert client.get(f"/welcome/{token}/").status_code == 410
