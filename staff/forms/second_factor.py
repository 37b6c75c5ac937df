"""Codes of the second step: each code of an app opens one door once."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm

#: An app's code is taken half a minute early and late, so it lives 90 seconds. The library forgets a
#: used code after 30; a code must not open a second door in its last minute (RFC 6238, section 5.2).
CODE_LIVES = 120


class CodeForm(PlainForm, AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["code"], _("Code from your app, or a recovery code"))

    def clean_code(self) -> str:
        """The code, if it is right and was not used before."""
        return _used_once(self, super().clean_code())


class CodeAgainForm(PlainForm, ReauthenticateForm):
    """Proving oneself again before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["code"], _("Code from your app, or a recovery code"))

    def clean_code(self) -> str:
        """The code, if it is right and was not used before."""
        return _used_once(self, super().clean_code())


class AppForm(PlainForm, ActivateTOTPForm):
    """Setting up an authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["code"], _("Code that the app shows now"))

    def clean_code(self) -> str:
        """The code, which then is used up."""
        code = super().clean_code()
        cache.set(_mark(self.user.pk, code), 1, CODE_LIVES)
        return code


class PasskeyForm(PlainForm, AddWebAuthnForm):
    """A new passkey, or a security key for the second step only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        field = self.fields["passwordless"]
        field.label, field.initial = _("Sign in with it alone, without a password"), True
        field.help_text = _("Untick this for an older security key that has no PIN.")


class PasskeyNameForm(PlainForm, EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["name"].max_length = 60


def _plain(field: forms.Field, label: str) -> None:
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(inputmode="numeric", autocomplete="one-time-code", autofocus=True)


def _used_once(form: AuthenticateForm, code: str) -> str:
    is_app = form.authenticator.type == Authenticator.Type.TOTP
    if is_app and not cache.add(_mark(form.user.pk, code), 1, CODE_LIVES):
        raise get_adapter().validation_error("incorrect_code")
    return code


def _mark(person_id: int, code: str) -> str:
    return f"code-used:{person_id}:{''.join(letter for letter in code if letter.isdigit())}"
