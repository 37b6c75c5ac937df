"""What the filters of every list here have in common: reading them kindly, and saying which are on."""

from collections.abc import Container
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from core.forms import PlainForm


class FilterForm(PlainForm):
    """Filters from a query string; what nobody offers is ignored, so that old links still open.

    ``wants`` is the record the list is asked with; ``leading`` names the filter that has a default,
    and ``open_value`` its value for no filter at all.
    """

    wants: ClassVar[type]
    sorts: ClassVar[Container[str]]
    usual_sort: ClassVar[str]
    leading: ClassVar[str]
    open_value: ClassVar[str]

    @property
    def wanted(self) -> Any:
        """What is asked for, without what cannot be understood."""
        self.is_valid()
        read = {name: value for name, value in self.cleaned_data.items() if value}
        sort = self.data.get("sort", self.usual_sort)
        known = sort.removeprefix("-") in self.sorts
        return self.wants(**read, sort=sort if known else self.usual_sort)

    @property
    def chosen(self) -> list[tuple[str, str, str]]:
        """Filters that are on, as (name, label, value in words), for chips and headings of exports."""
        self.is_valid()
        found = []
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if not value or (name == self.leading and value == self.open_value):
                continue
            words = dict(getattr(field, "choices", [])).get(value, value)
            label = _("Search") if name == "q" else field.label
            found.append((name, str(label), _("yes") if value is True else str(words)))
        return found
