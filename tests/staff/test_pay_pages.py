"""Pay: the tables, the working, and HR's own rows that win."""

import uuid
from decimal import Decimal

import pytest

from core.models import AuditEvent
from staff.models import PayAward, PayPoint, PayRule

pytestmark = pytest.mark.django_db


def award(client, point=25, pounds="40000", day="2026-04-01", **changed):
    sent = {"submission_id": str(uuid.uuid4()), "pay_point": PayPoint.objects.get(point=point).pk,
            "area": "National", "effective_from": day, "annual_fte": pounds,
            "source": "Circular of 1 Apr 2026"}  # fmt: skip
    return client.post("/pay/awards/add/", sent | changed)


def worked_out(client, **query):
    asked = {"point": PayPoint.objects.get(point=25).pk, "on": "2026-11-23", "hours": 36,
             "days": 195} | query  # fmt: skip
    return client.get("/pay/", asked).context["working"]


def test_pay_shows_old_and_current_points(house, sign_in):
    page = sign_in("ta").get("/pay/").content.decode()
    for words in ("29-31", "23-25", "25 (old 31)", "34,434.00", "unchecked"):
        assert words in page


@pytest.mark.parametrize(
    ("days", "leave", "fraction", "annual", "monthly"),
    [
        (195, "", 0.8601, "30964.08", "2580.34"),
        (195, 31, 0.8795, "31662.37", "2638.53"),
        (200, "", 0.8822, "31758.03", "2646.50"),
    ],
)
def test_pay_is_worked_out_by_the_rule_of_the_green_book(
    house, sign_in, days, leave, fraction, annual, monthly
):
    """Worked examples for GBP 36,000 full time; leave of 26 days where none is given."""
    client = sign_in("hr")
    award(client, pounds="36000")
    working = worked_out(client, days=days, leave=leave)
    assert round(working.fraction, 4) == fraction
    assert (working.annual, working.monthly) == (Decimal(annual), Decimal(monthly))


def test_pay_shows_every_step_and_its_source(house, sign_in):
    client = sign_in("hr")
    award(client)
    page = client.get(
        "/pay/", {"point": PayPoint.objects.get(point=25).pk, "hours": 36, "days": 195}
    ).content.decode()
    for words in ("Leave earned by a working day", "26 + 8", "44.849", "Circular of 1 Apr 2026",
                  "£40,000.00 x 36 / 36 x 0.8601"):  # fmt: skip
        assert words in page


def test_pay_of_a_day_takes_the_award_of_that_day(house, sign_in):
    client = sign_in("ta")
    assert worked_out(client, on="2024-05-01").award.annual_fte == 35235
    assert worked_out(client, on="2025-05-01").award.annual_fte == 36363
    assert "not recorded for 1 May 2023" in worked_out(client, on="2023-05-01").why_not


def test_pay_refuses_more_days_than_a_year_has(house, sign_in):
    assert "more than the" in worked_out(sign_in("ta"), days=261).why_not


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("hours", "many", "Enter a number."),
        ("hours", "", "Fill this in."),
        ("days", "300", "Must be at most 261."),
        ("on", "soon", "Enter a date like 20 Nov 2026 or 2026-11-20."),
    ],
)
def test_pay_says_what_is_wrong_in_plain_words(house, sign_in, field, typed, words):
    asked = {"point": PayPoint.objects.get(point=25).pk, "hours": 36, "days": 195} | {field: typed}
    assert words in sign_in("ta").get("/pay/", asked).content.decode()


def test_add_award_wins_at_this_school_only(house, sign_in):
    award(sign_in("hr"))
    assert worked_out(sign_in("hr")).award.annual_fte == 40000
    assert worked_out(sign_in("far.hr")).award.annual_fte == 36363
    assert AuditEvent.objects.get(action="add_award").chain == house.school.pk


@pytest.mark.parametrize("role", ["senco", "head", "ta", "data"])
def test_add_award_is_refused_to_others(house, sign_in, role):
    assert award(sign_in(role)).status_code == 403
    assert not PayAward.objects.filter(school=house.school).exists()


def test_add_award_twice_makes_one_and_a_second_for_the_day_is_refused(house, sign_in):
    client, key = sign_in("hr"), str(uuid.uuid4())
    for _ in range(2):
        assert award(client, submission_id=key).status_code == 302
    answer = award(client)
    assert "There is a row for this point, area and day already" in answer.content.decode()
    assert PayAward.objects.filter(school=house.school).count() == 1


def test_edit_award_that_is_stale_answers_409(house, sign_in):
    client = sign_in("hr")
    award(client)
    row = PayAward.objects.get(school=house.school)
    sent = {"pay_point": row.pay_point_id, "area": "National", "effective_from": "2026-04-01",
            "source": "x", "version": 1}  # fmt: skip
    url = f"/pay/awards/{row.pk}/edit/"
    assert client.post(url, sent | {"annual_fte": "41000"}).status_code == 302
    answer = client.post(url, sent | {"annual_fte": "42000"})
    assert answer.status_code == 409
    assert "42000" in answer.content.decode()
    row.refresh_from_db()
    assert row.annual_fte == 41000


def test_edit_award_shared_or_of_another_school_is_refused(house, sign_in):
    shared = PayAward.objects.filter(school=None)[0]
    assert sign_in("hr").get(f"/pay/awards/{shared.pk}/edit/").status_code == 403
    award(sign_in("hr"))
    own = PayAward.objects.get(school=house.school)
    assert sign_in("far.hr").get(f"/pay/awards/{own.pk}/edit/").status_code == 404


def test_remove_award_can_be_taken_back(house, sign_in):
    client = sign_in("hr")
    award(client)
    row = PayAward.objects.get(school=house.school)
    client.post(f"/pay/awards/{row.pk}/remove/")
    assert worked_out(client).award.annual_fte == 36363
    page = AuditEvent.objects.get(action="remove_award")
    assert sign_in("ta").post(f"/pay/awards/{page.pk}/undo/").status_code == 403
    assert sign_in("far.hr").post(f"/pay/awards/{page.pk}/undo/").status_code == 404
    client = sign_in("hr")
    client.post(f"/pay/awards/{page.pk}/undo/")
    assert worked_out(client).award.annual_fte == 40000


def test_set_pay_rule_counts_from_its_day_and_the_old_rule_stays(house, sign_in):
    client = sign_in("hr")
    sent = {"submission_id": str(uuid.uuid4()), "effective_from": "2026-09-01", "area": "National",
            "full_time_hours": "37", "leave_days": "31", "bank_holidays": "8",
            "source": "Council agreement"}  # fmt: skip
    assert client.post("/pay/rule/", sent).status_code == 302
    assert round(worked_out(client).fraction, 4) == 0.8795
    assert worked_out(client).rule.full_time_hours == 37
    assert worked_out(client, on="2026-08-31").rule.full_time_hours == 36
    assert PayRule.objects.filter(school=house.school).count() == 1
    assert sign_in("senco").post("/pay/rule/", sent).status_code == 403


def test_pay_costs_the_same_at_ten_points_and_at_a_hundred_rows(
    house, sign_in, django_assert_max_num_queries
):
    client = sign_in("hr")
    with django_assert_max_num_queries(12) as few:
        client.get("/pay/")
    for point in PayPoint.objects.all():
        for day in ("2025-04-01", "2026-04-01", "2027-04-01"):
            PayAward.objects.create(
                school=house.school,
                pay_point=point,
                effective_from=day,
                annual_fte=30000,
                source="x",
            )
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get("/pay/")
