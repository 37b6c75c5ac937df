"""The record book: read by three roles, filtered, checked, and sealed when due."""

import io

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from core import audit
from core.models import AuditEvent, Look
from staff import book, due

pytestmark = pytest.mark.django_db


def write(house, by, action="edit_post", about=None, **changes):
    with transaction.atomic():
        return audit.record(
            by=by, action=action, about=about or house.posts.ta, school_id=house.school.pk,
            changes={name: (None, value) for name, value in changes.items()},
        )  # fmt: skip


@pytest.mark.parametrize("role", ["head", "senco", "dsl"])
def test_record_book_shows_who_did_what(house, sign_in, role):
    write(house, house.posts.hr.person, title="TA, Year 8")
    page = sign_in(role).get("/records/").content.decode()
    for words in ("Hr Oakley", "HR and business", "Edit post", "Ta Oakley", "TA, Year 8"):
        assert words in page


@pytest.mark.parametrize("role", ["ta", "hlta", "hr", "teacher", "exams", "data"])
def test_record_book_is_refused_to_others(house, sign_in, role):
    client = sign_in(role)
    assert client.get("/records/").status_code == 403
    assert client.post("/records/verify/").status_code == 403


def test_record_book_of_another_school_is_out_of_sight(house, sign_in):
    write(house, house.posts.hr.person, title="Secret title")
    assert sign_in("far.senco").get(f"/records/?school={house.school.pk}").status_code == 404
    assert "Secret title" not in sign_in("far.senco").get("/records/").content.decode()


def test_record_book_hides_pay_and_values_of_floors_that_did_not_say_who_reads_them(
    house, sign_in, monkeypatch
):
    write(house, house.posts.hr.person, pay_point="NJC 25", title="Shown title")
    page = sign_in("senco").get("/records/").content.decode()
    assert "NJC 25" not in page
    assert "Shown title" in page
    monkeypatch.delitem(book._READERS, "staff")
    page = sign_in("senco").get("/records/").content.decode()
    assert "Shown title" not in page
    assert "value not shown" in page


@pytest.mark.parametrize(
    ("kind", "field", "words"),
    [
        ("appraisal.review", "sha256", "seal of the text"),
        ("staff.post", "starts_on", "first day"),
        ("appraisal.objective", "success_criteria", "met when"),
        ("nothing.known", "seen_on", "seen"),
    ],
)
def test_record_book_names_fields_in_words(kind, field, words):
    assert book.field_in_words(kind, field) == words


def test_record_book_filters_and_says_when_nothing_matches(house, sign_in):
    write(house, house.posts.hr.person)
    write(house, house.posts.senco.person, action="end_post", about=house.posts.hlta)
    client = sign_in("head")

    def acts(**query):
        return [entry.event.action for entry in client.get("/records/", query).context["entries"]]

    assert acts() == ["end_post", "edit_post"]
    assert acts(act="end_post") == ["end_post"]
    assert acts(who="hr oak") == ["edit_post"]
    assert acts(about="Hlta Oak") == ["end_post"]
    assert acts(kind="staff.post", since="2099-01-01") == []
    page = client.get("/records/?who=nobody").content.decode()
    assert "The filters hide every entry" in page


def test_record_book_says_what_is_wrong_with_a_filter(house, sign_in):
    page = sign_in("head").get("/records/?since=soon&act=nothing").content.decode()
    assert "Enter a date like 20 Nov 2026 or 2026-11-20." in page
    assert "Choose one of the list." in page


def test_record_book_shows_looks(house, sign_in):
    audit.looked(
        by=house.posts.hr.person, page="person_pay", reason="HR", school_id=house.school.pk
    )
    page = sign_in("dsl").get("/records/?show=looks").content.decode()
    assert "Person pay" in page


def test_record_book_costs_the_same_at_one_and_at_a_hundred_pages(
    house, sign_in, django_assert_max_num_queries
):
    client = sign_in("head")
    write(house, house.posts.hr.person)
    with django_assert_max_num_queries(12) as few:
        client.get("/records/?per_page=100")
    many = len(few.captured_queries)
    for _ in range(99):
        write(house, house.posts.hr.person)
    with django_assert_max_num_queries(many):
        answer = client.get("/records/?per_page=100")
    assert len(answer.context["entries"]) == 100


def tamper(sql):
    """Change a page behind the triggers' back, as somebody with the database could."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER core_auditevent_no_update")
        else:
            cursor.execute("ALTER TABLE core_auditevent DISABLE TRIGGER USER")
        cursor.execute(sql)


def test_verify_record_book_says_that_it_holds_and_notes_the_check(house, sign_in):
    write(house, house.posts.hr.person)
    answer = sign_in("head").post("/records/verify/", follow=True)
    assert "Every page of the record book holds" in answer.content.decode()
    assert AuditEvent.objects.filter(action="verify_record_book").count() == 1


def test_verify_record_book_names_a_page_that_was_changed(house, sign_in):
    write(house, house.posts.hr.person)
    write(house, house.posts.hr.person)
    tamper(
        f"UPDATE core_auditevent SET action = 'x' WHERE chain = {house.school.pk} AND sequence = 2"
    )
    answer = sign_in("head").post("/records/verify/", follow=True)
    assert "page 2 was changed" in answer.content.decode()


def test_verify_records_exits_one_and_names_the_first_bad_page(house):
    for _ in range(3):
        write(house, house.posts.hr.person)
    out = io.StringIO()
    call_command("verify_records", stdout=out)
    assert f"book {house.school.pk}: 3 pages, 0 faults" in out.getvalue()
    tamper(
        f"UPDATE core_auditevent SET actor_name = 'x' WHERE chain = {house.school.pk} AND sequence = 2"
    )
    with pytest.raises(CommandError, match=f"book {house.school.pk}: page 2 was changed"):
        call_command("verify_records", stdout=io.StringIO())


def test_run_due_seals_looks_once_and_verify_records_checks_the_seal(house):
    with time_machine.travel(timezone.now() - 2 * audit.SETTLED):
        audit.looked(by=house.posts.hr.person, page="a", reason="HR", school_id=house.school.pk)
    for _ in range(2):
        call_command("run_due", stdout=io.StringIO())
    assert AuditEvent.objects.filter(action="seal_looks").count() == 1
    call_command("verify_records", stdout=io.StringIO())
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER core_look_no_update")
        else:
            cursor.execute("ALTER TABLE core_look DISABLE TRIGGER USER")
        cursor.execute("UPDATE core_look SET reason = 'none'")
    with pytest.raises(CommandError, match="looks sealed on page 1 were changed"):
        call_command("verify_records", stdout=io.StringIO())
    assert Look.objects.count() == 1


def test_run_due_goes_on_after_a_job_that_fails_and_exits_one(house, monkeypatch):
    ran = []
    monkeypatch.setattr(
        due,
        "_JOBS",
        {
            "bad": due.Job("bad", lambda: 1 / 0),
            "good": due.Job("good", lambda: ran.append("good") or "done"),
        },
    )
    with pytest.raises(CommandError, match="These did not finish: bad"):
        call_command("run_due", stdout=io.StringIO())
    assert ran == ["good"]
