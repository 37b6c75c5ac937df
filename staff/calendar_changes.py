"""Who must hear that a school's year changed: planned sessions stand on it, one floor up.

A listener is called inside the transaction of the change, so both happen or neither does.
"""

from collections.abc import Callable
from typing import Any

from core.models import School

Listener = Callable[[School, Any], None]
_LISTENERS: list[Listener] = []


def add_listener(listener: Listener) -> None:
    """Call ``listener(school, by)`` after each change of terms or closures; adding twice adds once."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)


def tell(school: School, by: Any) -> None:
    """Say that the terms or closures of ``school`` were changed by ``by``."""
    for listener in _LISTENERS:
        listener(school, by)
