"""One search box over everything: each floor adds a source, and answers only what may be seen.

A source is a function of the person, the words and how many rows are wanted. It begins at
``visible_to(person)``: what may not be seen is not found, not counted and not hinted at.
"""

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from core.names import fold

MOST = 12
#: One letter would list half the school.
SHORTEST = 2


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
    """Everything ``person`` may see that matches ``words``, source by source, at most ``limit`` each."""
    if len(fold(words).replace(".", "").replace(" ", "")) < SHORTEST:
        return []
    return [
        hit for source in _SOURCES for hit in itertools.islice(source(person, words, limit), limit)
    ]


def by_name(words: str) -> Q:
    """Rows whose ``search_name`` (folded) answers to ``words``, on both databases alike.

    Every word must stand in the name; a single letter must begin one of its words, so that "T Wren"
    and "t. wrenfield" find Toby Wrenfield. Two or three letters are also tried as initials: "TW".
    """
    asked = fold(words.replace(".", " ")).split()
    wanted = Q()
    for word in asked:
        wanted &= _begins(word) if len(word) == 1 else Q(search_name__contains=word)
    if len(asked) == 1 and SHORTEST <= len(asked[0]) <= 3 and asked[0].isalpha():
        initials = Q()
        for letter in asked[0]:
            initials &= _begins(letter)
        wanted |= initials
    return wanted


def _begins(letter: str) -> Q:
    return Q(search_name__startswith=letter) | Q(search_name__contains=f" {letter}")
