"""Forms of annual reviews: the plan, the report with its points as rows, a stage that happened."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm, PlainFormSet, PortalForm
from pupils.annual_reviews import runners
from pupils.forms.fields import DayField
from pupils.models import AnnualReview, ReviewPoint
from pupils.models.annual_review import WORDS_AT_MOST
from pupils.statutory import REVIEW_MONTHS

MOST_POINTS = 20
POINTS = "points"


class AnnualReviewForm(PortalForm):
    """What a review is counted from, why now, when the meeting is, and who runs it."""

    kind = forms.ChoiceField(label=_("Kind"), choices=AnnualReview.Kind.choices)
    early_reason = forms.CharField(
        label=_("Why early"), max_length=400, required=False,
        help_text=_("For an early review: what has changed, such as a placement at risk."),
    )  # fmt: skip
    counted_from = DayField(
        label=_("Day of the authority’s last decision letter"), may_be_later=False,
        help_text=_("For a first review the day of the plan. Neither the last meeting nor an old anniversary counts."),
    )  # fmt: skip
    interval_months = forms.IntegerField(
        label=_("Months between reviews"), min_value=1, max_value=REVIEW_MONTHS,
        help_text=_("Twelve at most by law; under five years of age, six is usual."),
    )  # fmt: skip
    meeting_on = DayField(
        label=_("Day of the meeting"), required=False,
        help_text=_("Leave it empty until it is agreed: the steps are then counted from the last possible day."),
    )  # fmt: skip
    place = forms.CharField(label=_("Where"), max_length=120, required=False)
    owner = forms.ModelChoiceField(label=_("Who runs it"), queryset=None)

    def __init__(self, *args: Any, school_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = runners(self.person, school_id)
        self.fields["owner"].label_from_instance = _named

    def clean(self) -> dict[str, Any]:
        """An early review says why; the meeting lies after the letter it is counted from."""
        found = super().clean()
        if found.get("kind") == AnnualReview.Kind.EARLY and not found.get("early_reason"):
            self.add_error("early_reason", _("Say why it is held early."))
        first, meeting = found.get("counted_from"), found.get("meeting_on")
        if first and meeting and meeting <= first:
            self.add_error(
                "meeting_on", _("The meeting is after the letter that it is counted from.")
            )
        return found


def _named(post: Any) -> str:
    return f"{post.person.full_name}, {post.label}"


class CancelReviewForm(PortalForm):
    """Why a review is not held."""

    reason = forms.CharField(label=_("Why it is cancelled"), max_length=400)


class StageForm(PortalForm):
    """The day on which a stage happened."""

    on = DayField(label=_("On"), may_be_later=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class DecisionForm(StageForm):
    """The day on the authority's letter, and what it decided."""

    decision = forms.ChoiceField(
        label=_("The authority decided to"), widget=forms.RadioSelect,
        choices=AnnualReview.Decision.choices,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("Day on which the decision was sent")


class ReportForm(PortalForm):
    """Views, progress and, from Year 9, the four headings of preparing for adulthood."""

    def __init__(self, *args: Any, review: AnnualReview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [*review.VIEWS, "progress_summary"]
        names += review.ADULTHOOD if review.asks_adulthood else ()
        for name in names:
            self.fields[name] = forms.CharField(
                label=AnnualReview._meta.get_field(name).verbose_name, required=False,
                max_length=WORDS_AT_MOST, widget=forms.Textarea({"rows": 4}),
            )  # fmt: skip
            self.initial.setdefault(name, getattr(review, name))


class PointForm(PlainForm):
    """One recommendation or difference of view. Left empty, it is not kept."""

    kind = forms.ChoiceField(label=_("What"), choices=ReviewPoint.Kind.choices)
    section = forms.ChoiceField(label=_("Part of the plan"), choices=ReviewPoint.Section.choices)
    by = forms.ChoiceField(label=_("Whose view"), choices=ReviewPoint.By.choices)
    text = forms.CharField(
        label=_("In words"), max_length=600, required=False, widget=forms.Textarea({"rows": 2})
    )


class PointRows(PlainFormSet):
    """The points of one report, in the order of the page."""

    @property
    def chosen(self) -> list[dict[str, Any]]:
        """Rows that have words."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("text")]


PointFormSet = forms.formset_factory(
    PointForm, formset=PointRows, extra=0, max_num=MOST_POINTS, validate_max=True
)
EMPTY_POINT = {"kind": ReviewPoint.Kind.RECOMMENDED, "section": "F", "by": "school", "text": ""}
