"""Filters of the page of deadlines."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pupils.backplan import DONE, DONE_LATE, LATE, RISK
from pupils.deadlines import ANY, AUTHORITY, DEFAULT_SORT, OPEN, OUTSIDE, SOON, SORTS, Wanted
from pupils.forms.filtering import FilterForm
from pupils.models import StepRule

EVERY = [("", _("Any"))]


class DeadlineFilterForm(FilterForm):
    """What nobody offers is ignored, so that old links still open."""

    wants, sorts, usual_sort = Wanted, SORTS, DEFAULT_SORT
    leading, open_value = "state", ANY

    q = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[
            (OPEN, _("To do")), (LATE, _("Late")), (RISK, _("At risk")),
            (SOON, _("Due within 30 days")), (DONE, _("Done")), (DONE_LATE, _("Done late")),
            (ANY, _("Any")),
        ],
    )  # fmt: skip
    flow = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[*EVERY, *StepRule.Flow.choices]
    )
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, data: QueryDict, *, owners: list[tuple[str, str]], years: list[str]) -> None:
        super().__init__(data)
        beyond = [(AUTHORITY, _("The authority")), (OUTSIDE, _("Somebody outside"))]
        self.fields["owner"].choices = [*EVERY, *owners, *beyond]
        self.fields["year"].choices = EVERY + [(year, year) for year in years]
