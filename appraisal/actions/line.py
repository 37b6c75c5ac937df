"""Taking a copy of a line's figures out of the portal, which the record book notes."""

import datetime
from typing import Any

from django.db import transaction

from appraisal import policies
from core import audit
from core.models import School
from core.policy import require


@transaction.atomic
def export_line(*, by: Any, school: School, on: datetime.date, count: int) -> None:
    """Note that ``by`` took the figures of ``count`` people as they stood on a day."""
    require(policies.export_line(by))
    changes = {"on": (None, on), "people": (None, count)}
    audit.record(by=by, action="export_line", about=school, changes=changes, school_id=school.pk)
