"""Forms of advice: asking several people at once, and giving one's own."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.annual_reviews import advice_by, askable
from pupils.forms.fields import DayField
from pupils.models import Advice, AnnualReview, Assessment
from pupils.models.annual_review import WORDS_AT_MOST
from staff.access import Role
from staff.models import Post

OUTSIDERS = 3
Source = Advice.Source
#: As what a colleague is asked, by role; the others speak for the school.
BY_ROLE = {Role.TEACHER: Source.TEACHER, Role.HLTA: Source.SUPPORT, Role.TA: Source.SUPPORT}
OUTSIDE = [choice for choice in Source.choices if choice[0] not in ("teacher", "support", "school")]


class AskAdviceForm(PortalForm):
    """Colleagues by tick, people outside by name, and by when."""

    posts = forms.ModelMultipleChoiceField(
        label=_("Adults of the school"), queryset=None, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those who work with the pupil. Each gets a page of their own to answer on."),
    )  # fmt: skip
    due_on = DayField(label=_("Wanted by"))

    def __init__(self, *args: Any, about: AnnualReview | Assessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posts"].queryset = askable(self.person, about)
        self.fields["posts"].label_from_instance = lambda post: f"{post.person.full_name}, {post}"
        if isinstance(about, AnnualReview):
            self.fields["due_on"].initial = advice_by(about)
        for number in range(1, OUTSIDERS + 1):
            self.fields[f"name{number}"] = forms.CharField(
                label=_("Somebody outside, %(n)s") % {"n": number}, max_length=120, required=False
            )
            self.fields[f"source{number}"] = forms.ChoiceField(
                label=_("As"), choices=OUTSIDE, required=False
            )
        names = [name for name in self.fields if name not in ("posts", "due_on")]
        self.order_fields(["posts", *names, "due_on"])

    def clean_due_on(self) -> datetime.date:
        """Advice is wanted today or later."""
        if (day := self.cleaned_data["due_on"]) < timezone.localdate():
            raise ValidationError(_("Choose today or a later day."))
        return day

    def clean(self) -> dict[str, Any]:
        """At least one adviser."""
        found = super().clean()
        if not self.errors and not self.advisers:
            raise ValidationError(_("Tick a colleague or name somebody outside."))
        return found

    @property
    def advisers(self) -> list[tuple[str, Post | None, str]]:
        """Everybody asked, as (source, post, name)."""
        found = self.cleaned_data
        asked: list[tuple[str, Post | None, str]] = [
            (BY_ROLE.get(post.role, Source.SCHOOL), post, "") for post in found.get("posts") or ()
        ]
        asked += [
            (found.get(f"source{number}") or Source.OTHER, None, found[f"name{number}"])
            for number in range(1, OUTSIDERS + 1)
            if found.get(f"name{number}")
        ]
        return asked


class AssessmentAdviceForm(AskAdviceForm):
    """Whom the authority asked, and when: law gives each six weeks from that day."""

    asked_on = DayField(label=_("Asked on"), may_be_later=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["due_on"]
        self.fields["asked_on"].initial = timezone.localdate()
        self.fields["asked_on"].help_text = _("Six weeks from this day are the last by law.")
        self.order_fields([name for name in self.fields if name != "asked_on"])


class AdviceForm(PortalForm):
    """Advice in three parts; for somebody outside also the day it came and where the paper is kept."""

    on = DayField(label=_("Came on"), may_be_later=False)
    kept_at = forms.CharField(
        label=_("Where the paper is kept"), max_length=200, required=False,
        help_text=_("A drawer, or a folder. What matters for the meeting stands below in short."),
    )  # fmt: skip

    def __init__(self, *args: Any, advice: Advice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
        if advice.post_id:
            del self.fields["on"], self.fields["kept_at"]
        for name in Advice.WORDS:
            self.fields[name] = forms.CharField(
                label=Advice._meta.get_field(name).verbose_name, required=False,
                max_length=WORDS_AT_MOST, widget=forms.Textarea({"rows": 4}),
            )  # fmt: skip
            self.initial.setdefault(name, getattr(advice, name))
        self.initial.setdefault("kept_at", advice.kept_at)
        self.advice = advice

    def clean(self) -> dict[str, Any]:
        """It says something, and did not come before it was asked for."""
        found = super().clean()
        if not any(found.get(name) for name in (*Advice.WORDS, "kept_at")):
            raise ValidationError(_("Write something in one of the parts."))
        if (on := found.get("on")) and on < self.advice.asked_on:
            self.add_error("on", _("It cannot have come before it was asked for."))
        return found
