"""The search: by part of a name, accents and initials or not, and silent about other schools."""

import pytest

from staff import finding
from staff.finding import Hits, by_name
from staff.finding_people import find_people
from staff.models import StaffMember
from tests.factories.staff import PersonFactory, PostFactory, SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def seeker(client, school):
    post = PostFactory(role="head", school=school, person__full_name="Helen Carrow")
    client.force_login(post.person)
    return post.person


def colleague(school, name, **more):
    return PostFactory(school=school, person__full_name=name, **more).person


def names(client, words):
    page = client.get("/find/", {"q": words})
    return [hit.label for kind in page.context["kinds"] for hit in kind["hits"]]


@pytest.mark.parametrize(
    "words",
    [
        "Élodie",
        "elodie",
        "ELODIE",
        "brac",
        "élod bra",
        "É Brack",
        "e. brackett",
        "EB",
        "e.b.",
        "eb",
    ],
)
def test_find_answers_to_accents_parts_and_initials(client, seeker, school, words):
    colleague(school, "Élodie Brackett")
    colleague(school, "Priti Vance")
    assert names(client, words) == ["Élodie Brackett"]


@pytest.mark.parametrize("words", ["", " ", "e", ".", "é"])
def test_find_asks_for_two_letters(client, seeker, school, words):
    colleague(school, "Élodie Brackett")
    assert names(client, words) == []


def test_find_answers_to_known_as_and_user_name(client, seeker, school):
    PostFactory(
        school=school,
        person=PersonFactory(full_name="Danielle Okoro", known_as="Dani", username="ta.77"),
    )
    assert names(client, "dani ok") == ["Danielle Okoro"]
    assert names(client, "ta.77") == ["Danielle Okoro"]


def test_find_neither_names_nor_counts_people_of_other_schools(client, seeker, school):
    for number in range(30):
        colleague(SchoolFactory(), f"Brackett Elsewhere{number}")
    page = client.get("/find/", {"q": "brackett"}).content.decode()
    assert "Elsewhere" not in page
    assert "Nothing found that you may see" in page
    colleague(school, "Élodie Brackett")
    page = client.get("/find/", {"q": "brackett"})
    assert page.context["kinds"][0]["has_more"] is False


def test_find_shows_a_dozen_and_says_that_there_are_more(client, seeker, school):
    for number in range(14):
        colleague(school, f"Brackett Number{number:02}")
    page = client.get("/find/", {"q": "brackett"})
    assert len(page.context["kinds"][0]["hits"]) == finding.MOST
    assert "The first 12 are shown." in page.content.decode()


def test_find_shows_post_and_school_or_that_there_is_none(client, seeker, school):
    colleague(school, "Priti Vance", role="ta")
    colleague(school, "Joe Marsh", role="ta", ends_on="2021-01-01")
    page = client.get("/find/", {"q": "priti"}).content.decode()
    assert f"Teaching assistant, {school.name}" in page
    assert "Holds no post now" in client.get("/find/", {"q": "marsh"}).content.decode()


def test_find_costs_the_same_for_one_and_for_a_dozen(
    client, seeker, school, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(finding, "_SOURCES", [find_people])
    client.get("/find/")
    for number in range(12):
        colleague(school, f"Brackett Number{number:02}")
        if number in (0, 11):
            with django_assert_num_queries(4):
                client.get("/find/", {"q": "brackett"})


def test_find_asks_every_floor_and_groups_by_kind(client, seeker, school, monkeypatch):
    sources = []
    monkeypatch.setattr(finding, "_SOURCES", sources)
    finding.add_source(lambda person, words, limit: [Hits("Pupils", "Toby", "/x/")] * 40)
    finding.add_source(lambda person, words, limit: [Hits("Groups", f"{words} of {person}", "/y/")])
    kinds = client.get("/find/", {"q": "toby"}).context["kinds"]
    assert [(kind["name"], len(kind["hits"]), kind["has_more"]) for kind in kinds] == [
        ("Pupils", 12, True),
        ("Groups", 1, False),
    ]


def test_find_shows_what_was_typed_as_text(client, seeker):
    page = client.get("/find/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_empty_search_page_costs_two_queries(client, seeker, django_assert_num_queries):
    client.get("/find/")
    with django_assert_num_queries(2):
        client.get("/find/")


def test_by_name_wants_every_initial_at_the_start_of_a_word():
    PersonFactory(full_name="Toby Wrenfield")
    PersonFactory(full_name="Robert Ottwell")
    found = StaffMember.objects.filter(by_name("tw")).values_list("full_name", flat=True)
    assert sorted(found) == ["Robert Ottwell", "Toby Wrenfield"]
    found = StaffMember.objects.filter(by_name("t w")).values_list("full_name", flat=True)
    assert list(found) == ["Toby Wrenfield"]
