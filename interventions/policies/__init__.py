"""Who may do what with programmes, groups, sessions and measures, and why not."""

from interventions.policies.caseload import export_caseload, see_caseload, set_review_dates
from interventions.policies.group import add_group, edit_group, plan_sessions
from interventions.policies.measure import (
    add_measure,
    copy_measure,
    edit_measure,
    restore_measure,
    retire_measure,
    see_measures,
)
from interventions.policies.place import add_place, edit_place, end_place, undo_end_place
from interventions.policies.programme import (
    add_programme,
    confirm_programme,
    edit_programme,
    restore_programme,
    retire_programme,
)
from interventions.policies.score import add_score, answers_for_score, edit_score, remove_score
from interventions.policies.session import (
    LOGGED,
    add_session,
    begins_in,
    cancel_session,
    cover_session,
    is_late,
    last_log_day,
    log_session,
    move_mark,
    move_session,
    nobody_there,
    not_begun,
    restore_session,
    see_concern,
    undo_log,
)
from interventions.policies.totals import repair_totals
from interventions.policies.trust import see_trust

__all__ = [
    "LOGGED",
    "add_group",
    "add_measure",
    "add_place",
    "add_programme",
    "add_score",
    "add_session",
    "answers_for_score",
    "begins_in",
    "cancel_session",
    "confirm_programme",
    "copy_measure",
    "cover_session",
    "edit_group",
    "edit_measure",
    "edit_place",
    "edit_programme",
    "edit_score",
    "end_place",
    "export_caseload",
    "is_late",
    "last_log_day",
    "log_session",
    "move_mark",
    "move_session",
    "nobody_there",
    "not_begun",
    "plan_sessions",
    "remove_score",
    "repair_totals",
    "restore_measure",
    "restore_programme",
    "restore_session",
    "retire_measure",
    "retire_programme",
    "see_caseload",
    "see_concern",
    "see_measures",
    "see_trust",
    "set_review_dates",
    "undo_end_place",
    "undo_log",
]
