"""The fields of a consent, shared by forms about help from outside."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.consents import who_consents
from pupils.forms.fields import DayField
from pupils.models import Consent, Pupil

ANSWERS = (Consent.GIVEN, Consent.REFUSED)


class ConsentForm(PortalForm):
    """Whether somebody agreed, who, and on which day."""

    consent = forms.ChoiceField(
        label=_("Consent"), choices=Consent.choices, initial=Consent.ASKED,
        help_text=_("Whether the school may speak to them about the pupil."),
    )  # fmt: skip
    consent_by = forms.ChoiceField(label=_("Consent of"), required=False)
    consent_on = DayField(label=_("Consent on"), required=False, may_be_later=False)

    def __init__(self, *args: Any, pupil: Pupil, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = who_consents(self.person, pupil)
        kept = self.initial.get("consent_by")
        if kept and kept not in dict(choices):
            choices.append((kept, kept))
        self.fields["consent_by"].choices = [("", _("Nobody yet")), *choices]

    def clean(self) -> dict[str, Any]:
        """An answer has a name and a day; without one there is neither."""
        found = super().clean()
        if found.get("consent") not in ANSWERS:
            found["consent_by"], found["consent_on"] = "", None
            return found
        for name, words in (
            ("consent_by", _("Say who gave or refused it.")),
            ("consent_on", _("Say on which day.")),
        ):
            if not found.get(name) and name not in self.errors:
                self.add_error(name, words)
        return found
