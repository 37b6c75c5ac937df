"""Where a recommendation can be adopted: strategies of the profile, access arrangements, and what others add.

A place is "kind:key". A subject adds its kind when it starts: what it offers for a pupil, and which of
some keys still stand, so that advice that was adopted and has since gone is seen.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pupils.models import Pupil

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Place:
    """One kind of record. ``offered(person, pupil)`` are keys and labels; ``standing(keys)`` what stands."""

    kind: str
    label: Any
    offered: Callable[[Any, Pupil], Pairs]
    standing: Callable[[list[str]], set[str]]


_PLACES: dict[str, Place] = {}


def add(place: Place) -> None:
    """Let recommendations be adopted in records of this kind; called from ``AppConfig.ready``."""
    _PLACES[place.kind] = place


def offered(person: Any, pupil: Pupil) -> list[tuple[str, Pairs]]:
    """Everything a recommendation about the pupil can be adopted in, by kind."""
    groups = []
    for place in _PLACES.values():
        pairs = [(f"{place.kind}:{key}", words) for key, words in place.offered(person, pupil)]
        if pairs:
            groups.append((str(place.label), pairs))
    return groups


def gone(places: Iterable[str]) -> set[str]:
    """Those of some places that no longer stand: one query for each kind among them."""
    by_kind: dict[str, list[str]] = {}
    asked = set(filter(None, places))
    for one in asked:
        kind, _colon, key = one.partition(":")
        by_kind.setdefault(kind, []).append(key)
    standing = {
        f"{kind}:{key}"
        for kind, keys in by_kind.items()
        if kind in _PLACES
        for key in _PLACES[kind].standing(keys)
    }
    return asked - standing
