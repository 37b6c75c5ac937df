"""The pupils behind the figures of a line: a name and a gain only where the pupil may be seen.

Everybody else stands here as initials without figures of their own, so that the page tells how many
pupils a figure rests on and nothing about any one of them.
"""

from dataclasses import dataclass
from typing import Any

from appraisal.evidence import pupils_of_line, seen_gains
from appraisal.line_page import Line, LineRow
from interventions.impact import Gain
from interventions.models import Place


@dataclass(frozen=True)
class Behind:
    """One place: the pupil, the group, and the gain where the person may see it."""

    place: Place
    is_seen: bool
    gain: Gain | None


@dataclass(frozen=True)
class Group:
    """One adult of the line with the places of the groups they lead."""

    row: LineRow
    places: list[Behind]


def pupils_behind(person: Any, line: Line) -> list[Group]:
    """Places by adult, in the order of the line. Five queries however many."""
    places = list(pupils_of_line([row.post.post_id for row in line.rows], line.since, line.on))
    seen, gains = seen_gains(person, places)
    by_leader: dict[int, list[Behind]] = {}
    for place in places:
        behind = Behind(place, place.pupil_id in seen, gains.get(place.pk))
        by_leader.setdefault(place.group.leader_id, []).append(behind)
    return [
        Group(row, by_leader[row.post.post_id])
        for row in line.rows
        if row.post.post_id in by_leader
    ]
