"""The list of pupils: who is in it, what filters find, and what it costs."""

import datetime

import pytest
from django.urls import reverse

from core.models import AuditEvent
from tests.factories.pupils import PupilFactory, link, on_register
from tests.factories.staff import PostFactory, SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def senco(school):
    return PostFactory(role="senco", school=school).person


def names(answer) -> list[str]:
    return [pupil.list_name for pupil in answer.context["page"]]


def see(client, person, query: str = ""):
    client.force_login(person)
    answer = client.get(f"{reverse('register')}{query}")
    assert answer.status_code == 200
    return answer


def test_register_shows_the_senco_pupils_with_sen_first(client, school, senco):
    on_register(PupilFactory(school=school, surname="Wrenfield", forename="Toby"), "E")
    PupilFactory(school=school, surname="Adams", forename="Nell")
    answer = see(client, senco)
    assert names(answer) == ["Wrenfield, Toby"]
    assert answer.context["count"] == "1 pupil matches"
    assert names(see(client, senco, "?status=any")) == ["Adams, Nell", "Wrenfield, Toby"]


def test_register_shows_a_ta_only_linked_pupils(client, school):
    ta = PostFactory(role="ta", school=school)
    mine = PupilFactory(school=school, surname="Mine")
    link(mine, ta)
    PupilFactory(school=school, surname="Other")
    assert names(see(client, ta.person)) == [mine.list_name]


def test_register_shows_an_ended_link_no_longer(client, school):
    ta = PostFactory(role="ta", school=school)
    link(PupilFactory(school=school), ta, ends_on=datetime.date(2026, 1, 1))
    answer = see(client, ta.person)
    assert names(answer) == []
    assert "Nobody has linked you" in answer.content.decode()


def test_register_shows_no_pupil_of_another_school(client, school, senco):
    PupilFactory(surname="Elsewhere")
    assert names(see(client, senco, "?status=any&roll=any")) == []


@pytest.mark.parametrize("role", ["hr", "exams"])
def test_register_shows_hr_and_exams_nobody(client, school, role):
    PupilFactory(school=school)
    person = PostFactory(role=role, school=school).person
    assert names(see(client, person, "?status=any")) == []


@pytest.mark.parametrize(
    "typed", ["elodie", "ÉLODIE", "dupre", "Dupré Élodie", "ellie", "e.d.", "ED", "9Q"]
)
def test_register_search_tolerates_accents_known_names_and_initials(client, school, senco, typed):
    PupilFactory(school=school, surname="Dupré", forename="Élodie", form="9Q")
    PupilFactory(school=school, surname="Dupré", forename="Ellen", known_as="Ellie", form="9Q")
    PupilFactory(school=school, surname="Marsh", forename="Kit", form="8B")
    found = names(see(client, senco, f"?status=any&q={typed}"))
    assert found
    assert "Marsh, Kit" not in found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("status=E", ["Plan, A"]),
        ("status=K", ["Support, B"]),
        ("status=N", ["None, C"]),
        ("status=sen", ["Plan, A", "Support, B"]),
        ("year=9&status=any", ["Support, B"]),
        ("form=9Q&status=any", ["Support, B"]),
        ("need=ASD&status=any", ["Plan, A"]),
        ("owner=Rhian+Price&status=any", ["Plan, A"]),
        ("lac=on&status=any", ["None, C"]),
        ("eal=on&status=any", ["Support, B"]),
        ("review=late&status=any", ["Plan, A"]),
        ("review=none&status=sen", ["Support, B"]),
        ("roll=left&status=any", ["Gone, D"]),
        ("year=nonsense&status=K", ["Support, B"]),
    ],
)
def test_register_filters_find_what_they_say(client, school, senco, query, expected):
    plan = PupilFactory(
        school=school, surname="Plan", forename="A", owner_name="Rhian Price",
        review_due_on=datetime.date(2026, 1, 9),
    )  # fmt: skip
    on_register(plan, "E", "ASD")
    support = PupilFactory(
        school=school, surname="Support", forename="B", year_group="9", form="9Q", has_eal=True
    )
    on_register(support, "K", "SLCN")
    PupilFactory(school=school, surname="None", forename="C", is_looked_after=True)
    PupilFactory(school=school, surname="Gone", forename="D", left_on=datetime.date(2026, 7, 1))
    assert names(see(client, senco, f"?{query}&sort=name")) == expected


def test_register_chips_take_a_filter_off_and_keep_the_rest(client, school, senco):
    chips = see(client, senco, "?status=E&year=&q=toby").context["chips"]
    assert [(chip["label"], chip["value"]) for chip in chips] == [
        ("Search", "toby"), ("Status", "EHC plan"),
    ]  # fmt: skip
    assert "status=E" in chips[0]["url"]
    assert "q=" not in chips[0]["url"]


def test_register_sorts_by_link_and_says_so(client, school, senco):
    for surname, day in [("Bee", 3), ("Ant", 9), ("Cow", None)]:
        due = datetime.date(2026, 12, day) if day else None
        PupilFactory(school=school, surname=surname, forename="X", review_due_on=due)
    asked = "?status=any&sort=-review"
    answer = see(client, senco, asked)
    assert names(answer) == ["Ant, X", "Bee, X", "Cow, X"]
    assert 'aria-sort="descending"' in answer.content.decode()
    assert names(see(client, senco, "?status=any")) == ["Bee, X", "Ant, X", "Cow, X"]


def test_register_pages_have_25_50_or_100_rows(client, school, senco):
    PupilFactory.create_batch(30, school=school)
    assert len(names(see(client, senco, "?status=any"))) == 25
    assert len(names(see(client, senco, "?status=any&per_page=50"))) == 30
    assert len(names(see(client, senco, "?status=any&per_page=7"))) == 25


def test_register_costs_the_same_for_1_and_100_pupils(
    client, school, senco, django_assert_num_queries
):
    on_register(PupilFactory(school=school, surname="First"))
    client.force_login(senco)
    url = f"{reverse('register')}?status=any&per_page=100"
    client.get(url)
    with django_assert_num_queries(8):
        client.get(url)
    for pupil in PupilFactory.create_batch(99, school=school):
        on_register(pupil)
    with django_assert_num_queries(8):
        client.get(url)


def test_export_register_gives_exactly_the_filtered_rows_and_is_recorded(client, school, senco):
    on_register(PupilFactory(school=school, surname="Kept", forename="K"), "K")
    on_register(PupilFactory(school=school, surname="Plan", forename="P"), "E")
    client.force_login(senco)
    url = f"{reverse('export_register')}?status=K"
    answer = client.post(url, {"kind": "csv"})
    text = answer.content.decode("utf-8-sig")
    assert "Status: SEN support" in text.splitlines()[1]
    assert "Kept" in text
    assert "Plan,P" not in text
    assert "attachment" in answer["Content-Disposition"]
    event = AuditEvent.objects.get(action="export_register")
    assert {"field": "pupils", "old": None, "new": 1} in event.changes


def test_export_register_writes_no_formula(client, school, senco):
    PupilFactory(school=school, surname="=HYPERLINK(1)", forename="＝1+1", form="@x")
    client.force_login(senco)
    url = f"{reverse('export_register')}?status=any"
    text = client.post(url, {"kind": "csv"}).content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "'＝1+1" in text
    assert "'@x" in text
    answer = client.post(url, {"kind": "xlsx"})
    assert answer.content.startswith(b"PK")


def test_export_register_is_refused_to_a_ta_in_words(client, school):
    ta = PostFactory(role="ta", school=school)
    link(PupilFactory(school=school), ta)
    client.force_login(ta.person)
    answer = client.post(reverse("export_register"), {"kind": "csv"})
    assert answer.status_code == 403
    assert "export lists" in answer.content.decode()
    assert not AuditEvent.objects.filter(action="export_register").exists()


def test_print_register_has_every_matching_row(client, school, senco):
    PupilFactory.create_batch(60, school=school)
    client.force_login(senco)
    answer = client.get(f"{reverse('print_register')}?status=any")
    assert len(answer.context["rows"]) == 60
    assert "data-print" in answer.content.decode()


def test_register_sends_strangers_to_sign_in(client):
    answer = client.get(reverse("register"))
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]
