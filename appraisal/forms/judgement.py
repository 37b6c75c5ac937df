"""What comes in about one area."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.models import AreaJudgement
from staff.forms.fields import EditForm

LEVELS = [choice for choice in AreaJudgement.Level.choices if choice[0]]


class OwnViewForm(EditForm):
    """Where the appraisee stands, in their own view."""

    own_view = forms.ChoiceField(label=_("My own view"), choices=LEVELS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, about: AreaJudgement, **kwargs: Any) -> None:
        initial = {"own_view": about.own_view, "version": about.version}
        super().__init__(*args, initial=initial, **kwargs)


class JudgeForm(EditForm):
    """Where the work stands, and why."""

    level = forms.ChoiceField(label=_("Judgement"), choices=LEVELS, widget=forms.RadioSelect)
    because = forms.CharField(
        label=_("Because"), max_length=500, widget=forms.Textarea({"rows": 4}),
        help_text=_("What you saw, and where. The appraisee reads it."),
    )  # fmt: skip

    def __init__(self, *args: Any, about: AreaJudgement, **kwargs: Any) -> None:
        initial = {"level": about.level, "because": about.because, "version": about.version}
        super().__init__(*args, initial=initial, **kwargs)
