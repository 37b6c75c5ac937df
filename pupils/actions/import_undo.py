"""Taking a saved import back: every pupil who is as the import left them, and the others by name."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import audit
from core.models import School
from core.policy import require
from core.record import compare_and_set
from pupils import policies
from pupils.models import Import, ImportRow, Need, Pupil, SenStatus
from pupils.planned import FIELDS, as_text

Outcome = ImportRow.Outcome


@transaction.atomic
def undo_import(*, by: Any, item: Import, version: int) -> Import:
    """Put back what each row changed; a pupil changed or used since stays, and the row says why.

    All in one transaction, holding the school's pupils. Raises Stale when somebody was first.
    """
    require(policies.undo_import(by, item))
    School.objects.select_for_update().get(pk=item.school_id)
    found = ImportRow.objects.filter(parent=item, outcome__in=[Outcome.NEW, Outcome.CHANGED])
    rows = list(found.order_by("place"))
    ids = [row.pupil_id for row in rows if row.pupil_id]
    held = Pupil.objects.select_for_update().filter(pk__in=ids)
    pupils = {pupil.pk: pupil for pupil in held.order_by("pk")}
    kept = _undo_new(by, item, [row for row in rows if row.outcome == Outcome.NEW], pupils)
    kept += _undo_changed(by, [row for row in rows if row.outcome == Outcome.CHANGED], pupils)
    ImportRow.objects.bulk_update(kept, ["reason"], batch_size=200)
    words = _("All pupils are as they were before.")
    if kept:
        words = ngettext(
            "%(count)s pupil could not be taken back: see why below.",
            "%(count)s pupils could not be taken back: see why below.",
            len(kept),
        ) % {"count": len(kept)}
    changes = compare_and_set(
        item, version=version, state=Import.State.UNDONE, content=b"", sentence=words
    )
    changes.pop("content", None)
    audit.record(by=by, action="undo_import", about=item, changes=changes)
    return item


def _undo_new(
    by: Any, item: Import, rows: list[ImportRow], pupils: dict[int, Pupil]
) -> list[ImportRow]:
    """Remove the pupils that the import added and nothing refers to; returns the rows that stay."""
    used = _used_since(item, rows)
    gone, kept, emptied = [], [], []
    for row in rows:
        pupil = pupils.get(row.pupil_id)
        if pupil is None:
            emptied.append(row.pk)
        elif pupil.pk in used:
            row.reason = _("Stays: the pupil has records of their own by now.")
            kept.append(row)
        elif pupil.version > 1:
            row.reason = _("Stays: the pupil’s details were changed since.")
            kept.append(row)
        else:
            changes = {name: (text, None) for name, text in row.after.items() if name[0] != "_"}
            audit.record(
                by=by, action="undo_import_pupil", about=pupil, changes=changes, pupil_id=pupil.pk
            )
            gone.append(pupil.pk)
            emptied.append(row.pk)
    # Nobody needs what the file said of a pupil who has no record: the name stays to say who went.
    ImportRow.objects.filter(pk__in=emptied).update(before={}, after={}, warnings=[])
    Pupil.objects.filter(pk__in=gone).delete()
    return kept


def _used_since(item: Import, rows: list[ImportRow]) -> set[int]:
    """Pupils to whom anything refers that the import itself did not write.

    Every table that points at a pupil is asked, those of higher floors too, through the model's
    own list of relations. A row that shares the pupil's key is a copy for a list, not a record.
    """
    ids = [row.pupil_id for row in rows if row.pupil_id]
    wrote = [row.after.get("_wrote", {}) for row in rows]
    own = {
        SenStatus: {pk for one in wrote for pk in one.get("statuses", [])},
        Need: {pk for one in wrote for pk in one.get("needs", [])},
    }
    used: set[int] = set()
    for relation in Pupil._meta.get_fields(include_hidden=True):
        if not (relation.one_to_many or relation.one_to_one) or relation.concrete:
            continue
        if relation.field.primary_key:
            continue
        found = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": ids})
        if relation.related_model is ImportRow:
            found = found.exclude(parent=item).filter(
                parent__state=Import.State.COMMITTED, outcome=Outcome.CHANGED
            )
        found = found.exclude(pk__in=own.get(relation.related_model, ()))
        used.update(found.values_list(relation.field.attname, flat=True))
    return used


def _undo_changed(by: Any, rows: list[ImportRow], pupils: dict[int, Pupil]) -> list[ImportRow]:
    kept = []
    for row in sorted(rows, key=_last_first):
        pupil = pupils.get(row.pupil_id)
        differing = _changed_since(row, pupil) if pupil else []
        if pupil is None:
            row.reason = _("This pupil’s record is no longer there.")
            kept.append(row)
        elif number := _taken_number(row, pupil):
            words = _("Stays: another pupil has the %(number)s by now.") % {"number": number}
            row.reason = words
            kept.append(row)
        elif differing:
            words = _("Stays: changed since by somebody (%(fields)s).")
            row.reason = (words % {"fields": ", ".join(differing)})[:300]
            kept.append(row)
        else:
            _put_back(by, row, pupil)
    return kept


def _last_first(row: ImportRow) -> int:
    """What was saved last is taken back first, so that numbers are free again in time."""
    return -row.after.get("_wrote", {}).get("turn", 0)


def _taken_number(row: ImportRow, pupil: Pupil) -> str:
    """The label of an identifier that cannot go back, because another pupil of the school has it."""
    for name in ("upn", "admission_number"):
        value = row.before.get(name)
        same = Pupil.objects.filter(school=pupil.school_id, **{name: value})
        if value and same.exclude(pk=pupil.pk).exists():
            return str(Pupil._meta.get_field(name).verbose_name)
    return ""


def _changed_since(row: ImportRow, pupil: Pupil) -> list[str]:
    """Labels of what is no longer as the import left it."""
    wrote = row.after.get("_wrote", {})
    found = [
        str(Pupil._meta.get_field(name).verbose_name)
        for name in FIELDS
        if name in row.after and as_text(getattr(pupil, name)) != row.after[name]
    ]
    as_written = (
        all(getattr(pupil, name) == value for name, value in wrote.get("copies", {}).items())
        and _stand(SenStatus, wrote.get("statuses", []))
        and _stand(Need, wrote.get("needs", []))
    )
    if not as_written:
        found.append(_("SEND register"))
    return found


def _stand(model: type[models.Model], ids: list[int]) -> bool:
    """Whether rows that the import wrote are all there as it wrote them."""
    return not ids or model._base_manager.filter(pk__in=ids, version=1).count() == len(ids)


def _put_back(by: Any, row: ImportRow, pupil: Pupil) -> None:
    wrote = row.after.get("_wrote", {})
    values = {
        name: Pupil._meta.get_field(name).to_python(row.before[name])
        for name in FIELDS
        if name in row.before
    }
    _delete(SenStatus, wrote.get("statuses", []))
    _delete(Need, wrote.get("needs", []))
    _reopen(SenStatus, wrote.get("ended_statuses", []))
    _reopen(Need, wrote.get("ended_needs", []))
    values |= _copies_before(row, pupil)
    for name, value in values.items():
        setattr(pupil, name, value)
    changes = compare_and_set(pupil, version=pupil.version, search_name=pupil.folded(), **values)
    changes.pop("search_name", None)
    audit.record(by=by, action="undo_import_pupil", about=pupil, changes=changes, pupil_id=pupil.pk)


def _copies_before(row: ImportRow, pupil: Pupil) -> dict[str, str]:
    code = row.before.get("sen_code", pupil.sen_code)
    if "needs" not in row.before:
        return {"sen_code": code}
    needs = [*filter(None, row.before["needs"].split(", ")), "", ""]
    return {"sen_code": code, "main_need": needs[0], "second_need": needs[1]}


def _delete(model: type[models.Model], ids: Iterable[int]) -> None:
    model._base_manager.filter(pk__in=list(ids)).delete()


def _reopen(model: type[SenStatus] | type[Need], ids: Iterable[int]) -> None:
    for standing in model._base_manager.filter(pk__in=list(ids)):
        compare_and_set(standing, version=standing.version, ends_on=None)
