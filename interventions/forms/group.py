"""What came in about a group, and the filters of the list."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import PortalForm
from core.models import School
from interventions.forms.filters import FilterForm
from interventions.forms.programme import ANY
from interventions.library import library_of
from interventions.models import Group, Programme
from staff.access import PLANNERS, Role
from staff.models import Post

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LONGEST = datetime.timedelta(days=2 * 366)


class PostField(forms.ModelChoiceField):
    """A choice of posts, each shown as a person with the post."""

    def label_from_instance(self, obj: Post) -> str:
        """ "Dana Okoro, HLTA"."""
        return f"{obj.person.full_name}, {obj.label}"


class GroupFilter(FilterForm):
    """Running, planned or ended; who leads; programme."""

    show = forms.ChoiceField(
        label=_("Show"), required=False,
        choices=[("", _("Running and planned")), ("running", _("Running")), ("planned", _("Planned")),
                 ("ended", _("Ended")), ("all", _("All"))],
    )  # fmt: skip
    leader = forms.ModelChoiceField(label=_("Led by"), queryset=Post.objects.none(), required=False)
    layer = forms.ChoiceField(
        label=_("Layer"), choices=[ANY, *Programme.Layer.choices], required=False
    )

    def __init__(self, data: QueryDict, *, person: Any) -> None:
        super().__init__(data, person=person)
        leaders = Group.objects.visible_to(person).values("leader")
        posts = Post.objects.visible_to(person).filter(pk__in=leaders).select_related("person")
        self.fields["leader"] = PostField(label=_("Led by"), queryset=posts, required=False)

    def _shown(self, name: str, value: Any) -> str:
        return value.person.full_name if name == "leader" else super()._shown(name, value)


def posts_to_choose(person: Any, school_ids: Any) -> QuerySet[Post]:
    """Who may be put in charge of a group by ``person``: anybody for planners, else the department."""
    posts = (
        Post.objects.visible_to(person).current().running_sessions().filter(school__in=school_ids)
    )
    if not person.access.schools_as(*PLANNERS):
        posts = posts.filter(pk__in=person.access.department_ids)
    return posts.select_related("person", "school").order_by("person__full_name")


class GroupForm(PortalForm):
    """A group: its programme fills what is left to fill."""

    programme = forms.ModelChoiceField(label=_("Programme"), queryset=Programme.objects.none())
    name = forms.CharField(
        label=_("Name of the group"), max_length=80, help_text=_("Phonics Catch-up 7B")
    )
    leader = PostField(label=_("Led by"), queryset=Post.objects.none())
    supervising_teacher = PostField(
        label=_("Supervising teacher"), queryset=Post.objects.none(), required=False,
        help_text=_("A group led by an HLTA or a TA works under the direction of a teacher."),
    )  # fmt: skip
    layer = forms.ChoiceField(label=_("Layer"), choices=Programme.Layer.choices)
    room = forms.CharField(label=_("Room"), max_length=40, required=False)
    minutes = forms.IntegerField(label=_("Minutes a session"), min_value=1, max_value=240)
    starts_on = forms.DateField(label=_("First day"), widget=DAY)
    ends_on = forms.DateField(label=_("Last day"), widget=DAY)

    def __init__(self, *args: Any, person: Any, group: Group | None = None, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.group = group
        schools = {group.school_id} if group else person.access.schools_as(*PLANNERS, Role.HLTA)
        programmes = library_of(person).filter(is_active=True)
        if group:
            programmes = library_of(person).filter(is_active=True) | library_of(person).filter(
                pk=group.programme_id
            )
        self.fields["programme"].queryset = programmes
        self.fields["leader"].queryset = posts_to_choose(person, schools)
        self.fields["supervising_teacher"].queryset = (
            Post.objects.visible_to(person).current().filter(school__in=schools)
            .filter(role__in=[Role.TEACHER, Role.SENCO, Role.ASSISTANT_SENCO, Role.HEAD])
            .select_related("person").order_by("person__full_name")
        )  # fmt: skip

    @property
    def school(self) -> School:
        """A group belongs to the school of its leader's post."""
        return self.cleaned_data["leader"].school

    def clean(self) -> dict[str, Any]:
        """Dates run forwards; teacher and leader work at one school."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("This is before the first day."))
        if first and last and last - first > LONGEST:
            self.add_error("ends_on", _("A group runs for two years at most. Check the year."))
        leader, teacher = cleaned.get("leader"), cleaned.get("supervising_teacher")
        if leader and teacher and leader.school_id != teacher.school_id:
            self.add_error("supervising_teacher", _("This teacher works at another school."))
        programme = cleaned.get("programme")
        if leader and programme and programme.school_id not in (None, leader.school_id):
            self.add_error("programme", _("This programme belongs to another school."))
        return cleaned


def first_values(
    person: Any, programme_id: str, today: datetime.date | None = None
) -> dict[str, Any]:
    """What the form begins with: from a programme its name, layer, minutes and number of weeks."""
    today = today or timezone.localdate()
    starts = today + datetime.timedelta(days=(7 - today.weekday()) % 7)
    values: dict[str, Any] = {"starts_on": starts, "ends_on": last_day_of(starts, 10)}
    own = list(person.access.post_ids)
    values["leader"] = own[0] if own and not person.access.schools_as(*PLANNERS) else None
    if not programme_id.isdigit():
        return values
    programme = library_of(person).filter(pk=int(programme_id)).first()
    if programme is None:
        return values
    return values | {
        "programme": programme.pk, "name": programme.name, "layer": programme.layer,
        "minutes": programme.minutes, "ends_on": last_day_of(starts, programme.weeks or 12),
    }  # fmt: skip


def last_day_of(starts_on: datetime.date, weeks: int) -> datetime.date:
    """The Friday of the last of ``weeks`` weeks, the first being the one of ``starts_on``."""
    monday = starts_on - datetime.timedelta(days=starts_on.weekday())
    return monday + datetime.timedelta(days=7 * (weeks - 1) + 4)


def initial_of(group: Group) -> dict[str, Any]:
    """A group as its form shows it."""
    names = [name for name in GroupForm.base_fields if name != "submission_id"]
    return {name: getattr(group, name) for name in names}
