"""Filters of a list: what is asked for stands in the address, each as a chip that takes itself off."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm


class FilterForm(PlainForm):
    """A form sent by GET; an unknown value filters nothing. Subclasses narrow rows in ``narrow``."""

    q = forms.CharField(label=_("Words in the name"), max_length=80, required=False)

    def __init__(self, data: QueryDict, *, person: Any) -> None:
        self.person = person
        self.query = data
        super().__init__(data, auto_id="filter_%s")

    def chosen(self) -> dict[str, Any]:
        """Filters that are on."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    def chips(self) -> list[dict[str, str]]:
        """What is on, in words, with the address without it."""
        return [
            {
                "label": str(self.fields[name].label),
                "value": self._shown(name, value),
                "url": self._without(name),
            }
            for name, value in self.chosen().items()
        ]

    def _shown(self, name: str, value: Any) -> str:
        choices = dict(getattr(self.fields[name], "choices", ()) or ())
        return str(choices.get(str(value), value))

    def _without(self, name: str) -> str:
        query = self.query.copy()
        for gone in (name, "page"):
            query.pop(gone, None)
        return f"?{query.urlencode()}"
