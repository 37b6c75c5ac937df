"""The pack of an annual review: filled from live data, for each reader what that one may see; page, PDF, Word."""

import io

import pytest
from django.urls import reverse
from docx import Document

from core.models import AuditEvent
from core.paper import Table
from pupils import packs
from pupils.actions.advice import give_advice
from pupils.actions.annual_review import Point, edit_review_report
from pupils.models import AnnualReview
from tests.factories.interventions import GroupFactory, PlaceFactory
from tests.factories.profiles import published, rows
from tests.factories.reviews import DAY, asked, review, today
from tests.factories.staff import PostFactory
from tests.pupils.pages import need

pytestmark = pytest.mark.django_db


@pytest.fixture
def runs(senco):
    return senco.posts.get()


@pytest.fixture
def made(pupil, school, runs):
    """A review with views, a point, one advice returned and one missing, a profile and a group."""
    pupil.main_need = "SLCN"
    pupil.attendance_percent = "93.5"
    made = review(pupil, runs)
    edit_review_report(
        by=runs.person, review=made, version=made.version,
        words={"pupil_views": "I like the group", "progress_summary": "Two of three on course"},
        points=[
            Point("difference", "F", "parent", "Weekly is asked for"),
            Point("recommended", "E", "school", "A new outcome"),
        ],
    )  # fmt: skip
    given, _missing = asked(made, PostFactory(school=school), names=("Dr Blythe",))
    give_advice(
        by=given.post.person, advice=given, version=given.version, on=today(),
        words={"going_well": "Waits for his turn"},
    )  # fmt: skip
    published(pupil, runs.person, rows("Say it twice"))
    group = GroupFactory(school=school, name="Talk Boost")
    PlaceFactory(group=group, pupil=pupil, starts_on=today() - 60 * DAY, ends_on=today() + 9 * DAY)
    old = GroupFactory(school=school, name="Long ago")
    PlaceFactory(group=old, pupil=pupil, starts_on=today() - 500 * DAY, ends_on=today() - 400 * DAY)
    return AnnualReview.objects.select_related("pupil", "school").get(pk=made.pk)


def at(name: str, made: AnnualReview, *more) -> str:
    return reverse(name, args=[made.pk, *more])


def text(answer) -> str:
    return answer.content.decode()


def test_pack_fills_itself_from_live_data(client, made):
    page = text(client.get(at("review_pack", made)))
    for words in (
        "I like the group", "Two of three on course", "Waits for his turn", "Say it twice",
        "A new outcome", "Weekly is asked for", "Talk Boost", "93.5%", need("SLCN").name,
    ):  # fmt: skip
        assert words in page, words
    assert "Long ago" not in page


def test_pack_names_what_is_missing_first(client, made):
    page = text(client.get(at("review_pack", made)))
    first = page[page.index("Still missing") : page.index("Pupil and review")]
    assert "the advice of Dr Blythe, wanted by" in first
    assert "Views of parents or carers" in first
    assert "an education, health and care plan in the portal" in first
    assert "Views of the pupil" not in first


def test_pack_puts_recommendations_before_differences(made, runs):
    parts = {part.name: part for part in packs.parts_of(runs.person, made)}
    [table] = parts["points"].blocks
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == ["Recommended change", "Difference of view"]


def test_pack_of_adulthood_is_there_from_year_9(made, runs):
    made.year_group = "8"
    assert "adulthood" not in {part.name for part in packs.parts_of(runs.person, made)}
    made.year_group = "9"
    parts = {part.name: part for part in packs.parts_of(runs.person, made)}
    [facts] = parts["adulthood"].blocks
    assert [label for label, _value in facts.rows][1] == "Independent living"


def test_pack_leaves_out_what_its_reader_may_not_see_and_says_so(client, school, made):
    client.force_login(PostFactory(school=school, role="dsl").person)
    page = text(client.get(at("review_pack", made)))
    assert "Left out of this copy" in page
    assert "Talk Boost" not in page
    assert "I like the group" in page


def test_pack_is_taken_as_word_with_the_same_words_and_the_book_says_so(client, made):
    answer = client.post(at("take_review_pack", made, "word"))
    assert answer["Content-Disposition"].endswith('.docx"')
    document = Document(io.BytesIO(answer.content))
    words = "\n".join(
        [paragraph.text for paragraph in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    for wanted in ("I like the group", "Waits for his turn", "Talk Boost", "A new outcome"):
        assert wanted in words, wanted
    event = AuditEvent.objects.get(action="take_review_pack")
    assert {"field": "kind", "old": None, "new": "word"} in event.changes


def test_pack_is_taken_as_pdf(client, made):
    answer = client.post(at("take_review_pack", made, "pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert client.post(at("take_review_pack", made, "odt")).status_code == 404


def test_pack_of_a_cancelled_review_is_refused(client, made):
    AnnualReview.objects.filter(pk=made.pk).update(
        cancelled_on=today(), cancelled_reason="Moved away"
    )
    assert client.get(at("review_pack", made)).status_code == 403


@pytest.mark.parametrize("count", [1, 8])
def test_pack_costs_the_same_for_few_and_many(
    client, school, made, django_assert_max_num_queries, count
):
    for number in range(count):
        group = GroupFactory(school=school, name=f"Group {number}")
        PlaceFactory(group=group, pupil=made.pupil, starts_on=today() - 60 * DAY, ends_on=today())
    asked(made, *[PostFactory(school=school) for _number in range(count)])
    client.get(at("review_pack", made))
    with django_assert_max_num_queries(24):
        client.get(at("review_pack", made))
