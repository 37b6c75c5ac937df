"""Forms of the directory: an agency, somebody who works there, a kind, and what to show."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm, PortalForm
from pupils.forms.arrangement_rules import SourcedForm
from pupils.forms.carer import PHONE
from pupils.forms.fields import DayField
from pupils.models import Agency, AgencyKind


class AgencyForm(PortalForm):
    """An agency and how a referral reaches it."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ModelChoiceField(label=_("Kind"), queryset=AgencyKind.objects.none())
    phone = forms.CharField(
        label=_("Telephone"), max_length=30, required=False, widget=forms.TextInput(PHONE)
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    address = forms.CharField(
        label=_("Postal address"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    how_to_refer = forms.CharField(
        label=_("How to refer"), max_length=600, required=False, widget=forms.Textarea({"rows": 4}),
        help_text=_("Which form, to whom, what must be with it, how long it takes."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, school_id: int, about: Agency | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kinds = AgencyKind.objects.visible_to(self.person)
        offered = kinds.offered(school_id)
        if about:
            offered = (offered | kinds.filter(pk=about.kind_id)).distinct()
        self.fields["kind"].queryset = offered


class ProfessionalForm(PortalForm):
    """Somebody who works at an agency."""

    full_name = forms.CharField(label=_("Name"), max_length=120)
    role = forms.CharField(label=_("What they do"), max_length=80, required=False)
    phone = forms.CharField(
        label=_("Telephone"), max_length=30, required=False, widget=forms.TextInput(PHONE)
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    best_times = forms.CharField(
        label=_("Best times"), max_length=120, required=False,
        help_text=_("For example: in school on Tuesdays."),
    )  # fmt: skip
    notes = forms.CharField(
        label=_("Notes"), max_length=600, required=False, widget=forms.Textarea({"rows": 3})
    )


class AgencyKindForm(SourcedForm):
    """A kind of service: who comes, who sees it, and when to ask again."""

    name = forms.CharField(label=_("Service"), max_length=80)
    who = forms.CharField(label=_("Who comes"), max_length=80)
    is_sensitive = forms.BooleanField(
        label=_("Shown to few"), required=False,
        help_text=_("Adults who work with the pupil are not told that this service is there."),
    )  # fmt: skip
    chase_days = forms.IntegerField(
        label=_("Days without news before asking again"), min_value=1, max_value=365
    )
    decide_days = forms.IntegerField(
        label=_("Days to decide about a recommendation"), min_value=1, max_value=365, initial=28
    )
    valid_until = DayField(
        label=_("Offered until"), required=False,
        help_text=_("A day that has passed retires it: it stays where it stands."),
    )  # fmt: skip
    field_order = ("name", "who", "is_sensitive", "chase_days", "decide_days", "valid_until")

    def __init__(self, *args: Any, about: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, about=about, **kwargs)
        self.starts_on = about.valid_from if about else None

    def clean(self) -> dict[str, Any]:
        """Not retired before it began."""
        found = super().clean()
        last = found.get("valid_until")
        if last and self.starts_on and last < self.starts_on:
            self.add_error("valid_until", _("It was offered from a later day."))
        return found


class DirectoryFilterForm(PlainForm):
    """What of the directory is shown. What nobody offers is ignored, so that old links still open."""

    q = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    retired = forms.ChoiceField(
        label=_("Entries"), required=False,
        choices=[("", _("In use")), ("yes", _("Retired as well"))],
    )  # fmt: skip

    def __init__(self, data: QueryDict, *, kinds: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["kind"].choices = [("", _("Any")), *kinds]

    @property
    def wanted(self) -> dict[str, str]:
        """What is asked for, by name."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}
