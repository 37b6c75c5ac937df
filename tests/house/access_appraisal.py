"""Access to the line and to reviews; written by hand.

Figures of the line are for whoever has somebody below. A review is between the appraisee (here the
TA) and the appraiser (the HLTA above); the line above (assistant SENCO, SENCO) and the head read it,
may take it over before it is signed, and begin a correction. Evidence and the own view are the
appraisee's, judgements the appraiser's. HR and everybody beside the line do not know it is there.
"""

from tests.house.access import acts, at, form, reads

ABOVE_BOTH = "head senco assistant_senco"
MANAGES = f"{ABOVE_BOTH} hlta"
READS = f"{MANAGES} ta"
BOTH = "hlta ta"
APPRAISER = "hlta"
APPRAISEE = "ta"
AREA = {"area_code": "P"}

SIGHT = {
    # The dates of the appraisal year are no secret.
    "cycle": at("all"),
    "review": at(READS, ABOVE_BOTH),
    "ready_review": at(READS, ABOVE_BOTH),
    "signed_review": at(READS, ABOVE_BOTH),
    "review_objective": at(READS, ABOVE_BOTH),
    "review_evidence": at(READS, ABOVE_BOTH),
}

ROWS = {
    # The line
    "line": reads("", MANAGES),
    "line_pupils": reads("", MANAGES),
    "export_line": acts("", MANAGES),
    # Appraisal years and the list
    "reviews": reads("", READS),
    "cycles": reads("", READS),
    "add_cycle": form("", "head senco"),
    "edit_cycle": form("cycle", "head senco"),
    "open_review": form("post", MANAGES, ABOVE_BOTH),
    # One review
    "review": reads("review", READS, ABOVE_BOTH),
    "print_review": reads("review", READS, ABOVE_BOTH),
    "set_meeting": form("review", BOTH, ""),
    "comment_review": form("review", BOTH, ""),
    "mark_ready": acts("review", APPRAISER, ""),
    "reopen_review": acts("ready_review", BOTH, ""),
    "take_over_review": acts("review", ABOVE_BOTH, ABOVE_BOTH),
    "correct_review": form("signed_review", MANAGES, ABOVE_BOTH),
    "sign_review": form("ready_review", BOTH, ""),
    # Objectives, evidence, judgements
    "add_objective": form("review", BOTH, ""),
    "edit_objective": form("review_objective", BOTH, ""),
    "rate_objective": form("review_objective", APPRAISER, ""),
    "remove_objective": acts("review_objective", BOTH, ""),
    "choose_evidence": reads("review", APPRAISEE, ""),
    "offer_evidence": form(
        "review", APPRAISEE, "",
        kwargs={"pk": "review", "source": "logged"}, fixed={"kind": "session"},
    ),
    "withdraw_evidence": acts("review_evidence", APPRAISEE, ""),
    "give_own_view": form("review", APPRAISEE, "", fixed=AREA),
    "judge_area": form("review", APPRAISER, "", fixed=AREA),
}  # fmt: skip
