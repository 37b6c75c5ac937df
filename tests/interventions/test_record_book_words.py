"""The record book in words: nothing empty, no code, no number of a row, no short form."""

import datetime

import pytest
from django.db import transaction

from core import audit
from tests.factories.interventions import GroupFactory, SessionFactory
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory, SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def read(client, school):
    """A function that writes one page and returns the words of its changes, as the head reads them."""
    client.force_login(PostFactory(role="head", school=school).person)

    def read_one(about, **changes) -> list[str]:
        with transaction.atomic():
            audit.record(
                by=None, action="try", about=about, school_id=school.pk,
                changes={name: pair if isinstance(pair, tuple) else (None, pair)
                         for name, pair in changes.items()},
            )  # fmt: skip
        shown = client.get("/records/").context["entries"][0].changes
        return [one.new if one.is_told else f"{one.field}: {one.new}" for one in shown]

    return read_one


def test_record_book_leaves_out_what_is_empty(read, school):
    assert read(school, kind="csv", filters="", pupils=3) == ["taken out as: CSV", "pupils: 3"]


def test_record_book_names_posts_and_choices_of_a_link_and_no_source(read, school):
    post = PostFactory(role="ta", school=school, title="TA, Year 8")
    made = link(PupilFactory(school=school), post)
    shown = read(
        made, post_id=post.pk, kind="leads", source="group:17", detail="Fresh Group",
        starts_on=datetime.date(2026, 11, 20),
    )  # fmt: skip
    assert shown == [
        "detail: Fresh Group", "why: leads a group", f"post: {post.person.full_name}, TA, Year 8",
        "first day: 20 Nov 2026",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("removed", "made", "words"),
    [
        ("-0", "+23", "23 sessions planned"),
        ("-4", "+1", "1 session planned, 4 planned sessions taken out"),
        ("-0", "+0", "no session added or taken out"),
    ],
)
def test_record_book_counts_planned_sessions_in_words(read, school, removed, made, words):
    assert read(GroupFactory(school=school), sessions=(removed, made)) == [words]


def test_record_book_tells_marks_by_name_and_in_words(read, school):
    pupil = PupilFactory(school=school, forename="Kit", surname="Marsh")
    elsewhere = PupilFactory()
    session = SessionFactory(group=GroupFactory(school=school))
    shown = read(
        session, marks=f"{pupil.pk} P 25 e4 h0 7/10; {elsewhere.pk} A 0", state="not_delivered"
    )
    assert shown[0] == (
        "marks: Kit Marsh (Here, 25 minutes, engagement 4, help: None, 7 of 10 right), "
        "a pupil (Absent from school, 0 minutes)"
    )
    assert shown[1] == "stage: Not delivered"
    assert read(session, marks=("", ""), minutes_delivered=30) == ["minutes delivered: 30"]


def test_record_book_costs_the_same_for_one_link_and_for_fifty(
    read, client, school, django_assert_max_num_queries
):
    def write(times):
        for _n in range(times):
            post = PostFactory(role="ta", school=school)
            read(link(PupilFactory(school=school), post), post_id=post.pk)

    write(1)
    with django_assert_max_num_queries(40) as few:
        client.get("/records/?per_page=100")
    many = len(few.captured_queries)
    write(50)
    with django_assert_max_num_queries(many):
        client.get("/records/?per_page=100")
