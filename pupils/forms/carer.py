"""Forms of a family: who somebody is and how to reach them, and what they are to one pupil."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.models import Carer, CarerLink

PHONE = {"inputmode": "tel", "autocomplete": "off"}


class CarerForm(PortalForm):
    """Who somebody is, their languages, and how to reach them."""

    title = forms.CharField(label=_("Title"), max_length=20, required=False)
    full_name = forms.CharField(label=_("Name"), max_length=120)
    called = forms.CharField(
        label=_("How to address them"), max_length=80, required=False,
        help_text=_("Where it is not the title and the last name: “Auntie Jo”, “Dr Demir”."),
    )  # fmt: skip
    speaks = forms.CharField(
        label=_("Languages spoken"), max_length=120, required=False,
        help_text=_("The one they are at home in first: “Turkish, some English”."),
    )  # fmt: skip
    reads = forms.CharField(
        label=_("Languages read"), max_length=120, required=False,
        help_text=_("Letters go in one of these. Say so too where reading is hard."),
    )  # fmt: skip
    interpreter = forms.ChoiceField(
        label=_("Interpreter"), choices=Carer.Interpreter.choices, initial=Carer.Interpreter.NO
    )
    interpreter_for = forms.CharField(
        label=_("Interpreter for"), max_length=60, required=False,
        help_text=_("Language and dialect, or British Sign Language."),
    )  # fmt: skip
    mobile = forms.CharField(
        label=_("Mobile"), max_length=30, required=False, widget=forms.TextInput(PHONE)
    )
    phone = forms.CharField(
        label=_("Home telephone"), max_length=30, required=False, widget=forms.TextInput(PHONE)
    )
    work_phone = forms.CharField(
        label=_("Work telephone"), max_length=30, required=False, widget=forms.TextInput(PHONE)
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    address = forms.CharField(
        label=_("Postal address"), max_length=300, required=False,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    prefers = forms.ChoiceField(
        label=_("Prefers to be reached by"), required=False,
        choices=[("", _("Not said")), *Carer.Way.choices],
    )  # fmt: skip
    best_times = forms.CharField(label=_("Best times"), max_length=120, required=False)
    notes = forms.CharField(
        label=_("Notes"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("What helps when talking with them. Concerns go to the DSL, never here."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """An interpreter is for a language; a way that is preferred is there."""
        found = super().clean()
        if found.get("interpreter") == Carer.Interpreter.NO:
            found["interpreter_for"] = ""
        elif found.get("interpreter") and not found.get("interpreter_for"):
            self.add_error("interpreter_for", _("Say for which language."))
        way = "mobile" if found.get("prefers") == Carer.Way.TEXT else found.get("prefers")
        if way and way in self.fields and not found.get(way) and way not in self.errors:
            self.add_error(way, _("This is how they prefer to be reached."))
        return found

    @property
    def person_fields(self) -> dict[str, Any]:
        """What belongs to the carer."""
        return {name: self.cleaned_data[name] for name in CarerForm.base_fields if name in OF_CARER}


class CarerLinkForm(PortalForm):
    """What somebody is to one pupil."""

    relationship = forms.ChoiceField(
        label=_("Relationship to the pupil"), choices=CarerLink.Relationship.choices
    )
    detail = forms.CharField(
        label=_("In their own words"), max_length=60, required=False,
        help_text=_("For example: Nan, or Mum’s partner."),
    )  # fmt: skip
    responsibility = forms.ChoiceField(
        label=_("Parental responsibility"), choices=CarerLink.Answer.choices,
        initial=CarerLink.Answer.UNKNOWN,
        help_text=_("Responsibility in law, not who does the work. “Not known” is an answer."),
    )  # fmt: skip
    basis = forms.ChoiceField(
        label=_("Basis of the responsibility"), required=False,
        choices=[("", _("Not said")), *CarerLink.Basis.choices],
    )  # fmt: skip
    home = forms.ChoiceField(
        label=_("Lives with the pupil"), choices=CarerLink.Home.choices,
        initial=CarerLink.Home.UNKNOWN,
    )  # fmt: skip
    place = forms.IntegerField(
        label=_("Contact order"), min_value=1, max_value=20, initial=1,
        help_text=_("1 is asked first."),
    )  # fmt: skip
    may_be_contacted = forms.BooleanField(label=_("May be contacted"), required=False, initial=True)
    receives_reports = forms.BooleanField(
        label=_("Receives reports and letters"), required=False, initial=True
    )

    def clean(self) -> dict[str, Any]:
        """A basis belongs to a responsibility; whoever may not be contacted gets no letters."""
        found = super().clean()
        if found.get("basis") and found.get("responsibility") != CarerLink.Answer.YES:
            self.add_error(
                "basis", _("A basis stands only where they have parental responsibility.")
            )
        if found.get("receives_reports") and not found.get("may_be_contacted"):
            self.add_error(
                "receives_reports", _("Somebody who may not be contacted gets no letters.")
            )
        return found

    @property
    def link_fields(self) -> dict[str, Any]:
        """What belongs to the link."""
        return {name: self.cleaned_data[name] for name in OF_LINK}


class AddCarerForm(CarerLinkForm, CarerForm):
    """Somebody new, and what they are to the pupil."""

    field_order = ("title", "full_name", "called", "relationship", "detail", "responsibility",
                   "basis", "home", "place", "may_be_contacted", "receives_reports")  # fmt: skip


OF_LINK = (
    "relationship", "detail", "responsibility", "basis", "home", "place", "may_be_contacted",
    "receives_reports",
)  # fmt: skip
OF_CARER = frozenset(CarerForm.base_fields) - {"submission_id", "version"}


def initial_of(row: Any, names: Any) -> dict[str, Any]:
    """The present values of a record for its form, with its version."""
    return {**{name: getattr(row, name) for name in names}, "version": row.version}
