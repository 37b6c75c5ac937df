"""A file on its way in: its size is looked at before its bytes; and why one is removed."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm

#: Without HEIC, so that a phone gives a JPEG instead.
ACCEPTED = ".pdf,.docx,.xlsx,.odt,.txt,image/jpeg,image/png,image/webp"


class AttachmentForm(PortalForm):
    """One file, and what it is."""

    file = forms.FileField(
        label=_("File"), widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED})
    )
    why = forms.CharField(
        label=_("What it is and why it is kept"), max_length=200,
        help_text=_("For example: report of 12 May, for the annual review."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _now(
            "PDF, Word, Excel, OpenDocument, plain text or a picture, up to %(most)s MB. "
            "Pictures lose the place and time that a camera wrote into them."
        ) % {"most": settings.ATTACHMENT_MEGABYTES}

    def clean_file(self) -> UploadedFile:
        """Refuse by size alone, before a byte is read."""
        file = self.cleaned_data["file"]
        if file.size > settings.ATTACHMENT_MEGABYTES * 1024 * 1024:
            words = _now("The file is larger than %(most)s MB.")
            raise ValidationError(words % {"most": settings.ATTACHMENT_MEGABYTES})
        return file


class RemoveAttachmentForm(PortalForm):
    """Why a file goes."""

    why = forms.CharField(
        label=_("Why it is removed"), max_length=200,
        help_text=_("For example: belongs to another pupil, or a newer version is kept."),
    )  # fmt: skip
