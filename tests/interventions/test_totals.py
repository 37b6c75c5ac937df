"""Totals follow every change of a session, in a fixed number of queries."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from interventions.actions.totals import (
    change_totals,
    count_of,
    counts_of,
    recount_places,
    recount_pupils,
    recount_weeks,
)
from interventions.models import (
    AdultWeek,
    Attendance,
    CaseloadRow,
    PlaceTotal,
    SchoolWeek,
    Session,
)
from tests.factories.interventions import GroupFactory, PlaceFactory, SessionFactory
from tests.factories.staff import PostFactory

pytestmark = pytest.mark.django_db

MONDAY = datetime.date(2026, 11, 16)


@pytest.fixture
def group():
    return GroupFactory()


@pytest.fixture
def places(group):
    places = PlaceFactory.create_batch(3, group=group)
    recount_places([place.pk for place in places])
    return places


@pytest.fixture
def session(group, places):
    session = SessionFactory(group=group, on=MONDAY + datetime.timedelta(days=4), minutes=30)
    change_totals([(None, count_of(session))])
    return session


def deliver(session, places, minutes=25, code="P"):
    """Write a delivered session as the log does, without its policy and forms."""
    before = count_of(session)
    session.state, session.minutes_delivered = Session.State.DELIVERED, minutes
    session.logged_at = timezone.now()
    session.save()
    for place in places:
        Attendance.objects.create(
            school=session.school, session=session, place=place, pupil=place.pupil, code=code,
            minutes=minutes if code in "PL" else 0,
        )  # fmt: skip
    return before


def test_change_totals_counts_a_planned_session_for_every_place(session, places):
    for place in places:
        total = PlaceTotal.objects.get(place=place)
        assert (total.planned, total.delivered, total.attended) == (1, 0, 0)
        assert (total.minutes_planned, total.minutes_intended, total.minutes_delivered) == (
            30,
            0,
            0,
        )
        row = CaseloadRow.objects.get(pupil=place.pupil)
        assert (row.places, row.planned, row.minutes_planned) == (1, 1, 30)
    week = AdultWeek.objects.get(post=session.post, week_on=MONDAY)
    assert (week.planned, week.minutes_planned) == (1, 30)


def test_change_totals_counts_a_delivered_session_with_one_pupil_away(session, places):
    before = deliver(session, places[:2])
    Attendance.objects.create(
        school=session.school, session=session, place=places[2], pupil=places[2].pupil, code="A"
    )
    change_totals([(before, count_of(session))])
    here, away = (PlaceTotal.objects.get(place=place) for place in (places[0], places[2]))
    assert (here.planned, here.delivered, here.attended, here.minutes_delivered) == (1, 1, 1, 25)
    assert (away.planned, away.delivered, away.attended, away.minutes_delivered) == (1, 1, 0, 0)
    assert here.minutes_intended == away.minutes_intended == 30
    week = SchoolWeek.objects.get(school=session.school, week_on=MONDAY)
    assert (week.delivered, week.minutes_delivered) == (1, 25)
    assert (week.attendances, week.pupil_minutes) == (2, 50)
    row = CaseloadRow.objects.get(pupil=places[0].pupil)
    assert (row.attended, row.minutes_delivered, row.last_session_on) == (1, 25, session.on)
    assert CaseloadRow.objects.get(pupil=places[2].pupil).last_session_on is None


def test_change_totals_takes_back_what_an_undone_log_had_counted(group, session, places):
    earlier = SessionFactory(group=group, on=MONDAY)
    change_totals([(None, count_of(earlier))])
    change_totals([(deliver(earlier, places), count_of(earlier))])
    change_totals([(deliver(session, places), count_of(session))])
    before = count_of(session)
    session.attendance.all().delete()
    session.state, session.minutes_delivered, session.logged_at = "planned", None, None
    session.save()
    change_totals([(before, count_of(session))])
    row = CaseloadRow.objects.get(pupil=places[0].pupil)
    assert (row.planned, row.delivered, row.attended) == (2, 1, 1)
    assert row.last_session_on == earlier.on
    assert PlaceTotal.objects.get(place=places[0]).minutes_intended == 30


def test_change_totals_moves_a_session_to_another_adult_and_week(session, places):
    before, former = count_of(session), session.post
    session.post = PostFactory(school=session.school)
    session.on += datetime.timedelta(days=7)
    session.save()
    change_totals([(before, count_of(session))])
    assert AdultWeek.objects.get(post=former, week_on=MONDAY).planned == 0
    later = MONDAY + datetime.timedelta(days=7)
    assert AdultWeek.objects.get(post=session.post, week_on=later).planned == 1
    assert SchoolWeek.objects.get(school=session.school, week_on=MONDAY).planned == 0
    assert PlaceTotal.objects.get(place=places[0]).planned == 1


@pytest.mark.parametrize(
    ("state", "expected"),
    [("cancelled", (0, 0, 0, 0)), ("not_delivered", (1, 0, 1, 30))],
)
def test_change_totals_counts_sessions_that_did_not_happen(session, places, state, expected):
    before = count_of(session)
    session.state, session.reason, session.logged_at = state, "room", timezone.now()
    session.save()
    change_totals([(before, count_of(session))])
    total = PlaceTotal.objects.get(place=places[0])
    found = (total.planned, total.delivered, total.not_delivered, total.minutes_intended)
    assert found == expected


def test_change_totals_leaves_the_caseload_alone_when_the_place_has_ended(session, places):
    places[0].outcome = "met"
    places[0].save()
    recount_pupils([places[0].pupil_id])
    change_totals([(deliver(session, places), count_of(session))])
    assert PlaceTotal.objects.get(place=places[0]).attended == 1
    row = CaseloadRow.objects.get(pupil=places[0].pupil)
    assert (row.places, row.planned, row.attended, row.last_session_on) == (0, 0, 0, None)


def test_change_totals_keeps_the_dose_of_the_judged_place(session, places):
    CaseloadRow.objects.filter(pupil=places[0].pupil).update(judged_place=places[0])
    change_totals([(deliver(session, places), count_of(session))])
    row = CaseloadRow.objects.get(pupil=places[0].pupil)
    assert (row.judged_attended, row.judged_planned) == (1, 0)
    assert CaseloadRow.objects.get(pupil=places[1].pupil).judged_attended == 0


def test_change_totals_costs_four_queries_for_one_session_and_for_a_hundred(group, places):
    days = [datetime.date(2026, 9, 7) + datetime.timedelta(days=n) for n in range(101)]
    sessions = [SessionFactory(group=group, on=day) for day in days]
    counts = counts_of(sessions)
    for chosen in (sessions[:1], sessions[1:]):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            change_totals([(None, counts[session.pk]) for session in chosen])
        assert len([q for q in queries if "SAVEPOINT" not in q["sql"]]) == 4
    assert PlaceTotal.objects.get(place=places[0]).planned == 101


def test_change_totals_writes_nothing_when_nothing_changes(session):
    with CaptureQueriesContext(connection) as queries:
        change_totals([(count_of(session), count_of(session))])
    assert not [q for q in queries if "INSERT" in q["sql"] or "UPDATE" in q["sql"]]


def test_counts_of_costs_two_queries_for_one_session_and_for_ten(
    group, places, django_assert_num_queries
):
    sessions = [
        SessionFactory(group=group, on=MONDAY + datetime.timedelta(days=n)) for n in range(10)
    ]
    for chosen in (sessions[:1], sessions):
        with django_assert_num_queries(2):
            counts_of(chosen)


def test_recount_places_and_weeks_rebuild_what_the_deltas_had_made(group, session, places):
    change_totals([(deliver(session, places), count_of(session))])
    kept = [list(model.objects.order_by("pk").values()) for model in _TABLES]
    PlaceTotal.objects.update(attended=9, planned=7, minutes_intended=1)
    CaseloadRow.objects.update(attended=9, places=4, groups="?", last_session_on=None)
    AdultWeek.objects.update(delivered=5)
    SchoolWeek.objects.update(pupil_minutes=3, not_delivered=2)
    recount_places([place.pk for place in places])
    recount_weeks([group.school_id])
    assert [list(model.objects.order_by("pk").values()) for model in _TABLES] == kept


def test_recount_places_counts_attendance_outside_the_dates_of_the_place(group, session, places):
    change_totals([(deliver(session, places), count_of(session))])
    places[0].ends_on = session.on - datetime.timedelta(days=1)
    places[0].save()
    recount_places([places[0].pk])
    total = PlaceTotal.objects.get(place=places[0])
    assert (total.planned, total.delivered, total.attended) == (1, 1, 1)
    assert count_of(session).marks[0].place_id == places[0].pk


_TABLES = (PlaceTotal, AdultWeek, SchoolWeek, CaseloadRow)
