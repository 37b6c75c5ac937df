"""What comes in with a signature: what was shown, and proof of who signs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm

PASSWORD, RECENT = "password", "recent sign-in"


class SignForm(PortalForm):
    """The digest of what was shown, and the password again; whoever has none signed in a moment ago."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)
    password = forms.CharField(
        label=_("Your password, once more"), required=False, max_length=200,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, signed_in_just_now: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signed_in_just_now = signed_in_just_now
        self.proved_by = PASSWORD if self.person.has_usable_password() else RECENT
        if self.proved_by == RECENT:
            del self.fields["password"]
        else:
            self.fields["password"].required = True

    def clean_password(self) -> str:
        """The right one."""
        if not self.person.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError(_("This is not your password. Nothing was signed."))
        return ""

    def clean(self) -> dict[str, Any]:
        """Without a password, the sign-in has to be fresh."""
        chosen = super().clean() or self.cleaned_data
        if self.proved_by == RECENT and not self.signed_in_just_now:
            raise forms.ValidationError(
                _(
                    "Sign out, sign in again, and sign within 15 minutes: you have no password here to give again."
                )
            )
        return chosen
