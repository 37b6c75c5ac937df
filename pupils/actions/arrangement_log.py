"""The normal-way-of-working log: a whole class or test at once, taken back at once."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core import audit
from core.models import School
from core.policy import Refused, require
from core.record import answered, compare_and_set, once
from pupils import policies
from pupils.models import Arrangement, ArrangementUse, ExamSubject, UseSheet

Day = datetime.date


@transaction.atomic
def log_uses(
    *, by: Any, school: School, subject: ExamSubject, on: Day, occasion: str,
    outcomes: Mapping[int, str], submission_id: Any = None,
) -> UseSheet:  # fmt: skip
    """Log how each arrangement (key) was used on a day; what somebody logged before stays as it is.

    Raises AlreadyDone for a form sent before, Refused for arrangements out of sight or not in use,
    and ValidationError when everything was logged already.
    """
    require(policies.log_uses(by, school.pk))
    require(policies.log_on_day(by, school, on))
    sent = once(by=by, key=submission_id, use_case="log_uses") if submission_id else None
    wanted = Arrangement.objects.visible_to(by).live().valid_on(on)
    found = {row.pk: row for row in wanted.filter(school=school, pk__in=outcomes)}
    if found.keys() != outcomes.keys():
        raise Refused(_("One of these arrangements is no longer in use. Open the log again."))
    logged = ArrangementUse.objects.filter(
        arrangement__in=found, on=on, subject=subject, occasion=occasion
    )
    new = found.keys() - set(logged.values_list("arrangement", flat=True))
    if not new:
        raise ValidationError(_("Somebody has logged all of this already."))
    sheet = UseSheet.objects.create(school=school, by=by, subject=subject, on=on)
    rows = [
        ArrangementUse(
            school=school, sheet=sheet, arrangement=found[pk], pupil_id=found[pk].pupil_id,
            subject=subject, on=on, occasion=occasion, outcome=outcomes[pk], by=by,
        )
        for pk in sorted(new)
    ]  # fmt: skip
    ArrangementUse.objects.bulk_create(rows)
    audit.record(by=by, action="log_uses", about=sheet, changes={"uses": (None, len(rows))})
    if sent:
        answered(sent, reverse("log_uses"))
    return sheet


@transaction.atomic
def undo_log_uses(*, by: Any, sheet: UseSheet) -> int:
    """Take a sheet of the log away; returns how many uses went. The record book keeps what they were."""
    require(policies.undo_log_uses(by, sheet))
    uses = list(sheet.uses.values_list("arrangement_id", "outcome"))
    changes = {f"arrangement {pk}": (outcome, None) for pk, outcome in uses}
    audit.record(by=by, action="undo_log_uses", about=sheet, changes=changes)
    sheet.delete()
    return len(uses)


@transaction.atomic
def correct_use(*, by: Any, use: ArrangementUse, version: int, outcome: str) -> None:
    """Say what one logged use really was; without an outcome it is taken off the log.

    Raises Stale when somebody corrected it first. The record book keeps what it was.
    """
    require(policies.correct_use(by, use))
    was = use.outcome
    changes = compare_and_set(use, version=version, outcome=outcome or was)
    if not outcome:
        changes = {"outcome": (was, None)}
    audit.record(by=by, action="correct_use", about=use, changes=changes, pupil_id=use.pupil_id)
    if not outcome:
        use.delete()
