"""Forms of a court order: what it is, what adults do, and whom it names."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm, PlainFormSet, PortalForm
from pupils.forms.fields import DayField
from pupils.models import CourtOrder

PREFIX = "limits"
ROWS = 4


class CourtOrderForm(PortalForm):
    """What the court decided, from when until when, and what adults at school do because of it."""

    kind = forms.ChoiceField(label=_("Kind of order"), choices=CourtOrder.Kind.choices)
    do_this = forms.CharField(
        label=_("What adults at school do"), max_length=200,
        help_text=_(
            "One plain sentence that every adult who works with the pupil reads, without reasons: "
            "“Hand over to Mum or Nan only; call the office if anybody else comes.”"
        ),
    )  # fmt: skip
    made_on = DayField(label=_("In force from"))
    ends_on = DayField(label=_("In force until"), required=False)
    court = forms.CharField(label=_("Court"), max_length=120, required=False)
    reference = forms.CharField(label=_("Case number"), max_length=40, required=False)
    seen_on = DayField(
        label=_("Copy seen on"), required=False, may_be_later=False,
        help_text=_("Until a copy has been seen, the school goes by what it was told."),
    )  # fmt: skip
    detail = forms.CharField(
        label=_("What the order says"), max_length=2000, required=False,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """It ends after it starts."""
        found = super().clean()
        first, last = found.get("made_on"), found.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("It ends before it starts."))
        return found


class OrderLimitForm(PlainForm):
    """One person whom the order names."""

    name = forms.CharField(label=_("Person"), max_length=120, required=False)
    may_not_collect = forms.BooleanField(label=_("May not collect the pupil"), required=False)
    may_not_contact = forms.BooleanField(label=_("May have no contact at school"), required=False)
    may_not_know = forms.BooleanField(label=_("May be told nothing"), required=False)

    def clean(self) -> dict[str, Any]:
        """A person with a limit, a limit with a person, or an empty row."""
        found = super().clean()
        limits = any(found.get(name) for name in self.fields if name != "name")
        if limits and not found.get("name"):
            self.add_error("name", _("Say whom this is about."))
        if found.get("name") and not limits:
            raise ValidationError(_("Say what %(name)s may not do.") % {"name": found["name"]})
        return found


class OrderLimitRows(PlainFormSet):
    """Everybody whom the order names, each once."""

    def clean(self) -> None:
        """Leaves the rows with a name in ``self.chosen``."""
        if any(self.errors):
            return
        self.chosen = [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]
        names = [row["name"].casefold() for row in self.chosen]
        if len(set(names)) < len(names):
            raise ValidationError(_("One person stands in two rows."))


OrderLimitFormSet = forms.formset_factory(
    OrderLimitForm, formset=OrderLimitRows, extra=0, max_num=8, validate_max=True
)
