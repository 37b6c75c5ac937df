"""What every test gets: no undefined variable in a template of ours goes unnoticed."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.template import engines
from django.template.base import Node

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
