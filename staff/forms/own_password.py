"""Forms in which people type a password of their own: plain labels, one hint, nothing inside the boxes."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    ReauthenticateForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm

LABELS = {
    "oldpassword": _("Current password"),
    "password": _("Password"),
    "password1": _("New password"),
    "password2": _("New password again"),
}


class OwnPasswordForm(PlainForm, ChangePasswordForm):
    """Another password instead of the current one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields)


class FirstPasswordForm(PlainForm, SetPasswordForm):
    """A password for somebody who came in another way so far."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields)


class NewPasswordForm(PlainForm, ResetPasswordKeyForm):
    """A password in place of a forgotten one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields)


class PasswordAgainForm(PlainForm, ReauthenticateForm):
    """Proving oneself again with the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields)


def _plain(fields: dict[str, forms.Field]) -> None:
    for name, field in fields.items():
        field.label, field.help_text = LABELS[name], ""
        field.widget.attrs.pop("placeholder", None)
    if "password1" in fields:
        fields["password1"].help_text = _(
            "At least %(count)d characters, and not a common one."
        ) % {"count": _shortest()}


def _shortest() -> int:
    options = [rule.get("OPTIONS", {}) for rule in settings.AUTH_PASSWORD_VALIDATORS]
    return max(option.get("min_length", 0) for option in options)
