"""The demo has something to show on whatever day somebody first starts it."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from hlta_portal.demo.load import load
from hlta_portal.demo.school import make_schools, run_window
from interventions.models import CaseloadRow, Group, Session

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "day",
    [
        "2026-09-01", "2026-09-17", "2026-10-28", "2026-11-24", "2026-12-24", "2027-01-04",
        "2027-02-17", "2027-04-05", "2027-06-10", "2027-07-20", "2027-08-12", "2028-02-29",
    ],
)  # fmt: skip
def test_demo_groups_have_weeks_behind_them_and_days_to_come(day):
    today = datetime.date.fromisoformat(day)
    school, _other = make_schools(today)
    first, last = run_window(school, today)
    assert today - first >= datetime.timedelta(weeks=8)
    assert last >= today
    assert last - first < datetime.timedelta(weeks=40)


def test_demo_loads_in_the_summer_holidays():
    with time_machine.travel(datetime.datetime(2027, 8, 12, 10, tzinfo=datetime.UTC)):
        today = timezone.localdate()
        load(today, "lantern-orchard-47")
        assert Group.objects.filter(starts_on__lte=today, ends_on__gte=today).count() > 10
        assert Session.objects.filter(state=Session.State.DELIVERED).count() > 300
        assert Session.objects.filter(state=Session.State.PLANNED, on__gt=today).exists()
        verdicts = set(CaseloadRow.objects.values_list("verdict", flat=True))
        assert {"not_moving", "slower", "on_track"} <= verdicts
