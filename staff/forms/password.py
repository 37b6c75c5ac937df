"""What comes in when somebody new chooses a password."""

from django.contrib.auth import forms as auth_forms
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm


class SetPasswordForm(PlainForm, auth_forms.SetPasswordForm):
    """A password twice, checked against the rules of the house."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = _("Password")
        self.fields["new_password1"].help_text = _(
            "At least 12 letters; three or four words in a row are easy to keep in mind."
        )
        self.fields["new_password2"].label = _("The same password again")
        self.fields["new_password2"].help_text = ""
