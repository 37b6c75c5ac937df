"""Annual reviews through the client: laid out, moved, noted, completed by the decision, and kept."""

import datetime
import uuid

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from core.models import AuditEvent, Look
from pupils.models import AnnualReview, ReviewPoint, Step, StepRule
from pupils.statutory import ar_deadlines, next_review_due
from tests.factories.reviews import DAY, asked, noted, on_plan, review, today
from tests.factories.staff import PostFactory
from tests.pupils.pages import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def runs(senco, school):
    return senco.posts.get()


def at(name: str, made: AnnualReview, *more) -> str:
    return reverse(name, args=[made.pk, *more])


def steps(made: AnnualReview) -> dict[str, Step]:
    return {one.code.removeprefix("review-"): one for one in made.steps.filter(advice=None)}


def plan(runs, **more) -> dict:
    return {
        "kind": "annual", "counted_from": (today() - 200 * DAY).isoformat(), "interval_months": 12,
        "meeting_on": (today() + 40 * DAY).isoformat(), "owner": runs.pk, "place": "Room 2",
        "submission_id": str(uuid.uuid4()),
    } | more  # fmt: skip


def test_seeded_rules_say_what_statutory_says():
    """Two truths of one law would drift apart: the seed's own days are those of the functions."""
    meeting = datetime.date(2026, 11, 24)
    laws = {rule.code: rule for rule in StepRule.objects.filter(law_offset__isnull=False)}
    chain = ar_deadlines(meeting)
    for stage in ("papers", "report"):
        offset = laws[f"review-{stage}"].law_offset
        assert meeting + offset * DAY == chain[stage]
    assert all(rule.offset_days <= rule.law_offset for rule in laws.values())
    assert {"review-decision", "review-final_plan"} <= set(laws)


def test_start_annual_review_counts_from_the_letter_and_lays_out_every_step(client, pupil, runs):
    on_plan(pupil)
    sent = plan(runs)
    for _twice in range(2):
        answer = client.post(url("start_annual_review", pupil), sent)
    made = AnnualReview.objects.get()
    assert answer["Location"] == at("annual_review", made)
    assert made.due_on == next_review_due(today() - 200 * DAY)
    assert list(steps(made)) == [
        "book", "ask", "invite", "views", "papers", "meeting", "report", "decision", "final_plan",
    ]  # fmt: skip
    meeting = today() + 40 * DAY
    assert steps(made)["papers"].law_on == meeting - 14 * DAY
    assert steps(made)["decision"].owner is None
    assert steps(made)["report"].owner == runs
    pupil.refresh_from_db()
    assert pupil.review_due_on == made.due_on


def test_start_annual_review_is_for_a_plan_and_once(client, pupil, runs):
    address = url("start_annual_review", pupil)
    assert "this pupil has none" in client.get(address).content.decode()
    on_plan(pupil)
    client.post(address, plan(runs))
    refused = client.post(address, plan(runs))
    assert (refused.status_code, AnnualReview.objects.count()) == (403, 1)
    assert "is open already" in refused.content.decode()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"kind": "early"}, "Say why it is held early."),
        ({"interval_months": 13}, "Must be at most 12."),
        ({"counted_from": ""}, "Fill this in."),
        ({"counted_from": (today() + DAY).isoformat()}, "This day is in the future."),
        (
            {"meeting_on": (today() - 300 * DAY).isoformat()},
            "The meeting is after the letter that it is counted from.",
        ),
    ],
)  # fmt: skip
def test_start_annual_review_says_what_is_wrong_and_keeps_what_was_typed(
    client, pupil, runs, changed, words
):
    on_plan(pupil)
    page = client.post(url("start_annual_review", pupil), plan(runs, **changed)).content.decode()
    assert words in page
    assert "Room 2" in page
    assert not AnnualReview.objects.exists()


def test_steps_stand_on_school_days_before_holidays_and_law_stays(client, pupil, school, runs):
    made = review(pupil, runs, meeting_in=40)
    for step in steps(made).values():
        if step.who == "school" and step.code != "review-meeting":
            assert step.due_on.weekday() < 5, step.code
    assert steps(made)["papers"].law_on == made.meeting_on - 14 * DAY


def test_edit_annual_review_moves_steps_and_keeps_owner_and_ticks(client, pupil, school, runs):
    made = review(pupil, runs)
    other = PostFactory(school=school, role="assistant_senco")
    before = steps(made)
    Step.objects.filter(pk=before["invite"].pk).update(owner=other)
    client.post(reverse("tick_step", args=[before["book"].pk]), {"version": before["book"].version})
    new = today() + 50 * DAY
    sent = plan(
        runs, meeting_on=new.isoformat(), version=made.version, counted_from=made.counted_from
    )
    assert client.post(at("edit_annual_review", made), sent).status_code == 302
    after = steps(made)
    assert after["papers"].law_on == new - 14 * DAY
    assert (after["invite"].owner, after["book"].done_on) == (other, today())
    assert client.post(at("edit_annual_review", made), sent).status_code == 409


def test_edit_annual_review_hands_the_steps_to_who_runs_it_now(client, pupil, school, runs):
    made = review(pupil, runs)
    other = PostFactory(school=school, role="assistant_senco")
    sent = plan(other, version=made.version, counted_from=made.counted_from)
    client.post(at("edit_annual_review", made), sent)
    assert {one.owner for one in steps(made).values() if one.who == "school"} == {other}


def test_stages_are_noted_in_their_order(client, pupil, runs):
    made = review(pupil, runs, meeting_in=-20)
    report = at("record_review_stage", made, "report")
    assert "Note first on which day the meeting was held." in client.get(report).content.decode()
    made = noted(made, ("meeting", 20))
    sent = {"on": (today() - 21 * DAY).isoformat(), "version": made.version}
    assert client.post(report, sent).status_code == 403
    sent["on"] = (today() - 3 * DAY).isoformat()
    assert client.post(report, sent).status_code == 302
    step = steps(made)["report"]
    assert (step.done_on, step.done_by, step.state, step.late_by) == (
        today() - 3 * DAY, runs.person, "done_late", 3,
    )  # fmt: skip
    assert "Done 3 days late" in client.get(at("annual_review", made)).content.decode()
    assert client.get(at("record_review_stage", made, "nonsense")).status_code == 404


def test_decision_completes_the_review_and_starts_the_next_year(client, pupil, runs):
    """The clock starts with the letter: not with the meeting, and not with the old anniversary."""
    made = noted(review(pupil, runs, meeting_in=-30), ("meeting", 30))
    sent_on = today() - 4 * DAY
    sent = {"on": sent_on.isoformat(), "decision": "maintain", "version": made.version}
    client.post(at("record_review_stage", made, "decision"), sent)
    pupil.refresh_from_db()
    assert pupil.review_due_on == next_review_due(sent_on)
    assert "final_plan" not in steps(made)
    assert not made.steps.undone().exists()
    page = client.get(url("start_annual_review", pupil)).content.decode()
    assert sent_on.isoformat() in page


@pytest.mark.parametrize("decision", ["amend", "cease"])
def test_decision_to_amend_leaves_the_plan_to_issue_and_to_cease_leaves_nothing(
    client, pupil, runs, decision
):
    made = noted(review(pupil, runs, meeting_in=-30), ("meeting", 30), ("report", 25))
    made = noted(made, ("decision", 10), decision=decision)
    pupil.refresh_from_db()
    final = at("record_review_stage", made, "final_plan")
    if decision == "cease":
        assert pupil.review_due_on is None
        assert client.get(final).status_code == 403
        return
    assert [one.code for one in made.steps.undone()] == ["review-final_plan"]
    assert steps(made)["final_plan"].law_on == made.decision_sent_on + 56 * DAY
    client.post(final, {"on": today().isoformat(), "version": made.version})
    made.refresh_from_db()
    assert made.is_finished


def test_undo_review_stage_opens_the_review_again(client, pupil, runs):
    made = noted(review(pupil, runs, meeting_in=-30), ("meeting", 30), ("decision", 2))
    meeting = client.post(at("undo_review_stage", made, "meeting"), {"version": made.version})
    assert meeting.status_code == 403
    client.post(at("undo_review_stage", made, "decision"), {"version": made.version})
    made.refresh_from_db()
    pupil.refresh_from_db()
    assert made.is_open
    assert pupil.review_due_on == made.due_on
    assert "review-report" in made.steps.undone().values_list("code", flat=True)


def test_cancel_annual_review_asks_why_and_takes_its_steps_off(client, pupil, runs):
    made = review(pupil, runs)
    address = at("cancel_annual_review", made)
    assert "Fill this in." in client.post(address, {"version": made.version}).content.decode()
    client.post(address, {"version": made.version, "reason": "Moved to another authority"})
    made.refresh_from_db()
    assert made.cancelled_on == today()
    assert not made.steps.exists()
    assert client.get(at("edit_annual_review", made)).status_code == 403


def report(made: AnnualReview, *points: tuple[str, str, str], **words) -> dict:
    sent = {
        "version": made.version, "points-TOTAL_FORMS": len(points) or 1, "points-INITIAL_FORMS": 0,
        "points-0-text": "", "points-0-kind": "recommended", "points-0-section": "F",
        "points-0-by": "school",
    }  # fmt: skip
    for place, (kind, section, text) in enumerate(points):
        fields = {"kind": kind, "section": section, "by": "parent", "text": text}
        sent |= {f"points-{place}-{name}": value for name, value in fields.items()}
    return sent | words


def test_edit_review_report_keeps_views_and_points_and_notes_when_views_came(client, pupil, runs):
    made = review(pupil, runs)
    address = at("edit_review_report", made)
    points = [("recommended", "E", "A new outcome"), ("difference", "F", "Weekly, they ask")]
    sent = report(made, *points, pupil_views="I like it", parent_views="He is happier")
    assert client.post(address, sent).status_code == 302
    page = client.get(at("annual_review", made)).content.decode()
    for words in ("I like it", "He is happier", "A new outcome", "Weekly, they ask", "F provision"):
        assert words in page
    assert steps(made)["views"].done_on == today()
    stale = client.post(address, sent | {"pupil_views": "Other"})
    assert stale.status_code == 409
    assert "I like it" in stale.content.decode()
    assert "I like it" not in str(AuditEvent.objects.latest("pk").changes)


def test_edit_review_report_adds_rows_without_script(client, pupil, runs):
    made = review(pupil, runs)
    sent = report(made, ("recommended", "E", "A new outcome"), pupil_views="Typed", more="1")
    page = client.post(at("edit_review_report", made), sent)
    assert page.context["rows"].total_form_count() == 2
    assert "A new outcome" in page.content.decode()
    assert "Typed" in page.content.decode()
    assert not ReviewPoint.objects.exists()


def test_report_from_year_9_needs_all_four_headings(client, pupil, runs):
    pupil.year_group = "9"
    made = noted(review(pupil, runs, meeting_in=-5), ("meeting", 5))
    send = at("record_review_stage", made, "report")
    refused = client.get(send)
    assert refused.status_code == 403
    assert "Independent living" in refused.content.decode()
    words = dict.fromkeys(("employment", "independence", "community", "health"), "Yes")
    assert client.post(at("edit_review_report", made), report(made, **words)).status_code == 302
    assert client.get(send).status_code == 200


def test_report_below_year_9_does_not_ask_for_adulthood(client, pupil, runs):
    pupil.year_group = "8"
    made = noted(review(pupil, runs, meeting_in=-5), ("meeting", 5))
    assert client.get(at("record_review_stage", made, "report")).status_code == 200
    assert "employment" not in client.get(at("edit_review_report", made)).context["form"].fields


def test_report_that_was_sent_stays_as_it_is(client, pupil, runs):
    made = noted(review(pupil, runs, meeting_in=-5), ("meeting", 5), ("report", 1))
    assert client.get(at("edit_review_report", made)).status_code == 403
    with pytest.raises(DatabaseError), transaction.atomic():
        AnnualReview.objects.filter(pk=made.pk).update(pupil_views="Changed")
    with pytest.raises(DatabaseError), transaction.atomic():
        ReviewPoint.objects.create(
            school=made.school, review=made, kind="recommended", section="F", text="x", position=1
        )
    client.post(at("undo_review_stage", made, "report"), {"version": made.version})
    assert client.get(at("edit_review_report", made)).status_code == 200


def test_review_says_what_stands_in_its_way(client, pupil, runs):
    made = review(pupil, runs, meeting_in=10)
    address = at("annual_review", made)
    assert "nobody has been asked for advice" in client.get(address).content.decode()
    asked(made, names=("Dr Blythe",))
    page = client.get(address).content.decode()
    assert "1 piece of advice is missing: Dr Blythe" in page
    AnnualReview.objects.filter(pk=made.pk).update(due_on=today() + 20 * DAY)
    page = client.get(address).content.decode()
    assert "To leave the authority its four weeks" in page


def test_annual_review_notes_the_look_and_is_out_of_sight_for_adults_around(
    client, pupil, school, runs
):
    made = review(pupil, runs)
    client.get(at("annual_review", made))
    assert Look.objects.filter(page="annual_review", pupil_id=pupil.pk).count() == 1
    client.force_login(PostFactory(school=school, role="data").person)
    assert client.get(at("annual_review", made)).status_code == 404


def test_reviews_stand_in_the_chronology_for_their_readers(client, pupil, runs):
    noted(review(pupil, runs, meeting_in=-30), ("meeting", 30), ("decision", 2))
    page = client.get(url("pupil_chronology", pupil), {"kind": "deadline"}).content.decode()
    assert "the authority decided to keep the plan as it is" in page
    assert "meeting held" in page
