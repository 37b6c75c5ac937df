"""Forms of emergency access: whose record and why, and the judgement afterwards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.forms.fields import DayField
from pupils.models import EmergencyAccess, EmergencyKind
from pupils.models.emergency import REASON_AT_LEAST


class OpenEmergencyForm(PortalForm):
    """The exact name and date of birth, and what happened."""

    forename = forms.CharField(label=_("First name"), max_length=80)
    surname = forms.CharField(label=_("Surname"), max_length=80)
    born_on = DayField(label=_("Date of birth"), may_be_later=False)
    kind = forms.ModelChoiceField(EmergencyKind.objects.none(), label=_("Kind of emergency"))
    words = forms.CharField(
        label=_("What happened, and what you need to know"), min_length=REASON_AT_LEAST,
        max_length=500, widget=forms.Textarea({"rows": 3}),
        error_messages={"min_length": _("Say more: at least %(limit_value)s characters.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = EmergencyKind.objects.visible_to(self.person).filter(is_active=True)
        self.fields["kind"].queryset = kinds


class ReviewEmergencyForm(PortalForm):
    """Whether it was justified, and why."""

    verdict = forms.ChoiceField(
        label=_("Was it justified?"), choices=EmergencyAccess.Verdict.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    words = forms.CharField(
        label=_("Why, and what follows"), max_length=500, widget=forms.Textarea({"rows": 3})
    )
