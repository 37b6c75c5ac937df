"""Adding colleagues, changing their details, and opening or closing the door to them."""

import uuid
from typing import Any

from django.db import transaction

from core import audit
from core.models import School
from core.names import fold
from core.policy import require
from core.record import answered, compare_and_set, once
from staff import policies
from staff.actions.post import write_post
from staff.models import StaffMember
from staff.schools import schools_keeping


@transaction.atomic
def add_person(
    *,
    by: StaffMember,
    school: School,
    key: uuid.UUID,
    details: dict[str, Any],
    post: dict[str, Any],
) -> StaffMember:
    """Add a colleague with a first post; without a password until a link or the school's sign-in.

    ``details`` are fields of StaffMember, ``post`` of Post. Raises Refused, AlreadyDone.
    """
    require(policies.add_person(by, school.pk))
    submission = once(by=by, key=key, use_case="add_person")
    person = StaffMember.objects.create_user(**details)
    audit.record(
        by=by,
        action="add_person",
        about=person,
        school_id=school.pk,
        changes={name: (None, value) for name, value in details.items() if value},
    )
    write_post(by=by, school=school, person=person, fields=post)
    answered(submission, person.get_absolute_url())
    return person


@transaction.atomic
def edit_person(
    *, by: StaffMember, person: StaffMember, version: int, details: dict[str, Any]
) -> StaffMember:
    """Change name, known-as, user name or e-mail. Raises Refused, Stale."""
    schools = schools_keeping(person)
    require(policies.edit_person(by, person, schools))
    names = {"full_name": person.full_name, "known_as": person.known_as} | details
    folded = fold(f"{names['full_name']} {names['known_as']}")
    changed = compare_and_set(person, version=version, **details, search_name=folded)
    changed.pop("search_name", None)
    if changed:
        _record(by, "edit_person", person, schools, changed)
    return person


@transaction.atomic
def deactivate_person(*, by: StaffMember, person: StaffMember, version: int) -> None:
    """Close the door: the next request of every open session is a stranger's."""
    schools = schools_keeping(person)
    require(policies.deactivate_person(by, person, schools))
    changed = compare_and_set(person, version=version, is_active=False)
    _record(by, "deactivate_person", person, schools, changed)


@transaction.atomic
def reactivate_person(*, by: StaffMember, person: StaffMember, version: int) -> None:
    """Open the door again, with the password as it was."""
    schools = schools_keeping(person)
    require(policies.reactivate_person(by, person, schools))
    changed = compare_and_set(person, version=version, is_active=True)
    _record(by, "reactivate_person", person, schools, changed)


@transaction.atomic
def give_password_link(*, by: StaffMember, person: StaffMember) -> None:
    """Note that ``by`` was shown a link with which ``person`` sets a password."""
    schools = schools_keeping(person)
    require(policies.give_password_link(by, person, schools))
    _record(by, "give_password_link", person, schools, {})


@transaction.atomic
def set_password(*, by: StaffMember, password: str) -> None:
    """The person of a link sets a password; the link is worthless afterwards."""
    require(policies.set_password(by))
    by.set_password(password)
    by.save(update_fields=["password"])
    _record(by, "set_password", by, schools_keeping(by), {})


def _record(
    by: StaffMember, action: str, person: StaffMember, schools: frozenset[int], changes: dict
) -> None:
    for school_id in sorted(schools):
        audit.record(by=by, action=action, about=person, school_id=school_id, changes=changes)
