"""A new version of a plan begins as a copy of the last, in a cycle. Called by actions, in their transaction."""

import datetime
import uuid
from collections.abc import Collection
from typing import Any

from pupils.models import ROWS, SERVES, Outcome, OutcomeStep, Plan, PlanCycle, Pupil
from pupils.models.plan_rows import PlanRow

#: Fields of a row that its copy has of its own.
OWN = frozenset({"id", "plan", "version", "outcome"})


def locked_plan(plan: Plan) -> Plan:
    """The version as it is now; the pupil's row is held, so that plans change one at a time."""
    pupil = Pupil.objects.select_for_update().get(pk=plan.pupil_id)
    found = Plan.objects.select_related("kind", "cycle").get(pk=plan.pk)
    found.pupil = pupil
    return found


def cycle_of_plan(plan: Plan, starts_on: datetime.date) -> PlanCycle | None:
    """The cycle that a version is published into: the one that is open, else the next; none for other kinds."""
    if not plan.kind.has_cycles:
        return None
    cycles = PlanCycle.objects.filter(pupil=plan.pupil_id, kind__code=plan.kind.code)
    standing = cycles.open().first()
    if standing:
        return standing
    last = cycles.order_by("-number").first()
    return PlanCycle.objects.create(
        school_id=plan.school_id, pupil=plan.pupil, kind=plan.kind, starts_on=starts_on,
        number=last.number + 1 if last else 1,
    )  # fmt: skip


def copy_plan_rows(old: Plan, new: Plan, leave_out: Collection[uuid.UUID] = ()) -> None:
    """Copy the rows of a version with their keys; not those left out, nor the steps of such an outcome."""
    made: dict[type[PlanRow], dict[int, Any]] = {}
    for model in ROWS:
        rows = model.objects.standing().filter(plan=old).exclude(key__in=leave_out)
        if model is OutcomeStep:
            rows = rows.exclude(outcome__key__in=leave_out).exclude(outcome__is_out=True)
        originals = list(rows)
        copies = [_copy(row, new, made.get(Outcome, {})) for row in originals]
        model.objects.bulk_create(copies)
        made[model] = dict(zip([row.pk for row in originals], copies, strict=True))
    for model, field, aim in SERVES:
        _copy_serving(model, field, made[model], made[aim])


def _copy(row: PlanRow, new: Plan, outcomes: dict[int, Any]) -> PlanRow:
    """The same row in the new version; a step goes to the copy of its outcome."""
    fields = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in OWN
    }
    if isinstance(row, OutcomeStep):
        fields["outcome_id"] = outcomes[row.outcome_id].pk
    return type(row)(plan=new, **fields)


def _copy_serving(
    model: type[PlanRow], field: str, rows: dict[int, Any], aims: dict[int, Any]
) -> None:
    many: Any = model._meta.get_field(field)
    through = many.remote_field.through
    own, aim = many.m2m_column_name(), many.m2m_reverse_name()
    pairs = through.objects.filter(**{f"{own}__in": list(rows)}).values_list(own, aim)
    through.objects.bulk_create(
        through(**{own: rows[one].pk, aim: aims[other].pk}) for one, other in pairs if other in aims
    )
