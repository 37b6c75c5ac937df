"""Lead times that a school changes for itself, whose step it is, and reminders: once each, never twice."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from core.models import AuditEvent
from pupils.actions.reminder import remind_steps
from pupils.models import Step, StepRule
from tests.factories.assessments import request
from tests.factories.pupils import PupilFactory, link
from tests.factories.reviews import DAY, review, today
from tests.factories.staff import PostFactory, SchoolFactory, year

pytestmark = pytest.mark.django_db
#: A Tuesday of the school year that the factories make.
TUESDAY = datetime.date(2026, 11, 24)


@pytest.fixture
def runs(senco):
    senco.email = "senco@example.invalid"
    senco.save()
    return senco.posts.get()


def rule(code: str) -> StepRule:
    return StepRule.objects.get(school=None, code=code)


def text(answer) -> str:
    return answer.content.decode()


def sent(row: StepRule, **more) -> dict:
    return {
        "offset_days": row.offset_days, "warn_days": row.warn_days, "owner_role": row.owner_role,
        "version": row.version,
    } | more  # fmt: skip


def test_rules_name_law_and_practice_with_their_sources(client, runs):
    page = text(client.get(reverse("deadline_rules")))
    assert "set by law" in page
    assert "regulation 20(4)" in page
    assert "Not checked." in page
    assert "28 days before" in page


def test_edit_step_rule_moves_the_open_steps_of_this_school_alone(client, pupil, runs):
    made = review(pupil, runs, meeting_in=60)
    far = PostFactory(role="senco", school=SchoolFactory())
    elsewhere = review(PupilFactory(school=far.school), far, meeting_in=60)
    shared = rule("review-ask")
    address = reverse("edit_step_rule", args=[shared.pk])
    client.post(address, sent(shared, offset_days=-42, warn_days=10))
    own = StepRule.objects.get(school=pupil.school)
    assert (own.offset_days, own.law_offset, own.source) == (-42, -14, shared.source)
    assert made.steps.get(code="review-ask").due_on <= made.meeting_on - 42 * DAY
    assert elsewhere.steps.get(code="review-ask").due_on > elsewhere.meeting_on - 42 * DAY
    assert "Your school’s" in text(client.get(reverse("deadline_rules")))
    assert client.post(address, sent(shared, offset_days=-35)).status_code == 409


def test_edit_step_rule_refuses_a_day_after_the_one_of_law(client, runs):
    shared = rule("review-papers")
    address = reverse("edit_step_rule", args=[shared.pk])
    page = text(client.post(address, sent(shared, offset_days=-13)))
    assert "Law sets day -14 at the latest." in page
    client.post(address, sent(shared, offset_days=-21))
    assert StepRule.objects.get(code="review-papers", offset_days=-21).law_offset == -14


def test_edit_step_rule_leaves_the_days_of_the_authority_alone(client, runs):
    shared = rule("review-decision")
    form = client.get(reverse("edit_step_rule", args=[shared.pk])).context["form"]
    assert set(form.fields) == {"warn_days", "submission_id", "version"}


def test_rule_with_a_role_gives_new_steps_to_who_holds_it(client, pupil, school, runs):
    head = PostFactory(school=school, role="head")
    shared = rule("review-report")
    client.post(reverse("edit_step_rule", args=[shared.pk]), sent(shared, owner_role="head"))
    assert review(pupil, runs).steps.get(code="review-report").owner == head


def test_give_step_hands_it_over_and_reminds_anew(client, pupil, school, runs):
    step = review(pupil, runs).steps.get(code="review-invite")
    Step.objects.filter(pk=step.pk).update(
        reminded_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    )
    near, far = PostFactory(school=school, role="ta"), PostFactory(school=school, role="ta")
    link(pupil, near, "supports")
    address = reverse("give_step", args=[step.pk])
    offered = client.get(address).context["form"].fields["owner"].queryset
    assert near in offered
    assert far not in offered
    assert "Choose one of the list." in text(client.post(address, {"owner": far.pk, "version": 1}))
    client.post(address, {"owner": near.pk, "version": step.version})
    step.refresh_from_db()
    assert (step.owner, step.reminded_at) == (near, None)
    assert client.post(address, {"owner": near.pk, "version": 1}).status_code == 409


def test_give_step_refuses_what_is_not_the_schools(client, pupil, runs):
    step = review(pupil, runs).steps.get(code="review-decision")
    assert client.get(reverse("give_step", args=[step.pk])).status_code == 403


def test_remind_steps_writes_one_letter_a_person_and_never_again(pupil, school, runs):
    review(pupil, runs, meeting_in=16)
    other = PupilFactory(school=school)
    request(other, runs, received=None, send_in=15)
    waiting = Step.objects.to_remind(TUESDAY)
    Step.objects.filter(owner=runs).update(warn_on=TUESDAY)
    count = waiting.count()
    assert count > 2
    assert [remind_steps(today=TUESDAY) for _twice in range(2)] == [1, 0]
    [letter] = mail.outbox
    assert letter.to == ["senco@example.invalid"]
    assert f"{count} steps of yours are due soon" in letter.subject
    assert reverse("my_steps") in letter.body
    assert pupil.surname not in letter.body + letter.subject
    assert AuditEvent.objects.filter(action="remind_step", actor_id=None).count() == count


@pytest.mark.parametrize(
    ("day", "letters"),
    [("2026-11-24", 1), ("2026-11-28", 0), ("2026-12-24", 0), ("2027-01-05", 1)],
    ids=["a Tuesday", "a Saturday", "a holiday", "after the holiday"],
)
def test_remind_steps_keeps_quiet_on_days_without_school(pupil, school, runs, day, letters):
    year(school)
    made = review(pupil, runs, meeting_in=16)
    made.steps.update(warn_on=datetime.date(2026, 11, 1))
    assert remind_steps(today=datetime.date.fromisoformat(day)) == letters


def test_remind_steps_leaves_out_the_done_the_authority_and_pupils_who_left(pupil, runs):
    made = review(pupil, runs, meeting_in=16)
    made.steps.update(warn_on=TUESDAY)
    made.steps.filter(owner=runs).update(done_on=TUESDAY - 5 * DAY)
    assert remind_steps(today=TUESDAY) == 0
    made.steps.update(done_on=None)
    pupil.left_on = TUESDAY - DAY
    pupil.save()
    assert remind_steps(today=TUESDAY) == 0


def test_remind_steps_runs_with_the_due_work(pupil, runs, capsys):
    made = review(pupil, runs, meeting_in=16)
    made.steps.update(warn_on=today())
    call_command("run_due")
    assert "people reminded of their steps" in capsys.readouterr().out
