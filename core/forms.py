"""The form every other form starts from: it knows who asks, and carries its own one-time key."""

import uuid
from typing import Any

from django import forms


class PortalForm(forms.Form):
    """A plain form with the asking person. ``submission_id`` makes a double click one record."""

    submission_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, person: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["submission_id"].initial = uuid.uuid4

    @property
    def chosen(self) -> dict[str, Any]:
        """Cleaned fields without the form's own bookkeeping."""
        own = {"submission_id", "version"}
        return {name: value for name, value in self.cleaned_data.items() if name not in own}
