"""Access to families, court orders, the directory, professionals and files; written by hand.

How to reach a family is for head, SENCO, assistant SENCO, safeguarding lead, data manager, and an
HLTA for her department; who they are, for whoever works with the pupil. What agencies do and files are
for the same people without the data manager; who comes and when, for whoever works with the pupil.
"""

from pupils.models import (
    Agency,
    AgencyKind,
    Attachment,
    Carer,
    CarerLink,
    CourtOrder,
    Involvement,
    Professional,
    Pupil,
    Recommendation,
    Referral,
    Report,
)
from tests.house.access import acts, at, form, reads

SCHOOL = "head senco assistant_senco dsl"
FULL = f"{SCHOOL} hlta"
NEAR = f"{FULL} ta teacher"
FAMILY_KEEPERS = "senco assistant_senco data"
HELP_KEEPERS = "senco assistant_senco dsl"
HELP_NEAR = f"{HELP_KEEPERS} hlta"
DIRECTORY = FULL
PLAN = "senco assistant_senco"
NO_LINES = {"lines-TOTAL_FORMS": "0", "lines-INITIAL_FORMS": "0"}
NO_LIMITS = {"limits-TOTAL_FORMS": "0", "limits-INITIAL_FORMS": "0"}

SIGHT = {
    "carer": at(f"{FULL} data", f"{SCHOOL} data"),
    "carer_link": at(f"{NEAR} data", f"{SCHOOL} data"),
    "ended_carer_link": at(f"{FULL} data", f"{SCHOOL} data"),
    "court_order": at(FULL, SCHOOL),
    "lifted_order": at(FULL, SCHOOL),
    "agency": at(DIRECTORY),
    "retired_agency": at(DIRECTORY),
    "professional": at(DIRECTORY),
    "retired_professional": at(DIRECTORY),
    "agency_kind": at("all"),
    "involvement": at(NEAR, SCHOOL),
    "ended_involvement": at(FULL, SCHOOL),
    "papers": at(FULL, SCHOOL),
    "attachment": at(FULL, SCHOOL),
    "removed_attachment": at(FULL, SCHOOL),
    "report": at(FULL, SCHOOL),
    "recommendation": at(FULL, SCHOOL),
    "adopted_recommendation": at(NEAR, SCHOOL),
    "referral": at(FULL, SCHOOL),
    "draft_referral": at(FULL, SCHOOL),
    "closed_referral": at(FULL, SCHOOL),
}

ROWS = {
    "pupil_family": reads("pupil", f"{NEAR} data", f"{SCHOOL} data"),
    "carer": reads("carer", f"{FULL} data", f"{SCHOOL} data"),
    "add_carer": form("pupil", FAMILY_KEEPERS, FAMILY_KEEPERS),
    "link_carer": form(
        "mate", FAMILY_KEEPERS, FAMILY_KEEPERS, kwargs={"pk": "mate", "carer": "carer"}
    ),
    "edit_carer": form("carer", FAMILY_KEEPERS, FAMILY_KEEPERS),
    "edit_carer_link": form("carer_link", FAMILY_KEEPERS, FAMILY_KEEPERS),
    "end_carer_link": acts("carer_link", FAMILY_KEEPERS, FAMILY_KEEPERS),
    "undo_end_carer_link": acts("ended_carer_link", FAMILY_KEEPERS, FAMILY_KEEPERS),
    "court_order": reads("court_order", FULL, SCHOOL),
    "add_court_order": form("pupil", SCHOOL, SCHOOL, data=NO_LIMITS),
    "edit_court_order": form("court_order", SCHOOL, SCHOOL, data=NO_LIMITS),
    "lift_court_order": acts("court_order", SCHOOL, SCHOOL),
    "undo_lift_court_order": acts("lifted_order", SCHOOL, SCHOOL),
    "directory": reads("", DIRECTORY),
    "agency": reads("agency", DIRECTORY),
    "add_agency": form("", HELP_NEAR),
    "edit_agency": form("agency", HELP_NEAR),
    "retire_agency": acts("agency", HELP_NEAR),
    "undo_retire_agency": acts("retired_agency", HELP_NEAR),
    "add_professional": form("agency", HELP_NEAR),
    "edit_professional": form("professional", HELP_NEAR),
    "retire_professional": acts("professional", HELP_NEAR),
    "undo_retire_professional": acts("retired_professional", HELP_NEAR),
    "agency_kinds": reads("", DIRECTORY),
    "add_agency_kind": form("", PLAN),
    "edit_agency_kind": form("agency_kind", PLAN),
    "pupil_professionals": reads("pupil", NEAR, SCHOOL),
    "add_involvement": form("pupil", HELP_NEAR, HELP_KEEPERS),
    "edit_involvement": form("involvement", HELP_NEAR, HELP_KEEPERS),
    "end_involvement": acts("involvement", HELP_NEAR, HELP_KEEPERS),
    "undo_end_involvement": acts("ended_involvement", HELP_NEAR, HELP_KEEPERS),
    "pupil_files": reads("pupil", FULL, SCHOOL),
    "keep_attachment": form(
        "papers", HELP_NEAR, HELP_KEEPERS, kwargs={"pk": "papers", "owner": "papers"},
        fixed={"kind": "pupil"},
    ),
    "download_attachment": reads("attachment", FULL, SCHOOL),
    "remove_attachment": form("attachment", HELP_NEAR, HELP_KEEPERS),
    "undo_remove_attachment": acts("removed_attachment", HELP_NEAR, HELP_KEEPERS),
    "pupil_reports": reads("pupil", FULL, SCHOOL),
    "add_report": form("pupil", HELP_NEAR, HELP_KEEPERS, data=NO_LINES),
    "report": reads("report", FULL, SCHOOL),
    "edit_report": form("report", HELP_NEAR, HELP_KEEPERS, data=NO_LINES),
    "decide_recommendation": form("adopted_recommendation", PLAN, PLAN),
    "advice": reads("", DIRECTORY),
    "print_advice": reads("", DIRECTORY),
    "export_advice": acts("", SCHOOL),
    "referrals": reads("", DIRECTORY),
    "print_referrals": reads("", DIRECTORY),
    "export_referrals": acts("", SCHOOL),
    "referral": reads("referral", FULL, SCHOOL),
    "add_referral": form("pupil", HELP_NEAR, HELP_KEEPERS),
    "edit_referral": form("draft_referral", HELP_NEAR, HELP_KEEPERS),
    "send_referral": form("draft_referral", HELP_NEAR, HELP_KEEPERS),
    "note_referral": form("referral", HELP_NEAR, HELP_KEEPERS),
    "close_referral": form("referral", HELP_NEAR, HELP_KEEPERS),
    "undo_close_referral": acts("closed_referral", HELP_NEAR, HELP_KEEPERS),
}  # fmt: skip

SEEN = [
    (Carer, "carer"), (CarerLink, "edit_carer_link"), ((CourtOrder, Pupil), "court_order"),
    (Agency, "agency"), (Agency, "directory"), (Professional, "edit_professional"),
    (AgencyKind, "edit_agency_kind"), (Involvement, "edit_involvement"),
    (Attachment, "download_attachment"), ((Report, Pupil), "report"), ((Referral, Pupil), "referral"),
    (Referral, "referrals"), (Recommendation, "decide_recommendation"),
]  # fmt: skip

_OF = "pupils.policies"
POLICIES = {
    **dict.fromkeys(("add_carer", "link_carer"), f"{_OF}.keep_carers"),
    **dict.fromkeys(("edit_carer", "edit_carer_link"), f"{_OF}.keep_carers_at"),
    "add_court_order": f"{_OF}.keep_orders",
    "edit_court_order": f"{_OF}.keep_orders_at",
    "directory": f"{_OF}.see_directory",
    "agency_kinds": f"{_OF}.see_directory",
    **dict.fromkeys(
        ("add_agency", "edit_agency", "add_professional", "edit_professional"),
        f"{_OF}.keep_directory",
    ),
    **dict.fromkeys(("retire_agency", "retire_professional"), f"{_OF}.retire"),
    **dict.fromkeys(("undo_retire_agency", "undo_retire_professional"), f"{_OF}.undo_retire"),
    "add_agency_kind": f"{_OF}.keep_agency_kinds",
    "edit_agency_kind": f"{_OF}.edit_agency_kind {_OF}.keep_agency_kinds",
    "pupil_professionals": f"{_OF}.see_professionals",
    "add_involvement": f"{_OF}.keep_help",
    "pupil_files": f"{_OF}.see_files",
    "pupil_reports": f"{_OF}.see_reports",
    "add_report": f"{_OF}.keep_report",
    "add_referral": f"{_OF}.keep_referral",
    **dict.fromkeys(("advice", "print_advice"), f"{_OF}.see_advice"),
    **dict.fromkeys(("referrals", "print_referrals"), f"{_OF}.see_referrals"),
}
