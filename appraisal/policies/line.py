"""Who sees the figures of a line, and takes them away."""

from typing import Any

from django.utils.translation import gettext as _


def see_line(person: Any) -> str:
    """Whoever manages somebody today."""
    if person.access.has_line:
        return ""
    return _(
        "This page is for people who manage somebody. Nobody reports to your posts today; HR and "
        "the SENCO keep the line."
    )


def export_line(person: Any) -> str:
    """As for seeing it."""
    return see_line(person)
