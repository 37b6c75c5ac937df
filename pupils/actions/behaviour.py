"""The lists that behaviour is recorded with, changed for one school, and copies of the list of incidents.

A shared line is never changed: the school gets a line of its own with the same code instead. What was
recorded with the shared one stays, and counts with its successor, because both have one code.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core import audit
from core.models import School
from core.policy import require
from core.record import Stale, compare_and_set, once
from pupils import policies
from pupils.models import BehaviourChoice, BehaviourRule

#: What a school's own line keeps of the shared one it replaces.
KEPT = ("list", "code", "order", "valid_from")


@transaction.atomic
def add_behaviour_choice(
    *, by: Any, school: School, kind: str, fields: dict[str, Any], submission_id: Any = None
) -> BehaviourChoice:
    """Add a line of the school's own to the list ``kind``. Raises ValidationError where it stands there."""
    require(policies.keep_behaviour_lists(by, school.pk))
    if submission_id:
        answer = reverse("behaviour_lists")
        once(by=by, key=submission_id, use_case="add_behaviour_choice", answer=answer)
    code = slugify(fields["name"])[:40]
    taken = BehaviourChoice.objects.in_use_at(school.pk).filter(list=kind, code=code)
    if not code or taken.exists():
        raise ValidationError(_("The list has a line of this name already."))
    made = BehaviourChoice.objects.create(
        school=school, list=kind, code=code, order=99, **fields
    )  # fmt: skip
    audit.record(by=by, action="add_behaviour_choice", about=made, changes=_new(fields))
    return made


@transaction.atomic
def edit_behaviour_choice(
    *, by: Any, school: School, choice: BehaviourChoice, version: int, fields: dict[str, Any]
) -> BehaviourChoice:
    """Change or retire a line for one school. Raises Stale when somebody saved first."""
    require(policies.keep_behaviour_lists(by, school.pk))
    if choice.school_id == school.pk:
        changes = compare_and_set(choice, version=version, **fields)
        audit.record(by=by, action="edit_behaviour_choice", about=choice, changes=changes)
        return choice
    own = BehaviourChoice.objects.filter(school=school, list=choice.list, code=choice.code).first()
    if own or choice.school_id:
        raise Stale(own or choice, fields)
    kept = {name: getattr(choice, name) for name in KEPT}
    made = BehaviourChoice.objects.create(school=school, **kept, **fields)
    changes = {name: (getattr(choice, name), value) for name, value in fields.items()}
    audit.record(by=by, action="edit_behaviour_choice", about=made, changes=changes)
    return made


@transaction.atomic
def edit_behaviour_rule(
    *, by: Any, school: School, rule: BehaviourRule, version: int, fields: dict[str, Any]
) -> BehaviourRule:
    """Set a number for one school; the shared one stays for the others. Raises Stale."""
    require(policies.keep_behaviour_lists(by, school.pk))
    if rule.school_id == school.pk:
        changes = compare_and_set(rule, version=version, **fields)
        audit.record(by=by, action="edit_behaviour_rule", about=rule, changes=changes)
        return rule
    own = BehaviourRule.objects.filter(school=school, code=rule.code).first()
    if own or rule.school_id:
        raise Stale(own or rule, fields)
    made = BehaviourRule.objects.create(school=school, code=rule.code, name=rule.name, **fields)
    changes = {name: (getattr(rule, name), value) for name, value in fields.items()}
    audit.record(by=by, action="edit_behaviour_rule", about=made, changes=changes)
    return made


@transaction.atomic
def export_incidents(*, by: Any, school: School, filters: str, count: int) -> None:
    """Note who took which rows of the list of incidents."""
    require(policies.export_incidents(by, school.pk))
    changes = {"filters": (None, filters), "incidents": (None, count)}
    audit.record(
        by=by, action="export_incidents", about=school, changes=changes, school_id=school.pk
    )


def _new(fields: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {name: (None, value) for name, value in fields.items()}
