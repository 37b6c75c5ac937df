"""What people change about their own account. Each change is a page in the record book."""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from core import audit, policy
from core.record import Changes, compare_and_set
from staff import policies
from staff.models import SignIn, StaffMember


@transaction.atomic
def change_appearance(*, by: StaffMember, version: int, **choices: str | bool) -> Changes:
    """Keep colours, row height or shortcuts. Raises Stale when another tab saved first."""
    policy.require(policies.change_own_account(by, by))
    changes = compare_and_set(by, version=version, **choices)
    if changes:
        audit.record(by=by, action="change_appearance", about=by, changes=changes)
    return changes


@transaction.atomic
def set_password(*, by: StaffMember, person: StaffMember, password: str) -> None:
    """Give ``person`` a new password; every browser signed in with the old one is out at once."""
    policy.require(policies.change_own_account(by, person))
    person.password = make_password(password)
    person.save(update_fields=["password"])
    SignIn.objects.of(person).delete()
    audit.record(by=by, action="set_password", about=person)


@transaction.atomic
def sign_out_everywhere(*, by: StaffMember) -> int:
    """End every sitting of ``by``, this one too. Returns how many there were."""
    policy.require(policies.change_own_account(by, by))
    ended, _rows = SignIn.objects.of(by).delete()
    audit.record(by=by, action="sign_out_everywhere", about=by, changes={"devices": (ended, 0)})
    return ended
