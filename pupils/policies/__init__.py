"""Who may do what with pupils: each function gives the reason for a refusal, or nothing."""

from pupils.policies.adult import edit_adults, end_key_adult, remove_key_adult, undo_end_key_adult
from pupils.policies.advice import ask_advice, give_advice, take_back_advice, withdraw_advice
from pupils.policies.agency import (
    edit_agency_kind,
    keep_agency_kinds,
    keep_directory,
    retire,
    see_directory,
    undo_retire,
)
from pupils.policies.agreed import (
    edit_action,
    finish_action,
    reopen_action,
    see_agreed_actions,
)
from pupils.policies.annual_review import (
    cancel_annual_review,
    edit_annual_review,
    edit_review_report,
    keep_reviews,
    record_review_stage,
    see_review_pack,
    start_annual_review,
    undo_review_stage,
)
from pupils.policies.arrangement import (
    correct_use,
    edit_arrangement,
    edit_arrangement_deadline,
    edit_arrangement_kind,
    edit_exam_subject,
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
from pupils.policies.assessment import (
    assessment_stage_before,
    claim_exemption,
    edit_assessment,
    keep_assessments,
    record_assessment_stage,
    start_assessment,
    undo_assessment_stage,
    withdraw_assessment,
)
from pupils.policies.attachment import (
    download_attachment,
    keep_attachment,
    keep_own_file,
    remove_attachment,
    see_files,
    undo_remove_attachment,
    wipe_attachments,
)
from pupils.policies.carer import (
    end_carer_link,
    keep_carers,
    keep_carers_at,
    keep_orders,
    keep_orders_at,
    lift_court_order,
    see_contacts,
    see_orders,
    undo_end_carer_link,
    undo_lift_court_order,
)
from pupils.policies.chronology import export_chronology
from pupils.policies.concern import (
    allocate_concern,
    answer_concern,
    close_concern,
    edit_contact,
    keep_contacts,
    name_in_concern,
    raise_concern,
    record_concern_step,
    remind_of_concerns,
    reopen_concern,
    see_concerns,
    share_concern,
)
from pupils.policies.contact import (
    correct_contact,
    edit_talk_kind,
    edit_talk_rule,
    export_contacts,
    keep_contact,
    keep_talk_rules,
    note_contact,
    reads_all_contacts,
    see_contact_log,
    see_pupil_contacts,
    see_quiet_pupils,
    see_talk_rules,
    withdraw_contact,
)
from pupils.policies.deadline import (
    edit_step_rule,
    export_deadlines,
    give_step,
    pupil_deadlines,
    remind_steps,
    see_deadline_rules,
    see_deadlines,
    tick_step,
    untick_step,
)
from pupils.policies.emergency import (
    end_emergency,
    open_emergency,
    review_emergency,
    see_emergencies,
)
from pupils.policies.imports import commit_import, import_pupils, see_imports, undo_import
from pupils.policies.incident import (
    add_follow_up,
    add_incident,
    correct_incident,
    edit_behaviour_choice,
    edit_behaviour_rule,
    edit_incident,
    export_incidents,
    finish_follow_up,
    keep_behaviour_lists,
    see_behaviour,
    see_behaviour_analysis,
    see_incidents,
    undo_finish_follow_up,
)
from pupils.policies.involvement import (
    edit_involvement,
    end_involvement,
    keep_help,
    see_help,
    see_professionals,
    undo_end_involvement,
)
from pupils.policies.meeting import (
    cancel_meeting,
    correct_minutes,
    edit_meeting,
    keep_meeting,
    plan_meeting,
    see_meeting_list,
    see_meetings,
    sign_minutes,
    undo_cancel_meeting,
    write_minutes,
)
from pupils.policies.moving import (
    decide_breach,
    move_note,
    see_breach,
    see_breaches,
    take_note,
)
from pupils.policies.paper_run import (
    download_papers,
    make_papers_again,
    make_profiles,
    wipe_papers,
)
from pupils.policies.plan import (
    draft_plan,
    edit_plan,
    end_plan,
    keep_plan_rules,
    move_plan_review,
    publish_plan,
    see_plan,
    see_plan_rules,
    see_plan_summary,
    start_plan,
    undo_end_plan,
)
from pupils.policies.plan_cycle import (
    move_layer,
    record_result,
    review_cycle,
    see_layers,
    withdraw_layer_move,
)
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
from pupils.policies.pupil_file import make_pupil_files, pupil_file
from pupils.policies.referral import (
    close_referral,
    edit_referral,
    export_referrals,
    keep_referral,
    note_referral,
    see_referrals,
    send_referral,
    undo_close_referral,
)
from pupils.policies.register import change_status, edit_needs, export_register
from pupils.policies.report import (
    decide_recommendation,
    edit_report,
    export_advice,
    keep_report,
    see_advice,
    see_reports,
)
from pupils.policies.restrictive import (
    add_addendum,
    add_restrictive,
    edit_restrictive,
    report_to_parents,
    restrictive_return,
    see_restrictives,
    sign_restrictive,
    withhold_report,
)
from pupils.policies.subject_request import (
    add_request,
    collect_request,
    decide_row,
    edit_request,
    make_subject_copies,
    release_request,
    review_request,
    see_requests,
    see_review,
    send_request,
    wipe_review_copies,
)
from pupils.policies.view import edit_view, share_view

__all__ = [
    "acknowledge_profile", "add_addendum", "add_follow_up", "add_incident", "add_pupil",
    "add_request", "add_restrictive", "allocate_concern", "answer_concern", "ask_advice",
    "assessment_stage_before", "cancel_annual_review", "cancel_meeting", "change_status",
    "claim_exemption", "close_concern", "close_referral", "collect_request", "commit_import",
    "correct_contact", "correct_incident", "correct_minutes", "correct_use", "decide_breach",
    "decide_recommendation", "decide_row", "download_attachment", "download_papers", "draft_plan",
    "draft_profile", "edit_action", "edit_adults", "edit_agency_kind", "edit_annual_review",
    "edit_arrangement", "edit_arrangement_deadline", "edit_arrangement_kind", "edit_assessment",
    "edit_behaviour_choice", "edit_behaviour_rule", "edit_contact", "edit_exam_subject",
    "edit_incident", "edit_involvement", "edit_meeting", "edit_needs", "edit_plan",
    "edit_profile", "edit_pupil", "edit_referral", "edit_report", "edit_request",
    "edit_restrictive", "edit_review_report", "edit_step_rule", "edit_talk_kind",
    "edit_talk_rule", "edit_view", "end_arrangement", "end_carer_link", "end_emergency",
    "end_involvement", "end_key_adult", "end_plan", "export_advice", "export_arrangements",
    "export_chronology", "export_contacts", "export_deadlines", "export_incidents",
    "export_referrals", "export_register", "finish_action", "finish_follow_up", "give_advice",
    "give_step", "import_pupils", "inspection_file", "keep_agency_kinds", "keep_arrangements",
    "keep_assessments", "keep_attachment", "keep_behaviour_lists", "keep_carers",
    "keep_carers_at", "keep_contact", "keep_contacts", "keep_directory", "keep_help",
    "keep_meeting", "keep_orders", "keep_orders_at", "keep_own_file", "keep_plan_rules",
    "keep_referral", "keep_report", "keep_reviews", "keep_talk_rules", "lift_court_order",
    "log_on_day", "log_uses", "make_papers_again", "make_profiles", "make_pupil_files",
    "make_subject_copies", "mark_left", "move_layer", "move_note", "move_plan_review",
    "name_in_concern", "note_contact", "note_referral", "open_emergency", "plan_meeting",
    "publish_plan", "publish_profile", "pupil_arrangements", "pupil_deadlines", "pupil_file",
    "raise_concern", "reads_all_contacts", "record_agreement", "record_assessment_stage",
    "record_concern_step", "record_result", "record_review_stage", "release_request",
    "remind_of_concerns", "remind_steps", "remove_attachment", "remove_key_adult",
    "reopen_action", "reopen_concern", "report_to_parents", "restrictive_return", "retire",
    "review_cycle", "review_emergency", "review_request", "see_acknowledgements", "see_advice",
    "see_agreed_actions", "see_arrangements", "see_behaviour", "see_behaviour_analysis",
    "see_breach", "see_breaches", "see_concerns", "see_contact_log", "see_contacts",
    "see_deadline_rules", "see_deadlines", "see_digest", "see_directory", "see_emergencies",
    "see_evidence", "see_files", "see_help", "see_imports", "see_incidents", "see_layers",
    "see_meeting_list", "see_meetings", "see_orders", "see_plan", "see_plan_rules",
    "see_plan_summary", "see_professionals", "see_profile", "see_progress", "see_pupil_contacts",
    "see_quiet_pupils", "see_referrals", "see_reports", "see_requests", "see_restrictives",
    "see_review", "see_review_pack", "see_talk_rules", "see_who_looked", "send_referral",
    "send_request", "share_concern", "share_view", "sign_minutes", "sign_restrictive",
    "start_annual_review", "start_assessment", "start_plan", "start_profile", "take_back_advice",
    "take_note", "tick_step", "undo_assessment_stage", "undo_cancel_meeting",
    "undo_close_referral", "undo_end_arrangement", "undo_end_carer_link", "undo_end_involvement",
    "undo_end_key_adult", "undo_end_plan", "undo_finish_follow_up", "undo_import",
    "undo_lift_court_order", "undo_log_uses", "undo_remove_attachment", "undo_retire",
    "undo_review_stage", "untick_step", "wipe_attachments", "wipe_papers", "wipe_review_copies",
    "withdraw_advice", "withdraw_assessment", "withdraw_contact", "withdraw_layer_move",
    "withhold_report", "write_minutes",
]  # fmt: skip
