"""Settings of a school: two roles change them, one version at a time."""

import pytest

from core.models import AuditEvent, School
from staff.models import SecondFactorRule

pytestmark = pytest.mark.django_db


def sent(**changed):
    return {"name": "Oak School", "laestab": "3514000", "log_window_days": 5,
            "enough_dose_percent": 60, "smallest_group_shown": 6, "idle_minutes": 15,
            "shared_idle_minutes": 5, "longest_hours": 9, "has_two_week_timetable": "on",
            "version": 1} | changed  # fmt: skip


@pytest.mark.parametrize("role", ["head", "data"])
def test_school_settings_saves_fields_and_second_factor_rules(house, sign_in, role):
    answer = sign_in(role).post("/school/settings/", sent(second_factor_roles=["dsl", "senco"]))
    assert answer.status_code == 302
    school = School.objects.get(pk=house.school.pk)
    assert (school.log_window_days, school.smallest_group_shown, school.version) == (5, 6, 2)
    assert school.has_two_week_timetable
    assert SecondFactorRule.objects.roles_at(school.pk) == {"dsl", "senco"}
    event = AuditEvent.objects.get(action="edit_settings")
    assert "second factor" in {row["field"] for row in event.changes}


def test_school_settings_takes_a_rule_off_again(house, sign_in):
    client = sign_in("head")
    client.post("/school/settings/", sent(second_factor_roles=["dsl", "ta"]))
    client.post("/school/settings/", sent(version=2, second_factor_roles=["dsl"]))
    assert SecondFactorRule.objects.roles_at(house.school.pk) == {"dsl"}


@pytest.mark.parametrize("role", ["senco", "hr", "dsl", "ta"])
def test_school_settings_is_refused_to_others(house, sign_in, role):
    client = sign_in(role)
    assert client.get("/school/settings/").status_code == 403
    assert client.post("/school/settings/", sent()).status_code == 403
    assert School.objects.get(pk=house.school.pk).version == 1


def test_school_settings_of_another_school_is_out_of_sight(house, sign_in):
    answer = sign_in("head").post(f"/school/settings/?school={house.other.pk}", sent())
    assert answer.status_code == 404


def test_school_settings_that_is_stale_answers_409_with_both(house, sign_in):
    client = sign_in("head")
    client.post("/school/settings/", sent(name="First name"))
    answer = client.post("/school/settings/", sent(name="Second name"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "First name" in page
    assert "Second name" in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"smallest_group_shown": 1}, "at least 3"),
        ({"shared_idle_minutes": 16}, "Not longer than on one"),
        ({"laestab": "12"}, "Seven digits"),
        ({"idle_minutes": 600}, "at most 60"),
        ({"enough_dose_percent": 0}, "at least 1"),
    ],
)
def test_school_settings_out_of_range_are_refused_in_the_form(house, sign_in, changed, said):
    answer = sign_in("head").post("/school/settings/", sent(**changed))
    assert said in answer.content.decode()
    assert School.objects.get(pk=house.school.pk).version == 1
