"""What comes in about an appraisal year."""

from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.models import Cycle
from staff.forms.fields import DayField, EditForm

DAYS = ("starts_on", "objectives_by", "midyear_by", "final_by", "ends_on")


class CycleForm(EditForm):
    """Name and days; the phases fall inside the year, in their order."""

    name = forms.CharField(label=_("Name"), max_length=40)
    starts_on = DayField(label=_("First day"))
    objectives_by = DayField(label=_("Objectives agreed by"))
    midyear_by = DayField(label=_("Evidence and mid-year by"))
    final_by = DayField(label=_("Judged and signed by"))
    ends_on = DayField(label=_("Last day"))

    def __init__(self, *args: Any, about: Cycle | None = None, **kwargs: Any) -> None:
        initial = kwargs.pop("initial", {})
        if about:
            initial = {name: getattr(about, name) for name in ("name", *DAYS, "version")}
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Each day comes after the one before it."""
        chosen = super().clean() or self.cleaned_data
        days = [(name, chosen.get(name)) for name in DAYS if chosen.get(name)]
        for (_before, first), (name, second) in pairwise(days):
            if second < first:
                self.add_error(name, _("This comes before the day above it."))
        if days and chosen.get("starts_on") == chosen.get("ends_on"):
            self.add_error("ends_on", _("The year ends after it starts."))
        return chosen
