"""Forms of the review of a cycle, of one result, of a move between layers, and of withdrawing one."""

import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.forms.fields import DayField
from pupils.models import Layer, Outcome, PlanCycle, PlanResult, Pupil

RESULT, EVIDENCE = "result_", "evidence_"
RESULTS = PlanResult.Result.choices
VIEW = {"max_length": 1500, "required": False}


class ResultForm(PortalForm):
    """What became of one outcome or step."""

    result = forms.ChoiceField(label=_("Result"), choices=RESULTS, widget=forms.RadioSelect)
    on = DayField(label=_("On"), may_be_later=False)
    evidence = forms.CharField(
        label=_("Evidence"), max_length=600, widget=forms.Textarea({"rows": 3}),
        help_text=_("What shows it: a score, a piece of work, what was seen and by whom."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["on"] = timezone.localdate()


class CycleReviewForm(PortalForm):
    """The review of a cycle: a result for each outcome and step, the views, and what comes next."""

    reviewed_on = DayField(label=_("Reviewed on"), may_be_later=False)
    present = forms.CharField(label=_("Who took part"), max_length=200, required=False)
    pupil_view = forms.CharField(
        label=_("What the pupil says"), widget=forms.Textarea({"rows": 3}), **VIEW
    )
    parent_view = forms.CharField(
        label=_("What the parents say"), widget=forms.Textarea({"rows": 3}), **VIEW
    )
    parent_how = forms.ChoiceField(
        label=_("How parents were heard"), choices=PlanCycle.How.choices,
        help_text=_("Parents are met at least three times a year. SEND Code, 6.65; not checked."),
    )  # fmt: skip
    staff_view = forms.CharField(
        label=_("What teachers see"), widget=forms.Textarea({"rows": 3}), **VIEW
    )
    next_step = forms.ChoiceField(
        label=_("Next step"), choices=PlanCycle.Next.choices, widget=forms.RadioSelect
    )
    next_words = forms.CharField(
        label=_("Next step in words"), max_length=400, required=False,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, cycle: PlanCycle, rows: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cycle, self.rows = cycle, rows
        self.initial.update(reviewed_on=timezone.localdate(), version=cycle.version)
        for row in rows:
            self.fields[f"{RESULT}{row.key}"] = forms.ChoiceField(
                label=_("Result"), choices=RESULTS, widget=forms.RadioSelect
            )
            self.fields[f"{EVIDENCE}{row.key}"] = forms.CharField(
                label=_("Evidence"), max_length=600, required=False,
                widget=forms.Textarea({"rows": 2}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Not before the cycle began; where parents were heard, what they said."""
        found = super().clean()
        day = found.get("reviewed_on")
        if day and day < self.cycle.starts_on:
            self.add_error("reviewed_on", _("The cycle began on a later day."))
        heard = found.get("parent_how") not in (None, "", PlanCycle.How.NOT_REACHED)
        if heard and not found.get("parent_view") and "parent_view" not in self.errors:
            self.add_error("parent_view", _("Say what the parents said."))
        return found

    @property
    def results(self) -> dict[uuid.UUID, tuple[str, str]]:
        """Result and evidence by the key of the row."""
        found = self.cleaned_data
        return {
            row.key: (found[f"{RESULT}{row.key}"], found[f"{EVIDENCE}{row.key}"])
            for row in self.rows
        }

    @property
    def said(self) -> dict[str, Any]:
        """The fields of the cycle itself."""
        own = (RESULT, EVIDENCE)
        return {name: value for name, value in self.chosen.items() if not name.startswith(own)}

    def asked(self) -> Iterator[tuple[Any, bool, Any, Any]]:
        """Each row with whether it is an outcome, and its two fields."""
        for row in self.rows:
            yield (
                row,
                isinstance(row, Outcome),
                self[f"{RESULT}{row.key}"],
                self[f"{EVIDENCE}{row.key}"],
            )

    def others(self) -> Iterator[Any]:
        """The other fields that one fills in."""
        own = (RESULT, EVIDENCE)
        return (field for field in self.visible_fields() if not field.name.startswith(own))


class MoveLayerForm(PortalForm):
    """A move to a layer: when, who decided, why, and on what evidence."""

    layer = forms.ModelChoiceField(label=_("Layer"), queryset=None)
    on = DayField(label=_("From"), may_be_later=False)
    decided_by = forms.CharField(
        label=_("Who decided"), max_length=200,
        help_text=_("For example the SENCO with the parents and the class teacher, 12 Nov 2026."),
    )  # fmt: skip
    why = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea({"rows": 3}))
    evidence = forms.CharField(
        label=_("On what evidence"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Results of cycles, scores, advice: with the day of each."),
    )  # fmt: skip

    def __init__(self, *args: Any, pupil: Pupil, standing: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        layers = Layer.objects.visible_to(self.person).offered(pupil.school_id)
        self.fields["layer"].queryset = layers.exclude(pk=standing).order_by("order")
        self.initial["on"] = timezone.localdate()


class WithdrawMoveForm(PortalForm):
    """Why a move was a mistake."""

    because = forms.CharField(label=_("Why"), max_length=300, widget=forms.Textarea({"rows": 3}))
