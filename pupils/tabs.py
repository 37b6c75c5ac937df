"""The tabs of a pupil's record. Higher floors add theirs when they start, so nothing here looks up."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pupils.models import Pupil

Policy = Callable[[Any, Pupil], str]


@dataclass(frozen=True)
class Tab:
    """One page of the record: shown to whom ``policy`` gives no reason against it."""

    name: str
    label: str
    url_name: str
    order: int
    policy: Policy | None = None


_TABS: dict[str, Tab] = {}


def add(tab: Tab) -> None:
    """Add a tab, or replace the one of the same name; called from ``AppConfig.ready``."""
    _TABS[tab.name] = tab


def tabs_for(person: Any, pupil: Pupil) -> list[Tab]:
    """The tabs this person may open, in their order."""
    ordered = sorted(_TABS.values(), key=lambda tab: tab.order)
    return [tab for tab in ordered if tab.policy is None or not tab.policy(person, pupil)]
