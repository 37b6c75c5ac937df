"""Subject access requests: who asks, the clock, the log, what is due."""

import datetime
import re
import uuid

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from pupils.models import RequestStep, SubjectRequest
from pupils.request_clock import Clock, stood
from pupils.subject_requests import due_words, needs_of_keeper
from tests.factories.pupils import PupilFactory
from tests.factories.requests import received
from tests.factories.staff import PostFactory
from tests.pupils.pages import url

DAY = datetime.date
WEEK = datetime.timedelta(days=7)


@pytest.mark.parametrize(
    ("clock", "due"),
    [
        (Clock(DAY(2026, 1, 31)), None),
        (Clock(DAY(2026, 1, 31), DAY(2026, 1, 31)), DAY(2026, 2, 28)),
        (Clock(DAY(2026, 1, 20), DAY(2026, 1, 31)), DAY(2026, 2, 28)),
        (Clock(DAY(2026, 9, 8), DAY(2026, 9, 8), 5), DAY(2026, 10, 13)),
        (Clock(DAY(2026, 9, 8), DAY(2026, 9, 8), 0, True), DAY(2026, 12, 8)),
        (Clock(DAY(2026, 9, 8), DAY(2026, 9, 8), 5, True), DAY(2026, 12, 13)),
    ],
)
def test_request_clock_is_due_by_the_rule(clock, due):
    assert clock.due == due


def test_clock_stands_from_the_question_to_the_answer():
    assert stood(DAY(2026, 9, 8), DAY(2026, 9, 8)) == 0
    assert stood(DAY(2026, 9, 8), DAY(2026, 9, 13)) == 5
    with pytest.raises(ValueError, match="before the question"):
        stood(DAY(2026, 9, 8), DAY(2026, 9, 7))


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def step(client, request, do: str, **sent):
    request.refresh_from_db()
    sent = {"version": request.version, "on": timezone.localdate().isoformat(), **sent}
    return client.post(reverse("step_request", args=[request.pk, do]), sent)


@pytest.mark.django_db
def test_add_request_sent_twice_notes_one_and_its_clock_waits_for_identity(client, pupil, keeper):
    sent = {
        "asked_by": "parent", "asker_name": "Rosalind Quill", "received_on": "2026-09-08",
        "submission_id": str(uuid.uuid4()),
    }  # fmt: skip
    for _twice in "12":
        answer = client.post(url("add_request", pupil), sent)
        assert answer.status_code == 302
    [request] = SubjectRequest.objects.all()
    assert (request.state, request.due_on) == ("open", None)
    page = text(client.get(answer["Location"]))
    assert "Not begun: identity is not known" in page
    assert "Rosalind Quill" in page
    book = AuditEvent.objects.get(action="add_request")
    assert "Rosalind" not in str(book.changes)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"asker_name": ""}, "Fill this in."), ({"received_on": "2035-01-01"}, "in the future"),
        ({"identity_how": "known", "identity_on": "2026-09-01"}, "before the request was received"),
    ],
)  # fmt: skip
def test_add_request_says_what_is_wrong_and_keeps_what_was_typed(
    client, pupil, keeper, changed, words
):
    sent = {
        "asked_by": "parent", "asker_name": "Rosalind Quill", "received_on": "2026-09-08",
        "asked_for": "All about the trip",
    }  # fmt: skip
    answer = client.post(url("add_request", pupil), sent | changed)
    assert answer.status_code == 422
    assert words in text(answer)
    assert "All about the trip" in text(answer)
    assert not SubjectRequest.objects.exists()


@pytest.mark.django_db
def test_steps_move_the_clock_and_stand_in_the_log(client, pupil, keeper):
    request = received(pupil, keeper, is_known=False)
    on = request.received_on
    assert step(client, request, "pause", words="Which year?").status_code == 422
    step(client, request, "identity", on=on.isoformat(), how="document")
    request.refresh_from_db()
    first = request.due_on
    assert first == Clock(on, on).due
    step(client, request, "pause", on=(on + WEEK).isoformat(), words="Which year?")
    request.refresh_from_db()
    assert due_words(request)[1] == "The clock stands until they answer"
    step(client, request, "resume", on=(on + WEEK + datetime.timedelta(days=2)).isoformat())
    request.refresh_from_db()
    assert (request.due_on, request.paused_on) == (first + datetime.timedelta(days=2), None)
    assert step(client, request, "extend").status_code == 422
    step(client, request, "extend", words="Four years of sessions")
    request.refresh_from_db()
    assert request.due_on == Clock(on, on, 2, True).due
    assert step(client, request, "extend", words="Again").status_code == 422
    kinds = [one.kind for one in RequestStep.objects.filter(request=request).order_by("pk")]
    assert kinds == ["received", "identity", "asked", "answered", "extended"]
    page = text(client.get(reverse("subject_request", args=[request.pk])))
    assert "Which year?" in page
    assert "Four years of sessions" in page


@pytest.mark.django_db
def test_step_of_a_request_that_moved_on_answers_409(client, pupil, keeper):
    request = received(pupil, keeper)
    sent = {"version": 1, "on": timezone.localdate().isoformat(), "words": "They moved house"}
    address = reverse("step_request", args=[request.pk, "close"])
    step(client, request, "pause", words="Which year?")
    answer = client.post(address, sent)
    assert answer.status_code == 409
    assert "They moved house" in text(answer)
    assert client.post(reverse("step_request", args=[request.pk, "nonsense"])).status_code == 404


@pytest.mark.django_db
def test_closed_request_rests(client, pupil, keeper):
    request = received(pupil, keeper)
    step(client, request, "close", words="Withdrawn by telephone")
    assert step(client, request, "note", words="More").status_code == 403
    listed = reverse("subject_requests")
    assert "Rosalind Quill" not in text(client.get(listed))
    assert "Rosalind Quill" in text(client.get(listed, {"state": "done"}))


@pytest.mark.django_db
def test_requests_stand_on_the_first_page_of_who_keeps_them(client, pupil, school, keeper):
    request = received(pupil, keeper)
    for role, count in (("head", 1), ("senco", 1), ("data", 1), ("dsl", 0), ("assistant_senco", 0)):
        person = PostFactory(school=school, role=role).person
        assert len(list(needs_of_keeper(person))) == count
    SubjectRequest.objects.update(due_on=timezone.localdate() - WEEK)
    [need] = needs_of_keeper(keeper)
    assert need.rank == 1
    assert "7 days late" in need.detail
    assert list(needs_of_keeper(PostFactory(role="head").person)) == []
    assert f"/requests/{request.pk}/" in need.url


@pytest.mark.django_db
def test_requests_are_refused_to_other_roles(client, pupil, school, keeper):
    request = received(pupil, keeper)
    client.force_login(PostFactory(school=school, role="dsl").person)
    assert client.get(reverse("subject_requests")).status_code == 403
    assert client.get(url("add_request", pupil)).status_code == 403
    assert client.get(reverse("subject_request", args=[request.pk])).status_code == 404


@pytest.mark.django_db
def test_database_refuses_a_request_at_another_school_and_a_clock_without_identity(pupil, keeper):
    on = timezone.localdate()
    about = {"asked_by": "pupil", "asker_name": "Toby", "received_on": on}
    with pytest.raises(DatabaseError, match="school"), transaction.atomic():
        SubjectRequest.objects.create(school=PupilFactory().school, pupil=pupil, **about)
    with pytest.raises(DatabaseError, match="identity"), transaction.atomic():
        SubjectRequest.objects.create(school=pupil.school, pupil=pupil, due_on=on, **about)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 12])
def test_list_of_requests_costs_the_same(client, school, keeper, django_assert_num_queries, count):
    for _number in range(count):
        received(PupilFactory(school=school), keeper)
    client.get(reverse("subject_requests"))
    with django_assert_num_queries(4):
        client.get(reverse("subject_requests"))
