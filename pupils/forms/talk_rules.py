"""Forms of a school's kinds of contact and meeting, and of its intervals."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.forms.fields import DayField
from pupils.models import TalkKind, TalkRule


class TalkKindForm(PortalForm):
    """The name of a kind, its last day, and for a meeting its agenda."""

    name = forms.CharField(label=_("Name"), max_length=60)
    agenda = forms.CharField(
        label=_("Agenda"), max_length=1000, required=False, widget=forms.Textarea({"rows": 6}),
        help_text=_("One item a line. A new meeting of this kind begins with them."),
    )  # fmt: skip
    valid_until = DayField(
        label=_("Offered until"), required=False,
        help_text=_("A day that has passed retires it: it stays where it stands and is offered no more."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        use: str = TalkKind.Use.MEETING,
        about: TalkKind | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.starts_on = about.valid_from if about else None
        if about:
            use = about.use
            for name in ("name", "agenda", "valid_until", "version"):
                self.initial[name] = getattr(about, name)
        if use == TalkKind.Use.CONTACT:
            del self.fields["agenda"]
        if not about:
            del self.fields["valid_until"]

    def clean_valid_until(self) -> datetime.date | None:
        """Not before it began."""
        last = self.cleaned_data["valid_until"]
        if last and self.starts_on and last < self.starts_on:
            raise ValidationError(_("It was offered from a later day."))
        return last


class TalkRuleForm(PortalForm):
    """After how many school weeks, where that comes from, and when somebody last compared it."""

    weeks = forms.IntegerField(
        label=_("School weeks"), min_value=1, max_value=52,
        help_text=_("Five school days are a week; holidays do not count."),
    )  # fmt: skip
    source = forms.CharField(label=_("Source"), max_length=200)
    checked_on = DayField(
        label=_("Checked on"), required=False, may_be_later=False,
        help_text=_("The day on which you compared it with what you go by."),
    )  # fmt: skip

    def __init__(self, *args: Any, about: TalkRule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("weeks", "source", "checked_on", "version"):
            self.initial[name] = getattr(about, name)
