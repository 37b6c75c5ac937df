"""Kept queries: written once, run with other values each time, and never with a day baked in."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.kept import Kept
from core.models import Closure, School, Term
from tests.factories.staff import SchoolFactory

pytestmark = pytest.mark.django_db
AUTUMN = (datetime.date(2026, 9, 1), datetime.date(2026, 12, 18))
SPRING = (datetime.date(2027, 1, 4), datetime.date(2027, 3, 26))

RUNNING = Kept(
    lambda school, today: (
        Term.objects.filter(school=school, starts_on__lte=today, ends_on__gte=today)
        .select_related("school")
        .order_by("starts_on")
    ),
    2,
)


@pytest.fixture
def school() -> School:
    school = SchoolFactory()
    for name, (first, last) in {"Autumn": AUTUMN, "Spring": SPRING}.items():
        Term.objects.create(school=school, name=name, starts_on=first, ends_on=last)
    return school


@pytest.mark.parametrize(
    ("day", "names"),
    [("2026-09-01", ["Autumn"]), ("2026-12-25", []), ("2027-03-26", ["Spring"])],
)
def test_kept_query_answers_each_value_as_the_queryset_would(school, day, names):
    found = RUNNING(school.pk, datetime.date.fromisoformat(day))
    assert [term.name for term in found] == names
    other = SchoolFactory()
    assert RUNNING(other.pk, datetime.date.fromisoformat(day)) == []


def test_kept_query_brings_related_rows_and_types_like_any_other(school):
    with CaptureQueriesContext(connection) as asked:
        term = RUNNING(school.pk, AUTUMN[0])[0]
        assert term.school.name == school.name
    assert len(asked) == 1
    plain = Term.objects.select_related("school").get(pk=term.pk)
    for row, like in ((term, plain), (term.school, plain.school)):
        kept = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
        assert kept == {f.attname: getattr(like, f.attname) for f in like._meta.concrete_fields}


def test_kept_query_is_written_once_for_a_connection(school, monkeypatch):
    RUNNING(school.pk, AUTUMN[0])
    monkeypatch.setattr(RUNNING, "build", None)
    assert len(RUNNING(school.pk, SPRING[0])) == 1


def test_kept_query_sees_what_was_changed_since(school):
    assert RUNNING(school.pk, AUTUMN[0])
    Term.objects.all().delete()
    assert RUNNING(school.pk, AUTUMN[0]) == []


def test_kept_query_asks_for_a_value_for_every_slot(school):
    with pytest.raises(TypeError, match="2 values"):
        RUNNING(school.pk)


def test_kept_query_refuses_a_day_that_would_stand_still(school):
    since = Kept(lambda school: Closure.objects.filter(school=school, starts_on__gte=AUTUMN[0]), 1)
    with pytest.raises(ValueError, match="holds a day"):
        since(school.pk)
