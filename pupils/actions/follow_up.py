"""What is to be done after an incident: given to somebody, done, and taken back."""

import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit
from core.policy import require
from core.record import compare_and_set, once
from pupils import policies
from pupils.models import FollowUp, Incident


@transaction.atomic
def add_follow_up(
    *, by: Any, incident: Incident, what: str, owner: Any, due_on: datetime.date,
    submission_id: Any = None,
) -> FollowUp:  # fmt: skip
    """Give somebody something to do after an incident, by a day."""
    require(policies.add_follow_up(by, incident))
    if submission_id:
        answer = reverse("incident", args=[incident.pk])
        once(by=by, key=submission_id, use_case="add_follow_up", answer=answer)
    made = FollowUp.objects.create(
        school_id=incident.school_id, incident=incident, what=what, owner=owner, due_on=due_on
    )
    changes = {"owner": (None, owner.pk), "due_on": (None, due_on)}
    audit.record(by=by, action="add_follow_up", about=made, changes=changes, secret=["what"])
    return made


@transaction.atomic
def finish_follow_up(*, by: Any, follow_up: FollowUp) -> FollowUp:
    """Note that it is done today; said twice, the first day stands."""
    require(policies.finish_follow_up(by, follow_up))
    return _done(by, "finish_follow_up", follow_up, timezone.localdate())


@transaction.atomic
def undo_finish_follow_up(*, by: Any, follow_up: FollowUp) -> FollowUp:
    """Open it again."""
    require(policies.undo_finish_follow_up(by, follow_up))
    return _done(by, "undo_finish_follow_up", follow_up, None)


def _done(by: Any, action: str, follow_up: FollowUp, on: datetime.date | None) -> FollowUp:
    found = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    if bool(found.done_on) == bool(on):
        return found
    changes = compare_and_set(found, version=found.version, done_on=on)
    audit.record(by=by, action=action, about=found, changes=changes, secret=["what"])
    return found
