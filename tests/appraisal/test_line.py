"""A manager's line: who sees it, what it shows, and how few questions it asks."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from appraisal.evidence import FEW, TOO_LITTLE
from appraisal.line_page import line_of
from appraisal.pace import Interval
from core.models import AuditEvent
from interventions.actions.totals import recount_places, recount_weeks
from interventions.models import Attendance, Session
from staff.models import Band, LineManagement
from tests.appraisal.conftest import make_cycle
from tests.factories.interventions import (
    GroupFactory,
    MeasureFactory,
    PlaceFactory,
    ScoreFactory,
    SessionFactory,
)
from tests.factories.staff import PostFactory, SchoolFactory, line

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 20)
QUERIES = 5


@pytest.fixture(autouse=True)
def _friday(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args: TODAY)


@pytest.fixture
def team():
    school = SchoolFactory()
    posts = [PostFactory(school=school, role=role) for role in ("head", "senco", "hlta", "ta")]
    line(*posts)
    return posts


def run_group(leader, pupils=5, *, attended=6, planned=8, gain=12):
    """A group of ``pupils`` with sessions in one week of November and scores on a measure to 100."""
    group = GroupFactory(leader=leader, school=leader.school)
    measure = MeasureFactory(school=leader.school, lowest=0, highest=200)
    places = PlaceFactory.create_batch(pupils, group=group, measure=measure, target_value=100)
    for number, place in enumerate(places):
        ScoreFactory(place=place, measure=measure, value=80, on=datetime.date(2026, 9, 7))
        ScoreFactory(
            place=place, measure=measure, point="check", value=80 + gain + number,
            on=datetime.date(2026, 11, 9),
        )  # fmt: skip
    for number in range(planned):
        session = SessionFactory(group=group, on=TODAY - datetime.timedelta(days=7 + number % 5),
                                 starts_at=datetime.time(9 + number // 5))  # fmt: skip
        if number < attended:
            deliver(session, places)
    recount_places([place.pk for place in places])
    recount_weeks([leader.school_id])
    return places


def deliver(session, places):
    session.state, session.minutes_delivered, session.logged_at = "delivered", 30, timezone.now()
    session.save()
    for place in places:
        Attendance.objects.create(
            school=session.school, session=session, place=place, pupil=place.pupil, code="P",
            minutes=30,
        )  # fmt: skip


def test_line_shows_everybody_below_in_the_order_of_the_line(client, team):
    head, senco, hlta, ta = team
    client.force_login(head.person)
    page = client.get(reverse("line")).content.decode()
    names = [post.person.full_name for post in (senco, hlta, ta)]
    assert [page.index(name) for name in names] == sorted(page.index(name) for name in names)
    client.force_login(hlta.person)
    page = client.get(reverse("line")).content.decode()
    assert ta.person.full_name in page
    assert senco.person.full_name not in page


def test_line_without_anybody_below_is_refused_with_a_sentence(client, team):
    client.force_login(team[3].person)
    answer = client.get(reverse("line"))
    assert answer.status_code == 403
    assert "people who manage somebody" in answer.content.decode()


def test_line_counts_sessions_run_of_planned_and_unlogged(team):
    run_group(team[3], attended=6, planned=8)
    SessionFactory(group__leader=team[3], group__school=team[3].school, on=TODAY)
    recount_weeks([team[3].school_id])
    counts = line_of(team[2].person).rows[0].counts
    assert (counts.delivered, counts.planned, counts.unlogged) == (6, 8, 2)


def test_line_shows_the_gain_of_five_pupils_as_an_interval(team):
    run_group(team[3])
    row = line_of(team[2].person).rows[0]
    gain = row.work.gain(row.post.asks)
    assert isinstance(gain, Interval)
    # 12 to 16 points of the 20 x 63 days of 102 that were expected: 14 / 12.35.
    assert gain.middle == pytest.approx(14 / (20 * 63 / 102))
    assert gain.low < gain.middle < gain.high
    assert gain.count == 5


def test_line_hides_the_gain_of_under_five_pupils(client, team):
    run_group(team[3], pupils=4)
    row = line_of(team[2].person).rows[0]
    assert row.work.gain(row.post.asks) == FEW
    client.force_login(team[2].person)
    assert "Under 5 pupils, not shown" in client.get(reverse("line")).content.decode()


def test_line_does_not_judge_what_was_hardly_delivered(team):
    run_group(team[3], attended=1)
    row = line_of(team[2].person).rows[0]
    assert row.work.gain(row.post.asks) == TOO_LITTLE


def test_line_doses_minutes_and_planning_ahead_takes_nothing_from_them(team):
    places = run_group(team[3])
    absent = Attendance.objects.order_by("pk").first()
    Attendance.objects.filter(pk=absent.pk).update(code="A", minutes=0)
    away = Session.objects.filter(state="planned").first()
    Session.objects.filter(pk=away.pk).update(
        state="not_delivered", reason="adult_away", logged_at=timezone.now()
    )
    SessionFactory(group=places[0].group, on=TODAY + datetime.timedelta(days=1))
    recount_places([place.pk for place in places])
    # Six sessions of 30 minutes were held for five pupils, one of them absent once; a seventh was not.
    for day in (None, TODAY - datetime.timedelta(days=1)):
        work = line_of(team[2].person, day).rows[0].work
        assert (work.received, work.intended, work.dose_percent) == (870, 1050, 83)


def test_line_on_an_earlier_day_counts_what_was_known_then(team):
    run_group(team[3])
    row = line_of(team[2].person, TODAY - datetime.timedelta(days=20)).rows[0]
    assert row.work.attended == 0
    assert row.counts.delivered == 0


def test_line_leaves_out_whoever_left_it_with_the_next_request(client, team):
    client.force_login(team[2].person)
    assert client.get(reverse("line")).status_code == 200
    LineManagement.objects.filter(post=team[3]).update(ends_on=TODAY - datetime.timedelta(days=1))
    assert client.get(reverse("line")).status_code == 403
    client.force_login(team[1].person)
    answer = client.get(reverse("line") + "?on=2026-11-01").content.decode()
    assert team[3].person.full_name not in answer


@pytest.mark.parametrize("people", [1, 60])
def test_line_asks_the_same_number_of_questions_for_1_and_60_people(client, team, people):
    for _number in range(people):
        post = PostFactory(school=team[0].school)
        line(team[2], post)
        run_group(post, pupils=2, planned=2, attended=1)
    client.force_login(team[1].person)
    client.get(reverse("line"))
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse("line"))
    assert answer.status_code == 200
    assert len(asked) == QUERIES, [query["sql"][:90] for query in asked]
    assert len(answer.content) < 100_000 or people > 1


def test_export_line_gives_a_file_and_writes_it_down(client, team):
    run_group(team[3])
    client.force_login(team[2].person)
    answer = client.post(reverse("export_line"))
    assert answer["Content-Type"].startswith("text/csv")
    assert team[3].person.full_name in answer.content.decode("utf-8-sig")
    event = AuditEvent.objects.get(action="export_line")
    assert event.actor_id == team[2].person_id


def test_line_pupils_shows_names_only_where_the_record_is_open(client, team):
    places = run_group(team[3], pupils=2)
    name = places[0].pupil.name
    client.force_login(team[2].person)
    assert name in client.get(reverse("line_pupils")).content.decode()
    assistant = PostFactory(school=team[0].school, role="teacher")
    LineManagement.objects.filter(post=team[2]).delete()
    line(assistant, team[2])
    client.force_login(assistant.person)
    page = client.get(reverse("line_pupils")).content.decode()
    assert name not in page
    assert places[0].pupil.initials in page


def test_line_of_another_school_is_not_seen(client, team):
    far = PostFactory(role="head")
    line(far, PostFactory(school=far.school))
    client.force_login(far.person)
    page = client.get(reverse("line")).content.decode()
    assert team[1].person.full_name not in page


def test_line_shows_a_manager_without_hours_in_sessions_and_one_report_in_the_singular(
    client, team
):
    client.force_login(team[0].person)
    page = client.get(reverse("line")).content.decode()
    assert "1 reports to you." in page
    assert page.count("Not support staff") == 1


def test_line_offers_a_review_only_where_an_appraisal_year_is_running(client, team):
    head, _senco, _hlta, ta = team
    ta.band = Band.objects.get(number=2)
    ta.save()
    client.force_login(head.person)
    url = reverse("open_review", args=[ta.pk])
    assert url not in client.get(reverse("line")).content.decode()
    assert url not in client.get(reverse("reviews")).content.decode()
    assert client.get(url).status_code == 403
    make_cycle(head.school, TODAY)
    assert url in client.get(reverse("line")).content.decode()
    assert client.get(url).status_code == 200
