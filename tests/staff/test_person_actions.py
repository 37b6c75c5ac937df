"""Adding and changing colleagues and their posts, through the front door."""

import datetime
import uuid

import pytest

from core.models import AuditEvent
from staff.models import LineManagement, PayPoint, Post, StaffMember
from tests.factories.staff import PersonFactory, PostFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today


def new_person(**changed):
    return {
        "submission_id": str(uuid.uuid4()),
        "full_name": "Siân Prŷs-Jones",
        "role": "ta",
        "hours_per_week": "30",
        "days_per_year": "195",
        "starts_on": "2026-11-01",
    } | changed


def pages(action: str) -> int:
    return AuditEvent.objects.filter(action=action).count()


@pytest.mark.parametrize("role", ["hr", "senco"])
def test_add_person_makes_person_and_post_and_records_both(house, sign_in, role):
    answer = sign_in(role).post("/people/add/", new_person())
    person = StaffMember.objects.get(full_name="Siân Prŷs-Jones")
    assert answer.url == f"/people/{person.pk}/"
    assert person.username == "sian.prysjones"
    assert not person.has_usable_password()
    post = person.posts.get()
    assert (post.school, post.role, post.hours_per_week) == (house.school, "ta", 30)
    assert (pages("add_person"), pages("add_post")) == (1, 1)


@pytest.mark.parametrize("role", ["head", "hlta", "ta", "teacher", "dsl", "exams", "data"])
def test_add_person_is_refused_with_a_sentence(house, sign_in, role):
    client = sign_in(role)
    for answer in (client.get("/people/add/"), client.post("/people/add/", new_person())):
        assert answer.status_code == 403
        assert "kept by HR and the SENCO" in answer.content.decode()
    assert not StaffMember.objects.filter(full_name="Siân Prŷs-Jones").exists()


def test_add_person_sent_twice_makes_one(house, sign_in):
    client, form = sign_in("hr"), new_person()
    first, again = client.post("/people/add/", form), client.post("/people/add/", form)
    assert first.url == again.url
    assert StaffMember.objects.filter(full_name="Siân Prŷs-Jones").count() == 1
    assert pages("add_person") == 1


def test_add_person_asks_before_a_second_record_of_a_colleague(house, sign_in):
    client = sign_in("hr")
    client.post("/people/add/", new_person())
    answer = client.post("/people/add/", new_person(full_name="Sian Prys-Jones"))
    assert "There is a colleague of this name already" in answer.content.decode()
    client.post("/people/add/", new_person(full_name="Sian Prys-Jones", is_another="on"))
    assert StaffMember.objects.filter(username="sian.prysjones2").exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"full_name": ""}, "Fill this in."),
        ({"username": "far.ta"}, "Another account uses this user name"),
        ({"username": "Two Words"}, "Small letters, digits"),
        ({"email": "TA@far.example"}, "Another account uses this e-mail"),
        ({"role": "governor"}, "Choose one of the list."),
        ({"hours_per_week": "70"}, "Must be at most 48"),
        ({"band": "band3", "pay_point": "point7"}, "Band 3 runs from point 23 to 25"),
    ],
)
def test_add_person_keeps_what_was_typed_and_says_what_is_wrong(house, sign_in, changed, said):
    house.far["ta"].person.email = "ta@far.example"
    house.far["ta"].person.save()
    ids = {"band3": house.posts.hlta.band_id, "point7": PayPoint.objects.get(point=7).pk}
    sent = new_person(**{name: ids.get(value, value) for name, value in changed.items()})
    answer = sign_in("hr").post("/people/add/", sent)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in page
    assert 'value="2026-11-01"' in page
    assert pages("add_person") == 0


def test_add_person_by_the_senco_gives_no_point_and_no_post_of_hrs(house, sign_in):
    client = sign_in("senco")
    form = client.get("/people/add/").context["form"]
    assert "pay_point" not in form.fields
    assert "covers_trust" not in form.fields
    assert [value for value, _ in form.fields["role"].choices] == [
        "assistant_senco", "hlta", "ta", "teacher",
    ]  # fmt: skip
    answer = client.post("/people/add/", new_person(role="head"))
    assert "Choose one of the list." in answer.content.decode()


def test_edit_person_changes_name_and_keeps_it_findable(house, sign_in):
    person, client = house.posts.ta.person, sign_in("hr")
    sent = {"full_name": "Zoë Ångström", "known_as": "", "email": "", "username": "zoe",
            "version": person.version}  # fmt: skip
    assert client.post(f"/people/{person.pk}/edit/", sent).status_code == 302
    person.refresh_from_db()
    assert (person.full_name, person.search_name, person.version) == (
        "Zoë Ångström",
        "zoe angstrom",
        2,
    )
    event = AuditEvent.objects.get(action="edit_person")
    assert {row["field"] for row in event.changes} == {"full_name", "username"}


def test_edit_person_that_is_stale_loses_nobodys_typing(house, sign_in):
    person, client = house.posts.ta.person, sign_in("hr")
    sent = {"full_name": "First Typist", "username": "ta", "version": 1}
    client.post(f"/people/{person.pk}/edit/", sent)
    answer = client.post(f"/people/{person.pk}/edit/", sent | {"full_name": "Second Typist"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "First Typist" in page
    assert "Second Typist" in page
    person.refresh_from_db()
    assert person.full_name == "First Typist"


def test_edit_person_of_another_school_is_out_of_sight(house, sign_in):
    far = house.far["ta"].person
    sent = {"full_name": "Taken Over", "username": "x", "version": 1}
    assert sign_in("hr").post(f"/people/{far.pk}/edit/", sent).status_code == 404


def test_deactivate_person_shuts_the_door_on_the_next_request_and_undo_opens_it(house, client):
    ta, hr = house.posts.ta.person, house.posts.hr.person
    client.force_login(hr)
    other = type(client)()
    other.force_login(ta)
    assert other.get("/people/").status_code == 200
    client.post(f"/people/{ta.pk}/deactivate/")
    assert other.get("/people/").status_code == 302
    client.post(f"/people/{ta.pk}/reactivate/")
    ta.refresh_from_db()
    assert ta.is_active
    assert (pages("deactivate_person"), pages("reactivate_person")) == (1, 1)


def test_deactivate_person_oneself_is_refused(house, sign_in):
    hr = house.posts.hr.person
    answer = sign_in("hr").post(f"/people/{hr.pk}/deactivate/")
    assert answer.status_code == 403
    assert "own sign-in" in answer.content.decode()


def test_add_post_once_for_a_form_sent_twice(house, sign_in):
    person, client = house.posts.ta.person, sign_in("hr")
    sent = {"submission_id": str(uuid.uuid4()), "role": "exams", "hours_per_week": "10",
            "days_per_year": "195", "starts_on": "2026-11-01"}  # fmt: skip
    for _ in range(2):
        client.post(f"/people/{person.pk}/posts/add/", sent)
    assert person.posts.filter(role="exams").count() == 1
    again = client.post(
        f"/people/{person.pk}/posts/add/", sent | {"submission_id": str(uuid.uuid4())}
    )
    assert "holds an open post of this role already" in again.content.decode()


def test_edit_post_by_the_senco_leaves_pay_as_it_was(house, sign_in):
    post = house.posts.hlta
    sent = {"role": "hlta", "title": "HLTA, Maths", "band": post.band_id, "hours_per_week": "32",
            "days_per_year": "195", "starts_on": "2020-09-01", "version": 1, "pay_point": ""}  # fmt: skip
    assert sign_in("senco").post(f"/posts/{post.pk}/edit/", sent).status_code == 302
    post.refresh_from_db()
    assert (post.title, post.hours_per_week, post.pay_point.point) == ("HLTA, Maths", 32, 25)


def test_edit_post_that_is_stale_answers_409(house, sign_in):
    post, client = house.posts.hlta, sign_in("hr")
    sent = {"role": "hlta", "title": "One", "hours_per_week": "36", "days_per_year": "195",
            "starts_on": "2020-09-01", "version": 1}  # fmt: skip
    client.post(f"/posts/{post.pk}/edit/", sent)
    answer = client.post(f"/posts/{post.pk}/edit/", sent | {"title": "Two"})
    assert answer.status_code == 409
    assert "Two" in answer.content.decode()
    post.refresh_from_db()
    assert post.title == "One"


def test_end_post_ends_its_lines_and_undo_opens_them_again(house, sign_in):
    post, client = house.posts.hlta, sign_in("hr")
    client.post(f"/posts/{post.pk}/end/", {"on": "2026-12-18", "version": post.version})
    lines = LineManagement.objects.filter(ends_on="2026-12-18")
    assert lines.count() == 2
    post.refresh_from_db()
    assert str(post.ends_on) == "2026-12-18"
    client.post(f"/posts/{post.pk}/end/undo/")
    post.refresh_from_db()
    assert post.ends_on is None
    assert not LineManagement.objects.filter(ends_on__isnull=False).exists()


def test_end_post_is_not_taken_back_once_somebody_took_the_line_over(house, sign_in):
    post, client = house.posts.hlta, sign_in("hr")
    client.post(f"/posts/{post.pk}/end/", {"on": "2026-11-01", "version": post.version})
    LineManagement.objects.create(
        school=house.school, post=house.posts.ta, manager=house.posts.senco,
        starts_on="2026-11-02",
    )  # fmt: skip
    answer = client.post(f"/posts/{post.pk}/end/undo/")
    assert answer.status_code == 403
    assert "The line was changed since" in answer.content.decode()
    post.refresh_from_db()
    assert str(post.ends_on) == "2026-11-01"


def test_end_post_is_not_taken_back_after_another_change(house, sign_in):
    post, client = house.posts.hlta, sign_in("hr")
    client.post(f"/posts/{post.pk}/end/", {"on": "2026-12-18", "version": post.version})
    post.refresh_from_db()
    sent = {"role": "hlta", "title": "New", "hours_per_week": "36", "days_per_year": "195",
            "starts_on": "2020-09-01", "version": post.version}  # fmt: skip
    client.post(f"/posts/{post.pk}/edit/", sent)
    answer = client.post(f"/posts/{post.pk}/end/undo/")
    assert answer.status_code == 403
    assert "Something else was changed since" in answer.content.decode()


def test_end_post_before_it_began_is_refused_in_the_form(house, sign_in):
    post = house.posts.ta
    answer = sign_in("hr").post(f"/posts/{post.pk}/end/", {"on": "2019-01-01", "version": 1})
    assert "had not begun on that day" in answer.content.decode()
    post.refresh_from_db()
    assert post.ends_on is None


def test_end_post_of_the_keeper_or_by_others_is_refused(house, sign_in):
    url = f"/posts/{house.posts.hr.pk}/end/"
    assert sign_in("hr").get(url).status_code == 403
    assert sign_in("ta").get(f"/posts/{house.posts.hlta.pk}/end/").status_code == 403
    assert sign_in("far.hr").get(f"/posts/{house.posts.hlta.pk}/end/").status_code == 404


def test_end_post_that_ended_takes_the_role_away_at_once(house, client):
    """Access follows the post, not the sign-in."""
    person = PersonFactory()
    PostFactory(school=house.school, person=person, role="ta")
    boss = PostFactory(school=house.school, person=person, role="hr")
    client.force_login(person)
    assert client.get("/people/add/").status_code == 200
    Post.objects.filter(pk=boss.pk).update(ends_on="2025-01-01")
    assert client.get("/people/add/").status_code == 403
