"""A pupil's details as people type them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from core.models import School
from pupils.forms.fields import DayField
from pupils.identifiers import clean as clean_identifier
from pupils.identifiers import what_is_wrong_with_upn
from pupils.models import Pupil
from pupils.saying import in_words

YEARS = [("", _("Not known")), ("N1", "N1"), ("N2", "N2"), ("R", _("Reception"))] + [
    (str(year), str(year)) for year in range(1, 15)
]
#: The order of the form; each is a field of the pupil.
DETAILS = (
    "forename", "surname", "known_as", "known_surname", "pronunciation", "born_on", "sex",
    "year_group", "form", "upn", "admission_number", "joined_on", "review_due_on", "has_eal",
    "is_looked_after", "has_medical_flag",
)  # fmt: skip


class DetailsForm(PortalForm):
    """Names, date of birth, place in the school, identifiers, alerts, next review."""

    forename = forms.CharField(label=_("Legal forename"), max_length=80)
    surname = forms.CharField(label=_("Legal surname"), max_length=80)
    known_as = forms.CharField(label=_("Known as"), max_length=80, required=False)
    known_surname = forms.CharField(label=_("Known surname"), max_length=80, required=False)
    pronunciation = forms.CharField(
        label=_("Says it"), max_length=80, required=False,
        help_text=_("How the name is said, in letters anybody can read: REN-field."),
    )  # fmt: skip
    born_on = DayField(label=_("Date of birth"), may_be_later=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    year_group = forms.ChoiceField(label=_("Year"), choices=YEARS, required=False)
    form = forms.CharField(label=_("Form"), max_length=12, required=False)
    upn = forms.CharField(
        label=_("UPN"), max_length=20, required=False,
        help_text=_("Thirteen characters from the school system. Never made up here."),
    )  # fmt: skip
    admission_number = forms.CharField(label=_("Admission number"), max_length=20, required=False)
    joined_on = DayField(label=_("Joined"), required=False)
    review_due_on = DayField(label=_("Next review"), required=False)
    has_eal = forms.BooleanField(label=_("English as an additional language"), required=False)
    is_looked_after = forms.BooleanField(label=_("Looked after"), required=False)
    has_medical_flag = forms.BooleanField(label=_("Medical alert"), required=False)

    def __init__(self, *args: Any, school_id: int | None, pupil: Pupil | None = None, **kw: Any):
        super().__init__(*args, **kw)
        self.school_id, self.pupil = school_id, pupil
        self.fields["sex"].choices = [("", _("Not known")), *Pupil.Sex.choices]
        if pupil:
            for name in DETAILS:
                self.fields[name].initial = getattr(pupil, name)
            self.fields["version"].initial = pupil.version

    def clean_upn(self) -> str:
        """The UPN in capitals; wrong ones are refused with what is wrong."""
        upn = clean_identifier(self.cleaned_data["upn"])
        if upn and (wrong := what_is_wrong_with_upn(upn)):
            raise ValidationError(in_words(wrong))
        return upn

    def clean(self) -> dict[str, Any]:
        """Identifiers stand once in a school; a pupil leaves after joining."""
        found = super().clean()
        for name in ("upn", "admission_number"):
            if found.get(name) and self._is_taken(name, found[name]):
                self.add_error(name, _now("Another pupil of this school has it already."))
        joined = found.get("joined_on")
        if joined and self.pupil and self.pupil.left_on and joined > self.pupil.left_on:
            self.add_error("joined_on", _now("This is after the day the pupil left."))
        return found

    def _is_taken(self, name: str, value: str) -> bool:
        same = Pupil.objects.visible_to(self.person).filter(school=self.school_id, **{name: value})
        return same.exclude(pk=self.pupil.pk if self.pupil else None).exists()


class AddPupilForm(DetailsForm):
    """The same, with the school first where the person keeps pupils of more than one."""

    school = forms.ModelChoiceField(label=_("School"), queryset=School.objects.none())
    field_order = ("school", *DETAILS)

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, school_id=None, **kwargs)
        self.fields["school"].queryset = schools
        only = list(schools[:2])
        if len(only) == 1:
            self.fields["school"].initial = only[0]
            self.fields["school"].widget = forms.HiddenInput()

    def clean_school(self) -> School:
        """Checks of identifiers are within the school."""
        self.school_id = self.cleaned_data["school"].pk
        return self.cleaned_data["school"]


class MarkLeftForm(PortalForm):
    """The last day on roll."""

    on = DayField(label=_("Last day on roll"))

    def __init__(self, *args: Any, pupil: Pupil, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pupil = pupil
        self.fields["version"].initial = pupil.version

    def clean_on(self) -> Any:
        """Not before the pupil joined."""
        day = self.cleaned_data["on"]
        if self.pupil.joined_on and day < self.pupil.joined_on:
            raise ValidationError(_now("This is before the pupil joined."))
        return day
