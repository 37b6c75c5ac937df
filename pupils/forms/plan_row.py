"""One row of a plan as a form, by the face of its section."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.forms.fields import DayField
from pupils.models import (
    NeedType,
    Outcome,
    Plan,
    PlanBudget,
    PlanNeed,
    PlanSection,
    Provision,
)
from pupils.models.plan_rows import WORDS_AT_MOST, PlanRow

TICKS = forms.CheckboxSelectMultiple
NOBODY_SAYS = ("", _("Not said"))


class RowForm(PortalForm):
    """What forms of rows share: they know the plan, and the row where there is one already."""

    def __init__(self, *args: Any, plan: Plan, about: PlanRow | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.offer()
        if about:
            self.initial["version"] = about.version
            for name, field in self.fields.items():
                if name in ("submission_id", "version"):
                    continue
                value = getattr(about, name)
                if isinstance(field, forms.ModelMultipleChoiceField):
                    self.initial[name] = [one.pk for one in value.all()]
                else:
                    self.initial[name] = getattr(value, "pk", value)

    def offer(self) -> None:
        """Fill the choices that depend on the plan; most rows have none."""

    def needs_here(self) -> Any:
        """Needs of this version that a row may serve."""
        rows = PlanNeed.objects.visible_to(self.person).standing()
        return rows.filter(plan=self.plan).order_by("section", "position")

    def outcomes_here(self) -> Any:
        """Outcomes of this version that a row may serve."""
        rows = Outcome.objects.visible_to(self.person).standing()
        return rows.filter(plan=self.plan)


class NeedForm(RowForm):
    """A need: its type, its rank, and how the plan words it."""

    need_type = forms.ModelChoiceField(
        label=_("Type of need"), queryset=None, required=False, empty_label=_("Not said")
    )
    position = forms.IntegerField(
        label=_("Rank"), min_value=1, max_value=30, help_text=_("1 is the main need.")
    )
    words = forms.CharField(
        label=_("The need in words"), max_length=WORDS_AT_MOST, widget=forms.Textarea({"rows": 5})
    )

    def offer(self) -> None:
        """Types the school may choose; the next free rank."""
        kinds = NeedType.objects.visible_to(self.person).offered(self.plan.school_id)
        self.fields["need_type"].queryset = kinds
        self.initial["position"] = self.needs_here().count() + 1


class OutcomeForm(RowForm):
    """An outcome: what the pupil will do, by when, for which needs and which part of adult life."""

    words = forms.CharField(
        label=_("What the pupil will be able to do"), max_length=WORDS_AT_MOST,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Specific, measurable, achievable, relevant, and bound to a time."),
    )  # fmt: skip
    due_on = DayField(label=_("By"), required=False)
    strand = forms.ChoiceField(
        label=_("Preparing for adulthood"), required=False,
        choices=[NOBODY_SAYS, *Outcome.Strand.choices], help_text=_("From Year 9."),
    )  # fmt: skip
    needs = forms.ModelMultipleChoiceField(
        label=_("Needs it answers"), queryset=None, required=False, widget=TICKS
    )

    def offer(self) -> None:
        """The needs of this version."""
        self.fields["needs"].queryset = self.needs_here()


class StepForm(RowForm):
    """A shorter step towards an outcome."""

    outcome = forms.ModelChoiceField(label=_("On the way to"), queryset=None)
    words = forms.CharField(label=_("Target"), max_length=400, widget=forms.Textarea({"rows": 3}))
    criterion = forms.CharField(
        label=_("Reached when"), max_length=300, required=False,
        help_text=_("For example 4 of 5 times, in three lessons running."),
    )  # fmt: skip
    baseline = forms.CharField(label=_("Where it starts"), max_length=300, required=False)
    due_on = DayField(label=_("By"), required=False)

    def offer(self) -> None:
        """The outcomes of this version."""
        self.fields["outcome"].queryset = self.outcomes_here()


class ProvisionForm(RowForm):
    """A line of provision with all its figures. What nobody has said may stay empty, and is flagged."""

    what = forms.CharField(
        label=_("What is provided"), max_length=WORDS_AT_MOST, widget=forms.Textarea({"rows": 4})
    )
    who = forms.CharField(label=_("Who delivers it"), max_length=120, required=False)
    qualification = forms.CharField(
        label=_("With which qualification or training"), max_length=160, required=False
    )
    minutes = forms.IntegerField(
        label=_("Minutes each time"), required=False, min_value=1, max_value=1500
    )
    times = forms.IntegerField(
        label=_("How many times"), required=False, min_value=1, max_value=100
    )
    per = forms.ChoiceField(
        label=_("In each"), required=False, choices=[NOBODY_SAYS, *Provision.Per.choices]
    )
    group_size = forms.IntegerField(
        label=_("Pupils in the group, at most"), required=False, min_value=1, max_value=40,
        help_text=_("1 is one pupil with one adult."),
    )  # fmt: skip
    starts_on = DayField(label=_("From"), required=False)
    ends_on = DayField(label=_("Until"), required=False)
    weeks = forms.IntegerField(
        label=_("Or for how many school weeks"), required=False, min_value=1, max_value=52
    )
    setting = forms.ChoiceField(
        label=_("Where"), required=False, choices=[NOBODY_SAYS, *Provision.Setting.choices]
    )
    needs = forms.ModelMultipleChoiceField(
        label=_("Needs it meets"), queryset=None, required=False, widget=TICKS
    )
    outcomes = forms.ModelMultipleChoiceField(
        label=_("Outcomes it serves"), queryset=None, required=False, widget=TICKS
    )

    def offer(self) -> None:
        """The needs and outcomes of this version."""
        self.fields["needs"].queryset = self.needs_here()
        self.fields["outcomes"].queryset = self.outcomes_here()

    def clean(self) -> dict[str, Any]:
        """How many times goes with in each what; the last day is not before the first."""
        found = super().clean()
        if found.get("times") and not found.get("per"):
            self.add_error("per", _("Say in each what: a week, a term."))
        if found.get("per") and not found.get("times") and "times" not in self.errors:
            self.add_error("times", _("Say how many times."))
        first, last = found.get("starts_on"), found.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("It would end before it starts."))
        return found


class BudgetForm(RowForm):
    """A line of a personal budget."""

    what = forms.CharField(label=_("For what"), max_length=300)
    amount = forms.DecimalField(
        label=_("Amount, pounds"), min_value=0, max_digits=9, decimal_places=2
    )
    per = forms.ChoiceField(label=_("Each"), choices=PlanBudget._meta.get_field("per").choices)
    is_direct = forms.BooleanField(label=_("Paid directly to the family"), required=False)
    outcomes = forms.ModelMultipleChoiceField(
        label=_("Outcomes it serves"), queryset=None, required=False, widget=TICKS
    )

    def offer(self) -> None:
        """The outcomes of this version."""
        self.fields["outcomes"].queryset = self.outcomes_here()


class AdviceForm(RowForm):
    """One report that the plan rests on."""

    title = forms.CharField(label=_("Report or advice"), max_length=200)
    author = forms.CharField(label=_("By"), max_length=120, required=False)
    role = forms.CharField(label=_("Role"), max_length=120, required=False)
    dated_on = DayField(label=_("Dated"), required=False, may_be_later=False)


ROW_FORMS: dict[str, type[RowForm]] = {
    PlanSection.Face.NEEDS: NeedForm,
    PlanSection.Face.OUTCOMES: OutcomeForm,
    PlanSection.Face.STEPS: StepForm,
    PlanSection.Face.PROVISION: ProvisionForm,
    PlanSection.Face.BUDGET: BudgetForm,
    PlanSection.Face.ADVICE: AdviceForm,
}


def row_form(face: str) -> type[RowForm]:
    """The form of a row of a face. Raises ValidationError for a section of texts, which has no rows."""
    if face not in ROW_FORMS:
        raise ValidationError(_("This section is written as one page."))
    return ROW_FORMS[face]
