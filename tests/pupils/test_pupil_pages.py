"""The record of one pupil: who sees it and why, what it shows, and changing it."""

import datetime

import pytest
from django.urls import reverse

from core.models import AuditEvent, Look
from pupils import policies
from pupils.models import AdultLink, Need, NeedType, Pupil, SenStatus
from pupils.reasons import who_can_see, why_visible
from tests.factories.pupils import PupilFactory, link, on_register
from tests.factories.staff import PostFactory, SchoolFactory, line

pytestmark = pytest.mark.django_db

PAGES = ("pupil", "pupil_chronology", "who_can_see")
EDITS = ("edit_pupil", "change_status", "edit_needs", "add_key_adult", "mark_left")
KEY = "22222222-2222-4222-8222-222222222222"


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def pupil(school):
    return on_register(
        PupilFactory(school=school, surname="Wrenfield", forename="Tobias", known_as="Toby"), "K"
    )


@pytest.fixture
def senco(school, client):
    person = PostFactory(role="senco", school=school).person
    client.force_login(person)
    return person


def url(name: str, pupil: Pupil) -> str:
    return reverse(name, args=[pupil.pk])


def need(code: str) -> NeedType:
    return NeedType.objects.get(school=None, code=code)


def status_form(pupil: Pupil, code: str, **more) -> dict:
    return {
        "code": code, "on": "2026-11-20", "reason": "Agreed with parents", "version": pupil.version,
    } | more  # fmt: skip


def needs_form(pupil: Pupil, *codes: str) -> dict:
    ids = [need(code).pk if code else "" for code in codes]
    rows = {f"needs-{place}-need": pk for place, pk in enumerate(ids)}
    return rows | {
        "needs-TOTAL_FORMS": len(ids), "needs-INITIAL_FORMS": 0, "on": "2026-11-20",
        "version": pupil.version,
    }  # fmt: skip


def details(pupil: Pupil, **changed) -> dict:
    return {
        "forename": pupil.forename, "surname": pupil.surname, "known_as": pupil.known_as,
        "born_on": pupil.born_on.isoformat(), "year_group": "8", "form": "8B", "upn": pupil.upn,
        "version": pupil.version,
    } | changed  # fmt: skip


# --- seeing -----------------------------------------------------------------------------------


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
    with django_assert_num_queries(8):
        client.get(url("pupil", pupil))
    for post in posts[1:]:
        for source in ("a", "b", "c", "d", "e"):
            link(pupil, post, "teacher", source=source)
    for year in range(2005, 2015):
        SenStatus.objects.create(
            school=school, pupil=pupil, code="A", starts_on=datetime.date(year, 1, 1),
            ends_on=datetime.date(year, 2, 1),
        )  # fmt: skip
    with django_assert_num_queries(8):
        client.get(url("pupil", pupil))


# --- who looked, chronology ---------------------------------------------------------------------


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


# --- status and needs ---------------------------------------------------------------------------


def test_change_status_closes_the_old_one_and_keeps_the_copies(client, pupil, senco):
    asd = need("ASD").pk
    answer = client.post(url("change_status", pupil), status_form(pupil, "E", main_need=asd))
    assert answer.status_code == 302
    pupil.refresh_from_db()
    assert (pupil.sen_code, pupil.main_need) == ("E", "ASD")
    rows = SenStatus.objects.filter(pupil=pupil).order_by("starts_on")
    assert [(row.code, row.ends_on) for row in rows] == [
        ("K", datetime.date(2026, 11, 19)), ("E", None),
    ]  # fmt: skip
    assert rows[1].reason == "Agreed with parents"
    assert AuditEvent.objects.filter(action="change_status", actor_id=senco.pk).count() == 2


def test_change_status_to_no_sen_ends_all_needs(client, pupil, senco):
    client.post(url("change_status", pupil), status_form(pupil, "N"))
    pupil.refresh_from_db()
    assert (pupil.sen_code, pupil.main_need, pupil.second_need) == ("N", "", "")
    assert not Need.objects.open().filter(pupil=pupil).exists()
    assert Need.objects.get(pupil=pupil).ends_on == datetime.date(2026, 11, 19)


def test_change_status_asks_for_a_main_need(client, school, senco):
    pupil = PupilFactory(school=school)
    answer = client.post(url("change_status", pupil), status_form(pupil, "K", main_need=""))
    assert answer.status_code == 200
    assert "need a main need" in answer.content.decode()
    assert not SenStatus.objects.filter(pupil=pupil).exists()


def test_change_status_refuses_nsa_with_a_plan(client, pupil, senco):
    nsa = need("NSA").pk
    answer = client.post(url("change_status", pupil), status_form(pupil, "E", main_need=nsa))
    assert "NSA is for SEN support only" in answer.content.decode()
    pupil.refresh_from_db()
    assert pupil.sen_code == "K"


@pytest.mark.parametrize(
    ("on", "says"), [("2999-01-01", "looks wrong"), ("2020-01-01", "began later")]
)
def test_change_status_refuses_a_day_that_cannot_be(client, pupil, senco, on, says):
    form = status_form(pupil, "E", main_need=need("ASD").pk, on=on)
    answer = client.post(url("change_status", pupil), form)
    assert answer.status_code == 200
    assert says in answer.content.decode()


def test_change_status_never_offers_retired_codes(client, pupil, senco):
    answer = client.post(url("change_status", pupil), status_form(pupil, "S"))
    assert answer.status_code == 200
    page = client.get(url("change_status", pupil)).content.decode()
    assert "Statement" not in page
    assert "BESD" not in page
    assert "Down syndrome (DS)" in page


def test_change_status_of_a_stale_page_answers_409_with_both_texts(client, pupil, senco):
    form = status_form(pupil, "E", main_need=need("ASD").pk, reason="My own words")
    client.post(url("edit_pupil", pupil), details(pupil, form="9Z"))
    answer = client.post(url("change_status", pupil), form)
    assert answer.status_code == 409
    assert "My own words" in answer.content.decode()
    pupil.refresh_from_db()
    assert pupil.sen_code == "K"


def test_edit_needs_ranks_them_and_keeps_the_copies(client, pupil, senco):
    answer = client.post(url("edit_needs", pupil), needs_form(pupil, "ASD", "SLCN", "", "PD"))
    assert answer.status_code == 302
    pupil.refresh_from_db()
    assert (pupil.main_need, pupil.second_need) == ("ASD", "SLCN")
    standing = Need.objects.open().filter(pupil=pupil).order_by("rank")
    assert [one.need_type.code for one in standing] == ["ASD", "SLCN", "PD"]


@pytest.mark.parametrize(
    ("codes", "says"),
    [
        (("", "ASD"), "main need first"),
        (("ASD", "ASD"), "must differ"),
        (("ASD", "NSA"), "only be the main need"),
        (("", ""), "need a main need"),
    ],
)
def test_edit_needs_refuses_what_the_rules_refuse(client, pupil, senco, codes, says):
    answer = client.post(url("edit_needs", pupil), needs_form(pupil, *codes))
    assert answer.status_code == 200
    assert says in answer.content.decode()
    pupil.refresh_from_db()
    assert pupil.main_need == "SLCN"


def test_edit_needs_is_refused_without_sen(client, school, senco):
    answer = client.get(url("edit_needs", PupilFactory(school=school)))
    assert answer.status_code == 403
    assert "without SEN there is no need" in answer.content.decode()


@pytest.mark.parametrize("role", ["head", "dsl", "data"])
def test_register_changes_are_refused_to_other_roles_in_words(client, school, pupil, role):
    client.force_login(PostFactory(role=role, school=school).person)
    for name in ("change_status", "edit_needs", "add_key_adult"):
        for answer in (client.get(url(name, pupil)), client.post(url(name, pupil), {})):
            assert answer.status_code == 403
            assert "Only the SENCO and the assistant SENCO" in answer.content.decode()


# --- adults ---------------------------------------------------------------------------------------


def adult_form(post, kind="key_adult", **more) -> dict:
    return {
        "post": post.pk, "kind": kind, "starts_on": "2026-11-02", "submission_id": KEY
    } | more  # fmt: skip


def test_add_key_adult_lets_the_adult_see_the_record_once(client, school, pupil, senco):
    ta = PostFactory(role="ta", school=school)
    for _again in range(2):
        client.post(url("add_key_adult", pupil), adult_form(ta))
    assert AdultLink.objects.filter(pupil=pupil, post=ta).count() == 1
    client.force_login(ta.person)
    answer = client.get(url("pupil", pupil))
    assert "you are the key adult" in answer.context["record"]["why"]


def test_add_key_adult_as_plan_owner_replaces_the_owner_and_names_the_pupil_s(
    client, school, pupil, senco
):
    first, second = PostFactory.create_batch(2, role="hlta", school=school)
    client.post(url("add_key_adult", pupil), adult_form(first, "plan_owner"))
    other = adult_form(second, "plan_owner", submission_id="33333333-3333-4333-8333-333333333333",
                       starts_on="2026-11-09")  # fmt: skip
    client.post(url("add_key_adult", pupil), other)
    pupil.refresh_from_db()
    assert pupil.owner_name == second.person.full_name
    ended = AdultLink.objects.get(post=first)
    assert ended.ends_on == datetime.date(2026, 11, 8)


def test_add_key_adult_refuses_adults_of_other_schools_and_hr(client, school, pupil, senco):
    for post in (PostFactory(role="ta"), PostFactory(role="hr", school=school)):
        answer = client.post(url("add_key_adult", pupil), adult_form(post))
        assert answer.status_code == 200
    assert not AdultLink.objects.exists()


def test_end_key_adult_is_undone_by_one_press(client, school, pupil, senco):
    kept = link(pupil, PostFactory(role="ta", school=school))
    where = reverse("end_key_adult", args=[pupil.pk, kept.pk])
    page = client.post(where, {"version": kept.version}, follow=True)
    undo = reverse("undo_end_key_adult", args=[pupil.pk, kept.pk])
    assert undo in page.content.decode()
    kept.refresh_from_db()
    assert kept.ends_on is not None
    client.post(undo)
    kept.refresh_from_db()
    assert kept.ends_on is None
    acts = AuditEvent.objects.filter(object_id=kept.pk).order_by("pk")
    assert [act.action for act in acts] == ["end_key_adult", "undo_end_key_adult"]


def test_end_key_adult_of_a_stale_page_answers_409(client, school, pupil, senco):
    kept = link(pupil, PostFactory(role="ta", school=school))
    where = reverse("end_key_adult", args=[pupil.pk, kept.pk])
    client.post(where, {"version": kept.version})
    assert client.post(where, {"version": 1}).status_code == 409


def test_end_key_adult_leaves_links_of_groups_alone(client, school, pupil, senco):
    kept = link(pupil, PostFactory(role="ta", school=school), "leads", source="group:1")
    where = reverse("end_key_adult", args=[pupil.pk, kept.pk])
    assert client.post(where, {"version": 1}).status_code == 403
    kept.refresh_from_db()
    assert kept.ends_on is None


# --- details, adding, leaving ---------------------------------------------------------------------


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


# --- progress --------------------------------------------------------------------------------------


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
