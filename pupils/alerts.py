"""Alerts at the head of a record: what every adult must know before anything else.

A source is a function of the pupil and the person who asks, and decides what that person may see. It
is added in ``AppConfig.ready``; each costs every page of every record its queries, so it has one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pupils.models import Pupil


@dataclass(frozen=True)
class Alert:
    """A few words that cannot be overlooked, and the page that says more, where the person may open it."""

    words: str
    drawing: str = "shield"
    url: str = ""
    kind: str = "bad"


Source = Callable[[Any, Pupil], Iterable[Alert]]
_SOURCES: list[Source] = []


def add_source(source: Source) -> None:
    """Ask ``source`` for every record; asking twice adds it once."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def alerts_of(person: Any, pupil: Pupil) -> list[Alert]:
    """Every alert about the pupil that this person sees."""
    return [alert for source in _SOURCES for alert in source(person, pupil)]
