"""Taking a copy of a list out of the portal, which the record book notes."""

from typing import Any

from django.db import transaction

from core import audit
from core.models import School
from core.policy import require
from pupils import policies
from pupils.models import Pupil


@transaction.atomic
def export_register(*, by: Any, school: School, kind: str, filters: str, count: int) -> None:
    """Note who took which rows of the list of pupils, in which form."""
    require(policies.export_register(by))
    changes = {"kind": (None, kind), "filters": (None, filters), "pupils": (None, count)}
    audit.record(
        by=by, action="export_register", about=school, changes=changes, school_id=school.pk
    )


@transaction.atomic
def export_arrangements(*, by: Any, school: School, filters: str, count: int) -> None:
    """Note who took which rows of the register of access arrangements."""
    require(policies.export_arrangements(by, school.pk))
    changes = {"filters": (None, filters), "arrangements": (None, count)}
    audit.record(
        by=by, action="export_arrangements", about=school, changes=changes, school_id=school.pk
    )


@transaction.atomic
def export_chronology(*, by: Any, pupil: Pupil, kind: str, filters: str, count: int) -> None:
    """Note who took which entries of a pupil's chronology, in which form."""
    require(policies.export_chronology(by, pupil))
    changes = {"kind": (None, kind), "filters": (None, filters), "entries": (None, count)}
    audit.record(by=by, action="export_chronology", about=pupil, changes=changes, pupil_id=pupil.pk)


@transaction.atomic
def export_contacts(*, by: Any, school: School, kind: str, filters: str, count: int) -> None:
    """Note who took which notes of the contact log, in which form."""
    require(policies.export_contacts(by, school.pk))
    changes = {"kind": (None, kind), "filters": (None, filters), "notes": (None, count)}
    audit.record(
        by=by, action="export_contacts", about=school, changes=changes, school_id=school.pk
    )


@transaction.atomic
def export_advice(*, by: Any, school_id: int, filters: str, count: int) -> None:
    """Note who took which rows of the list of advice."""
    require(policies.export_advice(by, school_id))
    _note(by, "export_advice", school_id, filters, {"recommendations": (None, count)})


@transaction.atomic
def export_referrals(*, by: Any, school_id: int, filters: str, count: int) -> None:
    """Note who took which rows of the list of referrals."""
    require(policies.export_referrals(by, school_id))
    _note(by, "export_referrals", school_id, filters, {"referrals": (None, count)})


def _note(by: Any, action: str, school_id: int, filters: str, counts: dict[str, Any]) -> None:
    school = School.objects.get(pk=school_id)
    changes = {"filters": (None, filters), **counts}
    audit.record(by=by, action=action, about=school, changes=changes, school_id=school_id)
