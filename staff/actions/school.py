"""A school's settings, the second-factor rules of its roles, and checking its record book."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from core import audit
from core.models import School
from core.policy import require
from core.record import compare_and_set
from staff import policies
from staff.book import closed_faults_of, faults_of
from staff.models import Role, SecondFactorRule, StaffMember


@transaction.atomic
def edit_settings(
    *,
    by: StaffMember,
    school: School,
    version: int,
    fields: dict[str, Any],
    second_factor_roles: Iterable[str],
) -> School:
    """Change settings, and which roles sign in with a second factor. Raises Refused, Stale."""
    require(policies.edit_settings(by, school.pk))
    changed = compare_and_set(school, version=version, **fields)
    before, after = SecondFactorRule.objects.roles_at(school.pk), set(second_factor_roles)
    if before != after:
        SecondFactorRule.objects.filter(school=school, role__in=before - after).delete()
        SecondFactorRule.objects.bulk_create(
            [SecondFactorRule(school=school, role=role) for role in sorted(after - before)]
        )
        changed["second factor"] = (_words(before), _words(after))
    if changed:
        audit.record(
            by=by, action="edit_settings", about=school, school_id=school.pk, changes=changed
        )
    return school


@transaction.atomic
def verify_record_book(*, by: StaffMember, school: School) -> list[str]:
    """Check every page of the book and of the closed one, and note it. Returns what does not hold."""
    require(policies.verify_record_book(by, school.pk))
    faults = [*faults_of(school.pk), *closed_faults_of(school.pk)]
    audit.record(
        by=by,
        action="verify_record_book",
        about=school,
        school_id=school.pk,
        changes={"faults": (None, len(faults))},
    )
    return faults


def _words(roles: set[str]) -> str:
    return ", ".join(str(Role(role).label) for role in sorted(roles))
