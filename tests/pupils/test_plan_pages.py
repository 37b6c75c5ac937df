"""The pages of a plan, through the client."""

import datetime
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import Look
from pupils.models import NeedType, Outcome, Plan, PlanNeed, PlanText, Provision
from staff import home
from tests.factories import plans as make
from tests.factories.pupils import link
from tests.factories.staff import PostFactory
from tests.pupils.pages import KEY, url

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def page(client, plan, **query) -> str:
    return text(client.get(reverse("plan", args=[plan.pk]), query))


def provision(**changed) -> dict:
    return {
        "what": "Talk group", "who": "HLTA", "qualification": "", "minutes": "30", "times": "3",
        "per": "week", "group_size": "4", "starts_on": TODAY.isoformat(), "ends_on": "", "weeks": "12",
        "setting": "out",
    } | changed  # fmt: skip


def test_plans_of_a_pupil_offer_each_kind_that_is_on(client, pupil, senco):
    shown = text(client.get(url("pupil_plans", pupil)))
    assert "Start: EHC plan" in shown
    assert "Start: SEN support plan" in shown
    assert "Individual Support Plan" not in shown
    for _twice in range(2):
        answer = client.post(url("start_plan", pupil), {"kind": "ehc", "submission_id": KEY})
    made = Plan.objects.get(pupil=pupil)
    assert answer["Location"] == reverse("plan", args=[made.pk])
    again = text(client.get(url("pupil_plans", pupil)))
    assert "The first version is being written." in again
    assert "Start: EHC plan" not in again
    assert client.post(url("start_plan", pupil), {"kind": "isp"}).status_code == 403
    assert client.post(url("start_plan", pupil), {"kind": "nothing"}).status_code == 404


def test_plan_shows_every_section_of_its_kind_with_what_stands_in_it(client, pupil, senco):
    made = make.published(pupil, senco)
    shown = page(client, made)
    letters = re.findall(r'class="pl-letter">(\w+)<', shown)
    assert letters == ["A", "B", "E", "F"]
    assert "Nothing stands in: C, D, G, H1, H2, I, J, K." in shown
    for words in (
        "I like trains", "Finding words in class", "Tells a story in five sentences",
        "Three sentences with a picture", "3 times a week, 30 minutes each, for 12 weeks",
        "ELKLAN, level 3", "at most 4 pupils", "out of class", "Saltmarsh Council",
    ):  # fmt: skip
        assert words in shown
    assert "cannot be delivered" not in shown
    assert Look.objects.filter(page="pupil_plans", pupil_id=pupil.pk, actor_id=senco.pk).exists()


def test_plan_draft_shows_every_section_of_its_kind_to_be_written(client, pupil, senco):
    made = make.draft(pupil, senco)
    shown = page(client, made)
    letters = re.findall(r'class="pl-letter">(\w+)<', shown)
    assert letters == ["A", "B", "C", "D", "E", "E", "F", "G", "H1", "H2", "I", "J", "K"]
    assert reverse("edit_plan_section", args=[made.pk, "ehc-i"]) in shown
    assert reverse("add_plan_row", args=[made.pk, "ehc-h2"]) in shown


def test_plan_in_summary_leaves_out_views_words_of_needs_and_flags(client, pupil, senco):
    made = make.filled(pupil, senco)
    make.line(made, senco, what="As much help as needed", minutes=None)
    made = make.publish(made, senco)
    for role, kind in (("ta", "leads"), ("teacher", "teacher")):
        post = PostFactory(school=pupil.school, role=role)
        link(pupil, post, kind)
        client.force_login(post.person)
        shown = page(client, made)
        assert "Talk group" in shown
        assert "Tells a story in five sentences" in shown
        assert "Speech, language and communication needs" in shown
        for words in (
            "I like trains",
            "Finding words in class",
            "No minutes",
            "Write a new version",
        ):
            assert words not in shown
        assert 'pl-letter">A<' not in shown
        assert "this is the summary" in shown


def test_plan_draft_is_for_those_who_write_it(client, pupil, senco):
    made = make.filled(pupil, senco)
    ta, hlta = PostFactory(school=pupil.school), PostFactory(school=pupil.school, role="hlta")
    for post in (ta, hlta):
        link(pupil, post, "leads")
    client.force_login(ta.person)
    assert client.get(reverse("plan", args=[made.pk])).status_code == 404
    assert "being written" not in text(client.get(url("pupil_plans", pupil)))
    client.force_login(hlta.person)
    assert "Add a need" in page(client, made)
    refused = client.get(reverse("publish_plan", args=[made.pk]))
    assert refused.status_code == 403
    assert "Only the SENCO" in text(refused)


def test_add_plan_row_keeps_typed_text_on_error_and_saves_what_it_serves(client, pupil, senco):
    made = make.draft(pupil, senco)
    need = make.need(made, senco)
    aim = make.outcome(made, senco, need)
    add = reverse("add_plan_row", args=[made.pk, "ehc-f"])
    typed = provision(times="", ends_on="2020-01-01", needs=[need.pk], outcomes=[aim.pk])
    wrong = client.post(add, typed)
    assert wrong.status_code == 200
    shown = text(wrong)
    assert "Say how many times." in shown
    assert "It would end before it starts." in shown
    assert "Talk group" in shown
    assert not Provision.objects.exists()
    sent = provision(needs=[need.pk], outcomes=[aim.pk], submission_id=KEY, more="1")
    for _twice in range(2):
        answer = client.post(add, sent)
    assert answer.status_code == 302
    row = Provision.objects.get()
    assert (row.minutes, row.times, row.per, row.section) == (30, 3, "week", "ehc-f")
    assert [*row.needs.all(), *row.outcomes.all()] == [need, aim]
    assert client.post(add, provision(needs=[need.pk], more="1"))["Location"] == add


def test_add_plan_row_offers_rows_of_this_version_alone(client, pupil, senco):
    old = make.published(pupil, senco)
    made = make.draft(pupil, senco)
    theirs = PlanNeed.objects.get(plan=old)
    add = reverse("add_plan_row", args=[made.pk, "ehc-f"])
    answer = client.post(add, provision(needs=[theirs.pk]))
    assert answer.status_code == 200
    assert "ist" in text(answer)  # choose one of the list
    assert Provision.objects.filter(plan=made).count() == 1


def test_needs_are_ranked_without_a_gap(client, pupil, senco):
    made = make.draft(pupil, senco)
    rows = [make.need(made, senco, words=words) for words in ("One", "Two", "Three")]
    kind = NeedType.objects.get(school=None, code="SPLD").pk
    edit = reverse("edit_plan_row", args=["ehc-b", rows[0].pk])
    sent = {"need_type": kind, "position": "3", "words": "One", "version": rows[0].version}
    assert client.post(edit, sent).status_code == 302
    ranked = PlanNeed.objects.filter(plan=made).order_by("position")
    assert [(row.words, row.position) for row in ranked] == [("Two", 1), ("Three", 2), ("One", 3)]
    client.post(reverse("remove_plan_row", args=["ehc-b", rows[1].pk]), {"version": "1"})
    standing = PlanNeed.objects.standing().filter(plan=made).order_by("position")
    assert [(row.words, row.position) for row in standing] == [("Three", 1), ("One", 2)]


def test_edit_plan_row_stale_answers_409_with_both_texts(client, pupil, senco):
    made = make.draft(pupil, senco)
    need, other = make.need(made, senco), make.need(made, senco, words="Reading aloud")
    row = make.outcome(made, senco, need)
    edit = reverse("edit_plan_row", args=["ehc-e", row.pk])
    sent = {"words": "Theirs", "due_on": "", "strand": "", "needs": [other.pk], "version": "1"}
    assert client.post(edit, sent).status_code == 302
    stale = client.post(edit, sent | {"words": "Mine of a long evening", "needs": [need.pk]})
    assert stale.status_code == 409
    shown = text(stale)
    for words in ("Theirs", "Mine of a long evening", "Reading aloud", "Finding words in class"):
        assert words in shown
    row.refresh_from_db()
    assert row.words == "Theirs"


def test_edit_plan_section_saves_texts_apart_and_keeps_both_when_stale(client, pupil, senco):
    made = make.draft(pupil, senco)
    edit = reverse("edit_plan_section", args=[made.pk, "ehc-a"])
    shown = text(client.get(edit))
    assert "Views of the parents" in shown
    first = {"child": "Trains", "version_of_child": "0", "parents": "", "version_of_parents": "0"}
    assert client.post(edit, first).status_code == 302
    # Somebody else writes another prompt of the section: nothing is lost on either side.
    other = {"child": "", "version_of_child": "0", "parents": "He tries", "version_of_parents": "0"}
    stale = client.post(edit, other | {"child": "Buses"})
    assert stale.status_code == 409
    assert all(words in text(stale) for words in ("Trains", "Buses", "He tries"))
    kept = {
        "child": "Trains",
        "version_of_child": "1",
        "parents": "He tries",
        "version_of_parents": "0",
    }
    assert client.post(edit, kept).status_code == 302
    rows = dict(PlanText.objects.filter(plan=made).values_list("prompt", "words"))
    assert rows == {"child": "Trains", "parents": "He tries"}
    assert client.get(reverse("edit_plan_section", args=[made.pk, "ehc-b"])).status_code == 404
    assert client.get(reverse("add_plan_row", args=[made.pk, "ehc-a"])).status_code == 404
    assert client.get(reverse("add_plan_row", args=[made.pk, "support-needs"])).status_code == 404


def test_plan_row_taken_off_is_put_back_with_its_steps(client, pupil, senco):
    made = make.filled(pupil, senco)
    row = Outcome.objects.get(plan=made)
    answer = client.post(
        reverse("remove_plan_row", args=["ehc-e", row.pk]), {"version": row.version}, follow=True
    )
    undo = reverse("restore_plan_row", args=["ehc-e", row.pk])
    assert undo in text(answer)
    shown = page(client, made)
    assert "Tells a story" not in shown
    assert "Three sentences" not in shown
    assert "No outcome answers this need." in shown
    client.post(undo)
    again = page(client, made)
    assert "Tells a story" in again
    assert "Three sentences" in again


def test_publish_plan_asks_what_it_needs_and_supersedes(client, pupil, senco):
    first = make.published(pupil, senco)
    made = make.draft(pupil, senco)
    form = reverse("publish_plan", args=[made.pk])
    made.refresh_from_db()
    sent = {"starts_on": TODAY.isoformat(), "review_on": TODAY.isoformat(), "version": made.version}
    wrong = text(client.post(form, sent))
    assert "Choose a day after today." in wrong
    assert wrong.count("Fill this in.") >= 2
    later = TODAY + datetime.timedelta(days=300)
    sent |= {
        "review_on": later.isoformat(), "authority": "Saltmarsh Council", "made_because": "Moved up",
        "final_on": TODAY.isoformat(), "submission_id": str(uuid.uuid4()),
    }  # fmt: skip
    for _twice in range(2):
        assert client.post(form, sent)["Location"] == reverse("plan", args=[made.pk])
    first.refresh_from_db()
    made.refresh_from_db()
    pupil.refresh_from_db()
    assert (first.state, made.state) == ("superseded", "current")
    assert pupil.review_due_on == made.review_on == later
    assert "Why this version" in page(client, made)


def test_publish_plan_stale_when_a_row_was_changed_meanwhile(client, pupil, senco):
    made = make.filled(pupil, senco)
    made.refresh_from_db()
    seen = made.version
    make.need(made, senco, words="Another")
    sent = {
        "starts_on": TODAY.isoformat(), "review_on": (TODAY + datetime.timedelta(days=90)).isoformat(),
        "authority": "Saltmarsh Council", "final_on": TODAY.isoformat(), "version": seen,
    }  # fmt: skip
    assert client.post(reverse("publish_plan", args=[made.pk]), sent).status_code == 409
    made.refresh_from_db()
    assert made.state == "draft"


def test_plan_says_what_changed_section_by_section(client, pupil, senco):
    make.published(pupil, senco)
    made = make.draft(pupil, senco)
    row = Provision.objects.get(plan=made)
    edit = reverse("edit_plan_row", args=["ehc-f", row.pk])
    aims = {
        "needs": [one.pk for one in row.needs.all()],
        "outcomes": [one.pk for one in row.outcomes.all()],
    }
    assert client.post(edit, provision(minutes="20", version="1", **aims)).status_code == 302
    make.need(made, senco, words="Reading aloud")
    shown = page(client, made)
    changes = shown[shown.index("What changed since version 1") :]
    assert "3 times a week, 20 minutes each, for 12 weeks" in changes
    assert "3 times a week, 30 minutes each, for 12 weeks" in changes
    assert "<ins>Reading aloud</ins>" in changes
    assert "Views, interests" not in changes


def test_plan_flags_stand_beside_the_line_with_their_rule(client, pupil, senco):
    made = make.filled(pupil, senco)
    make.line(
        made, senco, what="Access to speech and language advice as required", who="", minutes=None,
        times=None, per="", weeks=None, starts_on=None,
    )  # fmt: skip
    shown = page(client, made)
    row = shown[shown.index("Access to speech and language advice as required</p>") :]
    for words in (
        "No minutes", "No frequency", "Nobody is named", "No days", "serves no need and no outcome",
        "promises nothing that can be counted", "SEND Code of Practice 2015, 9.69",
    ):  # fmt: skip
        assert words in row
    assert "cannot be delivered or followed as written" in shown
    plans = text(client.get(url("pupil_plans", pupil)))
    assert "The first version is being written." in plans


def test_end_plan_says_when_and_why_and_can_be_taken_back(client, pupil, senco):
    made = make.published(pupil, senco, kind="sen-support")
    form = reverse("end_plan", args=[made.pk])
    sent = {
        "on": TODAY.isoformat(),
        "because": "An EHC plan takes its place",
        "version": made.version,
    }
    early = sent | {"on": (TODAY - datetime.timedelta(days=3)).isoformat()}
    assert "The plan began on a later day." in text(client.post(form, early))
    answer = client.post(form, sent, follow=True)
    undo = reverse("undo_end_plan", args=[made.pk])
    assert undo in text(answer)
    assert "An EHC plan takes its place" in text(answer)
    pupil.refresh_from_db()
    assert pupil.review_due_on is None
    client.post(undo)
    made.refresh_from_db()
    pupil.refresh_from_db()
    assert (made.state, made.ends_on, pupil.review_due_on) == ("current", None, made.review_on)
    make.publish(make.draft(pupil, senco, "sen-support"), senco)
    assert client.post(undo).status_code == 403


def test_move_plan_review_sets_the_next_day_of_the_plan_and_the_pupil(client, pupil, senco):
    made = make.published(pupil, senco)
    form = reverse("move_plan_review", args=[made.pk])
    day = TODAY + datetime.timedelta(days=40)
    assert client.post(form, {"review_on": day.isoformat(), "version": "1"}).status_code == 409
    made.refresh_from_db()
    answer = client.post(form, {"review_on": day.isoformat(), "version": made.version})
    assert answer.status_code == 302
    pupil.refresh_from_db()
    assert pupil.review_due_on == day


def test_late_review_of_a_plan_says_so(client, pupil, senco):
    made, past = make.filled(pupil, senco, "sen-support"), TODAY - datetime.timedelta(days=9)
    make.publish(made, senco, starts_on=past - datetime.timedelta(days=90), review_on=past)
    assert "Review overdue" in page(client, made)
    assert "Review overdue" in text(client.get(url("pupil_plans", pupil)))
    assert list(Plan.objects.past_review()) == [made]


def test_draft_of_somebody_else_waits_on_the_first_page_of_the_planner(pupil, senco):
    hlta = PostFactory(school=pupil.school, role="hlta")
    link(pupil, hlta, "leads")
    make.draft(pupil, senco)
    waiting = [one for one in home.needs_of(senco) if "to be published" in one.title]
    assert waiting == []
    made = make.draft(pupil, hlta.person, "sen-support")
    [need] = [one for one in home.needs_of(senco) if "to be published" in one.title]
    assert (need.url, need.count) == (reverse("plan", args=[made.pk]), 1)
    assert hlta.person.full_name in need.detail


def test_chronology_tells_versions_and_keeps_the_reason_for_whole_readers(client, pupil, senco):
    make.published(pupil, senco, made_because="A change at home")
    post = PostFactory(school=pupil.school)
    link(pupil, post, "leads")
    shown = text(client.get(url("pupil_chronology", pupil)))
    assert "EHC plan, version 1 published" in shown
    assert "A change at home" in shown
    client.force_login(post.person)
    shown = text(client.get(url("pupil_chronology", pupil)))
    assert "EHC plan, version 1 published" in shown
    assert "A change at home" not in shown


@pytest.mark.parametrize("count", [1, 25])
def test_plan_costs_the_same_however_long_it_is(
    client, pupil, senco, django_assert_num_queries, count
):
    make.published(pupil, senco)
    made = make.draft(pupil, senco)
    for number in range(count):
        one = make.need(made, senco, words=f"Need {number}")
        aim = make.outcome(made, senco, one, words=f"Outcome {number}")
        make.step(made, senco, aim)
        make.line(made, senco, [one], [aim], what=f"Line {number}")
    client.get(reverse("plan", args=[made.pk]))
    with django_assert_num_queries(23):
        client.get(reverse("plan", args=[made.pk]))
