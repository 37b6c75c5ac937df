"""Forms of the door and of one's own account."""

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm
from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm, PortalForm
from staff import letters
from staff.models import StaffMember
from staff.sign_in import SHARED

#: What the radio button of "Follow my device" sends.
DEVICE = "device"


class SignInForm(PlainForm, LoginForm):
    """User name and password; on a shared tablet the sitting ends sooner."""

    shared = forms.BooleanField(
        label=_("This tablet or computer is shared"),
        required=False,
        help_text=_("You are signed out sooner when nothing happens."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = _("User name")
        login.widget.attrs.update(autocapitalize="none", spellcheck="false", autofocus=True)
        password.help_text = ""
        for field in (login, password):
            field.widget.attrs.pop("placeholder", None)

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Note the kind of device before the sitting begins."""
        if self.cleaned_data["shared"]:
            request.session[SHARED] = True
        else:
            request.session.pop(SHARED, None)
        return super().login(request, redirect_url)


class ForgottenPasswordForm(PlainForm, ResetPasswordForm):
    """Asks for an address, and answers alike, and as fast, whether anybody has it or not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Work e-mail")
        self.fields["email"].widget.attrs.pop("placeholder", None)

    def clean_email(self) -> str:
        """The address as typed; who has it is looked up later, out of sight."""
        return self.cleaned_data["email"].strip()

    def save(self, request: HttpRequest, **_about: Any) -> str:
        """Hand the address to the worker, which writes to whoever has it."""
        here = request.build_absolute_uri(reverse("account_login"))
        letters.write_password_letters.enqueue(self.cleaned_data["email"], here)
        return self.cleaned_data["email"]


class AppearanceForm(PortalForm):
    """What the pages look like to this person, on every device."""

    theme = forms.ChoiceField(
        label=_("Colours"),
        choices=[(value or DEVICE, label) for value, label in StaffMember.Theme.choices],
        widget=forms.RadioSelect,
    )
    has_comfortable_rows = forms.BooleanField(
        label=_("Comfortable rows"),
        required=False,
        help_text=_("More space between the rows of tables."),
    )
    has_shortcuts = forms.BooleanField(
        label=_("Single-key shortcuts"),
        required=False,
        help_text=_("Press ? on any page to see them. Turn them off if you use speech control."),
    )

    def clean_theme(self) -> str:
        """Following the device is kept as no choice."""
        chosen = self.cleaned_data["theme"]
        return "" if chosen == DEVICE else chosen


class ThemeForm(PlainForm):
    """Colours, out of the menu of any page."""

    theme = forms.ChoiceField(choices=StaffMember.Theme.choices, required=False)


class SharedDeviceForm(PlainForm):
    """Whether this device is shared."""

    shared = forms.BooleanField(required=False)
