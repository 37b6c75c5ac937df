"""What comes in about a school's settings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import School
from staff.forms.fields import EditForm
from staff.models import Role


class SettingsForm(EditForm):
    """Settings of one school, each with the range that still makes sense."""

    name = forms.CharField(label=_("Name of the school"), max_length=120)
    laestab = forms.RegexField(
        r"^\d{7}$",
        label=_("LAESTAB"),
        required=False,
        help_text=_("Seven digits: the local authority, then the school."),
        error_messages={"invalid": _("Seven digits.")},
    )
    has_two_week_timetable = forms.BooleanField(
        label=_("The timetable runs over two weeks, A and B"), required=False
    )
    log_window_days = forms.IntegerField(
        label=_("Days in which a session can be logged later"), min_value=0, max_value=60
    )
    enough_dose_percent = forms.IntegerField(
        label=_("Share of planned sessions before progress is judged, per cent"),
        min_value=1,
        max_value=100,
        help_text=_("Below it a page says “too little delivered to judge”."),
    )
    smallest_group_shown = forms.IntegerField(
        label=_("Smallest number of pupils shown as a group"),
        min_value=3,
        max_value=20,
        help_text=_("Figures over fewer pupils are left out of shared reports."),
    )
    idle_minutes = forms.IntegerField(
        label=_("Minutes without use before sign-out"), min_value=5, max_value=60
    )
    shared_idle_minutes = forms.IntegerField(
        label=_("The same on a shared tablet"), min_value=2, max_value=30
    )
    longest_hours = forms.IntegerField(
        label=_("Hours before sign-out in any case"), min_value=1, max_value=14
    )
    second_factor_roles = forms.MultipleChoiceField(
        label=_("These roles sign in with a second factor"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They are asked to set one up the next time they sign in."),
    )

    def __init__(self, *args: Any, about: School, roles: set[str], **kwargs: Any) -> None:
        names = [name for name in SCHOOL_FIELDS if name != "submission_id"]
        initial = {name: getattr(about, name) for name in names}
        initial |= {"version": about.version, "second_factor_roles": sorted(roles)}
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        """A shared tablet is never left open longer than somebody's own computer."""
        chosen = super().clean() or self.cleaned_data
        own, shared = chosen.get("idle_minutes"), chosen.get("shared_idle_minutes")
        if own and shared and shared > own:
            self.add_error("shared_idle_minutes", _("Not longer than on one's own computer."))
        return chosen

    @property
    def settings(self) -> dict[str, Any]:
        """Fields of the school."""
        return {name: self.cleaned_data[name] for name in SCHOOL_FIELDS}


SCHOOL_FIELDS = tuple(
    name
    for name in SettingsForm.base_fields
    if name not in {"submission_id", "version", "second_factor_roles"}
)
