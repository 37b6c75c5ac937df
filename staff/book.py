"""The record book, read: pages with people's names, and what does not hold when it is checked.

Values of changes are shown only for floors that said who may read them: what a page of the book
says about a session must not be more than the session itself would say to the reader.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy

from core import audit
from core.models import AuditEvent, Look, School
from staff.book_values import Key, field_of, says_nothing, sentence_of, value_in_words

Reader = Callable[[Any, int], bool]
_READERS: dict[str, Reader] = {}
Names = Callable[[Any, Iterable[int]], dict[int, str]]
_NAMES: dict[str, Names] = {}
_KEPT_BACK: dict[str, frozenset[str]] = {}
_FIELDS: dict[tuple[str, str], Any] = {}
#: Fields of posts that only HR and the person see.
PAY_FIELDS = frozenset({"pay_point", "hours_per_week", "days_per_year", "annual_fte"})

#: Fields that mean nothing to a reader by their own name.
OTHER_FIELDS = {
    "sha256": gettext_lazy("seal of the text"),
    "side": gettext_lazy("signed as"),
    "state": gettext_lazy("stage"),
    "starts_on": gettext_lazy("first day"),
    "ends_on": gettext_lazy("last day"),
}
#: What a page keeps for taking an act back: numbers of rows, no use to a reader.
OWN_USE = re.compile(r"^line( \d+)?$")


@dataclass(frozen=True)
class Change:
    """One field of one page: from what, to what; values left out where the reader may not see.

    One that ``is_told`` has in ``new`` a sentence that stands without the name of the field.
    """

    field: str
    old: str
    new: str
    is_hidden: bool
    is_told: bool = False


def name_field(object_type: str, field: str, words: Any) -> None:
    """Call a field of ``object_type`` by these words, where its model says nothing better."""
    _FIELDS[object_type, field] = words


def show_values(app_label: str, reader: Reader) -> None:
    """Let ``reader(person, school_id)`` decide who reads values that records of this app changed."""
    _READERS[app_label] = reader


def keep_back(object_type: str, fields: Iterable[str]) -> None:
    """Show the values of these fields of ``object_type`` to nobody here: their own page says who may."""
    _KEPT_BACK[object_type] = frozenset(fields)


def name_people(object_type: str, names: Names) -> None:
    """Let ``names(person, keys)`` say whose the records of ``object_type`` are, where one may see it."""
    _NAMES[object_type] = names


def people_of(rows: Iterable[AuditEvent | Look], person: Any) -> dict[tuple[str, int], str]:
    """Whose record each row is about, by kind and key: one query for each kind on the page."""
    keys: dict[str, set[int]] = {}
    for row in rows:
        if row.object_type in _NAMES and row.object_id:
            keys.setdefault(row.object_type, set()).add(row.object_id)
    return {
        (kind, pk): name
        for kind, wanted in keys.items()
        for pk, name in _NAMES[kind](person, wanted).items()
    }


def changes_of(event: AuditEvent, person: Any, names: dict[Key, str]) -> list[Change]:
    """The changes of a page as ``person`` may read them; ``names`` are those of ``names_on``."""
    kind = event.object_type
    reader = _READERS.get(kind.partition(".")[0])
    may_read = bool(reader and reader(person, event.chain))
    rows = [row for row in event.changes if not OWN_USE.match(row["field"])]
    return [_change(row, may_read, kind, names) for row in rows if not says_nothing(kind, row)]


def _change(row: dict[str, Any], may_read: bool, kind: str, names: dict[Key, str]) -> Change:
    field = row["field"]
    words = field_in_words(kind, field)
    if not may_read or field in PAY_FIELDS or field in _KEPT_BACK.get(kind, ()):
        return Change(words, "", "", is_hidden=True)
    if told := sentence_of(kind, row, names):
        return Change(words, "", told, is_hidden=False, is_told=True)
    old, new = (value_in_words(kind, field, row[side], names) for side in ("old", "new"))
    return Change(words, old, new, is_hidden=False)


def field_in_words(kind: str, field: str) -> str:
    """A field of a record of ``kind`` ("staff.post") as the model calls it: "first day".

    Fields that stand in no model, or whose model gives them no name, are read from their own.
    """
    words = _FIELDS.get((kind, field)) or OTHER_FIELDS.get(field)
    if words:
        return str(words)
    plain = field.removesuffix("_id").removesuffix("_on").replace("_", " ")
    words = str(getattr(field_of(kind, field), "verbose_name", plain))
    return plain if words == field.replace("_", " ") else words


def page_about(person: Any, pk: int) -> tuple[AuditEvent, School]:
    """One page of a book of a school where ``person`` works, with the school; else Http404."""
    page = get_object_or_404(AuditEvent, pk=pk, chain__in=person.access.school_ids)
    return page, School.objects.get(pk=page.chain)


def faults_of(chain: int) -> list[str]:
    """Everything that does not hold in one book: pages, and the seals over looks."""
    return [*audit.verify(chain), *_broken_seals(chain)]


def closed_faults_of(school_id: int) -> list[str]:
    """One sentence if a school's closed book does not hold: numbers of its pages are told to nobody."""
    return ["the closed book was changed"] if faults_of(audit.closed(school_id)) else []


def _broken_seals(chain: int) -> list[str]:
    faults, last = [], 0
    seals = AuditEvent.objects.filter(chain=chain, action="seal_looks").order_by("sequence")
    for seal in seals:
        looks = Look.objects.filter(school_id=chain, pk__gt=last, pk__lte=seal.object_id)
        digest = audit.digest_of_looks(looks.order_by("pk").iterator())
        said = [row["new"] for row in seal.changes if row["field"] == "looks"]
        if said != [digest]:
            faults.append(f"looks sealed on page {seal.sequence} were changed")
        last = seal.object_id
    return faults


show_values("core", lambda person, school_id: True)
show_values("staff", lambda person, school_id: True)
name_field("core.school", "kind", gettext_lazy("taken out as"))
