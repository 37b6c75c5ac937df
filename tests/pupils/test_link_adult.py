"""Links that groups keep: made, grown, ended, and always in the record book."""

import datetime

import pytest

from core.models import AuditEvent
from pupils.actions.adult import end_links, link_adult
from pupils.models import AdultLink, Pupil
from tests.factories.pupils import PupilFactory
from tests.factories.staff import PostFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date
START = DAY(2026, 9, 7)
LEADS = AdultLink.Kind.LEADS


@pytest.fixture
def ta():
    return PostFactory(role="ta")


@pytest.fixture
def pupil(ta):
    return PupilFactory(school=ta.school)


def make(ta, pupil, starts=START, ends=None, source="group:3"):
    return link_adult(
        by=ta.person, pupil=pupil, post=ta, kind=LEADS, starts_on=starts, ends_on=ends,
        source=source, detail="Reading 8",
    )  # fmt: skip


def test_link_adult_lets_the_post_see_the_pupil_and_records_it(ta, pupil):
    made = make(ta, pupil)
    assert Pupil.objects.visible_to(ta.person).get() == pupil
    event = AuditEvent.objects.get(action="link_adult")
    assert (event.object_id, event.pupil_id) == (made.pk, pupil.pk)


def test_link_adult_again_grows_the_link_instead_of_making_another(ta, pupil):
    first = make(ta, pupil, DAY(2026, 9, 7), DAY(2026, 10, 16))
    again = make(ta, pupil, DAY(2026, 10, 1), DAY(2026, 12, 18))
    assert first.pk == again.pk
    kept = AdultLink.objects.get()
    assert (kept.starts_on, kept.ends_on) == (DAY(2026, 9, 7), DAY(2026, 12, 18))
    make(ta, pupil, DAY(2026, 9, 7))
    assert AdultLink.objects.get().ends_on is None
    pages = AuditEvent.objects.count()
    make(ta, pupil, DAY(2026, 9, 7))
    assert AuditEvent.objects.count() == pages


def test_link_adult_refuses_to_cross_schools(ta):
    with pytest.raises(ValueError, match="own school"):
        make(ta, PupilFactory())


def test_end_links_ends_only_what_its_source_keeps(ta, pupil):
    make(ta, pupil)
    other = make(ta, pupil, source="group:4")
    ended = end_links(by=ta.person, source="group:3", on=DAY(2026, 10, 2), pupil=pupil)
    assert ended == 1
    assert AdultLink.objects.get(source="group:3").ends_on == DAY(2026, 10, 2)
    other.refresh_from_db()
    assert other.ends_on is None


def test_end_links_removes_what_had_not_begun_and_records_it(ta, pupil):
    make(ta, pupil, DAY(2026, 11, 2))
    end_links(by=ta.person, source="group:3", on=DAY(2026, 10, 2), post=ta)
    assert not AdultLink.objects.exists()
    assert AuditEvent.objects.filter(action="end_links").count() == 1


def test_end_links_of_an_ended_group_changes_nothing(ta, pupil):
    make(ta, pupil, ends=DAY(2026, 10, 1))
    assert end_links(by=ta.person, source="group:3", on=DAY(2026, 10, 2)) == 0
