"""Changes of a school's kinds of contact and meeting, and of its intervals.

A shared row is never changed: the school gets a row of its own with the same code instead.
"""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core import audit
from core.models import School
from core.policy import require
from core.record import once
from pupils import policies
from pupils.actions.shared_rows import change_for_school
from pupils.models import TalkKind, TalkRule


@transaction.atomic
def add_talk_kind(
    *, by: Any, school: School, fields: dict[str, Any], submission_id: uuid.UUID
) -> TalkKind:
    """Add a kind of the school's own. Raises AlreadyDone, and ValidationError where the name is taken."""
    require(policies.keep_talk_rules(by, school.pk))
    once(by=by, key=submission_id, use_case="add_talk_kind", answer=reverse("talk_rules"))
    School.objects.select_for_update().get(pk=school.pk)
    code = f"{fields['use']}-{slugify(fields['name'])}"[:30].strip("-")
    rows = TalkKind.objects.in_use_at(school.pk)
    same = rows.filter(use=fields["use"], name__iexact=fields["name"])
    if rows.filter(code=code).exists() or same.exists():
        raise ValidationError(_("The school has one of this name already."))
    made = TalkKind.objects.create(
        school=school, code=code, valid_from=timezone.localdate(), order=99, **fields
    )
    changes = {name: (None, value) for name, value in fields.items() if value}
    audit.record(by=by, action="add_talk_kind", about=made, changes=changes)
    return made


@transaction.atomic
def edit_talk_kind(
    *, by: Any, school: School, kind: TalkKind, version: int, fields: dict[str, Any]
) -> TalkKind:
    """Change a kind for one school. Notes keep the row they were written with. Raises Stale."""
    require(policies.keep_talk_rules(by, school.pk))
    return change_for_school(
        by=by, action="edit_talk_kind", school=school, row=kind, version=version, fields=fields,
        kept=("use", "code", "valid_from", "order"),
    )  # fmt: skip


@transaction.atomic
def edit_talk_rule(
    *, by: Any, school: School, rule: TalkRule, version: int, fields: dict[str, Any]
) -> TalkRule:
    """Change after how many school weeks something is due at one school. Raises Stale."""
    require(policies.keep_talk_rules(by, school.pk))
    return change_for_school(
        by=by, action="edit_talk_rule", school=school, row=rule, version=version, fields=fields,
        kept=("code", "name", "order"),
    )  # fmt: skip
