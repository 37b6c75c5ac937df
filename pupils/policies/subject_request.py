"""Who keeps subject access requests, and who decides what is given.

The data manager receives requests, checks identity and watches the dates, and sees neither sessions
nor profiles; so the review copy, which holds the whole file, is for the SENCO and the head.
"""

from typing import Any

from django.utils.translation import gettext as _

from pupils.models import Pupil, RequestRow, SubjectRequest
from pupils.models.subject_request import REQUEST_KEEPERS, REVIEWERS

State = SubjectRequest.State


def see_requests(person: Any, school_id: int | None = None) -> str:
    """The head, the SENCO and the data manager."""
    access, keepers = person.access, REQUEST_KEEPERS
    if access.has(school_id, *keepers) if school_id else access.has_any(*keepers):
        return ""
    return _("Requests for what is kept are for the head, the SENCO and the data manager.")


def add_request(person: Any, pupil: Pupil) -> str:
    """As above, at the pupil's school."""
    return see_requests(person, pupil.school_id)


def edit_request(person: Any, request: SubjectRequest) -> str:
    """Whoever keeps requests, until it is sent or closed."""
    if reason := see_requests(person, request.school_id):
        return reason
    if request.is_done:
        return _("This request is done, so it stays as it is.")
    return ""


def see_review(person: Any, school_id: int | None = None) -> str:
    """The head and the SENCO."""
    access = person.access
    if access.has(school_id, *REVIEWERS) if school_id else access.has_any(*REVIEWERS):
        return ""
    return _("Only the head and the SENCO review what is given: the copy holds the whole file.")


def review_request(person: Any, request: SubjectRequest) -> str:
    """The head and the SENCO of the pupil's school."""
    return see_review(person, request.school_id)


def collect_request(person: Any, request: SubjectRequest) -> str:
    """Once, when identity is known and the clock runs."""
    if reason := review_request(person, request) or edit_request(person, request):
        return reason
    if request.due_on is None:
        return _("Check first who asks. The file is looked at when identity is known.")
    if request.state != State.OPEN:
        return _("The review copy has been made already.")
    return ""


def decide_row(person: Any, row: RequestRow) -> str:
    """While the copy is being reviewed."""
    if reason := review_request(person, row.request):
        return reason
    if row.request.state != State.REVIEWING:
        return _("This copy has been released, so its decisions stay as they are.")
    return ""


def release_request(person: Any, request: SubjectRequest) -> str:
    """When no marked record waits for a decision."""
    if reason := review_request(person, request):
        return reason
    if request.state == State.OPEN:
        return _("Make the review copy first.")
    if request.state != State.REVIEWING:
        return _("This copy has been released already.")
    if RequestRow.objects.filter(request=request).waiting().exists():
        return _("Records with names in them still wait for a decision. Decide each of them first.")
    return ""


def send_request(person: Any, request: SubjectRequest) -> str:
    """Once it has been released."""
    reason = edit_request(person, request)
    if not reason and request.state != State.READY:
        return _("Release the copy first; then say when and how it was sent.")
    return reason


def make_subject_copies(person: Any, school_id: int | None = None) -> str:
    """Whoever reviews; asked again when the file is made behind the page."""
    reason = see_review(person, school_id)
    if not reason and not person.is_active:
        return _("This account is not active any more.")
    return reason


def wipe_review_copies(person: Any) -> str:
    """No person at all: the work that is due each day."""
    return "" if person is None else _("Review copies are deleted by the daily work alone.")
