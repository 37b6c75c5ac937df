"""A file of pupils on its way in: its size is looked at before its bytes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from core.models import School
from pupils.reading.limits import MAX_BYTES

MEGABYTES = MAX_BYTES // 1024 // 1024


class UploadForm(PortalForm):
    """One file, and the school where there is a choice."""

    school = forms.ModelChoiceField(label=_("School"), queryset=School.objects.none())
    file = forms.FileField(
        label=_("File of pupils"),
        help_text=_("CSV or Excel from the school system, or a Common Transfer File. Up to 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx,.xml"}),
    )

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools
        only = list(schools[:2])
        if len(only) == 1:
            self.fields["school"].initial = only[0]
            self.fields["school"].widget = forms.HiddenInput()

    def clean_file(self) -> UploadedFile:
        """Refuse by size alone, before a byte is read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(
                _now("The file is larger than %(most)s MB.") % {"most": MEGABYTES}
            )
        return file
