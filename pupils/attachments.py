"""Reading files: those of a record, those of a pupil, and until when they are kept."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from pupils.models import Attachment, Pupil
from pupils.models.attachment import owner_of
from pupils.policies.attachment import KEPT_AFTER_REMOVAL
from pupils.statutory import retention

Files = dict[int, list[Attachment]]


@dataclass(frozen=True)
class Shelf:
    """The files of one kind of record: what the kind is called, and the files with their page."""

    label: str
    rows: list[tuple[Attachment, str]]


def files_of(person: Any, kind: str, owner_ids: Iterable[int]) -> Files:
    """Files that ``person`` may read by the record that has them: one query."""
    found: Files = {}
    rows = Attachment.objects.visible_to(person).kept().of(kind, list(owner_ids))
    for row in rows.select_related("kept_by"):
        found.setdefault(row.owner_id, []).append(row)
    return found


def shelves_of(person: Any, pupil: Pupil) -> list[Shelf]:
    """Every file of the pupil that ``person`` may read, by the kind of its record.

    One query for the files and one for each kind of record among them.
    """
    rows = Attachment.objects.visible_to(person).kept().filter(pupil=pupil)
    by_kind: dict[str, list[Attachment]] = {}
    for row in rows.select_related("kept_by"):
        by_kind.setdefault(row.owner_kind, []).append(row)
    shelves = []
    for kind, files in by_kind.items():
        owner = owner_of(kind)
        if owner:
            keys = {file.owner_id for file in files}
            records = {one.pk: one for one in owner.seen(person).filter(pk__in=keys)}
            pages = [(file, owner.url(records[file.owner_id])) for file in files]
            shelves.append(Shelf(str(owner.label), pages))
    return sorted(shelves, key=lambda shelf: shelf.label)


def removed_lately(person: Any, pupil: Pupil) -> list[Attachment]:
    """Files that were removed and can still be had back: one query."""
    since = timezone.now() - KEPT_AFTER_REMOVAL
    rows = Attachment.objects.visible_to(person).filter(pupil=pupil, removed_at__gte=since)
    return list(rows.select_related("removed_by"))


def kept_until(pupil: Pupil) -> datetime.date:
    """The day up to which the files of a SEN record are kept (domain.md 8.3)."""
    return retention(pupil.born_on, "sen")
