"""Forms of the SEND register: a status from a day, and needs by rank."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm, PlainFormSet, PortalForm
from pupils.forms.fields import DayField
from pupils.models import NeedType, Pupil, SenStatus
from pupils.needs import why_not

MOST_NEEDS = 9
EMPTY_ROWS = 2


def need_choices(person: Any, pupil: Pupil, standing: list[NeedType]) -> list[tuple[str, Any]]:
    """Types of need on offer today and those that stand, with an empty choice first; one query."""
    offered = list(NeedType.objects.visible_to(person).offered(pupil.school_id))
    kinds = [*offered, *(kind for kind in standing if kind not in offered)]
    return [("", _("None")), *[(str(kind.pk), f"{kind.name} ({kind.code})") for kind in kinds]]


class ChangeStatusForm(PortalForm):
    """A new status, its first day and why; K and E need a main need, N ends them all."""

    code = forms.ChoiceField(label=_("Status"), widget=forms.RadioSelect)
    on = DayField(label=_("From"), may_be_later=False)
    reason = forms.CharField(
        label=_("Why"), max_length=200,
        help_text=_("One sentence; it stands in the history."),
    )  # fmt: skip
    main_need = forms.ChoiceField(
        label=_("Main need"), required=False,
        help_text=_("Needed with SEN support and with an EHC plan. With no SEN all needs end."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, pupil: Pupil, standing: list[NeedType], since: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pupil, self.standing, self.since = pupil, standing, since
        self.fields["code"].choices = [
            (code.value, code.label) for code in SenStatus.OFFERED if code != pupil.sen_code
        ]
        self.fields["on"].initial = timezone.localdate()
        self.fields["main_need"].choices = need_choices(self.person, pupil, standing)
        if standing:
            self.fields["main_need"].initial = str(standing[0].pk)

    def clean_main_need(self) -> NeedType | None:
        """The chosen type of need."""
        chosen = self.cleaned_data["main_need"]
        return NeedType.objects.visible_to(self.person).get(pk=chosen) if chosen else None

    def clean(self) -> dict[str, Any]:
        """The rules of status and needs, said beside the field they are about."""
        found = super().clean()
        code, need = found.get("code"), found.get("main_need")
        if code == SenStatus.Code.NONE:
            found["main_need"] = None
        elif code and "main_need" in found:
            kept = [kind.code for kind in self.standing[1:] if kind != need]
            reason = why_not(code, [need.code, *kept] if need else [])
            if reason:
                self.add_error("main_need", reason)
        day = found.get("on")
        if day and self.since and day < self.since:
            self.add_error("on", _("The present status began later than this day."))
        return found


class NeedForm(PlainForm):
    """One rank: which need stands there, or none."""

    need = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].choices = choices


class RankedNeeds(PlainFormSet):
    """Needs from rank 1 down; gaps close up, and the register's rules are asked."""

    status = ""
    person: Any = None

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Name each row by its rank."""
        super().add_fields(form, index)
        rank = (index or 0) + 1
        label = (
            _("Main need (rank 1)") if rank == 1 else _("Need of rank %(rank)s") % {"rank": rank}
        )
        form.fields["need"].label = label

    def clean(self) -> None:
        """Refuse what the rules refuse; leaves the types in order in ``self.chosen``."""
        if any(self.errors) or not self.management_form.is_valid():
            return
        picked = [form.cleaned_data.get("need") for form in self.forms]
        ids = [int(pk) for pk in picked if pk]
        kinds = NeedType.objects.visible_to(self.person).in_bulk(ids)
        self.chosen = [kinds[pk] for pk in ids]
        if picked and not picked[0] and ids:
            raise ValidationError(_("Choose the main need first."))
        reason = why_not(self.status, [kind.code for kind in self.chosen])
        if reason:
            raise ValidationError(reason)


NeedsFormSet = forms.formset_factory(NeedForm, formset=RankedNeeds, extra=0, max_num=MOST_NEEDS)


class NeedsDayForm(PortalForm):
    """From which day the needs stand like this."""

    on = DayField(label=_("From"), may_be_later=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
