"""The pack for an annual review, filled from what is known today: one list of parts that every floor adds to.

A part is a function of the person and the review; it decides itself what that person may read, and
gives blocks of a paper. Parts are added in ``AppConfig.ready``, so nothing here looks up. The same
blocks are drawn on the page, as PDF and as Word.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from core.paper import Block, Heading, Paper
from pupils.models import AnnualReview

Gather = Callable[[Any, AnnualReview], Sequence[Block]]


@dataclass(frozen=True)
class Part:
    """One part of the pack; without blocks it is left out."""

    name: str
    heading: Any
    order: int
    gather: Gather


@dataclass(frozen=True)
class Filled:
    """A part with what it found."""

    name: str
    heading: str
    blocks: Sequence[Block]


_PARTS: dict[str, Part] = {}


def add(part: Part) -> None:
    """Add a part, or replace the one of the same name; called from ``AppConfig.ready``."""
    _PARTS[part.name] = part


def parts_of(person: Any, review: AnnualReview) -> list[Filled]:
    """The parts that have something to say to this person, in their order."""
    ordered = sorted(_PARTS.values(), key=lambda part: part.order)
    filled = [Filled(one.name, str(one.heading), one.gather(person, review)) for one in ordered]
    return [one for one in filled if one.blocks]


def paper_of(person: Any, review: AnnualReview) -> Paper:
    """The whole pack as one paper."""
    blocks: list[Block] = []
    for part in parts_of(person, review):
        blocks += [Heading(part.heading), *part.blocks]
    day = review.held_on or review.meeting_on
    line = review.pupil.name
    if day:
        meeting = {"name": review.pupil.name, "day": format_date(day, "j M Y")}
        line = _("%(name)s, meeting on %(day)s") % meeting
    return Paper(
        title=_("Pack for the annual review"), line=line, school=review.school.name,
        made_by=person.full_name, made_at=timezone.now(), blocks=blocks,
        marking=_("Confidential: for those invited to this review"),
    )  # fmt: skip
