"""The tabs that hold pages of one subject together: people, and the school."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from staff import policies


def people_places(person: Any, current: str) -> dict[str, Any]:
    """Colleagues, the line, standards, pay."""
    names = [
        ("people", _("Colleagues")),
        ("line_tree", _("Who manages whom")),
        ("standards", _("Standards and bands")),
        ("pay", _("Pay")),
    ]
    return _tabs(_("People"), names, current)


def school_places(person: Any, school_id: int, current: str) -> dict[str, Any]:
    """The year, the settings, the record book: those the person may open."""
    names = [("school_calendar", _("School year"))]
    if not policies.edit_settings(person, school_id):
        names.append(("school_settings", _("Settings")))
    if not policies.read_record_book(person, school_id):
        names.append(("record_book", _("Record book")))
    return _tabs(_("School"), names, current)


def _tabs(label: str, names: list[tuple[str, str]], current: str) -> dict[str, Any]:
    return {
        "label": label,
        "tabs": [
            {"label": words, "url": reverse(name), "is_current": name == current, "count": None}
            for name, words in names
        ],
    }
