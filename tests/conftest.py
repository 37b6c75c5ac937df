"""What every test gets: no undefined variable in a template of ours goes unnoticed."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS
from django.template import engines
from django.template.base import Node

from core import triggers

OURS = (
    str(settings.BASE_DIR / "templates"),
    *(str(settings.BASE_DIR / app) for app in settings.HOUSE_APPS),
)


class UndefinedVariableError(AssertionError):
    """A template of ours names a variable that its view does not give it."""


def template_being_rendered() -> str:
    """Return the path of the template whose node is being rendered, innermost first."""
    frame = sys._getframe()
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return node.origin.name
        frame = frame.f_back
    return ""


class FailsInOurTemplates(str):
    """Stands for an undefined variable: an error in our templates, nothing in other people's."""

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __mod__(self, variable: object) -> str:
        place = template_being_rendered()
        if place.startswith(OURS):
            where = Path(place).relative_to(settings.BASE_DIR)
            raise UndefinedVariableError(f"{where} uses {variable}, which is not defined.")
        return ""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give back the seeded rows after each test with real transactions, whether it asks or not.

    Such a test is cleaned by emptying every table; without this the next one would find no bands,
    no needs and no measures, or trip over the rows that Django makes anew by itself.
    """
    for item in items:
        if has_real_transactions(item):
            asked = item.get_closest_marker("django_db")
            kept = {**(asked.kwargs if asked else {})}
            kept |= {"transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**kept), append=False)


def has_real_transactions(item: pytest.Item) -> bool:
    """Whether a test commits, by its mark or by a fixture it uses."""
    marker = item.get_closest_marker("django_db")
    by_mark = bool(marker and marker.kwargs.get("transaction"))
    return by_mark or bool({"transactional_db", "live_server"} & set(item.fixturenames))


@pytest.fixture(autouse=True, scope="session")
def _undefined_variables_fail() -> Iterator[None]:
    engine = engines["django"].engine
    before, engine.string_if_invalid = engine.string_if_invalid, FailsInOurTemplates("%s")
    yield
    engine.string_if_invalid = before


@pytest.fixture(autouse=True)
def _limits_start_at_zero() -> Iterator[None]:
    """The limits on sign-in are counted in the cache: one test's tries are not another's."""
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _record_book_can_be_emptied_between_tests(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with real transactions is cleaned by DELETE, which the record book's triggers refuse.

    The triggers go just before the cleaning and stand again before the next test.
    """
    if not has_real_transactions(request.node):
        yield
        return
    request.getfixturevalue("transactional_db")
    triggers.install(DEFAULT_DB_ALIAS)
    yield
    triggers.remove(DEFAULT_DB_ALIAS)
