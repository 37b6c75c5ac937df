"""Colleagues in the search box: by name, initials or user name, with role and school."""

from django.db.models import Prefetch, Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from staff.finding import Hits, add_source, by_name
from staff.models import Post, StaffMember


def answer() -> None:
    """Join the search."""
    add_source(find_people)


def find_people(person: StaffMember, words: str, limit: int) -> list[Hits]:
    """People at the schools where ``person`` works. Two queries."""
    posts = Post.objects.visible_to(person).current().select_related("school")
    found = (
        StaffMember.objects.visible_to(person)
        .filter(by_name(words) | Q(username=words.strip().lower()))
        .prefetch_related(Prefetch("posts", posts, to_attr="posts_today"))
        .order_by("full_name", "pk")[:limit]
    )
    return [
        Hits(_("People"), one.full_name, _address(one.pk), _detail(one.posts_today))
        for one in found
    ]


def _detail(posts: list[Post]) -> str:
    return "; ".join(f"{post.label}, {post.school.name}" for post in posts) or _(
        "Holds no post now"
    )


def _address(pk: int) -> str:
    try:
        return reverse("person", args=[pk])
    except NoReverseMatch:
        return ""
