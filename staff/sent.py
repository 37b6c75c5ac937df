"""Forms that were sent before, read: their first result is shown again."""

import uuid
from typing import Any

from core.models import Submission
from core.record import AlreadyDone


def raise_if_sent(person: Any, key: str) -> None:
    """Raise AlreadyDone with the first answer when ``person`` sent this form before."""
    try:
        wanted = uuid.UUID(key)
    except ValueError:
        return
    first = Submission.objects.filter(author_id=person.pk, key=wanted).first()
    if first:
        raise AlreadyDone(first.answer)
