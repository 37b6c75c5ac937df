"""Subject access requests that exist nowhere else, through the same actions as everybody's."""

import datetime

from django.utils import timezone

from pupils.actions.request_review import collect_request, decide_row, release_request
from pupils.actions.subject_request import add_request
from pupils.models import DisclosureExemption, Pupil, RequestRow, SubjectRequest


def received(pupil: Pupil, by, *, is_known: bool = True, **more) -> SubjectRequest:
    """A request of ten days ago by a parent."""
    on = timezone.localdate() - datetime.timedelta(days=10)
    known = {"identity_on": on, "identity_how": "document"} if is_known else {}
    about = {"asked_by": "parent", "asker_name": "Rosalind Quill", "received_on": on}
    return add_request(by=by, pupil=pupil, **about, **known, **more)


def reviewed(pupil: Pupil, by) -> SubjectRequest:
    """One with its review copy made and nothing decided."""
    request = received(pupil, by)
    collect_request(by=by, request=request, version=request.version)
    return SubjectRequest.objects.select_related("pupil").get(pk=request.pk)


def exemption(code: str = "third_party") -> DisclosureExemption:
    """One of the national list."""
    return DisclosureExemption.objects.get(school=None, code=code)


def decide(row: RequestRow, by, decision: str, **more) -> RequestRow:
    """Decide about a row; what is not kept rests on third parties."""
    row.refresh_from_db()
    if decision != "keep":
        more.setdefault("exemption", exemption())
    return decide_row(by=by, row=row, version=row.version, decision=decision, **more)


def decided(pupil: Pupil, by) -> SubjectRequest:
    """One of which everything is to be given."""
    request = reviewed(pupil, by)
    for row in RequestRow.objects.filter(request=request).waiting():
        decide(row, by, "keep")
    return request


def released(pupil: Pupil, by) -> SubjectRequest:
    """One of which everything is given."""
    request = decided(pupil, by)
    release_request(by=by, request=request, version=request.version)
    return SubjectRequest.objects.select_related("pupil").get(pk=request.pk)
