"""Access to the contact log, to actions and to the lists both go by; written by hand.

Head, SENCO, assistant SENCO and safeguarding lead read the whole log, an HLTA that of her department;
a TA and a teacher the notes they wrote about pupils they work with. Whoever wrote a note, the SENCO and
the assistant SENCO correct it. Who owns an action sees it and says that it is done.
"""

from pupils.models import AgreedAction, ContactNote, Meeting, TalkKind, TalkRule
from tests.house.access import acts, at, form, reads

SCHOOL = "head senco assistant_senco dsl"
LOG = f"{SCHOOL} hlta ta teacher"
WHOLE = f"{SCHOOL} hlta"
KEEP = "senco assistant_senco"
WITH_PUPIL = f"{SCHOOL} data hlta ta teacher"
NOTE = {
    "known": "new", "who_kind": "carer", "who_name": "Dawn", "way": "phone", "direction": "out",
    "reach": "spoke", "said": "Well", "on": "2026-01-05", "time": "10:00",
    "actions-TOTAL_FORMS": "0", "actions-INITIAL_FORMS": "0",
}  # fmt: skip

SIGHT = {
    "contact_note": at(WHOLE, SCHOOL),
    # The leader of the group wrote it.
    "own_note": at(f"{WHOLE} ta", SCHOOL),
    # Its owner is the leader of the group.
    "agreed_action": at(f"{WHOLE} ta", SCHOOL),
    "ended_action": at(WHOLE, SCHOOL),
    # The leader of the group was asked to the open one.
    "open_meeting": at(f"{WHOLE} ta", SCHOOL),
    "signed_meeting": at(WHOLE, SCHOOL),
    "cancelled_meeting": at(WHOLE, SCHOOL),
    "talk_kind": at("all", "all"),
    "talk_rule": at("all", "all"),
}

ROWS = {
    "contacts": reads("", LOG),
    "print_contacts": reads("", LOG),
    "export_contacts": acts("", SCHOOL),
    "quiet_pupils": reads("", WHOLE),
    "choose_contact_pupil": reads("", LOG, query="q=a"),
    "pupil_contacts": reads("pupil", LOG, SCHOOL),
    "note_contact": form("pupil", LOG, SCHOOL, data=NOTE),
    "contact": reads("contact_note", WHOLE, SCHOOL),
    "correct_contact": form("own_note", f"{KEEP} ta", KEEP, data=NOTE),
    "withdraw_contact": form("own_note", f"{KEEP} ta", KEEP),
    "undo_note_contact": acts("own_note", f"{KEEP} ta", KEEP),
    "agreed_actions": reads("", LOG, query="view=all"),
    "finish_action": acts("agreed_action", f"{KEEP} ta", KEEP),
    "reopen_action": acts("ended_action", KEEP, KEEP),
    "end_action": form("agreed_action", f"{KEEP} ta", KEEP),
    "edit_action": form("agreed_action", KEEP, KEEP),
    "meetings": reads("", LOG, query="view=all"),
    "pupil_meetings": reads("pupil", LOG, SCHOOL),
    "plan_meeting": form("pupil", WHOLE, SCHOOL),
    "meeting": reads("open_meeting", f"{WHOLE} ta", SCHOOL),
    "edit_meeting": form("open_meeting", KEEP, KEEP),
    "write_minutes": form("open_meeting", KEEP, KEEP),
    "sign_minutes": acts("open_meeting", KEEP, KEEP),
    "correct_minutes": form("signed_meeting", KEEP, KEEP),
    "cancel_meeting": acts("open_meeting", KEEP, KEEP),
    "undo_cancel_meeting": acts("cancelled_meeting", KEEP, KEEP),
    "meeting_pdf": reads("open_meeting", f"{WHOLE} ta", SCHOOL),
    "meeting_word": reads("signed_meeting", WHOLE, SCHOOL),
    "talk_rules": reads("", LOG),
    "add_contact_kind": form("", KEEP),
    "add_meeting_kind": form("", KEEP),
    "edit_talk_kind": form("talk_kind", KEEP, KEEP),
    "edit_talk_rule": form("talk_rule", KEEP, KEEP),
}

SEEN = [
    (ContactNote, "contact"), (ContactNote, "correct_contact"), (AgreedAction, "finish_action"),
    (Meeting, "meeting"), (Meeting, "sign_minutes"), (TalkKind, "edit_talk_kind"), (TalkRule, "edit_talk_rule"),
]  # fmt: skip

POLICIES = {
    **dict.fromkeys(
        ("contacts", "print_contacts", "choose_contact_pupil"), "pupils.policies.see_contact_log"
    ),
    "quiet_pupils": "pupils.policies.see_quiet_pupils",
    "pupil_contacts": "pupils.policies.see_pupil_contacts",
    "note_contact": "pupils.policies.note_contact",
    **{
        name: f"pupils.policies.{name} pupils.policies.correct_contact pupils.policies.keep_contact"
        for name in ("withdraw_contact", "correct_contact")
    },
    "undo_note_contact": "pupils.policies.correct_contact",
    "agreed_actions": "pupils.policies.see_agreed_actions",
    "end_action": "pupils.policies.finish_action",
    "talk_rules": "pupils.policies.see_talk_rules",
    "meetings": "pupils.policies.see_meeting_list",
    "pupil_meetings": "pupils.policies.see_meetings",
    "write_minutes": "pupils.policies.write_minutes pupils.policies.keep_meeting",
    **dict.fromkeys(("add_contact_kind", "add_meeting_kind"), "pupils.policies.keep_talk_rules"),
    **{
        name: f"pupils.policies.{name} pupils.policies.keep_talk_rules"
        for name in ("edit_talk_kind", "edit_talk_rule")
    },
}
