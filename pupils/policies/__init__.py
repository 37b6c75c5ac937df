"""Who may do what with pupils: each function gives the reason for a refusal, or nothing."""

from pupils.policies.adult import edit_adults, end_key_adult, remove_key_adult, undo_end_key_adult
from pupils.policies.arrangement import (
    edit_arrangement,
    edit_arrangement_deadline,
    edit_arrangement_kind,
    end_arrangement,
    export_arrangements,
    inspection_file,
    keep_arrangements,
    log_on_day,
    log_uses,
    pupil_arrangements,
    see_arrangements,
    see_evidence,
    undo_end_arrangement,
    undo_log_uses,
)
from pupils.policies.imports import commit_import, import_pupils, see_imports, undo_import
from pupils.policies.profile import (
    acknowledge_profile,
    draft_profile,
    edit_profile,
    publish_profile,
    record_agreement,
    see_acknowledgements,
    see_digest,
    see_profile,
    start_profile,
)
from pupils.policies.progress import see_progress
from pupils.policies.pupil import add_pupil, edit_pupil, mark_left, see_who_looked
from pupils.policies.register import change_status, edit_needs, export_register
from pupils.policies.view import edit_view, share_view

__all__ = [
    "acknowledge_profile",
    "add_pupil",
    "change_status",
    "commit_import",
    "draft_profile",
    "edit_adults",
    "edit_arrangement",
    "edit_arrangement_deadline",
    "edit_arrangement_kind",
    "edit_needs",
    "edit_profile",
    "edit_pupil",
    "edit_view",
    "end_arrangement",
    "end_key_adult",
    "export_arrangements",
    "export_register",
    "import_pupils",
    "inspection_file",
    "keep_arrangements",
    "log_on_day",
    "log_uses",
    "mark_left",
    "publish_profile",
    "pupil_arrangements",
    "record_agreement",
    "remove_key_adult",
    "see_acknowledgements",
    "see_arrangements",
    "see_digest",
    "see_evidence",
    "see_imports",
    "see_profile",
    "see_progress",
    "see_who_looked",
    "share_view",
    "start_profile",
    "undo_end_arrangement",
    "undo_end_key_adult",
    "undo_import",
    "undo_log_uses",
]
