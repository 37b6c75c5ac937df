"""Reminders of steps: one letter a person with how many wait, each step in one letter only."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.calendar import is_school_day
from core.policy import require
from core.record import compare_and_set
from pupils import policies
from pupils.laying_out import calendar_of
from pupils.models import Step
from pupils.step_letters import write_step_letter


@transaction.atomic
def remind_steps(*, by: Any = None, today: datetime.date) -> int:
    """Write to the owners of steps that have come near, on a day of school. Returns how many letters.

    A step is marked in the transaction that orders its letter, so that it is never in two; on a day
    without school it waits for the next one.
    """
    require(policies.remind_steps(by))
    on_roll = Step.objects.to_remind(today).exclude(pupil__left_on__lt=today)
    found = on_roll.filter(owner__person__is_active=True).select_for_update(of=("self",))
    waiting = list(found.select_related("owner").order_by("owner__person", "due_on", "pk"))
    schools = {step.school_id for step in waiting}
    closed = {school for school in schools if not _is_open(school, today)}
    counts: dict[int, int] = {}
    for step in waiting:
        if step.school_id in closed:
            continue
        compare_and_set(step, version=step.version, reminded_at=timezone.now())
        audit.record(by=by, action="remind_step", about=step)
        counts[step.owner.person_id] = counts.get(step.owner.person_id, 0) + 1
    for person_id, count in sorted(counts.items()):
        write_step_letter.enqueue(person_id, count)
    return len(counts)


def _is_open(school_id: int, today: datetime.date) -> bool:
    """Whether pupils are in school; a school without terms reminds on weekdays."""
    terms, closures = calendar_of(school_id)
    return is_school_day(today, terms or [(today, today)], closures)
