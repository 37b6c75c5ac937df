"""What comes in about standards and expectations."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staff.forms.fields import CreateForm, DayField, EditForm
from staff.models import BandDescriptor, Standard


class ExpectationForm(CreateForm):
    """A new wording of one cell, and from when it counts."""

    text = forms.CharField(
        label=_("What is expected"),
        max_length=300,
        widget=forms.Textarea({"rows": 4}),
    )
    effective_from = DayField(
        label=_("From"),
        help_text=_("Reviews that are open keep the wording they were opened with."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, newest: BandDescriptor | None, **kwargs: Any) -> None:
        initial = {"effective_from": timezone.localdate()}
        if newest:
            initial |= {"text": newest.text, "seen": newest.pk}
        super().__init__(*args, initial=initial, **kwargs)
        self.newest = newest

    def clean_text(self) -> str:
        """An edition says something new."""
        text = " ".join(self.cleaned_data["text"].split())
        if self.newest and text == self.newest.text:
            raise forms.ValidationError(_("That is the wording that stands already."))
        return text


class ConfirmStandardForm(EditForm):
    """What a code of the job description means, once somebody has looked it up."""

    match = forms.ChoiceField(
        label=_("What this code means"),
        widget=forms.RadioSelect,
        choices=[
            (Standard.Match.CONFIRMED, _("A published standard, chosen below")),
            (Standard.Match.UNMATCHED, _("No published standard: keep the code as written")),
            (Standard.Match.UNCONFIRMED, _("Not decided yet")),
        ],
    )
    published = forms.ModelChoiceField(
        label=_("Published standard"),
        queryset=Standard.objects.none(),
        required=False,
        empty_label=_("None chosen"),
    )

    def __init__(self, *args: Any, about: Standard, **kwargs: Any) -> None:
        initial = {"match": about.match, "published": about.matches_id, "version": about.version}
        super().__init__(*args, initial=initial, **kwargs)
        rows = Standard.objects.visible_to(self.person).filter(
            match=Standard.Match.PUBLISHED, framework__is_active=True
        )
        self.fields["published"].queryset = rows.order_by("framework", "code")

    def clean(self) -> dict[str, Any]:
        """A standard is chosen exactly where the answer is that there is one."""
        chosen = super().clean() or self.cleaned_data
        is_confirmed = chosen.get("match") == Standard.Match.CONFIRMED
        if is_confirmed and not chosen.get("published") and "published" not in self.errors:
            self.add_error("published", _("Choose the standard this code means."))
        if not is_confirmed:
            chosen["published"] = None
        return chosen
