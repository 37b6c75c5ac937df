"""Forms of a report: what came and from whom, its recommendations as rows, and what became of one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm, PlainFormSet, PortalForm
from pupils import placing
from pupils.advice import AGES, ANY, DEFAULT_SORT, GONE, SORTS, WAITING, Wanted
from pupils.forms.fields import DayField
from pupils.forms.filtering import FilterForm
from pupils.forms.involvement import ProfessionalChoice
from pupils.models import Professional, Pupil, Recommendation, Report

PREFIX = "lines"
MOST_LINES = 40
EVERY = [("", _("Any"))]
State = Recommendation.State


class ReportForm(PortalForm):
    """What came, from whom, when."""

    professional = ProfessionalChoice(
        label=_("From"), queryset=Professional.objects.none(),
        help_text=_("Somebody who is missing is added in the Directory first."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), choices=Report.Kind.choices)
    title = forms.CharField(label=_("What it is about"), max_length=160)
    written_on = DayField(label=_("Written"), required=False, may_be_later=False)
    received_on = DayField(label=_("Received"), may_be_later=False)
    family_has_it_on = DayField(
        label=_("The family has it since"), required=False, may_be_later=False,
        help_text=_("Left empty until somebody has made sure."),
    )  # fmt: skip
    summary = forms.CharField(
        label=_("Summary"), max_length=1500, required=False, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args: Any, pupil: Pupil, kept: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Professional.objects.visible_to(self.person).filter(school=pupil.school_id)
        offered = rows.in_use() | rows.filter(pk=kept)
        self.fields["professional"].queryset = offered.select_related("agency")

    def clean(self) -> dict[str, Any]:
        """Written before it is received."""
        found = super().clean()
        written, received = found.get("written_on"), found.get("received_on")
        if written and received and written > received:
            self.add_error("written_on", _("It was received before it was written."))
        return found


class LineForm(PlainForm):
    """One recommendation, in the words of the report. Left empty, it is not kept."""

    key = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Recommendation"), max_length=600, required=False,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip


class LineRows(PlainFormSet):
    """Every recommendation of a report."""

    def clean(self) -> None:
        """A line comes from one row; leaves the rows with words in ``self.chosen``."""
        if any(self.errors):
            return
        self.chosen = [form.cleaned_data for form in self.forms if form.cleaned_data.get("text")]
        keys = [row["key"] for row in self.chosen if row["key"]]
        if len(set(keys)) < len(keys):
            raise ValidationError(_("This page is out of date. Open it again."))


LineFormSet = forms.formset_factory(
    LineForm, formset=LineRows, extra=0, max_num=MOST_LINES, validate_max=True
)


class DecideForm(PortalForm):
    """What became of a recommendation: adopted where, declined why, replaced by which, or waiting."""

    state = forms.ChoiceField(
        label=_("What became of it"), choices=State.choices, widget=forms.RadioSelect
    )
    place = forms.ChoiceField(
        label=_("Adopted in"), required=False,
        help_text=_("Choose where it stands, or say it in words below."),
    )  # fmt: skip
    where = forms.CharField(label=_("Adopted where, in words"), max_length=200, required=False)
    replaced_by = forms.ModelChoiceField(
        label=_("Replaced by"), required=False, queryset=Recommendation.objects.none()
    )
    why = forms.CharField(
        label=_("Why"), max_length=300, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("Needed where it is declined."),
    )  # fmt: skip

    def __init__(self, *args: Any, about: Recommendation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pupil = about.report.pupil
        self.labels: dict[str, str] = {}
        groups = placing.offered(self.person, pupil)
        for _label, pairs in groups:
            self.labels.update(pairs)
        kept = about.place
        if kept and kept not in self.labels:
            self.labels[kept] = about.where
            groups.append((str(_("No longer there")), [(kept, about.where)]))
        self.fields["place"].choices = [("", _("Nowhere of these")), *groups]
        others = Recommendation.objects.visible_to(self.person).filter(report__pupil=pupil)
        self.fields["replaced_by"].queryset = others.exclude(pk=about.pk).exclude(
            state=State.REPLACED
        )

    def clean(self) -> dict[str, Any]:
        """Each answer with what it needs; words for a place that was chosen."""
        found = super().clean()
        state, place = found.get("state"), found.get("place")
        if state == State.ADOPTED:
            found["where"] = found.get("where") or self.labels.get(place or "", "")[:200]
            if not found["where"]:
                self.add_error("where", _("Say where it was adopted, or choose the place above."))
        if state == State.DECLINED and not found.get("why"):
            self.add_error("why", _("Say why it is declined: parents and tribunals ask."))
        if state == State.REPLACED and not found.get("replaced_by"):
            self.add_error("replaced_by", _("Choose the recommendation that holds instead."))
        return found


class AdviceFilterForm(FilterForm):
    """Filters of the list of advice. What nobody offers is ignored, so that old links still open."""

    wants, sorts, usual_sort = Wanted, SORTS, DEFAULT_SORT
    leading, open_value = "state", ANY

    q = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("What became of it"), required=False,
        choices=[
            (WAITING, _("Not yet decided")), ("overdue", _("Not decided in time")),
            (State.ADOPTED.value, State.ADOPTED.label), (GONE, _("Adopted, no longer there")),
            (State.DECLINED.value, State.DECLINED.label),
            (State.REPLACED.value, State.REPLACED.label), (ANY, _("Any")),
        ],
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Service"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    weeks = forms.ChoiceField(
        label=_("Received"), required=False,
        choices=[*EVERY, *((str(n), _("%(n)s weeks ago or more") % {"n": n}) for n in AGES)],
    )  # fmt: skip

    def __init__(self, data: QueryDict, *, kinds: list[tuple[str, str]], years: list[str]) -> None:
        super().__init__(data)
        self.fields["kind"].choices = EVERY + kinds
        self.fields["year"].choices = EVERY + [(year, year) for year in years]
