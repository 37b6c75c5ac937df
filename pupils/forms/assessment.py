"""Forms of needs assessments: the request, the decision, an exemption, its withdrawal."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.annual_reviews import runners
from pupils.forms.annual_review import StageForm
from pupils.forms.fields import DayField
from pupils.models import Assessment, Council, Exemption


class AssessmentForm(PortalForm):
    """Who asks which authority, why, by when it is to be sent or when it was received, and who keeps it."""

    requested_by = forms.ChoiceField(label=_("Who asks"), choices=Assessment.By.choices)
    requester = forms.CharField(label=_("Name"), max_length=120, required=False)
    council = forms.ModelChoiceField(label=_("Authority"), queryset=None, required=False)
    council_name = forms.CharField(
        label=_("Or another authority"), max_length=120, required=False,
        help_text=_("It is added to the list of your school."),
    )  # fmt: skip
    grounds = forms.CharField(
        label=_("Why, and what was tried"), max_length=4000, required=False,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip
    planned_on = DayField(
        label=_("To be sent by"), required=False,
        help_text=_("For a request of the school: its steps are laid out back from this day."),
    )  # fmt: skip
    received_on = DayField(
        label=_("Received by the authority on"), required=False, may_be_later=False,
        help_text=_("The 6, 16 and 20 weeks count from this day."),
    )  # fmt: skip
    owner = forms.ModelChoiceField(label=_("Who keeps it"), queryset=None)

    def __init__(self, *args: Any, school_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        councils = Council.objects.visible_to(self.person).filter(school=school_id)
        self.fields["council"].queryset = councils
        self.fields["owner"].queryset = runners(self.person, school_id)
        self.fields["owner"].label_from_instance = lambda post: f"{post.person.full_name}, {post}"

    def clean(self) -> dict[str, Any]:
        """One authority, and a day to count from."""
        found = super().clean()
        if not found.get("council") and not found.get("council_name"):
            self.add_error("council", _("Choose the authority, or name another one below."))
        if found.get("council") and found.get("council_name"):
            self.add_error("council_name", _("Choose one or name another, not both."))
        days = ("planned_on", "received_on")
        if not any(found.get(name) or name in self.errors for name in days):
            words = _("Say when it is to be sent, or when the authority received it.")
            self.add_error("planned_on", words)
        return found


class AssessDecisionForm(StageForm):
    """The day on the authority's letter, and whether it will assess."""

    decision = forms.ChoiceField(
        label=_("The authority will"), widget=forms.RadioSelect, choices=Assessment.Decision.choices
    )


class ExemptionForm(PortalForm):
    """Which exemption the authority claims, its words, and the day."""

    kind = forms.ChoiceField(
        label=_("Exemption"), widget=forms.RadioSelect, choices=Exemption.Kind.choices
    )
    reason = forms.CharField(label=_("What was said"), max_length=400)
    on = DayField(label=_("Claimed on"), may_be_later=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class WithdrawForm(PortalForm):
    """Why a request goes no further."""

    reason = forms.CharField(label=_("Why it is withdrawn"), max_length=400)
