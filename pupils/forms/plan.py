"""Forms of a plan: a section of texts, one row of each face, and publishing, reviewing and ending a plan."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.forms.fields import DayField
from pupils.models import Plan, PlanPrompt, PlanText
from pupils.models.plan_rows import LONG_WORDS

VERSION = "version_of_"


class TextsForm(PortalForm):
    """A section of texts: one box for each prompt, each with the version it was read at."""

    def __init__(
        self, *args: Any, prompts: list[PlanPrompt], rows: list[PlanText], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        standing = {row.prompt: row for row in rows}
        for prompt in prompts:
            row = standing.get(prompt.code)
            self.fields[prompt.code] = forms.CharField(
                label=prompt.label, help_text=prompt.hint, required=False, max_length=LONG_WORDS,
                widget=forms.Textarea({"rows": 5}), initial=row.words if row else "",
            )  # fmt: skip
            self.fields[VERSION + prompt.code] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, min_value=0,
                initial=row.version if row else 0,
            )  # fmt: skip

    @property
    def texts(self) -> dict[str, tuple[int, str]]:
        """By the code of each prompt, the version read and the words typed."""
        found = self.cleaned_data
        return {
            name: (found.get(VERSION + name) or 0, words)
            for name, words in self.chosen.items()
            if not name.startswith(VERSION)
        }


class PublishForm(PortalForm):
    """From when the version is in force, when it is reviewed, and why it was made."""

    starts_on = DayField(label=_("In force from"), may_be_later=False)
    review_on = DayField(label=_("Next review"))
    made_because = forms.CharField(
        label=_("Why this version"), max_length=300, required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("For example the review after which the plan was amended."),
    )  # fmt: skip
    authority = forms.CharField(label=_("Local authority"), max_length=80)
    final_on = DayField(
        label=_("Final plan dated"), may_be_later=False,
        help_text=_("The day on the authority’s final plan."),
    )  # fmt: skip
    parents_told_on = DayField(
        label=_("Parents told of SEN support"), may_be_later=False, required=False,
        help_text=_("Parents are told formally when SEN support begins. SEND Code, 6.48; not checked."),
    )  # fmt: skip

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        unasked = ["parents_told_on"] if plan.kind.is_statutory else ["authority", "final_on"]
        for name in unasked:
            del self.fields[name]
        if plan.number > 1:
            self.fields["made_because"].required = True
        for name in set(self.fields) - {"submission_id", "starts_on"}:
            self.initial[name] = getattr(plan, name)
        self.initial["starts_on"] = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        """The review follows the first day and lies ahead."""
        found = super().clean()
        first, review = found.get("starts_on"), found.get("review_on")
        if review and review <= timezone.localdate():
            self.add_error("review_on", _("Choose a day after today."))
        elif first and review and review <= first:
            self.add_error("review_on", _("The review comes after the first day."))
        return found


class MoveReviewForm(PortalForm):
    """The next review of a plan in force."""

    review_on = DayField(label=_("Next review"))

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(review_on=plan.review_on, version=plan.version)

    def clean_review_on(self) -> datetime.date:
        """A review lies ahead."""
        day = self.cleaned_data["review_on"]
        if day <= timezone.localdate():
            raise ValidationError(_("Choose a day after today."))
        return day


class EndPlanForm(PortalForm):
    """When a plan stopped being in force, and why."""

    on = DayField(label=_("Ended on"), may_be_later=False)
    because = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea({"rows": 3}),
        help_text=_("For example that an EHC plan takes its place, or that support is no longer needed."),
    )  # fmt: skip

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.initial.update(on=timezone.localdate(), version=plan.version)

    def clean_on(self) -> datetime.date:
        """Not before it began."""
        day = self.cleaned_data["on"]
        if self.plan.starts_on and day < self.plan.starts_on:
            raise ValidationError(_("The plan began on a later day."))
        return day
