"""Forms of the behaviour pages: filters of the list of incidents, and lines of the lists."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.forms.fields import DayField
from pupils.forms.filtering import FilterForm
from pupils.incidents import ACTED, DEFAULT_SORT, DRAFT, SORTS, Wanted
from pupils.models import BehaviourChoice, Incident, IncidentStep, Pupil

EVERY = [("", _("Any"))]
WEEKDAYS = [
    ("1", _("Monday")), ("2", _("Tuesday")), ("3", _("Wednesday")), ("4", _("Thursday")),
    ("5", _("Friday")), ("6", _("Saturday")), ("7", _("Sunday")),
]  # fmt: skip
HOURS = [(str(hour), f"{hour:02}:00–{hour:02}:59") for hour in range(24)]
List = BehaviourChoice.List


def _choice(label: Any, choices: Any = ()) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[*EVERY, *choices])


class IncidentFilterForm(FilterForm):
    """Filters of the list of incidents. What nobody offers is ignored, so that old links still open."""

    wants, sorts, usual_sort = Wanted, SORTS, DEFAULT_SORT
    leading, open_value = "state", "any"

    q = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    pupil = forms.ChoiceField(label=_("Pupil"), required=False, widget=forms.HiddenInput)
    part = forms.ChoiceField(
        label=_("Part"), required=False, widget=forms.HiddenInput,
        choices=[*EVERY, (ACTED, _("own behaviour"))],
    )  # fmt: skip
    state = _choice(_("State"), [(DRAFT, _("To finish"))])
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)
    place, lesson = _choice(_("Place")), _choice(_("Lesson"))
    behaviour, setting = _choice(_("Behaviour")), _choice(_("Before it"))
    function = _choice(_("For"), Incident.Function.choices)
    step, result = _choice(_("Tried")), _choice(_("It"), IncidentStep.Result.choices)
    intensity = _choice(_("Intensity"), [(str(n), str(n)) for n in range(1, 6)])
    weekday, hour = _choice(_("Weekday"), WEEKDAYS), _choice(_("Hour"), HOURS)
    year = _choice(_("Year"), [(str(year), str(year)) for year in range(1, 15)])

    def __init__(self, data: QueryDict, *, person: Any) -> None:
        super().__init__(data)
        lists: dict[str, dict[str, str]] = {}
        lines = BehaviourChoice.objects.visible_to(person)
        for one in lines:
            lists.setdefault(one.list, {})[one.code] = one.name
        for name in ("place", "lesson", "behaviour", "setting", "step"):
            self.fields[name].choices = [*EVERY, *lists.get(name, {}).items()]
        asked = data.get("pupil", "")
        if asked.isdecimal():
            found = Pupil.objects.visible_to(person).filter(pk=asked)
            self.fields["pupil"].choices = [(str(one.pk), one.name) for one in found]


class ChoiceForm(PortalForm):
    """A line of a list; a last day retires it."""

    name = forms.CharField(label=_("Name"), max_length=100)
    about = forms.CharField(label=_("What it means"), max_length=300, required=False)
    points = forms.IntegerField(
        label=_("Points"), required=False, min_value=0, max_value=1000,
        help_text=_("What this kind of reward is worth, unless said."),
    )  # fmt: skip
    valid_until = DayField(
        label=_("Offered until"), required=False,
        help_text=_("A day that has passed retires it: it stays where it stands and is offered no more."),
    )  # fmt: skip
    source = forms.CharField(label=_("Source"), max_length=200)
    checked_on = DayField(
        label=_("Checked on"), required=False, may_be_later=False,
        help_text=_("The day on which somebody compared it with its source."),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: str, about: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != List.REWARD:
            del self.fields["points"]
        self.starts_on = about.valid_from if about else None
        if about:
            self.initial = {
                name: getattr(about, name) for name in (*self.fields,) if name != "submission_id"
            }

    def clean_valid_until(self) -> datetime.date | None:
        """Not before it began."""
        last = self.cleaned_data["valid_until"]
        if last and self.starts_on and last < self.starts_on:
            raise ValidationError(_("It was offered from a later day."))
        return last


class RuleForm(PortalForm):
    """A number that pages go by, with its source."""

    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=50)
    source = forms.CharField(label=_("Source"), max_length=200)
    checked_on = DayField(label=_("Checked on"), required=False, may_be_later=False)

    def __init__(self, *args: Any, about: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {name: getattr(about, name) for name in ("number", "source", "checked_on", "version")}
        self.initial = {**own, **self.initial}
