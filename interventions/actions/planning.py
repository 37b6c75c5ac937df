"""Planning sessions from a weekly pattern, one by one, and again when the school's year changes.

Planned sessions are locked first, the totals follow, then the links to adults and the record book.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.models import School
from core.policy import Refused, require
from core.record import compare_and_set, once
from interventions import policies
from interventions.actions.totals import change_totals
from interventions.counts import counts_of
from interventions.models import Group, Session, WeeklySlot
from interventions.planning import Plan, Slot, plan_of, sessions_at, year_of
from interventions.sheet import places_of
from pupils.actions.adult import end_links, link_adult
from pupils.models import AdultLink
from staff.models import Post
from staff.policies import edit_calendar

State = Session.State


@transaction.atomic
def plan_sessions(
    *, by: Any, group: Group, version: int, slots: Sequence[Slot], starts_on: datetime.date,
    submission_id: Any = None, answer: str = "",
) -> Plan:  # fmt: skip
    """Keep the weekly pattern and replace the planned sessions from ``starts_on`` by it.

    Logged, cancelled and earlier sessions stay. Raises Stale when the group was changed meanwhile.
    """
    require(policies.plan_sessions(by, group))
    if submission_id:
        once(by=by, key=submission_id, use_case="plan_sessions", answer=answer)
    compare_and_set(group, version=version)
    before = [str(slot) for slot in group.slots.all()]
    planned = Session.objects.filter(group=group, on__gte=starts_on, state=State.PLANNED)
    _lock(planned)
    plan = plan_of(by, group, slots, starts_on)
    _replace_slots(group, slots)
    _remove(plan.remove)
    _make(sessions_at(group, plan.make))
    after = [str(slot) for slot in group.slots.all()]
    audit.record(
        by=by, action="plan_sessions", about=group,
        changes={
            "slots": ("; ".join(before) or None, "; ".join(after) or None),
            "sessions": (f"-{len(plan.remove)}", f"+{len(plan.make)}"),
        },
    )  # fmt: skip
    return plan


@transaction.atomic
def move_session(
    *, by: Any, session: Session, version: int, on: datetime.date, starts_at: datetime.time,
    room: str, minutes: int,
) -> Session:  # fmt: skip
    """Put one planned session on another day, time or room, or change how long it is."""
    require(policies.move_session(by, session))
    _refuse_twice(session.group, on, starts_at, session.pk)
    changes = _change(
        [session], version=version, on=on, starts_at=starts_at, room=room, minutes=minutes
    )
    if session.post_id != session.group.leader_id and "on" in changes:
        _cover_links(by, session)
    audit.record(by=by, action="move_session", about=session, changes=changes)
    return session


@transaction.atomic
def cancel_session(
    *, by: Any, session: Session, version: int, reason: str, reason_note: str = ""
) -> Session:
    """Take one planned session out of what is promised, with the reason."""
    require(policies.cancel_session(by, session))
    changes = _change(
        [session], version=version, state=State.CANCELLED, reason=reason, reason_note=reason_note
    )
    audit.record(by=by, action="cancel_session", about=session, changes=changes)
    return session


@transaction.atomic
def restore_session(*, by: Any, session: Session) -> Session:
    """Put a cancelled session back, as planned as it was."""
    require(policies.restore_session(by, session))
    changes = _change(
        [session], version=session.version, state=State.PLANNED, reason="", reason_note=""
    )
    audit.record(by=by, action="restore_session", about=session, changes=changes)
    return session


@transaction.atomic
def add_session(
    *, by: Any, group: Group, on: datetime.date, starts_at: datetime.time, minutes: int,
    room: str = "", submission_id: Any = None, answer: str = "",
) -> Session:  # fmt: skip
    """Plan one session outside the pattern, a catch-up for example."""
    require(policies.add_session(by, group))
    if submission_id:
        once(by=by, key=submission_id, use_case="add_session", answer=answer)
    _refuse_twice(group, on, starts_at)
    session = sessions_at(group, [(on, starts_at)])[0]
    session.minutes, session.room = minutes, room or group.room
    _make([session])
    audit.record(
        by=by, action="add_session", about=session,
        changes={"on": (None, on), "starts_at": (None, starts_at), "minutes": (None, minutes)},
    )  # fmt: skip
    return session


@transaction.atomic
def cover_session(*, by: Any, session: Session, version: int, post: Post) -> Session:
    """Give one session to another post, which sees its pupils on that day."""
    require(policies.cover_session(by, session))
    if post.school_id != session.school_id:
        raise ValueError("A session is run by a post of its own school.")
    changes = _change([session], version=version, post=post)
    _cover_links(by, session)
    audit.record(by=by, action="cover_session", about=session, changes=changes)
    return session


@transaction.atomic
def follow_calendar(*, by: Any, school: School) -> tuple[int, int]:
    """Bring planned sessions from today on into line with the school's year.

    Sessions on days without school are cancelled; those that only the calendar had cancelled come
    back; days that became school days get their pattern's sessions. Returns cancelled and added.
    """
    require(edit_calendar(by, school.pk))
    today = timezone.localdate()
    year = year_of(school.pk)
    standing = Session.objects.filter(school=school, on__gte=today)
    _lock(standing.filter(state=State.PLANNED))
    sessions = list(standing.select_related("group"))
    closed = [one for one in sessions if one.state == State.PLANNED and year.why_closed(one.on)]
    opened = [one for one in sessions if _by_calendar(one) and not year.why_closed(one.on)]
    _set_many(closed, {one.pk: (State.CANCELLED, year.why_closed(one.on)) for one in closed})
    _set_many(opened, {one.pk: (State.PLANNED, "") for one in opened})
    added = _missing(school, year, sessions, today)
    _make(added)
    if closed or opened or added:
        audit.record(
            by=by, action="follow_calendar", about=school, school_id=school.pk,
            changes={"cancelled": (None, len(closed)), "added": (None, len(opened) + len(added))},
        )  # fmt: skip
    return len(closed), len(opened) + len(added)


def _by_calendar(session: Session) -> bool:
    """Whether a session was cancelled by the calendar alone: people always give a reason."""
    return session.state == State.CANCELLED and not session.reason


def _missing(
    school: School, year: Any, sessions: Iterable[Session], today: datetime.date
) -> list[Session]:
    taken = {(one.group_id, one.on, one.starts_at) for one in sessions}
    groups = Group.objects.filter(school=school, ends_on__gte=today).prefetch_related("slots")
    added = []
    for group in groups:
        planned_before = [one for one in sessions if one.group_id == group.pk]
        slots = [(slot.weekday, slot.starts_at, slot.week) for slot in group.slots.all()]
        if not slots or not planned_before:
            continue
        dates = year.dates(max(today, group.starts_on), group.ends_on, slots)
        new = [meeting for meeting in dates.planned if (group.pk, *meeting) not in taken]
        added += sessions_at(group, new)
    return added


def _lock(sessions: Any) -> None:
    """Hold the rows, the lowest first, before anything is counted."""
    list(sessions.order_by("pk").select_for_update().values_list("pk", flat=True))


def _refuse_twice(
    group: Group, on: datetime.date, starts_at: datetime.time, own: int | None = None
) -> None:
    same = Session.objects.filter(group=group, on=on, starts_at=starts_at).exclude(pk=own)
    if same.exists():
        raise Refused(_("This group already has a session at that time on that day."))


def _change(sessions: Sequence[Session], *, version: int, **fields: Any) -> dict:
    before = counts_of(sessions)
    changes: dict = {}
    for session in sessions:
        changes = compare_and_set(session, version=version, **fields)
    after = counts_of(sessions)
    change_totals([(before[one.pk], after[one.pk]) for one in sessions])
    return changes


def _set_many(sessions: Sequence[Session], states: dict[int, tuple[str, str]]) -> None:
    """State and words of many planned sessions at once, and their totals."""
    if not sessions:
        return
    before = counts_of(sessions)
    for session in sessions:
        session.state, session.reason_note = states[session.pk]
        session.version += 1
    Session.objects.bulk_update(sessions, ["state", "reason_note", "version"])
    after = counts_of(sessions)
    change_totals([(before[one.pk], after[one.pk]) for one in sessions])


def _make(sessions: Sequence[Session]) -> None:
    if not sessions:
        return
    Session.objects.bulk_create(sessions)
    after = counts_of(sessions)
    change_totals([(None, after[one.pk]) for one in sessions])


def _remove(sessions: Sequence[Session]) -> None:
    if not sessions:
        return
    before = counts_of(sessions)
    Session.objects.filter(pk__in=[one.pk for one in sessions], state=State.PLANNED).delete()
    change_totals([(before[one.pk], None) for one in sessions])


def _replace_slots(group: Group, slots: Sequence[Slot]) -> None:
    group.slots.all().delete()
    WeeklySlot.objects.bulk_create(
        [
            WeeklySlot(group=group, weekday=weekday, starts_at=starts_at, week=week)
            for weekday, starts_at, week in slots
        ]
    )


def _cover_links(by: Any, session: Session) -> None:
    """The post that covers works with the pupils on that day; an earlier cover's link goes."""
    source = f"session:{session.pk}"
    end_links(by=by, source=source, on=timezone.localdate() - datetime.timedelta(days=1))
    if session.post_id == session.group.leader_id:
        return
    for place in places_of([session])[session.pk]:
        link_adult(
            by=by, pupil=place.pupil, post=session.post, kind=AdultLink.Kind.COVERS,
            starts_on=session.on, ends_on=session.on, source=source, detail=session.group.name,
        )  # fmt: skip
