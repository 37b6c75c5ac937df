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


def add_source(source: Source) -> None:
    """Ask ``source`` on every home page; asking twice adds it once."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def needs_of(person: Any) -> list[Need]:
    """Everything that needs ``person``, the most urgent first."""
    found = [need for source in _SOURCES for need in source(person) if need.count]
    return sorted(found, key=lambda need: need.rank)
