"""What the pages of imports show: the last one, the rows of one, and who is not in a file."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext_lazy as _

from pupils.models import Import, ImportRow, Pupil

#: Names of what a row may change that are no fields of the pupil.
OTHER_LABELS = {
    "sen_code": _("SEN status"),
    "needs": _("needs, main one first"),
    "sen_history": _("earlier status"),
}
#: Two more lists of a file: rows that undo left as they were, and pupils whom it does not name.
STAYED, MISSING = "stayed", "missing"
NEW, REFUSED = ImportRow.Outcome.NEW, ImportRow.Outcome.REFUSED
AFTER_SAVING = (Import.State.COMMITTED, Import.State.UNDONE)
#: Fields of a new pupil that the name of the row says already.
IN_THE_NAME = ("surname", "forename")


@dataclass(frozen=True)
class Change:
    """One field of one row: its label, what stands now, what the file says."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class ShownRow:
    """One row of a file as the page lists it."""

    line: int
    name: str
    reason: str
    warnings: list[str]
    pupil_id: int | None
    changes: list[Change]


def last_import_at(person: Any) -> Any:
    """When pupil data last came into a school of the person; None when it never did."""
    schools = person.access.school_ids
    saved = Import.objects.filter(school__in=schools, state=Import.State.COMMITTED)
    return saved.order_by("-committed_at").values_list("committed_at", flat=True).first()


def outcome_counts(item: Import) -> dict[str, int]:
    """How many rows of each outcome, and how many pupils on roll are not in the file.

    After undo also how many rows stayed, where any did.
    """
    counted = ImportRow.objects.filter(parent=item).values_list("outcome").annotate(Count("pk"))
    counts = dict.fromkeys(ImportRow.Outcome.values, 0) | dict(counted.order_by())
    if stayed := rows_of(item, STAYED).count():
        counts[STAYED] = stayed
    return counts | {MISSING: not_in_file(item).count()}


def not_in_file(item: Import) -> QuerySet[Pupil]:
    """Pupils on roll whom a school's own export does not name; a transfer file names only a few."""
    if item.kind == Import.Kind.CTF:
        return Pupil.objects.none()
    named = ImportRow.objects.filter(parent=item, pupil__isnull=False).values("pupil")
    return Pupil.objects.filter(school=item.school_id).on_roll().exclude(pk__in=named)


def rows_of(item: Import, outcome: str) -> QuerySet[ImportRow]:
    """The rows of one outcome, or those that stayed when it was undone, in the order of the file."""
    rows = ImportRow.objects.filter(parent=item)
    if outcome != STAYED:
        return rows.filter(outcome=outcome)
    if item.state != Import.State.UNDONE:
        return rows.none()
    return rows.exclude(outcome=REFUSED).exclude(reason="")


def shown(row: ImportRow, item: Import) -> ShownRow:
    """One row of ``item`` ready for the page; what only undo needs stays out.

    Of a pupil whose record is gone the page keeps no more than the name, and why.
    """
    if item.state in AFTER_SAVING and row.pupil_id is None and row.outcome != REFUSED:
        words = row.reason or _("The record is gone, and with it what the file said.")
        return ShownRow(row.line, row.name, str(words), [], None, [])
    changes = [
        Change(label_of(name), _words(name, row.before.get(name)), _words(name, new))
        for name, new in row.after.items()
        if not name.startswith("_") and not (row.outcome == NEW and name in IN_THE_NAME)
    ]
    return ShownRow(row.line, row.name, row.reason, row.warnings, row.pupil_id, changes)


def same_file_before(item: Import) -> Import | None:
    """The last time the very same bytes were saved in this school, or None."""
    same = Import.objects.filter(school=item.school_id, sha256=item.sha256).committed()
    return same.exclude(pk=item.pk).order_by("-committed_at").first()


def label_of(name: str) -> str:
    """A field in words."""
    if name in OTHER_LABELS:
        return str(OTHER_LABELS[name])
    return str(Pupil._meta.get_field(name).verbose_name)


def _words(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(_("yes")) if value else str(_("no"))
    if value and name.endswith("_on"):
        return format_date(datetime.date.fromisoformat(value), "j M Y")
    return "" if value is None else str(value)
