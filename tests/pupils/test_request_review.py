"""The review copy: names marked, each marked record decided, and nothing covered left in what goes out."""

import io
import json
import re
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent, Look
from core.policy import Refused
from pupils.actions.request_review import KEPT, decide_row, keep_staff_rows, release_request
from pupils.models import PaperRun, RequestMark, RequestRow, RequestStep, SubjectRequest
from pupils.subject_request_joining import wipe_due
from pupils.third_parties import BLOCK
from tests.factories.profiles import published, rows
from tests.factories.pupils import PupilFactory, link
from tests.factories.requests import decide, exemption, received, released, reviewed
from tests.factories.staff import PostFactory
from tests.pupils.pdf_text import text_of

pytestmark = pytest.mark.django_db
SECRET = ("Aylin", "Demir", "the twins")


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def told(pupil, senco, school):
    """A pupil whose profile names another pupil and, by a nickname, two more; one adult works with them."""
    PupilFactory(school=school, forename="Aylin", surname="Demir")
    adult = PostFactory(school=school, role="ta", person__full_name="Danielle Okoro")
    link(pupil, adult)
    published(
        pupil, senco, rows("Never sit by Aylin Demir or the twins"), important="My dog Biscuit",
        hard="When Aylin shouts",
    )  # fmt: skip
    return pupil


@pytest.fixture
def request_(told, senco):
    return reviewed(told, senco)


def row_of(request, section: str) -> RequestRow:
    return RequestRow.objects.get(request=request, section=section)


def address(name: str, thing, query: str = "") -> str:
    return reverse(name, args=[thing.pk]) + query


def sent(row, **more) -> dict:
    row.refresh_from_db()
    return {"version": row.version, **more}


def given_by(run) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(bytes(run.content))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_collect_request_marks_names_of_others_and_not_the_pupils_own(client, request_, senco):
    marked = {
        (one.field.row.section, one.field.words[one.starts : one.ends], one.kind)
        for one in RequestMark.objects.select_related("field__row")
    }
    assert ("profiles", "Aylin Demir", "pupil") in marked
    assert ("profiles", "Aylin", "pupil") in marked
    assert ("adults", "Danielle Okoro", "staff") in marked
    assert not [one for one in marked if "Wrenfield" in one[1] or "Toby" in one[1]]
    page = text(client.get(address("review_request", request_)))
    assert '<mark class="pp-mark">Aylin Demir</mark>' in page
    assert "Biscuit" in page
    assert Look.objects.filter(page="review_request", actor_id=senco.pk).count() == 1


def test_collect_request_waits_for_identity_and_is_made_once(client, told, senco):
    request = received(told, senco, is_known=False)
    refused = client.post(address("collect_request", request), {"version": 1})
    assert refused.status_code == 403
    assert not RequestRow.objects.exists()
    copy = reviewed(told, senco)
    assert client.post(address("collect_request", copy), sent(copy)).status_code == 403


def test_release_request_waits_for_every_marked_record(client, request_, senco):
    refused = client.post(address("release_request", request_), sent(request_))
    assert refused.status_code == 403
    assert "still wait for a decision" in text(refused)
    for row in RequestRow.objects.filter(request=request_).waiting():
        decide(row, senco, "keep")
    assert client.post(address("release_request", request_), sent(request_)).status_code == 302
    assert PaperRun.objects.get(kind="subject_copy").state == "ready"


def test_answer_holds_no_covered_word_in_pdf_or_data(client, request_, senco):
    profile, adult = row_of(request_, "profiles"), row_of(request_, "adults")
    marks = list(RequestMark.objects.filter(field__row=profile).values_list("pk", flat=True))
    decision = {"decision": "redact", "exemption": exemption().pk, "cover": marks}
    answer = client.post(
        address("decide_row", profile), sent(profile, more="the twins", **decision)
    )
    assert answer.status_code == 302
    client.post(address("decide_row", adult), sent(adult, decision="keep"))
    client.post(address("release_request", request_), sent(request_))
    files = given_by(PaperRun.objects.get(kind="subject_copy"))
    pdf, data = text_of(files["answer.pdf"]), files["answer.json"].decode()
    for words in SECRET:
        assert words.casefold() not in pdf.casefold()
        assert words.casefold() not in data.casefold()
    # The control: what is given is found by the same reading.
    for words in ("My dog Biscuit", "Danielle Okoro", "Never sit by", BLOCK):
        assert words in pdf
        assert words in data
    assert "Information about another person" in pdf
    records = {one["section"]: one for one in json.loads(data)["records"]}
    assert records["profiles"]["HardForMe"] == f"When {BLOCK} shouts"


def test_record_that_is_left_out_is_counted_and_not_given(client, request_, senco):
    profile, adult = row_of(request_, "profiles"), row_of(request_, "adults")
    decide(profile, senco, "leave_out", exemption=exemption("serious_harm"))
    decide(adult, senco, "keep")
    release_request(by=senco, request=request_, version=request_.version)
    run = PaperRun.objects.get()
    client.post(reverse("make_papers_again", args=[run.pk]))
    run.refresh_from_db()
    files = given_by(run)
    pdf = text_of(files["answer.pdf"])
    assert "Biscuit" not in pdf + files["answer.json"].decode()
    assert "Records not included: 1" in pdf
    assert "Serious harm" not in pdf


def test_mark_that_is_not_ticked_stays_readable(client, request_, senco):
    profile = row_of(request_, "profiles")
    marks = RequestMark.objects.filter(field__row=profile).order_by("field__place", "starts")
    chosen = [one.pk for one in marks if one.field.name == "MustDo"]
    decide(profile, senco, "redact", cover=chosen)
    covered = set(marks.filter(is_covered=True).values_list("pk", flat=True))
    assert covered == set(chosen)
    assert marks.filter(is_covered=False).exists()


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"decision": "redact"}, "Say which exemption this rests on."),
        ({"decision": "leave_out"}, "Say which exemption this rests on."),
        ({}, "Fill this in."), ({"decision": "keep", "more": "dog"}, "Choose to cover words"),
        ({"decision": "redact", "exemption": "third", "cover": []}, "Tick what is covered"),
        ({"decision": "redact", "exemption": "third", "more": "zebra"}, "do not stand in the record"),
    ],
)  # fmt: skip
def test_decide_row_says_what_is_wrong_and_decides_nothing(client, request_, senco, chosen, words):
    profile = row_of(request_, "profiles")
    if chosen.get("exemption"):
        chosen = {**chosen, "exemption": exemption().pk}
    answer = client.post(address("decide_row", profile), sent(profile, note="Kept text", **chosen))
    assert answer.status_code == 422
    assert words in text(answer)
    assert "Kept text" in text(answer)
    profile.refresh_from_db()
    assert profile.decision == ""


def test_decide_row_that_moved_on_answers_409(client, request_, senco):
    profile = row_of(request_, "profiles")
    data = sent(profile, decision="keep")
    decide(profile, senco, "keep")
    assert client.post(address("decide_row", profile), data).status_code == 409


def test_decisions_say_who_and_rest_after_release(told, senco, client):
    request = released(told, senco)
    profile = row_of(request, "profiles")
    assert (profile.decided_by, profile.decision) == (senco, "keep")
    with pytest.raises(Refused, match="has been released"):
        decide_row(by=senco, row=profile, version=profile.version, decision="keep")
    kept = AuditEvent.objects.filter(action="decide_row").first()
    assert "Aylin" not in str(kept.changes) + kept.object_name
    kinds = set(RequestStep.objects.filter(request=request).values_list("kind", flat=True))
    assert {"collected", "released"} <= kinds


def test_keep_staff_rows_gives_only_records_that_name_nobody_else(client, request_, senco):
    assert keep_staff_rows(by=senco, request=request_) >= 1
    assert row_of(request_, "adults").decision == "keep"
    assert row_of(request_, "profiles").decision == ""


def test_review_is_refused_to_the_data_manager_who_keeps_the_dates(client, request_, school):
    client.force_login(PostFactory(school=school, role="data").person)
    assert client.get(address("subject_request", request_)).status_code == 200
    refused = client.get(address("review_request", request_))
    assert refused.status_code == 403
    assert "Only the head and the SENCO" in text(refused)
    assert client.post(address("decide_row", row_of(request_, "profiles"))).status_code == 404


def test_answer_is_its_makers_alone_and_the_head_makes_one_of_their_own(
    client, told, senco, school
):
    request = released(told, senco)
    run = PaperRun.objects.get()
    head = PostFactory(school=school, role="head").person
    client.force_login(head)
    assert client.get(reverse("download_papers", args=[run.pk])).status_code == 404
    answer = client.post(address("copy_again", request), sent(request))
    mine = PaperRun.objects.get(made_by=head)
    assert answer["Location"] == reverse("paper_run", args=[mine.pk])
    assert mine.state == "ready"
    step = {"version": 0, "on": timezone.localdate().isoformat(), "words": "By registered letter"}
    request.refresh_from_db()
    url = reverse("step_request", args=[request.pk, "send"])
    assert client.post(url, step | {"version": request.version}).status_code == 302
    request.refresh_from_db()
    assert (request.state, request.sent_how) == ("sent", "By registered letter")


def test_review_copy_is_deleted_ninety_days_after_the_answer(told, senco):
    request = released(told, senco)
    SubjectRequest.objects.update(
        state="sent", sent_on=timezone.localdate(), sent_how="By letter", copy=None
    )
    assert wipe_due() == "0 review copies deleted"
    RequestStep.objects.update(on=timezone.localdate() - KEPT * 2)
    assert wipe_due() == "1 review copies deleted"
    assert not RequestRow.objects.filter(request=request).exists()
    assert SubjectRequest.objects.filter(pk=request.pk).exists()


def test_review_page_costs_the_same_however_long(client, told, senco, school):
    costs = []
    for count in (1, 20):
        for _number in range(count):
            link(told, PostFactory(school=school, role="ta"))
        request = reviewed(told, senco)
        client.get(address("review_request", request))
        with CaptureQueriesContext(connection) as asked:
            client.get(address("review_request", request, "?show=all&per_page=100"))
        costs.append(len(asked))
    assert costs[1] <= costs[0] + 1
