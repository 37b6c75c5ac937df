"""The menu: one registry that every floor adds to, and the few things that stand on each page.

Which items a person sees follows from ``request.user.access``, which the page has read anyway: the
menu itself asks the database nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Item:
    """One place in the menu. ``order`` runs from 0; ``about`` says in a line what is there.

    ``beside`` names routes elsewhere whose pages count as this place, as Pay does as People. With
    ``more`` it stands under "More" when the person's row is full.
    """

    label: str
    url_name: str
    order: int
    shown_to: Callable[[Any], bool]
    about: str = ""
    beside: tuple[str, ...] = ()
    more: bool = False


#: As many places stand in a row at 1280 px; a person with more has those marked so under "More".
ROW = 8


@dataclass(frozen=True)
class Link:
    """An item as drawn for one page."""

    label: str
    url: str
    is_current: bool
    about: str = ""
    is_more: bool = False


_ITEMS: dict[str, Item] = {}


def add(item: Item) -> None:
    """Put ``item`` in the menu; a route stands there once."""
    _ITEMS[item.url_name] = item


def items_for(person: Any) -> list[Item]:
    """What ``person`` may go to, in order."""
    shown = [item for item in _ITEMS.values() if _address(item.url_name) and item.shown_to(person)]
    return sorted(shown, key=lambda item: item.order)


def links_for(person: Any, path: str) -> list[Link]:
    """The menu of ``person`` on the page at ``path``; the longest address that holds it is current."""
    items = items_for(person)
    held = {
        address: item
        for item in items
        for address in map(_address, (item.url_name, *item.beside))
        if address and path.startswith(address) and (address != "/" or path == "/")
    }
    current = held.get(max(held, key=len, default=""))
    is_full = len(items) > ROW
    return [
        Link(
            str(item.label),
            _address(item.url_name),
            item is current,
            str(item.about),
            is_full and item.more,
        )
        for item in items
    ]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: menu, school, and the seconds left of the sitting."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"nav": [], "nav_more": [], "school_name": "", "session_left": None}
    links = links_for(person, request.path)
    return {
        "nav": sorted(links, key=lambda link: link.is_more),
        "nav_more": [link for link in links if link.is_more],
        "school_name": person.access.school_names,
        "session_left": getattr(request, "sitting_left", None),
    }


@cache
def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
