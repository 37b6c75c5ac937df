"""Broken threads across live plans: what each rule finds and leaves alone, its switch, filters and export."""

import re

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.models import AuditEvent
from interventions.actions.delivery import link_line
from interventions.models import ThreadRule
from pupils.actions.plan_cycle import record_result
from pupils.models import OutcomeStep, Plan, Provision, Pupil
from tests.factories import plans as make
from tests.factories.interventions import GroupFactory, PlaceFactory
from tests.factories.pupils import PupilFactory, link, on_register
from tests.factories.staff import PostFactory, SchoolFactory, year
from tests.interventions.test_line_delivery import DAY, D, meet

pytestmark = pytest.mark.django_db
NEED, OUTCOME, LINE, STEP, PLAN = (
    "need-without-outcome", "outcome-without-provision", "line-without-session",
    "step-without-review", "plan-past-review",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _on_its_day():
    with time_machine.travel(DAY, tick=True):
        yield


@pytest.fixture
def school():
    made = SchoolFactory()
    year(made)
    return made


@pytest.fixture
def senco(school, client):
    person = PostFactory(role="senco", school=school).person
    client.force_login(person)
    return person


def child(school, surname: str, **fields) -> Pupil:
    return on_register(PupilFactory(school=school, surname=surname, **fields), "E")


def whole(pupil: Pupil, senco, first: str = "2026-11-16", **line) -> Plan:
    """A plan without a broken thread: its line began last week."""
    plan = make.filled(pupil, senco)
    row = Provision.objects.get(plan=plan)
    Provision.objects.filter(pk=row.pk).update(starts_on=D(first), **line)
    return make.publish(plan, senco, starts_on=D(first), final_on=D(first))


def found(client, **query) -> list[tuple[str, str, str]]:
    """Rows of the page: pupil, rule, what is missing."""
    answer = client.get(reverse("golden_thread"), {"per_page": 100, **query})
    return [(one.plan.pupil.surname, one.rule.code, one.detail) for one in answer.context["page"]]


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_plan_with_every_thread_is_not_listed(client, school, senco):
    whole(child(school, "Whole"), senco)
    assert found(client) == []
    assert "None is broken" in text(client.get(reverse("golden_thread")))


def test_needs_without_outcome_and_outcomes_without_provision_are_found(client, school, senco):
    pupil = child(school, "Broken")
    plan = make.filled(pupil, senco)
    make.need(plan, senco, words="Reading aloud")
    make.outcome(plan, senco, words="Rides a bus alone")
    make.add(plan, senco, "ehc-c", words="Takes medicine at noon")
    make.publish(plan, senco)
    assert found(client) == [
        ("Broken", NEED, "No outcome answers it."), ("Broken", OUTCOME, "No line of provision serves it."),
    ]  # fmt: skip
    shown = text(client.get(reverse("golden_thread")))
    assert "Reading aloud" in shown
    assert "Rides a bus alone" in shown
    assert "Takes medicine" not in shown


@pytest.mark.parametrize(
    ("first", "held", "finds"),
    [
        ("2026-11-02", None, ""), ("2026-10-12", None, "No session has been delivered yet."),
        ("2026-10-12", "2026-11-02", ""),
        ("2026-10-12", "2026-10-23", "Last session 23 Oct 2026, 4 school weeks ago."),
    ],
)  # fmt: skip
def test_line_without_a_session_for_three_school_weeks_is_found(
    client, school, senco, first, held, finds
):
    pupil = child(school, "Silent")
    plan = whole(pupil, senco, first)
    group = GroupFactory(school=school, starts_on=D("2026-10-12"))
    place = PlaceFactory(group=group, pupil=pupil)
    link_line(by=senco, plan=plan, key=Provision.objects.get(plan=plan).key, place=place)
    if held:
        meet(place, held)
        meet(place, "2026-11-20", code="A")
        meet(place, "2026-11-23", state="planned")
    assert [row[2] for row in found(client, rule=LINE)] == ([finds] if finds else [])


def test_line_that_nobody_delivers_or_that_is_over_or_of_health(client, school, senco):
    whole(child(school, "Alone"), senco, "2026-10-12")
    whole(child(school, "Over"), senco, "2026-09-07", ends_on=D("2026-11-20"))
    pupil = child(school, "Health")
    plan = make.filled(pupil, senco)
    Provision.objects.filter(plan=plan).update(section="ehc-g", starts_on=D("2026-09-07"))
    make.publish(plan, senco, starts_on=D("2026-09-07"), final_on=D("2026-09-07"))
    assert found(client, rule=LINE) == [("Alone", LINE, "No group delivers it.")]


def test_step_whose_day_has_passed_without_a_result_is_found(client, school, senco):
    pupil = child(school, "Due")
    plan = make.filled(pupil, senco)
    OutcomeStep.objects.filter(plan=plan).update(due_on=D("2026-11-20"))
    make.publish(plan, senco)
    assert found(client) == [("Due", STEP, "Was due 20 Nov 2026; no result.")]
    key = OutcomeStep.objects.get(plan=plan).key
    record_result(by=senco, plan=plan, key=key, result="not", evidence="Seen", on=D("2026-11-24"))
    assert found(client) == []


def test_plan_past_its_review_is_found_unless_the_pupil_left_or_it_is_superseded(
    client, school, senco
):
    for surname in ("Late", "Gone"):
        plan = whole(child(school, surname), senco, "2026-09-07", ends_on=D("2026-11-01"))
        Plan.objects.filter(pk=plan.pk).update(review_on=D("2026-11-23"))
    Pupil.objects.filter(surname="Gone").update(left_on=D("2026-11-20"))
    assert found(client) == [("Late", PLAN, "Review was due 23 Nov 2026.")]
    late = Pupil.objects.get(surname="Late")
    make.publish(make.draft(late, senco), senco)
    assert PLAN not in [row[1] for row in found(client)]


def test_counts_of_the_rules_open_their_rows_and_keep_the_filters(client, school, senco):
    for number, surname in enumerate(("Aa", "Bb", "Cc")):
        pupil = child(school, surname, year_group=str(8 + number), owner_name=f"Owner {number % 2}")
        plan = whole(pupil, senco, "2026-10-12")
        Plan.objects.filter(pk=plan.pk).update(review_on=D("2026-11-23"))
    answer = client.get(reverse("golden_thread"), {"owner": "Owner 0"})
    tabs = {tab["label"]: tab for tab in answer.context["tabs"]}
    assert (tabs["All"]["count"], tabs["Plans past their review"]["count"]) == (4, 2)
    rows = client.get(reverse("golden_thread") + tabs["Plans past their review"]["url"])
    assert [one.plan.pupil.surname for one in rows.context["page"]] == ["Aa", "Cc"]
    assert [row[0] for row in found(client, year="9", rule=PLAN)] == ["Bb"]
    assert len(found(client, rule="no-such-rule")) == 6


def test_rule_is_switched_off_by_the_school_with_a_reason_and_a_record(client, school, senco):
    plan = whole(child(school, "Late"), senco, "2026-09-07", ends_on=D("2026-11-01"))
    Plan.objects.filter(pk=plan.pk).update(review_on=D("2026-11-23"))
    rule = ThreadRule.objects.get(school=None, code=PLAN)
    form = reverse("edit_thread_rule", args=[rule.pk])
    sent = {"source": rule.source, "version": 1, "why_off": ""}
    assert "Say why your school does not check this." in text(client.post(form, sent))
    assert client.post(form, sent | {"why_off": "Kept in the council’s system"}).status_code == 302
    assert found(client) == []
    assert "Kept in the council’s system" in text(client.get(reverse("golden_thread")))
    assert AuditEvent.objects.filter(
        action="edit_plan_rule", object_type="interventions.threadrule"
    ).exists()
    assert client.post(form, sent | {"why_off": "Again"}).status_code == 409
    other = PostFactory(role="senco")
    client.force_login(other.person)
    assert text(client.get(reverse("golden_thread"))).count("Switched off") == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        ThreadRule.objects.filter(pk=rule.pk).update(is_on=False)


def test_weeks_of_the_rule_are_the_schools(client, school, senco):
    whole(child(school, "Soon"), senco, "2026-11-09")
    assert found(client, rule=LINE) == []
    rule = ThreadRule.objects.get(school=None, code=LINE)
    sent = {"is_on": "on", "weeks": "1", "source": "Our policy", "version": 1}
    assert client.post(reverse("edit_thread_rule", args=[rule.pk]), sent).status_code == 302
    assert [row[0] for row in found(client, rule=LINE)] == ["Soon"]


def test_golden_thread_shows_an_hlta_her_department_alone(client, school, senco):
    mine, other = child(school, "Mine"), child(school, "Other")
    for pupil in (mine, other):
        whole(pupil, senco, "2026-10-12")
    hlta = PostFactory(school=school, role="hlta")
    link(mine, hlta, "leads")
    client.force_login(hlta.person)
    assert [row[0] for row in found(client)] == ["Mine"]
    assert client.post(reverse("export_golden_thread")).status_code == 403
    client.force_login(PostFactory(school=school).person)
    assert client.get(reverse("golden_thread")).status_code == 403


def test_export_holds_exactly_what_is_shown_and_is_recorded(client, school, senco):
    for surname, group in (("Aa", "8"), ("Bb", "9")):
        whole(child(school, surname, year_group=group), senco, "2026-10-12")
    answer = client.post(reverse("export_golden_thread") + "?year=9")
    body = answer.content.decode("utf-8-sig")
    assert "Year: 9" in body
    assert "Bb" in body
    assert "Aa" not in body
    event = AuditEvent.objects.get(action="export_golden_thread")
    assert {"field": "rows", "old": None, "new": 1} in event.changes


@pytest.mark.parametrize("count", [1, 15])
def test_golden_thread_costs_the_same_however_many_plans(
    client, school, senco, django_assert_num_queries, count
):
    for number in range(count):
        plan = whole(child(school, f"Child{number}"), senco, "2026-10-12")
        Plan.objects.filter(pk=plan.pk).update(review_on=D("2026-11-23"))
    client.get(reverse("golden_thread"))
    with django_assert_num_queries(15):
        client.get(reverse("golden_thread"))
