"""Who may log, move, cover and take back a session, and until when."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from interventions.models import Attendance, Group, Session
from staff.access import PLANNERS, Role

LOGGED = (Session.State.DELIVERED, Session.State.NOT_DELIVERED)


def last_log_day(session: Session) -> datetime.date:
    """The last day on which whoever ran the session may log it; the school sets the window."""
    return session.on + datetime.timedelta(days=session.school.log_window_days)


def is_late(session: Session, today: datetime.date | None = None) -> bool:
    """Whether the window has closed, so that only the line above may log, and says why."""
    return (today or timezone.localdate()) > last_log_day(session)


def stands_above(person: Any, session: Session) -> bool:
    """Whether ``person`` plans the school's provision or manages whoever runs the session."""
    access = person.access
    if access.has(session.school_id, *PLANNERS):
        return True
    return access.has(session.school_id, Role.HLTA) and session.post_id in access.below_ids


def log_session(person: Any, session: Session) -> str:
    """Whoever ran it or leads the group, within the window; after it the line above and the SENCO."""
    if session.state == Session.State.CANCELLED:
        return _("This session was cancelled. Put it back first, then log it.")
    if session.on > timezone.localdate():
        return _("This session is on %(day)s. It can be logged on that day.") % {
            "day": format_date(session.on, "j M Y")
        }
    if not _works_on(person, session):
        return _(
            "A session is logged by whoever ran it, the leader of the group, the line above "
            "them, or the SENCO."
        )
    if is_late(session) and not stands_above(person, session):
        return _(
            "The last day to log this session was %(day)s. The line above you or the SENCO can "
            "still log it, with a reason."
        ) % {"day": format_date(last_log_day(session), "j M Y")}
    return ""


def begins_in(session: Session) -> int:
    """Seconds until a session of today begins, 0 from then on."""
    now = timezone.localtime()
    if session.on != now.date() or now.time() >= session.starts_at:
        return 0
    start = datetime.datetime.combine(session.on, session.starts_at, now.tzinfo)
    return int((start - now).total_seconds()) + 1


def not_begun(session: Session) -> str:
    """What has not been held is not logged as held; that it will not be held may be known before."""
    if not begins_in(session):
        return ""
    return _("It begins at %(time)s; log it when it has been held.") % {
        "time": f"{session.starts_at:%H:%M}"
    }


def nobody_there(pupils: int) -> str:
    """A session without a pupil was not held, whoever logs it."""
    if pupils:
        return ""
    return _(
        "Nobody has a place in this group on that day. Add pupils, or say why it was not held."
    )


def undo_log(person: Any, session: Session) -> str:
    """Whoever may log it, while it stands as logged."""
    if session.state not in LOGGED:
        return _("This session is not logged, so there is nothing to take back.")
    return log_session(person, session)


def move_mark(person: Any, mark: Attendance) -> str:
    """Whoever may write notes of the session: who ran it, the leader, the line above, the SENCO’s team."""
    if not (mark.note or mark.next_step):
        return _("There is no note here to move.")
    if _works_on(person, mark.session) or stands_above(person, mark.session):
        return ""
    return _(
        "A note is moved by whoever ran the session, the leader of the group, the line above them, "
        "or the SENCO."
    )


def move_session(person: Any, session: Session) -> str:
    """The SENCO’s team, the department’s HLTA and the leader, until it is logged."""
    if session.state != Session.State.PLANNED:
        return _("Only a session that is still to log can be moved or cancelled.")
    return _plans(person, session.group, session.post_id)


def cancel_session(person: Any, session: Session) -> str:
    """As for moving."""
    return move_session(person, session)


def restore_session(person: Any, session: Session) -> str:
    """As for moving, for a session that was cancelled."""
    if session.state != Session.State.CANCELLED:
        return _("This session is not cancelled.")
    return _plans(person, session.group, session.post_id)


def cover_session(person: Any, session: Session) -> str:
    """Who runs a session is changed by the SENCO’s team and by the department’s HLTA."""
    if session.state != Session.State.PLANNED:
        return _("Only a session that is still to log can be given to somebody else.")
    access = person.access
    if access.has(session.school_id, *PLANNERS):
        return ""
    if {session.post_id, session.group.leader_id} & set(access.department_ids):
        return ""
    return _("Cover is arranged by the SENCO, the assistant SENCO or the HLTA in charge.")


def add_session(person: Any, group: Group) -> str:
    """As for moving: one more session outside the weekly pattern."""
    return _plans(person, group, group.leader_id)


def see_concern(person: Any, mark: Attendance) -> str:
    """The leader of the group, the HLTA above, and the SENCO’s team say that they have seen it."""
    access, group = person.access, mark.session.group
    if not mark.has_concern:
        return _("No concern was raised here.")
    if access.has(group.school_id, *PLANNERS):
        return ""
    if group.leader_id in access.post_ids + access.department_ids:
        return ""
    return _("Only the leader of the group and the line above mark this as seen.")


def _works_on(person: Any, session: Session) -> bool:
    own = person.access.post_ids
    if session.post_id in own or session.group.leader_id in own:
        return True
    if person.access.has(session.school_id, *PLANNERS):
        return True
    department = set(person.access.department_ids)
    return bool({session.post_id, session.group.leader_id} & department)


def _plans(person: Any, group: Group, post_id: int) -> str:
    access = person.access
    if access.has(group.school_id, *PLANNERS):
        return ""
    if {group.leader_id, post_id} & set(access.department_ids):
        return ""
    if group.leader_id in access.post_ids:
        return ""
    return _(
        "Sessions are planned by the SENCO, the assistant SENCO, the HLTA in charge and the "
        "leader of the group."
    )
