"""The filters of the list of pupils, read from the query string."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pupils.forms.filtering import FilterForm
from pupils.listing import ANY, DEFAULT_SORT, SEN, SORTS, Facets, Wanted
from pupils.needs import short_name

EVERY = [("", _("Any"))]


class RegisterFilterForm(FilterForm):
    """Each filter may be left open. Values that nobody offers are ignored, so old links still open."""

    wants, sorts, usual_sort = Wanted, SORTS, DEFAULT_SORT
    leading, open_value = "status", ANY

    q = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    status = forms.ChoiceField(
        label=_("Status"), required=False,
        choices=[
            (ANY, _("Any")), (SEN, _("SEN support or EHC plan")), ("K", _("SEN support")),
            ("E", _("EHC plan")), ("N", _("No SEN")),
        ],
    )  # fmt: skip
    year = forms.ChoiceField(label=_("Year"), required=False)
    form = forms.ChoiceField(label=_("Form"), required=False)
    need = forms.ChoiceField(label=_("Need"), required=False)
    owner = forms.ChoiceField(label=_("Plan owner"), required=False)
    review = forms.ChoiceField(
        label=_("Next review"), required=False,
        choices=[
            *EVERY, ("late", _("Late")), ("soon", _("In 30 days")), ("none", _("No date")),
        ],
    )  # fmt: skip
    roll = forms.ChoiceField(
        label=_("On roll"), required=False,
        choices=[("", _("On roll")), ("left", _("Left")), (ANY, _("On roll and left"))],
    )  # fmt: skip
    lac = forms.BooleanField(label=_("Looked after"), required=False)
    eal = forms.BooleanField(label=_("English as an additional language"), required=False)

    def __init__(self, data: QueryDict, *, facets: Facets) -> None:
        super().__init__(data)
        offered = {
            "year": facets.years, "form": facets.forms, "owner": facets.owners,
        }  # fmt: skip
        for name, values in offered.items():
            self.fields[name].choices = EVERY + [(value, value) for value in values]
        self.fields["need"].choices = EVERY + [(code, short_name(code)) for code in facets.needs]


def chips(form: RegisterFilterForm) -> list[dict[str, Any]]:
    """A chip for each filter that is on; its address takes the filter off."""
    made = []
    for name, label, value in form.chosen:
        query = form.data.copy()
        for gone in (name, "page"):
            query.pop(gone, None)
        left = query.urlencode() or f"status={ANY}"
        made.append({"label": label, "value": value, "url": f"?{left}"})
    return made
