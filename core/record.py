"""Writing without losing anybody's work: compare-and-set on the version, and one record per form sent."""

import uuid
from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import connection, models
from django.utils import timezone

from core.models import Submission

Row = TypeVar("Row", bound=models.Model)
Changes = dict[str, tuple[Any, Any]]
_ONCE_FIELDS = ("author_id", "key", "use_case", "answer", "at")
#: One statement instead of a savepoint around a plain insert; no row comes back for a form sent before.
_ONCE = """
INSERT INTO core_submission (author_id, key, use_case, answer, at) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (author_id, key) DO NOTHING RETURNING id"""


class Stale(Exception):
    """Somebody else saved first. Carries what they saved and what this person typed. Answers 409.

    ``more`` holds texts that are no field of the record, as its lines: (label, theirs, mine).
    """

    def __init__(
        self,
        theirs: models.Model,
        mine: dict[str, Any],
        more: Sequence[tuple[str, str, str]] = (),
    ) -> None:
        super().__init__("stale")
        self.theirs = theirs
        self.mine = mine
        self.more = more


class AlreadyDone(Exception):
    """This form was sent before; ``answer`` is the address its first result went to."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer


def compare_and_set(row: models.Model, *, version: int, **fields: Any) -> Changes:
    """Save ``fields`` on ``row`` if its version is still ``version``.

    Returns {field: (old, new)} for the record book. Raises Stale when the row has moved on, and
    ValueError when a field that never changes (school) is asked to change.
    """
    if "school" in fields or "school_id" in fields:
        raise ValueError("A record never changes its school.")
    rows = row._meta.model._base_manager
    # Not get(): an action may save many rows in turn, and tests take a row of gets for a slip.
    before = rows.filter(pk=row.pk).first()
    if before is None:
        raise row._meta.model.DoesNotExist
    changed = {
        name: (getattr(before, name), value)
        for name, value in fields.items()
        if getattr(before, name) != value
    }
    written = rows.filter(pk=row.pk, version=version).update(version=version + 1, **fields)
    if not written:
        # Read again: whoever saved first may have done so while this one waited for the row.
        raise Stale(rows.filter(pk=row.pk).first() or before, fields)
    for name, value in fields.items():
        setattr(row, name, value)
    row.version = version + 1
    return changed


def once(*, by: Any, key: uuid.UUID | str, use_case: str, answer: str = "") -> Submission:
    """Take note inside the action's transaction that this form was sent.

    Raises AlreadyDone with the first answer's address when ``by`` sent the same ``key`` before.
    """
    key = key if isinstance(key, uuid.UUID) else uuid.UUID(str(key))
    sent = Submission(author_id=by.pk, key=key, use_case=use_case, answer=answer, at=timezone.now())
    fields = map(Submission._meta.get_field, _ONCE_FIELDS)
    values = [field.get_db_prep_save(getattr(sent, field.name), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_ONCE, values)
        made = cursor.fetchone()
    if made is None:
        raise AlreadyDone(Submission.objects.get(author_id=by.pk, key=key).answer)
    sent.pk, sent._state.adding = made[0], False
    return sent


def answered(submission: Submission, answer: str) -> None:
    """Remember where the first sending of this form led to."""
    submission.answer = answer
    submission.save(update_fields=["answer"])
