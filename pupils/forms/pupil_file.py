"""For whom a pupil's file is made, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm


class PupilFileForm(PortalForm):
    """Recipient and reason, both kept for good with the note that the file was made."""

    recipient = forms.CharField(
        label=_("For which school, and whom there"), max_length=160,
        help_text=_("For example: Harbour Bridge School, to the SENCO."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why"), max_length=300,
        help_text=_("For example: on roll there from 4 January, moved with the family."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    has_asked_dsl = forms.BooleanField(
        label=_("The safeguarding lead knows that this pupil moves"),
        help_text=_(
            "The safeguarding file goes separately, within five days of a move in the year."
        ),
    )
