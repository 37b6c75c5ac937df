"""A school's rules of access arrangements: kinds, deadlines and subjects of its own, shared ones untouched."""

import datetime

import pytest
from django.urls import reverse

from core.models import AuditEvent
from pupils.models import ArrangementDeadline, ArrangementKind, ExamSubject
from tests.factories.pupils import PupilFactory
from tests.factories.staff import PostFactory
from tests.pupils.arrangements import KEY, arrange, filled, kind, lesson, subject

pytestmark = pytest.mark.django_db
OWN = {
    "name": "Reader", "about": "Ask Sunita", "route": "approval", "validity_months": "24",
    "source": "This year’s rules", "checked_on": "2026-09-10", "version": "1",
}  # fmt: skip


@pytest.mark.parametrize(
    ("month", "day", "today", "expected"),
    [
        (3, 21, "2026-11-24", "2027-03-21"),
        (3, 21, "2027-03-21", "2027-03-21"),
        (3, 21, "2027-03-22", "2028-03-21"),
        (2, 31, "2027-01-01", "2027-02-28"),
        (12, 31, "2027-12-31", "2027-12-31"),
    ],
)
def test_deadline_comes_round_each_year(month, day, today, expected):
    row = ArrangementDeadline(month=month, day=day)
    assert row.next_on(datetime.date.fromisoformat(today)).isoformat() == expected


def test_rules_say_what_nobody_has_checked(client, senco):
    page = client.get(reverse("arrangement_rules")).content.decode()
    assert "Not checked." in page
    assert "25% extra time" in page


def test_edit_arrangement_kind_gives_the_school_its_own_and_moves_its_arrangements(
    client, school, pupil, senco
):
    row, elsewhere = arrange(pupil), arrange(PupilFactory())
    shared = kind()
    client.post(reverse("edit_arrangement_kind", args=[shared.pk]), OWN)
    own = ArrangementKind.objects.get(school=school)
    assert (own.code, own.validity_months, own.checked_on.isoformat()) == (
        "reader",
        24,
        "2026-09-10",
    )
    for one in (row, elsewhere, shared):
        one.refresh_from_db()
    assert (row.kind, elsewhere.kind, shared.name) == (own, shared, "Reader or computer reader")
    assert AuditEvent.objects.filter(action="edit_arrangement_kind").count() == 1


def test_edit_arrangement_kind_answers_409_when_the_school_has_its_own_already(client, senco):
    url = reverse("edit_arrangement_kind", args=[kind().pk])
    client.post(url, OWN)
    assert client.post(url, OWN | {"name": "Other"}).status_code == 409
    own = ArrangementKind.objects.get(code="reader", school__isnull=False)
    url = reverse("edit_arrangement_kind", args=[own.pk])
    assert client.post(url, OWN | {"name": "Second"}).status_code == 302
    assert client.post(url, OWN | {"name": "Third"}).status_code == 409


def test_edit_arrangement_kind_retires_it_by_a_last_day(client, pupil, senco):
    row = arrange(pupil)
    url = reverse("edit_arrangement_kind", args=[kind().pk])
    client.post(url, OWN | {"valid_until": "2026-09-30"})
    add = client.get(reverse("add_arrangement", args=[pupil.pk]))
    assert "Reader" not in [one.name for one in add.context["form"].fields["kind"].queryset]
    edit = client.get(reverse("edit_arrangement", args=[row.pk]))
    assert "Reader" in [one.name for one in edit.context["form"].fields["kind"].queryset]
    answer = client.post(reverse("add_arrangement", args=[pupil.pk]), filled())
    assert "Choose one of the list." in answer.content.decode()


def test_add_arrangement_kind_makes_one_of_the_school_s_own_once(client, school, senco):
    sent = OWN | {"name": "Fidget", "route": "delegated", "submission_id": KEY}
    for _again in range(2):
        client.post(reverse("add_arrangement_kind"), sent)
    assert ArrangementKind.objects.get(school=school).code == "fidget"
    sent["submission_id"] = KEY.replace("4", "6")
    assert (
        "one of this name already"
        in client.post(reverse("add_arrangement_kind"), sent).content.decode()
    )


def test_edit_arrangement_deadline_changes_it_for_one_school(client, school, senco):
    shared = ArrangementDeadline.objects.get(school=None, code="summer-online")
    url = reverse("edit_arrangement_deadline", args=[shared.pk])
    sent = {
        "day": "31",
        "month": "2",
        "source": "Boards",
        "checked_on": "2026-09-10",
        "version": "1",
    }
    assert "no such day" in client.post(url, sent).content.decode()
    client.post(url, sent | {"month": "3"})
    own = ArrangementDeadline.objects.get(school=school)
    assert (own.day, own.month, own.what) == (31, 3, shared.what)
    shared.refresh_from_db()
    assert shared.day == 21
    assert client.post(url, sent | {"month": "3"}).status_code == 409


def test_add_exam_subject_stands_once(client, school, senco):
    url = reverse("add_exam_subject")
    for _again in range(2):
        client.post(url, {"name": "Welsh", "submission_id": KEY})
    assert ExamSubject.objects.get(school=school).name == "Welsh"
    answer = client.post(url, {"name": "science", "submission_id": KEY.replace("4", "6")})
    assert "one of this name already" in answer.content.decode()


def test_rules_are_read_by_the_head_and_changed_by_keepers(client, school):
    client.force_login(PostFactory(role="head", school=school).person)
    assert client.get(reverse("arrangement_rules")).status_code == 200
    assert client.get(reverse("edit_arrangement_kind", args=[kind().pk])).status_code == 403
    client.force_login(PostFactory(role="ta", school=school).person)
    assert client.get(reverse("arrangement_rules")).status_code == 403


def edit_subject(client, row: ExamSubject, **sent):
    fields = {"name": row.name, "version": row.version} | sent
    return client.post(reverse("edit_exam_subject", args=[row.pk]), fields)


def test_edit_exam_subject_gives_the_school_its_own_and_moves_what_names_it(
    client, school, pupil, senco
):
    row, elsewhere = arrange(pupil, subjects=(subject(),)), arrange(PupilFactory())
    elsewhere.subjects.add(subject())
    client.post(lesson(pupil), {f"use-{row.pk}": "used", "submission_id": KEY})
    edit_subject(client, subject(), name="Combined science")
    own = ExamSubject.objects.get(school=school)
    assert (own.code, own.name) == ("science", "Combined science")
    assert list(row.subjects.all()) == [own]
    assert row.uses.get().subject == own
    assert list(elsewhere.subjects.all()) == [subject()]
    assert subject().name == "Science"
    assert edit_subject(client, subject()).status_code == 409, "the school has its own now"


def test_edit_exam_subject_retires_it_by_a_last_day(client, pupil, senco):
    row = arrange(pupil, subjects=(subject(),))
    client.post(lesson(pupil, subject=subject("mathematics").pk), {f"use-{row.pk}": "used"})
    page = client.get(reverse("arrangement", args=[row.pk])).content.decode()
    assert "Normal way of working this term in Science" in page
    edit_subject(client, subject(), valid_until="2026-09-30")
    page = client.get(reverse("arrangement", args=[row.pk])).content.decode()
    assert "Normal way of working this term in Science" not in page
    asked = client.get(reverse("log_uses") + "?who=").context["choose"].fields["subject"]
    assert "Science" not in [one.name for one in asked.queryset]
    form = client.get(reverse("edit_arrangement", args=[row.pk])).context["form"]
    assert "Science" in [one.name for one in form.fields["subjects"].queryset]
    add = client.get(reverse("add_arrangement", args=[pupil.pk])).context["form"]
    assert "Science" not in [one.name for one in add.fields["subjects"].queryset]


def test_edit_exam_subject_keeps_names_apart(client, senco):
    answer = edit_subject(client, subject(), name="mathematics")
    assert "one of this name already" in answer.content.decode()
    assert answer.context["form"]["name"].value() == "mathematics"
