"""The school's year: terms and closures. Whoever planned on it is told in the same transaction."""

import datetime
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import audit
from core.models import AuditEvent, Closure, School, Term
from core.policy import Refused, require
from core.record import answered, compare_and_set, once
from staff import calendar_changes, policies
from staff.models import StaffMember

KEPT = {
    Term: ("name", "starts_on", "ends_on", "first_week"),
    Closure: ("kind", "name", "starts_on", "ends_on"),
}
PLACE = "/school/calendar/"


@transaction.atomic
def add_term(*, by: StaffMember, school: School, key: uuid.UUID, fields: dict[str, Any]) -> Term:
    """Add a term. Raises Refused, AlreadyDone, and ValidationError where terms would overlap."""
    return _add(Term, "add_term", by, school, key, fields)


@transaction.atomic
def edit_term(*, by: StaffMember, term: Term, version: int, fields: dict[str, Any]) -> Term:
    """Change a term. Raises Refused, Stale, and ValidationError where terms would overlap."""
    return _edit("edit_term", by, term, version, fields)


@transaction.atomic
def remove_term(*, by: StaffMember, term: Term) -> AuditEvent:
    """Take a term out; the page returned brings it back. Raises Refused."""
    return _remove("remove_term", by, term)


@transaction.atomic
def add_closure(
    *, by: StaffMember, school: School, key: uuid.UUID, fields: dict[str, Any]
) -> Closure:
    """Add days without pupils. Raises Refused, AlreadyDone, and ValidationError for an overlap."""
    return _add(Closure, "add_closure", by, school, key, fields)


@transaction.atomic
def edit_closure(
    *, by: StaffMember, closure: Closure, version: int, fields: dict[str, Any]
) -> Closure:
    """Change days without pupils. Raises Refused, Stale, and ValidationError for an overlap."""
    return _edit("edit_closure", by, closure, version, fields)


@transaction.atomic
def remove_closure(*, by: StaffMember, closure: Closure) -> AuditEvent:
    """Give the days back to the term; the page returned takes them out again. Raises Refused."""
    return _remove("remove_closure", by, closure)


@transaction.atomic
def undo_remove_dates(*, by: StaffMember, school: School, page: AuditEvent) -> models.Model:
    """Put a removed term or closure back, as the record book remembers it.

    Raises Refused when the page is not about such a removal, and ValidationError for an overlap.
    """
    require(policies.edit_calendar(by, school.pk))
    model = {"remove_term": Term, "remove_closure": Closure}.get(page.action)
    if model is None or page.chain != school.pk:
        raise Refused(_("There is nothing to bring back."))
    was = {row["field"]: row["old"] for row in page.changes}
    fields = {name: was.get(name) or "" for name in KEPT[model]}
    for name in ("starts_on", "ends_on"):
        fields[name] = datetime.date.fromisoformat(fields[name])
    return _write(model, "undo_remove_dates", by, school, fields)


@transaction.atomic
def add_bank_holidays(*, by: StaffMember, school: School, days: dict[datetime.date, str]) -> int:
    """Add each of these days that no closure covers yet; returns how many. Raises Refused."""
    require(policies.edit_calendar(by, school.pk))
    _lock(school)
    covered = list(Closure.objects.filter(school=school).values_list("starts_on", "ends_on"))
    new = {
        day: name
        for day, name in days.items()
        if not any(first <= day <= last for first, last in covered)
    }
    for day, name in new.items():
        kind = Closure.Kind.BANK_HOLIDAY
        closure = Closure.objects.create(
            school=school, kind=kind, name=name, starts_on=day, ends_on=day
        )
        audit.record(by=by, action="add_closure", about=closure, changes={"day": (None, day)})
    if new:
        calendar_changes.tell(school, by)
    return len(new)


def _lock(school: School) -> None:
    School.objects.select_for_update().get(pk=school.pk)


def _add(model, action, by, school, key, fields):
    require(policies.edit_calendar(by, school.pk))
    submission = once(by=by, key=key, use_case=action)
    row = _write(model, action, by, school, fields)
    answered(submission, PLACE)
    return row


def _write(model, action, by, school, fields):
    _lock(school)
    _refuse_overlap(model, school.pk, fields, apart_from=None)
    row = model.objects.create(school=school, **fields)
    changes = {name: (None, value) for name, value in fields.items() if value}
    audit.record(by=by, action=action, about=row, changes=changes)
    calendar_changes.tell(school, by)
    return row


def _edit(action, by, row, version, fields):
    require(policies.edit_calendar(by, row.school_id))
    _lock(row.school)
    _refuse_overlap(type(row), row.school_id, fields, apart_from=row.pk)
    changed = compare_and_set(row, version=version, **fields)
    if changed:
        audit.record(by=by, action=action, about=row, changes=changed)
        calendar_changes.tell(row.school, by)
    return row


def _remove(action, by, row):
    require(policies.edit_calendar(by, row.school_id))
    _lock(row.school)
    changes = {name: (getattr(row, name), None) for name in KEPT[type(row)]}
    page = audit.record(by=by, action=action, about=row, changes=changes)
    row.delete()
    calendar_changes.tell(row.school, by)
    return page


def _refuse_overlap(model, school_id, fields, apart_from):
    """A day belongs to one term at most, and to one closure at most."""
    there = model.objects.filter(
        school=school_id, starts_on__lte=fields["ends_on"], ends_on__gte=fields["starts_on"]
    ).exclude(pk=apart_from)
    other = there.first()
    if other:
        raise ValidationError(
            _("%(name)s covers %(first)s to %(last)s already. Change the dates, or change that.")
            % {
                "name": other,
                "first": date_format(other.starts_on, "j M Y"),
                "last": date_format(other.ends_on, "j M Y"),
            }
        )
