"""Pages of the record book about the door: who came in, who was turned away, who left, and how.

The sign-in library and the middleware call these; what was typed is never written, only its digest.
"""

from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils.crypto import salted_hmac

from core import audit
from staff.models import StaffMember

#: A name that is blocked is written once in this time, seconds, however often it is tried.
BLOCK_NOTED_EVERY = 300


@transaction.atomic
def note(person: StaffMember, action: str, **about: Any) -> None:
    """``person`` did ``action`` at the door; ``about`` holds plain facts, such as the device."""
    changes = {name: (None, value) for name, value in about.items() if value}
    audit.record(by=person, action=action, about=person, changes=changes)


@transaction.atomic
def note_refused(action: str, *, name: str = "", person: StaffMember | None = None) -> None:
    """Somebody not known tried to come in as ``person``, or under a ``name`` that nobody has."""
    person = person or StaffMember.objects.filter(username=name.strip().lower()).first()
    audit.record(
        by=None,
        action=action,
        about=person or StaffMember(),
        changes={} if person else {"name": (None, name.strip().lower())},
        secret=() if person else ("name",),
    )


def note_blocked(name: str) -> None:
    """Tries under ``name`` are no longer looked at; one page for each block."""
    digest = salted_hmac("staff.door", name.strip().lower()).hexdigest()
    if cache.add(f"door-blocked:{digest}", 1, BLOCK_NOTED_EVERY):
        note_refused("sign_in_blocked", name=name)
