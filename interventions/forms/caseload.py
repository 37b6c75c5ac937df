"""The filters of the caseload, read from the query string, and what is set for many pupils at once."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.calendar import SATURDAY
from core.forms import PlainForm, PortalForm
from core.names import fold
from interventions.caseload import Line
from interventions.models import CaseloadRow
from pupils.needs import short_name
from staff.models import Post

PAGE = "caseload"
EVERY = [("", _("Any"))]
_DATE = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), "required": False}

Offered = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def offered_by(lines: Iterable[Line]) -> Offered:
    """What can be chosen in each filter: what the lines hold, each once, in order."""
    held: dict[str, set[str]] = {"year": set(), "form": set(), "need": set(), "owner": set()}
    for line in lines:
        held["year"].add(line.year_group)
        held["form"].add(line.form)
        held["need"].add(line.need)
        held["owner"].add(line.owner)
    return tuple((name, _choices(name, values - {""})) for name, values in held.items())


def _choices(name: str, values: set[str]) -> tuple[tuple[str, str], ...]:
    if name == "year":
        return tuple((value, value) for value in sorted(values, key=lambda v: (len(v), v)))
    shown = short_name if name == "need" else str
    return tuple((value, shown(value)) for value in sorted(values))


class CaseloadFilterForm(PlainForm):
    """Each filter may be left open. What cannot be understood is ignored, so old links still open."""

    view = forms.CharField(required=False, widget=forms.HiddenInput)
    q = forms.CharField(label=_("Name"), required=False, max_length=80)
    year = forms.ChoiceField(label=_("Year"), required=False)
    form = forms.ChoiceField(label=_("Form"), required=False)
    status = forms.ChoiceField(
        label=_("Status"), required=False,
        choices=[*EVERY, ("E", _("EHC plan")), ("K", _("SEN support")), ("N", _("No SEN, in a group"))],
    )  # fmt: skip
    need = forms.ChoiceField(label=_("Need"), required=False)
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    verdict = forms.ChoiceField(
        label=_("Progress"), required=False,
        choices=[*EVERY, *[(v.value or "none", v.label) for v in CaseloadRow.Verdict]],
    )  # fmt: skip
    due_by = forms.DateField(label=_("Review due by"), **_DATE)

    def __init__(self, data: QueryDict, *, offered: Offered) -> None:
        super().__init__(data, auto_id="f_%s")
        for name, values in offered:
            self.fields[name].choices = [*EVERY, *values]

    @property
    def wanted(self) -> dict[str, Any]:
        """Filters that are on and can be understood, without the tab."""
        self.is_valid()
        return {
            name: value for name, value in self.cleaned_data.items() if value and name != "view"
        }

    def passing(self, lines: Iterable[Line]) -> list[Line]:
        """The lines that pass every filter, in their order."""
        tests = [(_TESTS[name], value) for name, value in self.wanted.items()]
        return [line for line in lines if all(test(line, value) for test, value in tests)]

    @property
    def chosen(self) -> list[tuple[str, str, str]]:
        """Filters that are on, as (name, label, value in words)."""
        found = []
        for name, value in self.wanted.items():
            words = dict(getattr(self.fields[name], "choices", [])).get(value, value)
            if hasattr(words, "isoformat"):
                words = format_date(words, "j M Y")
            found.append((name, str(self.fields[name].label), str(words)))
        return found


_TESTS = {
    "q": lambda line, value: all(
        word in fold(f"{line.name} {line.forename} {line.surname}") for word in fold(value).split()
    ),
    "year": lambda line, value: line.year_group == value,
    "form": lambda line, value: line.form == value,
    "status": lambda line, value: line.sen_code == value,
    "need": lambda line, value: line.need == value,
    "owner": lambda line, value: line.owner == value,
    "verdict": lambda line, value: line.verdict == ("" if value == "none" else value),
    "due_by": lambda line, value: line.review_on is not None and line.review_on <= value,
}


class ReviewDatesForm(PortalForm):
    """The day of the next review of several pupils."""

    on = forms.DateField(
        label=_("Next review"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_on(self) -> Any:
        """A review that is to come lies today or later, on a day from Monday to Friday."""
        on = self.cleaned_data["on"]
        if on < timezone.localdate():
            raise ValidationError(_now("The next review lies today or later."))
        if on.weekday() >= SATURDAY:
            raise ValidationError(
                _now("%(day)s is at a weekend. Choose a day from Monday to Friday.")
                % {"day": format_date(on, "j M Y")}
            )
        return on


class OwnerForm(PortalForm):
    """Who owns the plans of several pupils from today."""

    post = forms.ModelChoiceField(label=_("Plan owner"), queryset=Post.objects.none())

    def __init__(self, *args: Any, school_id: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Post.objects.visible_to(self.person).current().running_sessions()
        self.fields["post"].queryset = seen.filter(school=school_id).select_related("person")
        self.fields["post"].empty_label = _now("Choose")
        self.fields["post"].label_from_instance = lambda post: (
            f"{post.person.full_name}, {post.label}"
        )
