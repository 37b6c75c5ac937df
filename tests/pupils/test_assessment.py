"""Needs assessments: 6, 16 and 20 weeks from the day of receipt, advisers' six weeks, exemptions, lateness in words."""

import datetime
import uuid

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from core.models import Look
from pupils.assessing import state_of, week_of
from pupils.models import Assessment, Council, Exemption
from pupils.statutory import advice_due, draft_comments_until, ehcna_deadlines
from tests.factories.assessments import advised, reached, request
from tests.factories.pupils import link
from tests.factories.reviews import DAY, on_plan, today
from tests.factories.staff import PostFactory
from tests.pupils.pages import url

pytestmark = pytest.mark.django_db
A, B, C = (datetime.date(2026, 9, day) for day in (7, 14, 21))


@pytest.fixture
def runs(senco):
    return senco.posts.get()


def at(name: str, made: Assessment, *more) -> str:
    return reverse(name, args=[made.pk, *more])


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize(
    ("received", "decision", "no_plan", "draft", "final", "withdrawn", "expected"),
    [
        (None, "", None, None, None, None, "preparing"),
        (A, "", None, None, None, None, "waiting"),
        (A, "refuse", None, None, None, None, "refused"),
        (A, "assess", None, None, None, None, "assessing"),
        (A, "assess", None, B, None, None, "draft"),
        (A, "assess", C, B, None, None, "no_plan"),
        (A, "assess", None, B, C, None, "final"),
        (A, "assess", None, B, None, C, "withdrawn"),
    ],
)
def test_state_is_the_last_thing_that_happened(
    received, decision, no_plan, draft, final, withdrawn, expected
):
    assert expected == state_of(
        received=received, decision=decision, no_plan=no_plan, draft=draft, final=final,
        withdrawn=withdrawn,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "week"), [(0, 1), (1, 1), (7, 1), (8, 2), (63, 9), (140, 20), (141, 21)]
)
def test_week_counts_whole_weeks_from_receipt(days, week):
    assert week_of(A, A + days * DAY) == week


def test_advice_is_due_in_six_weeks_and_a_draft_answered_in_fifteen_days():
    assert advice_due(datetime.date(2026, 9, 7)) == datetime.date(2026, 10, 19)
    assert draft_comments_until(datetime.date(2026, 12, 1)) == datetime.date(2026, 12, 16)


def sent(runs, **more) -> dict:
    return {
        "requested_by": "parent", "requester": "Ms Reed", "council_name": "Northmere Council",
        "received_on": (today() - 20 * DAY).isoformat(), "owner": runs.pk, "grounds": "Since year 4",
        "submission_id": str(uuid.uuid4()),
    } | more  # fmt: skip


def test_start_assessment_counts_law_from_the_day_of_receipt(client, pupil, runs):
    form = sent(runs)
    for _twice in range(2):
        answer = client.post(url("start_assessment", pupil), form)
    made = Assessment.objects.get()
    assert answer["Location"] == at("assessment", made)
    due = ehcna_deadlines(today() - 20 * DAY)
    law = {step.code.removeprefix("assessment-"): step.law_on for step in made.steps.all()}
    assert law == {
        "decision": due["decision"], "no_plan": due["no_plan"], "final": due["final_plan"],
    }  # fmt: skip
    assert Council.objects.get().name == "Northmere Council"
    again = client.post(url("start_assessment", pupil), sent(runs))
    assert again.status_code == 403


def test_start_assessment_of_the_school_is_planned_back_from_the_day_of_sending(
    client, pupil, runs
):
    later = (today() + 40 * DAY).isoformat()
    client.post(url("start_assessment", pupil), sent(runs, received_on="", planned_on=later))
    made = Assessment.objects.get()
    steps = {step.code.removeprefix("assessment-"): step for step in made.steps.all()}
    assert made.state == "preparing"
    assert steps["evidence"].owner == runs
    assert steps["evidence"].due_on <= today() + 26 * DAY
    assert steps["evidence"].due_on.weekday() < 5
    client.post(
        at("record_assessment_stage", made, "received"), {"on": today().isoformat(), "version": 1}
    )
    made.refresh_from_db()
    assert made.state == "waiting"
    assert made.steps.get(code="assessment-received").done_on == today()
    assert made.steps.get(code="assessment-decision").law_on == today() + 42 * DAY


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"council_name": ""}, "Choose the authority, or name another one below."),
        ({"received_on": ""}, "Say when it is to be sent, or when the authority received it."),
        ({"received_on": (today() + DAY).isoformat()}, "This day is in the future."),
    ],
)
def test_start_assessment_says_what_is_wrong_and_keeps_what_was_typed(
    client, pupil, runs, changed, words
):
    page = text(client.post(url("start_assessment", pupil), sent(runs, **changed)))
    assert words in page
    assert "Since year 4" in page
    assert not Assessment.objects.exists()


def test_start_assessment_is_not_for_a_pupil_with_a_plan(client, pupil, runs):
    on_plan(pupil)
    assert "This pupil has a plan already." in text(client.get(url("start_assessment", pupil)))


def test_assessment_says_how_late_by_which_rule(client, pupil, runs):
    made = request(pupil, runs, received=63)
    page = text(client.get(at("assessment", made)))
    assert "week 9 of 20" in page
    assert "is 21 days late (SEND Regulations 2014, regulation 5(1))" in page
    made = reached(made, ("decision", 30))
    [advice] = advised(made, names=("Dr Blythe",), ago=50)
    page = text(client.get(at("assessment", made)))
    assert "The advice of Dr Blythe was due by" in page
    assert "is 8 days late (SEND Regulations 2014, regulation 8(1))" in page
    assert "regulation 5(1))" not in page
    assert advice.step.state == "late"
    assert Look.objects.filter(page="assessment", pupil_id=pupil.pk).count() == 2


def test_claim_exemption_stands_beside_the_late_step_and_moves_no_day(client, pupil, runs):
    made = request(pupil, runs, received=63)
    law = made.steps.get(code="assessment-decision").law_on
    form = {
        "kind": "absent", "reason": "Abroad for five weeks", "on": today().isoformat(),
        "submission_id": str(uuid.uuid4()),
    }  # fmt: skip
    for _twice in range(2):
        assert client.post(at("claim_exemption", made), form).status_code == 302
    step = made.steps.get(code="assessment-decision")
    assert (step.law_on, step.state) == (law, "late")
    assert "away from the area" in step.note
    page = text(client.get(at("assessment", made)))
    assert "Abroad for five weeks" in page
    assert "10(4)" in page
    with pytest.raises(DatabaseError), transaction.atomic():
        Exemption.objects.update(reason="Another")


def test_refusal_ends_the_request_and_tells_of_the_appeal(client, pupil, runs):
    made = request(pupil, runs, received=40)
    form = {"on": (today() - 2 * DAY).isoformat(), "decision": "refuse", "version": made.version}
    client.post(at("record_assessment_stage", made, "decision"), form)
    made.refresh_from_db()
    assert made.state == "refused"
    assert not made.steps.undone().exists()
    assert "Two months from the decision" in text(client.get(at("assessment", made)))
    client.post(at("undo_assessment_stage", made, "decision"), {"version": made.version})
    made.refresh_from_db()
    assert made.is_open
    assert made.steps.undone().count() == 3


def test_draft_gives_the_family_fifteen_days_and_final_closes(client, pupil, runs):
    made = reached(request(pupil, runs, received=100), ("decision", 70))
    early = client.post(
        at("record_assessment_stage", made, "final"),
        {"on": today().isoformat(), "version": made.version},
    )
    assert early.status_code == 403
    made = reached(made, ("draft", 5))
    page = text(client.get(at("assessment", made)))
    assert "may answer the draft at least until" in page
    assert made.steps.get(code="assessment-no_plan").done_on == today() - 5 * DAY
    comments = made.steps.get(code="assessment-comments")
    assert comments.due_on <= today() + 9 * DAY
    before = client.post(
        at("record_assessment_stage", made, "comments"),
        {"on": (today() - 6 * DAY).isoformat(), "version": made.version},
    )
    assert before.status_code == 403
    made = reached(made, ("comments", 1), ("final", 0))
    assert (made.state, made.is_open) == ("final", False)
    assert client.get(at("edit_assessment", made)).status_code == 403


def test_edit_assessment_moves_the_days_and_answers_409_when_stale(client, pupil, runs):
    made = request(pupil, runs, received=20)
    new = today() - 30 * DAY
    form = sent(
        runs,
        version=made.version,
        received_on=new.isoformat(),
        council=made.council_id,
        council_name="",
    )
    assert client.post(at("edit_assessment", made), form).status_code == 302
    assert made.steps.get(code="assessment-decision").law_on == new + 42 * DAY
    assert client.post(at("edit_assessment", made), form).status_code == 409
    made.refresh_from_db()
    made = reached(made, ("decision", 25))
    late = form | {"version": made.version, "received_on": (today() - 10 * DAY).isoformat()}
    assert client.post(at("edit_assessment", made), late).status_code == 403


def test_school_advice_has_its_own_six_weeks_and_its_own_page(client, pupil, school, runs):
    made = reached(request(pupil, runs, received=60), ("decision", 30))
    teacher = PostFactory(school=school, role="teacher")
    link(pupil, teacher, "teacher")
    form = {
        "posts": teacher.pk, "asked_on": (today() - 28 * DAY).isoformat(),
        "submission_id": str(uuid.uuid4()),
    }  # fmt: skip
    client.post(at("ask_assessment_advice", made), form)
    advice = made.advice.get()
    assert (advice.due_on, advice.step.law_on) == (today() + 14 * DAY, today() + 14 * DAY)
    client.force_login(teacher.person)
    assert client.get(at("assessment", made)).status_code == 404
    answer = client.post(
        reverse("give_advice", args=[advice.pk]),
        {"version": advice.version, "difficult": "Reading"},
    )
    assert answer.status_code == 302
    client.force_login(runs.person)
    assert "What" in text(client.get(at("assessment", made)))
    assert "Reading" in text(client.get(at("assessment", made)))


def test_withdraw_assessment_asks_why_and_takes_its_steps_off(client, pupil, runs):
    made = request(pupil, runs)
    assert "Fill this in." in text(
        client.post(at("withdraw_assessment", made), {"version": made.version})
    )
    client.post(at("withdraw_assessment", made), {"version": made.version, "reason": "Moved"})
    made.refresh_from_db()
    assert (made.state, made.steps.count()) == ("withdrawn", 0)
    assert client.get(url("start_assessment", pupil)).status_code == 200


def test_assessment_stands_in_the_chronology_and_on_the_deadlines(client, pupil, runs):
    reached(request(pupil, runs, received=63), ("decision", 30))
    story = text(client.get(url("pupil_chronology", pupil), {"kind": "deadline"}))
    assert "the authority decided to assess" in story
    found = client.get(reverse("deadlines"), {"flow": "assessment"}).context["page"]
    assert {step.code for step in found} == {"assessment-no_plan", "assessment-final"}


@pytest.mark.parametrize("count", [1, 8])
def test_assessment_costs_the_same_for_few_and_many(
    client, pupil, school, runs, django_assert_num_queries, count
):
    made = request(pupil, runs, received=60)
    advised(made, *[PostFactory(school=school) for _number in range(count)])
    client.get(at("assessment", made))
    with django_assert_num_queries(11):
        client.get(at("assessment", made))
