"""Every address x every actor x {own, other team, other school}, against one table written by hand."""

from collections.abc import Callable, Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.access_table import ELSEWHERE, SIGHT, TABLE
from tests.house.asking import NO_SUCH_ID, NO_SUCH_TOKEN, House, house, judge, send, undone
from tests.house.world import ACTORS, LEFT, MATE, SURNAMES
from tests.house.world_concerns import SAID
from tests.house.world_plans import AIM, VIEWS, WRITING
from tests.house.world_reviews import WORDS
from tests.house.world_work import GOAL, NOTE

__all__ = ["house"]
pytestmark = pytest.mark.django_db
ROUTES = sorted(TABLE)


def named(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, Callable]]:
    """Every address that the portal answers with its view, found by walking the resolver."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from named(
                pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space
            )
        elif isinstance(pattern, URLPattern):
            name = f"{space}{pattern.name}" if pattern.name else f"unnamed {pattern.pattern}"
            yield name, pattern.callback


def cells(name: str) -> list[tuple[str, str]]:
    """Method and place of each cell of one row."""
    return [
        (method, place)
        for method, row in TABLE[name].methods.items()
        for place in places(name, row)
    ]


def places(name: str, row) -> list[str]:
    """Where the route is tried: a page about no object is in one place only."""
    return list(row) if TABLE[name].kind else ["own"]


def test_access_table_holds_every_address_and_no_other():
    known = set(TABLE) | set(ELSEWHERE)
    there = {name for name, _view in named(get_resolver())}
    assert sorted(there - known) == []
    assert sorted(known - there) == []


def test_access_table_pairs_every_refusal_with_somebody_who_is_served():
    """No row refuses everybody: then a refusal could pass for the wrong reason."""
    rows = [(name, method, row) for name in ROUTES for method, row in TABLE[name].methods.items()]
    assert [f"{name} {method}" for name, method, row in rows if not row["own"]] == []


def test_access_table_serves_nobody_what_they_do_not_see():
    blind = [
        f"{name} {method} {place}: {sorted(row[place] - SIGHT[TABLE[name].kind][place])}"
        for name in ROUTES
        if TABLE[name].kind
        for method, row in TABLE[name].methods.items()
        for place in row
        if not row[place] <= SIGHT[TABLE[name].kind][place]
    ]
    assert blind == []


@pytest.mark.parametrize("name", ROUTES)
def test_access_is_as_the_table_says(house: House, name: str):
    wrong = [
        judge(house, actor, name, method, place)
        for method, place in cells(name)
        for actor in ACTORS
    ]
    assert [words for words in wrong if words] == []


@pytest.mark.parametrize(
    ("actor", "name", "words"),
    [
        ("data", "pupil", SURNAMES["own"]),
        ("hlta", "group", f"{MATE}own"),
        ("head", "register", f"{LEFT}own"),
        ("ta", "log_session", SURNAMES["own"]),
        ("teacher", "pupil_sessions", f"{NOTE}{SURNAMES['own']}"),
        ("ta", "edit_goals", f"{GOAL}{SURNAMES['own']}"),
        ("assistant_senco", "review", WORDS["own"]),
        ("dsl", "concern", f"{SAID}concern{SURNAMES['own']}"),
        ("ta", "plan", f"{AIM}{SURNAMES['own']}"),
        ("hlta", "plan", f"{VIEWS}{SURNAMES['own']}"),
        ("hlta", "edit_plan_row", f"{WRITING}{SURNAMES['own']}"),
    ],
)
def test_access_shows_the_words_to_whoever_may_read_them(house: House, actor, name, words):
    """The control: words that ``judge`` looks for on everybody's pages do stand on somebody's."""
    assert words in house.ask(actor, name, "GET", "own").content.decode()


@pytest.mark.parametrize("name", [name for name in ROUTES if TABLE[name].has_key])
def test_access_to_what_is_not_there_is_the_same_404_everywhere(house: House, name: str):
    url = house.address_of_nothing(name)
    assert str(NO_SUCH_ID) in url or str(NO_SUCH_TOKEN) in url
    for method, row in TABLE[name].methods.items():
        for actor in (min(row["own"]), "hr"):
            with undone():
                answer = send(house.client(actor), method, url, TABLE[name].data)
            nothing = house.nothing(actor, method)
            assert (answer.status_code, answer.content) == (404, nothing.content), (method, actor)


@pytest.mark.parametrize("name", ROUTES)
def test_access_answers_no_other_method(house: House, name: str):
    """A form's address does not answer a GET, a page's does not answer a POST, nothing answers TRACE."""
    route = TABLE[name]
    actor = min(actor for row in route.methods.values() for actor in row["own"])
    url = house.address(name, "own")
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"} - set(route.methods):
        with undone():
            status = house.client(actor).generic(method, url).status_code
        assert status == 405, f"{method} {name} got {status}"
