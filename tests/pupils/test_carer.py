"""A pupil's family: who reads what of it, siblings who share a parent, who is linked and no longer."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent, Look
from pupils.families import family_of
from pupils.models import Carer, CarerLink
from tests.factories import around
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory, line
from tests.pupils.pages import KEY, url

pytestmark = pytest.mark.django_db
NEW = {
    "full_name": "Aylin Demir", "title": "Mrs", "speaks": "Turkish, some English",
    "interpreter": "meetings", "interpreter_for": "Turkish", "mobile": "07700 900123",
    "prefers": "mobile", "relationship": "mother", "responsibility": "yes", "basis": "mother",
    "home": "yes", "place": "1", "may_be_contacted": "on", "receives_reports": "on",
    "submission_id": KEY,
}  # fmt: skip


def as_role(client, pupil, role: str):
    """Sign in somebody of a role who works with the pupil."""
    post = PostFactory(school=pupil.school, role=role)
    link(pupil, post)
    client.force_login(post.person)
    return post.person


def test_add_carer_keeps_person_and_link_and_no_contact_in_the_record_book(client, pupil, senco):
    for _time in range(2):
        answer = client.post(url("add_carer", pupil), NEW)
        assert (answer.status_code, answer.url) == (302, url("pupil_family", pupil))
    made = CarerLink.objects.select_related("carer").get()
    assert (made.carer.name, made.relationship, made.basis) == (
        "Mrs Aylin Demir",
        "mother",
        "mother",
    )
    book = [f"{event.changes} {event.object_name}" for event in AuditEvent.objects.all()]
    assert len(book) == 2
    assert not any("07700" in words or "Aylin" in words for words in book)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"full_name": ""}, "Fill this in."),
        ({"interpreter_for": ""}, "Say for which language."),
        ({"mobile": ""}, "This is how they prefer to be reached."),
        ({"responsibility": "unknown"}, "only where they have parental responsibility"),
        ({"may_be_contacted": ""}, "gets no letters"),
        ({"place": "0"}, "at least 1"),
        ({"email": "nobody"}, "e-mail address"),
    ],
)
def test_add_carer_says_what_is_wrong_and_keeps_what_was_typed(
    client, pupil, senco, changed, words
):
    answer = client.post(url("add_carer", pupil), NEW | changed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Turkish, some English" in answer.content.decode()
    assert not Carer.objects.exists()


@pytest.mark.parametrize("role", ["ta", "teacher"])
def test_family_tells_whoever_works_with_the_pupil_who_and_how_to_say_it_alone(
    client, pupil, role, django_assert_num_queries
):
    around.carer(
        pupil, title="Mrs", called="Auntie Jo", speaks="Turkish", mobile="07700 900123",
        email="a@example.org", address="1 High Street", best_times="After six", notes="Ring twice",
    )  # fmt: skip
    person = as_role(client, pupil, role)
    page = client.get(url("pupil_family", pupil)).content.decode()
    for words in ("Mrs Aylin Demir", "Mother", "Auntie Jo", "Turkish"):
        assert words in page
    for words in ("07700", "example.org", "High Street", "After six", "Ring twice"):
        assert words not in page
    only = family_of(person, pupil)[0].carer
    assert {"mobile", "email", "address", "notes"} <= only.get_deferred_fields()
    assert client.get(reverse("carer", args=[only.pk])).status_code == 404


@pytest.mark.parametrize("role", ["head", "senco", "assistant_senco", "dsl", "data"])
def test_family_tells_the_few_how_to_reach_them(client, pupil, role):
    made = around.carer(pupil, mobile="07700 900123", prefers="text", phone="020 7946 0000")
    client.force_login(PostFactory(school=pupil.school, role=role).person)
    page = client.get(url("pupil_family", pupil)).content.decode()
    assert page.index("07700 900123") < page.index("020 7946 0000")
    assert "07700 900123" in client.get(reverse("carer", args=[made.pk])).content.decode()
    assert Look.objects.filter(page="carer", object_id=made.pk).count() == 1


def test_family_tells_an_hlta_of_her_department_and_of_no_other_child(client, pupil):
    hlta, ta = (PostFactory(school=pupil.school, role=role) for role in ("hlta", "ta"))
    line(hlta, ta)
    link(pupil, ta)
    made = around.carer(pupil, mobile="07700 900123")
    sibling = PupilFactory(school=pupil.school, surname="Elsewhere")
    around.join(sibling, made)
    client.force_login(hlta.person)
    page = client.get(reverse("carer", args=[made.pk])).content.decode()
    assert "07700 900123" in page
    assert pupil.name in page
    assert "Elsewhere" not in page


def test_add_carer_finds_a_siblings_mother_and_links_her_without_typing(client, pupil, senco):
    sibling = PupilFactory(school=pupil.school, surname="Wrenfield", forename="Ada", form="10A")
    mother = around.carer(sibling, "Grace Wrenfield", mobile="07700 900123")
    around.carer(PupilFactory(school=pupil.school), "Nobody Else")
    far = PupilFactory(surname="Wrenfield")
    around.carer(far, "Grace Faraway")
    page = client.get(url("add_carer", pupil)).content.decode()
    assert "Grace Wrenfield" in page
    assert "Ada Wrenfield, 10A" in page
    assert "Nobody Else" not in page
    searched = client.get(url("add_carer", pupil), {"q": "gràce"}).content.decode()
    assert "Grace Wrenfield" in searched
    assert "Grace Faraway" not in searched
    address = reverse("link_carer", args=[pupil.pk, mother.pk])
    assert address in page
    sent = {key: NEW[key] for key in ("relationship", "responsibility", "home", "place")}
    client.post(address, sent | {"may_be_contacted": "on"})
    assert {link.pupil_id for link in mother.links.all()} == {pupil.pk, sibling.pk}
    again = client.post(address, sent)
    assert again.status_code == 422
    assert "linked to the pupil already" in again.content.decode()
    assert mother not in client.get(url("add_carer", pupil)).context["found"]


def test_link_carer_reaches_nobody_of_another_school(client, pupil, senco):
    stranger = around.carer(PupilFactory(), "Far Away")
    assert client.get(reverse("link_carer", args=[pupil.pk, stranger.pk])).status_code == 404


def test_edit_carer_holds_for_every_child_and_loses_nothing_to_a_second_editor(
    client, pupil, senco
):
    made = around.carer(pupil, mobile="07700 900123")
    address = reverse("edit_carer", args=[made.pk])
    typed = {"full_name": "Aylin Kaya", "interpreter": "no", "mobile": "07700 900999", "version": 1}
    assert client.post(address, typed).status_code == 302
    made.refresh_from_db()
    assert (made.full_name, made.search_name, made.version) == ("Aylin Kaya", "aylin kaya", 2)
    stale = client.post(address, typed | {"full_name": "Aylin Typed"})
    assert stale.status_code == 409
    page = stale.content.decode()
    assert "Aylin Kaya" in page
    assert "Aylin Typed" in page


def test_end_carer_link_takes_them_off_at_once_and_undo_puts_them_back(client, pupil, senco):
    made = around.carer(pupil)
    tie = CarerLink.objects.get(carer=made)
    client.post(reverse("end_carer_link", args=[tie.pk]), {"version": 1})
    tie.refresh_from_db()
    assert tie.ends_on == timezone.localdate() - datetime.timedelta(days=1)
    assert "No longer linked" in client.get(url("pupil_family", pupil)).content.decode()
    as_role(client, pupil, "ta")
    assert "Aylin" not in client.get(url("pupil_family", pupil)).content.decode()
    client.force_login(senco)
    undo = reverse("undo_end_carer_link", args=[tie.pk])
    assert client.post(undo).status_code == 302
    assert client.post(undo).status_code == 403
    as_role(client, pupil, "teacher")
    assert "Aylin" in client.get(url("pupil_family", pupil)).content.decode()


def test_family_keeps_to_one_school_whoever_asks_the_database(pupil):
    other = PupilFactory()
    stranger = around.carer(other)
    with pytest.raises(IntegrityError), transaction.atomic():
        around.join(pupil, stranger)
    with pytest.raises(IntegrityError), transaction.atomic():
        CarerLink.objects.filter(carer=stranger).update(school=pupil.school)


def test_family_costs_the_same_for_few_and_many(
    client, pupil, senco, django_assert_max_num_queries
):
    around.carer(pupil)
    page = url("pupil_family", pupil)
    client.get(page)
    with django_assert_max_num_queries(60) as few:
        client.get(page)
    for number in range(8):
        around.carer(pupil, f"Aunt Number{number}", mobile="07700 900123")
    with django_assert_max_num_queries(len(few)):
        assert "Aunt Number7" in client.get(page).content.decode()


def test_court_order_alerts_every_adult_and_tells_few_what_it_says(client, pupil, senco):
    order = around.order(pupil, detail="The court found harm", reference="ZE24P00001")
    page = client.get(url("pupil", pupil)).content.decode()
    assert "May not collect: Darren Pike" in page
    assert reverse("court_order", args=[order.pk]) in page
    assert "found harm" in client.get(reverse("court_order", args=[order.pk])).content.decode()
    as_role(client, pupil, "ta")
    page = client.get(url("pupil", pupil)).content.decode()
    assert "May not collect: Darren Pike" in page
    assert reverse("court_order", args=[order.pk]) not in page
    family = client.get(url("pupil_family", pupil)).content.decode()
    assert "Hand over to Mum only" in family
    assert "may not collect the pupil" in family
    assert "found harm" not in family
    assert "ZE24P00001" not in family
    assert client.get(reverse("court_order", args=[order.pk])).status_code == 404
    assert "Hand over" not in client.get(url("pupil_chronology", pupil)).content.decode()


ROWS = {
    "limits-TOTAL_FORMS": "2", "limits-INITIAL_FORMS": "0", "limits-0-name": "Darren Pike",
    "limits-0-may_not_collect": "on", "limits-1-name": "", "kind": "prohibited",
    "do_this": "Hand over to Mum only", "made_on": "2025-09-01",
}  # fmt: skip


def test_add_court_order_names_people_and_their_limits(client, pupil, senco):
    assert client.post(url("add_court_order", pupil), ROWS).status_code == 302
    order = pupil.court_orders.get()
    assert [(one.name, one.may_not_collect) for one in order.limits.all()] == [
        ("Darren Pike", True)
    ]
    assert "Darren" not in str(AuditEvent.objects.get(action="add_court_order").changes)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"limits-0-may_not_collect": ""}, "Say what Darren Pike may not do."),
        ({"limits-1-may_not_know": "on"}, "Say whom this is about."),
        ({"limits-1-name": "darren pike", "limits-1-may_not_know": "on"}, "stands in two rows"),
        ({"ends_on": "2025-08-01"}, "It ends before it starts."),
        ({"do_this": ""}, "Fill this in."),
    ],
)
def test_add_court_order_says_what_is_wrong(client, pupil, senco, changed, words):
    answer = client.post(url("add_court_order", pupil), ROWS | changed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not pupil.court_orders.exists()


def test_edit_court_order_shows_both_texts_when_somebody_was_first(client, pupil, senco):
    order = around.order(pupil)
    address = reverse("edit_court_order", args=[order.pk])
    assert (
        client.post(address, ROWS | {"version": 1, "limits-0-name": "D. Pike"}).status_code == 302
    )
    stale = client.post(address, ROWS | {"version": 1, "limits-0-name": "Somebody Else"})
    assert stale.status_code == 409
    assert "D. Pike" in stale.content.decode()
    assert "Somebody Else" in stale.content.decode()
    again = ROWS | {"version": 2, "limits-0-name": "D. Pike", "court": "Family Court"}
    assert client.post(address, again).status_code == 302
    assert [one.name for one in order.limits.all()] == ["D. Pike"], "an unchanged row stays"


def test_lift_court_order_takes_the_alert_off_and_undo_brings_it_back(client, pupil, senco):
    order = around.order(pupil)
    alert = "May not collect: Darren Pike"
    client.post(reverse("lift_court_order", args=[order.pk]), {"version": 1})
    assert alert not in client.get(url("pupil", pupil)).content.decode()
    client.post(reverse("undo_lift_court_order", args=[order.pk]))
    assert alert in client.get(url("pupil", pupil)).content.decode()


@pytest.mark.parametrize(
    ("fields", "stands"),
    [
        ({}, True),
        ({"ends_on": datetime.date(2025, 9, 2)}, False),
        ({"made_on": datetime.date(2099, 1, 1)}, False),
        ({"lifted_on": datetime.date(2025, 9, 2)}, False),
    ],
)
def test_court_order_alerts_while_it_is_in_force(client, pupil, senco, fields, stands):
    around.order(pupil, **fields)
    page = client.get(url("pupil", pupil)).content.decode()
    assert ("May not collect" in page) is stands
