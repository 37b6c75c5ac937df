"""What came in about a measure: its scale, its bounds, and how sure it is."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import PortalForm
from interventions.forms.score import read_value
from interventions.models import Measure
from interventions.scales import show_value
from staff.access import PLANNERS

S = Measure.Scale
#: Scales whose bounds and direction are given: no school changes what 7:02 or a T score is.
FALLING = (S.SDQ, S.BOXALL_DIAGNOSTIC)
RISING = (S.STANDARDISED, S.READING_AGE, S.SPELLING_AGE, S.GAS, S.BOXALL_STRANDS)


class MeasureForm(PortalForm):
    """One measure of a school."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    scale = forms.ChoiceField(label=gettext_lazy("Scale"), choices=S.choices)
    unit = forms.CharField(
        label=gettext_lazy("One step is called"), max_length=30, required=False,
        help_text=gettext_lazy("For an own scale, like words or points."),
    )  # fmt: skip
    lowest = forms.CharField(label=gettext_lazy("Lowest score"), max_length=10)
    highest = forms.CharField(label=gettext_lazy("Highest score"), max_length=10)
    higher_is_better = forms.BooleanField(
        label=gettext_lazy("A higher score is better"), required=False, initial=True
    )
    informant = forms.ChoiceField(
        label=gettext_lazy("Answered by"), required=False,
        choices=[("", gettext_lazy("Nobody, it is a test")), *Measure._meta.get_field("informant").choices],
    )  # fmt: skip
    standard_deviation = forms.DecimalField(
        label=gettext_lazy("Standard deviation"), max_digits=5, decimal_places=2, min_value=0,
        required=False, help_text=gettext_lazy("15 for a standardised score."),
    )  # fmt: skip
    reliability = forms.DecimalField(
        label=gettext_lazy("Reliability"), max_digits=4, decimal_places=3, required=False,
        help_text=gettext_lazy(
            "From the manual of the test, between 0 and 1. With it the portal says whether a change is real."
        ),
    )  # fmt: skip
    own_error = forms.DecimalField(
        label=gettext_lazy("Change that could be the test’s own error"), max_digits=6,
        decimal_places=2, min_value=0, required=False,
        help_text=gettext_lazy("If you know it in points. It counts before the reliability."),
    )  # fmt: skip
    min_weeks = forms.IntegerField(
        label=gettext_lazy("Weeks between two tests, at least"),
        min_value=1,
        max_value=52,
        initial=6,
    )
    source = forms.CharField(
        label=gettext_lazy("Where these figures come from"), max_length=200, required=False
    )

    def __init__(self, *args: Any, measure: Measure | None = None, **kwargs: Any) -> None:
        if measure is not None:
            kwargs["initial"] = _typed(measure)
        super().__init__(*args, **kwargs)
        self.measure = measure
        self.school_id = measure.school_id if measure else _school_of(self.person)
        if measure is not None and measure.scores.exists():
            self.fields["scale"].disabled = True
            self.fields["scale"].help_text = _("It has scores, so its scale stays.")

    def clean_name(self) -> str:
        """A name stands once among a school’s measures."""
        name = self.cleaned_data["name"].strip()
        same = Measure.objects.visible_to(self.person).filter(
            name__iexact=name, school=self.school_id
        )
        if same.exclude(pk=self.measure.pk if self.measure else None).exists():
            raise ValidationError(_("Your school has a measure of this name already."))
        return name

    def clean_reliability(self) -> Any:
        """A share between 0 and 1, and never one of them."""
        reliability = self.cleaned_data["reliability"]
        if reliability is not None and not 0 < reliability < 1:
            raise ValidationError(_("Reliability lies between 0 and 1, like 0.92."))
        return reliability

    def clean(self) -> dict[str, Any]:
        """Read the bounds on the scale; the direction follows from the scale where it is known."""
        data = super().clean() or {}
        scale = data.get("scale", "")
        for name in ("lowest", "highest"):
            self._read_bound(data, name, scale)
        low, high = data.get("lowest"), data.get("highest")
        if low is not None and high is not None and high <= low:
            self.add_error("highest", _("The highest score is above the lowest."))
        if scale in RISING or scale in FALLING:
            data["higher_is_better"] = scale in RISING
        if scale == S.SDQ and not data.get("informant"):
            self.add_error("informant", _("The bands of the SDQ depend on who answered."))
        return data

    def _read_bound(self, data: dict[str, Any], name: str, scale: str) -> None:
        text = data.pop(name, None)
        if text is None or not scale:
            return
        anything = Measure(name=self.fields[name].label, scale=scale, lowest=-99999, highest=99999)
        try:
            data[name], limit = read_value(anything, text)
        except ValidationError as error:
            self.add_error(name, error)
            return
        if limit:
            self.add_error(name, _("A bound is a plain score."))


def _school_of(person: Any) -> int | None:
    schools = sorted(person.access.schools_as(*PLANNERS))
    return schools[0] if schools else None


def _typed(measure: Measure) -> dict[str, Any]:
    names = (
        "name", "scale", "unit", "higher_is_better", "informant", "standard_deviation",
        "reliability", "own_error", "min_weeks", "source", "version",
    )  # fmt: skip
    bounds = {
        name: show_value(measure.scale, float(getattr(measure, name))).replace("−", "-")
        for name in ("lowest", "highest")
    }
    return {**{name: getattr(measure, name) for name in names}, **bounds}
