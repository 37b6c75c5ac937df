"""Where an HLTA's department is now, what it has not logged, and what it asked to be told.

Reads only, three queries however large the department.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min
from django.utils import timezone

from interventions.models import Attendance, Session
from interventions.sheet import ends_at, shown_name
from staff.models import Post

State = Session.State
CONCERNS_SHOWN = 10
UNLOGGED_SHOWN = 30


@dataclass(frozen=True)
class Member:
    """One adult of the department: what they run now, what comes next, and what is unlogged.

    ``unlogged`` counts earlier days, ``waiting`` the sessions of today that are over and not logged.
    """

    post: Post
    now: Session | None
    next: Session | None
    unlogged: int
    since: datetime.date | None
    waiting: int


@dataclass(frozen=True)
class Concern:
    """Something an adult flagged about a pupil for the leader to see."""

    mark: Attendance
    name: str


def team_of(person: Any) -> list[Member]:
    """The posts below the person's own HLTA posts, those with something unlogged first."""
    own = set(person.access.post_ids)
    below = [post for post in person.access.department_ids if post not in own]
    if not below:
        return []
    moment = timezone.localtime()
    posts = Post.objects.visible_to(person).current().filter(pk__in=below).select_related("person")
    sessions = _today(person, below, moment.date())
    unlogged = _unlogged(person, below, moment.date())
    members = []
    for post in posts:
        count, since = unlogged.get(post.pk, (0, None))
        own_day = sessions.get(post.pk, [])
        now, later = _now_and_next(own_day, moment.time())
        over = [row for row in own_day if ends_at(row) <= moment.time()]
        waiting = sum(row.state == State.PLANNED for row in over)
        members.append(Member(post, now, later, count, since, waiting))
    return sorted(members, key=_most_to_log)


def _most_to_log(member: Member) -> tuple[int, int, str]:
    return -member.unlogged, -member.waiting, member.post.person.full_name


def concerns_for(person: Any, has_initials: bool = False) -> list[Concern]:
    """Flags not yet seen, from groups the person or the department leads, raised by others."""
    access = person.access
    marks = (
        Attendance.objects.filter(
            session__in=Session.objects.visible_to(person), has_concern=True, concern_seen_at=None,
            session__group__leader__in=access.post_ids + access.department_ids,
        )
        .exclude(session__logged_by=person)
        .select_related("pupil", "session__group", "session__logged_by")
        .order_by("-session__on", "pk")
    )  # fmt: skip
    return [Concern(mark, shown_name(mark.pupil, has_initials)) for mark in marks[:CONCERNS_SHOWN]]


def unlogged_of(person: Any, post_id: str) -> list[Session]:
    """What one post of the department has not logged, oldest first; nothing for any other post."""
    if not post_id.isdigit() or int(post_id) not in person.access.department_ids:
        return []
    rows = Session.objects.visible_to(person).unlogged().filter(post=int(post_id))
    return list(rows.select_related("group").order_by("on", "starts_at")[:UNLOGGED_SHOWN])


def _today(person: Any, post_ids: list[int], today: datetime.date) -> dict[int, list[Session]]:
    rows = (
        Session.objects.visible_to(person)
        .filter(post__in=post_ids, on=today)
        .exclude(state=State.CANCELLED)
        .select_related("group")
        .order_by("starts_at")
    )
    by_post: dict[int, list[Session]] = {}
    for row in rows:
        by_post.setdefault(row.post_id, []).append(row)
    return by_post


def _unlogged(
    person: Any, post_ids: list[int], today: datetime.date
) -> dict[int, tuple[int, datetime.date]]:
    rows = (
        Session.objects.visible_to(person).unlogged(today).filter(post__in=post_ids).order_by()
        .values("post").annotate(count=Count("pk"), since=Min("on"))
    )  # fmt: skip
    return {row["post"]: (row["count"], row["since"]) for row in rows}


def _now_and_next(
    sessions: Iterable[Session], clock: datetime.time
) -> tuple[Session | None, Session | None]:
    now = next((row for row in sessions if row.starts_at <= clock < ends_at(row)), None)
    later = next((row for row in sessions if row.starts_at > clock), None)
    return now, later
