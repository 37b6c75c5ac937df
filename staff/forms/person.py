"""What comes in about people and their posts."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm
from core.models import School
from core.names import fold
from staff import policies
from staff.forms.fields import CreateForm, DayField, EditForm
from staff.models import Band, PayPoint, Post, Role, StaffMember

USERNAME = RegexValidator(
    r"^[a-z0-9][a-z0-9._@+-]*$", _("Small letters, digits, full stops, hyphens and @ only.")
)


class DetailsForm(PlainForm):
    """Name and sign-in of one person."""

    full_name = forms.CharField(
        label=_("Full name"), max_length=120, widget=forms.TextInput({"autocomplete": "off"})
    )
    known_as = forms.CharField(label=_("Known as"), max_length=60, required=False)
    email = forms.EmailField(
        label=_("Work e-mail"),
        required=False,
        help_text=_("Sign-in with the school's Google or Microsoft account is matched by this."),
    )
    username = forms.CharField(
        label=_("User name"),
        max_length=80,
        required=False,
        help_text=_("Left empty, it is made from the name."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none"}),
    )

    apart_from: int | None = None

    def clean_full_name(self) -> str:
        """One line, single spaces."""
        return " ".join(self.cleaned_data["full_name"].split())

    def clean_email(self) -> str:
        """An e-mail belongs to one account: single sign-on could not tell two apart."""
        email = self.cleaned_data["email"].strip().lower()
        if email and self._taken(email__iexact=email):
            raise forms.ValidationError(_("Another account uses this e-mail."))
        return email

    def clean_username(self) -> str:
        """A free user name, made from the name where none was typed."""
        typed = self.cleaned_data["username"].strip().lower()
        if not typed:
            return self._free_username()
        USERNAME(typed)
        if self._taken(username=typed):
            raise forms.ValidationError(_("Another account uses this user name."))
        return typed

    def _free_username(self) -> str:
        full_name = self.cleaned_data.get("full_name", "").replace("-", "")
        words = fold(full_name).split()
        plain = ["".join(filter(str.isalnum, word)) for word in words]
        stem = ".".join(filter(None, [plain[0], plain[-1]] if len(plain) > 1 else plain))
        stem = "".join(letter for letter in stem if letter.isascii())[:70] or "colleague"
        number, name = 1, stem
        while self._taken(username=name):
            number += 1
            name = f"{stem}{number}"
        return name

    def _taken(self, **lookup: Any) -> bool:
        return StaffMember.taken(apart_from=self.apart_from, **lookup)


class PostForm(PlainForm):
    """What a post is. Which fields are there depends on who asks."""

    role = forms.ChoiceField(label=_("Role"), initial=Role.TA)
    title = forms.CharField(
        label=_("Title"),
        max_length=80,
        required=False,
        help_text=_("As on the door, such as “HLTA, Speech and language”."),
    )
    band = forms.ModelChoiceField(
        label=_("Band"), queryset=Band.objects.none(), required=False, empty_label=_("No band")
    )
    pay_point = forms.ModelChoiceField(
        label=_("Scale point"),
        queryset=PayPoint.objects.none(),
        required=False,
        empty_label=_("None recorded"),
        help_text=_("A point of today's spine; the number before April 2019 is in brackets."),
    )
    hours_per_week = forms.DecimalField(
        label=_("Hours a week"), min_value=1, max_value=48, decimal_places=2, initial=36
    )
    days_per_year = forms.IntegerField(
        label=_("Working days a year"),
        min_value=1,
        max_value=261,
        initial=195,
        help_text=_("195 is 190 days with pupils and 5 INSET days."),
    )
    starts_on = DayField(label=_("First day"))
    covers_trust = forms.BooleanField(
        label=_("Covers the whole trust (figures only)"), required=False
    )

    def narrow(self, person: StaffMember, school: School, post: Post | None) -> None:
        """Leave the fields and choices that ``person`` may give or see."""
        holder = post.person_id if post else None
        self.fields["role"].choices = [
            (role.value, role.label)
            for role in Role
            if not policies.add_post(person, school.pk, role.value, holder)
        ]
        self.fields["band"].queryset = Band.objects.visible_to(person)
        points = self.fields["pay_point"]
        points.queryset = PayPoint.objects.visible_to(person)
        if policies.edit_pay(person, school.pk):
            del self.fields["pay_point"]
        if post and policies.see_hours(person, post):
            del self.fields["hours_per_week"], self.fields["days_per_year"]
        if policies.cover_trust(person, school.pk):
            del self.fields["covers_trust"]

    def clean(self) -> dict[str, Any]:
        """A point outside the band is a slip far more often than a decision."""
        chosen = super().clean() or self.cleaned_data
        band, point = chosen.get("band"), chosen.get("pay_point")
        if band and point and not band.first_point <= point.point <= band.last_point:
            self.add_error(
                "pay_point",
                _("Band %(band)s runs from point %(first)s to %(last)s.")
                % {"band": band.number, "first": band.first_point, "last": band.last_point},
            )
        return chosen


DETAILS = tuple(DetailsForm.base_fields)


class AddPersonForm(DetailsForm, PostForm, CreateForm):
    """A colleague and the first post in one go."""

    is_another = forms.BooleanField(
        label=_("This is another person of the same name"), required=False
    )
    field_order = [*DETAILS, "role", "title", "band", "pay_point", "hours_per_week"]

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.narrow(self.person, school, None)
        self.namesakes: list[StaffMember] = []
        if not self.is_bound:
            del self.fields["is_another"]

    def clean(self) -> dict[str, Any]:
        """Ask before a second record of a colleague is made."""
        chosen = super().clean() or self.cleaned_data
        name = chosen.get("full_name")
        if name:
            here = StaffMember.objects.visible_to(self.person).matching(name)
            self.namesakes = [one for one in here if fold(one.full_name) == fold(name)]
        if self.namesakes and not chosen.get("is_another"):
            self.add_error(
                "is_another",
                _("There is a colleague of this name already: tick if this is somebody else."),
            )
        if not self.namesakes:
            del self.fields["is_another"]
        return chosen

    @property
    def details(self) -> dict[str, Any]:
        """Fields of the person."""
        return {name: self.cleaned_data[name] for name in DETAILS}

    @property
    def post(self) -> dict[str, Any]:
        """Fields of the post."""
        return {name: value for name, value in self.chosen.items() if name in PostForm.base_fields}


class EditPersonForm(DetailsForm, EditForm):
    """Name and sign-in of a colleague."""

    def __init__(self, *args: Any, about: StaffMember, **kwargs: Any) -> None:
        self.apart_from = about.pk
        initial = {name: getattr(about, name) for name in (*DETAILS, "version")}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["username"].required = True
        self.fields["username"].help_text = ""


class AddPostForm(PostForm, CreateForm):
    """One more post for a colleague."""

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.narrow(self.person, school, None)


class EditPostForm(PostForm, EditForm):
    """A post as it is, to correct or to move up a band."""

    def __init__(self, *args: Any, about: Post, **kwargs: Any) -> None:
        initial = {name: getattr(about, name) for name in (*PostForm.base_fields, "version")}
        super().__init__(*args, initial=initial, **kwargs)
        self.about = about
        self.narrow(self.person, about.school, about)
        role = (about.role, about.get_role_display())
        if role not in self.fields["role"].choices:
            self.fields["role"].choices = [role, *self.fields["role"].choices]

    def clean_starts_on(self):
        """A post begins before it ends."""
        day = self.cleaned_data["starts_on"]
        if self.about.ends_on and day > self.about.ends_on:
            raise forms.ValidationError(_("The post ended before that day."))
        return day


class EndPostForm(EditForm):
    """The last day of a post."""

    on = DayField(label=_("Last day"), help_text=_("The person keeps access until that evening."))

    def __init__(self, *args: Any, about: Post, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": about.version}, **kwargs)
        self.about = about

    def clean_on(self):
        """Not before the first day."""
        day = self.cleaned_data["on"]
        if day < self.about.starts_on:
            raise forms.ValidationError(_("The post had not begun on that day."))
        return day
