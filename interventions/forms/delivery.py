"""Forms of what was delivered: the weeks asked for, a group for a line; filters and rules of the golden thread."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm, PortalForm
from interventions.golden_thread import Wanted
from interventions.models import Place
from pupils.forms.arrangement_rules import SourcedForm
from pupils.forms.fields import DayField
from pupils.models import Pupil

EVERY = [("", _("Any"))]


class WeeksForm(PlainForm):
    """From the week of one day to the week of another."""

    first = DayField(label=_("From the week of"), required=False)
    last = DayField(label=_("To the week of"), required=False)

    def clean(self) -> dict[str, Any]:
        """The last week is not before the first."""
        found = super().clean()
        first, last = found.get("first"), found.get("last")
        if first and last and last < first:
            self.add_error("last", _("Choose a day after the first."))
        return found


class PlaceChoice(forms.ModelChoiceField):
    """Places of one pupil by their groups."""

    def label_from_instance(self, obj: Place) -> str:
        """ "Talk Boost, Danielle Okoro"."""
        return f"{obj.group.name}, {obj.group.leader.person.full_name}"


class LinkLineForm(PortalForm):
    """Which of the pupil's groups delivers the line."""

    place = PlaceChoice(
        label=_("Group"), queryset=None, empty_label=None, widget=forms.RadioSelect,
        help_text=_("Its sessions count for this line alone, so that no minute is counted twice."),
    )  # fmt: skip

    def __init__(self, *args: Any, pupil: Pupil, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Place.objects.visible_to(self.person).filter(pupil=pupil)
        free = places.exclude(deliveries__isnull=False, deliveries__ends_on=None)
        self.fields["place"].queryset = free.select_related("group__leader__person").order_by(
            "outcome", "-starts_on"
        )


class ThreadFilterForm(PlainForm):
    """Filters of the golden thread; what nobody offers is ignored, so that old links still open."""

    rule = forms.ChoiceField(label=_("Rule"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    owner = forms.ChoiceField(label=_("Plan owner"), required=False)
    kind = forms.ChoiceField(label=_("Kind of plan"), required=False)

    def __init__(self, data: Any, *, choices: dict[str, list[tuple[str, str]]]) -> None:
        super().__init__(data)
        for name, field in self.fields.items():
            field.choices = EVERY + choices[name]

    @property
    def wanted(self) -> Wanted:
        """What is asked for, without what cannot be understood."""
        self.is_valid()
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value})


class ThreadRuleForm(SourcedForm):
    """A rule of the golden thread: on, or off with the reason."""

    is_on = forms.BooleanField(label=_("We check this"), required=False)
    why_off = forms.CharField(
        label=_("Why it is switched off"), max_length=300, required=False,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    weeks = forms.IntegerField(
        label=_("School weeks"), required=False, min_value=1, max_value=20,
        help_text=_("For provision without a session: after how many weeks."),
    )  # fmt: skip
    field_order = ("is_on", "why_off", "weeks")

    def __init__(self, *args: Any, about: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, about=about, **kwargs)
        if about and about.weeks is None:
            del self.fields["weeks"]
        elif about:
            self.fields["weeks"].required = True

    def clean(self) -> dict[str, Any]:
        """A rule that is switched off says why; one that is on needs no reason."""
        found = super().clean()
        if not found.get("is_on") and not found.get("why_off"):
            self.add_error("why_off", _("Say why your school does not check this."))
        if found.get("is_on"):
            found["why_off"] = ""
        return found
