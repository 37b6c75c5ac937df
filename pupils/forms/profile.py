"""Forms of the pupil profile: the voice, the strategies as rows of one page, and an agreement."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm, PlainFormSet, PortalForm
from pupils.forms.fields import DayField
from pupils.models import NeedType, Profile, ProfileStrategy, Pupil
from pupils.models.profile import WORDS_AT_MOST

MOST_ROWS = 24
PREFIX = "rows"
FIELDS = ("key", "tag", "text", "need")


class VoiceForm(PortalForm):
    """The pupil's own words, and the day of the next review."""

    review_on = DayField(
        label=_("Next review"), help_text=_("A profile is looked at again each term.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in reversed(Profile.VOICE):
            self.fields[name] = forms.CharField(
                label=Profile._meta.get_field(name).verbose_name, required=False,
                max_length=WORDS_AT_MOST, widget=forms.Textarea({"rows": 3}),
            )  # fmt: skip
        self.order_fields([*Profile.VOICE, "review_on"])

    def clean_review_on(self) -> Any:
        """A review lies ahead."""
        day = self.cleaned_data["review_on"]
        if day <= timezone.localdate():
            raise ValidationError(_("Choose a day after today."))
        return day


class StrategyForm(PlainForm):
    """One row: how firm, in which words, and the need it answers. Left empty, it is not kept."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    tag = forms.ChoiceField(
        label=_("How firm"), choices=ProfileStrategy.Tag.choices, initial=ProfileStrategy.Tag.TRY
    )
    text = forms.CharField(
        label=_("Strategy"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )
    need = forms.ChoiceField(label=_("Need it answers"), required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].choices = choices


class StrategyRows(PlainFormSet):
    """Every strategy of a draft, in the order of the page."""

    person: Any = None

    def clean(self) -> None:
        """A line comes from one row; leaves the rows that have words in ``self.chosen``."""
        if any(self.errors):
            return
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("text")]
        keys = [row["key"] for row in rows if row["key"]]
        if len(set(keys)) < len(keys):
            raise ValidationError(_("This page is out of date. Open it again."))
        ids = [int(row["need"]) for row in rows if row["need"]]
        kinds = NeedType.objects.visible_to(self.person).in_bulk(ids)
        self.chosen = [{**row, "need": kinds.get(int(row["need"] or 0))} for row in rows]


StrategyFormSet = forms.formset_factory(
    StrategyForm, formset=StrategyRows, extra=0, max_num=MOST_ROWS, validate_max=True
)


def rows_of(strategies: list[ProfileStrategy]) -> list[dict[str, Any]]:
    """Strategies as the rows of the form."""
    return [
        {"key": row.key, "tag": row.tag, "text": row.text, "need": str(row.need_type_id or "")}
        for row in strategies
    ]


def rows_typed(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows as they were typed, unchecked, for a page that is drawn again with more or fewer."""
    total = str(data.get(f"{PREFIX}-TOTAL_FORMS", ""))
    count = min(int(total), MOST_ROWS) if total.isdecimal() else 0
    return [
        {name: data.get(f"{PREFIX}-{place}-{name}", "") for name in FIELDS}
        for place in range(count)
    ]


def need_groups(person: Any, pupil: Pupil) -> list[tuple[str, Any]]:
    """The pupil's own needs first, then the other types on offer; one query."""
    kinds = list(NeedType.objects.visible_to(person).offered(pupil.school_id))
    own = [kind for kind in kinds if kind.code in (pupil.main_need, pupil.second_need)]
    others = [kind for kind in kinds if kind not in own]
    groups = [(_("Needs of this pupil"), own), (_("Other needs"), others)]
    return [("", _("No particular need"))] + [
        (label, [(str(kind.pk), f"{kind.name} ({kind.code})") for kind in group])
        for label, group in groups
        if group
    ]


class AgreementForm(PortalForm):
    """Who agreed to this version, when, and how."""

    who = forms.ChoiceField(
        label=_("Agreed by"), widget=forms.RadioSelect,
        choices=[("pupil", _("The pupil")), ("parent", _("A parent or carer"))],
    )  # fmt: skip
    on = DayField(label=_("On"), may_be_later=False)
    how = forms.ChoiceField(label=_("How"), choices=Profile.How.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


def new_row() -> dict[str, Any]:
    """An empty row with a key of its own, so that saving twice does not make two lines."""
    return {"key": uuid.uuid4(), "tag": ProfileStrategy.Tag.TRY, "text": "", "need": ""}
