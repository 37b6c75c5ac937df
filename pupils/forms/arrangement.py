"""Forms of the register of access arrangements: filters, one arrangement, and its scores."""

import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm, PlainFormSet, PortalForm
from pupils.arrangements import ANY, DEFAULT_SORT, LIVE, NONE, SORTS, Wanted
from pupils.forms.fields import DayField
from pupils.forms.filtering import FilterForm
from pupils.models import Arrangement, ArrangementKind, ExamSubject, Pupil

EVERY = [("", _("Any"))]
MOST_SCORES = 8
WEEKS = ("4", "8", "12", "26", "52")


class ArrangementFilterForm(FilterForm):
    """Filters of the register. What nobody offers is ignored, so that old links still open."""

    wants, sorts, usual_sort = Wanted, SORTS, DEFAULT_SORT
    leading, open_value = "state", ANY

    q = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[
            (LIVE, _("In use")), ("waiting", _("Not approved yet")),
            *Arrangement.State.choices, (ANY, _("Any")),
        ],
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    weeks = forms.ChoiceField(
        label=_("Ends within"), required=False,
        choices=[*EVERY, *((weeks, _("%(n)s weeks") % {"n": weeks}) for weeks in WEEKS)],
    )  # fmt: skip
    use = forms.ChoiceField(
        label=_("Use this term"), required=False, choices=[*EVERY, (NONE, _("None logged"))]
    )

    def __init__(self, data: QueryDict, *, kinds: list[tuple[str, str]], years: list[str]) -> None:
        super().__init__(data)
        self.fields["kind"].choices = EVERY + kinds
        self.fields["year"].choices = EVERY + [(year, year) for year in years]


class ArrangementForm(PortalForm):
    """One arrangement: what, how far it is, what proves it, and between which days it holds."""

    kind = forms.ModelChoiceField(label=_("Arrangement"), queryset=None)
    percent = forms.IntegerField(
        label=_("Extra time, per cent"), required=False, min_value=1, max_value=200,
        help_text=_("Only for extra time. Left empty, the kind’s own share counts."),
    )  # fmt: skip
    state = forms.ChoiceField(label=_("State"))
    subjects = forms.ModelMultipleChoiceField(
        label=_("Subjects"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Where it is used. The page shows which of them have no use logged this term."),
    )  # fmt: skip
    evidence = forms.CharField(
        label=_("Evidence of need"), required=False, max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("What shows the need, and where each paper is kept."),
    )  # fmt: skip
    assessor = forms.CharField(label=_("Assessor"), required=False, max_length=120)
    approval_reference = forms.CharField(
        label=_("Approval reference"), required=False, max_length=40
    )
    approved_on = DayField(
        label=_("Approved on"), required=False, may_be_later=False,
        help_text=_("By the boards, or by the school where it may decide."),
    )  # fmt: skip
    valid_from = DayField(label=_("Valid from"), required=False)
    valid_to = DayField(
        label=_("Valid until"), required=False,
        help_text=_("Left empty for an approval, the kind’s months are counted from its day."),
    )  # fmt: skip
    notes = forms.CharField(
        label=_("Notes"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(
        self, *args: Any, pupil: Pupil, about: Arrangement | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kinds = ArrangementKind.objects.visible_to(self.person).offered(pupil.school_id)
        if about:
            same = ArrangementKind.objects.visible_to(self.person).filter(pk=about.kind_id)
            kinds = (kinds | same).distinct()
            self._fill(about)
        self.fields["kind"].queryset = kinds
        subjects = ExamSubject.objects.visible_to(self.person).offered(pupil.school_id)
        if about:
            chosen = about.subjects.values("pk")
            subjects = subjects | ExamSubject.objects.visible_to(self.person).filter(pk__in=chosen)
        self.fields["subjects"].queryset = subjects
        ended = Arrangement.State.ENDED
        self.fields["state"].choices = [
            choice for choice in Arrangement.State.choices
            if choice[0] != ended or (about and about.state == ended)
        ]  # fmt: skip

    def _fill(self, about: Arrangement) -> None:
        for name in set(self.fields) - {"submission_id", "subjects"}:
            value = getattr(about, name)
            self.initial[name] = value.pk if name == "kind" else value
        self.initial["subjects"] = [subject.pk for subject in about.subjects.all()]

    def clean(self) -> dict[str, Any]:
        """An approval has its day; days are in order; the end of an approval is counted where empty."""
        found = super().clean()
        first, last = found.get("valid_from"), found.get("valid_to")
        approved, kind = found.get("approved_on"), found.get("kind")
        is_approved = found.get("state") == Arrangement.State.APPROVED
        if is_approved and not approved and "approved_on" not in self.errors:
            self.add_error("approved_on", _("Say on which day it was approved."))
        if is_approved and approved and not last and kind and kind.validity_months:
            found["valid_to"] = last = months_after(approved, kind.validity_months)
        if first and last and last < first:
            self.add_error("valid_to", _("It would end before it starts."))
        return found


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day some months later, or the last day where that month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    following = datetime.date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    last = following - datetime.timedelta(days=1)
    return last.replace(day=min(day.day, last.day))


class ScoreRow(PlainForm):
    """One score; an empty row is no score."""

    test = forms.CharField(label=_("Test"), required=False, max_length=120)
    score = forms.IntegerField(
        label=_("Standardised score"), required=False, min_value=40, max_value=160
    )
    taken_on = DayField(label=_("Taken on"), required=False, may_be_later=False)

    def clean(self) -> dict[str, Any]:
        """All three or none."""
        found = super().clean()
        given = [name for name in self.fields if found.get(name)]
        if given:
            for name in self.fields:
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, _("A score has a test, a number and a day."))
        return found


class ScoreRows(PlainFormSet):
    """The scores of one arrangement."""

    @property
    def chosen(self) -> list[dict[str, Any]]:
        """Rows that hold a score."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("test")]


ScoreFormSet = forms.formset_factory(ScoreRow, formset=ScoreRows, extra=2, max_num=MOST_SCORES)
