"""A link with which a new colleague sets a password: signed, three days, and good for one use.

The link carries a fingerprint of the password it replaces, so that using it, signing in or being
shut out makes it worthless. Nothing about it is kept.
"""

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from staff.models import StaffMember

SALT = "staff.set_password"
VALID_SECONDS = 3 * 24 * 60 * 60


def token_for(person: StaffMember) -> str:
    """The secret part of the link."""
    return signing.dumps([person.pk, _fingerprint(person)], salt=SALT)


def person_of(token: str) -> StaffMember | None:
    """Whose link this is; None when it is forged, used, older than three days, or shut out."""
    try:
        pk, fingerprint = signing.loads(token, salt=SALT, max_age=VALID_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    person = StaffMember.objects.filter(pk=pk, is_active=True).first()
    if person and constant_time_compare(fingerprint, _fingerprint(person)):
        return person
    return None


def _fingerprint(person: StaffMember) -> str:
    state = f"{person.pk} {person.password} {person.last_login} {person.email} {person.is_active}"
    return salted_hmac(SALT, state, algorithm="sha256").hexdigest()[:32]
