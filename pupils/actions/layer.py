"""A pupil's moves between layers of support, recorded and withdrawn."""

import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit
from core.policy import require
from core.record import compare_and_set, once
from pupils import policies
from pupils.layers import layer_on
from pupils.models import LayerMove, Pupil

WORDS = ("decided_by", "why", "evidence", "withdrawn_because")


@transaction.atomic
def move_layer(
    *, by: Any, pupil: Pupil, fields: dict[str, Any], submission_id: Any = None
) -> LayerMove:
    """Record that a pupil moved to a layer: on which day, who decided, why, on what evidence."""
    pupil = Pupil.objects.select_for_update().get(pk=pupil.pk)
    if submission_id:
        answer = reverse("pupil_layers", args=[pupil.pk])
        once(by=by, key=submission_id, use_case="move_layer", answer=answer)
    require(policies.move_layer(by, pupil))
    move = LayerMove.objects.create(
        school_id=pupil.school_id, pupil=pupil, recorded_by=by, before=_before(pupil, fields["on"]),
        **fields,
    )  # fmt: skip
    changes = {name: (None, getattr(value, "pk", value)) for name, value in fields.items()}
    audit.record(by=by, action="move_layer", about=move, changes=changes, secret=WORDS)
    return move


@transaction.atomic
def withdraw_layer_move(*, by: Any, move: LayerMove, version: int, because: str) -> LayerMove:
    """Take back a move made by mistake; it stays on the trail with the reason."""
    require(policies.withdraw_layer_move(by, move))
    fields = {"withdrawn_on": timezone.localdate(), "withdrawn_because": because}
    changes = compare_and_set(move, version=version, **fields)
    audit.record(by=by, action="withdraw_layer_move", about=move, changes=changes, secret=WORDS)
    return move


def _before(pupil: Pupil, on: datetime.date) -> Any:
    found = layer_on(pupil, on)
    return found.layer if found else None
