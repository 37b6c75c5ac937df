"""A school with a line of six and a running appraisal year, and a review in each state."""

import datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone

from appraisal.actions import judgement as judging
from appraisal.actions import objective as setting
from appraisal.actions import review as reviewing
from appraisal.models import AreaJudgement, Cycle, Review
from staff.models import Area, Band
from tests.factories.interventions import GroupFactory, PlaceFactory, SessionFactory
from tests.factories.staff import PostFactory, SchoolFactory, line

PASSWORD = "pass word 1"


@pytest.fixture
def house(db):
    """Head, SENCO, two HLTAs each with a TA; ``cycle`` runs now; ``session`` and ``place`` are ta's own."""
    return make_house()


def make_house():
    school = SchoolFactory()
    posts = {role: PostFactory(school=school, role=role) for role in ("head", "senco", "hr", "dsl")}
    for name, role, band in (
        ("hlta", "hlta", 3),
        ("hlta2", "hlta", 3),
        ("ta", "ta", 2),
        ("ta2", "ta", 2),
    ):
        posts[name] = PostFactory(school=school, role=role, band=Band.objects.get(number=band))
    line(posts["head"], posts["senco"], posts["hlta"], posts["ta"])
    line(posts["senco"], posts["hlta2"], posts["ta2"])
    today = timezone.localdate()
    cycle = make_cycle(school, today)
    group = GroupFactory(leader=posts["ta"], school=school, starts_on=today - datetime.timedelta(days=30),
                         ends_on=today + datetime.timedelta(days=30))  # fmt: skip
    place = PlaceFactory(group=group)
    session = SessionFactory(
        group=group, on=today - datetime.timedelta(days=1), state="delivered",
        minutes_delivered=25, logged_at=timezone.now(), logged_by=posts["ta"].person,
    )  # fmt: skip
    return SimpleNamespace(
        school=school, cycle=cycle, group=group, place=place, session=session, **posts
    )


def make_cycle(school, today, name="This year"):
    day = datetime.timedelta(days=1)
    return Cycle.objects.create(
        school=school, name=name, starts_on=today - 60 * day, objectives_by=today + 10 * day,
        midyear_by=today + 60 * day, final_by=today + 120 * day, ends_on=today + 200 * day,
    )  # fmt: skip


def fresh(review) -> Review:
    return Review.objects.get(pk=review.pk)


@pytest.fixture
def review(house):
    """The TA's review, opened by the HLTA above."""
    return reviewing.open_review(by=house.hlta.person, post=house.ta, cycle=house.cycle)


def add_objective(house, review, **fields):
    values = {
        "title": "Pupils read more fluently", "kind": "outcomes",
        "area": Area.objects.get(code="O"), "success_criteria": "Three in four are on their line",
        "evidence_expected": "", "support": "", "due_on": house.cycle.final_by,
    }  # fmt: skip
    return setting.add_objective(by=house.hlta.person, review=review, **(values | fields))


def make_ready(house, review):
    """An objective, five own views, five judgements, and ready."""
    add_objective(house, review)
    for judged in AreaJudgement.objects.filter(review=review):
        judging.give_own_view(
            by=house.ta.person, judgement=judged, version=judged.version, own_view="at"
        )
        judging.judge_area(
            by=house.hlta.person, judgement=judged, version=judged.version, level="at",
            because="Seen in sessions",
        )  # fmt: skip
    return reviewing.mark_ready(by=house.hlta.person, review=review)


@pytest.fixture
def ready(house, review):
    """The TA's review, ready to sign."""
    return make_ready(house, review)
