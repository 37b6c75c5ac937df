"""Pieces that several forms share: a day, a choice of a colleague's post, and the form for new records."""

import uuid

from django import forms

from core.forms import PortalForm


class DayField(forms.DateField):
    """A day, chosen or typed; kept as ISO in the page so that every browser shows it."""

    def __init__(self, **kwargs) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, **kwargs)


class PostChoice(forms.ModelChoiceField):
    """A post, shown as its holder and what the post is."""

    def label_from_instance(self, post) -> str:
        """The holder, and the post."""
        return f"{post.person}, {post.label}"


class CreateForm(PortalForm):
    """A form that makes a record; sent twice, it makes one."""

    @property
    def key(self) -> uuid.UUID:
        """The one-time key of this form; a new one where a program sent none."""
        return self.cleaned_data.get("submission_id") or uuid.uuid4()


class EditForm(PortalForm):
    """A form that changes a record it has shown in one version."""

    @property
    def seen_version(self) -> int:
        """The version the form showed; 0 where it did not say."""
        return self.cleaned_data.get("version") or 0
