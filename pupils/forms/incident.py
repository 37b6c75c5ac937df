"""Forms of an incident: begun in under a minute, finished or corrected later."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.forms.fields import DayField
from pupils.incident_account import Account
from pupils.models import BehaviourChoice, Incident, IncidentPupil, IncidentStep, Pupil
from pupils.models.incident import WORDS_AT_MOST
from staff.models import Post, StaffMember

MOST_PUPILS = 6
NOT_TRIED = "-"
List = BehaviourChoice.List
#: Long texts of the form: a label that asks for what can be seen, and how tall the box is.
ASKED: dict[str, tuple[str | Promise, int]] = {
    "trigger": (_("What set it off: the last thing before it"), 2),
    "seen": (_("What was seen and heard"), 4),
    "adult_response": (_("What adults did next"), 3),
    "peer_response": (_("What other pupils did"), 2),
    "outcome": (_("How it ended"), 2),
    "pupil_voice": (_("What the pupil says about it, when calm"), 3),
}

#: Columns of the row that the form fills.
OWN_FIELDS = (
    "on", "at", "until", "place", "lesson", "others_present", "frequency", "minutes", "intensity",
    "function", "recovery_minutes", *ASKED,
)  # fmt: skip


def time_field(label: str | Promise, *, required: bool = True) -> forms.TimeField:
    """A time of day as a browser asks for it."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=required, widget=widget)


def choices_of(person: Any, school_id: int, *lists: str, also: Any = ()) -> Any:
    """What the person may choose at a school from some lists, and ``also`` what stands in the record."""
    seen = BehaviourChoice.objects.visible_to(person)
    offered = seen.filter(pk__in=BehaviourChoice.objects.visible_to(person).offered(school_id))
    kept = seen.filter(pk__in=[one.pk for one in also if one])
    return (offered | kept).filter(list__in=lists).distinct()


def anchors(person: Any, school_id: int) -> list[BehaviourChoice]:
    """The five numbers of intensity with what each means at a school: one query."""
    return list(choices_of(person, school_id, List.INTENSITY))


def _not_ahead(form: forms.Form) -> None:
    """A moment that is not after now."""
    on, at = form.cleaned_data.get("on"), form.cleaned_data.get("at")
    now = timezone.localtime()
    if on and at and (on, at) > (now.date(), now.time()):
        form.add_error("at", ValidationError(_("This is later than now.")))


class QuickForm(PortalForm):
    """Who, when, where, what and how strong: all that is asked in the corridor."""

    pupil = forms.ModelChoiceField(label=_("Pupil"), queryset=None, empty_label=_("Choose a pupil"))
    behaviours = forms.ModelMultipleChoiceField(
        label=_("What could be seen or heard"), queryset=None, widget=forms.CheckboxSelectMultiple
    )
    intensity = forms.TypedChoiceField(
        label=_("Intensity"), coerce=int, choices=[(str(n), str(n)) for n in range(1, 6)]
    )
    place = forms.ModelChoiceField(label=_("Place"), queryset=None, empty_label=_("Choose a place"))
    on = DayField(label=_("Day"), may_be_later=False)
    at = time_field(_("Time"))
    seen = forms.CharField(
        label=_("In a few words"), required=False, max_length=WORDS_AT_MOST,
        widget=forms.Textarea({"rows": 2}), help_text=_("You can write the rest later today."),
    )  # fmt: skip

    def __init__(self, *args: Any, school_id: int, pupil: Pupil | None = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        here = Pupil.objects.visible_to(self.person).on_roll().filter(school=school_id)
        self.fields["pupil"].queryset = here
        self.fields["place"].queryset = choices_of(self.person, school_id, List.PLACE)
        kinds = choices_of(self.person, school_id, List.BEHAVIOUR)
        self.fields["behaviours"].queryset = kinds
        now = timezone.localtime()
        self.initial |= {"on": now.date(), "at": now.time(), "pupil": pupil}

    def clean(self) -> dict[str, Any]:
        """Not after now."""
        found = super().clean() or self.cleaned_data
        _not_ahead(self)
        return found


class IncidentForm(PortalForm):
    """The whole record. Pupils whom the person does not see keep their part and are not in the form."""

    on = DayField(label=_("Day"), may_be_later=False)
    at = time_field(_("From"))
    until = time_field(_("Until"), required=False)
    place = forms.ModelChoiceField(label=_("Place"), queryset=None, required=False)
    lesson = forms.ModelChoiceField(label=_("Lesson or activity"), queryset=None, required=False)
    adults = forms.ModelMultipleChoiceField(
        label=_("Adults who were there"), queryset=None, required=False,
        widget=forms.SelectMultiple({"size": 5}),
    )  # fmt: skip
    others_present = forms.CharField(
        label=_("Who else was there"), required=False, max_length=200,
        help_text=_("A class or a number, not names of pupils: “8B”, “four others”."),
    )  # fmt: skip
    settings = forms.ModelMultipleChoiceField(
        label=_("What was going on before"), queryset=None, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    behaviours = forms.ModelMultipleChoiceField(
        label=_("What could be seen or heard"), queryset=None,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    frequency = forms.IntegerField(
        label=_("How many times"), required=False, min_value=1, max_value=500
    )
    minutes = forms.IntegerField(
        label=_("How long, minutes"), required=False, min_value=0, max_value=600
    )
    intensity = forms.TypedChoiceField(
        label=_("Intensity"), coerce=int, choices=[(str(n), str(n)) for n in range(1, 6)]
    )
    function = forms.ChoiceField(
        label=_("What it may have been for"), choices=Incident.Function.choices,
        help_text=_("A first thought. The pattern over weeks says more than one day."),
    )  # fmt: skip
    recovery_minutes = forms.IntegerField(
        label=_("Until calm again, minutes"), required=False, min_value=0, max_value=600
    )
    why = forms.CharField(
        label=_("Why you correct it"), max_length=300,
        help_text=_("Both versions stay readable, with this reason."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, incident: Incident, parts: list[IncidentPupil], is_finished: bool,
        hidden: int = 0, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.hidden = hidden
        for name, (label, tall) in ASKED.items():
            self.fields[name] = forms.CharField(
                label=label, max_length=WORDS_AT_MOST, widget=forms.Textarea({"rows": tall}),
                required=is_finished and name == "seen",
            )  # fmt: skip
        if incident.is_draft:
            del self.fields["why"]
        self._offer_lists(incident)
        self._offer_pupils(incident.school_id, parts)
        self._offer_steps(incident)

    def _offer_lists(self, incident: Incident) -> None:
        school, person = incident.school_id, self.person
        before, shown = list(incident.settings.all()), list(incident.behaviours.all())
        for name, kind, also in (
            ("place", List.PLACE, [incident.place]), ("lesson", List.LESSON, [incident.lesson]),
            ("settings", List.SETTING, before), ("behaviours", List.BEHAVIOUR, shown),
        ):  # fmt: skip
            self.fields[name].queryset = choices_of(person, school, kind, also=also)
        here = Post.objects.visible_to(person).current().filter(school=school)
        adults = StaffMember.objects.visible_to(person)
        self.fields["adults"].queryset = adults.filter(pk__in=here.values("person"))
        own = {name: getattr(incident, name) for name in (*OWN_FIELDS, "version")}
        own |= {"place": incident.place_id, "lesson": incident.lesson_id}
        own |= {"settings": before, "behaviours": shown, "adults": list(incident.adults.all())}
        self.initial = {**own, **self.initial}

    def _offer_pupils(self, school_id: int, parts: list[IncidentPupil]) -> None:
        pupils = Pupil.objects.visible_to(self.person).filter(school=school_id)
        listed = [("", _("Nobody")), *((one.pk, one.list_name) for one in pupils)]
        self._pupils = {one.pk: one for one in pupils}
        for place in range(MOST_PUPILS):
            row = parts[place] if place < len(parts) else None
            self.fields[f"pupil-{place}"] = forms.TypedChoiceField(
                label=_("Pupil %(n)s") % {"n": place + 1}, choices=listed, coerce=int,
                empty_value=None, required=False, initial=row.pupil_id if row else "",
            )  # fmt: skip
            self.fields[f"part-{place}"] = forms.ChoiceField(
                label=_("Part of pupil %(n)s") % {"n": place + 1}, required=False,
                choices=IncidentPupil.Part.choices, initial=row.part if row else "did",
            )  # fmt: skip

    def _offer_steps(self, incident: Incident) -> None:
        tried = {row.step_id: row.result for row in incident.steps.select_related("step")}
        also = BehaviourChoice.objects.visible_to(self.person).filter(pk__in=tried)
        self._steps = list(choices_of(self.person, incident.school_id, List.STEP, also=list(also)))
        for step in self._steps:
            self.fields[f"step-{step.pk}"] = forms.ChoiceField(
                label=step.name, required=False, initial=tried.get(step.pk, NOT_TRIED),
                choices=[(NOT_TRIED, _("Not tried")), *IncidentStep.Result.choices],
            )  # fmt: skip

    @property
    def pupil_rows(self) -> list[tuple[Any, Any]]:
        """Pupil and part, as pairs of fields; two empty pairs more than are filled."""
        pairs = [(self[f"pupil-{n}"], self[f"part-{n}"]) for n in range(MOST_PUPILS)]
        filled = sum(bool(pupil.value()) for pupil, _part in pairs)
        return pairs[: max(filled + 2, 3)]

    @property
    def step_fields(self) -> list[Any]:
        """One control for each way of calming."""
        return [self[f"step-{step.pk}"] for step in self._steps]

    def clean(self) -> dict[str, Any]:
        """Not after now, ends after it starts, at least one pupil, nobody twice."""
        found = super().clean() or self.cleaned_data
        _not_ahead(self)
        at, until = found.get("at"), found.get("until")
        if at and until and until < at:
            self.add_error("until", ValidationError(_("It ends before it starts.")))
        chosen = [found.get(f"pupil-{n}") for n in range(MOST_PUPILS) if found.get(f"pupil-{n}")]
        if not chosen and not self.hidden:
            self.add_error("pupil-0", ValidationError(_("Choose who it was.")))
        if len(set(chosen)) < len(chosen):
            self.add_error("pupil-0", ValidationError(_("The same pupil stands here twice.")))
        return found

    @property
    def account(self) -> Account:
        """Everything chosen, as the action takes it."""
        found = self.cleaned_data
        pupils = [
            (self._pupils[found[f"pupil-{n}"]], found[f"part-{n}"] or IncidentPupil.Part.DID)
            for n in range(MOST_PUPILS)
            if found[f"pupil-{n}"]
        ]
        steps = [
            (step, found[f"step-{step.pk}"])
            for step in self._steps
            if found[f"step-{step.pk}"] not in ("", NOT_TRIED)
        ]
        return Account(
            {name: found[name] for name in OWN_FIELDS}, pupils, list(found["settings"]),
            list(found["behaviours"]), list(found["adults"]), steps,
        )  # fmt: skip
