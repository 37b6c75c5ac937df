"""The demo's open door: there only in demo mode, and only for the demo's own people."""

import pytest

from tests.factories.staff import PersonFactory, PostFactory, SchoolFactory

pytestmark = pytest.mark.django_db

DOOR = "/accounts/demo/"


@pytest.fixture
def people():
    school = SchoolFactory(name="Alder Vale School")
    PostFactory(person__username="ta1", person__full_name="Priti Vance", role="ta", school=school)
    PostFactory(
        person__username="head", person__full_name="Helen Carrow", role="head", school=school
    )
    PostFactory(
        person__username="somebody", person__full_name="Real Person", role="head", school=school
    )


def test_demo_sign_in_does_not_exist_by_default(client, people):
    assert client.post(DOOR, {"username": "head"}).status_code == 404
    assert client.get(DOOR).status_code == 404
    page = client.get("/accounts/login/").content.decode()
    assert "Demo" not in page
    assert "Helen Carrow" not in page


def test_demo_sign_in_does_not_exist_in_production_whatever_the_setting(client, people, settings):
    settings.DEMO, settings.MODE = True, "production"
    assert client.post(DOOR, {"username": "head"}).status_code == 404
    assert "Helen Carrow" not in client.get("/accounts/login/").content.decode()


def test_demo_sign_in_lists_people_by_role_and_school(client, people, settings):
    settings.DEMO = True
    page = client.get("/accounts/login/").content.decode()
    assert page.index("Teaching assistant") < page.index("Headteacher")
    assert "Helen Carrow, Alder Vale School" in page
    assert "Real Person" not in page


def test_demo_sign_in_takes_one_click(client, people, settings):
    settings.DEMO = True
    answer = client.post(DOOR, {"username": "head", "next": "/find/"})
    assert answer["Location"] == "/find/"
    assert client.get("/find/").wsgi_request.user.username == "head"


def test_demo_sign_in_changes_over_from_somebody_else(client, people, settings):
    settings.DEMO = True
    client.post(DOOR, {"username": "head"})
    client.post(DOOR, {"username": "ta1"})
    assert client.get("/find/").wsgi_request.user.username == "ta1"


@pytest.mark.parametrize("name", ["somebody", "nobody", "", "senco"])
def test_demo_sign_in_opens_for_nobody_else(client, people, settings, name):
    settings.DEMO = True
    assert client.post(DOOR, {"username": name}).status_code == 404
    assert client.get("/find/").status_code == 302


def test_demo_sign_in_is_a_form_and_not_a_link(client, people, settings):
    settings.DEMO = True
    assert client.get(DOOR, {"username": "head"}).status_code == 404


def test_demo_sign_in_keeps_the_rule_of_a_current_post(client, settings):
    settings.DEMO = True
    PersonFactory(username="exams")
    assert client.post(DOOR, {"username": "exams"}).status_code == 403
