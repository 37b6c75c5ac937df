"""Taking lists out of the portal: each is noted with its filters and its number of rows."""

from django.db import transaction

from core import audit
from core.models import School
from core.policy import require
from staff import policies
from staff.models import StaffMember


@transaction.atomic
def export_people(*, by: StaffMember, school: School, kind: str, filters: str, count: int) -> None:
    """Note who took which rows of the list of colleagues, in which form. Raises Refused."""
    require(policies.export_people(by, school.pk))
    changes = {"kind": (None, kind), "filters": (None, filters), "people": (None, count)}
    audit.record(by=by, action="export_people", about=school, school_id=school.pk, changes=changes)
