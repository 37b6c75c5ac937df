"""What came in about a score: the value as people write it, or levels of goals."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import PortalForm
from interventions.measures import CEILING, FLOOR, gas_t_score, read_age
from interventions.models import Goal, Measure, Place, Score
from interventions.scales import show_value

LEVELS = [
    ("", gettext_lazy("Choose")),
    (-2, gettext_lazy("−2 much less than expected, or where it started")),
    (-1, gettext_lazy("−1 less than expected")),
    (0, gettext_lazy("0 as expected")),
    (1, gettext_lazy("+1 more than expected")),
    (2, gettext_lazy("+2 much more than expected")),
]
WHOLE = (
    Measure.Scale.STANDARDISED, Measure.Scale.SDQ, Measure.Scale.BOXALL_STRANDS,
    Measure.Scale.BOXALL_DIAGNOSTIC,
)  # fmt: skip
_LIMITS = {FLOOR: Score.Limit.FLOOR, CEILING: Score.Limit.CEILING}


class ScoreForm(PortalForm):
    """One score of a pupil; with a place, of what the place measures."""

    measure = forms.ModelChoiceField(label=gettext_lazy("Measure"), queryset=Measure.objects.none())
    point = forms.ChoiceField(label=gettext_lazy("When"), choices=Score.Point.choices)
    on = forms.DateField(
        label=gettext_lazy("Date of the test"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    value = forms.CharField(
        label=gettext_lazy("Score"), max_length=12,
        help_text=gettext_lazy(
            "Ages as years and months, like 7:02. Below or above the limits of the test: <5:00, >15:00."
        ),
    )  # fmt: skip
    paper = forms.CharField(
        label=gettext_lazy("Form of the test"), max_length=10, required=False,
        help_text=gettext_lazy("A or B, if the test has two. Use the other one next time."),
    )  # fmt: skip
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)

    def __init__(
        self, *args: Any, place: Place | None = None, goals: Sequence[Goal] = (),
        score: Score | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.place, self.goals, self.score = place, list(goals), score
        measures = Measure.objects.visible_to(self.person).offered_to(self.person)
        if score is not None:
            measures = measures | Measure.objects.visible_to(self.person).filter(
                pk=score.measure_id
            )
        if not self.goals:
            measures = measures.exclude(scale=Measure.Scale.GAS)
        self.fields["measure"].queryset = measures
        self.fields["measure"].empty_label = _("Choose")
        if place is not None and place.measure_id:
            self.fields["measure"].queryset = Measure.objects.visible_to(self.person).filter(
                pk=place.measure_id
            )
            self.fields["measure"].initial = place.measure_id
        self.fields["on"].widget.attrs["max"] = timezone.localdate().isoformat()
        if self.goals:
            self._ask_goals()

    def _ask_goals(self) -> None:
        del self.fields["value"], self.fields["paper"]
        for goal in self.goals:
            self.fields[f"goal_{goal.pk}"] = forms.TypedChoiceField(
                label=goal.wording, choices=LEVELS, coerce=int
            )
        self.order_fields(["measure", "point", "on", *(f"goal_{goal.pk}" for goal in self.goals)])

    def clean_on(self) -> Any:
        """Tests lie in the past, after the pupil was born."""
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError(_("The test cannot be in the future."))
        return on

    def clean(self) -> dict[str, Any]:
        """Read the value on its scale, and refuse a second entry or exit."""
        data = super().clean() or {}
        measure = data.get("measure")
        if measure and self.goals:
            self._clean_goals(data)
        elif measure and data.get("value"):
            try:
                data["value"], data["limit"] = read_value(measure, data["value"])
            except ValidationError as error:
                self.add_error("value", error)
        self._clean_point(data)
        return data

    def _clean_goals(self, data: dict[str, Any]) -> None:
        levels = {goal.pk: data.pop(f"goal_{goal.pk}", None) for goal in self.goals}
        if None in levels.values() or "" in levels.values():
            return
        weights = [float(goal.weight) for goal in self.goals]
        score = gas_t_score(list(levels.values()), weights)
        data["value"], data["limit"] = Decimal(score).quantize(Decimal("0.01")), Score.Limit.NONE
        data["levels"] = levels

    def _clean_point(self, data: dict[str, Any]) -> None:
        once = (Score.Point.ENTRY, Score.Point.EXIT)
        if self.place is None or data.get("point") not in once:
            return
        same = Score.objects.visible_to(self.person).filter(place=self.place, point=data["point"])
        standing = same.exclude(pk=self.score.pk if self.score else None).first()
        if standing:
            self.add_error(
                "point",
                _(
                    "This place has its %(point)s score already, of %(day)s. Change that one, or choose check."
                )
                % {
                    "point": standing.get_point_display().lower(),
                    "day": f"{standing.on.day} {standing.on:%b %Y}",
                },
            )


def read_value(measure: Measure, text: str) -> tuple[Decimal, str]:
    """The value of a typed score, months for ages, and its limit.

    Raises ValidationError in words, naming the scale where the value lies outside it.
    """
    plain = text.strip().replace("−", "-").replace(",", ".")
    if measure.scale in Measure.AGES:
        try:
            age = read_age(plain)
        except ValueError as error:
            raise ValidationError(str(error)) from None
        value, limit = Decimal(age.months), _LIMITS.get(age.limit, Score.Limit.NONE)
    else:
        limit = Score.Limit(plain[:1]) if plain[:1] in ("<", ">") else Score.Limit.NONE
        try:
            value = Decimal(plain.lstrip("<>= "))
        except InvalidOperation:
            raise ValidationError(_("“%(text)s” is not a number.") % {"text": text}) from None
    _refuse_outside(measure, value, text)
    return value, limit


def _refuse_outside(measure: Measure, value: Decimal, text: str) -> None:
    if not value.is_finite() or not measure.lowest <= value <= measure.highest:
        raise ValidationError(
            _("“%(text)s” is outside the scale: %(measure)s runs from %(low)s to %(high)s.")
            % {
                "text": text,
                "measure": measure.name,
                "low": show_value(measure.scale, float(measure.lowest)),
                "high": show_value(measure.scale, float(measure.highest)),
            }
        )
    if measure.scale in WHOLE and value != value.to_integral_value():
        raise ValidationError(_("%(measure)s has whole numbers only.") % {"measure": measure.name})
    if value != value.quantize(Decimal("0.01")):
        raise ValidationError(_("Give at most two decimals."))


class GoalsForm(PortalForm):
    """The goals of a place measured by goal attainment: up to five, each with a weight."""

    MOST = 5

    def __init__(self, *args: Any, goals: Sequence[Goal] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, self.MOST + 1):
            goal = goals[number - 1] if number <= len(goals) else None
            self.fields[f"wording_{number}"] = forms.CharField(
                label=_("Goal %(number)s") % {"number": number}, max_length=200,
                required=number == 1, initial=goal.wording if goal else "",
            )  # fmt: skip
            self.fields[f"weight_{number}"] = forms.DecimalField(
                label=_("Weight of goal %(number)s") % {"number": number}, max_digits=3,
                decimal_places=1, min_value=Decimal("0.1"), initial=goal.weight if goal else 1,
                required=False,
            )  # fmt: skip

    @property
    def wanted(self) -> list[tuple[str, Decimal]]:
        """Wording and weight of each goal given, in order."""
        data = self.cleaned_data
        return [
            (data[f"wording_{n}"].strip(), data.get(f"weight_{n}") or Decimal(1))
            for n in range(1, self.MOST + 1)
            if data.get(f"wording_{n}", "").strip()
        ]
