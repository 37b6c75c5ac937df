"""Access to concerns; written by hand.

Everybody raises one. The safeguarding lead answers for those of the school; the head for those that
name a member of staff; nobody for one that names them, whatever their post. To everybody else, the
author too, a concern is not there. Whom the school turns to outside is for every adult to read.
"""

from pupils.models import Concern, SafeguardingContact
from tests.house.access import acts, at, form, reads

LEAD = "dsl"
ANSWERING = "dsl head"
TOKEN = {"token": "concern"}
NEW = {
    "child": "A child in Year 8", "is_immediate": "no", "seen": "A bruise", "told": "lead",
    "happened_on": "2026-11-02",
}  # fmt: skip

SIGHT = {
    "concern": at(LEAD, LEAD),
    "closed_concern": at(LEAD, LEAD),
    # It names the TA: the head opens it too. The one that names the lead, the head alone.
    "staff_concern": at(ANSWERING, ANSWERING),
    "lead_concern": at("head", "head"),
    # A receipt is for its author.
    "receipt": at("teacher", "teacher"),
    "contact": at("all", "all"),
}

ROWS = {
    "concerns": reads("", ANSWERING, query="state=all"),
    "raise_concern": form("", "all", data=NEW),
    "concern_receipts": reads("", "all"),
    "concern_receipt": reads("receipt", "teacher", "teacher", kwargs={"token": "receipt"}),
    "concern": reads("concern", LEAD, LEAD, kwargs=TOKEN),
    "record_concern_step": acts(
        "staff_concern", ANSWERING, ANSWERING, kwargs={"token": "staff_concern"},
        data={"kind": "note", "words": "Spoke to her", "on": "2026-11-02"},
    ),
    "allocate_concern": acts("concern", LEAD, LEAD, kwargs=TOKEN),
    "close_concern": acts("lead_concern", "head", "head", kwargs={"token": "lead_concern"},
                          data={"words": "Looked into"}),
    "reopen_concern": acts("closed_concern", LEAD, LEAD, kwargs={"token": "closed_concern"},
                           data={"words": "More was said"}),
    "share_concern": acts("staff_concern", LEAD, LEAD, kwargs={"token": "staff_concern"}),
    "name_in_concern": acts("concern", LEAD, LEAD, kwargs=TOKEN),
    "safeguarding_contacts": reads("", "all"),
    "add_contact": form("", ANSWERING),
    "edit_contact": form("contact", ANSWERING, ANSWERING),
}  # fmt: skip

SEEN = [
    (Concern, "concern"), (Concern, "record_concern_step"), (SafeguardingContact, "edit_contact"),
]  # fmt: skip

POLICIES = {
    "concerns": "pupils.policies.see_concerns",
    "add_contact": "pupils.policies.keep_contacts pupils.policies.edit_contact",
}
