"""The people of the demo who can be signed in with one click, by role. Asked in demo mode only."""

from dataclasses import dataclass

from django.conf import settings

from staff.models import Post, StaffMember

#: The user names that the demo promises, in the order in which the sign-in page shows them.
NAMES = (
    "hlta", "hlta2", "ta1", "ta2", "ta3", "senco", "assistant.senco", "head", "teacher", "dsl",
    "hr", "exams", "data", "senco.other",
)  # fmt: skip


@dataclass(frozen=True)
class DemoPerson:
    """One button of the sign-in page."""

    username: str
    name: str
    role: str
    school: str


def is_demo() -> bool:
    """Demo mode, and never in production: the start refuses that pair, and so does this."""
    return settings.DEMO and settings.MODE != "production"


def demo_people() -> list[DemoPerson]:
    """Everybody with a button; nobody outside demo mode. One query."""
    if not is_demo():
        return []
    posts = (
        Post.objects.filter(person__username__in=NAMES, person__is_active=True)
        .current()
        .select_related("person", "school")
    )
    found = {post.person.username: post for post in posts}
    return [
        DemoPerson(
            name,
            found[name].person.full_name,
            found[name].get_role_display(),
            found[name].school.name,
        )
        for name in NAMES
        if name in found
    ]


def demo_person(username: str) -> StaffMember | None:
    """Whom a button signs in; nobody outside demo mode."""
    if not is_demo() or username not in NAMES:
        return None
    return StaffMember.objects.filter(username=username, is_active=True).first()
