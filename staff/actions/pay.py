"""A school's own pay table, and its own rule of hours, leave and pay area."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.models import AuditEvent, School
from core.policy import Refused, require
from core.record import answered, compare_and_set, once
from staff import policies
from staff.models import PayAward, PayRule, StaffMember

PLACE = "/pay/"


@transaction.atomic
def add_award(
    *, by: StaffMember, school: School, key: uuid.UUID, fields: dict[str, Any]
) -> PayAward:
    """Enter what a point pays from a day. Raises Refused, AlreadyDone, ValidationError."""
    require(policies.add_award(by, school.pk))
    submission = once(by=by, key=key, use_case="add_award")
    award = _write(by, "add_award", school, fields)
    answered(submission, PLACE)
    return award


@transaction.atomic
def edit_award(
    *, by: StaffMember, award: PayAward, version: int, fields: dict[str, Any]
) -> PayAward:
    """Correct one of the school's rows. Raises Refused, Stale, ValidationError."""
    require(policies.edit_award(by, award.school_id))
    _refuse_second(award.school_id, fields, apart_from=award.pk)
    changed = compare_and_set(award, version=version, **fields)
    if changed:
        audit.record(by=by, action="edit_award", about=award, changes=changed)
    return award


@transaction.atomic
def remove_award(*, by: StaffMember, award: PayAward) -> AuditEvent:
    """Take one of the school's rows out; the page returned brings it back. Raises Refused."""
    require(policies.remove_award(by, award.school_id))
    names = ("pay_point_id", "area", "effective_from", "annual_fte", "source")
    changes = {name: (getattr(award, name), None) for name in names}
    page = audit.record(by=by, action="remove_award", about=award, changes=changes)
    award.delete()
    return page


@transaction.atomic
def undo_remove_award(*, by: StaffMember, school: School, page: AuditEvent) -> PayAward:
    """Put a removed row back, as the record book remembers it. Raises Refused, ValidationError."""
    require(policies.add_award(by, school.pk))
    if page.action != "remove_award" or page.chain != school.pk:
        raise Refused(_("There is nothing to bring back."))
    fields = {row["field"]: row["old"] for row in page.changes}
    return _write(by, "undo_remove_award", school, fields)


@transaction.atomic
def set_pay_rule(
    *, by: StaffMember, school: School, version: int, key: uuid.UUID, fields: dict[str, Any]
) -> PayRule:
    """Set hours, leave and area from a day: a new row, or the row of that day corrected.

    Raises Refused, AlreadyDone, Stale.
    """
    require(policies.set_pay_rule(by, school.pk))
    School.objects.select_for_update().get(pk=school.pk)
    there = PayRule.objects.filter(school=school, effective_from=fields["effective_from"]).first()
    if there:
        changed = compare_and_set(there, version=version, **fields)
        audit.record(by=by, action="set_pay_rule", about=there, changes=changed)
        return there
    submission = once(by=by, key=key, use_case="set_pay_rule")
    rule = PayRule.objects.create(school=school, **fields)
    changes = {name: (None, value) for name, value in fields.items()}
    audit.record(by=by, action="set_pay_rule", about=rule, changes=changes)
    answered(submission, PLACE)
    return rule


def _write(by: StaffMember, action: str, school: School, fields: dict[str, Any]) -> PayAward:
    _refuse_second(school.pk, fields, apart_from=None)
    award = PayAward(school=school, **fields)
    award.full_clean(exclude=["school"])
    award.save(force_insert=True)
    changes = {name: (None, value) for name, value in fields.items()}
    audit.record(by=by, action=action, about=award, changes=changes)
    return award


def _refuse_second(school_id: int, fields: dict[str, Any], apart_from: int | None) -> None:
    point = {name: fields[name] for name in ("pay_point", "pay_point_id") if name in fields}
    there = PayAward.objects.filter(
        school=school_id,
        area=fields["area"],
        effective_from=fields["effective_from"],
        **point,
    ).exclude(pk=apart_from)
    if there.exists():
        raise ValidationError(_("There is a row for this point, area and day already."))
