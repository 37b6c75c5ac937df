"""Forms of a moved note: to whom and why, and what is decided about the breach."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.models import Breach, Pupil


class PupilChoice(forms.ModelChoiceField):
    """A pupil with form and date of birth, so that the second try is not wrong as well."""

    def label_from_instance(self, obj: Pupil) -> str:
        """ "Wrenfield, Toby, 8B, born 14 Mar 2014"."""
        born = date_format(obj.born_on, "j M Y")
        return str(_("%(name)s, %(form)s, born %(born)s")) % {
            "name": obj.list_name, "form": obj.form or obj.year_group, "born": born,
        }  # fmt: skip


class MoveNoteForm(PortalForm):
    """The right pupil, and what went wrong."""

    pupil = PupilChoice(Pupil.objects.none(), label=_("The right pupil"))
    why = forms.CharField(
        label=_("How did it come to stand on the wrong record?"), max_length=300, min_length=5
    )

    def __init__(self, *args: Any, targets: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pupil"].queryset = targets.order_by("surname", "forename", "pk")


class DecideBreachForm(PortalForm):
    """What follows, and why."""

    decision = forms.ChoiceField(
        label=_("What follows"), choices=Breach.Decision.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=_("Why: what stood there, who could have read it, what risk that is"),
        max_length=600, min_length=10, widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
