"""Who sees a review, who may do what in which state, and that leaving the line closes it at once."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from appraisal import policies
from appraisal.actions import review as reviewing
from appraisal.actions.signature import sign_review
from appraisal.document import document_of
from appraisal.models import Review
from core.policy import Refused
from staff.models import Band, LineManagement, StaffMember
from tests.appraisal.conftest import fresh, make_cycle, make_ready
from tests.factories.staff import PostFactory, line

pytestmark = pytest.mark.django_db

SEES = {"head", "senco", "hlta", "ta"}
EVERYBODY = ("head", "senco", "hlta", "hlta2", "ta", "ta2", "hr", "dsl")


def person(post) -> StaffMember:
    """The holder as a request reads them: nothing cached from before."""
    return StaffMember.objects.get(pk=post.person_id)


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("page", ["review", "print_review", "sign_review", "comment_review"])
def test_review_is_out_of_sight_for_everybody_else(client, house, review, role, page):
    client.force_login(getattr(house, role).person)
    status = client.get(reverse(page, args=[review.pk])).status_code
    assert (status != 404) == (role in SEES)


def test_review_of_an_hlta_is_not_seen_by_another_hlta_nor_by_her_ta(client, house):
    review = reviewing.open_review(by=house.senco.person, post=house.hlta, cycle=house.cycle)
    for role in ("hlta2", "ta", "ta2", "hr"):
        client.force_login(getattr(house, role).person)
        assert client.get(reverse("review", args=[review.pk])).status_code == 404
        assert str(house.hlta.person) not in client.get(reverse("reviews")).content.decode()


def test_review_closes_for_whoever_leaves_the_line_with_the_very_next_request(
    client, house, review
):
    client.force_login(house.hlta.person)
    assert client.get(reverse("review", args=[review.pk])).status_code == 200
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    LineManagement.objects.filter(post=house.ta).update(ends_on=yesterday)
    assert client.get(reverse("review", args=[review.pk])).status_code == 404
    LineManagement.objects.create(
        school=house.school, post=house.ta, manager=house.hlta2, starts_on=timezone.localdate()
    )
    client.force_login(house.hlta2.person)
    assert client.get(reverse("review", args=[review.pk])).status_code == 200


def test_take_over_review_makes_the_new_manager_the_appraiser(client, house, review):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    LineManagement.objects.filter(post=house.ta).update(ends_on=yesterday)
    LineManagement.objects.create(
        school=house.school, post=house.ta, manager=house.hlta2, starts_on=timezone.localdate()
    )
    client.force_login(house.hlta2.person)
    judge = reverse("judge_area", args=[review.pk, "P"])
    assert client.get(judge).status_code == 403
    assert client.post(reverse("take_over_review", args=[review.pk])).status_code == 302
    assert fresh(review).appraiser == house.hlta2
    assert client.get(judge).status_code == 200


OPEN, READY, SIGNED = "open", "ready", "signed"
#: Who may, by use case and state; everybody not named is refused with a sentence.
TRUTH = {
    ("add_objective", OPEN): {"hlta", "ta"},
    ("edit_objective", OPEN): {"hlta", "ta"},
    ("remove_objective", OPEN): {"hlta", "ta"},
    ("rate_objective", OPEN): {"hlta"},
    ("choose_evidence", OPEN): {"ta"},
    ("offer_evidence", OPEN): {"ta"},
    ("withdraw_evidence", OPEN): {"ta"},
    ("give_own_view", OPEN): {"ta"},
    ("judge_area", OPEN): {"hlta"},
    ("comment_review", OPEN): {"hlta", "ta"},
    ("set_meeting", OPEN): {"hlta", "ta"},
    ("mark_ready", OPEN): {"hlta"},
    ("take_over_review", OPEN): {"head", "senco"},
    ("take_over_review", READY): {"head", "senco"},
    ("reopen_review", READY): {"hlta", "ta"},
    ("sign_review", READY): {"hlta", "ta"},
    ("correct_review", SIGNED): {"hlta", "senco", "head"},
}
USE_CASES = sorted({name for name, _state in TRUTH})


@pytest.mark.parametrize("state", [OPEN, READY, SIGNED])
def test_review_policies_hold_for_everybody_in_every_state(house, ready, state):
    if state == OPEN:
        Review.objects.filter(pk=ready.pk).update(state=OPEN)
    if state == SIGNED:
        sign_both(house, ready)
    for use_case in USE_CASES:
        allowed = {
            role for role in ("head", "senco", "hlta", "hlta2", "ta", "ta2", "hr")
            if not getattr(policies, use_case)(person(getattr(house, role)), fresh(ready))
        }  # fmt: skip
        assert allowed == TRUTH.get((use_case, state), set()), (use_case, state)


def sign_both(house, review):
    for post in (house.hlta, house.ta):
        sign_review(
            by=person(post), review=review, shown=document_of(review).sha256, proved_by="password"
        )


def test_judge_area_refuses_the_appraisee_with_a_sentence(client, house, review):
    client.force_login(house.ta.person)
    answer = client.get(reverse("judge_area", args=[review.pk, "P"]))
    assert answer.status_code == 403
    assert "judged by the appraiser" in answer.content.decode()


def test_choose_evidence_refuses_the_appraiser_with_a_sentence(client, house, review):
    client.force_login(house.hlta.person)
    answer = client.get(reverse("choose_evidence", args=[review.pk]))
    assert answer.status_code == 403
    assert "You see what they offer" in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "reason"),
    [("ta", "Nobody appraises themselves"), ("ta2", "above in the line"), ("hr", "above in the line"),
     ("hlta2", "above in the line"), ("hlta", ""), ("senco", ""), ("head", "")],
)  # fmt: skip
def test_open_review_is_for_those_above(house, role, reason):
    said = policies.open_review(person(getattr(house, role)), house.ta, house.cycle)
    assert (reason in said) if reason else said == ""


def test_open_review_needs_a_band_and_a_year_of_the_same_school(house):
    post = PostFactory(school=house.school, role="ta", band=None)
    line(house.hlta, post)
    hlta = person(house.hlta)
    assert "no band" in policies.open_review(hlta, post, house.cycle)
    assert "No appraisal year" in policies.open_review(hlta, house.ta, None)
    far = make_cycle(PostFactory().school, timezone.localdate())
    assert "another school" in policies.open_review(hlta, house.ta, far)


def test_open_review_twice_is_one_review(house, review):
    again = reviewing.open_review(by=house.senco.person, post=house.ta, cycle=house.cycle)
    assert again == review
    assert again.appraiser == house.hlta


def test_open_review_keeps_the_expectation_of_the_day(house, review):
    judged = review.judgements.select_related("descriptor", "area").first()
    before = judged.descriptor.text
    judged.descriptor.__class__.objects.create(
        school=house.school, area=judged.area, band=Band.objects.get(number=2), edition=9,
        text="A new wording", effective_from=timezone.localdate(),
    )  # fmt: skip
    assert review.judgements.first().descriptor.text == before


def test_mark_ready_waits_for_objectives_and_all_areas(house, review):
    hlta = house.hlta.person
    with pytest.raises(Refused, match="no objective"):
        reviewing.mark_ready(by=hlta, review=review)
    make_ready(house, review)
    assert fresh(review).state == READY


def test_review_of_another_school_is_out_of_sight(client, review):
    far = PostFactory(role="head")
    client.force_login(far.person)
    assert client.get(reverse("review", args=[review.pk])).status_code == 404


def test_reviews_are_refused_where_there_is_nothing_to_appraise(client, house):
    client.force_login(house.hr.person)
    assert client.get(reverse("reviews")).status_code == 403
    client.force_login(house.ta.person)
    assert client.get(reverse("reviews")).status_code == 200


@pytest.mark.parametrize("count", [1, 20])
def test_reviews_ask_the_same_number_of_questions_for_1_and_20(client, house, count):
    for _number in range(count):
        post = PostFactory(school=house.school, role="ta", band=Band.objects.get(number=2))
        line(house.hlta, post)
        reviewing.open_review(by=person(house.hlta), post=post, cycle=house.cycle)
    client.force_login(house.senco.person)
    client.get(reverse("reviews"))
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse("reviews"))
    assert len(answer.context["page"].object_list) == count
    assert len(asked) == 7, [query["sql"][:80] for query in asked]


@pytest.mark.parametrize(
    ("query", "names"),
    [("state=open", {"ta", "ta2"}), ("state=signed", set()), ("next=me", {"ta"}), ("due=late", set())],
)  # fmt: skip
def test_reviews_filter_by_state_turn_and_day(client, house, review, query, names):
    reviewing.open_review(by=house.hlta2.person, post=house.ta2, cycle=house.cycle)
    client.force_login(house.ta.person if "me" in query else house.senco.person)
    found = client.get(f"{reverse('reviews')}?{query}").context["page"].object_list
    assert {row.review.appraisee for row in found} == {getattr(house, name) for name in names}


def test_reviews_list_who_has_none_yet(client, house, review):
    client.force_login(house.senco.person)
    waiting = client.get(reverse("reviews")).context["waiting"]
    assert set(waiting) == {house.hlta, house.hlta2, house.ta2}


@pytest.mark.parametrize("role", ["head", "senco"])
def test_add_cycle_by_head_and_senco(client, house, role):
    client.force_login(getattr(house, role).person)
    url = reverse("add_cycle")
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert client.post(url, data).url == reverse("cycles")
    answer = client.post(url, data | {"submission_id": ""})
    assert "of this name already" in answer.content.decode()


def test_add_cycle_refuses_others_and_days_out_of_order(client, house):
    client.force_login(house.hlta.person)
    assert client.get(reverse("add_cycle")).status_code == 403
    client.force_login(house.head.person)
    days = {"starts_on": "2026-09-01", "objectives_by": "2026-08-01", "midyear_by": "2027-03-01",
            "final_by": "2027-07-01", "ends_on": "2027-08-31", "name": "Wrong"}  # fmt: skip
    answer = client.post(reverse("add_cycle"), days)
    assert "before the day above" in answer.content.decode()


def test_edit_cycle_moves_the_due_days_and_refuses_an_old_version(client, house):
    client.force_login(house.head.person)
    url = reverse("edit_cycle", args=[house.cycle.pk])
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert client.post(url, data | {"name": "Renamed"}).status_code == 302
    assert client.post(url, data | {"name": "Again"}).status_code == 409
