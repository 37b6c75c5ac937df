"""How the sign-in library meets this house: the hooks it offers, filled with the house's rules."""

import base64
import hashlib
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core import context, ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from staff import door, known_device, policies
from staff.actions.account import set_password
from staff.models import StaffMember
from staff.sign_in import BEGAN, DEVICE, SHARED
from staff.single_sign_on import SocialAccountAdapter

__all__ = ["AccountAdapter", "MFAAdapter", "SocialAccountAdapter"]


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; wrong passwords count for an account; every coming and going is written down."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("User name or password is not right. Try again."),
        "too_many_login_attempts": _(
            "Too many wrong tries under this user name. Wait 5 minutes and try again, use a passkey, "
            "or set a new password by e-mail."
        ),
        "rate_limited": _("Too many tries. Wait 5 minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Closed: people are added by their school."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:
        """Count by account, and by account and browser where the browser is known; never by address."""
        name = credentials.get("username", "").strip().lower()
        return f"{name}:{known_device.mark_of(request, name)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        """Refuse before the password is hashed when too many were wrong."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            door.note_blocked(credentials.get("username", ""))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: str) -> None:
        """A wrong password or an unknown name."""
        door.note_refused("sign_in_failed", name=credentials.get("username", ""))

    def pre_login(self, request: HttpRequest, user: StaffMember, **details) -> HttpResponse | None:
        """Turn away who proved who they are, and may not come in."""
        reason = policies.sign_in(user)
        if not reason:
            return None
        clear_login(request)
        door.note_refused("sign_in_refused", person=user)
        return render(request, "account/account_inactive.html", {"reason": reason}, status=403)

    def post_login(self, request: HttpRequest, user: StaffMember, **details) -> HttpResponse:
        """Come in: write it down, and know this browser next time."""
        response = super().post_login(request, user, **details)
        door.note(
            user, "sign_in", device=request.session.get(DEVICE), shared=request.session.get(SHARED)
        )
        known_device.remember(request, response, user.username)
        return response

    def logout(self, request: HttpRequest) -> None:
        """Go out."""
        if request.user.is_authenticated:
            door.note(request.user, "sign_out")
        super().logout(request)

    def set_password(self, user: StaffMember, password: str) -> None:
        """Change the password, and lift the block that wrong tries had set."""
        set_password(by=user, person=user, password=password)
        request = context.request
        key = self._get_login_attempts_cache_key(request, username=user.username)
        ratelimit.clear(request, action="login_failed", key=key)
        ratelimit.clear(request, action="login_failed", key=f"{user.username}:")

    def is_reauthentication_required(self, *, app: str, **details) -> bool:
        """Who signed in a moment ago has just proved who they are."""
        began = context.request.session.get(BEGAN, 0)
        return time.time() - began > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


class MFAAdapter(DefaultMFAAdapter):
    """Second factors; their secrets are kept encrypted, so that a copy of the database opens no door."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or was used already. Try the next one."),
    }

    def generate_authenticator_name(self, user: StaffMember, kind: str) -> str:
        """A first name for a passkey, which the person can change."""
        count = Authenticator.objects.filter(user=user, type=kind).count()
        return gettext("Passkey") if not count else gettext("Passkey %(n)d") % {"n": count + 1}

    def encrypt(self, text: str) -> str:
        """Encrypt with the newest key."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt with whichever key it was written."""
        return _fernet().decrypt(encrypted_text.encode()).decode()


def _fernet() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key_from(key)) for key in keys])


def _key_from(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"second factor:{secret}".encode()).digest())
