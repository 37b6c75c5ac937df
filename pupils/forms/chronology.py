"""The filters of a chronology, read from the query string."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm
from pupils.chronology import KINDS, Wanted
from pupils.forms.fields import DayField


class ChronologyFilterForm(PlainForm):
    """Kinds, days and words; a kind that nobody knows is ignored, so that old links still open."""

    q = forms.CharField(label=_("Words"), required=False, max_length=80)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)
    kind = forms.MultipleChoiceField(
        label=_("Kinds"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any) -> None:
        known = [kind for kind in data.getlist("kind") if kind in KINDS]
        data = data.copy()
        data.setlist("kind", known)
        super().__init__(data)
        self.fields["kind"].choices = list(KINDS.items())

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        found = super().clean()
        since, until = found.get("since"), found.get("until")
        if since and until and until < since:
            self.add_error("until", _now("The last day is before the first."))
        return found

    @property
    def wanted(self) -> Wanted:
        """What is asked for, without what cannot be understood."""
        self.is_valid()
        read = self.cleaned_data
        kinds = tuple(dict.fromkeys(read.get("kind") or ()))
        return Wanted(kinds, read.get("since"), read.get("until"), read.get("q") or "")
