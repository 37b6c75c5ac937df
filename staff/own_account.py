"""What a person's own account page shows: their posts, their ways in, and where they are signed in."""

import datetime
import time
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from staff.models import LineManagement, Post, SignIn, StaffMember
from staff.sign_in import BEGAN, SEEN, SHARED
from staff.sitting import why_over


@dataclass(frozen=True)
class OwnPost:
    """One post held today, with who manages it."""

    label: str
    school: str
    starts_on: datetime.date
    manager: str


@dataclass(frozen=True)
class WaysIn:
    """How this person can sign in."""

    has_password: bool
    has_app: bool
    passkeys: int
    codes_left: int | None
    accounts: tuple[str, ...]


@dataclass(frozen=True)
class Device:
    """One browser where the person is signed in."""

    name: str
    began_at: datetime.datetime | None
    is_here: bool


def posts_of(person: StaffMember) -> list[OwnPost]:
    """Posts of today, the longest held first. Two queries."""
    today = timezone.localdate()
    posts = Post.objects.filter(person=person).current(today).select_related("school")
    lines = (
        LineManagement.objects.current(today)
        .filter(post__person=person)
        .values_list("post_id", "manager__person__full_name")
    )
    managers = dict(lines)
    return [
        OwnPost(post.label, post.school.name, post.starts_on, managers.get(post.pk, ""))
        for post in sorted(posts, key=lambda post: post.starts_on)
    ]


def ways_in_of(person: StaffMember) -> WaysIn:
    """Password, app, passkeys, recovery codes and accounts elsewhere. Two queries."""
    factors = list(Authenticator.objects.filter(user=person))
    kinds = Authenticator.Type
    codes = next((one for one in factors if one.type == kinds.RECOVERY_CODES), None)
    accounts = SocialAccount.objects.filter(user=person).values_list("provider", flat=True)
    return WaysIn(
        has_password=person.has_usable_password(),
        has_app=any(one.type == kinds.TOTP for one in factors),
        passkeys=sum(one.type == kinds.WEBAUTHN for one in factors),
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
        accounts=tuple(name.title() for name in accounts),
    )


def devices_of(person: StaffMember, here: str | None) -> list[Device]:
    """Where ``person`` is signed in; ``here`` is the key of the session that asks. One query."""
    return [
        Device(row.device, row.began_at, row.session_key == here)
        for row in SignIn.objects.of(person)
        if row.session_key == here or _is_alive(person, row.get_decoded())
    ]


def _is_alive(person: StaffMember, session: dict) -> bool:
    """Whether the browser's next request would still be served."""
    return not why_over(
        person.access.limits,
        began=session.get(BEGAN, 0),
        seen=session.get(SEEN, 0),
        is_shared=bool(session.get(SHARED)),
        now=time.time(),
    )
