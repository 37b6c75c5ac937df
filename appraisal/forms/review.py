"""What comes in about a review: opening it, its meeting, comments, and the filter of the list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.models import Cycle, Review
from core.forms import PlainForm
from staff.forms.fields import CreateForm, DayField, EditForm


class OpenForm(CreateForm):
    """Open a review in a cycle of the post's school."""

    cycle = forms.ModelChoiceField(
        label=_("Appraisal year"), queryset=Cycle.objects.none(), empty_label=None
    )
    meeting_on = DayField(
        label=_("First meeting"),
        required=False,
        help_text=_("When you both sit down to agree objectives."),
    )

    def __init__(self, *args: Any, school_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cycles = Cycle.objects.visible_to(self.person).filter(school=school_id)
        self.fields["cycle"].queryset = cycles
        self.fields["cycle"].initial = cycles.visible_to(self.person).current().first()


class MeetingForm(EditForm):
    """When both meet."""

    meeting_on = DayField(label=_("Meeting"), required=False)


class CommentForm(EditForm):
    """One side's own words."""

    comment = forms.CharField(
        label=_("Your words"), max_length=2000, required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("The other side and the line above read this. It becomes part of what you both sign."),
    )  # fmt: skip


class ReviewFilter(PlainForm):
    """Filters of the list of reviews."""

    q = forms.CharField(label=_("Name"), max_length=80, required=False)
    cycle = forms.ModelChoiceField(
        label=_("Appraisal year"),
        queryset=Cycle.objects.none(),
        required=False,
        empty_label=_("Any"),
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any")), *Review.State.choices]
    )
    next = forms.ChoiceField(
        label=_("Waits for"), required=False, choices=[("", _("Anybody")), ("me", _("Me"))]
    )
    due = forms.ChoiceField(
        label=_("Due"), required=False, choices=[("", _("Any time")), ("late", _("Overdue"))]
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="filter_%s", **kwargs)
        self.fields["cycle"].queryset = Cycle.objects.visible_to(person)
