"""What comes in when somebody chooses evidence of their own work."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.models import Evidence, Objective, Review
from core.forms import PlainForm
from staff.forms.fields import CreateForm, DayField
from staff.models import Area


class OfferForm(CreateForm):
    """Where a piece of evidence belongs, and why it was chosen."""

    area = forms.ModelChoiceField(
        label=_("It shows something about"), queryset=Area.objects.none(), empty_label=None
    )
    objective = forms.ModelChoiceField(
        label=_("Objective"), queryset=Objective.objects.none(), required=False,
        empty_label=_("None in particular"),
    )  # fmt: skip
    why = forms.CharField(
        label=_("Why I chose it"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, review: Review, objectives: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = Area.objects.visible_to(self.person)
        self.fields["objective"].queryset = objectives


class EvidenceFilter(PlainForm):
    """Filters of what may be chosen."""

    kind = forms.ChoiceField(
        label=_("Kind"), required=False,
        choices=[
            (Evidence.Kind.SESSION, _("Sessions I ran")),
            (Evidence.Kind.GAIN, _("Pupils’ progress in my groups")),
        ],
    )  # fmt: skip
    group = forms.ChoiceField(label=_("Group"), required=False)
    first = DayField(label=_("From"), required=False)
    last = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, groups: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="filter_%s", **kwargs)
        self.fields["group"].choices = [("", _("Any")), *((str(pk), name) for pk, name in groups)]
