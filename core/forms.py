"""The form every other form starts from: it knows who asks, and carries its own one-time key."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

#: What a field says in plain words, by the kind of field, then by the code of the error.
PLAIN: tuple[tuple[type[forms.Field], dict[str, Any]], ...] = (
    (
        forms.Field,
        {
            "required": _("Fill this in."),
            "min_value": _("Must be at least %(limit_value)s."),
            "max_value": _("Must be at most %(limit_value)s."),
        },
    ),
    (
        forms.CharField,
        {"max_length": _("At most %(limit_value)s characters fit; this has %(show_value)s.")},
    ),
    (forms.EmailField, {"invalid": _("Enter an e-mail address like name@school.org.")}),
    (forms.IntegerField, {"invalid": _("Enter a whole number.")}),
    (
        forms.DecimalField,
        {
            "invalid": _("Enter a number."),
            "max_digits": _("At most %(max)s digits in all."),
            "max_whole_digits": _("At most %(max)s digits before the point."),
            "max_decimal_places": _("At most %(max)s digits after the point."),
        },
    ),
    (forms.DateField, {"invalid": _("Enter a date like 20 Nov 2026 or 2026-11-20.")}),
    (forms.TimeField, {"invalid": _("Enter a time like 09:15.")}),
    (forms.FileField, {"required": _("Choose a file."), "empty": _("The file is empty.")}),
    (forms.ChoiceField, {"invalid_choice": _("Choose one of the list.")}),
    (
        forms.ModelMultipleChoiceField,
        {"invalid_pk_value": _("Choose one of the list.")},
    ),
)
#: Fields of the form itself: nobody fills them in, so nobody can mend them.
OWN = ("submission_id", "version")


class PlainForm(forms.Form):
    """A form that says in plain words what is wrong: filters, and the rows of a larger form."""

    def full_clean(self) -> None:
        """Clean with plain sentences."""
        for field in self.fields.values():
            _speak_plainly(field)
        super().full_clean()


class PlainFormSet(forms.BaseFormSet):
    """Rows of one form, which say in plain words what is wrong with all of them."""

    default_error_messages = {
        "missing_management_form": _("This page is out of date. Open it again."),
        "too_many_forms": _("These are too many rows: %(num)s at most."),
        "too_few_forms": _("These are too few rows: %(num)s at least."),
    }


class PortalForm(PlainForm):
    """A plain form with the asking person. ``submission_id`` makes a double click one record."""

    submission_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, person: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["submission_id"].initial = uuid.uuid4

    def full_clean(self) -> None:
        """Clean; a damaged field of the form's own is said once, of the page."""
        super().full_clean()
        damaged = [name for name in OWN if self._errors.pop(name, None)]
        if damaged:
            self.add_error(
                None, _("This page is out of date. Open it again; what you typed is still here.")
            )

    @property
    def chosen(self) -> dict[str, Any]:
        """Cleaned fields without the form's own bookkeeping."""
        return {name: value for name, value in self.cleaned_data.items() if name not in OWN}


def _speak_plainly(field: forms.Field) -> None:
    """Put plain sentences where the field has only the stock ones; its own words stay."""
    stock: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django."):
            stock.update(getattr(kind, "default_error_messages", {}))
    plain: dict[str, Any] = {}
    for kind, sentences in PLAIN:
        if isinstance(field, kind):
            plain.update(sentences)
    for code, words in plain.items():
        if field.error_messages.get(code) is stock.get(code):
            field.error_messages[code] = words
