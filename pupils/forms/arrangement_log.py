"""Forms of the normal-way-of-working log: which class and which lesson, then one choice a row."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm, PortalForm
from pupils.forms.fields import DayField
from pupils.models import Arrangement, ArrangementUse, ExamSubject

#: What one row may say, in the order of the buttons.
OUTCOMES = [
    (ArrangementUse.Outcome.USED.value, _("Used")),
    (ArrangementUse.Outcome.OFFERED.value, _("Offered")),
    (ArrangementUse.Outcome.NOT_NEEDED.value, _("Not needed")),
]


class ChooseClassForm(PlainForm):
    """Whom, in which subject, on which day and in what; read from the query string."""

    who = forms.ChoiceField(label=_("Class"))
    subject = forms.ModelChoiceField(label=_("Subject"), queryset=None)
    occasion = forms.ChoiceField(label=_("In a"), choices=ArrangementUse.Occasion.choices)
    on = DayField(label=_("Day"), may_be_later=False)

    def __init__(self, *args: Any, person: Any, classes: list[tuple[str, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["who"].choices = classes
        subjects = ExamSubject.objects.visible_to(person)
        offered = [subjects.offered(school) for school in sorted(person.access.school_ids)]
        self.fields["subject"].queryset = reduce(or_, offered, subjects.none()).distinct()
        self.fields["subject"].empty_label = _("Choose a subject")
        self.fields["on"].initial = timezone.localdate


class LogUsesForm(PortalForm):
    """One choice for each arrangement of the class, "used" unless said."""

    def __init__(self, *args: Any, rows: Iterable[Arrangement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arrangements = list(rows)
        for row in self.arrangements:
            self.fields[f"use-{row.pk}"] = forms.ChoiceField(
                label=row.name, choices=OUTCOMES, initial=ArrangementUse.Outcome.USED.value
            )

    @property
    def pupils(self) -> list[tuple[Any, list[BoundField]]]:
        """Each pupil once, with a choice for each arrangement."""
        found: dict[int, tuple[Any, list[BoundField]]] = {}
        for row in self.arrangements:
            found.setdefault(row.pupil_id, (row.pupil, []))[1].append(self[f"use-{row.pk}"])
        return list(found.values())

    @property
    def outcomes(self) -> dict[int, str]:
        """What was chosen, by arrangement."""
        return {row.pk: self.cleaned_data[f"use-{row.pk}"] for row in self.arrangements}


class CorrectUseForm(PortalForm):
    """What one logged use really was; or that there was none."""

    NONE = "none"

    outcome = forms.ChoiceField(
        label=_("It was"),
        choices=[*OUTCOMES, (NONE, _("Not logged rightly: take it off the log"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, about: ArrangementUse, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(outcome=about.outcome, version=about.version)
