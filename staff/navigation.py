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

    ``beside`` names routes elsewhere whose pages count as this place, as Pay does as People.
    """

    label: str
    url_name: str
    order: int
    shown_to: Callable[[Any], bool]
    about: str = ""
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """An item as drawn for one page."""

    label: str
    url: str
    is_current: bool
    about: str = ""


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
    return [
        Link(
            str(item.label),
            _address(item.url_name),
            item is current,
            str(item.about),
        )
        for item in items
    ]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: menu, school, and the seconds left of the sitting."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"nav": [], "school_name": "", "session_left": None}
    return {
        "nav": links_for(person, request.path),
        "school_name": person.access.school_names,
        "session_left": getattr(request, "sitting_left", None),
    }


@cache
def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
