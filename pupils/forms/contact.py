"""Forms of the contact log: a note, its correction, its withdrawal, and the filters of the list."""

import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.contacts import ANY, DEFAULT_SORT, HOME, ME, SORTS, Wanted
from pupils.forms.fields import DayField
from pupils.forms.filtering import FilterForm
from pupils.models import ContactNote, Pupil, TalkKind
from pupils.models.contact import WORDS_AT_MOST

EVERY = [("", _("Any"))]
NEW = "new"
#: A clock may run a little ahead of ours.
AHEAD = datetime.timedelta(minutes=10)


class NoteForm(PortalForm):
    """What a version of a note says."""

    who_kind = forms.ChoiceField(
        label=_("Who"), choices=ContactNote.Who.choices, initial=ContactNote.Who.CARER
    )
    who_name = forms.CharField(label=_("Name"), max_length=120)
    who_role = forms.CharField(
        label=_("Relation or role"), max_length=80, required=False,
        help_text=_("Mother, grandfather, speech and language therapist."),
    )  # fmt: skip
    way = forms.ChoiceField(
        label=_("How"), choices=ContactNote.Way.choices, initial=ContactNote.Way.PHONE
    )
    direction = forms.ChoiceField(
        label=_("Who began"), choices=ContactNote.Direction.choices,
        initial=ContactNote.Direction.OUT,
    )  # fmt: skip
    reach = forms.ChoiceField(
        label=_("Reached"), choices=ContactNote.Reach.choices, initial=ContactNote.Reach.SPOKE
    )
    about = forms.ModelChoiceField(label=_("About"), queryset=None, empty_label=None)
    said = forms.CharField(
        label=_("What was said"), max_length=WORDS_AT_MOST, widget=forms.Textarea({"rows": 4}),
        help_text=_("Facts, in the words that were used."),
    )  # fmt: skip
    agreed = forms.CharField(
        label=_("What was agreed"), max_length=WORDS_AT_MOST, required=False,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    on = DayField(label=_("Day"), may_be_later=False)
    time = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )

    def __init__(
        self, *args: Any, pupil: Pupil, about: ContactNote | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kinds = TalkKind.objects.visible_to(self.person).offered(
            pupil.school_id, TalkKind.Use.CONTACT
        )
        if about:
            same = TalkKind.objects.visible_to(self.person).filter(pk=about.about_id)
            kinds = (kinds | same).distinct()
            self._fill(about)
        self.fields["about"].queryset = kinds
        now = timezone.localtime(about.at if about else None)
        self.fields["on"].initial, self.fields["time"].initial = now.date(), now.time()

    def _fill(self, about: ContactNote) -> None:
        for name in set(self.fields) - {"submission_id", "version", "on", "time", "about"}:
            if hasattr(about, name):
                self.initial[name] = getattr(about, name)
        self.initial["about"] = about.about_id

    def clean(self) -> dict[str, Any]:
        """Put day and time together: also where the clocks change, and never ahead of now."""
        found = super().clean()
        on, time = found.get("on"), found.get("time")
        if on and time is not None:
            at = datetime.datetime.combine(on, time, tzinfo=timezone.get_current_timezone())
            if at > timezone.now() + AHEAD:
                self.add_error("time", _("This time is in the future."))
            found["at"] = at
        return found

    @property
    def written(self) -> dict[str, Any]:
        """The fields of a version."""
        names = (
            "at", "who_kind", "who_name", "who_role", "direction", "way", "reach", "about", "said",
            "agreed",
        )  # fmt: skip
        return {name: self.cleaned_data[name] for name in names}


class AddContactForm(NoteForm):
    """A new note, quick: whom one wrote about before is one tap, and the rest has its usual value."""

    known = forms.ChoiceField(label=_("With"), required=False)

    def __init__(self, *args: Any, known: list[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        labels = [
            (str(place), f"{name} ({role})" if role else name)
            for place, (_kind, name, role) in enumerate(known)
        ]
        self.fields["known"].choices = [*labels, (NEW, _("Somebody else"))]
        self.fields["known"].initial = "0" if known else NEW
        for name in ("who_name", "who_kind"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """Somebody known brings kind, name and relation; anybody else is named."""
        found = super().clean()
        chosen = found.get("known") or NEW
        if chosen != NEW:
            keys = ("who_kind", "who_name", "who_role")
            found.update(zip(keys, self.known[int(chosen)], strict=True))
            return found
        if not found.get("who_name"):
            self.add_error("who_name", _("Say with whom."))
        if not found.get("who_kind"):
            found["who_kind"] = ContactNote.Who.CARER
        return found


class CorrectContactForm(NoteForm):
    """The same words, and why they are corrected."""

    reason = forms.CharField(
        label=_("Why it is corrected"), max_length=200,
        help_text=_("The version before stays readable beside the new one."),
    )  # fmt: skip


class WithdrawForm(PortalForm):
    """Why a note should not stand."""

    reason = forms.CharField(
        label=_("Why it should not stand"), max_length=200,
        help_text=_("Its words stay readable to those who read them now; lists leave it out."),
    )  # fmt: skip


class ContactFilterForm(FilterForm):
    """Filters of the contact log. What nobody offers is ignored, so that old links still open."""

    wants, sorts, usual_sort = Wanted, SORTS, DEFAULT_SORT
    leading, open_value = "who", ANY

    q = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    who = forms.ChoiceField(
        label=_("With"), required=False,
        choices=[(ANY, _("Anybody")), (HOME, _("Home")), *ContactNote.Who.choices],
    )  # fmt: skip
    way = forms.ChoiceField(
        label=_("How"), required=False, choices=[*EVERY, *ContactNote.Way.choices]
    )
    reach = forms.ChoiceField(
        label=_("Reached"), required=False, choices=[*EVERY, *ContactNote.Reach.choices]
    )
    about = forms.ChoiceField(label=_("About"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)
    by = forms.ChoiceField(label=_("Written by"), required=False, choices=[*EVERY, (ME, _("Me"))])
    withdrawn = forms.BooleanField(label=_("Withdrawn notes"), required=False)

    def __init__(self, data: QueryDict, *, kinds: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["about"].choices = EVERY + kinds

    @property
    def chosen(self) -> list[tuple[str, str, str]]:
        """As everywhere, with days as people write them."""
        found = super().chosen
        days = {name: self.cleaned_data.get(name) for name in ("since", "until")}
        return [
            (name, label, format_date(days[name], "j M Y") if days.get(name) else value)
            for name, label, value in found
        ]
