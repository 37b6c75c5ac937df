"""Every subject whose records belong to a pupil, by its canary module; one line a subject."""

from collections.abc import Mapping

from tests.house import (
    canary_around,
    canary_concerns,
    canary_deadlines,
    canary_emergencies,
    canary_interventions,
    canary_moves,
    canary_papers,
    canary_plans,
    canary_pupils,
    canary_requests,
    canary_restrictive,
    canary_talk,
)
from tests.house.canary import Canary

SUBJECTS = (
    canary_deadlines,
    canary_pupils,
    canary_restrictive,
    canary_concerns,
    canary_emergencies,
    canary_talk,
    canary_plans,
    canary_interventions,
    canary_papers,
    canary_around,
    canary_moves,
    canary_requests,
)

CANARIES: list[Canary] = [one for subject in SUBJECTS for one in subject.CANARIES]

#: Columns that look like words and are none, with the reason: (model, column).
NO_WORDS: dict[tuple[type, str], str] = {
    pair: why for subject in SUBJECTS for pair, why in getattr(subject, "NO_WORDS", {}).items()
}

#: Further addresses than those of the access table, tried like the route itself: (route, query, other
#: objects than the table's by the parts of the address).
MORE: list[tuple[str, str, Mapping[str, str]]] = [
    one for subject in SUBJECTS for one in getattr(subject, "MORE", [])
]
