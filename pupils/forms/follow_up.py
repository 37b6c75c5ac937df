"""Form of what is to be done after an incident."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.forms.fields import DayField
from staff.models import Post, StaffMember


class FollowUpForm(PortalForm):
    """What is to be done, by whom and by when."""

    what = forms.CharField(label=_("What is to be done"), max_length=200)
    owner = forms.ModelChoiceField(label=_("By whom"), queryset=None, empty_label=_("Choose"))
    due_on = DayField(label=_("By"))

    def __init__(self, *args: Any, school_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Post.objects.visible_to(self.person).current().filter(school=school_id)
        people = StaffMember.objects.visible_to(self.person)
        self.fields["owner"].queryset = people.filter(pk__in=here.values("person"))

    def clean_due_on(self) -> Any:
        """Not a day gone by."""
        day = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise ValidationError(_("Choose today or a later day."))
        return day
