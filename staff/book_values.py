"""Values on pages of the record book, in words: choices by label, people and records by name.

A page keeps what the act wrote: keys of rows, codes, and short forms of several rows. Floors say
here how theirs are read, so that a reader never meets a number of the machine.
"""

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import AuditEvent
from staff.models import Post, Role, StaffMember

Key = tuple[str, int]
Names = Callable[[Any, Iterable[int]], dict[int, str]]


@dataclass(frozen=True)
class Telling:
    """How a field that stands for several rows is told: ``words(old, new, names)`` is the sentence.

    ``keys`` finds in a value the records that ``words`` wants by name.
    """

    words: Callable[[str, str, dict[Key, str]], str]
    keys: Callable[[str], Iterable[Key]] = lambda _value: ()


A_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_NAMES: dict[str, Names] = {}
_TELLINGS: dict[tuple[str, str], Telling] = {}
_LABELS: dict[tuple[str, str], dict[str, Any]] = {}
_LEFT_OUT: set[tuple[str, str]] = set()


def name_records(object_type: str, names: Names) -> None:
    """Let ``names(person, keys)`` name records of ``object_type`` wherever a page holds their key."""
    _NAMES[object_type] = names


def tell(object_type: str, field: str, telling: Telling) -> None:
    """Tell a field of a record as a sentence of its own."""
    _TELLINGS[object_type, field] = telling


def label_values(object_type: str, field: str, labels: dict[str, Any]) -> None:
    """Read codes of a field that stands in no model by these labels."""
    _LABELS[object_type, field] = labels


def leave_out(object_type: str, *fields: str) -> None:
    """Fields that only the machine uses."""
    _LEFT_OUT.update((object_type, field) for field in fields)


def says_nothing(kind: str, row: dict[str, Any]) -> bool:
    """Whether a change has nothing for a reader: both sides empty, or of use to the machine alone."""
    empty = all(row[side] in (None, "") for side in ("old", "new"))
    return empty or (kind, row["field"]) in _LEFT_OUT


def sentence_of(kind: str, row: dict[str, Any], names: dict[Key, str]) -> str:
    """The sentence of a field that is told as one; empty for any other."""
    telling = _TELLINGS.get((kind, row["field"]))
    old, new = (str(row[side] or "") for side in ("old", "new"))
    return telling.words(old, new, names) if telling else ""


def names_on(events: Iterable[AuditEvent], person: Any) -> dict[Key, str]:
    """Names of all records whose keys stand on these pages: one query for each kind of record."""
    wanted: dict[str, set[int]] = {}
    for event in events:
        for row in event.changes:
            for side in ("old", "new"):
                for kind, pk in _keys_in(event.object_type, row["field"], row[side]):
                    wanted.setdefault(kind, set()).add(pk)
    return {
        (kind, pk): name
        for kind, keys in wanted.items()
        if kind in _NAMES
        for pk, name in _NAMES[kind](person, keys).items()
    }


def value_in_words(kind: str, field: str, value: Any, names: dict[Key, str]) -> str:
    """One side of a change as it is read; empty for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int):
        known = (names[key] for key in _keys_in(kind, field, value) if key in names)
        return next(known, str(_labels(kind, field).get(value, value)))
    if A_DAY.match(value):
        return date_format(datetime.date.fromisoformat(value), "j M Y")
    return str(_labels(kind, field).get(value, value))


def field_of(kind: str, field: str) -> Field | None:
    """The field of a model that a page names; None where it stands in none."""
    try:
        return apps.get_model(kind)._meta.get_field(field)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None


def _labels(kind: str, field: str) -> dict[str, Any]:
    if found := _LABELS.get((kind, field)):
        return found
    if field == "role":
        return dict(Role.choices)
    return dict(getattr(field_of(kind, field), "flatchoices", None) or ())


def _keys_in(kind: str, field: str, value: Any) -> Iterable[Key]:
    if telling := _TELLINGS.get((kind, field)):
        return telling.keys(str(value or ""))
    named = field_of(kind, field)
    if (
        isinstance(value, bool)
        or not isinstance(value, int)
        or not getattr(named, "many_to_one", 0)
    ):
        return ()
    return [(named.related_model._meta.label_lower, value)]


def _people(_person: Any, keys: Iterable[int]) -> dict[int, str]:
    """Colleagues are known by name to everybody who reads the book."""
    return dict(StaffMember.objects.filter(pk__in=keys).values_list("pk", "full_name"))


def _posts(_person: Any, keys: Iterable[int]) -> dict[int, str]:
    posts = Post.objects.filter(pk__in=keys).select_related("person")
    return {post.pk: f"{post.person.full_name}, {post}" for post in posts}


name_records("staff.staffmember", _people)
name_records("staff.post", _posts)
label_values("core.school", "kind", {"csv": "CSV", "xlsx": gettext_lazy("Excel")})
