"""One search box over everything: each floor adds a source, and answers only what may be seen.

A source is a function of the person, the words and how many rows are wanted.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

MOST = 12


@dataclass(frozen=True)
class Hits:
    """One thing found: what kind of thing it is, its name, its address, and a line about it."""

    kind: str
    label: str
    url: str
    detail: str = ""


Source = Callable[[Any, str, int], Iterable[Hits]]
_SOURCES: list[Source] = []


def add_source(source: Source) -> None:
    """Ask ``source`` on every search; asking twice adds it once."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def find(person: Any, words: str, limit: int = MOST) -> list[Hits]:
    """Everything ``person`` may see that matches ``words``, source by source."""
    return [hit for source in _SOURCES for hit in source(person, words, limit)] if words else []
