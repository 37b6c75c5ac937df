"""Parts of a page of the record that several subjects share: the plans of a pupil, and the people around one.

Each subject adds its part when it starts; a part is shown to whom its policy gives no reason against
it, and gathers what its template draws. So a page grows without anybody touching it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pupils.models import Pupil

Policy = Callable[[Any, Pupil], str]
Gather = Callable[[Any, Pupil], dict[str, Any]]

PLANS, PEOPLE = "pupil_plans", "pupil_people"


@dataclass(frozen=True)
class Part:
    """One part of ``page``: its template is included with ``pupil`` and ``found``, what ``gather`` gave."""

    page: str
    name: str
    order: int
    template: str
    gather: Gather
    policy: Policy | None = None


@dataclass(frozen=True)
class Shown:
    """A part with what it found."""

    name: str
    template: str
    found: dict[str, Any] = field(default_factory=dict)


_PARTS: dict[tuple[str, str], Part] = {}


def add(part: Part) -> None:
    """Add a part, or replace the one of the same name on the page; called from ``AppConfig.ready``."""
    _PARTS[part.page, part.name] = part


def see(page: str, person: Any, pupil: Pupil) -> str:
    """Why the person sees no part of the page, in the words of its first part; or nothing."""
    reasons = [_reason(part, person, pupil) for part in _of(page)]
    return "" if "" in reasons else next(iter(reasons), "")


def gathered(page: str, person: Any, pupil: Pupil) -> list[Shown]:
    """The parts of the page that this person sees, in their order, with what they found."""
    return [
        Shown(part.name, part.template, part.gather(person, pupil))
        for part in _of(page)
        if not _reason(part, person, pupil)
    ]


def _of(page: str) -> list[Part]:
    return sorted(
        (part for part in _PARTS.values() if part.page == page), key=lambda one: one.order
    )


def _reason(part: Part, person: Any, pupil: Pupil) -> str:
    return part.policy(person, pupil) if part.policy else ""
