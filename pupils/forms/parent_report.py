"""Forms of the report to parents and of an addendum."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.forms.fields import DayField
from pupils.forms.incident import time_field
from pupils.models import ParentReport, RestrictiveIntervention
from pupils.models.behaviour import BEHAVIOUR_READERS
from pupils.models.restrictive import WORDS
from staff.models import Post, StaffMember

TOLD = ("told_on", "told_time", "told_whom", "how")
WITHHELD = ("withheld_why", "decided_by", "la_informed_on")


class ParentReportForm(PortalForm):
    """When, who and how; or why not, who decided, and when the local authority was informed."""

    is_withheld = forms.BooleanField(
        label=_("The report is withheld"), required=False,
        help_text=_(
            "Only where telling parents would likely cause the pupil significant harm. The local "
            "authority is informed instead."
        ),
    )  # fmt: skip
    told_on = DayField(label=_("Told on"), required=False, may_be_later=False)
    told_time = time_field(_("At"), required=False)
    told_whom = forms.CharField(label=_("Who was told"), required=False, max_length=120)
    how = forms.ChoiceField(
        label=_("How"), required=False, choices=[("", _("Choose")), *ParentReport.How.choices]
    )
    copy_sent_on = DayField(
        label=_("Copy of the record sent on"), required=False, may_be_later=False
    )
    said = forms.CharField(
        label=_("What was said, also by the parent"), required=False, max_length=WORDS,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip
    withheld_why = forms.CharField(
        label=_("Why it is withheld"), required=False, max_length=WORDS,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    decided_by = forms.ModelChoiceField(label=_("Decided by"), queryset=None, required=False)
    la_informed_on = DayField(
        label=_("Local authority informed on"), required=False, may_be_later=False
    )

    def __init__(
        self, *args: Any, about: RestrictiveIntervention, may_withhold: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        leaders = Post.objects.visible_to(self.person).current()
        leaders = leaders.filter(school=about.school_id, role__in=BEHAVIOUR_READERS)
        people = StaffMember.objects.visible_to(self.person)
        self.fields["decided_by"].queryset = people.filter(pk__in=leaders.values("person"))
        now = timezone.localtime()
        first = {"version": about.version, "told_on": now.date(), "told_time": now.time()}
        self.initial = {**first, **self.initial}
        if not may_withhold:
            for name in ("is_withheld", *WITHHELD):
                del self.fields[name]
            for name in TOLD:
                self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        """All of one side: told, or withheld; and no report before it happened or after now."""
        found = super().clean() or self.cleaned_data
        needed = WITHHELD if found.get("is_withheld") else TOLD
        for name in needed:
            if not found.get(name) and not self.has_error(name):
                self.add_error(name, ValidationError(_("Fill this in.")))
        on, at = found.get("told_on"), found.get("told_time")
        if not found.get("is_withheld") and on and at:
            self._in_time(on, at)
        return found

    def _in_time(self, on: datetime.date, at: datetime.time) -> None:
        now = timezone.localtime()
        if (on, at) > (now.date(), now.time()):
            self.add_error("told_time", ValidationError(_("This is later than now.")))
        if (on, at) < (self.about.on, self.about.at):
            self.add_error("told_time", ValidationError(_("This is before it happened.")))

    @property
    def report(self) -> dict[str, Any]:
        """Columns of the report: one side filled, the other empty."""
        found = self.cleaned_data
        if found.get("is_withheld"):
            side = {name: found[name] for name in WITHHELD}
            blank = {"told_at": None, "told_whom": "", "how": "", "copy_sent_on": None, "said": ""}
            return {"is_withheld": True, **side, **blank}
        moment = datetime.datetime.combine(found["told_on"], found["told_time"])
        said = {name: found[name] for name in ("told_whom", "how", "copy_sent_on", "said")}
        empty = {"withheld_why": "", "decided_by": None, "la_informed_on": None}
        return {"is_withheld": False, "told_at": timezone.make_aware(moment), **said, **empty}


class AddendumForm(PortalForm):
    """What is to be said of a signed record afterwards."""

    words = forms.CharField(
        label=_("Addendum"), max_length=WORDS, widget=forms.Textarea({"rows": 3})
    )
