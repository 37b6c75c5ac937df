"""The progress tab: finding, chart, words, dose beside gain, and who may see it."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.models import Closure
from interventions.actions.totals import recount_places
from interventions.models import Attendance, Session
from tests.factories.interventions import (
    GroupFactory,
    MeasureFactory,
    PlaceFactory,
    ScoreFactory,
    SessionFactory,
)
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory, SchoolFactory, year

pytestmark = pytest.mark.django_db

FIRST = datetime.date(2026, 9, 7)


@pytest.fixture
def school():
    school = SchoolFactory()
    year(school)
    Closure.objects.create(
        school=school, kind="half_term", name="", starts_on=datetime.date(2026, 10, 26),
        ends_on=datetime.date(2026, 10, 30),
    )  # fmt: skip
    return school


@pytest.fixture
def senco(school):
    return PostFactory(role="senco", school=school).person


def words_place(school, delivered=6, planned=8, scores=(52, 60, 68), target=90, **fields):
    """A place measured in words right in a minute, with sessions and scores two weeks apart."""
    measure = MeasureFactory(
        school=school if "name" in fields else None, name=fields.pop("name", "Words right"),
        scale="own", unit="words", lowest=0, highest=250, standard_deviation=None,
        reliability=None, own_error=fields.pop("own_error", Decimal(4)),
    )  # fmt: skip
    place = PlaceFactory(
        group=GroupFactory(school=school), measure=measure, target_value=target, **fields
    )
    for number in range(planned):
        session = SessionFactory(group=place.group, on=FIRST + datetime.timedelta(days=2 * number))
        if number < delivered:
            deliver(session, place)
    for number, value in enumerate(scores):
        ScoreFactory(
            place=place, measure=measure, value=value, point="check" if number else "entry",
            on=FIRST + datetime.timedelta(weeks=2 * number),
        )  # fmt: skip
    recount_places([place.pk])
    return place


def deliver(session, place, code="P"):
    Session.objects.filter(pk=session.pk).update(
        state="delivered", minutes_delivered=30, logged_at=timezone.now()
    )
    Attendance.objects.create(
        school=session.school, session=session, place=place, pupil=place.pupil, code=code,
        minutes=30 if code in "PL" else 0,
    )  # fmt: skip


def page(client, person, pupil, **query):
    client.force_login(person)
    return client.get(reverse("pupil_progress", args=[pupil.pk]), query)


def test_pupil_progress_states_the_finding_with_change_dose_and_target(client, school, senco):
    place = words_place(school, target=160)
    answer = page(client, senco, place.pupil)
    text = answer.content.decode()
    assert "Words right has moved, but slower than expected" in text
    assert "+16 words" in text
    assert "a real change" in text
    assert "6 of 6 sessions" in text
    assert "8 planned in all. Enough to judge." in text
    assert "92 words" in text
    assert "At this pace 18 Dec 2026 gives about" in text
    assert "6 delivered, 0 missed, 2 not logged" in text


def test_pupil_progress_draws_the_half_term_the_line_and_the_table_behind_it(client, school, senco):
    place = words_place(school)
    text = page(client, senco, place.pupil).content.decode()
    assert 'class="c-shade"' in text
    assert "Half term" in text
    assert 'class="c-exp"' in text
    assert 'class="c-band"' in text
    rows = text[text.index("<tbody>") :]
    assert rows.index("68") < rows.index("52")
    assert rows.index("5 Oct 2026") < rows.index("7 Sep 2026")
    assert "1 of 1" in rows


def test_pupil_progress_is_too_early_below_the_schools_own_share(client, school, senco):
    place = words_place(school, delivered=3, planned=8)
    text = page(client, senco, place.pupil).content.decode()
    assert "Words right: too early to judge" in text
    assert "Too early to judge: that takes 4, 50% of all." in text
    school.enough_dose_percent = 30
    school.save()
    assert "too early" not in page(client, senco, place.pupil).content.decode()


def test_pupil_progress_says_why_sessions_were_missed_and_shades_the_adults_absence(
    client, school, senco
):
    place = words_place(school, delivered=5, planned=8)
    last = list(Session.objects.filter(group=place.group).order_by("on"))[5:]
    Session.objects.filter(pk__in=[s.pk for s in last[:2]]).update(
        state="not_delivered", reason="adult_away", logged_at=timezone.now()
    )
    deliver(last[2], place, "R")
    Attendance.objects.filter(pk=Attendance.objects.earliest("session__on").pk).update(minutes=20)
    recount_places([place.pk])
    text = page(client, senco, place.pupil).content.decode()
    assert "3 missed: 2 adult away, 1 refused." in text
    assert 'class="c-event"' in text
    assert "Group adult away" in text
    assert "60 adult away, 30 refused, 10 there for part of it" in text
    assert "100 short" in text


def test_pupil_progress_of_ages_shows_the_ratio_gain_or_refuses_it(client, school, senco):
    place = words_place(school, scores=())
    place.measure.scale, place.measure.unit = "reading_age", ""
    place.measure.own_error = None
    place.measure.save()
    ScoreFactory(place=place, measure=place.measure, value=86, on=datetime.date(2026, 9, 14))
    late = ScoreFactory(
        place=place, measure=place.measure, value=96, on=datetime.date(2027, 1, 18), point="exit"
    )
    text = page(client, senco, place.pupil).content.decode()
    assert "+10 months" in text
    assert "Ratio gain 2.4, useful" in text
    assert "8:00" in text
    late.on = datetime.date(2026, 10, 12)
    late.save()
    text = page(client, senco, place.pupil).content.decode()
    assert "28 days apart. A ratio gain needs at least 6 weeks." in text
    assert "Ratio gain 1" not in text
    late.limit = ">"
    late.save()
    text = page(client, senco, place.pupil).content.decode()
    assert "floor or ceiling of the test allows no gain" in text
    assert "+10 months" not in text


def test_pupil_progress_says_that_an_unchanged_standardised_score_is_normal_progress(
    client, school, senco
):
    place = words_place(school, scores=(), target=None)
    place.measure = MeasureFactory(name="NGRT")
    place.save()
    for value, on in ((84, FIRST), (84, datetime.date(2026, 11, 2))):
        ScoreFactory(place=place, measure=place.measure, value=value, on=on, point="check")
    text = page(client, senco, place.pupil).content.decode()
    assert "NGRT has kept pace with age" in text
    assert "An unchanged standardised score already means progress at the normal rate." in text
    assert "the test’s own error of 13.1: it could be chance" in text
    assert "below average" in text


def test_pupil_progress_offers_a_pick_for_each_place_and_measure(client, school, senco):
    place = words_place(school)
    other = words_place(school, name="Spelling", pupil=place.pupil)
    alone = ScoreFactory(place=other, measure=MeasureFactory(name="Screening"), point="check")
    alone.place = None
    alone.save()
    text = page(client, senco, place.pupil, place=other.pk).content.decode()
    assert f'href="?place={place.pk}"' in text
    assert "Spelling is on track" in text
    text = page(client, senco, place.pupil, measure=alone.measure_id).content.decode()
    assert "Screening, not part of a group" in text


def test_pupil_progress_says_what_will_stand_there_before_anything_is_measured(
    client, school, senco
):
    pupil = PupilFactory(school=school)
    text = page(client, senco, pupil).content.decode()
    assert "Progress will stand here" in text
    assert reverse("add_score", args=[pupil.pk]) in text
    place = words_place(school, scores=())
    text = page(client, senco, place.pupil).content.decode()
    assert "Begin with the entry score" in text
    assert "Nothing has been measured yet" in text


@pytest.mark.parametrize(
    ("role", "status"),
    [("head", 200), ("assistant_senco", 200), ("dsl", 403), ("data", 403), ("hr", 404), ("ta", 404),
     ("teacher", 404)],
)  # fmt: skip
def test_pupil_progress_is_for_the_senco_the_head_and_those_who_work_with_the_pupil(
    client, school, role, status
):
    place = words_place(school)
    answer = page(client, PostFactory(role=role, school=school).person, place.pupil)
    assert answer.status_code == status
    if status == 403:
        assert "Sessions and progress are for the SENCO" in answer.content.decode()


def test_pupil_progress_is_shown_to_the_leader_and_to_a_linked_teacher_without_a_way_to_add(
    client, school
):
    place = words_place(school)
    leader = page(client, place.group.leader.person, place.pupil).content.decode()
    assert reverse("add_score", args=[place.pupil_id]) in leader
    teacher = PostFactory(role="teacher", school=school)
    link(place.pupil, teacher, "teacher")
    text = page(client, teacher.person, place.pupil).content.decode()
    assert "Scores are entered by the SENCO" in text
    assert reverse("add_score", args=[place.pupil_id]) not in text


def test_pupil_progress_costs_the_same_queries_for_one_session_and_for_a_hundred(
    client, school, senco
):
    few = words_place(school, delivered=1, planned=1, scores=(50,))
    many = words_place(school, name="Longer", delivered=60, planned=100, scores=range(50, 90))
    counts = []
    for place in (few, many):
        page(client, senco, place.pupil)
        with CaptureQueriesContext(connection) as queries:
            page_url = reverse("pupil_progress", args=[place.pupil_id])
            client.get(page_url)
        counts.append(len(queries))
    assert counts[0] == counts[1] == QUERIES


#: Session with person, posts, pupil, links, look, namesakes, court orders, places, scores, sessions, calendar.
QUERIES = 11


def test_how_judged_shows_the_schools_own_thresholds_and_each_measures_error(client, school, senco):
    school.enough_dose_percent = 35
    school.save()
    MeasureFactory(name="NGRT", school=school)
    client.force_login(senco)
    text = client.get(reverse("how_judged")).content.decode()
    assert "less than 35% of all sessions planned" in text
    assert "13.1" in text
    assert "30.4375" in text
