"""What every list page does with its query string: chips of the filters that are on, and pages."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format

SIZES = (25, 50, 100)


def chips_of(form: forms.Form, query: QueryDict) -> list[dict[str, Any]]:
    """One chip per filter that is on; its address is this page without it."""
    if not form.is_valid():
        return []
    return [
        {
            "label": form.fields[name].label,
            "value": _words(form, name, value),
            "url": without(query, name),
        }
        for name, value in form.cleaned_data.items()
        if value not in (None, "", []) and not form.fields[name].widget.is_hidden
    ]


def without(query: QueryDict, name: str) -> str:
    """The address of this page without one filter, from the first page again."""
    rest = query.copy()
    for gone in (name, "page"):
        rest.pop(gone, None)
    return f"?{rest.urlencode()}"


def _words(form: forms.Form, name: str, value: Any) -> str:
    choices = dict(getattr(form.fields[name], "choices", None) or {})
    if isinstance(value, list):
        return ", ".join(str(choices.get(one, one)) for one in value)
    if value in choices:
        return str(choices[value])
    if hasattr(value, "isoformat"):
        return date_format(value, "j M Y")
    return str(value)


def page_of(rows: Any, query: QueryDict) -> Page:
    """The page asked for, 25, 50 or 100 rows; a page that is not there is the nearest that is."""
    size = query.get("per_page", "")
    per_page = int(size) if size in map(str, SIZES) else SIZES[0]
    return Paginator(rows, per_page).get_page(query.get("page"))


def order_of(query: QueryDict, allowed: Sequence[str], default: str) -> str:
    """The order asked for, if the list knows it: "name" or "-name"."""
    asked = query.get("sort", "")
    return asked if asked.removeprefix("-") in allowed else default


def day_of(query: QueryDict, name: str = "on") -> datetime.date:
    """The day in the query string; today where there is none that can be read."""
    try:
        return forms.DateField(required=False).clean(query.get(name)) or timezone.localdate()
    except forms.ValidationError:
        return timezone.localdate()
