"""Changes of a school's rules of access arrangements: kinds, deadlines, subjects.

A shared row is never changed: the school gets a row of its own with the same code instead.
"""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core import audit
from core.models import School
from core.policy import require
from core.record import answered, once
from pupils import policies
from pupils.actions.shared_rows import change_for_school
from pupils.models import (
    Arrangement,
    ArrangementDeadline,
    ArrangementKind,
    ArrangementUse,
    ExamSubject,
    UseSheet,
)

RULES = "/arrangements/rules/"


@transaction.atomic
def edit_arrangement_kind(
    *, by: Any, school: School, kind: ArrangementKind, version: int, fields: dict[str, Any]
) -> ArrangementKind:
    """Change a kind for one school; the school's arrangements of a shared kind move to its own.

    Raises Stale when somebody saved first.
    """
    require(policies.keep_arrangements(by, school.pk))
    kept = ("code", "valid_from", "order")
    made = change_for_school(
        by=by, action="edit_arrangement_kind", school=school, row=kind, version=version,
        fields=fields, kept=kept,
    )  # fmt: skip
    if made.pk != kind.pk:
        Arrangement.objects.filter(school=school, kind=kind).update(kind=made)
    return made


@transaction.atomic
def add_arrangement_kind(
    *, by: Any, school: School, fields: dict[str, Any], submission_id: uuid.UUID
) -> ArrangementKind:
    """Add a kind of the school's own. Raises AlreadyDone, and ValidationError where the name is taken."""
    return _add(ArrangementKind, "add_arrangement_kind", by, school, fields, submission_id)


@transaction.atomic
def edit_arrangement_deadline(
    *, by: Any, school: School, deadline: ArrangementDeadline, version: int, fields: dict[str, Any]
) -> ArrangementDeadline:
    """Change a deadline for one school. Raises Stale when somebody saved first."""
    require(policies.keep_arrangements(by, school.pk))
    kept = ("code", "series", "what")
    return change_for_school(
        by=by, action="edit_arrangement_deadline", school=school, row=deadline, version=version,
        fields=fields, kept=kept,
    )  # fmt: skip


@transaction.atomic
def add_exam_subject(
    *, by: Any, school: School, name: str, submission_id: uuid.UUID
) -> ExamSubject:
    """Add a subject of the school's own. Raises AlreadyDone, and ValidationError for one it has."""
    fields = {"name": name}
    return _add(ExamSubject, "add_exam_subject", by, school, fields, submission_id)


@transaction.atomic
def edit_exam_subject(
    *, by: Any, school: School, subject: ExamSubject, version: int, fields: dict[str, Any]
) -> ExamSubject:
    """Rename or retire a subject for one school; what the school has of a shared one moves to its own.

    Raises Stale when somebody saved first, and ValidationError where the name is taken.
    """
    require(policies.keep_arrangements(by, school.pk))
    others = ExamSubject.objects.in_use_at(school.pk).exclude(pk=subject.pk)
    if others.filter(name__iexact=fields["name"]).exists():
        raise ValidationError(_("The school has one of this name already."))
    made = change_for_school(
        by=by, action="edit_exam_subject", school=school, row=subject, version=version,
        fields=fields, kept=("code",),
    )  # fmt: skip
    if made.pk != subject.pk:
        _move_subject(school, subject, made)
    return made


def _move_subject(school: School, shared: ExamSubject, own: ExamSubject) -> None:
    """Sheets, uses and wishes of the school that name the shared subject name its own from now on."""
    for model in (UseSheet, ArrangementUse):
        model.objects.filter(school=school, subject=shared).update(subject=own)
    wishes = Arrangement.subjects.through.objects
    wishes.filter(arrangement__school=school, examsubject=shared).update(examsubject=own)


def _add(
    model: Any, action: str, by: Any, school: School, fields: dict[str, Any], key: uuid.UUID
) -> Any:
    require(policies.keep_arrangements(by, school.pk))
    sent = once(by=by, key=key, use_case=action)
    School.objects.select_for_update().get(pk=school.pk)
    code = slugify(fields["name"])[:30] or "own"
    rows = model.objects.in_use_at(school.pk)
    if rows.filter(code=code).exists() or rows.filter(name__iexact=fields["name"]).exists():
        raise ValidationError(_("The school has one of this name already."))
    made = model.objects.create(school=school, code=code, **fields)
    changes = {name: (None, value) for name, value in fields.items() if value}
    audit.record(by=by, action=action, about=made, changes=changes)
    answered(sent, RULES)
    return made
