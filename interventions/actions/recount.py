"""Putting totals right that differ from their rows."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from core import audit
from core.models import School
from core.policy import require
from interventions import policies
from interventions.actions.totals import recount_places, recount_pupils, recount_weeks
from interventions.recount import Difference


@transaction.atomic
def repair_totals(*, by: Any, school: School, differences: Sequence[Difference]) -> None:
    """Rebuild what ``differences`` name, from the rows, and say in the record book how many there were."""
    require(policies.repair_totals(by, school))
    keys: dict[str, set[int]] = {table: set() for table in ("placetotal", "caseloadrow")}
    for one in differences:
        keys.get(one.table, set()).add(one.key)
    recount_places(keys["placetotal"])
    recount_pupils(keys["caseloadrow"])
    if any(one.table in ("adultweek", "schoolweek") for one in differences):
        recount_weeks([school.pk])
    audit.record(
        by=by, action="repair_totals", about=school, school_id=school.pk,
        changes={"differences": (len(differences), 0)},
    )  # fmt: skip
