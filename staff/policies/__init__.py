"""Who may do what, and why not: each function answers with a reason for refusal, or an empty text."""

from staff.policies.account import change_own_account, sign_in
from staff.policies.line import change_manager, see_whole_line, undo_change_manager
from staff.policies.pay import add_award, edit_award, edit_pay, remove_award, set_pay_rule
from staff.policies.person import (
    add_person,
    add_post,
    cover_trust,
    deactivate_person,
    edit_person,
    edit_post,
    end_post,
    export_people,
    give_password_link,
    keep_people,
    reactivate_person,
    see_hours,
    see_pay,
    see_sign_in,
    set_password,
    undo_end_post,
)
from staff.policies.school import (
    edit_calendar,
    edit_settings,
    read_record_book,
    verify_record_book,
)
from staff.policies.standard import confirm_standard, edit_expectation

__all__ = [
    "add_award",
    "add_person",
    "add_post",
    "change_manager",
    "change_own_account",
    "confirm_standard",
    "cover_trust",
    "deactivate_person",
    "edit_award",
    "edit_calendar",
    "edit_expectation",
    "edit_pay",
    "edit_person",
    "edit_post",
    "edit_settings",
    "end_post",
    "export_people",
    "give_password_link",
    "keep_people",
    "reactivate_person",
    "read_record_book",
    "remove_award",
    "see_hours",
    "see_pay",
    "see_sign_in",
    "see_whole_line",
    "set_password",
    "set_pay_rule",
    "sign_in",
    "undo_change_manager",
    "undo_end_post",
    "verify_record_book",
]
