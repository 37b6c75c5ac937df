"""The demo's requests: a pupil's file made for the next school, and an answer half decided."""

import datetime

from pupils.actions.paper_run import ask_for_papers, make_papers
from pupils.actions.request_review import collect_request, decide_row
from pupils.actions.subject_request import add_request, note_request
from pupils.models import DisclosureExemption, Pupil, RequestMark, RequestRow
from pupils.pupil_file import PUPIL_FILE
from staff.models import Post

MOVES, ASKED = "Talbot", "Wrenfield"
DECIDED = 3


def make_requests(posts: dict[str, Post], pupils: dict[str, Pupil], today: datetime.date) -> None:
    """Ben Talbot moves; a carer of Tobias Wrenfield asked 20 days ago for all that is kept."""
    senco = posts["senco"].person
    run = ask_for_papers(
        by=senco, kind=PUPIL_FILE, pupils=[pupils[MOVES]], title="Pupil file of Ben Talbot",
        recipient="Harbour Bridge School, to the SENCO", reason="On roll there after the holidays",
        is_full=True,
    )  # fmt: skip
    make_papers(by=senco, run=run)
    on = today - datetime.timedelta(days=20)
    request = add_request(
        by=senco, pupil=pupils[ASKED], asked_by="parent", asker_name="Rosalind Wrenfield",
        received_on=on, asked_for="All notes about reading groups since Year 7", identity_on=on,
        identity_how="known",
    )  # fmt: skip
    words = "Agreed by telephone: everything, not only reading."
    note_request(by=senco, request=request, version=request.version, on=on, words=words)
    collect_request(by=senco, request=request, version=request.version)
    _decide_some(senco, request)


def _decide_some(senco, request) -> None:
    """The first records that name somebody are covered; the rest waits."""
    waiting = RequestRow.objects.filter(request=request).waiting()
    exemption = DisclosureExemption.objects.get(school=None, code="third_party")
    for row in list(waiting.select_related("request").order_by("place"))[:DECIDED]:
        marks = RequestMark.objects.filter(field__row=row).values_list("pk", flat=True)
        decide_row(
            by=senco, row=row, version=row.version, decision="redact", exemption=exemption,
            cover=list(marks),
        )  # fmt: skip
