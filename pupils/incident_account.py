"""Everything that one form says of an incident, on its way from the form to the action."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pupils.models import BehaviourChoice, Pupil


@dataclass(frozen=True)
class Account:
    """Everything that one form says of an incident; ``fields`` are the columns of the row."""

    fields: dict[str, Any]
    pupils: Sequence[tuple[Pupil, str]]
    settings: Sequence[BehaviourChoice] = ()
    behaviours: Sequence[BehaviourChoice] = ()
    adults: Sequence[Any] = ()
    steps: Sequence[tuple[BehaviourChoice, str]] = ()
