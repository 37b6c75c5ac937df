"""Forms of what a school's plans are made of: a kind of plan, a section, a layer of support."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pupils.forms.arrangement_rules import SourcedForm
from pupils.forms.fields import DayField

UNTIL = _("A day that has passed retires it; what stands is kept.")


class PlanKindForm(SourcedForm):
    """A kind of plan: switched on or off, named, and how often it is reviewed."""

    is_on = forms.BooleanField(label=_("We use plans of this kind"), required=False)
    name = forms.CharField(label=_("Name"), max_length=60)
    about = forms.CharField(
        label=_("What it is for"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    review_months = forms.IntegerField(
        label=_("Months between reviews"), required=False, min_value=1, max_value=36,
        help_text=_("Left empty, it is reviewed at the end of a term."),
    )  # fmt: skip
    valid_until = DayField(label=_("Used until"), required=False, help_text=UNTIL)
    field_order = ("is_on", "name", "about", "review_months", "valid_until")


class SectionRuleForm(SourcedForm):
    """A section of a kind of plan."""

    is_on = forms.BooleanField(label=_("This section is written"), required=False)
    title = forms.CharField(label=_("Title"), max_length=80)
    hint = forms.CharField(
        label=_("What stands here"), max_length=300, required=False,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    is_summary = forms.BooleanField(
        label=_("Read by the adults who work with the pupil"), required=False
    )
    field_order = ("is_on", "title", "hint", "is_summary")


class LayerForm(SourcedForm):
    """A layer of support."""

    is_on = forms.BooleanField(label=_("We use this layer"), required=False)
    name = forms.CharField(label=_("Name"), max_length=60)
    about = forms.CharField(label=_("What it means"), max_length=200, required=False)
    field_order = ("is_on", "name", "about")
