"""How the access table is written and tried. The table itself is in access_table.py, by hand."""

from dataclasses import dataclass, field

from tests.house.world import ACTORS

EVERYBODY = frozenset(ACTORS) - {"anonymous", "deactivated"}
#: Answers that mean "served": a page, the next page, or the form again with what is wrong.
SERVED = frozenset({200, 201, 204, 302, 400, 409, 413, 422})
#: Answers that mean "refused": not allowed, or out of sight.
REFUSED = frozenset({403, 404})


def who(words: str) -> frozenset[str]:
    """Actors from a line of words; "all" is everybody who is signed in."""
    return EVERYBODY if words == "all" else frozenset(words.split())


@dataclass(frozen=True)
class Route:
    """One address: what it needs, and for each method who is served where.

    ``kind`` names the object in the address, empty when there is none (then only ``own`` counts).
    ``data`` is what a POST sends where an empty form would be too short to try the door.
    """

    get: dict[str, frozenset[str]] | None = None
    post: dict[str, frozenset[str]] | None = None
    kind: str = ""
    kwargs: dict[str, str] = field(default_factory=dict)
    is_open: bool = False

    def methods(self) -> dict[str, dict[str, frozenset[str]]]:
        """The methods the route answers."""
        asked = {"GET": self.get, "POST": self.post}
        return {method: served for method, served in asked.items() if served is not None}


def served(
    own: str = "", other_team: str = "", other_school: str = ""
) -> dict[str, frozenset[str]]:
    """Who is served, by where the object stands."""
    return {
        "own": who(own), "other_team": who(other_team), "other_school": who(other_school)
    }  # fmt: skip
