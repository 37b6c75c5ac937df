"""Sessions, groups and scores in the pupil's file: for whoever sees them, and no word to the leader."""

import datetime

import pytest

from interventions.models import Attendance, Session
from pupils.file_sections import gathered
from tests.factories.interventions import MeasureFactory, ScoreFactory
from tests.factories.staff import PostFactory
from tests.interventions.world import TODAY, department

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    made = department()
    Session.objects.filter(pk=made.session.pk).update(
        state="delivered", minutes_delivered=25, logged_by=made.ta,
        logged_at=datetime.datetime(2026, 11, 20, 11, tzinfo=datetime.UTC),
    )  # fmt: skip
    Attendance.objects.create(
        school=made.school, session=made.session, place=made.places[0], code="P", minutes=25,
        pupil=made.places[0].pupil, engagement=4, note="Counted to 40", next_step="To 60",
        has_concern=True,
    )  # fmt: skip
    measure = MeasureFactory(scale="reading_age", name="Salter Reading")
    ScoreFactory(
        pupil=made.places[0].pupil, school=made.school, place=made.places[0], measure=measure,
        value=86, on=TODAY, point="entry",
    )  # fmt: skip
    return made


def parts(person, pupil) -> dict[str, list[dict]]:
    """Fields of each record by section."""
    return {
        found.section.name: [{one.name: one for one in item.fields} for item in found.items]
        for found in gathered(person, pupil)
    }


def test_pupil_file_has_sessions_with_marks_notes_and_next_steps(world):
    [mark] = parts(world.senco, world.places[0].pupil)["sessions"]
    assert (mark["Date"].value, mark["Date"].words) == ("2026-11-20", "20 Nov 2026")
    assert (mark["Code"].value, mark["Code"].words) == ("P", "Here")
    assert (mark["Note"].words, mark["NextStep"].words) == ("Counted to 40", "To 60")
    assert mark["RunBy"].words == world.ta.full_name
    assert "concern" not in " ".join(mark).lower()


def test_pupil_file_has_groups_and_scores_in_their_own_words(world):
    found = parts(world.senco, world.places[0].pupil)
    [place] = found["places"]
    assert place["Group"].words == "Number Sense"
    assert place["Programme"].words == "Number Sense Book"
    [score] = found["scores"]
    assert (score["Value"].value, score["Value"].words) == (86.0, "7:02")
    assert (score["Measure"].words, score["Point"].value) == ("Salter Reading", "entry")


@pytest.mark.parametrize("role", ["data", "dsl"])
def test_pupil_file_shows_no_session_to_who_sees_no_progress(world, role):
    person = PostFactory(school=world.school, role=role).person
    found = parts(person, world.places[0].pupil)
    assert (found["places"], found["sessions"], found["scores"]) == ([], [], [])
    assert found["identity"]


def test_every_record_has_the_fields_its_section_names(world):
    for found in gathered(world.senco, world.places[0].pupil):
        for item in found.items:
            assert [one.name for one in item.fields] == list(found.section.names)
            assert item.key.partition(":")[2].isdigit()
