"""Forms of a restrictive intervention: begun, written in full, reported to parents, added to."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.forms.fields import DayField
from pupils.forms.incident import choices_of, time_field
from pupils.models import (
    BehaviourChoice,
    InterventionInjury,
    InterventionNotice,
    InterventionPerson,
    Pupil,
    RestrictiveIntervention,
)
from pupils.models.restrictive import WORDS, YesNo
from pupils.restrictive_account import Record
from staff.models import Post, StaffMember

List = BehaviourChoice.List
PEOPLE, INJURIES = 6, 4
#: Long texts, with what each asks for.
ASKED: dict[str, tuple[Any, int]] = {
    "before": (_("What came before"), 3),
    "tried": (_("What was tried first, and what it did"), 3),
    "why": (_("Why it was necessary and proportionate"), 3),
    "account": (_("What was done, in order"), 5),
    "plan_words": (_("About the plan: what fitted, what did not"), 2),
    "pupil_debrief": (_("The talk with the pupil, in the pupil’s own words"), 3),
    "staff_debrief": (_("The talk with the staff: what was learnt"), 3),
}
OWN_FIELDS = (
    "on", "at", "until", "place", "is_restraint", "restraint_from", "restraint_until",
    "is_seclusion", "seclusion_from", "seclusion_until", "witnesses", "injuries_checked", "plan",
    "plan_review_on", "pupil_debrief_on", "staff_debrief_on", "is_disabled",
    "has_protection_plan", *ASKED,
)  # fmt: skip
RowField = dict[str, forms.Field]


class BeginForm(PortalForm):
    """Who, when and where; the rest follows on the next page."""

    pupil = forms.ModelChoiceField(label=_("Pupil"), queryset=None, empty_label=_("Choose a pupil"))
    on = DayField(label=_("Day"), may_be_later=False)
    at = time_field(_("From"))
    place = forms.ModelChoiceField(label=_("Place"), queryset=None, empty_label=_("Choose a place"))

    def __init__(self, *args: Any, school_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Pupil.objects.visible_to(self.person).on_roll().filter(school=school_id)
        self.fields["pupil"].queryset = here
        self.fields["place"].queryset = choices_of(self.person, school_id, List.PLACE)

    def clean(self) -> dict[str, Any]:
        """Not after now."""
        found = super().clean() or self.cleaned_data
        now = timezone.localtime()
        if (
            found.get("on")
            and found.get("at")
            and (found["on"], found["at"]) > (now.date(), now.time())
        ):
            self.add_error("at", ValidationError(_("This is later than now.")))
        return found


class RestrictiveForm(PortalForm):
    """The whole record. What is still missing is asked for when it is sent for sign-off, not before."""

    on = DayField(label=_("Day"), may_be_later=False)
    at = time_field(_("From"))
    until = time_field(_("Until"), required=False)
    place = forms.ModelChoiceField(label=_("Place"), queryset=None)
    grounds = forms.ModelMultipleChoiceField(
        label=_("Lawful grounds"), queryset=None, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Never as a punishment."),
    )  # fmt: skip
    steps = forms.ModelMultipleChoiceField(
        label=_("What was tried first"), queryset=None, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    is_restraint = forms.BooleanField(label=_("The pupil was restrained"), required=False)
    restraint_from = time_field(_("Restraint from"), required=False)
    restraint_until = time_field(_("Restraint until"), required=False)
    is_seclusion = forms.BooleanField(
        label=_("The pupil was secluded"), required=False,
        help_text=_("Alone and prevented from leaving, not as a punishment, always supervised."),
    )  # fmt: skip
    seclusion_from = time_field(_("Seclusion from"), required=False)
    seclusion_until = time_field(_("Seclusion until"), required=False)
    witnesses = forms.CharField(label=_("Other witnesses"), required=False, max_length=300)
    injuries_checked = forms.BooleanField(
        label=_("Everybody was checked for injuries"), required=False,
        help_text=_("Tick it when nobody was hurt as well, and leave the rows below empty."),
    )  # fmt: skip
    plan = forms.ChoiceField(label=_("Plan"), choices=RestrictiveIntervention.Plan.choices)
    plan_review_on = DayField(label=_("The plan is looked at again by"), required=False)
    pupil_debrief_on = DayField(
        label=_("Talk with the pupil on"), required=False, may_be_later=False
    )
    staff_debrief_on = DayField(
        label=_("Talk with the staff on"), required=False, may_be_later=False
    )
    is_disabled = forms.ChoiceField(label=_("Disabled"), choices=YesNo.choices)
    has_protection_plan = forms.ChoiceField(label=_("Child protection plan"), choices=YesNo.choices)

    def __init__(self, *args: Any, about: RestrictiveIntervention, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, tall) in ASKED.items():
            self.fields[name] = forms.CharField(
                label=label, required=False, max_length=WORDS, widget=forms.Textarea({"rows": tall})
            )
        own = {name: getattr(about, name) for name in (*OWN_FIELDS, "version")}
        lines = list(about.lines.select_related("choice"))
        picked = {row.choice_id: row.minutes for row in lines}
        own |= {"place": about.place_id, "grounds": list(picked), "steps": list(picked)}
        self.initial = {**own, **self.initial}
        self._offer(about, [row.choice for row in lines], picked)
        self._offer_rows(about)

    def _offer(self, about: Any, chosen: list[BehaviourChoice], picked: dict[int, Any]) -> None:
        school, person = about.school_id, self.person
        self.fields["place"].queryset = choices_of(person, school, List.PLACE, also=[about.place])
        self.fields["grounds"].queryset = choices_of(person, school, List.GROUND, also=chosen)
        self.fields["steps"].queryset = choices_of(person, school, List.STEP, also=chosen)
        self._holds = list(choices_of(person, school, List.HOLD, also=chosen))
        for hold in self._holds:
            minutes = picked.get(hold.pk)
            self.fields[f"hold-{hold.pk}"] = forms.IntegerField(
                label=hold.name, required=False, min_value=0, max_value=600, help_text=hold.about,
                initial=(minutes or 0) if hold.pk in picked else None,
            )  # fmt: skip

    def _offer_rows(self, about: Any) -> None:
        here = Post.objects.visible_to(self.person).current(about.on).filter(school=about.school_id)
        staff = StaffMember.objects.visible_to(self.person).filter(pk__in=here.values("person"))
        people, injuries = list(about.people.all()), list(about.injuries.all())
        self._staff = {one.pk: one for one in staff}
        names = [("", _("Nobody")), *((one.pk, one.full_name) for one in staff)]
        for n in range(PEOPLE):
            row = people[n] if n < len(people) else None
            self.fields |= _person_fields(n, row, names)
        for n in range(INJURIES):
            row = injuries[n] if n < len(injuries) else None
            self.fields |= _injury_fields(n, row)
        told = {row.whom: row for row in about.notices.all()}
        for whom, label in InterventionNotice.Whom.choices:
            row = told.get(whom)
            self.fields[f"told-{whom}"] = DayField(
                label=_("%(whom)s told on") % {"whom": label}, required=False, may_be_later=False,
                initial=row.on if row else None,
            )  # fmt: skip
            self.fields[f"ref-{whom}"] = forms.CharField(
                label=_("Reference"), required=False, max_length=80,
                initial=row.reference if row else "",
            )  # fmt: skip

    def _rows(self, names: tuple[str, ...], count: int) -> list[list[Any]]:
        """Rows of fields: those that are filled, and two empty ones."""
        rows = [[self[f"{name}-{n}"] for name in names] for n in range(count)]
        filled = sum(bool(row[0].value()) for row in rows)
        return rows[: max(filled + 2, 2)]

    @property
    def people_rows(self) -> list[list[Any]]:
        """Adults with part and training."""
        return self._rows(("who", "did", "training", "trained"), PEOPLE)

    @property
    def injury_rows(self) -> list[list[Any]]:
        """Injuries with first aid and reference."""
        return self._rows(("injury", "whose", "aid", "book"), INJURIES)

    @property
    def hold_fields(self) -> list[Any]:
        """Minutes of each kind."""
        return [self[f"hold-{hold.pk}"] for hold in self._holds]

    @property
    def notice_rows(self) -> list[tuple[Any, Any]]:
        """Whom else: day and reference."""
        whom = InterventionNotice.Whom.values
        return [(self[f"told-{one}"], self[f"ref-{one}"]) for one in whom]

    def clean(self) -> dict[str, Any]:
        """Every pair of times in order and with its tick; nobody twice."""
        found = super().clean() or self.cleaned_data
        for start, end in (
            ("at", "until"), ("restraint_from", "restraint_until"),
            ("seclusion_from", "seclusion_until"),
        ):  # fmt: skip
            if found.get(start) and found.get(end) and found[end] < found[start]:
                self.add_error(end, ValidationError(_("It ends before it starts.")))
        for what in ("restraint", "seclusion"):
            both = found.get(f"{what}_from") and found.get(f"{what}_until")
            if found.get(f"is_{what}") and not both:
                self.add_error(f"{what}_from", ValidationError(_("Say from when until when.")))
        chosen = [found.get(f"who-{n}") for n in range(PEOPLE) if found.get(f"who-{n}")]
        if len(set(chosen)) < len(chosen):
            self.add_error("who-0", ValidationError(_("The same adult stands here twice.")))
        return found

    @property
    def record(self) -> Record:
        """Everything chosen, as the action takes it."""
        found = self.cleaned_data
        lines = [(one, None) for name in ("grounds", "steps") for one in found[name]]
        lines += [
            (hold, found[f"hold-{hold.pk}"])
            for hold in self._holds
            if found[f"hold-{hold.pk}"] is not None
        ]
        people = [
            (self._staff[found[f"who-{n}"]], found[f"did-{n}"], found[f"training-{n}"], found[f"trained-{n}"])
            for n in range(PEOPLE) if found[f"who-{n}"]
        ]  # fmt: skip
        injuries = [
            (found[f"whose-{n}"], found[f"injury-{n}"], found[f"aid-{n}"], found[f"book-{n}"])
            for n in range(INJURIES) if found[f"injury-{n}"]
        ]  # fmt: skip
        notices = [
            (whom, found[f"told-{whom}"], found[f"ref-{whom}"])
            for whom in InterventionNotice.Whom.values if found[f"told-{whom}"]
        ]  # fmt: skip
        fields = {name: found[name] for name in OWN_FIELDS}
        return Record(fields, lines, people, injuries, notices)


def _person_fields(n: int, row: InterventionPerson | None, names: list[Any]) -> RowField:
    return {
        f"who-{n}": forms.TypedChoiceField(
            label=_("Adult %(n)s") % {"n": n + 1}, choices=names, coerce=int, empty_value=None,
            required=False, initial=row.person_id if row else "",
        ),
        f"did-{n}": forms.ChoiceField(
            label=_("Part"), choices=InterventionPerson.Part.choices, required=False,
            initial=row.part if row else "took",
        ),
        f"training-{n}": forms.CharField(
            label=_("Training"), required=False, max_length=120,
            initial=row.training if row else "",
        ),
        f"trained-{n}": DayField(
            label=_("Trained on"), required=False, may_be_later=False,
            initial=row.trained_on if row else None,
        ),
    }  # fmt: skip


def _injury_fields(n: int, row: InterventionInjury | None) -> RowField:
    return {
        f"injury-{n}": forms.CharField(
            label=_("Injury %(n)s") % {"n": n + 1}, required=False, max_length=300,
            initial=row.what if row else "",
        ),
        f"whose-{n}": forms.ChoiceField(
            label=_("Whose"), choices=InterventionInjury.Whose.choices, required=False,
            initial=row.whose if row else "pupil",
        ),
        f"aid-{n}": forms.CharField(
            label=_("First aid"), required=False, max_length=300,
            initial=row.first_aid if row else "",
        ),
        f"book-{n}": forms.CharField(
            label=_("Accident book"), required=False, max_length=40,
            initial=row.reference if row else "",
        ),
    }  # fmt: skip
