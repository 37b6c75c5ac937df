"""What needs a person, gathered from every floor: the home page asks here, higher floors add.

A source is a function of the person; it is registered once, in its app's ``ready``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

SHOWN = 3


@dataclass(frozen=True)
class Need:
    """One thing to do. ``rank`` orders them (0 first); ``count`` is how many rows stand behind it."""

    rank: int
    title: str
    detail: str
    url: str
    action_label: str
    count: int = 1


Source = Callable[[Any], Iterable[Need]]
_SOURCES: list[Source] = []
_ON_THE_DAY: list[Source] = []


def add_source(source: Source, *, on_the_day: bool = False) -> None:
    """Ask ``source`` on every home page; asking twice adds it once.

    With ``on_the_day`` it is asked as well on the page of those whose home page is their day's work:
    for what cannot wait until they look elsewhere.
    """
    if source not in _SOURCES:
        _SOURCES.append(source)
    if on_the_day and source not in _ON_THE_DAY:
        _ON_THE_DAY.append(source)


def needs_of(person: Any) -> list[Need]:
    """Everything that needs ``person``, the most urgent first."""
    return _asked(_SOURCES, person)


def needs_on_the_day(person: Any) -> list[Need]:
    """What stands above the day's work of ``person``, the most urgent first."""
    return _asked(_ON_THE_DAY, person)


def _asked(sources: list[Source], person: Any) -> list[Need]:
    found = [need for source in sources for need in source(person) if need.count]
    return sorted(found, key=lambda need: need.rank)


def in_words(needs: Iterable[Need]) -> list[dict[str, Any]]:
    """Needs as the component of the page draws them."""
    return [
        {
            "title": need.title, "url": need.url, "why": need.detail,
            "links": [{"label": need.action_label, "url": need.url}],
        }
        for need in needs
    ]  # fmt: skip
