"""The first school and its head are added by a command; refusals leave nothing behind."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from core.models import AuditEvent, School
from staff.access import Role
from staff.models import Post, StaffMember

pytestmark = pytest.mark.django_db
ASKED = {
    "school": "Aldergate Primary",
    "urn": 123456,
    "trust": "Two Rivers Trust",
    "person": "Morwenna Pask",
    "username": "M.Pask",
}


@pytest.fixture
def typed(monkeypatch):
    def type_in(line: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(line + "\n"))

    type_in("lantern-orchard-47")
    return type_in


def test_add_school_lets_the_head_sign_in(typed, client):
    said = io.StringIO()
    call_command("add_school", **ASKED, stdout=said)
    assert said.getvalue() == "Aldergate Primary is ready; Morwenna Pask signs in as m.pask.\n"
    post = Post.objects.get()
    assert (post.role, post.school.urn, post.school.trust.name) == (
        Role.HEAD,
        123456,
        "Two Rivers Trust",
    )
    assert client.login(username="m.pask", password="lantern-orchard-47")
    assert list(AuditEvent.objects.values_list("action", flat=True).order_by("sequence")) == [
        "open_school",
        "add_post",
    ]


def test_add_school_to_a_person_who_has_an_account_keeps_the_password(typed):
    call_command("add_school", **ASKED, stdout=io.StringIO())
    typed("another-password-entirely")
    second = ASKED | {"school": "Birchfield Academy", "urn": 123457}
    call_command("add_school", **second, stdout=io.StringIO())
    assert StaffMember.objects.get().check_password("lantern-orchard-47")
    assert Post.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "password", "sentence"),
    [
        ({}, "short", "too short"),
        ({}, "morwenna pask", "too similar to"),
        ({"urn": 12}, "lantern-orchard-47", "greater than or equal to 100000"),
        ({"school": ""}, "lantern-orchard-47", "cannot be blank"),
    ],
)
def test_add_school_that_cannot_be_is_refused_and_leaves_nothing(
    typed, changed, password, sentence
):
    typed(password)
    with pytest.raises(CommandError, match=sentence):
        call_command("add_school", **(ASKED | changed), stdout=io.StringIO())
    assert not School.objects.exists()
    assert not StaffMember.objects.exists()


def test_add_school_twice_is_refused(typed):
    call_command("add_school", **ASKED, stdout=io.StringIO())
    with pytest.raises(CommandError, match="already"):
        call_command("add_school", **ASKED, stdout=io.StringIO())
    assert School.objects.count() == 1
