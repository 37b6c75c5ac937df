"""The trust's figures: of every school, without names, with small numbers left out, from totals only."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.calendar import week_of
from core.models import Term
from interventions.models import SchoolWeek
from tests.factories.pupils import PupilFactory
from tests.factories.staff import PostFactory, SchoolFactory, TrustFactory

pytestmark = pytest.mark.django_db

ASKED = "?year=2026"
WEEK = datetime.date(2026, 9, 7)


@pytest.fixture
def trust():
    return TrustFactory(name="Wending Trust")


@pytest.fixture
def leader(trust, client):
    school = SchoolFactory(trust=trust, name="Alder Vale")
    person = PostFactory(role="head", school=school, covers_trust=True).person
    client.force_login(person)
    return person


def weeks(school, number=3, **counts):
    """So many weeks from the beginning of September 2026, and a term around them."""
    known = {"planned": 20, "delivered": 15, "not_delivered": 3, "minutes_planned": 600,
             "minutes_delivered": 450, "pupil_minutes": 1800, "attendances": 60} | counts  # fmt: skip
    Term.objects.create(school=school, name="Autumn term", starts_on=datetime.date(2026, 9, 1),
                        ends_on=datetime.date(2026, 12, 18))  # fmt: skip
    for place in range(number):
        on = WEEK + datetime.timedelta(weeks=place)
        SchoolWeek.objects.create(school=school, week_on=on, **known)


def test_trust_sums_each_school_by_term_and_year(client, trust, leader):
    school = SchoolFactory(trust=trust, name="Brackwater")
    weeks(school)
    weeks(SchoolFactory(trust=trust, name="Cawood"), delivered=18, not_delivered=2)
    text = client.get(reverse("trust") + ASKED).content.decode()
    assert "Brackwater" in text
    assert "of 60, 75%" in text
    assert "of 60, 90%" in text
    assert "Autumn term" in text
    assert "82% of the sessions due were delivered, least at Brackwater" in text
    assert "99 of 120" in text
    assert "5,400" in text


def test_trust_draws_weeks_with_the_table_behind_them(client, trust, leader):
    weeks(SchoolFactory(trust=trust))
    text = client.get(reverse("trust") + ASKED).content.decode()
    assert "Sessions due and delivered, by week" in text
    assert '<th scope="row">21 Sep 2026</th><td class="num">20</td><td class="num">15</td>' in text
    assert text.index("21 Sep 2026") < text.index("7 Sep 2026</th>")


def test_trust_hides_figures_that_rest_on_very_few_attendances(client, trust, leader):
    small = SchoolFactory(trust=trust, name="Tiny School", smallest_group_shown=5)
    weeks(small, number=1, delivered=2, planned=3, not_delivered=1, attendances=4, pupil_minutes=77)
    text = client.get(reverse("trust") + ASKED).content.decode()
    assert "Fewer than 5 attendances: not shown" in text
    assert ">77<" not in text
    assert "2 of 3" not in text


def test_trust_counts_the_days_to_come_of_this_week_as_neither_due_nor_unlogged(
    client, trust, leader
):
    school = SchoolFactory(trust=trust)
    monday = week_of(timezone.localdate())
    counts = {"planned": 10, "delivered": 6, "not_delivered": 0, "attendances": 30}
    SchoolWeek.objects.create(school=school, week_on=monday, **counts)
    SchoolWeek.objects.create(school=school, week_on=monday - datetime.timedelta(weeks=1), **counts)
    text = client.get(reverse("trust")).content.decode()
    assert "12 of 16" in text
    assert "4 not logged" in text


def test_trust_shows_no_pupil_and_no_school_of_another_trust(client, trust, leader):
    school = SchoolFactory(trust=trust)
    weeks(school)
    weeks(SchoolFactory(trust=TrustFactory(), name="Elsewhere School"))
    PupilFactory(school=school, surname="Wrenfield")
    text = client.get(reverse("trust") + ASKED).content.decode()
    assert "Wrenfield" not in text
    assert "Elsewhere School" not in text
    other = TrustFactory()
    assert client.get(reverse("trust") + f"?trust={other.pk}").status_code == 404


def test_trust_says_what_will_stand_there_before_the_first_week(client, leader):
    assert (
        "No session was due in this school year yet."
        in client.get(reverse("trust")).content.decode()
    )


@pytest.mark.parametrize("role", ["head", "senco", "hr", "data", "ta"])
def test_trust_is_refused_to_posts_that_do_not_cover_it(client, trust, role):
    client.force_login(PostFactory(role=role, school=SchoolFactory(trust=trust)).person)
    answer = client.get(reverse("trust"))
    assert answer.status_code == 403
    assert "people whose post covers the whole trust" in answer.content.decode()


#: Session with person, posts, trusts, schools, weeks, terms.
QUERIES = 6


def test_trust_costs_the_same_queries_for_one_school_and_for_twenty(client, trust, leader):
    for number in (1, 20):
        for school in SchoolFactory.create_batch(number, trust=trust):
            weeks(school)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("trust") + ASKED)
        assert len(queries) == QUERIES
        sql = " ".join(query["sql"] for query in queries)
        assert "interventions_attendance" not in sql
        assert "interventions_session" not in sql
