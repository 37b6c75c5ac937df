"""Requests of the world of the access table: one that came, one being reviewed, one released."""

from pupils.models import Pupil, RequestRow
from staff.models import Post
from tests.factories.requests import decide, decided, received, released, reviewed


def make(pupil: Pupil, posts: dict[str, Post]) -> dict[str, object]:
    """The SENCO keeps them; one record of the copy is left out with a note."""
    senco = posts["senco"].person
    copy = reviewed(pupil, senco)
    row = RequestRow.objects.filter(request=copy).first()
    decide(row, senco, "leave_out", note="Not theirs to read")
    return {
        "request": received(pupil, senco, asked_for="Everything since Year 7"),
        "reviewed_request": copy,
        "request_row": RequestRow.objects.filter(request=copy, decision="").first(),
        "decided_request": decided(pupil, senco),
        "released_request": released(pupil, senco),
    }
