"""What is chosen for a file of profiles, besides the pupils."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm


class MakeProfilesForm(PortalForm):
    """Whether status, needs and alerts stand in it: off for cover staff and visitors."""

    is_full = forms.BooleanField(
        label=_("With SEN status, needs, alerts and date of birth"),
        help_text=_("Leave this off for cover staff and visitors."),
        required=False,
    )
    title = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)
