"""Access to groups, sessions, scores, progress, the library, the caseload and the trust; by hand.

The SENCO and the assistant SENCO plan and write anywhere in their school, an HLTA in her department.
Whoever leads a group logs and moves its sessions and enters scores, but the group itself, its places
and its week are planned above. The head reads. A teacher reads about linked pupils: their tabs, and
their groups with those pupils alone; sessions of the whole group are not a teacher's. The
safeguarding lead, the data manager, HR and the exams officer see none of it.
"""

from tests.house.access import Route, acts, at, form, reads

KEEPERS = "senco assistant_senco"
PROVISION = f"head {KEEPERS}"
PLANS = f"{KEEPERS} hlta"
WRITES = f"{PLANS} ta"
READS = f"{PROVISION} hlta ta"
CASELOAD = f"{PROVISION} hlta ta teacher"

SIGHT = {
    "session": at(READS, PROVISION),
    "logged": at(READS, PROVISION),
    "cancelled": at(READS, PROVISION),
    "attendance": at(READS, PROVISION),
    "group": at(f"{READS} teacher", PROVISION),
    "place": at(f"{READS} teacher", PROVISION),
    "mate_place": at(READS, PROVISION),
    "ended_place": at(READS, PROVISION),
    "aims": at(f"{READS} teacher", PROVISION),
    "score": at(f"{READS} teacher", PROVISION),
    # The library holds no pupil: everybody who works in the school reads it.
    "programme": at("all"),
    "retired_programme": at("all"),
    "measure": at("all"),
    "retired_measure": at("all"),
    "shared_measure": {"own": at("all")["own"]},
}

ROWS = {
    # Sessions
    "today": reads("", "all"),
    "session": reads("session", READS, PROVISION),
    "log_session": form("session", WRITES, KEEPERS, data={"do": "as_planned"}),
    "draft_session": acts("session", WRITES, KEEPERS),
    "undo_log": acts("logged", WRITES, KEEPERS),
    "see_concern": acts("attendance", WRITES, KEEPERS),
    "move_session": form("session", WRITES, KEEPERS),
    "cancel_session": form("session", WRITES, KEEPERS),
    "restore_session": acts("cancelled", WRITES, KEEPERS),
    "cover_session": form("session", PLANS, KEEPERS),
    # Groups and places
    "groups": reads("", "all", query="show=all"),
    "add_group": form("", PLANS),
    "group": reads("group", f"{READS} teacher", PROVISION),
    "edit_group": form("group", PLANS, KEEPERS),
    "group_register": reads("group", f"{READS} teacher", PROVISION),
    "plan_sessions": form("group", PLANS, KEEPERS),
    "add_session": form("group", WRITES, KEEPERS),
    "add_places": form("group", PLANS, KEEPERS, data={"do": "add"}),
    "edit_place": form("place", PLANS, KEEPERS),
    "end_place": form("mate_place", PLANS, KEEPERS),
    "undo_end_place": acts("ended_place", PLANS, KEEPERS),
    # The library
    "programmes": reads("", "all"),
    "add_programme": form("", KEEPERS),
    "programme": reads("programme", "all"),
    "edit_programme": form("programme", KEEPERS),
    "confirm_programme": acts("programme", KEEPERS),
    "retire_programme": acts("programme", KEEPERS),
    "restore_programme": acts("retired_programme", KEEPERS),
    "measures": reads("", "all"),
    "add_measure": form("", KEEPERS),
    "edit_measure": form("measure", KEEPERS),
    "copy_measure": Route("shared_measure", post={"own": at(KEEPERS)["own"]}),
    "retire_measure": acts("measure", KEEPERS),
    "restore_measure": acts("retired_measure", KEEPERS),
    # A pupil's sessions, scores and progress
    "pupil_sessions": reads("pupil", f"{READS} teacher", PROVISION),
    "pupil_progress": reads("pupil", f"{READS} teacher", PROVISION),
    "add_score": form("pupil", WRITES, KEEPERS),
    "edit_score": form("score", WRITES, KEEPERS),
    "remove_score": acts("score", WRITES, KEEPERS),
    "undo_remove_score": acts("pupil", WRITES, KEEPERS, sitting="removed_score"),
    "edit_goals": form("aims", WRITES, KEEPERS),
    "how_judged": reads("", "all"),
    # The caseload
    "caseload": reads("", CASELOAD, query="view=all"),
    "save_caseload_view": form("", CASELOAD),
    "set_review_dates": acts("", KEEPERS, data={"all": "1"}, query="view=all"),
    "undo_review_dates": acts("", KEEPERS),
    "change_owners": acts("", KEEPERS, data={"all": "1"}, query="view=all"),
    "export_caseload": acts("", PROVISION, query="view=all"),
    # The trust: posts that cover it, here the head's
    "trust": reads("", "head"),
}
