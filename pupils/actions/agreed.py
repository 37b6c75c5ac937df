"""Actions ended, taken up again and changed."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.policy import require
from core.record import compare_and_set
from pupils import policies
from pupils.models import AgreedAction

State = AgreedAction.State


@transaction.atomic
def finish_action(
    *, by: Any, action: AgreedAction, version: int, state: str = State.DONE, outcome: str = ""
) -> AgreedAction:
    """Say that it is done, or not needed any more, today and by whom. Raises Stale, Refused."""
    require(policies.finish_action(by, action))
    if state not in (State.DONE, State.DROPPED):
        raise ValueError("An action ends as done or as dropped.")
    fields = {
        "state": state, "ended_on": timezone.localdate(), "ended_by": by, "outcome": outcome,
    }  # fmt: skip
    return _save(by, "finish_action", action, version, fields)


@transaction.atomic
def reopen_action(*, by: Any, action: AgreedAction, version: int | None = None) -> AgreedAction:
    """Take its end back, so that it waits again."""
    require(policies.reopen_action(by, action))
    fields = {"state": State.OPEN, "ended_on": None, "ended_by": None, "outcome": ""}
    return _save(by, "reopen_action", action, version or action.version, fields)


@transaction.atomic
def edit_action(
    *, by: Any, action: AgreedAction, version: int, fields: dict[str, Any]
) -> AgreedAction:
    """Change the words, the owner or the day of an open action. Raises Stale, Refused."""
    require(policies.edit_action(by, action))
    return _save(by, "edit_action", action, version, fields)


def _save(
    by: Any, use_case: str, action: AgreedAction, version: int, fields: dict[str, Any]
) -> AgreedAction:
    changes = compare_and_set(action, version=version, **fields)
    kept = {
        name: tuple(getattr(value, "pk", value) for value in pair) for name, pair in changes.items()
    }
    audit.record(
        by=by, action=use_case, about=action, changes=kept, secret=["what", "outcome", "owner_name"]
    )
    return action
