"""The record of one pupil: who sees it and why, what it shows, and changing it."""

import datetime

import pytest
from django.urls import reverse

from core.models import AuditEvent, Look
from pupils import policies
from pupils.models import Pupil, SenStatus
from pupils.reasons import who_can_see, why_visible
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory, SchoolFactory, line
from tests.pupils.pages import KEY, details, url

pytestmark = pytest.mark.django_db

PAGES = ("pupil", "pupil_chronology", "who_can_see")
EDITS = ("edit_pupil", "change_status", "edit_needs", "add_key_adult", "mark_left")


@pytest.mark.parametrize("role", ["head", "senco", "assistant_senco", "dsl", "data"])
def test_pupil_is_served_to_whole_school_roles_with_the_reason(client, school, pupil, role):
    person = PostFactory(role=role, school=school).person
    client.force_login(person)
    for page in PAGES:
        answer = client.get(url(page, pupil))
        assert answer.status_code == 200
        assert "every pupil of the school" in answer.context["record"]["why"]


@pytest.mark.parametrize("role", ["hlta", "ta", "teacher", "hr", "exams"])
def test_pupil_is_out_of_sight_without_a_link(client, school, pupil, role):
    client.force_login(PostFactory(role=role, school=school).person)
    for page in (*PAGES, *EDITS, "who_looked"):
        assert client.get(url(page, pupil)).status_code == 404
    assert not Look.objects.exists()


def test_pupil_of_another_school_is_out_of_sight(client, pupil):
    client.force_login(PostFactory(role="senco").person)
    for page in (*PAGES, *EDITS, "who_looked"):
        assert client.get(url(page, pupil)).status_code == 404


def test_pupil_is_served_to_linked_adults_and_to_their_hlta(client, school, pupil):
    hlta, ta = PostFactory(role="hlta", school=school), PostFactory(role="ta", school=school)
    line(hlta, ta)
    link(pupil, ta, "leads", source="group:7", detail="Reading 8")
    client.force_login(ta.person)
    assert "you lead Reading 8" in client.get(url("pupil", pupil)).context["record"]["why"]
    client.force_login(hlta.person)
    words = client.get(url("pupil", pupil)).context["record"]["why"]
    assert words.startswith("in your department")
    assert "leads Reading 8" in words


def test_pupil_page_notes_one_look_with_its_reason(client, pupil, senco):
    client.get(url("pupil", pupil))
    look = Look.objects.get()
    assert (look.actor_id, look.pupil_id, look.page) == (senco.pk, pupil.pk, "pupil")
    assert "every pupil of the school" in look.reason
    client.get(url("pupil", pupil), headers={"HX-Request": "true"})
    assert Look.objects.count() == 2, "asking as a partial page is a look too"


def test_pupil_page_shows_alerts_and_the_namesake(client, school, pupil, senco):
    Pupil.objects.filter(pk=pupil.pk).update(
        has_medical_flag=True, is_looked_after=True, has_eal=True, pronunciation="REN-field"
    )
    PupilFactory(school=school, surname="Wrenfield", forename="Tom", form="8D")
    page = client.get(url("pupil", pupil)).content.decode()
    for words in ("Medical alert", "Looked after", "EAL", "Same surname: Tom W., 8D",
                  "SLCN, main need", "Tobias", "REN-field",
                  "Held in the school’s own system; ask the office"):  # fmt: skip
        assert words in page


def test_pupil_page_hides_a_namesake_out_of_sight(client, school, pupil):
    ta = PostFactory(role="ta", school=school)
    link(pupil, ta)
    PupilFactory(school=school, surname="Wrenfield", forename="Tom", form="8D")
    client.force_login(ta.person)
    assert "Same surname" not in client.get(url("pupil", pupil)).content.decode()


def test_reasons_agree_with_visible_to_for_every_role(school, pupil):
    hlta, ta = PostFactory(role="hlta", school=school), PostFactory(role="ta", school=school)
    line(hlta, ta)
    link(pupil, ta)
    for role in ("head", "senco", "dsl", "data", "hr", "exams", "teacher", "ta", "hlta"):
        PostFactory(role=role, school=school)
    PostFactory(role="senco")
    people = {post.person for post in type(ta).objects.select_related("person")}
    seers = {seer.person.pk: seer for seer in who_can_see(pupil)}
    for person in people:
        sees = Pupil.objects.visible_to(person).filter(pk=pupil.pk).exists()
        assert bool(why_visible(person, pupil).words) == sees
        assert (person.pk in seers) == sees
        if sees:
            assert seers[person.pk].sees_progress == (not policies.see_progress(person, pupil))


def test_pupil_page_costs_the_same_for_1_and_100_links(
    client, school, pupil, senco, django_assert_num_queries
):
    posts = PostFactory.create_batch(20, school=school, role="teacher")
    link(pupil, posts[0], "teacher")
    client.get(url("pupil", pupil))
    with django_assert_num_queries(9):
        client.get(url("pupil", pupil))
    for post in posts[1:]:
        for source in ("a", "b", "c", "d", "e"):
            link(pupil, post, "teacher", source=source)
    for year in range(2005, 2015):
        SenStatus.objects.create(
            school=school, pupil=pupil, code="A", starts_on=datetime.date(year, 1, 1),
            ends_on=datetime.date(year, 2, 1),
        )  # fmt: skip
    with django_assert_num_queries(9):
        client.get(url("pupil", pupil))


@pytest.mark.parametrize("role", ["head", "senco", "dsl"])
def test_who_looked_names_person_reason_and_change(client, school, pupil, role):
    senco = PostFactory(role="senco", school=school).person
    client.force_login(senco)
    client.get(url("pupil", pupil))
    client.post(url("edit_pupil", pupil), details(pupil, form="8C"))
    client.force_login(PostFactory(role=role, school=school).person)
    page = client.get(url("who_looked", pupil)).content.decode()
    assert senco.full_name in page
    assert "Looked at the summary" in page
    assert "every pupil of the school" in page
    assert "Edit pupil" in page


@pytest.mark.parametrize("role", ["data", "assistant_senco"])
def test_who_looked_is_refused_with_a_sentence(client, school, pupil, role):
    client.force_login(PostFactory(role=role, school=school).person)
    answer = client.get(url("who_looked", pupil))
    assert answer.status_code == 403
    assert "designated safeguarding lead" in answer.content.decode()


def test_chronology_merges_sources_newest_first_and_filters(client, school, pupil, senco):
    link(pupil, PostFactory(role="ta", school=school), starts_on=datetime.date(2026, 1, 5))
    client.post(url("edit_pupil", pupil), details(pupil, form="8C"))
    entries = client.get(url("pupil_chronology", pupil)).context["entries"]
    titles = [entry["title"] for entry in entries]
    assert titles[0] == "Details changed"
    assert "key adult" in titles[1]
    assert {"Status: SEN support", "Need 1: Speech, language and communication needs"} < set(titles)
    only = client.get(url("pupil_chronology", pupil) + "?kind=status").context["entries"]
    assert [entry["title"] for entry in only] == ["Status: SEN support"]


@pytest.mark.parametrize("role", ["data", "senco", "assistant_senco"])
def test_edit_pupil_saves_and_records_old_and_new(client, school, pupil, role):
    client.force_login(PostFactory(role=role, school=school).person)
    form = details(pupil, known_as="Tobi", pronunciation="TOE-bee", review_due_on="2026-12-04")
    assert client.post(url("edit_pupil", pupil), form).status_code == 302
    pupil.refresh_from_db()
    assert (pupil.known_as, pupil.review_due_on) == ("Tobi", datetime.date(2026, 12, 4))
    assert "tobi wrenfield" in pupil.search_name.replace("tobias ", "")
    event = AuditEvent.objects.get(action="edit_pupil")
    assert {"field": "known_as", "old": "Toby", "new": "Tobi"} in event.changes


def test_edit_pupil_of_a_stale_page_answers_409_and_keeps_both(client, pupil, senco):
    old = details(pupil, known_as="Mine")
    client.post(url("edit_pupil", pupil), details(pupil, known_as="Theirs"))
    answer = client.post(url("edit_pupil", pupil), old)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Mine" in page
    assert "Theirs" in page
    assert "search name" not in page.lower()
    pupil.refresh_from_db()
    assert pupil.known_as == "Theirs"


def test_edit_pupil_refuses_a_wrong_or_taken_upn(client, school, pupil, senco):
    PupilFactory(school=school, upn="A207400025014")
    PupilFactory(upn="B207400025005")
    answer = client.post(url("edit_pupil", pupil), details(pupil, upn="A123456789001"))
    assert "should be Y" in answer.content.decode()
    answer = client.post(url("edit_pupil", pupil), details(pupil, upn="A207400025014"))
    assert "has it already" in answer.content.decode()
    answer = client.post(url("edit_pupil", pupil), details(pupil, upn="B207400025005"))
    assert answer.status_code == 302, "another school's numbers are not known here"


def test_edit_pupil_is_refused_to_linked_adults_and_head_in_words(client, school, pupil):
    ta = PostFactory(role="ta", school=school)
    link(pupil, ta)
    for person in (ta.person, PostFactory(role="head", school=school).person):
        client.force_login(person)
        for name in ("edit_pupil", "mark_left"):
            answer = client.post(url(name, pupil), details(pupil))
            assert answer.status_code == 403
            assert "Only the data manager" in answer.content.decode()


def test_add_pupil_twice_with_one_form_makes_one_pupil(client, school, senco):
    form = {"school": school.pk, "forename": "Ada", "surname": "Finch", "born_on": "2014-01-02",
            "submission_id": KEY}  # fmt: skip
    first = client.post(reverse("add_pupil"), form)
    again = client.post(reverse("add_pupil"), form)
    assert first["Location"] == again["Location"]
    assert Pupil.objects.get().list_name == "Finch, Ada"


def test_add_pupil_is_refused_to_a_ta_and_cannot_name_another_school(client, school):
    client.force_login(PostFactory(role="ta", school=school).person)
    assert client.get(reverse("add_pupil")).status_code == 403
    client.force_login(PostFactory(role="data", school=school).person)
    form = {"school": SchoolFactory().pk, "forename": "A", "surname": "B", "born_on": "2014-01-02"}
    client.post(reverse("add_pupil"), form)
    assert not Pupil.objects.exists()


def test_mark_left_ends_links_by_hand_and_undo_brings_them_back(client, school, pupil, senco):
    kept = link(pupil, PostFactory(role="ta", school=school))
    form = {"on": "2026-11-13", "version": pupil.version}
    client.post(url("mark_left", pupil), form)
    pupil.refresh_from_db()
    kept.refresh_from_db()
    assert pupil.left_on == kept.ends_on == datetime.date(2026, 11, 13)
    assert client.get(url("change_status", pupil)).status_code == 403
    client.post(url("undo_mark_left", pupil))
    pupil.refresh_from_db()
    kept.refresh_from_db()
    assert pupil.left_on is None
    assert kept.ends_on is None


def test_see_progress_follows_role_and_relation(school, pupil):
    hlta, ta = PostFactory(role="hlta", school=school), PostFactory(role="ta", school=school)
    line(hlta, ta)
    link(pupil, ta)
    served = [PostFactory(role=role, school=school).person
              for role in ("head", "senco", "assistant_senco")]  # fmt: skip
    for person in (*served, ta.person, hlta.person):
        assert policies.see_progress(person, pupil) == ""
    for role in ("dsl", "data", "teacher"):
        reason = policies.see_progress(PostFactory(role=role, school=school).person, pupil)
        assert "Ask the SENCO" in reason
