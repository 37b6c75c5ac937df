"""What was promised in a plan and what was delivered, line by line; which group delivers which line."""

import datetime
import re

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from interventions.actions.delivery import link_line, unlink_line
from interventions.actions.totals import recount_places
from interventions.models import Attendance, LineDelivery, PlaceTotal
from pupils.models import Plan, Provision
from tests.factories import plans as make
from tests.factories.interventions import GroupFactory, PlaceFactory, SessionFactory
from tests.factories.pupils import PupilFactory, link, on_register
from tests.factories.staff import PostFactory, SchoolFactory, line, year

pytestmark = pytest.mark.django_db
D = datetime.date.fromisoformat
#: A Tuesday of the autumn term.
DAY = datetime.datetime(2026, 11, 24, 9, 0, tzinfo=datetime.UTC)
KEY = "33333333-3333-4333-8333-333333333333"


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


@pytest.fixture
def pupil(school):
    return on_register(PupilFactory(school=school, surname="Wrenfield"), "E")


@pytest.fixture
def plan(pupil, senco) -> Plan:
    """Three times a week 30 minutes from 2 November, one line that says nothing, one that nobody delivers."""
    made = make.draft(pupil, senco)
    need = make.need(made, senco)
    aim = make.outcome(made, senco, need)
    first = D("2026-11-02")
    make.line(made, senco, [need], [aim], what="Talk group", starts_on=first)
    make.line(made, senco, [need], [aim], what="Help as needed", minutes=None)
    make.line(made, senco, [need], [aim], what="Swimming", times=1, starts_on=first)
    return make.publish(made, senco, starts_on=first, final_on=first)


@pytest.fixture
def place(pupil):
    group = GroupFactory(school=pupil.school, name="Talk Boost", starts_on=D("2026-11-02"))
    return PlaceFactory(group=group, pupil=pupil)


def key_of(plan: Plan, what: str):
    return Provision.objects.get(plan=plan, what=what).key


def meet(place, on: str, state: str = "delivered", code: str = "P", minutes: int = 30, **fields):
    """A session of the place's group with the pupil's mark."""
    logged = {} if state in ("planned", "cancelled") else {"logged_at": timezone.now()}
    if state == "delivered":
        logged["minutes_delivered"] = 30
    session = SessionFactory(group=place.group, on=D(on), state=state, **logged, **fields)
    if state == "delivered":
        Attendance.objects.create(
            school=place.school, session=session, place=place, pupil=place.pupil, code=code,
            minutes=minutes if code in "PL" else 0,
        )  # fmt: skip
    return session


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def page(client, plan, **weeks) -> str:
    return text(client.get(reverse("plan_delivery", args=[plan.pk]), weeks))


@pytest.fixture
def delivered(plan, place, senco):
    """Two weeks: of six sessions promised, three held for the pupil, one away, one not held, one not planned."""
    link_line(by=senco, plan=plan, key=key_of(plan, "Talk group"), place=place)
    meet(place, "2026-11-09")
    meet(place, "2026-11-11", minutes=20, code="L")
    meet(place, "2026-11-12", code="A")
    meet(place, "2026-11-16")
    meet(place, "2026-11-18", state="not_delivered", reason="adult_away")
    meet(place, "2026-11-19", state="cancelled")
    return place


WEEKS = {"first": "2026-11-09", "last": "2026-11-18"}


def test_delivery_shows_promised_planned_and_delivered_with_the_gap_in_words(
    client, plan, delivered
):
    shown = page(client, plan, **WEEKS)
    row = shown[shown.index("Talk group") : shown.index("Help as needed")]
    for words in (
        "180 minutes, 6 sessions", "150 minutes, 5 sessions", "80 minutes, 3 sessions",
        "100 of 180 minutes were not delivered.", "30 minutes were never planned.",
        "Adult away: 1 session", "Absent from school: 1 session", "5 sessions behind these figures",
        "20 of 30 minutes",
    ):  # fmt: skip
        assert words in row
    assert "weeks from 9 Nov 2026 to 22 Nov 2026" in shown
    assert reverse("session", args=[delivered.group.sessions.first().pk]) in row


def test_delivery_agrees_with_the_totals_of_the_place(client, plan, delivered):
    recount_places([delivered.pk])
    total = PlaceTotal.objects.get(place=delivered)
    shown = page(client, plan, first="2026-11-02", last="2026-12-18")
    row = shown[shown.index("Talk group") : shown.index("Help as needed")]
    assert f"{total.minutes_planned} minutes, {total.planned} sessions" in row
    assert f"{total.minutes_delivered} minutes, {total.attended} sessions" in row


def test_delivery_says_what_cannot_be_compared_and_what_nobody_delivers(client, plan, delivered):
    shown = page(client, plan, **WEEKS)
    vague = shown[shown.index("Help as needed") : shown.index("Swimming")]
    assert "cannot be counted" in vague
    assert "nothing can be compared" in vague
    alone = shown[shown.index("Swimming") :]
    assert "No group delivers this line." in alone
    assert "60 of 60 minutes were not delivered." in alone


def test_delivery_counts_what_is_still_to_log_as_not_delivered(client, plan, place, senco):
    link_line(by=senco, plan=plan, key=key_of(plan, "Talk group"), place=place)
    meet(place, "2026-11-16", state="planned")
    meet(place, "2026-11-25", state="planned")
    row = page(client, plan, first="2026-11-16", last="2026-11-25")
    assert "1 session is still to log" in row
    assert "60 minutes, 2 sessions" in row


def test_delivery_begins_with_the_term_or_the_plan_and_ends_last_week(client, plan):
    assert "weeks from 2 Nov 2026 to 22 Nov 2026" in page(client, plan)
    assert "Choose a day after the first." in page(
        client, plan, first="2026-11-20", last="2026-11-01"
    )


def test_session_counts_for_one_line_alone(client, plan, delivered, senco):
    swimming = key_of(plan, "Swimming")
    answer = client.post(reverse("link_line", args=[plan.pk, swimming]), {"place": delivered.pk})
    assert answer.status_code == 200
    assert not LineDelivery.objects.filter(key=swimming).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        LineDelivery.objects.create(
            school=plan.school, pupil=plan.pupil, key=swimming, place=delivered,
            starts_on=D("2026-11-02"), linked_by=senco,
        )  # fmt: skip
    bond = LineDelivery.objects.get()
    unlink_line(by=senco, link=bond, version=1)
    again = link_line(by=senco, plan=plan, key=swimming, place=delivered)
    assert again.starts_on == D("2026-11-25")
    shown = page(client, plan, **WEEKS)
    assert "80 minutes, 3 sessions" in shown[: shown.index("Help as needed")]
    assert "0 minutes, 0 sessions" in shown[shown.index("Swimming") :]


def test_link_line_is_said_ended_and_taken_back(client, plan, place):
    key = key_of(plan, "Talk group")
    form = reverse("link_line", args=[plan.pk, key])
    assert "Talk Boost" in text(client.get(form))
    for _twice in range(2):
        answer = client.post(form, {"place": place.pk, "submission_id": KEY})
        assert answer["Location"] == reverse("plan_delivery", args=[plan.pk])
    bond = LineDelivery.objects.get()
    end = reverse("unlink_line", args=[bond.pk])
    assert client.post(end, {"version": 9}).status_code == 409
    ended = client.post(end, {"version": 1}, follow=True)
    undo = reverse("undo_unlink_line", args=[bond.pk])
    assert undo in text(ended)
    assert client.post(end, {"version": 2}).status_code == 403
    client.post(undo)
    bond.refresh_from_db()
    assert bond.ends_on is None
    acts = {"link_line", "unlink_line", "undo_unlink_line"}
    assert acts <= set(AuditEvent.objects.values_list("action", flat=True))
    assert client.get(reverse("link_line", args=[plan.pk, KEY])).status_code == 404


def test_link_follows_the_line_into_the_next_version(client, plan, delivered, senco):
    make.publish(make.draft(plan.pupil, senco), senco)
    current = Plan.objects.current().get()
    shown = page(client, current, **WEEKS)
    assert "80 minutes, 3 sessions" in shown


def test_line_is_delivered_by_a_place_of_the_same_pupil(plan, senco, school):
    other = PlaceFactory(group=GroupFactory(school=school))
    with pytest.raises(ValueError, match="same pupil"):
        link_line(by=senco, plan=plan, key=key_of(plan, "Talk group"), place=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        LineDelivery.objects.create(
            school=school, pupil=plan.pupil, key=KEY, place=other, starts_on=D("2026-11-02"),
            linked_by=senco,
        )  # fmt: skip


def test_delivery_is_for_those_who_read_plan_and_sessions(client, plan, delivered, school):
    hlta, ta = PostFactory(school=school, role="hlta"), delivered.group.leader
    line(hlta, ta)
    address = reverse("plan_delivery", args=[plan.pk])
    dsl = PostFactory(school=school, role="dsl")
    for post, status in ((hlta, 200), (ta, 403), (dsl, 403)):
        client.force_login(post.person)
        assert client.get(address).status_code == status, post.role
    teacher = PostFactory(school=school, role="teacher")
    link(plan.pupil, teacher, "teacher")
    client.force_login(teacher.person)
    assert client.get(address).status_code == 403
    assert "Promised and delivered" not in text(client.get(reverse("plan", args=[plan.pk])))
    client.force_login(hlta.person)
    assert "Promised and delivered" in text(client.get(reverse("plan", args=[plan.pk])))


@pytest.mark.parametrize("count", [1, 12])
def test_delivery_costs_the_same_however_much_was_held(
    client, plan, senco, pupil, django_assert_num_queries, count
):
    for number in range(count):
        group = GroupFactory(school=pupil.school, name=f"Group {number}", starts_on=D("2026-11-02"))
        one = PlaceFactory(group=group, pupil=pupil)
        link_line(by=senco, plan=plan, key=key_of(plan, "Talk group"), place=one)
        for day in range(count):
            meet(one, f"2026-11-{9 + day:02}")
    client.get(reverse("plan_delivery", args=[plan.pk]), WEEKS)
    with django_assert_num_queries(26):
        client.get(reverse("plan_delivery", args=[plan.pk]), WEEKS)
