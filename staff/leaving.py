"""What still hangs on a post: shown before it ends, so that nothing is left without an owner.

Higher floors add sources: a function of the post, its last day and the person who ends it, that
names what to hand over as far as that person may see it.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from staff.models import Post


@dataclass(frozen=True)
class Tie:
    """Something that goes on after the post ends, in words, and where to hand it over."""

    words: str
    url: str = ""


Source = Callable[[Post, datetime.date, Any], Iterable[Tie]]
_SOURCES: list[Source] = []


def add_source(source: Source) -> None:
    """Ask ``source`` before a post ends; asking twice adds it once."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def ties_of(post: Post, on: datetime.date, person: Any) -> list[Tie]:
    """Everything that still hangs on ``post`` on the day it ends, as ``person`` may know it."""
    return [tie for source in _SOURCES for tie in source(post, on, person)]
