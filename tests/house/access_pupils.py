"""Access to pupils, the SEND register, their adults, imports and saved views; written by hand.

Head, SENCO, assistant SENCO, safeguarding lead and data manager see every pupil of their school; an
HLTA those of her department, a TA and a teacher those they are linked with; HR and the exams officer
none. The SENCO and the assistant SENCO keep the register and the adults; they and the data manager
keep who a pupil is and bring files in, which the head may look at.
"""

from tests.house.access import acts, at, form, reads

SCHOOL = "head senco assistant_senco dsl data"
WITH_PUPIL = f"{SCHOOL} hlta ta teacher"
REGISTER = "senco assistant_senco"
IDENTITY = "senco assistant_senco data"
ANSWERS_FOR_LOOKS = "head senco dsl"
IMPORTS = "head senco assistant_senco data"
LINK = {"pk": "pupil", "link_pk": "link"}
ENDED_LINK = {"pk": "pupil", "link_pk": "ended_link"}
#: Access arrangements: who keeps the register, who reads all of it, who logs and reads those of own pupils.
KEEP = "senco assistant_senco exams"
READ_ALL = f"{KEEP} head"
WITH_ARRANGEMENTS = f"{READ_ALL} hlta ta teacher"
LOG = f"{KEEP} hlta ta teacher"

SIGHT = {
    "pupil": at(WITH_PUPIL, SCHOOL),
    # Nobody works with a pupil who has left.
    "left": at(SCHOOL, SCHOOL),
    "link": at(WITH_PUPIL, SCHOOL),
    "ended_link": at(WITH_PUPIL, SCHOOL),
    # A saved view is seen by who saved it, and by the role it is shared with.
    "view": at("ta", ""),
    "shared_view": at("ta hlta", "hlta"),
    "deleted_view": at("ta", ""),
    "import": at(IMPORTS),
    "reading_import": at(IMPORTS),
    "committed_import": at(IMPORTS),
    # The exams officer sees a candidate's name, form and year, and no record.
    "candidate": at(f"{WITH_PUPIL} exams", f"{SCHOOL} exams"),
    "arrangement": at(WITH_ARRANGEMENTS, READ_ALL),
    "ended_arrangement": at(WITH_ARRANGEMENTS, READ_ALL),
    "use_sheet": at(f"{KEEP} ta", KEEP),
    "use": at(WITH_ARRANGEMENTS, READ_ALL),
    "exam_subject": at("all", "all"),
    "arrangement_kind": at("all", "all"),
    "arrangement_deadline": at("all", "all"),
}

ROWS = {
    # Lists show each person the pupils they see: HR and the exams officer an empty list.
    "pupil_people": reads("pupil", WITH_PUPIL, SCHOOL),
    "register": reads("", "all", query="status=any&roll=any"),
    "print_register": reads("", "all", query="status=any&roll=any"),
    "export_register": acts("", SCHOOL, query="status=any&roll=any"),
    "add_pupil": form("", IDENTITY),
    "saved_views": reads("", "all"),
    "save_view": form("", "all"),
    "edit_view": form("view", "ta", ""),
    "delete_view": acts("shared_view", "ta", ""),
    "undo_delete_view": acts("deleted_view", "ta", "", kwargs={"event_pk": "deleted_view"}),
    # Files
    "imports": reads("", IMPORTS),
    "upload_import": acts("", IDENTITY),
    "see_import": reads("import", IMPORTS),
    "import_progress": reads("import", IMPORTS),
    "commit_import": acts("import", IDENTITY),
    "undo_import": acts("committed_import", IDENTITY),
    "discard_import": acts("import", IDENTITY),
    "read_import_again": acts("reading_import", IDENTITY),
    # One pupil
    "pupil": reads("pupil", WITH_PUPIL, SCHOOL),
    "edit_pupil": form("pupil", IDENTITY, IDENTITY),
    "mark_left": form("pupil", IDENTITY, IDENTITY),
    "undo_mark_left": acts("left", IDENTITY, IDENTITY),
    "change_status": form("pupil", REGISTER, REGISTER),
    "edit_needs": form("pupil", REGISTER, REGISTER),
    "add_key_adult": form("pupil", REGISTER, REGISTER),
    "end_key_adult": acts("link", REGISTER, REGISTER, kwargs=LINK),
    "remove_key_adult": acts("link", REGISTER, REGISTER, kwargs=LINK),
    "undo_end_key_adult": acts("ended_link", REGISTER, REGISTER, kwargs=ENDED_LINK),
    "pupil_chronology": reads("pupil", WITH_PUPIL, SCHOOL),
    "print_chronology": reads("pupil", WITH_PUPIL, SCHOOL),
    "export_chronology": acts("pupil", SCHOOL, SCHOOL),
    "who_looked": reads("pupil", ANSWERS_FOR_LOOKS, ANSWERS_FOR_LOOKS),
    "who_can_see": reads("pupil", WITH_PUPIL, SCHOOL),
    # Access arrangements
    "arrangements": reads("", WITH_ARRANGEMENTS, query="state=any"),
    "print_arrangements": reads("", WITH_ARRANGEMENTS, query="state=any"),
    "export_arrangements": acts("", READ_ALL, query="state=any"),
    "choose_candidate": reads("", KEEP, query="q=a"),
    "add_arrangement": form("candidate", KEEP, KEEP),
    "arrangement": reads("arrangement", WITH_ARRANGEMENTS, READ_ALL),
    "edit_arrangement": form("arrangement", KEEP, KEEP),
    "end_arrangement": acts("arrangement", KEEP, KEEP),
    "undo_end_arrangement": acts("ended_arrangement", KEEP, KEEP),
    "pupil_arrangements": reads(
        "pupil", "head senco assistant_senco hlta ta teacher", "head senco assistant_senco"
    ),
    "inspection_file": reads("candidate", READ_ALL, READ_ALL),
    "log_uses": form("", LOG),
    "undo_log_uses": acts("use_sheet", f"{KEEP} ta", KEEP),
    "arrangement_rules": reads("", READ_ALL),
    "add_arrangement_kind": form("", KEEP),
    "edit_arrangement_kind": form("arrangement_kind", KEEP, KEEP),
    "edit_arrangement_deadline": form("arrangement_deadline", KEEP, KEEP),
    "correct_use": form("use", f"{KEEP} ta", KEEP, data={"outcome": "offered"}),
    "edit_exam_subject": form("exam_subject", KEEP, KEEP, data={"name": "Drama"}),
    "add_exam_subject": acts("", KEEP),
}
