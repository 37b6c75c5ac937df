"""Cycles of assess, plan, do and review: results, the review, and what the next cycle begins with."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from core.policy import Refused
from core.record import Stale
from pupils.actions import plan_cycle as actions
from pupils.models import Outcome, OutcomeStep, Plan, PlanCycle, PlanResult, Provision
from tests.factories import plans as make
from tests.factories.pupils import link
from tests.factories.staff import PostFactory
from tests.pupils.pages import KEY, url

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def plan(pupil, senco) -> Plan:
    """A SEN support plan with two outcomes, two steps, and a line for each outcome and one for both."""
    made = make.draft(pupil, senco, "sen-support")
    need = make.need(made, senco)
    met = make.outcome(made, senco, need, words="Asks for help")
    open_ = make.outcome(made, senco, need, words="Tells a story")
    make.step(made, senco, met, words="Shows the card")
    make.step(made, senco, open_, words="Three sentences")
    make.line(made, senco, [need], [met], what="Card practice")
    make.line(made, senco, [need], [open_], what="Talk group")
    make.line(made, senco, [need], [met, open_], what="Morning talk")
    return make.publish(made, senco)


def said(plan: Plan, **by_words: str) -> dict:
    """Results for the review form's action: achieved unless said."""
    rows = [*Outcome.objects.filter(plan=plan), *OutcomeStep.objects.filter(plan=plan)]
    return {row.key: (by_words.get(row.words, "achieved"), "Seen in class") for row in rows}


def review(plan: Plan, by, results: dict, **fields) -> PlanCycle:
    plan.cycle.refresh_from_db()
    return actions.review_cycle(
        by=by, plan=plan, version=plan.cycle.version, fields=make.review_fields(**fields),
        results=results,
    )  # fmt: skip


def test_publish_plan_opens_a_cycle_and_an_amendment_stays_in_it(pupil, senco, plan):
    assert (plan.cycle.number, plan.cycle.starts_on) == (1, TODAY)
    amended = make.publish(make.draft(pupil, senco, "sen-support"), senco)
    assert amended.cycle == plan.cycle
    assert make.published(pupil, senco).cycle is None


def test_next_cycle_begins_with_what_was_not_achieved(pupil, senco, plan):
    review(plan, senco, said(plan, **{"Tells a story": "partly", "Three sentences": "not"}))
    draft = make.draft(pupil, senco, "sen-support")
    assert [row.words for row in Outcome.objects.filter(plan=draft)] == ["Tells a story"]
    assert [row.words for row in OutcomeStep.objects.filter(plan=draft)] == ["Three sentences"]
    lines = Provision.objects.filter(plan=draft).order_by("position")
    assert [row.what for row in lines] == ["Talk group", "Morning talk"]
    assert [one.words for one in lines[1].outcomes.all()] == ["Tells a story"]
    published = make.publish(draft, senco)
    assert published.cycle.number == 2
    assert PlanCycle.objects.open().get() == published.cycle


def test_discontinued_is_left_behind_and_a_plain_amendment_leaves_nothing(pupil, senco, plan):
    actions.record_result(
        by=senco, plan=plan, key=Outcome.objects.filter(plan=plan).first().key, result="achieved",
        evidence="Seen", on=TODAY,
    )  # fmt: skip
    draft = make.draft(pupil, senco, "sen-support")
    assert Outcome.objects.filter(plan=draft).count() == 2
    make.publish(draft, senco)
    current = Plan.objects.current().select_related("cycle").get()
    review(
        current, senco, said(current, **{"Tells a story": "stopped", "Three sentences": "stopped"})
    )
    assert not Outcome.objects.filter(plan=make.draft(pupil, senco, "sen-support")).exists()


def test_reviewed_cycle_and_results_are_locked_in_the_database(senco, plan):
    cycle = review(plan, senco, said(plan))
    result = PlanResult.objects.filter(cycle=cycle).first()
    for tried in (
        lambda: PlanCycle.objects.filter(pk=cycle.pk).update(pupil_view="Other"),
        lambda: PlanResult.objects.filter(pk=result.pk).update(result="not"),
        lambda: PlanResult.objects.create(
            school=PostFactory().school, pupil=plan.pupil, plan=plan, key=result.key,
            result="not", on=TODAY, recorded_by=senco,
        ),
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            tried()
    with pytest.raises(Refused, match="has been reviewed"):
        review(plan, senco, {})


def test_result_is_about_a_published_plan_of_the_pupil(pupil, senco, plan):
    draft = make.draft(pupil, senco, "sen-support")
    with pytest.raises(Refused, match="plan in force"):
        actions.record_result(by=senco, plan=draft, key=KEY, result="not", evidence="x", on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanResult.objects.create(
            school=pupil.school, pupil=pupil, plan=draft, key=KEY, result="not", on=TODAY,
            recorded_by=senco,
        )  # fmt: skip


def test_review_cycle_stale_keeps_both_and_writes_nothing(senco, plan):
    PlanCycle.objects.filter(pk=plan.cycle.pk).update(version=2)
    with pytest.raises(Stale), transaction.atomic():
        actions.review_cycle(
            by=senco, plan=plan, version=1, fields=make.review_fields(), results=said(plan)
        )
    assert not PlanResult.objects.exists()


def test_words_of_a_review_stay_out_of_the_record_book(senco, plan):
    review(plan, senco, said(plan), pupil_view="Secret one", next_words="Secret two")
    for event in AuditEvent.objects.filter(action="review_cycle"):
        assert "Secret" not in f"{event.changes}"


def test_review_page_asks_for_each_row_and_keeps_what_was_typed(client, senco, plan):
    address = reverse("review_cycle", args=[plan.pk])
    page = text(client.get(address))
    assert page.count("<legend>Outcome:") == 2
    assert page.count("<legend>Step:") == 2
    rows = [*Outcome.objects.filter(plan=plan), *OutcomeStep.objects.filter(plan=plan)]
    sent = {
        **make.review_fields(parent_view=""),
        "version": plan.cycle.version,
        "submission_id": KEY,
    }
    sent["reviewed_on"] = TODAY.isoformat()
    for row in rows[:-1]:
        sent |= {f"result_{row.key}": "partly", f"evidence_{row.key}": "Two of five"}
    wrong = text(client.post(address, sent))
    assert "Say what the parents said." in wrong
    assert "Shorter groups" in wrong
    assert wrong.count("Two of five") == len(rows) - 1
    sent |= {f"result_{rows[-1].key}": "not", "parent_view": "He talks at tea"}
    for _twice in range(2):
        answer = client.post(address, sent)
    assert answer["Location"].startswith(reverse("plan", args=[plan.pk]))
    assert PlanResult.objects.count() == len(rows)
    shown = text(client.get(reverse("plan", args=[plan.pk])))
    for words in ("I can tell it now", "He talks at tea", "Another cycle, changed", "Two of five"):
        assert words in shown
    assert "Review this cycle" not in shown


def test_record_result_shows_the_latest_and_keeps_the_earlier(client, senco, plan):
    row = OutcomeStep.objects.filter(plan=plan).first()
    address = reverse("record_result", args=[plan.pk, row.key])
    sent = {"result": "partly", "on": TODAY.isoformat(), "evidence": "Once a week"}
    assert client.post(address, sent | {"evidence": ""}).status_code == 200
    assert client.post(address, sent).status_code == 302
    assert (
        client.post(address, sent | {"result": "achieved", "evidence": "Daily"}).status_code == 302
    )
    shown = text(client.get(reverse("plan", args=[plan.pk])))
    assert "Earlier results" in shown
    assert shown.index("Daily") < shown.index("Once a week")
    assert client.get(reverse("record_result", args=[plan.pk, KEY])).status_code == 404


def test_views_of_a_review_are_for_whole_readers_and_results_for_all(client, pupil, senco, plan):
    review(plan, senco, said(plan))
    ta = PostFactory(school=pupil.school)
    link(pupil, ta, "leads")
    client.force_login(ta.person)
    shown = text(client.get(reverse("plan", args=[plan.pk])))
    assert "Achieved" in shown
    assert "Seen in class" in shown
    assert "I can tell it now" not in shown
    story = text(client.get(url("pupil_chronology", pupil)))
    assert "cycle 1 reviewed" not in story
    client.force_login(senco)
    assert "cycle 1 reviewed: Another cycle, changed" in text(
        client.get(url("pupil_chronology", pupil))
    )
