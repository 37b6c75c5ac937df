"""What came in about places in a group."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from interventions.forms.group import DAY
from interventions.models import Group, Measure, Place
from pupils.models import Pupil

#: Pupils offered at once; more words find the others.
OFFERED = 40


class PlaceForm(PortalForm):
    """Dates, what is measured, and when it counts as met. Shared by adding and changing."""

    starts_on = forms.DateField(label=_("From"), widget=DAY)
    ends_on = forms.DateField(label=_("Until"), widget=DAY)
    measure = forms.ModelChoiceField(
        label=_("Measured with"), queryset=Measure.objects.none(),
        empty_label=_("Not measured"), required=False,
        help_text=_("At entry and exit with the same test or scale."),
    )  # fmt: skip
    target = forms.CharField(label=_("Target"), max_length=200, required=False)
    success_criterion = forms.CharField(
        label=_("Met when"), max_length=200, required=False, help_text=_("4 of 5 trials, say.")
    )
    target_value = forms.DecimalField(
        label=_("Target score"), max_digits=7, decimal_places=2, required=False,
        help_text=_("In the units of the measure; ages in months."),
    )  # fmt: skip
    trials_of = forms.IntegerField(
        label=_("Trials a session"), min_value=1, max_value=1000, required=False
    )
    trials_target = forms.IntegerField(
        label=_("Trials right, target"), min_value=0, max_value=1000, required=False
    )
    has_extra_support = forms.BooleanField(
        label=_("With extra support from an adult"), required=False
    )

    def __init__(
        self, *args: Any, person: Any, group: Group, place: Place | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.group, self.place = group, place
        measures = Measure.objects.visible_to(person).filter(is_active=True)
        if place and place.measure_id:
            measures |= Measure.objects.visible_to(person).filter(pk=place.measure_id)
        self.fields["measure"].queryset = measures

    def clean(self) -> dict[str, Any]:
        """Dates inside the group's; a trials target that can be reached."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("This is before the first day."))
        if first and first < self.group.starts_on:
            self.add_error("starts_on", _("The group begins later than this."))
        if last and last > self.group.ends_on:
            self.add_error("ends_on", _("The group ends before this day."))
        of, target = cleaned.get("trials_of"), cleaned.get("trials_target")
        if target and not of:
            self.add_error("trials_of", _("Out of how many?"))
        elif target and of and target > of:
            self.add_error("trials_target", _("This is more than the trials of a session."))
        return cleaned


class AddPlacesForm(PlaceForm):
    """Several pupils at once, out of those the person sees."""

    pupils = forms.ModelMultipleChoiceField(
        label=_("Pupils"), queryset=Pupil.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one pupil.")},
    )  # fmt: skip
    field_order = ["pupils"]

    def __init__(self, *args: Any, person: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, person=person, group=group, **kwargs)
        taken = group.places.filter(outcome="").values("pupil")
        self.fields["pupils"].queryset = (
            Pupil.objects.visible_to(person).on_roll().filter(school=group.school_id).exclude(pk__in=taken)
        )  # fmt: skip

    @property
    def chosen(self) -> dict[str, Any]:
        """The fields of each place, without the pupils."""
        return {name: value for name, value in super().chosen.items() if name != "pupils"}


class EndPlaceForm(PortalForm):
    """The last day and what came of it."""

    on = forms.DateField(label=_("Last day"), widget=DAY)
    outcome = forms.ChoiceField(
        label=_("Outcome"), widget=forms.RadioSelect,
        choices=[choice for choice in Place.Outcome.choices if choice[0]],
    )  # fmt: skip
    outcome_note = forms.CharField(label=_("In words"), max_length=300, required=False)

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        initial = {"on": min(timezone.localdate(), place.ends_on), "version": place.version}
        super().__init__(*args, initial=initial, **kwargs)
        self.place = place

    def clean_on(self) -> Any:
        """A day within the place."""
        on = self.cleaned_data["on"]
        if not self.place.starts_on <= on <= self.place.ends_on:
            raise forms.ValidationError(_("Choose a day on which the pupil has the place."))
        return on


def place_values(group: Group) -> dict[str, Any]:
    """What a new place begins with: the rest of the group's time, and the programme's measure."""
    first = max(group.starts_on, min(timezone.localdate(), group.ends_on))
    return {
        "starts_on": first, "ends_on": group.ends_on, "measure": group.programme.usual_measure_id
    }  # fmt: skip


def initial_of(place: Place) -> dict[str, Any]:
    """A place as its form shows it."""
    names = [name for name in PlaceForm.base_fields if name != "submission_id"]
    return {name: getattr(place, name) for name in names}
