"""Forms of a school's rules of access arrangements: a kind, a deadline, a subject."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.forms.fields import DayField
from pupils.models import ArrangementKind, ExamSubject

MONTHS = [(number, datetime.date(2000, number, 1).strftime("%B")) for number in range(1, 13)]
A_LEAP_YEAR = 2000


class SourcedForm(PortalForm):
    """A rule says where it comes from and when somebody last compared it."""

    source = forms.CharField(label=_("Source"), max_length=200)
    checked_on = DayField(
        label=_("Checked on"), required=False, may_be_later=False,
        help_text=_("The day on which you compared it with this year’s rules."),
    )  # fmt: skip

    def __init__(self, *args: Any, about: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if about:
            known = set(self.fields) - {"submission_id"}
            self.initial.update({name: getattr(about, name) for name in known})

    field_order: Any = None


class ArrangementKindForm(SourcedForm):
    """A kind of arrangement; a last day retires it."""

    name = forms.CharField(label=_("Name"), max_length=80)
    about = forms.CharField(
        label=_("What must be on file"), max_length=300, required=False,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    route = forms.ChoiceField(label=_("How it is agreed"), choices=ArrangementKind.Route.choices)
    needs_assessor = forms.BooleanField(label=_("Needs an assessor’s scores"), required=False)
    percent = forms.IntegerField(
        label=_("Extra time, per cent"), required=False, min_value=1, max_value=200
    )
    validity_months = forms.IntegerField(
        label=_("Months an approval lasts"), required=False, min_value=1, max_value=60
    )
    valid_until = DayField(
        label=_("Offered until"), required=False,
        help_text=_("A day that has passed retires it: it stays where it stands and is offered no more."),
    )  # fmt: skip
    field_order = (
        "name", "about", "route", "needs_assessor", "percent", "validity_months", "valid_until",
    )  # fmt: skip

    def __init__(self, *args: Any, about: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, about=about, **kwargs)
        self.starts_on = about.valid_from if about else None

    def clean_valid_until(self) -> datetime.date | None:
        """Not before it began."""
        last = self.cleaned_data["valid_until"]
        if last and self.starts_on and last < self.starts_on:
            raise ValidationError(_("It was offered from a later day."))
        return last


class ArrangementDeadlineForm(SourcedForm):
    """The day of each year by which something is due."""

    day = forms.IntegerField(label=_("Day"), min_value=1, max_value=31)
    month = forms.TypedChoiceField(label=_("Month"), choices=MONTHS, coerce=int)
    field_order = ("day", "month")

    def clean(self) -> dict[str, Any]:
        """A day that the month has."""
        found = super().clean()
        day, month = found.get("day"), found.get("month")
        if day and month:
            try:
                datetime.date(A_LEAP_YEAR, month, day)
            except ValueError:
                self.add_error("day", _("The month has no such day."))
        return found


class ExamSubjectForm(PortalForm):
    """A subject the shared list does not have."""

    name = forms.CharField(label=_("Subject"), max_length=40)


class EditExamSubjectForm(ExamSubjectForm):
    """The name of a subject, and its last day."""

    valid_until = DayField(
        label=_("Offered until"), required=False,
        help_text=_("A day that has passed retires it: it stays where it stands and is offered no more."),
    )  # fmt: skip

    def __init__(self, *args: Any, about: ExamSubject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(name=about.name, valid_until=about.valid_until, version=about.version)
