"""A colleague's page, read for one reader: posts, line, pay and sign-in, each only where allowed."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from staff import policies
from staff.earning import Working, workings_of
from staff.models import LineManagement, Post, StaffMember
from staff.tree import Branch, tree_on


@dataclass(frozen=True)
class PostView:
    """One post as a reader may see it; a reason stands where something is kept from them."""

    post: Post
    lines: list[LineManagement]
    below: list[Branch]
    shows_hours: bool
    pay: Working | None
    why_not_edit: str
    why_not_end: str
    why_not_line: str

    @property
    def is_current(self) -> bool:
        """Whether the post is held today."""
        return self.post.is_held(timezone.localdate())

    @property
    def now(self) -> LineManagement | None:
        """The line that stands today."""
        today = timezone.localdate()
        return next((line for line in self.lines if line.is_standing(today)), None)

    @property
    def others(self) -> list[LineManagement]:
        """Lines before, and lines planned."""
        return [line for line in self.lines if line != self.now]


@dataclass(frozen=True)
class Portrait:
    """Everything the page shows."""

    person: StaffMember
    posts: list[PostView]
    why: str
    shows_pay: bool
    school_ids: list[int] = field(default_factory=list)


def portrait_of(reader: StaffMember, person: StaffMember) -> Portrait:
    """Read ``person`` as ``reader`` may see them; the number of queries does not grow with posts."""
    posts = list(
        Post.objects.visible_to(reader)
        .filter(person=person)
        .select_related("school", "band", "pay_point", "person")
        .order_by("-starts_on", "-pk")
    )
    today = timezone.localdate()
    lines = _lines(posts)
    tree = tree_on({post.school_id for post in posts}, today)
    paid = [post for post in posts if not policies.see_pay(reader, post)]
    pay = workings_of([post for post in paid if post.pay_point_id], today)
    views = [
        PostView(
            post=post,
            lines=lines.get(post.pk, []),
            below=tree.below(post.pk),
            shows_hours=not policies.see_hours(reader, post),
            pay=pay.get(post.pk),
            why_not_edit=policies.edit_post(reader, post),
            why_not_end=policies.end_post(reader, post),
            why_not_line=policies.change_manager(reader, post),
        )
        for post in posts
    ]
    schools = list(dict.fromkeys(post.school_id for post in posts))
    return Portrait(person, views, _why(reader, person, posts), bool(paid), schools)


def _lines(posts: list[Post]) -> dict[int, list[LineManagement]]:
    rows = LineManagement.objects.filter(post__in=[post.pk for post in posts])
    found: dict[int, list[LineManagement]] = {}
    for line in rows.select_related("manager__person").order_by("-starts_on", "-pk"):
        found.setdefault(line.post_id, []).append(line)
    return found


def _why(reader: StaffMember, person: StaffMember, posts: list[Post]) -> str:
    if reader.pk == person.pk:
        return _("This is you.")
    if any(post.pk in reader.access.below_ids for post in posts):
        return _("%(name)s is in your line.") % {"name": person}
    if any(not policies.keep_people(reader, post.school_id) for post in posts):
        return _("You keep people and posts at this school.")
    return _("You work at the same school. Hours and pay are not shown.")
