"""The list of colleagues, read for a screen, and the filters it understands."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm
from staff import policies
from staff.finding import by_name
from staff.models import Band, LineManagement, Post, Role, StaffMember
from staff.schools import schools_of

CURRENT, LEFT, EVERYBODY, WAITING = "current", "left", "all", "waiting"
ORDERS = {"name": ("search_name", "pk"), "since": ("since", "search_name", "pk")}


@dataclass(frozen=True)
class Row:
    """One colleague, the posts to show, and who manages them."""

    person: StaffMember
    posts: list[Post]
    managers: list[StaffMember]


class PeopleFilter(PlainForm):
    """Search and filters of the list; everything in the query string."""

    q = forms.CharField(label=_("Name"), required=False, max_length=80)
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("Any role")), *Role.choices]
    )
    band = forms.ChoiceField(label=_("Band"), required=False)
    status = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("Working here now")), (LEFT, _("Left")), (EVERYBODY, _("Everybody"))],
    )
    school = forms.ChoiceField(label=_("School"), required=False)

    def __init__(self, *args: Any, person: StaffMember, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bands = [(str(band.number), str(band)) for band in Band.objects.visible_to(person)]
        self.fields["band"].choices = [("", _("Any band")), *bands]
        schools = [(str(school.pk), school.name) for school in schools_of(person)]
        self.fields["school"].choices = [("", _("All my schools")), *schools]
        if len(schools) < 2:
            del self.fields["school"]
        if keeps_people(person):
            self.fields["status"].choices.append((WAITING, _("Never signed in")))


def keeps_people(person: StaffMember) -> bool:
    """Whether ``person`` keeps the people of any school."""
    return any(not policies.keep_people(person, pk) for pk in person.access.school_ids)


def never_signed_in(people: QuerySet) -> QuerySet:
    """Those who may sign in and never did."""
    return people.filter(last_login=None, is_active=True)


def people_matching(person: StaffMember, chosen: dict[str, Any], order: str):
    """Colleagues that answer to the filters, in order; one query when it is read."""
    posts = Post.objects.visible_to(person)
    for name, lookup in (("role", "role"), ("band", "band__number"), ("school", "school")):
        if chosen.get(name):
            posts = posts.filter(**{lookup: chosen[name]})
    people = StaffMember.objects.visible_to(person)
    if chosen.get("q"):
        people = people.filter(by_name(chosen["q"]))
    theirs = posts.filter(person=OuterRef("pk"))
    status = chosen.get("status") or CURRENT
    if status in (CURRENT, WAITING):
        people = people.filter(Exists(theirs.current()))
        people = never_signed_in(people) if status == WAITING else people
    elif status == LEFT:
        here = Post.objects.visible_to(person).filter(person=OuterRef("pk"))
        people = people.filter(Exists(theirs)).exclude(Exists(here.open()))
    else:
        people = people.filter(Exists(theirs))
    first = theirs.order_by("starts_on").values("starts_on")[:1]
    keys = ORDERS[order.removeprefix("-")]
    if order.startswith("-"):
        keys = (f"-{keys[0]}", *keys[1:])
    return people.annotate(since=Subquery(first)).order_by(*keys)


def rows_of(person: StaffMember, people: list[StaffMember]) -> list[Row]:
    """The rows of one page: posts and managers in two queries."""
    shown = Post.objects.visible_to(person).select_related("band", "school")
    shown = shown.filter(person__in=[one.pk for one in people]).order_by("-starts_on")
    posts: dict[int, list[Post]] = {}
    for post in shown:
        posts.setdefault(post.person_id, []).append(post)
    lines = LineManagement.objects.current().filter(post__in=[post.pk for post in shown])
    managers = {
        line.post_id: line.manager.person for line in lines.select_related("manager__person")
    }
    return [_row(one, posts.get(one.pk, []), managers) for one in people]


def _row(one: StaffMember, posts: list[Post], managers: dict[int, StaffMember]) -> Row:
    held = [post for post in posts if post.ends_on is None] or posts[:1]
    above = {managers[post.pk].pk: managers[post.pk] for post in posts if post.pk in managers}
    return Row(one, held, list(above.values()))


def sheet_rows(rows: list[Row]) -> tuple[list[str], list[list[Any]]]:
    """Headings and rows of a file: one row per post; hours and pay stay in the portal."""
    headings = [
        gettext("Name"), gettext("Known as"), gettext("Work e-mail"), gettext("School"),
        gettext("Post"), gettext("Role"), gettext("Band"), gettext("Managed by"),
        gettext("First day"), gettext("Last day"),
    ]  # fmt: skip
    cells = [
        [
            row.person.full_name,
            row.person.known_as,
            row.person.email,
            post.school.name,
            post.label,
            str(Role(post.role).label),
            post.band.number if post.band else "",
            ", ".join(str(one) for one in row.managers),
            post.starts_on,
            post.ends_on or "",
        ]
        for row in rows
        for post in row.posts
    ]
    return headings, cells
