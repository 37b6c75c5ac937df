"""What comes in about the school year."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import Closure, Term
from staff.forms.fields import CreateForm, DayField

LONGEST_TERM_DAYS = 200
LONGEST_CLOSURE_DAYS = 60


class DatesForm(CreateForm):
    """A first and a last day."""

    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    longest_days = 0

    def __init__(self, *args: Any, about: Term | Closure | None = None, **kwargs: Any) -> None:
        if about:
            names = [name for name in self.base_fields if name != "submission_id"]
            kwargs["initial"] = {name: getattr(about, name) for name in names}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """The last day comes after the first, and not years after it."""
        chosen = super().clean() or self.cleaned_data
        first, last = chosen.get("starts_on"), chosen.get("ends_on")
        if first and last:
            days = (last - first).days
            if days < 0:
                self.add_error("ends_on", _("The last day is before the first."))
            elif days > self.longest_days:
                self.add_error("ends_on", _("That is longer than any term or holiday. Check it."))
        return chosen

    @property
    def seen_version(self) -> int:
        """The version the form showed; 0 where it did not say."""
        return self.cleaned_data.get("version") or 0


class TermForm(DatesForm):
    """A term."""

    name = forms.CharField(label=_("Name"), max_length=40, help_text=_("Such as Autumn term."))
    first_week = forms.ChoiceField(
        label=_("First week"),
        choices=Term._meta.get_field("first_week").choices,
        initial="A",
        help_text=_("Counts only where the timetable runs over two weeks."),
    )
    field_order = ["name", "starts_on", "ends_on", "first_week"]
    longest_days = LONGEST_TERM_DAYS

    def clean(self) -> dict[str, Any]:
        """A term has more than one day."""
        chosen = super().clean()
        if chosen.get("starts_on") and chosen.get("starts_on") == chosen.get("ends_on"):
            self.add_error("ends_on", _("A term has more than one day."))
        return chosen


class ClosureForm(DatesForm):
    """Days in a term on which pupils are not in school."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Closure.Kind.choices)
    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        required=False,
        help_text=_("Shown where a session is left out, such as “Autumn half term”."),
    )
    field_order = ["kind", "name", "starts_on", "ends_on"]
    longest_days = LONGEST_CLOSURE_DAYS
