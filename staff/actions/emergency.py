"""The mark on a person that a record is open to them in an emergency."""

import datetime
from typing import Any

from django.db import transaction

from staff.models import StaffMember


@transaction.atomic
def mark_emergency(*, by: Any, person: StaffMember, until: datetime.datetime | None) -> None:
    """Note until when a record is open to ``person``, so that reading asks for it.

    No policy of its own, and no page: the caller's action has asked and records it.
    """
    StaffMember.objects.filter(pk=person.pk).update(emergency_until=until)
    person.emergency_until = until
