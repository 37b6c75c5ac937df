"""The list of colleagues and a colleague's page, as different people are served them."""

import datetime

import pytest

from core.models import AuditEvent, Look
from staff.models import Band, StaffMember
from tests.factories.staff import PersonFactory, PostFactory

pytestmark = pytest.mark.django_db
#: Session, person, posts; schools and bands of the filter; count, people, posts, managers.
PEOPLE_QUERIES = 8


def names(answer) -> list[str]:
    return [row.person.full_name for row in answer.context["rows"]]


def test_people_shows_colleagues_and_nobody_of_another_school(house, sign_in):
    answer = sign_in("ta").get("/people/")
    assert answer.status_code == 200
    assert "Hlta Oakley" in names(answer)
    assert not [name for name in names(answer) if name.startswith("Far")]
    assert "10 people match" in answer.content.decode()


@pytest.mark.parametrize("words", ["elodie", "ÉLODIE", "Élodie d'arcy", "d’arcy", "Lodi"])
def test_people_search_forgives_accents_and_apostrophes(house, sign_in, words):
    PostFactory(
        school=house.school, person=PersonFactory(full_name="Élodie D’Arcy", known_as="Lodi")
    )
    assert names(sign_in("ta").get("/people/", {"q": words})) == ["Élodie D’Arcy"]


def test_people_filters_by_role_band_and_leaving(house, sign_in):
    client = sign_in("ta")
    left = PostFactory(
        school=house.school,
        person=PersonFactory(full_name="Lena Gone"),
        ends_on=datetime.date(2025, 7, 20),
        band=Band.objects.get(number=1),
    )
    assert names(client.get("/people/?role=hlta")) == ["Hlta Oakley"]
    assert names(client.get("/people/?band=3")) == ["Hlta Oakley"]
    assert names(client.get("/people/?status=left")) == [left.person.full_name]
    assert len(names(client.get("/people/?status=all"))) == 11
    assert "Lena Gone" not in names(client.get("/people/"))


def test_people_shows_filters_as_chips_that_take_themselves_off(house, sign_in):
    answer = sign_in("ta").get("/people/?role=hlta&q=oak&sort=-name")
    urls = {str(chip["label"]): chip["url"] for chip in answer.context["chips"]}
    assert urls == {"Name": "?role=hlta&sort=-name", "Role": "?q=oak&sort=-name"}


def test_people_says_what_is_wrong_with_a_filter(house, sign_in):
    page = sign_in("ta").get("/people/", {"band": "99", "q": "x" * 81}).content.decode()
    assert "Choose one of the list." in page
    assert "At most 80 characters fit; this has 81." in page


def test_people_says_why_it_is_empty(house, sign_in):
    answer = sign_in("ta").get("/people/?q=nobodyatall")
    assert "The filters hide everybody" in answer.content.decode()


def test_people_sorts_both_ways(house, sign_in):
    client = sign_in("ta")
    up, down = names(client.get("/people/")), names(client.get("/people/?sort=-name"))
    assert up == list(reversed(down))
    assert client.get("/people/?sort=rubbish").status_code == 200


@pytest.mark.parametrize("role", ["ta", "hr", "senco"])
def test_person_of_another_school_is_out_of_sight(house, sign_in, role):
    far = house.far["ta"].person
    assert sign_in(role).get(f"/people/{far.pk}/").status_code == 404
    assert sign_in("far.ta").get(f"/people/{far.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("role", "hours", "pay"),
    [("hr", True, True), ("hlta", True, True), ("senco", True, False), ("head", True, False),
     ("assistant_senco", False, False), ("teacher", False, False), ("ta", False, False)],
)  # fmt: skip
def test_person_shows_hours_and_pay_only_to_whom_they_concern(house, sign_in, role, hours, pay):
    """The HLTA is the person here; head and SENCO stand above her in the line."""
    page = sign_in(role).get(f"/people/{house.posts.hlta.person_id}/").content.decode()
    assert ("a week, 195 days a year" in page) is hours
    assert ("£31,276.30" in page) is pay
    assert ("Derived: 2024 to 2025 figure plus 3.2%" in page) is pay


def test_person_notes_that_hr_looked_at_pay_and_not_that_the_person_did(house, sign_in):
    url = f"/people/{house.posts.hlta.person_id}/"
    sign_in("hlta").get(url)
    assert not Look.objects.filter(page="person_pay").exists()
    sign_in("hr").get(url)
    look = Look.objects.get(page="person_pay")
    assert (look.actor_id, look.object_id) == (house.posts.hr.person_id, house.posts.hlta.pk)


def test_person_says_why_there_is_no_pay_figure(house, sign_in):
    post = house.posts.hlta
    post.pay_point_id = post.pay_point_id - 1
    post.save()
    page = sign_in("hr").get(f"/people/{post.person_id}/").content.decode()
    assert "What point 24 (old 30) pays (National) is not recorded" in page


def test_person_shows_who_manages_and_who_is_below(house, sign_in):
    page = sign_in("teacher").get(f"/people/{house.posts.hlta.person_id}/").content.decode()
    assert "Senco Oakley" in page
    assert "1 person below" in page


def test_people_costs_the_same_number_of_queries_at_one_and_at_a_hundred(
    house, sign_in, django_assert_num_queries
):
    client, bands = sign_in("hr"), list(Band.objects.all())
    with django_assert_num_queries(PEOPLE_QUERIES):
        client.get("/people/?per_page=100&role=hlta")
    for number in range(100):
        PostFactory(school=house.school, role="hlta", band=bands[number % 3])
    with django_assert_num_queries(PEOPLE_QUERIES):
        answer = client.get("/people/?per_page=100&role=hlta")
    assert len(answer.context["rows"]) == 100


def test_person_costs_the_same_with_one_and_with_four_posts(
    house, sign_in, django_assert_max_num_queries
):
    client, person = sign_in("hr"), house.posts.hlta.person
    with django_assert_max_num_queries(20) as one:
        client.get(f"/people/{person.pk}/")
    for role in ("ta", "teacher", "exams"):
        PostFactory(school=house.school, person=person, role=role, pay_point_id=None)
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(f"/people/{person.pk}/")


def test_person_without_a_post_is_signed_out_and_in_nobodys_sight(house, client):
    leaver = PostFactory(school=house.school, ends_on=datetime.date(2025, 7, 20)).person
    client.force_login(leaver)
    assert client.get("/people/").status_code == 302
    assert StaffMember.objects.visible_to(leaver).get() == leaver


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_people_holds_exactly_the_rows_that_match_and_is_recorded(house, sign_in, kind):
    house.posts.hlta.person.full_name = "=HYPERLINK(1) Oakley"
    house.posts.hlta.person.save()
    answer = sign_in("hr").post("/people/export/?role=hlta", {"kind": kind})
    assert answer["Content-Disposition"].endswith(f'.{kind}"')
    if kind == "csv":
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert lines[1] == "Filters: Role: HLTA"
        assert len(lines) == 5
        assert lines[4].startswith("'=HYPERLINK(1) Oakley,,")
        assert "36" not in lines[4]
    event = AuditEvent.objects.get(action="export_people")
    assert {row["field"]: row["new"] for row in event.changes} == {
        "kind": kind, "filters": "Role: HLTA", "people": 1,
    }  # fmt: skip


@pytest.mark.parametrize("role", ["head", "ta", "teacher", "data"])
def test_export_people_is_refused_to_others(house, sign_in, role):
    assert sign_in(role).post("/people/export/", {"kind": "csv"}).status_code == 403
    assert not AuditEvent.objects.filter(action="export_people").exists()
