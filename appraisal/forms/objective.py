"""What comes in about objectives."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.models import Objective, Review
from staff.forms.fields import DayField, EditForm
from staff.models import Area

FIELDS = ("title", "kind", "area", "success_criteria", "evidence_expected", "support", "due_on")


class ObjectiveForm(EditForm):
    """One objective: what, in which area, when it counts as met, with what help, and by when."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=Objective.Kind.choices, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=_("Objective"), max_length=200, widget=forms.Textarea({"rows": 2})
    )
    area = forms.ModelChoiceField(
        label=_("Area it belongs to"), queryset=Area.objects.none(), empty_label=None
    )
    success_criteria = forms.CharField(
        label=_("Met when"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("How you will both know. A number, a date, or something another person can see."),
    )  # fmt: skip
    evidence_expected = forms.CharField(
        label=_("Evidence expected"), max_length=300, required=False,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    support = forms.CharField(
        label=_("Support and training"), max_length=300, required=False,
        widget=forms.Textarea({"rows": 2}), help_text=_("What the school does to make it possible."),
    )  # fmt: skip
    due_on = DayField(label=_("By"))

    def __init__(
        self, *args: Any, review: Review, about: Objective | None = None, start: dict | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        initial = {
            "due_on": review.cycle.final_by,
            "kind": Objective.Kind.OUTCOMES,
            **(start or {}),
        }
        if about:
            initial = {name: getattr(about, name) for name in (*FIELDS, "version")}
        super().__init__(*args, initial=initial, **kwargs)
        self.review = review
        self.fields["area"].queryset = Area.objects.visible_to(self.person)

    def clean_due_on(self) -> Any:
        """Inside the year of the review."""
        day, cycle = self.cleaned_data["due_on"], self.review.cycle
        if not cycle.starts_on <= day <= cycle.ends_on:
            raise forms.ValidationError(_("This day is outside the appraisal year."))
        return day


class RateForm(EditForm):
    """How far an objective was met."""

    rating = forms.ChoiceField(
        label=_("How far it was met"), choices=Objective.Rating.choices, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
