"""The directory kept: agencies and professionals added, changed, retired and had back; kinds changed.

A shared kind is never changed: the school gets a row of its own with the same code instead.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core import audit
from core.models import School
from core.names import fold
from core.policy import require
from core.record import Stale, answered, compare_and_set, once
from pupils import policies
from pupils.models import Agency, AgencyKind, Professional

#: A colleague's own number is no business of whoever reads the record book.
SECRET = frozenset({"phone", "email", "best_times", "notes"})
KINDS = "/directory/kinds/"


@transaction.atomic
def add_agency(
    *, by: Any, school: School, fields: dict[str, Any], submission_id: Any = None
) -> Agency:
    """Add an agency. Raises AlreadyDone, and ValidationError where the name is taken."""
    require(policies.keep_directory(by, school.pk))
    sent = once(by=by, key=submission_id, use_case="add_agency") if submission_id else None
    made = Agency(school=school, **fields)
    _add(by, "add_agency", school, made, fields)
    if sent:
        answered(sent, reverse("agency", args=[made.pk]))
    return made


@transaction.atomic
def edit_agency(*, by: Any, agency: Agency, version: int, fields: dict[str, Any]) -> Agency:
    """Change an agency. Raises Stale, and ValidationError where the name is taken."""
    return _edit(by, "edit_agency", agency, version, fields, fields["name"])


@transaction.atomic
def add_professional(
    *, by: Any, agency: Agency, fields: dict[str, Any], submission_id: Any = None
) -> Professional:
    """Add somebody who works there. Raises AlreadyDone, and ValidationError where they stand there."""
    require(policies.keep_directory(by, agency.school_id))
    sent = once(by=by, key=submission_id, use_case="add_professional") if submission_id else None
    made = Professional(school_id=agency.school_id, agency=agency, **fields)
    _add(by, "add_professional", agency.school, made, fields)
    if sent:
        answered(sent, reverse("agency", args=[agency.pk]))
    return made


@transaction.atomic
def edit_professional(
    *, by: Any, professional: Professional, version: int, fields: dict[str, Any]
) -> Professional:
    """Change who somebody is or how to reach them. Raises Stale, and ValidationError."""
    return _edit(by, "edit_professional", professional, version, fields, fields["full_name"])


@transaction.atomic
def retire_entry(*, by: Any, row: Agency | Professional, version: int) -> None:
    """Offer an agency or a professional no more; what stands with pupils is kept. Raises Stale."""
    require(policies.retire(by, row))
    changes = compare_and_set(row, version=version, retired_on=timezone.localdate())
    audit.record(by=by, action="retire_entry", about=row, changes=changes)


@transaction.atomic
def undo_retire_entry(*, by: Any, row: Agency | Professional) -> None:
    """Offer it again."""
    School.objects.select_for_update().get(pk=row.school_id)
    require(policies.undo_retire(by, row))
    changes = compare_and_set(row, version=row.version, retired_on=None)
    audit.record(by=by, action="undo_retire_entry", about=row, changes=changes)


@transaction.atomic
def edit_agency_kind(
    *, by: Any, school: School, kind: AgencyKind, version: int, fields: dict[str, Any]
) -> AgencyKind:
    """Change a kind for one school; the school's agencies of a shared kind move to its own.

    Raises Stale when somebody saved first.
    """
    require(policies.keep_agency_kinds(by, school.pk))
    if kind.school_id is not None:
        changes = compare_and_set(kind, version=version, **fields)
        audit.record(by=by, action="edit_agency_kind", about=kind, changes=changes)
        return kind
    School.objects.select_for_update().get(pk=school.pk)
    own = AgencyKind.objects.filter(school=school, code=kind.code).first()
    if own or kind.version != version:
        raise Stale(own or kind, fields)
    kept = {"code": kind.code, "order": kind.order, "valid_from": kind.valid_from}
    made = AgencyKind.objects.create(school=school, **kept, **fields)
    Agency.objects.filter(school=school, kind=kind).update(kind=made)
    changes = {
        name: (getattr(kind, name), value)
        for name, value in fields.items()
        if getattr(kind, name) != value
    }
    audit.record(by=by, action="edit_agency_kind", about=made, changes=changes)
    return made


@transaction.atomic
def add_agency_kind(
    *, by: Any, school: School, fields: dict[str, Any], submission_id: Any = None
) -> AgencyKind:
    """Add a kind of the school's own. Raises AlreadyDone, and ValidationError where the name is taken."""
    require(policies.keep_agency_kinds(by, school.pk))
    sent = once(by=by, key=submission_id, use_case="add_agency_kind") if submission_id else None
    School.objects.select_for_update().get(pk=school.pk)
    code = slugify(fields["name"])[:30] or "own"
    rows = AgencyKind.objects.in_use_at(school.pk)
    if rows.filter(code=code).exists() or rows.filter(name__iexact=fields["name"]).exists():
        raise ValidationError(_("The school has a kind of this name already."))
    made = AgencyKind.objects.create(
        school=school, code=code, order=900, valid_from=timezone.localdate(), **fields
    )
    changes = {name: (None, value) for name, value in fields.items() if value}
    audit.record(by=by, action="add_agency_kind", about=made, changes=changes)
    if sent:
        answered(sent, KINDS)
    return made


def _add(by: Any, action: str, school: School, row: Any, fields: dict[str, Any]) -> None:
    School.objects.select_for_update().get(pk=school.pk)
    _refuse_second(row)
    row.save()
    changes = {name: (None, _key(value)) for name, value in fields.items() if value}
    audit.record(by=by, action=action, about=row, changes=changes, secret=SECRET & changes.keys())


def _edit(by: Any, action: str, row: Any, version: int, fields: dict[str, Any], name: str) -> Any:
    require(policies.keep_directory(by, row.school_id))
    School.objects.select_for_update().get(pk=row.school_id)
    field = "full_name" if isinstance(row, Professional) else "name"
    before, after = getattr(row, field), fields[field]
    setattr(row, field, after)
    _refuse_second(row)
    setattr(row, field, before)
    changes = compare_and_set(row, version=version, **fields, search_name=fold(name)[:200])
    changes.pop("search_name", None)
    said = {key: (_key(old), _key(new)) for key, (old, new) in changes.items()}
    audit.record(by=by, action=action, about=row, changes=said, secret=SECRET & said.keys())
    return row


def _refuse_second(row: Agency | Professional) -> None:
    if row.same_name().exists():
        raise ValidationError(_("The directory has an entry of this name already."))


def _key(value: Any) -> Any:
    """A kind as its key: the record book names it."""
    return getattr(value, "pk", value)
