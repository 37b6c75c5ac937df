"""Who may do what with programmes, groups, sessions and measures, and why not."""

from interventions.policies.group import add_group, edit_group, plan_sessions
from interventions.policies.place import add_place, edit_place, end_place, undo_end_place
from interventions.policies.programme import (
    add_programme,
    confirm_programme,
    edit_programme,
    restore_programme,
    retire_programme,
)
from interventions.policies.session import (
    LOGGED,
    add_session,
    cancel_session,
    cover_session,
    is_late,
    last_log_day,
    log_session,
    move_session,
    restore_session,
    see_concern,
    undo_log,
)

__all__ = [
    "LOGGED",
    "add_group",
    "add_place",
    "add_programme",
    "add_session",
    "cancel_session",
    "confirm_programme",
    "cover_session",
    "edit_group",
    "edit_place",
    "edit_programme",
    "end_place",
    "is_late",
    "last_log_day",
    "log_session",
    "move_session",
    "plan_sessions",
    "restore_programme",
    "restore_session",
    "retire_programme",
    "see_concern",
    "undo_end_place",
    "undo_log",
]
