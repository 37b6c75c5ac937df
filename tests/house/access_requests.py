"""Access to subject access requests; written by hand.

The head, the SENCO and the data manager keep requests and their dates. What is given is decided by the
head and the SENCO, because the review copy holds the whole file.
"""

from pupils.models import RequestRow, SubjectRequest
from tests.house.access import acts, at, form, reads

KEEP = "head senco data"
REVIEW = "head senco"
NEW = {"asked_by": "parent", "asker_name": "Rosalind Quill", "received_on": "2026-09-08"}

SIGHT = {
    **dict.fromkeys(
        ("request", "reviewed_request", "decided_request", "released_request"), at(KEEP, KEEP)
    ),
    "request_row": at(REVIEW, REVIEW),
}

ROWS = {
    "subject_requests": reads("", KEEP),
    "add_request": form("pupil", KEEP, KEEP, data=NEW),
    "subject_request": reads("request", KEEP, KEEP),
    "step_request": form("request", KEEP, KEEP, kwargs={"pk": "request"}, fixed={"do": "note"}),
    "collect_request": acts("request", REVIEW, REVIEW),
    "review_request": reads("reviewed_request", REVIEW, REVIEW),
    "decide_row": acts("request_row", REVIEW, REVIEW, data={"decision": "keep"}),
    "keep_staff_rows": acts("reviewed_request", REVIEW, REVIEW),
    "release_request": acts("decided_request", REVIEW, REVIEW),
    "copy_again": acts("released_request", REVIEW, REVIEW),
}

SEEN = [
    (SubjectRequest, "subject_request"), (SubjectRequest, "review_request"),
    (RequestRow, "decide_row"),
]  # fmt: skip

POLICIES = {
    "subject_requests": "pupils.policies.see_requests",
    "subject_request": "pupils.policies.see_requests",
    "step_request": "pupils.policies.edit_request",
    "keep_staff_rows": "pupils.policies.subject_request.see_review",
    "release_request": "pupils.policies.release_request pupils.policies.subject_request.see_review",
    "copy_again": "pupils.policies.subject_request.see_review",
}
