"""Forms of a referral: what is asked of whom, that it went, what was heard, what came of it."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.forms.consent import ConsentForm
from pupils.forms.fields import DayField
from pupils.forms.filtering import FilterForm
from pupils.models import Agency, Pupil, Referral, ReferralNote
from pupils.referrals import ANY, CHASE, DEFAULT_SORT, OPEN, SORTS, WEEKS, Wanted

EVERY = [("", _("Any"))]


class ReferralForm(ConsentForm):
    """What is asked of an agency, and with whose consent."""

    agency = forms.ModelChoiceField(
        label=_("Agency"), queryset=Agency.objects.none(),
        help_text=_("One that is missing is added in the Directory first."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea({"rows": 4}),
        help_text=_("What is seen, since when, what has been tried and how it went."),
    )  # fmt: skip
    asked_for = forms.CharField(
        label=_("What is asked for"), max_length=300,
        help_text=_("The outcome you hope for: an assessment, advice, direct work."),
    )  # fmt: skip
    field_order = ("agency", "reason", "asked_for", "consent", "consent_by", "consent_on")

    def __init__(self, *args: Any, pupil: Pupil, kept: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, pupil=pupil, **kwargs)
        rows = Agency.objects.visible_to(self.person).filter(school=pupil.school_id)
        self.fields["agency"].queryset = rows.in_use() | rows.filter(pk=kept)


class SendReferralForm(PortalForm):
    """The day on which it went."""

    on = DayField(label=_("Sent on"), may_be_later=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class ReferralNoteForm(PortalForm):
    """Something said or heard on a day."""

    kind = forms.ChoiceField(
        label=_("What happened"), choices=ReferralNote.Kind.choices, widget=forms.RadioSelect,
        initial=ReferralNote.Kind.CHASED,
    )  # fmt: skip
    on = DayField(label=_("On"), may_be_later=False)
    text = forms.CharField(
        label=_("In words"), max_length=400, widget=forms.Textarea({"rows": 3}),
        help_text=_("Who was spoken to, and what was said."),
    )  # fmt: skip
    is_acknowledgement = forms.BooleanField(
        label=_("They acknowledge that the referral has come"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class CloseReferralForm(PortalForm):
    """What came of it."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Referral.Outcome.choices)
    words = forms.CharField(
        label=_("In words"), max_length=300, required=False, widget=forms.Textarea({"rows": 3})
    )
    on = DayField(label=_("On"), may_be_later=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class ReferralFilterForm(FilterForm):
    """Filters of the list of referrals. What nobody offers is ignored, so that old links still open."""

    wants, sorts, usual_sort = Wanted, SORTS, DEFAULT_SORT
    leading, open_value = "state", ANY

    q = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[
            (OPEN, _("Open")), (CHASE, _("Ask again now")), ("draft", _("Not sent yet")),
            ("closed", _("With an outcome")), (ANY, _("Any")),
        ],
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Service"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    weeks = forms.ChoiceField(
        label=_("Waiting"), required=False,
        choices=[*EVERY, *((str(n), _("%(n)s weeks or more") % {"n": n}) for n in WEEKS)],
    )  # fmt: skip

    def __init__(self, data: QueryDict, *, kinds: list[tuple[str, str]], years: list[str]) -> None:
        super().__init__(data)
        self.fields["kind"].choices = EVERY + kinds
        self.fields["year"].choices = EVERY + [(year, year) for year in years]
