"""Keeping the library: a school's own programmes, and its own copies of shared ones."""

from typing import Any

from django.db import transaction

from core import audit
from core.models import School
from core.policy import require
from core.record import Stale, compare_and_set, once
from interventions import policies
from interventions.models import Programme

#: What a copy takes from the shared row.
COPIED = (
    "name", "area_of_need", "layer", "smallest_group", "largest_group", "minutes", "times_a_week",
    "weeks", "usual_measure", "measure_note", "is_scripted", "evidence", "is_checked", "source",
    "is_active",
)  # fmt: skip


@transaction.atomic
def add_programme(
    *, by: Any, school: School, submission_id: Any = None, answer: str = "", **fields: Any
) -> Programme:
    """Add a programme of the school's own."""
    require(policies.add_programme(by, school.pk))
    if submission_id:
        once(by=by, key=submission_id, use_case="add_programme", answer=answer)
    programme = Programme.objects.create(school=school, **fields)
    _record(by, "add_programme", programme, {name: (None, value) for name, value in fields.items()})
    return programme


@transaction.atomic
def edit_programme(
    *, by: Any, programme: Programme, school: School, version: int, **fields: Any
) -> Programme:
    """Change a programme; a shared one becomes the school's own copy, which wins from now on."""
    require(policies.edit_programme(by, programme))
    return _change(by, "edit_programme", programme, school, version, fields)


@transaction.atomic
def confirm_programme(*, by: Any, programme: Programme, school: School) -> Programme:
    """Note that the figures were compared with the publisher's."""
    require(policies.confirm_programme(by, programme))
    return _change(
        by, "confirm_programme", programme, school, programme.version, {"is_checked": True}
    )


@transaction.atomic
def retire_programme(*, by: Any, programme: Programme, school: School) -> Programme:
    """Take a programme out of the choice for new groups; running groups keep it."""
    require(policies.retire_programme(by, programme))
    return _change(
        by, "retire_programme", programme, school, programme.version, {"is_active": False}
    )


@transaction.atomic
def restore_programme(*, by: Any, programme: Programme, school: School) -> Programme:
    """Put a retired programme back."""
    require(policies.restore_programme(by, programme))
    return _change(
        by, "restore_programme", programme, school, programme.version, {"is_active": True}
    )


def _change(
    by: Any, action: str, programme: Programme, school: School, version: int, fields: dict[str, Any]
) -> Programme:
    if programme.school_id is None:
        require(policies.add_programme(by, school.pk))
        programme = _own_copy(programme, school, version)
        version = programme.version
    _record(by, action, programme, compare_and_set(programme, version=version, **fields))
    return programme


def _own_copy(programme: Programme, school: School, version: int) -> Programme:
    """The school's copy of a shared programme, made when first needed."""
    if programme.version != version:
        raise Stale(programme, {})
    copied = {name: getattr(programme, name) for name in COPIED}
    copy, _made = Programme.objects.get_or_create(
        school=school, based_on=programme, defaults=copied
    )
    return copy


def _record(by: Any, action: str, programme: Programme, changes: dict) -> None:
    audit.record(by=by, action=action, about=programme, changes=changes)
