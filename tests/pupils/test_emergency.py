"""Emergency access: who opens what, that it ends to the second, that two are told, and how it is judged."""

import datetime
import re
import uuid

import pytest
import time_machine
from django.core import mail
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent, Look
from core.policy import Refused
from interventions.models import Group, Place
from pupils.actions import emergency as actions
from pupils.emergencies import needs_of_guardian
from pupils.models import Arrangement, EmergencyAccess, EmergencyKind, Profile, Pupil
from pupils.reasons import EMERGENCY, who_can_see, why_visible
from staff.models import Post, StaffMember
from tests.factories.around import carer, order
from tests.factories.interventions import GroupFactory, PlaceFactory
from tests.factories.profiles import draft, published, rows
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 24, 9, 42, tzinfo=datetime.UTC)
WORDS = "He fell in the corridor and cannot say what he takes"


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture
def guardians(school):
    return {
        role: PostFactory(school=school, role=role, person__email=f"{role}@a.example")
        for role in ("dsl", "senco", "head")
    }


@pytest.fixture
def ta(school, client, clock):
    post = PostFactory(school=school, role="ta")
    client.force_login(post.person)
    return post


def kind() -> EmergencyKind:
    return EmergencyKind.objects.get(school=None, code="medical")


def sent(**more) -> dict:
    return {
        "forename": "Tobias", "surname": "Wrenfield", "born_on": "2014-03-14", "kind": kind().pk,
        "words": WORDS, "submission_id": str(uuid.uuid4()),
    } | more  # fmt: skip


def open_it(client, **more):
    return client.post(reverse("open_emergency"), sent(**more))


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_emergency_opens_the_record_for_one_hour_and_marks_every_look(client, pupil, ta, guardians):
    record = reverse("pupil", args=[pupil.pk])
    assert client.get(record).status_code == 404
    assert open_it(client)["Location"] == record
    page = client.get(record)
    assert "Emergency access until 10:42" in text(page)
    assert "End emergency access" in text(page)
    assert page["Refresh"] == "3601; url=/"
    for name in ("pupil_people", "pupil_chronology", "who_can_see"):
        assert client.get(reverse(name, args=[pupil.pk])).status_code == 200
    looks = Look.objects.filter(pupil_id=pupil.pk, actor_id=ta.person_id)
    assert looks.count() == 4
    assert {look.reason for look in looks} == {"emergency access until 10:42: Medical emergency"}


@pytest.mark.parametrize(("seconds", "status"), [(0, 200), (3599, 200), (3600, 404), (7200, 404)])
def test_emergency_ends_to_the_second_for_pages_lists_and_forms(
    client, pupil, ta, guardians, clock, seconds, status
):
    open_it(client)
    clock.move_to(NOW + datetime.timedelta(seconds=seconds))
    client.force_login(StaffMember.objects.get(pk=ta.person_id))
    assert client.get(reverse("pupil", args=[pupil.pk])).status_code == status
    assert client.get(reverse("raise_concern"), {"pupil": pupil.pk}).status_code == status
    sees = "Wrenfield" in text(client.get(reverse("register"), {"status": "any"}))
    assert sees == (status == 200)
    found = (
        "Wrenfield" in text(client.get(reverse("find"), {"q": "wrenf"})).split("Find: wrenf")[-1]
    )
    assert found == (status == 200)
    person = StaffMember.objects.get(pk=ta.person_id)
    assert Pupil.objects.visible_to(person).exists() == (status == 200)


def test_emergency_ends_early_by_its_button_and_only_by_whose_it_is(
    client, school, pupil, ta, guardians
):
    open_it(client)
    access = EmergencyAccess.objects.get()
    client.force_login(guardians["senco"].person)
    assert client.post(reverse("end_emergency", args=[access.pk])).status_code == 403
    client.force_login(PostFactory(school=school, role="ta").person)
    assert client.post(reverse("end_emergency", args=[access.pk])).status_code == 404
    client.force_login(StaffMember.objects.get(pk=ta.person_id))
    client.post(reverse("end_emergency", args=[access.pk]))
    assert client.get(reverse("pupil", args=[pupil.pk])).status_code == 404
    assert StaffMember.objects.get(pk=ta.person_id).emergency_until is None
    access.refresh_from_db()
    assert access.was_ended_early
    assert client.post(reverse("end_emergency", args=[access.pk])).status_code == 403


def test_emergency_of_one_pupil_opens_no_other_and_its_end_leaves_another_open(
    client, school, pupil, ta, guardians, clock
):
    other = PupilFactory(school=school, surname="Moss", forename="Nell")
    open_it(client)
    assert client.get(reverse("pupil", args=[other.pk])).status_code == 404
    clock.shift(600)
    open_it(client, forename="nell", surname="MOSS")
    first, second = EmergencyAccess.objects.order_by("began_at")
    client.post(reverse("end_emergency", args=[first.pk]))
    assert client.get(reverse("pupil", args=[pupil.pk])).status_code == 404
    assert client.get(reverse("pupil", args=[other.pk])).status_code == 200
    assert StaffMember.objects.get(pk=ta.person_id).emergency_until == second.ends_at


def test_emergency_opens_the_profile_in_force_and_neither_drafts_nor_work(
    client, school, pupil, ta, guardians
):
    senco = guardians["senco"].person
    published(pupil, senco, rows("Inhaler in the red bag"))
    draft(pupil, senco, rows("Not agreed yet"))
    group = GroupFactory(school=school, leader=PostFactory(school=school, role="ta"))
    PlaceFactory(group=group, pupil=pupil)
    open_it(client)
    profile = reverse("pupil_profile", args=[pupil.pk])
    assert "Inhaler in the red bag" in text(client.get(profile))
    assert client.get(profile, {"version": "draft"}).status_code == 404
    assert client.get(reverse("pupil_progress", args=[pupil.pk])).status_code == 403
    assert client.get(reverse("pupil_sessions", args=[pupil.pk])).status_code == 403
    assert client.get(reverse("pupil_arrangements", args=[pupil.pk])).status_code == 403
    assert client.get(reverse("group", args=[group.pk])).status_code == 404
    for name in ("edit_profile", "edit_pupil", "change_status", "add_key_adult", "mark_left"):
        assert client.get(reverse(name, args=[pupil.pk])).status_code == 403, name


def test_emergency_says_how_to_reach_the_family_and_lets_nobody_change_it(
    client, school, pupil, ta, guardians, clock
):
    mother = carer(pupil, "Rosa Wrenfield", mobile="01632 960 771")
    other = carer(PupilFactory(school=school), "Nora Vale", mobile="01632 960 772")
    order(pupil)
    family = reverse("pupil_family", args=[pupil.pk])
    open_it(client)
    page = text(client.get(family))
    assert "Rosa Wrenfield" in page
    assert "01632 960 771" in page
    assert client.get(reverse("carer", args=[mother.pk])).status_code == 200
    assert client.get(reverse("carer", args=[other.pk])).status_code == 404
    assert client.get(reverse("edit_carer", args=[mother.pk])).status_code == 403
    assert client.get(reverse("add_carer", args=[pupil.pk])).status_code == 403
    clock.shift(3600)
    client.force_login(StaffMember.objects.get(pk=ta.person_id))
    assert client.get(family).status_code == 404
    assert client.get(reverse("carer", args=[mother.pk])).status_code == 404


@pytest.mark.parametrize("role", ["ta", "hlta", "teacher"])
def test_emergency_widens_no_table_but_those_it_is_for(school, pupil, guardians, clock, role):
    group = GroupFactory(school=school)
    PlaceFactory(group=group, pupil=pupil)
    person = PostFactory(school=school, role=role).person
    tables = (Group, Place, Arrangement)
    actions.open_emergency(by=person, pupil=pupil, kind=kind(), words=WORDS)
    assert list(Pupil.objects.visible_to(person)) == [pupil]
    assert not Pupil.objects.known_to(person).exists()
    for table in tables:
        assert not table.objects.visible_to(person).exists(), table


def test_emergency_tells_the_lead_and_the_senco_at_once(client, pupil, ta, guardians):
    open_it(client)
    assert {to for letter in mail.outbox for to in letter.to} == {
        "dsl@a.example",
        "senco@a.example",
    }
    for letter in mail.outbox:
        assert "Wrenfield" not in f"{letter.subject}{letter.body}"
        assert reverse("emergencies") in letter.body
    for role in guardians:
        [need] = needs_of_guardian(guardians[role].person)
        assert str(ta.person) in need.detail
    assert needs_of_guardian(ta.person) == []


def test_emergency_tells_the_head_where_only_one_other_is_there(client, school, pupil, ta):
    PostFactory(school=school, role="dsl", person__email="dsl@a.example")
    PostFactory(school=school, role="head", person__email="head@a.example")
    open_it(client)
    assert {to for letter in mail.outbox for to in letter.to} == {"dsl@a.example", "head@a.example"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"born_on": "2014-03-15"}, {"surname": "Wren"}, {"forename": "Tob"},
        {"forename": "", "surname": "Wrenfield"}, {"words": "too short"}, {"kind": ""},
    ],
)  # fmt: skip
def test_emergency_opens_for_the_exact_name_and_day_and_a_reason_alone(
    client, pupil, ta, guardians, wrong
):
    page = open_it(client, **wrong)
    assert page.status_code == 200
    assert EmergencyAccess.objects.count() == 0
    assert reverse("pupil", args=[pupil.pk]) not in text(page)


def test_emergency_finds_by_the_name_the_pupil_goes_by(client, pupil, ta, guardians):
    assert open_it(client, forename="toby")["Location"] == reverse("pupil", args=[pupil.pk])


def test_emergency_finds_nobody_among_twins_leavers_and_other_schools(
    client, school, pupil, ta, guardians
):
    PupilFactory(school=school, forename="Tobias", surname="Wrenfield", known_as="Tobi")
    assert open_it(client).status_code == 200
    Pupil.objects.filter(school=school).exclude(pk=pupil.pk).delete()
    far = PupilFactory(forename="Far", surname="Away")
    page = open_it(client, forename="Far", surname="Away", born_on=far.born_on.isoformat())
    assert "No pupil on roll has exactly this name" in text(page)
    Pupil.objects.filter(pk=pupil.pk).update(
        left_on=timezone.localdate() - datetime.timedelta(days=1)
    )
    assert open_it(client).status_code == 200
    assert EmergencyAccess.objects.count() == 0


def test_emergency_stops_answering_whoever_guesses(client, pupil, ta, guardians, clock):
    for _each in range(5):
        assert open_it(client, forename="Guess").status_code == 200
    assert AuditEvent.objects.filter(action="miss_emergency").count() == 5
    assert not AuditEvent.objects.filter(changes__icontains="Guess").exists()
    refused = open_it(client)
    assert refused.status_code == 403
    assert "Too many names" in text(refused)
    clock.shift(3601)
    client.force_login(StaffMember.objects.get(pk=ta.person_id))
    assert open_it(client).status_code == 302


@pytest.mark.parametrize("role", ["hr", "exams"])
def test_emergency_is_not_for_posts_that_see_no_pupil(client, school, pupil, clock, role):
    post = PostFactory(school=school, role=role)
    client.force_login(post.person)
    assert client.get(reverse("open_emergency")).status_code == 403
    assert open_it(client).status_code == 403
    with pytest.raises(Refused):
        actions.open_emergency(by=post.person, pupil=pupil, kind=kind(), words=WORDS)


def test_emergency_opens_nothing_for_whoever_sees_the_pupil_anyway(client, pupil, ta, guardians):
    link(pupil, ta)
    assert open_it(client)["Location"] == reverse("pupil", args=[pupil.pk])
    assert EmergencyAccess.objects.count() == 0
    assert mail.outbox == []


def test_emergency_sent_twice_opens_once(client, pupil, ta, guardians):
    form = sent()
    for _twice in range(2):
        assert client.post(reverse("open_emergency"), form).status_code == 302
    assert EmergencyAccess.objects.count() == 1


def test_emergency_dies_with_the_post(client, pupil, ta, guardians):
    open_it(client)
    PostFactory(person=ta.person, role="ta")
    Post.objects.filter(pk=ta.pk).update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
    client.force_login(StaffMember.objects.get(pk=ta.person_id))
    assert client.get(reverse("pupil", args=[pupil.pk])).status_code == 404


def test_emergency_is_judged_once_by_the_lead_and_never_by_oneself(client, pupil, ta, guardians):
    open_it(client)
    access = EmergencyAccess.objects.get()
    judge = reverse("review_emergency", args=[access.pk])
    verdict = {"verdict": "no", "words": "The office had the number", "version": 1}
    for role in ("senco", "head"):
        client.force_login(guardians[role].person)
        assert client.post(judge, verdict).status_code == 403
    client.force_login(guardians["dsl"].person)
    assert WORDS in text(client.get(judge))
    assert client.post(judge, verdict)["Location"] == reverse("emergencies")
    access.refresh_from_db()
    assert (access.verdict, access.reviewed_by) == ("no", guardians["dsl"].person)
    assert not access.is_open
    assert client.post(judge, verdict | {"version": 2}).status_code == 403
    page = text(client.get(reverse("emergencies")))
    assert "Not justified" in page
    assert "The office had the number" in page
    assert needs_of_guardian(guardians["senco"].person) == []
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        EmergencyAccess.objects.update(words="Something else")
    with pytest.raises(DatabaseError), transaction.atomic():
        EmergencyAccess.objects.create(
            school=pupil.school, pupil=pupil, person=ta.person, kind=kind(), words=WORDS,
            began_at=NOW, ends_at=NOW, verdict="yes", reviewed_by=ta.person, reviewed_at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize("count", [1, 8])
def test_emergencies_stand_those_to_judge_first_at_the_same_cost(
    client, school, pupil, ta, guardians, count, django_assert_max_num_queries
):
    rows_made = [
        actions.open_emergency(by=ta.person, pupil=pupil, kind=kind(), words=f"{WORDS} {number}")
        for number in range(count + 1)
    ]
    for access in rows_made[1:]:
        actions.review_emergency(
            by=guardians["dsl"].person, access=access, version=1, verdict="yes", words="Right"
        )
    client.force_login(guardians["senco"].person)
    page = text(client.get(reverse("emergencies")))
    places = [page.index(f"{WORDS} {number}<") for number in range(count + 1)]
    assert places[0] == min(places)
    with django_assert_max_num_queries(5):
        client.get(reverse("emergencies"))


def test_emergency_stands_among_who_can_see_and_why(school, pupil, ta, guardians):
    actions.open_emergency(by=ta.person, pupil=pupil, kind=kind(), words=WORDS)
    reason = why_visible(ta.person, pupil)
    assert reason.kind == EMERGENCY
    assert ta.person in {seer.person for seer in who_can_see(pupil)}
    other = PupilFactory(school=school)
    assert why_visible(ta.person, other).words == ""
    assert ta.person not in {seer.person for seer in who_can_see(other)}


def test_reading_costs_nobody_more_without_an_emergency(
    school, pupil, guardians, django_assert_num_queries
):
    """The ordinary path is the same SQL: emergencies are asked for only where one is open."""
    person = PostFactory(school=school, role="ta").person
    assert person.access.posts
    plain = str(Pupil.objects.visible_to(person).query)
    assert plain == str(Pupil.objects.known_to(person).query)
    assert "emergency" not in plain
    assert "emergency" not in str(Profile.objects.visible_to(person).query)
    link(pupil, person.posts.get())
    with django_assert_num_queries(1):
        assert list(Pupil.objects.visible_to(person)) == [pupil]
