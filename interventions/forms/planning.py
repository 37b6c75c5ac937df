"""What came in about the weekly pattern of a group and about single sessions."""

import datetime
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm, PlainFormSet, PortalForm
from interventions.forms.group import DAY, PostField, posts_to_choose
from interventions.models import Group, Session, WeeklySlot
from staff.models import Post

TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
EARLIEST, LATEST = datetime.time(6), datetime.time(20)


def in_school_hours(at: datetime.time) -> None:
    """Refuse a time that is surely a slip, such as 23:50 for 11:50."""
    if not EARLIEST <= at <= LATEST:
        words = {"first": f"{EARLIEST:%H:%M}", "last": f"{LATEST:%H:%M}"}
        raise forms.ValidationError(_("Choose a time from %(first)s to %(last)s."), params=words)


class SlotForm(PlainForm):
    """One time in the week; a row without a time is left out."""

    weekday = forms.TypedChoiceField(
        label=_("Day"), choices=WeeklySlot.Day.choices, coerce=int, required=False
    )
    starts_at = forms.TimeField(
        label=_("Time"), widget=TIME, required=False, validators=[in_school_hours]
    )
    week = forms.ChoiceField(label=_("Week"), choices=WeeklySlot.Week.choices, required=False)


class SlotSet(PlainFormSet):
    """The rows of a weekly pattern."""

    def clean(self) -> None:
        """Each time once, and not every week as well as in one of the two."""
        if any(self.errors):
            return
        seen: dict[tuple, set[str]] = {}
        for weekday, starts_at, week in self.slots():
            weeks = seen.setdefault((weekday, starts_at), set())
            if weeks and (week in weeks or "" in weeks or week == ""):
                raise forms.ValidationError(_("A day and time stands twice in the week."))
            weeks.add(week)

    def slots(self) -> list[tuple[int, datetime.time, str]]:
        """Rows that name a time, as the calendar takes them."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("starts_at")]
        return [(row["weekday"], row["starts_at"], row["week"]) for row in rows]


SlotFormSet = formset_factory(SlotForm, formset=SlotSet, extra=0, max_num=15, absolute_max=15)


class PatternForm(PortalForm):
    """From which day the pattern holds."""

    starts_on = forms.DateField(
        label=_("From"), widget=DAY,
        help_text=_("Planned sessions from this day on are replaced; logged ones stay."),
    )  # fmt: skip

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group

    def clean_starts_on(self) -> datetime.date:
        """A day within the group’s time."""
        day = self.cleaned_data["starts_on"]
        if not self.group.starts_on <= day <= self.group.ends_on:
            raise forms.ValidationError(_("Choose a day between the group’s first and last day."))
        return day


def slots_of(group: Group) -> list[dict[str, Any]]:
    """Rows to begin with: the pattern as it stands, or as many as the programme asks for."""
    rows = [
        {"weekday": slot.weekday, "starts_at": slot.starts_at, "week": slot.week}
        for slot in group.slots.all()
    ]
    if rows:
        return [*rows, {}]
    days = {1: [0], 2: [0, 2], 3: [0, 2, 4], 4: [0, 1, 2, 3]}
    wanted = days.get(group.programme.times_a_week, list(range(5)))
    return [{"weekday": day} for day in wanted]


def pattern_start(group: Group, has_sessions: bool) -> datetime.date:
    """The group's first day for a first plan; for another plan today, which changes nothing past."""
    today = timezone.localdate()
    if not has_sessions:
        return group.starts_on
    return min(max(group.starts_on, today), group.ends_on)


class SessionForm(PortalForm):
    """Day, time, length and room of one session."""

    on = forms.DateField(label=_("Day"), widget=DAY)
    starts_at = forms.TimeField(label=_("Time"), widget=TIME, validators=[in_school_hours])
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=240)
    room = forms.CharField(label=_("Room"), max_length=40, required=False)


class CancelForm(PortalForm):
    """Why a planned session will not be."""

    reason = forms.ChoiceField(
        label=_("Why it will not be"), choices=Session.Reason.choices, widget=forms.RadioSelect
    )
    reason_note = forms.CharField(label=_("More about it"), max_length=200, required=False)


class CoverForm(PortalForm):
    """Who runs one session instead."""

    post = PostField(
        label=_("Who runs it"), queryset=Post.objects.none(),
        help_text=_("They see the pupils of this session on its day."),
    )  # fmt: skip

    def __init__(self, *args: Any, person: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.fields["post"].queryset = posts_to_choose(person, [session.school_id])
