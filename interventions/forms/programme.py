"""What came in about a programme, and the filters of the library."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from core.models import School
from interventions.forms.filters import FilterForm
from interventions.library import schools_where
from interventions.models import Measure, Programme
from staff.access import PLANNERS

ANY = ("", _("Any"))


class ProgrammeFilter(FilterForm):
    """Area, layer, size of group, and whether it is in use and confirmed."""

    area = forms.ChoiceField(label=_("Area"), required=False)
    layer = forms.ChoiceField(
        label=_("Layer"), choices=[ANY, *Programme.Layer.choices], required=False
    )
    pupils = forms.IntegerField(
        label=_("Fits a group of"), min_value=1, max_value=60, required=False
    )
    show = forms.ChoiceField(
        label=_("Show"), required=False,
        choices=[("", _("In use")), ("unconfirmed", _("Figures to confirm")), ("retired", _("Retired"))],
    )  # fmt: skip

    def __init__(self, data: QueryDict, *, person: Any, areas: list[str]) -> None:
        super().__init__(data, person=person)
        self.fields["area"].choices = [ANY, *[(area, area) for area in areas]]


class ProgrammeForm(PortalForm):
    """Every figure of a programme; for somebody who plans in several schools also whose it is."""

    school = forms.ModelChoiceField(
        label=_("School"), queryset=School.objects.none(), empty_label=None
    )
    name = forms.CharField(label=_("Name"), max_length=80)
    area_of_need = forms.CharField(
        label=_("Area"), max_length=60, help_text=_("Reading, Number, Language, …")
    )
    layer = forms.ChoiceField(label=_("Layer"), choices=Programme.Layer.choices)
    smallest_group = forms.IntegerField(
        label=_("Pupils at least"), min_value=1, max_value=60, initial=1
    )
    largest_group = forms.IntegerField(
        label=_("Pupils at most"), min_value=1, max_value=60, initial=4
    )
    minutes = forms.IntegerField(label=_("Minutes a session"), min_value=1, max_value=240)
    times_a_week = forms.IntegerField(label=_("Times a week"), min_value=1, max_value=15)
    weeks = forms.IntegerField(
        label=_("Weeks"), min_value=1, max_value=120, required=False,
        help_text=_("Leave empty when it has no fixed end."),
    )  # fmt: skip
    usual_measure = forms.ModelChoiceField(
        label=_("Usual measure"), queryset=Measure.objects.none(), required=False
    )
    measure_note = forms.CharField(label=_("Usual measure in words"), max_length=80, required=False)
    is_scripted = forms.BooleanField(label=_("Follows a script"), required=False)
    evidence = forms.ChoiceField(
        label=_("Evidence"), choices=Programme.Evidence.choices, required=False
    )
    is_checked = forms.BooleanField(
        label=_("The figures are confirmed"), required=False,
        help_text=_("Tick when you have compared them with the publisher’s own."),
    )  # fmt: skip
    source = forms.CharField(label=_("Source"), max_length=200, required=False)

    def __init__(
        self, *args: Any, person: Any, programme: Programme | None = None, **kwargs: Any
    ) -> None:
        self.programme = programme
        if programme is not None:
            kwargs.setdefault("initial", initial_of(programme))
        super().__init__(*args, person=person, **kwargs)
        schools = schools_where(person, *PLANNERS)
        measures = Measure.objects.visible_to(person).filter(is_active=True)
        self.fields["usual_measure"].queryset = measures
        self.fields["school"].queryset = schools
        own = programme.school if programme is not None else None
        if own is not None or len(person.access.schools_as(*PLANNERS)) < 2:
            del self.fields["school"]
            self.only_school = own or schools.first()

    @property
    def owner(self) -> School:
        """The school whose programme it is, once the form is clean."""
        return self.cleaned_data["school"] if "school" in self.fields else self.only_school

    def clean(self) -> dict[str, Any]:
        """Groups run upwards; a name stands once in a school."""
        cleaned = super().clean() or {}
        least, most = cleaned.get("smallest_group"), cleaned.get("largest_group")
        if least and most and least > most:
            self.add_error("largest_group", _("This is fewer than the smallest group."))
        if not self.errors:
            same = Programme.objects.visible_to(self.person).filter(
                school=self.owner, name=cleaned["name"]
            )
            if same.exclude(pk=self.programme.pk if self.programme else None).exists():
                self.add_error("name", _("The school has a programme of this name already."))
        return cleaned

    @property
    def chosen(self) -> dict[str, Any]:
        """The figures, without the school."""
        return {name: value for name, value in super().chosen.items() if name != "school"}


def initial_of(programme: Programme) -> dict[str, Any]:
    """A programme as the form shows it."""
    names = [name for name in ProgrammeForm.base_fields if name not in ("submission_id", "school")]
    return {name: getattr(programme, name) for name in names}
