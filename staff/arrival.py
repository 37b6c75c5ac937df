"""What happens when somebody has come in, and when their second factor changes.

Django and the sign-in library announce these moments; ``staff.apps`` listens for them once. They
are the libraries' own signals, and the only ones this house listens to.
"""

import time
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.signals import authentication_step_completed
from allauth.mfa import signals as second_factor
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from staff import door
from staff.access import read_access
from staff.models import StaffMember
from staff.sign_in import BEGAN, DEVICE, POSTS, SECOND_FACTOR, SEEN, device_name


def begin_sitting(request: HttpRequest, user: StaffMember, **_about: Any) -> None:
    """Stamp the new session: when it began, on what, and with which posts."""
    now = time.time()
    request.session[BEGAN] = request.session[SEEN] = now
    request.session[DEVICE] = device_name(request.META.get("HTTP_USER_AGENT", ""))
    request.session[POSTS] = list(read_access(user.pk).post_ids)


def step_up(request: HttpRequest, reauthenticated: bool = False, **_about: Any) -> None:
    """Proving oneself again gives the session a new name, so that an old one is worth nothing."""
    if reauthenticated:
        request.session.cycle_key()


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this very session was opened with a second factor, or one was set up in it."""
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    used = any(isinstance(record, dict) and record.get("method") == "mfa" for record in records)
    return used or bool(request.session.get(SECOND_FACTOR))


def factor_added(
    request: HttpRequest, user: StaffMember, authenticator: Authenticator, **_about: Any
) -> None:
    """A new app, passkey or set of codes."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        request.session[SECOND_FACTOR] = True
        request.session.cycle_key()
    door.note(user, "add_second_factor", kind=authenticator.type)


def factor_removed(
    request: HttpRequest, user: StaffMember, authenticator: Authenticator, **_about: Any
) -> None:
    """One fewer; where it was the last one, this session no longer counts as proved by two steps."""
    left = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    if not left.exists():
        request.session.pop(SECOND_FACTOR, None)
        request.session.pop(AUTHENTICATION_METHODS_SESSION_KEY, None)
    door.note(user, "remove_second_factor", kind=authenticator.type)


def codes_renewed(request: HttpRequest, user: StaffMember, **_about: Any) -> None:
    """New recovery codes; the old ones are dead."""
    door.note(user, "renew_recovery_codes")


def factor_failed(request: HttpRequest, user: StaffMember, **_about: Any) -> None:
    """The password was right, and the code was not."""
    door.note_refused("second_factor_failed", person=user)


def listen() -> None:
    """Hear of these moments; hearing twice is hearing once."""
    for signal, heard in (
        (user_logged_in, begin_sitting),
        (authentication_step_completed, step_up),
        (second_factor.authenticator_added, factor_added),
        (second_factor.authenticator_removed, factor_removed),
        (second_factor.authenticator_reset, codes_renewed),
        (second_factor.authentication_failed, factor_failed),
    ):
        signal.connect(heard, dispatch_uid=f"staff.{heard.__name__}")
