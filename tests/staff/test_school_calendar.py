"""The school year: terms and closures that never overlap, and whoever plans on them is told."""

import datetime
import uuid

import pytest

from core.models import AuditEvent, Closure, Term
from staff import calendar_changes

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch):
    """What a listener of the calendar heard."""
    told = []
    monkeypatch.setattr(
        calendar_changes, "_LISTENERS", [lambda school, by: told.append((school.pk, by.username))]
    )
    return told


def closure(client, first="2026-10-26", last="2026-10-30", **changed):
    sent = {"submission_id": str(uuid.uuid4()), "kind": "half_term", "name": "Autumn half term",
            "starts_on": first, "ends_on": last}  # fmt: skip
    return client.post("/school/calendar/closures/add/", sent | changed)


def term(client, first="2027-09-01", last="2027-12-17", **changed):
    sent = {"submission_id": str(uuid.uuid4()), "name": "Autumn term", "first_week": "A",
            "starts_on": first, "ends_on": last}  # fmt: skip
    return client.post("/school/calendar/terms/add/", sent | changed)


def test_school_calendar_counts_school_days_and_names_census_days(house, sign_in):
    client = sign_in("ta")
    year = client.get("/school/calendar/?year=2026").context["year"]
    assert year.label == "2026 to 2027"
    assert [days for _, days in year.terms] == [79, 60, 73]
    assert year.school_days == 212
    assert sum(month.school_days for month in year.months) == 212
    assert [mark.on for mark in year.marks] == [
        datetime.date(2026, 10, 1),
        datetime.date(2026, 11, 5),
        datetime.date(2027, 1, 21),
        datetime.date(2027, 5, 20),
    ]


def test_school_calendar_without_terms_says_what_will_stand_there(house, sign_in):
    page = sign_in("ta").get("/school/calendar/?year=2031").content.decode()
    assert "Terms will stand here" in page
    assert sign_in("ta").get("/school/calendar/?year=99999").status_code == 200


def test_school_calendar_of_another_school_is_out_of_sight(house, sign_in):
    assert sign_in("ta").get(f"/school/calendar/?school={house.other.pk}").status_code == 404


@pytest.mark.parametrize("role", ["head", "senco", "data"])
def test_add_closure_takes_its_days_out_tells_and_records(house, sign_in, heard, role):
    assert closure(sign_in(role)).status_code == 302
    year = sign_in(role).get("/school/calendar/?year=2026").context["year"]
    assert year.school_days == 207
    assert heard == [(house.school.pk, role)]
    assert AuditEvent.objects.get(action="add_closure").chain == house.school.pk


@pytest.mark.parametrize("role", ["hr", "ta", "hlta", "dsl", "teacher"])
def test_add_closure_is_refused_to_others(house, sign_in, heard, role):
    answer = closure(sign_in(role))
    assert answer.status_code == 403
    assert "kept by the headteacher" in answer.content.decode()
    assert (heard, Closure.objects.count()) == ([], 0)


def test_add_closure_over_another_is_refused_with_its_name_and_days(house, sign_in):
    client = sign_in("head")
    closure(client)
    answer = closure(client, first="2026-10-30", last="2026-11-02", name="Longer")
    page = answer.content.decode()
    assert "Autumn half term covers 26 Oct 2026 to 30 Oct 2026 already" in page
    assert 'value="2026-11-02"' in page
    assert Closure.objects.count() == 1


def test_add_closure_sent_twice_makes_one(house, sign_in):
    client, key = sign_in("head"), str(uuid.uuid4())
    for _ in range(2):
        assert closure(client, submission_id=key).status_code == 302
    assert Closure.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-10-30", "2026-10-26", "The last day is before the first"),
        ("2026-10-30", "2027-10-26", "longer than any term or holiday"),
        ("", "2026-10-26", "required"),
    ],
)
def test_add_closure_with_impossible_days_says_so(house, sign_in, first, last, said):
    assert said in closure(sign_in("head"), first=first, last=last).content.decode()


def test_change_that_a_listener_cannot_take_is_not_made(house, sign_in, monkeypatch):
    def fail(_school, _by):
        raise RuntimeError("planning failed")

    monkeypatch.setattr(calendar_changes, "_LISTENERS", [fail])
    with pytest.raises(RuntimeError, match="planning failed"):
        closure(sign_in("head"))
    assert not Closure.objects.exists()
    assert not AuditEvent.objects.filter(action="add_closure").exists()


def test_edit_closure_moves_it_and_a_stale_one_answers_409(house, sign_in, heard):
    client = sign_in("head")
    closure(client)
    row = Closure.objects.get()
    url = f"/school/calendar/closures/{row.pk}/edit/"
    sent = {"kind": "inset", "name": "", "starts_on": "2026-10-26", "ends_on": "2026-10-26",
            "version": 1}  # fmt: skip
    assert client.post(url, sent).status_code == 302
    answer = client.post(url, sent | {"name": "My name for it"})
    assert answer.status_code == 409
    assert "My name for it" in answer.content.decode()
    row.refresh_from_db()
    assert (row.kind, row.version, len(heard)) == ("inset", 2, 2)
    assert sign_in("far.senco").get(url).status_code == 404


def test_remove_closure_can_be_taken_back(house, sign_in, heard):
    client = sign_in("head")
    closure(client)
    client.post(f"/school/calendar/closures/{Closure.objects.get().pk}/remove/")
    assert not Closure.objects.exists()
    page = AuditEvent.objects.get(action="remove_closure")
    assert sign_in("far.senco").post(f"/school/calendar/undo/{page.pk}/").status_code == 404
    assert sign_in("ta").post(f"/school/calendar/undo/{page.pk}/").status_code == 403
    sign_in("head").post(f"/school/calendar/undo/{page.pk}/")
    back = Closure.objects.get()
    assert (back.name, str(back.starts_on), back.kind) == (
        "Autumn half term",
        "2026-10-26",
        "half_term",
    )
    assert len(heard) == 3


def test_add_term_next_to_another_and_not_over_it(house, sign_in):
    client = sign_in("data")
    assert term(client).status_code == 302
    answer = term(client, first="2027-07-01", last="2027-07-30")
    assert "Summer term covers 12 Apr 2027 to 21 Jul 2027 already" in answer.content.decode()
    assert Term.objects.filter(school=house.school).count() == 4


def test_remove_term_can_be_taken_back(house, sign_in):
    client = sign_in("head")
    spring = Term.objects.get(school=house.school, name="Spring term")
    client.post(f"/school/calendar/terms/{spring.pk}/remove/")
    assert not Term.objects.filter(pk=spring.pk).exists()
    page = AuditEvent.objects.get(action="remove_term")
    client.post(f"/school/calendar/undo/{page.pk}/")
    back = Term.objects.get(school=house.school, name="Spring term")
    assert (back.starts_on, back.ends_on) == (spring.starts_on, spring.ends_on)


def test_add_bank_holidays_adds_those_in_terms_once(house, sign_in):
    client = sign_in("head")
    for _ in range(2):
        client.post("/school/calendar/bank-holidays/?year=2026")
    found = list(Closure.objects.values_list("starts_on", flat=True))
    assert found == [
        datetime.date(2027, 3, 26),
        datetime.date(2027, 5, 3),
        datetime.date(2027, 5, 31),
    ]


def test_school_calendar_costs_the_same_at_none_and_at_forty_closures(
    house, sign_in, django_assert_max_num_queries
):
    client = sign_in("head")
    with django_assert_max_num_queries(8) as few:
        client.get("/school/calendar/?year=2026")
    many = len(few.captured_queries)
    day = datetime.date(2026, 9, 2)
    for number in range(40):
        on = day + datetime.timedelta(days=number)
        Closure.objects.create(school=house.school, kind="closed", starts_on=on, ends_on=on)
    with django_assert_max_num_queries(many):
        client.get("/school/calendar/?year=2026")
