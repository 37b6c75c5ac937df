"""Referrals: written, sent with consent, acknowledged, chased while nothing is heard, closed."""

import csv
import datetime
import io

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from pupils.models import Referral, ReferralNote
from staff import home
from tests.factories import around
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory, line
from tests.pupils.pages import KEY, url

pytestmark = pytest.mark.django_db
A_WEEK = datetime.timedelta(weeks=1)


@pytest.fixture
def salt(senco, school):
    return around.agency(senco, school)


def step(client, name: str, referral: Referral, **typed):
    referral.refresh_from_db()
    address = reverse(name, args=[referral.pk])
    return client.post(address, {"version": referral.version, **typed})


def day(weeks_ago: int) -> str:
    return (timezone.localdate() - weeks_ago * A_WEEK).isoformat()


def test_add_referral_stands_once_and_goes_only_with_consent(client, pupil, senco, salt):
    typed = {
        "agency": salt.pk, "reason": "Cannot be understood", "asked_for": "An assessment",
        "consent": "asked", "submission_id": KEY,
    }  # fmt: skip
    for _time in range(2):
        assert client.post(url("add_referral", pupil), typed).status_code == 302
    made = Referral.objects.get()
    page = client.get(reverse("referral", args=[made.pk])).content.decode()
    assert "A referral goes with consent." in page
    assert step(client, "send_referral", made, on=day(0)).status_code == 403
    second = client.post(url("add_referral", pupil), typed | {"submission_id": ""})
    assert second.status_code == 422
    assert "is open already" in second.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.update(sent_on=timezone.localdate())
    words = str([event.changes for event in AuditEvent.objects.filter(action="add_referral")])
    assert "understood" not in words


def test_send_referral_starts_the_wait_and_the_day_of_asking_again(client, pupil, senco, salt):
    made = around.referral(senco, pupil, salt, weeks=None)
    assert made.waiting_weeks is None
    assert step(client, "send_referral", made, on="2099-01-01").status_code == 422
    assert step(client, "send_referral", made, on=day(16)).status_code == 302
    made.refresh_from_db()
    assert made.waiting_weeks == 16
    assert made.chase_on == made.sent_on + datetime.timedelta(days=42), "speech therapy: 42 days"
    assert made.is_to_chase
    assert step(client, "send_referral", made, on=day(0)).status_code == 403
    assert step(client, "edit_referral", made).status_code == 403


def test_note_referral_puts_asking_again_off_and_stays_as_it_was(client, pupil, senco, salt):
    made = around.referral(senco, pupil, salt)
    early = step(client, "note_referral", made, kind="chased", on=day(17), text="Rang")
    assert early.status_code == 422
    assert "before the referral was sent" in early.content.decode()
    step(client, "note_referral", made, kind="note", on=day(3), text="Mum asked")
    made.refresh_from_db()
    assert made.is_to_chase, "a note is no news"
    step(
        client, "note_referral", made, kind="chased", on=day(2), text="Rang: on the list",
        is_acknowledgement="on",
    )  # fmt: skip
    made.refresh_from_db()
    assert not made.is_to_chase
    assert made.chase_on == timezone.localdate() - 2 * A_WEEK + datetime.timedelta(days=42)
    assert made.acknowledged_on.isoformat() == day(2)
    page = client.get(reverse("referral", args=[made.pk])).content.decode()
    assert page.index("Rang: on the list") < page.index("Mum asked")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE pupils_referralnote SET text = 'Never said'")


def test_note_referral_sent_twice_is_one_note(client, pupil, senco, salt):
    made = around.referral(senco, pupil, salt)
    typed = {"kind": "chased", "on": day(0), "text": "Rang", "submission_id": KEY}
    address = reverse("note_referral", args=[made.pk])
    for _time in range(2):
        assert client.post(address, typed | {"version": 2}).status_code == 302
    assert ReferralNote.objects.count() == 1


def test_close_referral_ends_the_wait_and_undo_takes_it_up_again(client, pupil, senco, salt):
    made = around.referral(senco, pupil, salt)
    step(client, "note_referral", made, kind="news", on=day(1), text="Seen next week")
    typed = {"outcome": "accepted", "words": "Six sessions", "on": day(0)}
    assert step(client, "close_referral", made, **typed).status_code == 302
    made.refresh_from_db()
    assert (made.outcome, made.chase_on, made.waiting_weeks) == ("accepted", None, 16)
    assert step(client, "note_referral", made, kind="note", on=day(0), text="x").status_code == 403
    undo = reverse("undo_close_referral", args=[made.pk])
    assert client.post(undo).status_code == 302
    made.refresh_from_db()
    assert made.chase_on == timezone.localdate() - A_WEEK + datetime.timedelta(days=42)
    assert client.post(undo).status_code == 403


def test_close_referral_before_it_went_is_refused(client, pupil, senco, salt):
    made = around.referral(senco, pupil, salt)
    typed = {"outcome": "withdrawn", "on": day(20)}
    answer = step(client, "close_referral", made, **typed)
    assert answer.status_code == 422
    assert "before the referral was sent" in answer.content.decode()


def test_referrals_list_the_longest_wait_first_and_whom_to_ask(client, pupil, senco, school):
    waits = {"Short": 3, "Long": 30, "Middle": 16, "Draft": None}
    for name, weeks in waits.items():
        other = PupilFactory(school=school, surname=name, year_group="9")
        around.referral(senco, other, around.agency(senco, school, f"Service {name}"), weeks)
    page = reverse("referrals")
    found = client.get(page).context
    assert [row.pupil.surname for row in found["page"]] == ["Long", "Middle", "Short", "Draft"]
    counts = {tab["label"]: tab["count"] for tab in found["tabs"]}
    assert counts == {"Open": 4, "Ask again now": 2, "Not sent yet": 1, "With an outcome": 0}
    for query, count in (
        ("weeks=12", 2), ("weeks=26", 1), ("state=chase", 2), ("state=draft", 1), ("q=middle", 1),
        ("year=9", 4), ("kind=salt", 4), ("sort=-wait", 4), ("sort=chase", 4),
        ("sort=agency", 4), ("state=closed", 0),
    ):  # fmt: skip
        assert client.get(f"{page}?{query}").context["page"].paginator.count == count, query
    assert "Middle" in client.get(reverse("print_referrals")).content.decode()
    answer = client.post(reverse("export_referrals") + "?weeks=12")
    table = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[0] for row in table[4:]] == ["Long", "Middle"]
    assert [row[8] for row in table[4:]] == ["30", "16"]
    assert AuditEvent.objects.filter(action="export_referrals").count() == 1


def test_home_tells_whom_to_ask_again_to_those_who_keep_the_referral(client, pupil, senco, salt):
    around.referral(senco, pupil, salt)
    hlta, other, ta = (
        PostFactory(school=pupil.school, role=role) for role in ("hlta", "hlta", "ta")
    )
    line(hlta, ta)
    link(pupil, ta)
    words = "1 referral has had no news for too long"
    told = {
        name: any(need.title == words for need in home.needs_of(person))
        for name, person in (
            ("senco", senco),
            ("hlta", hlta.person),
            ("other", other.person),
            ("ta", ta.person),
        )
    }
    assert told == {"senco": True, "hlta": True, "other": False, "ta": False}


def test_referral_keeps_to_one_school_whoever_asks_the_database(pupil, senco, salt):
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.create(
            school=pupil.school, pupil=PupilFactory(), agency=salt, reason="x", asked_for="x",
            written_by=senco,
        )  # fmt: skip


def test_referrals_cost_the_same_for_few_and_many(
    client, pupil, senco, school, salt, django_assert_max_num_queries
):
    around.referral(senco, pupil, salt)
    page = reverse("referrals")
    client.get(page)
    with django_assert_max_num_queries(60) as few:
        client.get(page)
    for _number in range(9):
        around.referral(senco, PupilFactory(school=school), salt)
    with django_assert_max_num_queries(len(few)):
        assert client.get(page).context["page"].paginator.count == 10
