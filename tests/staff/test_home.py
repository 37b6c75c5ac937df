"""The first page: work for who has it waiting, and what needs me for everybody else."""

import pytest

from core.templatetags import look
from staff import home
from staff.home import Need
from tests.factories.staff import PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sources(monkeypatch):
    found = []
    monkeypatch.setattr(home, "_SOURCES", found)
    return found


def page_of(client, role, **more):
    client.force_login(PostFactory(role=role, **more).person)
    return client.get("/")


def test_home_shows_three_needs_the_most_urgent_first_and_the_rest_below(client, sources):
    needs = [Need(n, f"Need {n}", f"Because {n}", f"/find/?q={n}", "Go") for n in (4, 1, 3, 0, 2)]
    home.add_source(lambda person: needs)
    page = page_of(client, "head")
    assert [need["title"] for need in page.context["needs"]] == ["Need 0", "Need 1", "Need 2"]
    assert [need["title"] for need in page.context["more"]] == ["Need 3", "Need 4"]
    assert "Because 4" in page.content.decode()


def test_home_leaves_out_needs_that_have_nothing_behind_them(client, sources):
    home.add_source(lambda person: [Need(0, "None of these", "", "/", "Go", count=0)])
    page = page_of(client, "head").content.decode()
    assert "None of these" not in page
    assert "Nothing needs you now" in page


def test_home_asks_a_source_once_however_often_it_is_added(client, sources):
    def source(person):
        return [Need(0, "Once", "", "/find/", "Go")]

    home.add_source(source)
    home.add_source(source)
    assert page_of(client, "head").content.decode().count("Once") == 1


@pytest.mark.parametrize(
    ("role", "route"),
    [("senco", "caseload"), ("assistant_senco", "caseload"), ("hlta", "today"), ("ta", "today")],
)
def test_home_leads_people_with_a_day_to_their_work(client, sources, monkeypatch, role, route):
    monkeypatch.setattr("staff.views.home.door", lambda name: f"/{name}/")
    assert page_of(client, role)["Location"] == f"/{route}/"


def test_home_of_an_hlta_who_also_plans_is_the_caseload(client, sources, monkeypatch):
    monkeypatch.setattr("staff.views.home.door", lambda name: f"/{name}/")
    post = PostFactory(role="hlta")
    PostFactory(role="assistant_senco", person=post.person, school=post.school)
    client.force_login(post.person)
    assert client.get("/")["Location"] == "/caseload/"


@pytest.mark.parametrize("role", ["head", "teacher", "dsl", "hr", "exams", "data"])
def test_home_names_the_places_of_everybody_else(client, sources, role):
    page = page_of(client, role)
    assert page.status_code == 200
    assert all(place.url != "/" for place in page.context["places"])
    assert look.day(page.context["today"]) in page.content.decode()
