"""The menu: by role, without asking the database, and with one place marked."""

import pytest

from staff import navigation
from staff.access import read_access
from staff.navigation import Item, links_for
from tests.factories.staff import PostFactory, line

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return PostFactory(role="hlta").person


@pytest.fixture
def menu(monkeypatch):
    items = {}
    monkeypatch.setattr(navigation, "_ITEMS", items)
    return items


def test_navigation_is_in_order_and_marks_the_deepest_place(person, menu):
    navigation.add(Item("Find", "find", 20, lambda person: True))
    navigation.add(Item("Home", "home", 10, lambda person: True))
    navigation.add(Item("Account", "my_account", 30, lambda person: person.access.has_any("head")))
    links = links_for(person, "/find/more/")
    assert [(link.label, link.is_current) for link in links] == [("Home", False), ("Find", True)]
    assert [link.is_current for link in links_for(person, "/")] == [True, False]
    assert not any(link.is_current for link in links_for(person, "/elsewhere/"))


def test_navigation_leaves_out_places_that_have_no_address(person, menu):
    navigation.add(Item("Nowhere", "no_such_route", 1, lambda person: True))
    assert links_for(person, "/") == []


def test_navigation_holds_a_route_once(person, menu):
    navigation.add(Item("Find", "find", 20, lambda person: True))
    navigation.add(Item("Search", "find", 20, lambda person: True))
    assert [link.label for link in links_for(person, "/")] == ["Search"]


def test_navigation_asks_the_database_nothing(person, django_assert_num_queries):
    assert person.access.posts
    with django_assert_num_queries(0):
        links_for(person, "/")


def test_access_knows_who_has_a_line_without_another_question(django_assert_num_queries):
    manager, post = PostFactory(role="hlta"), PostFactory(role="ta")
    line(manager, post)
    with django_assert_num_queries(2):
        assert read_access(manager.person_id).has_line
        assert not read_access(post.person_id).has_line


def test_every_page_names_the_schools_of_the_person(client, person):
    PostFactory(person=person, role="ta", school__name="Brackwater Academy")
    client.force_login(person)
    assert " and Brackwater Academy" in client.get("/find/").content.decode()


def test_navigation_marks_the_place_that_a_page_stands_beside(person, menu):
    navigation.add(Item("Find", "find", 20, lambda person: True, "", ("my_account", "no_such")))
    navigation.add(Item("Home", "home", 10, lambda person: True))
    assert [link.is_current for link in links_for(person, "/account/")] == [False, True]
    assert not any(link.is_current for link in links_for(person, "/accounts/"))


def test_navigation_keeps_the_rest_under_more_only_when_the_row_is_full(
    client, person, menu, monkeypatch
):
    navigation.add(Item("Find", "find", 20, lambda person: True, "", more=True))
    navigation.add(Item("Home", "home", 30, lambda person: True))
    assert not any(link.is_more for link in links_for(person, "/"))
    monkeypatch.setattr(navigation, "ROW", 1)
    links = links_for(person, "/")
    assert [(link.label, link.is_more) for link in links] == [("Find", True), ("Home", False)]
    client.force_login(person)
    page = client.get("/find/").content.decode()
    assert page.index(">Home<") < page.index(">Find</a>") < page.index('id="nav-more"')
