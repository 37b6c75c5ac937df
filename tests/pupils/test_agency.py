"""The directory of agencies, and professionals who work with a pupil: who is told what."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from pupils.models import Agency, AgencyKind, Involvement, Professional
from tests.factories import around
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory
from tests.pupils.pages import KEY, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def salt(senco, school):
    return around.agency(senco, school)


@pytest.fixture
def ida(senco, salt):
    return around.professional(senco, salt, role="Therapist")


def test_add_agency_stands_once_in_a_school(client, senco, school):
    sent = {"name": "Kestrel Service", "kind": around.kind().pk, "submission_id": KEY}
    first = client.post(reverse("add_agency"), sent)
    made = Agency.objects.get()
    assert first.url == reverse("agency", args=[made.pk])
    assert client.post(reverse("add_agency"), sent).url == first.url
    second = client.post(
        reverse("add_agency"), sent | {"name": "KESTREL service", "submission_id": ""}
    )
    assert "an entry of this name already" in second.content.decode()
    assert Agency.objects.count() == 1


def test_directory_finds_by_name_of_agency_person_and_kind(client, senco, school, salt, ida):
    around.agency(senco, school, "County Psychology", "ep")
    page = reverse("directory")
    for words, shown in (
        ("kestrel", 1),
        ("ida", 1),
        ("speech", 1),
        ("county", 1),
        ("", 2),
        ("zz", 0),
    ):
        assert len(client.get(page, {"q": words}).context["found"]) == shown, words
    assert len(client.get(page, {"kind": "ep"}).context["found"]) == 1
    assert len(client.get(page, {"kind": "nothing"}).context["found"]) == 2


def test_retire_agency_is_offered_no_more_and_had_back(client, senco, salt, pupil, ida):
    form = client.get(url("add_involvement", pupil)).context["form"]
    assert ida in form.fields["professional"].queryset
    client.post(reverse("retire_professional", args=[ida.pk]), {"version": 1})
    form = client.get(url("add_involvement", pupil)).context["form"]
    assert ida not in form.fields["professional"].queryset
    client.post(reverse("retire_agency", args=[salt.pk]), {"version": 1})
    page = reverse("directory")
    assert client.get(page).context["found"] == []
    assert len(client.get(page, {"retired": "yes"}).context["found"]) == 1
    assert client.post(reverse("undo_retire_agency", args=[salt.pk])).status_code == 302
    assert len(client.get(page).context["found"]) == 1
    assert client.post(reverse("undo_retire_agency", args=[salt.pk])).status_code == 403


def test_undo_retire_gives_way_to_a_new_entry_of_the_name(client, senco, school, salt):
    client.post(reverse("retire_agency", args=[salt.pk]), {"version": 1})
    around.agency(senco, school, salt.name)
    refused = client.post(reverse("undo_retire_agency", args=[salt.pk]))
    assert refused.status_code == 403
    assert "added since" in refused.content.decode()


def test_edit_agency_kind_makes_the_schools_own_and_moves_its_agencies(client, senco, salt, school):
    shared = salt.kind
    sent = {
        "name": shared.name, "who": "Therapist", "chase_days": "14", "decide_days": "10", "source": "Agreed in May",
        "is_sensitive": "", "version": 1,
    }  # fmt: skip
    assert client.post(reverse("edit_agency_kind", args=[shared.pk]), sent).status_code == 302
    salt.refresh_from_db()
    assert (salt.kind.school, salt.kind.code, salt.kind.chase_days) == (school, "salt", 14)
    shared.refresh_from_db()
    assert (shared.chase_days, shared.version) == (42, 1)
    assert client.post(reverse("edit_agency_kind", args=[shared.pk]), sent).status_code == 409


def test_agency_kinds_say_where_they_come_from_and_that_nobody_checked(client, senco):
    page = client.get(reverse("agency_kinds")).content.decode()
    assert page.count("Not checked.") == AgencyKind.objects.filter(school=None).count() == 20
    assert "House default" in page


def test_add_involvement_asks_who_consented_and_when(client, pupil, senco, ida):
    around.carer(pupil, "Grace Wrenfield")
    around.carer(pupil, "No Say", link_responsibility="no")
    form = client.get(url("add_involvement", pupil)).context["form"]
    offered = [name for name, _label in form.fields["consent_by"].choices]
    assert offered == ["", "Grace Wrenfield, mother", "Toby Wrenfield, the pupil"]
    sent = {
        "professional": ida.pk, "why": "Expressive language", "starts_on": "2026-09-01",
        "consent": "given", "submission_id": KEY,
    }  # fmt: skip
    wrong = client.post(url("add_involvement", pupil), sent)
    assert wrong.status_code == 422
    assert "Say who gave or refused it." in wrong.content.decode()
    assert "Say on which day." in wrong.content.decode()
    right = sent | {"consent_by": "Grace Wrenfield, mother", "consent_on": "2026-09-02"}
    for _time in range(2):
        assert client.post(url("add_involvement", pupil), right).status_code == 302
    made = Involvement.objects.get()
    assert (made.consent, made.consent_by) == ("given", "Grace Wrenfield, mother")
    assert "Expressive" not in str(AuditEvent.objects.get(action="add_involvement").changes)
    second = client.post(url("add_involvement", pupil), right | {"submission_id": ""})
    assert "works with the pupil already" in second.content.decode()


def test_professionals_tell_adults_near_the_pupil_who_comes_and_nothing_of_quiet_services(
    client, pupil, senco, school, ida
):
    visit = timezone.localdate() + datetime.timedelta(days=9)
    around.involvement(pupil, ida, why="Cannot say S", next_visit_on=visit)
    mind = around.agency(senco, school, "Mind service", "camhs")
    around.involvement(pupil, around.professional(senco, mind, "Quiet Person"), why="Low mood")
    full = client.get(url("pupil_professionals", pupil)).content.decode()
    for words in ("Ida Brandt", "Cannot say S", "Quiet Person", "Low mood", "Not asked yet"):
        assert words in full
    post = PostFactory(school=school, role="teacher")
    link(pupil, post)
    client.force_login(post.person)
    pages = [
        client.get(url(name, pupil)).content.decode()
        for name in ("pupil_professionals", "pupil_people", "pupil_chronology")
    ]
    assert all("Ida Brandt" in page for page in pages)
    for words in ("Cannot say S", "Quiet Person", "Mind service", "Low mood", "Not asked yet"):
        assert not any(words in page for page in pages), words


def test_end_involvement_ends_today_and_goes_on_after_undo(client, pupil, senco, ida):
    made = around.involvement(pupil, ida, next_visit_on=datetime.date(2099, 1, 1))
    client.post(reverse("end_involvement", args=[made.pk]), {"version": 1})
    made.refresh_from_db()
    assert (made.ends_on, made.next_visit_on) == (timezone.localdate(), None)
    undo = reverse("undo_end_involvement", args=[made.pk])
    assert client.post(undo).status_code == 302
    assert client.post(undo).status_code == 403


def test_involvement_keeps_to_one_school_and_to_its_consent(pupil, senco, ida):
    with pytest.raises(IntegrityError), transaction.atomic():
        around.involvement(PupilFactory(), ida)
    with pytest.raises(IntegrityError), transaction.atomic():
        around.involvement(pupil, ida, consent="given")


def test_directory_costs_the_same_for_few_and_many(
    client, senco, school, salt, ida, django_assert_max_num_queries
):
    page = reverse("directory")
    client.get(page)
    with django_assert_max_num_queries(60) as few:
        client.get(page)
    for number in range(9):
        around.professional(senco, around.agency(senco, school, f"Service {number}"), f"P {number}")
    with django_assert_max_num_queries(len(few)):
        assert len(client.get(page).context["found"]) == 10
    assert Professional.objects.count() == 10
