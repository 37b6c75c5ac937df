"""The form of an involvement: who comes, why, from when until when, who agreed."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pupils.forms.consent import ConsentForm
from pupils.forms.fields import DayField
from pupils.models import Professional, Pupil


class ProfessionalChoice(forms.ModelChoiceField):
    """A professional with what they do and where."""

    def label_from_instance(self, one: Professional) -> str:
        """ "Ida Brandt, educational psychologist (County service)"."""
        role = f", {one.role}" if one.role else ""
        return f"{one.full_name}{role} ({one.agency.name})"


class InvolvementForm(ConsentForm):
    """One professional for one pupil."""

    professional = ProfessionalChoice(
        label=_("Professional"), queryset=Professional.objects.none(),
        help_text=_("Somebody who is missing is added in the Directory first."),
    )  # fmt: skip
    why = forms.CharField(label=_("Why"), max_length=300, widget=forms.Textarea({"rows": 2}))
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("Until"), required=False)
    next_visit_on = DayField(label=_("Next visit"), required=False)
    field_order = (
        "professional", "why", "starts_on", "ends_on", "next_visit_on", "consent", "consent_by",
        "consent_on",
    )  # fmt: skip

    def __init__(self, *args: Any, pupil: Pupil, kept: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, pupil=pupil, **kwargs)
        rows = Professional.objects.visible_to(self.person).filter(school=pupil.school_id)
        offered = rows.in_use() | rows.filter(pk=kept)
        self.fields["professional"].queryset = offered.select_related("agency")
        self.fields["starts_on"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        """Days are in order."""
        found = super().clean()
        first, last, visit = (found.get(n) for n in ("starts_on", "ends_on", "next_visit_on"))
        if first and last and last < first:
            self.add_error("ends_on", _("It ends before it starts."))
        if visit and last and visit > last:
            self.add_error("next_visit_on", _("The visit is after the last day."))
        return found
