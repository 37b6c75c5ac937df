"""Adding and changing the appraisal year of a school."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from appraisal import policies
from appraisal.models import Cycle
from core import audit
from core.models import School
from core.policy import require
from core.record import compare_and_set, once


@transaction.atomic
def add_cycle(*, by: Any, school: School, submission_id: Any = None, **fields: Any) -> Cycle:
    """Add an appraisal year. Raises ValidationError when the name is taken, AlreadyDone when sent twice."""
    require(policies.add_cycle(by, school.pk))
    if submission_id:
        once(by=by, key=submission_id, use_case="add_cycle", answer=reverse("cycles"))
    _only_once(school.pk, fields["name"])
    cycle = Cycle.objects.create(school=school, **fields)
    changes = {name: (None, value) for name, value in fields.items()}
    audit.record(by=by, action="add_cycle", about=cycle, changes=changes)
    return cycle


@transaction.atomic
def edit_cycle(*, by: Any, cycle: Cycle, version: int, **fields: Any) -> Cycle:
    """Change name and days of an appraisal year. Raises Stale, and ValidationError as for adding."""
    require(policies.edit_cycle(by, cycle))
    _only_once(cycle.school_id, fields["name"], apart_from=cycle.pk)
    changes = compare_and_set(cycle, version=version, **fields)
    audit.record(by=by, action="edit_cycle", about=cycle, changes=changes)
    return cycle


def _only_once(school_id: int, name: str, apart_from: int | None = None) -> None:
    if Cycle.objects.filter(school=school_id, name=name).exclude(pk=apart_from).exists():
        raise ValidationError(_("There is an appraisal year of this name already."))
