"""The deadlines as a list, one's own steps, and advice: who sees what, and what counts as late."""

import uuid

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from core.models import AuditEvent
from pupils.backplan import LATE, RISK
from pupils.deadlines import OPEN, TABS, Wanted, rows
from pupils.models import Advice, Step
from tests.factories.pupils import PupilFactory, link
from tests.factories.reviews import DAY, asked, noted, on_plan, review, today
from tests.factories.staff import PostFactory, SchoolFactory
from tests.pupils.pages import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def runs(senco):
    return senco.posts.get()


def text(answer) -> str:
    return answer.content.decode()


def test_every_tab_holds_the_rows_whose_state_it_names(pupil, school, runs):
    """The list's condition in SQL and the state on each row are one rule."""
    review(pupil, runs, meeting_in=2)
    other = PupilFactory(school=school)
    noted(review(other, runs, meeting_in=-40), ("meeting", 40), ("report", 20))
    for state in (LATE, RISK):
        found = list(rows(runs.person, Wanted(state=state)))
        assert found
        assert {step.state for step in found} == {state}
    undone = list(rows(runs.person, Wanted(state=OPEN)))
    assert len(undone) == sum(
        len([one for one in undone if one.state == state]) for state in (LATE, RISK, "coming")
    )


def test_counts_of_tabs_open_as_many_rows(client, pupil, school, runs):
    review(pupil, runs, meeting_in=2)
    noted(review(PupilFactory(school=school), runs, meeting_in=-40), ("meeting", 40))
    page = client.get(reverse("deadlines"))
    assert [tab["label"] for tab in page.context["tabs"]] == [label for _name, label in TABS]
    for tab in page.context["tabs"]:
        assert client.get(tab["url"]).context["page"].paginator.count == tab["count"]


def test_deadlines_are_filtered_by_owner_kind_year_and_name(client, pupil, school, runs):
    made = review(pupil, runs)
    other = PostFactory(school=school, role="assistant_senco", person__full_name="Ruth Else")
    elder = PupilFactory(school=school, surname="Elder", year_group="11")
    review(elder, other)
    address = reverse("deadlines")

    def names(**query):
        return {step.pupil_id for step in client.get(address, query).context["page"]}

    assert names() == {pupil.pk, elder.pk}
    assert names(owner=other.person_id) == {elder.pk}
    assert names(year="11") == {elder.pk}
    assert names(q="wrenf") == {pupil.pk}
    assert names(flow="review") == {pupil.pk, elder.pk}
    authority = client.get(address, {"owner": "authority", "q": "wrenf"}).context["page"]
    assert {step.code for step in authority} == {"review-decision", "review-final_plan"}
    assert names(sort="nonsense", owner="nobody") == {pupil.pk, elder.pk}
    assert made.steps.count() == 9


def test_deadlines_cite_the_rule_and_say_how_late(client, pupil, runs):
    noted(review(pupil, runs, meeting_in=-40), ("meeting", 40))
    page = text(client.get(reverse("deadlines"), {"state": "late"}))
    assert "12 days late" in page
    assert "regulation 20(10)" in page


def test_deadlines_leave_out_pupils_who_left_and_other_schools(client, pupil, runs):
    far = PostFactory(role="senco", school=SchoolFactory())
    review(PupilFactory(school=far.school), far)
    review(pupil, runs)
    pupil.left_on = today() - DAY
    pupil.save()
    assert client.get(reverse("deadlines")).context["page"].paginator.count == 0


@pytest.mark.parametrize("count", [1, 12])
def test_deadlines_cost_the_same_for_few_and_many(
    client, school, runs, django_assert_num_queries, count
):
    for _number in range(count):
        made = review(PupilFactory(school=school), runs)
        asked(made, names=("Dr Blythe",))
    address = reverse("deadlines")
    client.get(address)
    with django_assert_num_queries(8):
        client.get(address)


@pytest.mark.parametrize("count", [1, 8])
def test_review_page_costs_the_same_for_few_and_many(
    client, pupil, school, runs, django_assert_num_queries, count
):
    made = review(pupil, runs)
    asked(made, *[PostFactory(school=school) for _number in range(count)])
    address = reverse("annual_review", args=[made.pk])
    client.get(address)
    with django_assert_num_queries(11):
        client.get(address)


def test_export_deadlines_writes_the_rows_shown_and_the_book_says_so(client, pupil, runs):
    review(pupil, runs)
    answer = client.post(f"{reverse('export_deadlines')}?owner=authority")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert "Owner: The authority" in lines[1]
    assert [line.split(",")[5] for line in lines[4:]] == [
        "Authority sends its decision", "Authority issues the amended plan",
    ]  # fmt: skip
    event = AuditEvent.objects.get(action="export_deadlines")
    assert {"field": "steps", "old": None, "new": 2} in event.changes
    assert "2 steps" in text(client.get(f"{reverse('print_deadlines')}?owner=authority"))


def test_plans_without_review_lists_plans_that_nobody_began(client, pupil, school, runs):
    bare = on_plan(PupilFactory(school=school, surname="Bare"))
    review(pupil, runs)
    page = client.get(reverse("plans_without_review"))
    assert [one.pk for one in page.context["page"]] == [bare.pk]
    assert "1 pupil with a plan has no review begun" in text(client.get(reverse("deadlines")))


def test_tick_step_is_for_its_owner_and_can_be_taken_back(client, pupil, school, runs):
    made = review(pupil, runs)
    post, other = PostFactory(school=school, role="hlta"), PostFactory(school=school, role="ta")
    for one in (post, other):
        link(pupil, one, "supports")
    step = made.steps.get(code="review-invite")
    Step.objects.filter(pk=step.pk).update(owner=post)
    tick, sent = reverse("tick_step", args=[step.pk]), {"version": step.version, "back": "mine"}
    client.force_login(other.person)
    assert client.post(tick, sent).status_code == 403
    client.force_login(post.person)
    assert "Invite family" in text(client.get(reverse("my_steps")))
    assert client.post(tick, sent)["Location"] == reverse("my_steps")
    step.refresh_from_db()
    assert (step.done_on, step.done_by) == (today(), post.person)
    assert "Nothing waits for you" in text(client.get(reverse("my_steps")))
    assert client.post(tick, sent).status_code == 409
    client.post(reverse("untick_step", args=[step.pk]), {"version": step.version})
    step.refresh_from_db()
    assert (step.done_on, step.done_by) == (None, None)


def test_tick_step_refuses_what_the_record_notes(client, pupil, runs):
    step = review(pupil, runs).steps.get(code="review-papers")
    answer = client.post(reverse("tick_step", args=[step.pk]), {"version": step.version})
    assert answer.status_code == 403
    assert "noted in the record itself" in text(answer)


def test_steps_at_risk_stand_on_the_first_page_of_their_owner(client, pupil, school, runs):
    made = review(pupil, runs, meeting_in=16)
    head = PostFactory(school=school, role="head")
    papers = made.steps.filter(code="review-papers")
    client.force_login(head.person)
    assert "Send the advice to all who are invited: Toby" not in text(client.get(reverse("home")))
    papers.update(owner=head)
    assert "Send the advice to all who are invited: Toby W." in text(client.get(reverse("home")))
    assert papers.get().state == RISK


def test_first_page_names_four_steps_and_counts_the_rest(client, pupil, school, runs):
    made = review(pupil, runs, meeting_in=2)
    head = PostFactory(school=school, role="head")
    made.steps.filter(who="school").update(owner=head)
    client.force_login(head.person)
    page = text(client.get(reverse("home")))
    assert page.count(": Toby W.") == 4
    assert "More steps of yours are due" in page


def test_adults_around_see_days_but_not_whom_the_school_asks(client, pupil, school, runs):
    made = review(pupil, runs)
    post = PostFactory(school=school, role="ta")
    link(pupil, post, "supports")
    asked(made, names=("Ms Social Worker",))
    client.force_login(post.person)
    page = text(client.get(url("pupil_deadlines", pupil)))
    assert "Hold the meeting" in page
    assert "educational psychologist" not in page
    assert "Ms Social Worker" not in page
    assert "None that you may read." in page
    plans = text(client.get(url("pupil_plans", pupil)))
    assert "Open the review" not in plans
    assert "Deadlines" in plans


def test_ask_advice_asks_colleagues_and_people_outside_once(client, pupil, school, runs):
    made = review(pupil, runs)
    near, far = PostFactory(school=school, role="teacher"), PostFactory(school=school, role="ta")
    link(pupil, near, "teacher")
    address, due = reverse("ask_advice", args=[made.pk]), (today() + 5 * DAY).isoformat()
    offered = client.get(address).context["form"].fields["posts"].queryset
    assert near in offered
    assert far not in offered
    nobody = client.post(address, {"due_on": due})
    assert "Tick a colleague or name somebody outside." in text(nobody)
    early = client.post(address, {"posts": near.pk, "due_on": (today() - DAY).isoformat()})
    assert "Choose today or a later day." in text(early)
    sent = {
        "posts": near.pk, "name2": "Dr Blythe", "source2": "psychologist", "due_on": due,
        "submission_id": str(uuid.uuid4()),
    }  # fmt: skip
    for _twice in range(2):
        assert client.post(address, sent).status_code == 302
    assert {(one.source, one.adviser) for one in Advice.objects.all()} == {
        ("teacher", near.person.full_name), ("psychologist", "Dr Blythe"),
    }  # fmt: skip
    assert made.steps.get(code="review-ask").done_on == today()
    client.post(address, sent | {"submission_id": str(uuid.uuid4())})
    assert Advice.objects.count() == 2


def test_give_advice_is_for_the_adult_who_was_asked(client, pupil, school, runs):
    made = review(pupil, runs)
    post = PostFactory(school=school, role="teacher")
    link(pupil, post, "teacher")
    [advice] = asked(made, post)
    address = reverse("give_advice", args=[advice.pk])
    sent = {"version": advice.version, "going_well": "Answers in full sentences"}
    assert client.post(address, sent).status_code == 403
    client.force_login(post.person)
    assert "Give your advice: Toby W." in text(client.get(reverse("home")))
    assert "Write something" in text(client.post(address, {"version": advice.version}))
    assert client.post(address, sent)["Location"] == reverse("home")
    advice.refresh_from_db()
    assert (advice.returned_on, advice.step.done_on) == (today(), today())
    assert "Give your advice" not in text(client.get(reverse("home")))
    client.force_login(runs.person)
    assert "Answers in full sentences" in text(client.get(reverse("annual_review", args=[made.pk])))
    with pytest.raises(DatabaseError), transaction.atomic():
        Advice.objects.filter(pk=advice.pk).update(going_well="Other words")


def test_advice_of_somebody_outside_is_written_by_the_senco_with_its_day(client, pupil, runs):
    [advice] = asked(review(pupil, runs), names=("Dr Blythe",))
    address = reverse("give_advice", args=[advice.pk])
    sent = {"version": advice.version, "kept_at": "Drawer 3", "wanted": "Weekly sessions"}
    wrong = client.post(address, sent | {"on": (today() - 9 * DAY).isoformat()})
    assert "It cannot have come before it was asked for." in text(wrong)
    assert "Drawer 3" in text(wrong)
    client.post(address, sent | {"on": today().isoformat()})
    advice.refresh_from_db()
    assert (advice.returned_on, advice.kept_at) == (today(), "Drawer 3")


def test_take_back_advice_opens_it_until_the_papers_are_sent(client, pupil, school, runs):
    made = review(pupil, runs)
    post = PostFactory(school=school, role="teacher")
    link(pupil, post, "teacher")
    [advice] = asked(made, post)
    client.force_login(post.person)
    address = reverse("give_advice", args=[advice.pk])
    client.post(address, {"version": advice.version, "going_well": "First words"})
    back = reverse("take_back_advice", args=[advice.pk])
    assert client.post(back)["Location"] == address
    assert "First words" in text(client.get(address))
    advice.refresh_from_db()
    client.post(address, {"version": advice.version, "going_well": "Second words"})
    noted(made, ("papers", 0))
    refused = client.post(back)
    assert refused.status_code == 403
    assert "The papers have been sent" in text(refused)


def test_withdraw_advice_takes_the_step_with_it(client, pupil, runs):
    made = review(pupil, runs)
    [advice] = asked(made, names=("Dr Blythe",))
    client.post(reverse("withdraw_advice", args=[advice.pk]))
    assert not made.advice.exists()
    assert not Step.objects.filter(code="review-advice").exists()
    assert AuditEvent.objects.filter(action="withdraw_advice").exists()


@pytest.mark.parametrize("route", ["today", "caseload"])
def test_steps_due_stand_where_their_owner_begins_the_day(client, pupil, school, runs, route):
    made = review(pupil, runs, meeting_in=16)
    post = PostFactory(school=school, role="hlta")
    link(pupil, post, "supports")
    made.steps.filter(code="review-papers").update(owner=post)
    client.force_login(post.person)
    shown = text(client.get(reverse(route)))
    assert "Send the advice to all who are invited" in shown
    made.steps.filter(code="review-papers").update(done_on=today())
    assert "Send the advice to all" not in text(client.get(reverse(route)))
