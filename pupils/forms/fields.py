"""Fields that several forms of the pupils app share."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

EARLIEST = datetime.date(1990, 1, 1)


class DayField(forms.DateField):
    """A day, picked or typed; not before 1990 and, with ``may_be_later`` off, not after today."""

    def __init__(self, *, may_be_later: bool = True, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        kwargs.setdefault("widget", widget)
        super().__init__(**kwargs)
        self.may_be_later = may_be_later

    def clean(self, value: Any) -> datetime.date | None:
        """The day, within its bounds."""
        day = super().clean(value)
        if day is None:
            return None
        if day < EARLIEST:
            raise ValidationError(_("The year looks wrong: it is before 1990."))
        if day > timezone.localdate() + datetime.timedelta(days=3660):
            raise ValidationError(_("The year looks wrong: it is more than ten years ahead."))
        if not self.may_be_later and day > timezone.localdate():
            raise ValidationError(_("This day is in the future."))
        return day
