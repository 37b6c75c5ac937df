"""Which plans a school uses, their sections, and its layers of support: changed for that school alone."""

from typing import Any

from django.db import transaction

from core import audit
from core.models import School
from core.policy import require
from core.record import Stale, compare_and_set
from pupils import policies
from pupils.models import Plan, PlanCycle, PlanKind
from pupils.models.plan_rules import PlanRule

#: What the school's own row takes from the shared one.
NOT_COPIED = frozenset({"id", "school", "version"})


@transaction.atomic
def edit_plan_rule(
    *, by: Any, school: School, row: PlanRule, version: int, fields: dict[str, Any]
) -> PlanRule:
    """Change a kind of plan, a section or a layer for one school. Raises Stale when somebody saved first.

    A shared row is never changed: the school gets a row of its own with the same code, and what hung on
    the shared one at this school hangs on it.
    """
    require(policies.keep_plan_rules(by, school.pk))
    if row.school_id is not None:
        changes = compare_and_set(row, version=version, **fields)
        audit.record(by=by, action="edit_plan_rule", about=row, changes=changes)
        return row
    School.objects.select_for_update().get(pk=school.pk)
    rows = type(row)._base_manager
    own = rows.filter(school=school, code=row.code).first()
    if own or row.version != version:
        raise Stale(own or row, fields)
    kept = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in NOT_COPIED | set(fields)
    }
    made = rows.create(school=school, **kept, **fields)
    _follow(school, row, made)
    changes = {
        name: (getattr(row, name), value)
        for name, value in fields.items()
        if getattr(row, name) != value
    }
    audit.record(by=by, action="edit_plan_rule", about=made, changes=changes)
    return made


def _follow(school: School, old: PlanRule, new: PlanRule) -> None:
    """Plans and cycles of this school go by the school's own kind from now on; a trail stays as written."""
    if isinstance(old, PlanKind) and isinstance(new, PlanKind):
        Plan.objects.filter(school=school, kind=old).update(kind=new)
        PlanCycle.objects.open().filter(school=school, kind=old).update(kind=new)
