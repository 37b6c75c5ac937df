"""A shared row of a list changed for one school: the school gets a row of its own with the same code.

Called by actions inside their own transaction, after their own policy.
"""

from typing import Any

from core import audit
from core.models import School
from core.record import Stale, compare_and_set


def change_for_school(
    *, by: Any, action: str, school: School, row: Any, version: int, fields: dict[str, Any],
    kept: tuple[str, ...],
) -> Any:  # fmt: skip
    """Change ``row`` for ``school`` and record it as ``action``; ``kept`` are copied from a shared row.

    Raises Stale when somebody saved first.
    """
    if row.school_id is not None:
        changes = compare_and_set(row, version=version, **fields)
        audit.record(by=by, action=action, about=row, changes=changes)
        return row
    School.objects.select_for_update().get(pk=school.pk)
    own = type(row).objects.filter(school=school, code=row.code).first()
    if own or row.version != version:
        raise Stale(own or row, fields)
    kept_fields = {name: getattr(row, name) for name in kept if name not in fields}
    made = type(row).objects.create(school=school, **kept_fields, **fields)
    changes = {
        name: (getattr(row, name), value)
        for name, value in fields.items()
        if getattr(row, name) != value
    }
    audit.record(by=by, action=action, about=made, changes=changes)
    return made
