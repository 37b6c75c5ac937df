"""Pupils in the search box, the menu and the tabs: only what the person may see, counts too."""

import pytest
from django.urls import reverse

from pupils import tabs
from pupils.finding_pupils import find_pupils
from staff.navigation import items_for
from tests.factories.pupils import PupilFactory, link, on_register
from tests.factories.staff import PostFactory, SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def toby(school):
    return on_register(
        PupilFactory(
            school=school,
            surname="Wrenfield",
            forename="Tobias",
            known_as="Toby",
            form="8B",
            upn="A207400025014",
        )
    )


def labels(person, words: str, limit: int = 5) -> list[str]:
    return [hit.label for hit in find_pupils(person, words, limit)]


@pytest.mark.parametrize(
    "words", ["toby", "TOBIAS", "wren tob", "tw", "t.w.", "8b", "a207400025014"]
)
def test_find_pupils_by_names_initials_form_and_number(school, toby, words):
    person = PostFactory(role="senco", school=school).person
    assert labels(person, words) == ["Wrenfield, Toby"]


def test_find_pupils_finds_only_what_the_person_may_see(client, school, toby):
    ta, other = PostFactory.create_batch(2, role="ta", school=school)
    link(toby, ta)
    assert labels(ta.person, "toby") == ["Wrenfield, Toby"]
    assert labels(other.person, "toby") == []
    assert labels(PostFactory(role="senco").person, "toby") == []
    client.force_login(other.person)
    page = client.get(reverse("find"), {"q": "toby"}).content.decode()
    assert "Wrenfield" not in page
    client.force_login(ta.person)
    page = client.get(reverse("find"), {"q": "toby"}).content.decode()
    assert reverse("pupil", args=[toby.pk]) in page


def test_find_pupils_stops_at_the_limit_with_those_on_roll_first(school):
    PupilFactory(school=school, surname="Same", forename="Gone", left_on="2026-07-01")
    PupilFactory.create_batch(4, school=school, surname="Same")
    person = PostFactory(role="senco", school=school).person
    assert len(labels(person, "same", 3)) == 3
    assert labels(person, "same", 5)[-1] == "Same, Gone"


@pytest.mark.parametrize(("role", "shown"), [("ta", True), ("dsl", True), ("hr", False)])
def test_the_menu_offers_pupils_to_those_who_see_some(school, role, shown):
    names = [item.url_name for item in items_for(PostFactory(role=role, school=school).person)]
    assert ("register" in names) == shown


def test_tabs_are_shown_in_order_to_those_their_policy_lets(monkeypatch, school, toby):
    monkeypatch.setattr(tabs, "_TABS", {})
    tabs.add(tabs.Tab("late", "Late", "pupil", 90))
    tabs.add(tabs.Tab("never", "Never", "pupil", 5, lambda person, pupil: "Not for you."))
    tabs.add(tabs.Tab("early", "Early", "pupil", 10, lambda person, pupil: ""))
    person = PostFactory(role="senco", school=school).person
    assert [tab.name for tab in tabs.tabs_for(person, toby)] == ["early", "late"]
