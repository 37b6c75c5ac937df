"""What belongs in a pupil's file: sections that each subject registers, of higher floors too.

A section gathers items of named fields, as far as the person who asks may see them. From the same
items come the pages of the PDF, the machine-readable data, and the rows of a subject access request:
so the three never say different things. Safeguarding concerns have no section, and never get one:
that file goes from one safeguarding lead to the next (domain.md 8.1).
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from core.paper import Block, Facts, Heading, Table, Text
from pupils.models import Pupil


@dataclass(frozen=True)
class Field:
    """One value: ``name`` is its term in the data (docs/pupil-file.md), ``words`` what people read."""

    name: str
    label: str
    value: Any
    words: str


@dataclass(frozen=True)
class Item:
    """One record: ``key`` stays the same whenever it is gathered ("score:12"), ``on`` is its day."""

    key: str
    title: str
    fields: Sequence[Field]
    on: datetime.date | None = None


Gather = Callable[[Any, Pupil], Iterable[Item]]


@dataclass(frozen=True)
class Section:
    """One section of the file. ``names`` are the terms of its fields; a table where rows are short."""

    name: str
    title: Any
    order: int
    names: Sequence[str]
    gather: Gather
    is_table: bool = False


@dataclass(frozen=True)
class Gathered:
    """A section with what one person may see of one pupil."""

    section: Section
    items: Sequence[Item]

    @property
    def title(self) -> str:
        """The section in words."""
        return str(self.section.title)

    @property
    def count(self) -> int:
        """How many records."""
        return len(self.items)


#: So many columns stand side by side on A4; where there are more, so many of them alone.
MOST_COLUMNS, ALONE = 6, 3
_SECTIONS: dict[str, Section] = {}


def add(section: Section) -> None:
    """Register a section, or replace the one of the same name; called from ``AppConfig.ready``."""
    _SECTIONS[section.name] = section


def sections() -> list[Section]:
    """Every section, in its order."""
    return sorted(_SECTIONS.values(), key=lambda one: (one.order, one.name))


def gathered(person: Any, pupil: Pupil) -> list[Gathered]:
    """All sections of a pupil as the person may see them; queries do not grow with the records."""
    return [Gathered(one, list(one.gather(person, pupil))) for one in sections()]


def field(name: str, label: Any, value: Any, words: Any = None) -> Field:
    """A field; its words follow from the value where they are not given."""
    return Field(name, str(label), plain(value), words_of(value) if words is None else str(words))


def fields_of(row: Any, **named: str) -> list[Field]:
    """Fields of a record by their terms: ``StartDate="starts_on"``; labels and choices as its model has them."""
    found = []
    for name, attribute in named.items():
        model_field = row._meta.get_field(attribute)
        value = getattr(row, attribute)
        words = words_of(value)
        if getattr(model_field, "choices", None) and value not in (None, ""):
            words = str(getattr(row, f"get_{attribute}_display")())
        label = str(model_field.verbose_name)
        found.append(Field(name, label[:1].upper() + label[1:], plain(value), words))
    return found


def words_of(value: Any) -> str:
    """A value as people read it; nothing is an empty text."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.datetime):
        return format_date(timezone.localtime(value), "j M Y, H:i")
    if isinstance(value, datetime.date):
        return format_date(value, "j M Y")
    if isinstance(value, list | tuple):
        return "\n".join(words_of(one) for one in value)
    return str(value)


def plain(value: Any) -> Any:
    """A value as JSON holds it: days and moments in ISO 8601, numbers as they are, nothing as null."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return str(value)


def blocks_of(found: Gathered) -> list[Block]:
    """The pages of a section: a table, or a part for each record."""
    blocks: list[Block] = [Heading(found.title)]
    if not found.items:
        return [*blocks, Text(_("Nothing is recorded here."), is_note=True)]
    if found.section.is_table:
        return [*blocks, _table(found.items)]
    for item in found.items:
        facts = [(one.label, one.words) for one in item.fields if one.words]
        blocks += [Heading(item.title, 2), Facts(facts)]
    return blocks


def _table(items: Sequence[Item]) -> Table:
    """One row a record; a column that is empty throughout stands nowhere.

    Where more columns are left than fit the line, the last ones share a cell, each with its label.
    """
    used = [
        place
        for place in range(len(items[0].fields))
        if any(item.fields[place].words for item in items)
    ]
    alone, together = (used, []) if len(used) <= MOST_COLUMNS else (used[:ALONE], used[ALONE:])
    headings = [items[0].fields[place].label for place in alone]
    rows = [[item.fields[place].words for place in alone] for item in items]
    if together:
        headings.append(_("More"))
        for row, item in zip(rows, items, strict=True):
            row.append(_in_a_line([item.fields[place] for place in together]))
    return Table(headings, rows, widths=_widths(headings, rows))


def _in_a_line(fields: Sequence[Field]) -> str:
    return "; ".join(f"{one.label}: {one.words}" for one in fields if one.words)


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Shares of the line by the longest text of a column, within bounds."""
    columns = zip(headings, *rows, strict=True)
    return [min(max(9, *map(len, column)), 45) for column in columns]


def data_of(found: Gathered) -> dict[str, Any]:
    """A section as data: its records with their fields by term."""
    return {
        "section": found.section.name,
        "title": found.title,
        "records": [
            {
                "key": item.key,
                "date": plain(item.on),
                **{one.name: one.value for one in item.fields},
            }
            for item in found.items
        ],
    }
