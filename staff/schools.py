"""Which school a page is about, for people who work in one school and for those who work in two."""

from collections.abc import Callable
from typing import Any

from django.http import Http404

from core.models import School
from staff.models import Post, SecondFactorRule

Policy = Callable[[Any, int], str]


def schools_of(person: Any) -> list[School]:
    """Schools where ``person`` works today, by name."""
    return list(School.objects.filter(pk__in=person.access.school_ids).order_by("name"))


def school_of(person: Any, wanted: str = "", policy: Policy | None = None) -> School:
    """The school a page is about: the one wanted, or the first where ``policy`` says yes.

    Raises Http404 for a school where the person does not work, and for a person without posts.
    """
    own = [post.school_id for post in person.access.posts]
    if wanted:
        own = [pk for pk in own if str(pk) == wanted]
    if not own:
        raise Http404
    allowed = [pk for pk in own if policy and not policy(person, pk)]
    return School.objects.get(pk=(allowed or own)[0])


def schools_keeping(person: Any) -> frozenset[int]:
    """Schools that keep ``person``'s record: those of posts not ended, for a leaver of all posts."""
    posts = Post.objects.filter(person=person)
    held = frozenset(posts.open().values_list("school_id", flat=True))
    return held or frozenset(posts.values_list("school_id", flat=True))


def second_factor_roles(school: School) -> set[str]:
    """Roles that sign in with a second factor at ``school``."""
    return SecondFactorRule.objects.roles_at(school.pk)
