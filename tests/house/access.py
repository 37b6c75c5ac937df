"""How the access table is written: who sees what, who is served where, and what every refusal is.

The table itself is written by hand from what each role is for (docs/architecture.md, docs/adr,
domain.md 11); nothing in it is read from the code that it judges.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.house.world import ACTORS

Cells = Mapping[str, frozenset[str]]
SIGNED_IN = frozenset(ACTORS) - {"anonymous", "deactivated"}
NOBODY: frozenset[str] = frozenset()
#: Answers that mean "served": a page, the next page, or the form again with what is wrong or stale.
SERVED = frozenset({200, 302, 409, 422})


def who(words: str) -> frozenset[str]:
    """Actors from a line of words; "all" is everybody who is signed in."""
    actors = SIGNED_IN if words == "all" else frozenset(words.split())
    if unknown := actors - SIGNED_IN:
        raise ValueError(f"No such actors: {sorted(unknown)}")
    return actors


def at(own: str, team: str | None = None) -> Cells:
    """Actors by where the object stands. Without ``team`` the object belongs to the whole school.

    Nobody sees or does anything at another school: that is the rule, so no row can say otherwise.
    """
    cells = {"own": who(own), "other_team": who(team or ""), "other_school": NOBODY}
    if team is None:
        del cells["other_team"]
    return cells


@dataclass(frozen=True)
class Route:
    """One address: the object it is about, and for each method who is served where.

    ``kind`` names the object, whose sight stands in SIGHT; empty for a page that is about none.
    ``kwargs`` names objects by the parts of the address where there is more than ``pk``, ``fixed``
    parts that are no object, ``data`` what a POST sends besides a version, ``sitting`` what the
    browser's sitting remembers under a name, ``query`` the part after "?", with kinds in braces.
    """

    kind: str = ""
    get: Cells | None = None
    post: Cells | None = None
    kwargs: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, object] = field(default_factory=dict)
    data: Mapping[str, str] = field(default_factory=dict)
    sitting: str = ""
    query: str = ""
    is_open: bool = False

    @property
    def has_key(self) -> bool:
        """Whether an object stands in the address."""
        return bool(self.kind) and not self.sitting

    @property
    def methods(self) -> dict[str, Cells]:
        """The methods that the route answers."""
        asked = {"GET": self.get, "POST": self.post}
        return {method: cells for method, cells in asked.items() if cells is not None}


def reads(kind: str, own: str, team: str | None = None, **more) -> Route:
    """A page."""
    return Route(kind, get=at(own, team), **more)


def form(kind: str, own: str, team: str | None = None, **more) -> Route:
    """A form: whoever may send it may open it, and nobody else."""
    return Route(kind, get=at(own, team), post=at(own, team), **more)


def acts(kind: str, own: str, team: str | None = None, **more) -> Route:
    """A button: POST only."""
    return Route(kind, post=at(own, team), **more)
