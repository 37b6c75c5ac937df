"""Which adult, in which role for the pupil, from which day."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from pupils.forms.fields import DayField
from pupils.models import AdultLink, Pupil
from staff.access import Role
from staff.models import Post


class PostChoice(forms.ModelChoiceField):
    """A post by its person and role."""

    def label_from_instance(self, post: Post) -> str:
        """ "Dara Okoro, HLTA"."""
        return f"{post.person.full_name}, {post.label}"


class AddKeyAdultForm(PortalForm):
    """Key adult, plan owner, form tutor or teacher."""

    kind = forms.ChoiceField(label=_("Role for this pupil"), widget=forms.RadioSelect)
    post = PostChoice(label=_("Adult"), queryset=Post.objects.none())
    starts_on = DayField(label=_("From"), may_be_later=False)
    detail = forms.CharField(
        label=_("What for"), max_length=120, required=False,
        help_text=_("For a teacher: the subject or class."),
    )  # fmt: skip

    def __init__(self, *args: Any, pupil: Pupil, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (kind.value, str(kind.label).capitalize()) for kind in AdultLink.BY_HAND
        ]
        self.fields["kind"].initial = AdultLink.Kind.KEY_ADULT
        self.fields["starts_on"].initial = timezone.localdate()
        # HR and exams see no pupil through their posts, so a link must not give them sight.
        self.fields["post"].queryset = (
            Post.objects.visible_to(self.person).current().filter(school=pupil.school_id)
            .exclude(role__in=[Role.HR, Role.EXAMS]).select_related("person")
        )  # fmt: skip
