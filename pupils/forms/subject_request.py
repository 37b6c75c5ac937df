"""Forms of subject access requests: who asks, a step, and what is decided about one record."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.forms.fields import DayField
from pupils.models import DisclosureExemption, RequestRow, SubjectRequest

Identity = SubjectRequest.Identity


class AddRequestForm(PortalForm):
    """Who asks, when it came, and whether it is known who they are."""

    asked_by = forms.ChoiceField(label=_("Asked by"), choices=SubjectRequest.AskedBy.choices)
    asker_name = forms.CharField(label=_("Their name"), max_length=120)
    received_on = DayField(label=_("Received"), may_be_later=False)
    asked_for = forms.CharField(
        label=_("What they ask for"), max_length=300, required=False,
        help_text=_("In their words. Left empty: everything."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    identity_how = forms.ChoiceField(
        label=_("How it is known who they are"), required=False,
        choices=[("", _("Not known yet")), *Identity.choices],
        help_text=_("The month begins when this is known."),
    )  # fmt: skip
    identity_on = DayField(
        label=_("Known since"), required=False, may_be_later=False,
        help_text=_("Left empty: the day it was received."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        """The day on which identity was known belongs to the way in which it was."""
        found = super().clean()
        received, known = found.get("received_on"), found.get("identity_on")
        if not found.get("identity_how"):
            found["identity_on"] = None
        elif received:
            found["identity_on"] = known or received
            if found["identity_on"] < received:
                self.add_error("identity_on", _now("That is before the request was received."))
        return found


class StepForm(PortalForm):
    """One step: a day, and words or a way where the step wants them."""

    #: Steps that want words, with their label; the others may have some.
    WORDS = {
        "pause": _("What they were asked"), "extend": _("Why it is complex"),
        "note": _("Note"), "send": _("How it was sent"), "close": _("Why"),
    }  # fmt: skip

    on = DayField(label=_("Day"), may_be_later=False)
    how = forms.ChoiceField(label=_("How it is known who they are"), choices=Identity.choices)
    words = forms.CharField(label=_("Words"), max_length=300, required=False)

    def __init__(self, *args: Any, do: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate
        if do != "identity":
            del self.fields["how"]
        else:
            del self.fields["words"]
        if do in self.WORDS:
            self.fields["words"].label = self.WORDS[do]
            self.fields["words"].required = True


class DecideRowForm(PortalForm):
    """What happens with one record, and on which exemption that rests."""

    decision = forms.ChoiceField(
        label=_("Decision"), choices=RequestRow.Decision.choices, widget=forms.RadioSelect
    )
    exemption = forms.TypedChoiceField(label=_("Exemption"), required=False, empty_value=None)
    more = forms.CharField(
        label=_("Also cover these words"), max_length=80, required=False,
        help_text=_("As they stand in the record, such as a nickname."),
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(
        self, *args: Any, exemptions: Sequence[DisclosureExemption], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        by_key = {str(one.pk): one for one in exemptions}
        offered = [(key, one.name) for key, one in by_key.items()]
        self.fields["exemption"].choices = [("", _("None: it is given")), *offered]
        self.fields["exemption"].coerce = by_key.get

    def clean(self) -> dict[str, Any]:
        """What is not given whole names its exemption."""
        found = super().clean()
        kept = found.get("decision") == RequestRow.Decision.KEEP
        if found.get("decision") and not kept and not found.get("exemption"):
            self.add_error("exemption", _now("Say which exemption this rests on."))
        if kept and found.get("more"):
            self.add_error("more", _now("Choose to cover words, or leave this empty."))
        return found
