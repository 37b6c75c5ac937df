"""What comes in about pay, and the calculator."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm
from staff.forms.fields import CreateForm, DayField
from staff.models import PayAward, PayPoint, PayRule


class PointChoice(forms.ModelChoiceField):
    """A point of the spine, with its number before April 2019."""

    def label_from_instance(self, obj: PayPoint) -> str:
        """Today's number, the old one in brackets."""
        return obj.in_words


class AwardForm(CreateForm):
    """What one point pays full time, from a day, in an area."""

    pay_point = PointChoice(label=_("Scale point"), queryset=PayPoint.objects.none())
    area = forms.CharField(label=_("Pay area"), max_length=30, initial="National")
    effective_from = DayField(label=_("From"))
    annual_fte = forms.DecimalField(
        label=_("Full-time pay a year, pounds"), min_value=1, max_digits=8, decimal_places=2
    )
    source = forms.CharField(
        label=_("Source"), max_length=200, help_text=_("The circular or table it is taken from.")
    )

    def __init__(self, *args: Any, about: PayAward | None = None, **kwargs: Any) -> None:
        if about:
            names = [name for name in self.base_fields if name != "submission_id"]
            kwargs["initial"] = {name: getattr(about, name) for name in names}
            kwargs["initial"]["pay_point"] = about.pay_point_id
        super().__init__(*args, **kwargs)
        self.fields["pay_point"].queryset = PayPoint.objects.visible_to(self.person)

    @property
    def seen_version(self) -> int:
        """The version the form showed; 0 where it did not say."""
        return self.cleaned_data.get("version") or 0


class RuleForm(CreateForm):
    """Full-time hours, leave and pay area of a school, from a day."""

    effective_from = DayField(label=_("From"))
    area = forms.CharField(label=_("Pay area"), max_length=30)
    full_time_hours = forms.DecimalField(
        label=_("Full-time hours a week"), min_value=20, max_value=48, decimal_places=2
    )
    leave_days = forms.DecimalField(
        label=_("Days of leave a year, full time and all year"),
        min_value=0,
        max_value=60,
        decimal_places=1,
    )
    bank_holidays = forms.DecimalField(
        label=_("Bank holidays a year"), min_value=0, max_value=15, decimal_places=1
    )
    source = forms.CharField(label=_("Source"), max_length=200)

    def __init__(self, *args: Any, rule: PayRule | None, **kwargs: Any) -> None:
        if rule:
            names = [name for name in self.base_fields if name != "submission_id"]
            kwargs["initial"] = {name: getattr(rule, name) for name in names}
            kwargs["initial"]["effective_from"] = timezone.localdate()
        super().__init__(*args, **kwargs)

    @property
    def seen_version(self) -> int:
        """The version the form showed; 0 where it did not say."""
        return self.cleaned_data.get("version") or 0


class CalculatorForm(PlainForm):
    """Figures to work out pay from; all in the query string, so that a working can be sent on."""

    point = PointChoice(label=_("Scale point"), queryset=PayPoint.objects.none())
    on = DayField(label=_("On"), required=False)
    hours = forms.DecimalField(
        label=_("Hours a week"), min_value=1, max_value=48, decimal_places=2, initial=36
    )
    days = forms.IntegerField(
        label=_("Working days a year"), min_value=1, max_value=261, initial=195
    )
    leave = forms.DecimalField(
        label=_("Days of leave a year, full time"),
        min_value=0,
        max_value=60,
        decimal_places=1,
        required=False,
        help_text=_("Empty: as the school's rule says."),
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["point"].queryset = PayPoint.objects.visible_to(person)
