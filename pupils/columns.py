"""The columns of an imported file: what each was used as, and a word about those that were not."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pupils.models.imports import Import, ImportColumn
from pupils.reading import Reading
from pupils.reading.headings import LABELS, nearest
from pupils.saying import in_words

#: So many columns are named in one sentence; the table below it has them all.
NAMED = 10
LONGEST = 120


@dataclass(frozen=True)
class ShownColumn:
    """One column as the page lists it: its heading, and the field it was used as or nothing."""

    heading: str
    label: str


def columns_of(reading: Reading, item: Import | None = None) -> list[ImportColumn]:
    """Every column with a heading, not saved yet: those used in the register's order, then the others."""
    fields = {label: name for name, label in LABELS.items()}
    used = [(heading, fields[label], "") for label, heading in reading.columns.items()]
    taken = {field for _heading, field, _nearest in used}
    unused = [(heading, "", nearest(heading, taken)) for heading in reading.ignored_columns]
    return [
        ImportColumn(
            parent=item, place=place, heading=heading[:LONGEST], field=field, nearest=likely
        )
        for place, (heading, field, likely) in enumerate([*used, *unused], start=1)
    ]


def shown_columns(columns: Iterable[ImportColumn]) -> list[ShownColumn]:
    """Columns with the field in words."""
    return [
        ShownColumn(one.heading, in_words(LABELS[one.field]) if one.field in LABELS else "")
        for one in columns
    ]


def unused_in_words(columns: Iterable[ImportColumn]) -> str:
    """Which columns are not used and what their headings may be meant for; empty when all are used."""
    unused = [one for one in columns if not one.field]
    if not unused:
        return ""
    names = ", ".join(one.heading for one in unused[:NAMED])
    if len(unused) > NAMED:
        names = _("%(names)s and %(count)s more") % {"names": names, "count": len(unused) - NAMED}
    said = ngettext(
        "%(count)s column is not used: %(names)s.",
        "%(count)s columns are not used: %(names)s.",
        len(unused),
    ) % {"count": len(unused), "names": names}
    likely = [one for one in unused if one.nearest]
    return f"{said} {_advice(likely)}" if likely else said


def _advice(likely: list[ImportColumn]) -> str:
    changes = ", ".join(
        _("%(heading)s to “%(known)s”") % {"heading": one.heading, "known": one.nearest}
        for one in likely[:NAMED]
    )
    return ngettext(
        "If it matters, change its heading (%(changes)s) and bring the file again.",
        "If they matter, change their headings (%(changes)s) and bring the file again.",
        len(likely),
    ) % {"changes": changes}
