"""Forms of concerns: raising one in the words of the moment, and what is done about it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from core.models import School
from pupils.body_map import REGIONS
from pupils.concerns import Reader
from pupils.forms.fields import DayField
from pupils.models import Concern, ConcernStep, Pupil, SafeguardingContact
from pupils.schools import schools_worked_at
from staff.forms.fields import PostChoice
from staff.models import Post

LONG = 8_000
#: How many members of staff a form names; more are named by those who answer for the concern.
NAMED = ("staff_1", "staff_2", "staff_3")


class RaiseConcernForm(PortalForm):
    """What was seen or heard. Kept as typed; nothing of it stays in the page or the browser."""

    pupil = forms.ModelChoiceField(Pupil.objects.none(), required=False, widget=forms.HiddenInput)
    child = forms.CharField(
        label=_("Which child"), max_length=200, required=False,
        help_text=_("Name, and form or year if you know it. Any child: also one you do not work with."),
    )  # fmt: skip
    school = forms.ModelChoiceField(School.objects.none(), label=_("School"), required=False)
    is_immediate = forms.TypedChoiceField(
        label=_("Is a child in danger now?"), widget=forms.RadioSelect,
        choices=[("yes", _("Yes")), ("no", _("No"))], coerce=lambda value: value == "yes",
    )  # fmt: skip
    seen = forms.CharField(
        label=_("What you saw or heard"), max_length=LONG, widget=forms.Textarea({"rows": 6}),
        help_text=_("Facts, in order. No opinion, and no questions put to the child."),
    )  # fmt: skip
    own_words = forms.CharField(
        label=_("In the child’s own words"), max_length=LONG, required=False,
        widget=forms.Textarea({"rows": 3}), help_text=_("Exactly as the child said it."),
    )  # fmt: skip
    happened_on = DayField(label=_("Day"), may_be_later=False)
    happened_at = forms.TimeField(
        label=_("Time, as near as you know"), required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
    )  # fmt: skip
    place = forms.CharField(label=_("Where"), max_length=120, required=False)
    who_knows = forms.CharField(
        label=_("Who else knows"), max_length=300, required=False,
        help_text=_("Anybody you have spoken to, and who was there."),
    )  # fmt: skip
    marks = forms.MultipleChoiceField(
        label=_("Marks on the body"), required=False, choices=[(one.code, one.name) for one in REGIONS]
    )  # fmt: skip
    marks_words = forms.CharField(
        label=_("What the marks look like"), max_length=LONG, required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Size, colour and shape of each. Do not ask a child to undress, and take no picture."),
    )  # fmt: skip
    staff_words = forms.CharField(
        label=_("Or say who it is in words"), max_length=200, required=False,
        help_text=_("Where you do not know the name, or the person is not in the list."),
    )  # fmt: skip
    told = forms.ChoiceField(
        label=_("Have you told a safeguarding lead?"), choices=Concern.Told.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pupil"].queryset = Pupil.objects.visible_to(self.person)
        schools = schools_worked_at(self.person)
        self.fields["school"].queryset = schools
        self.fields["school"].initial = schools.first()
        if len(self.person.access.school_ids) == 1:
            self.fields["school"].widget = forms.HiddenInput()
        self.fields["happened_on"].initial = timezone.localdate()
        colleagues = _colleagues(self.person)
        labels = (_("Member of staff"), _("Another member of staff"), _("And another"))
        for name, label in zip(NAMED, labels, strict=True):
            self.fields[name] = PostChoice(
                colleagues, label=label, required=False, empty_label=_("Nobody")
            )

    def clean(self) -> dict[str, Any]:
        """A concern is about a child: one that was chosen, or one in words; staff are of its school."""
        found = super().clean()
        pupil = found.get("pupil")
        if pupil is None and not found.get("child"):
            self.add_error("child", ValidationError(_("Say which child this is about.")))
        schools = self.fields["school"].queryset
        if pupil is not None:
            found["school"] = pupil.school
        elif not found.get("school") and len(schools) == 1:
            found["school"] = schools[0]
        elif not found.get("school"):
            self.add_error("school", ValidationError(_("Say at which school.")))
        for name in NAMED:
            post = found.get(name)
            if post and found.get("school") and post.school_id != found["school"].pk:
                self.add_error(name, ValidationError(_("Choose somebody of the child’s school.")))
        return found

    @property
    def named(self) -> list[Post]:
        """The members of staff who were chosen."""
        return [self.cleaned_data[name] for name in NAMED if self.cleaned_data[name]]


class ConcernStepForm(PortalForm):
    """What was done: a note, an action, or a referral and to whom."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[(kind.value, kind.label) for kind in ConcernStep.WRITTEN],
    )
    contact = forms.ModelChoiceField(
        SafeguardingContact.objects.none(), label=_("Referred to"), required=False,
        empty_label=_("Nobody: not a referral"),
    )  # fmt: skip
    on = DayField(label=_("Day"), may_be_later=False)
    words = forms.CharField(
        label=_("What was done, said or decided"), max_length=LONG,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args: Any, school_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contacts = SafeguardingContact.objects.visible_to(self.person).in_use()
        self.fields["contact"].queryset = contacts.filter(school=school_id)
        self.fields["on"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        """A referral says to whom, and nothing else does."""
        found = super().clean()
        is_referral = found.get("kind") == ConcernStep.Kind.REFERRAL
        if is_referral and not found.get("contact"):
            self.add_error("contact", ValidationError(_("Say to whom it was referred.")))
        if not is_referral:
            found["contact"] = None
        return found


class OutcomeForm(PortalForm):
    """Why a concern is closed, or opened again."""

    words = forms.CharField(
        label=_("Outcome"), max_length=LONG, widget=forms.Textarea({"rows": 3}),
        help_text=_("What was found, what was decided, and why no more is needed now."),
    )  # fmt: skip


class AllocateForm(PortalForm):
    """Who answers for it from now on: one of those who may open it."""

    person = forms.TypedChoiceField(label=_("Who answers for it"), coerce=int)

    def __init__(self, *args: Any, readers: list[Reader], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.readers = {one.person.pk: one.person for one in readers}
        self.fields["person"].choices = [(one.person.pk, str(one)) for one in readers]


class NameForm(PortalForm):
    """A member of staff who must never open it."""

    post = PostChoice(
        Post.objects.none(), label=_("Member of staff"),
        help_text=_("Shut out at once and for good, you too if you choose yourself."),
    )  # fmt: skip

    def __init__(self, *args: Any, school_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = _colleagues(self.person).filter(school=school_id)


class ContactForm(PortalForm):
    """Somebody beyond the school's own leads."""

    kind = forms.ChoiceField(label=_("Who"), choices=SafeguardingContact.Kind.choices)
    name = forms.CharField(label=_("Name or team"), max_length=120)
    telephone = forms.CharField(label=_("Telephone"), max_length=40)
    email = forms.EmailField(label=_("E-mail"), required=False)


class EditContactForm(ContactForm):
    """The same, and whether it is still in use."""

    is_active = forms.BooleanField(label=_("In use"), required=False)


def _colleagues(person: Any) -> Any:
    """Posts held today at the schools of ``person``, by name."""
    posts = Post.objects.visible_to(person).current().filter(school__in=person.access.school_ids)
    return posts.select_related("person").order_by("person__full_name", "pk")
