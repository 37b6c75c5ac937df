"""What can be made of many pupils behind the page: each subject registers its kind of paper.

A kind says who may ask for it, makes its part for each pupil, and puts the parts into one file. The
run itself (progress, who is left out, looks, the file's day) is the same for all of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pupils.models import PaperRun, Pupil


@dataclass(frozen=True)
class LeftOut:
    """Why a pupil is not in the file."""

    reason: str


@dataclass(frozen=True)
class Made:
    """The finished file."""

    content: bytes
    content_type: str
    file_name: str


#: Parts (or why not) by key of the pupil, for a handful of pupils that the person sees.
Parts = dict[int, Any]
Make = Callable[[Any, PaperRun, Sequence[Pupil]], Parts]
Whole = Callable[[PaperRun, Sequence[tuple[Pupil, Any]]], Made]
#: Why a person may not have such papers made at a school (or at any, for None); or nothing.
Refuse = Callable[[Any, int | None], str]


@dataclass(frozen=True)
class Kind:
    """One kind of papers: ``name`` stands in the table, ``about`` begins the reason of each look."""

    name: str
    label: Any
    about: Any
    refuse: Refuse
    make: Make
    whole: Whole


_KINDS: dict[str, Kind] = {}


def add(kind: Kind) -> None:
    """Register a kind, or replace the one of the same name; called from ``AppConfig.ready``."""
    _KINDS[kind.name] = kind


def kind_of(name: str) -> Kind:
    """The kind of a name. Raises KeyError for one that nobody registered."""
    return _KINDS[name]


def label_of(name: str) -> str:
    """A kind in words; its bare name where the subject is gone."""
    return str(_KINDS[name].label) if name in _KINDS else name


def all_kinds() -> list[Kind]:
    """Every kind, in the order added."""
    return list(_KINDS.values())
