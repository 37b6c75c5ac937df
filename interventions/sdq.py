"""Strengths and Difficulties Questionnaire: reading scale scores, never items (they are copyright).

Four bands for the United Kingdom by who answered: teacher, parent, or the pupil aged 11 to 17.
Five scales of 0 to 10; total difficulties, 0 to 40, leaves prosocial out.
"""

from bisect import bisect_right
from typing import Literal, TypeAlias

Informant: TypeAlias = Literal["teacher", "parent", "self"]
Scale: TypeAlias = Literal["total", "emotional", "conduct", "hyperactivity", "peer", "prosocial"]

HIGHEST: dict[str, int] = {
    "total": 40,
    "emotional": 10,
    "conduct": 10,
    "hyperactivity": 10,
    "peer": 10,
    "prosocial": 10,
}
DIFFICULTY_BANDS = ("close to average", "slightly raised", "high", "very high")
STRENGTH_BANDS = ("very low", "low", "slightly lowered", "close to average")

# The score at which each band after the first begins. Prosocial counts strengths, so it begins low.
_STARTS: dict[str, dict[str, tuple[int, int, int]]] = {
    "teacher": {
        "total": (12, 16, 19),
        "emotional": (4, 5, 6),
        "conduct": (3, 4, 5),
        "hyperactivity": (6, 8, 9),
        "peer": (3, 5, 6),
        "prosocial": (4, 5, 6),
    },
    "parent": {
        "total": (14, 17, 20),
        "emotional": (4, 5, 7),
        "conduct": (3, 4, 6),
        "hyperactivity": (6, 8, 9),
        "peer": (3, 4, 5),
        "prosocial": (6, 7, 8),
    },
    "self": {
        "total": (15, 18, 20),
        "emotional": (5, 6, 7),
        "conduct": (4, 5, 6),
        "hyperactivity": (6, 7, 8),
        "peer": (3, 4, 5),
        "prosocial": (5, 6, 7),
    },
}


def sdq_band(informant: Informant, scale: Scale, score: int) -> str:
    """The band of a scale score in words.

    Raises ValueError for an unknown informant or scale, or a score outside the scale.
    """
    if informant not in _STARTS or scale not in HIGHEST:
        raise ValueError(f"There is no {scale} scale answered by {informant}.")
    if score not in range(HIGHEST[scale] + 1):
        raise ValueError(f"The {scale} score runs from 0 to {HIGHEST[scale]} in whole numbers.")
    bands = STRENGTH_BANDS if scale == "prosocial" else DIFFICULTY_BANDS
    return bands[bisect_right(_STARTS[informant][scale], score)]


def sdq_total(emotional: int, conduct: int, hyperactivity: int, peer: int) -> int:
    """Total difficulties, 0 to 40. Raises ValueError when a scale lies outside 0 to 10."""
    scales = (emotional, conduct, hyperactivity, peer)
    if any(score not in range(11) for score in scales):
        raise ValueError("Each scale runs from 0 to 10 in whole numbers.")
    return sum(scales)


def sdq_prorated(points: int, answered: int) -> int:
    """A scale score when not all five items were answered: scaled up, halves upwards.

    Raises ValueError under three answers, or when the points cannot come from them.
    """
    if answered not in range(3, 6):
        raise ValueError("A scale needs at least three of its five items answered.")
    if points not in range(2 * answered + 1):
        raise ValueError(f"{answered} items give 0 to {2 * answered} points.")
    return (10 * points + answered) // (2 * answered)
