"""The register of access arrangements as a list: filters, tabs, sight, export, print, cost."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from pupils.models import Arrangement, ArrangementUse, UseSheet
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory
from tests.pupils.arrangements import arrange, subject

pytestmark = pytest.mark.django_db


def names(answer) -> list[str]:
    return [row.pupil.surname for row in answer.context["page"]]


@pytest.fixture
def rows(school, senco):
    """Four pupils: one whose approval ends soon and is used, one applied for, one refused, one ended."""
    today = timezone.localdate()
    soon = arrange(
        PupilFactory(school=school, surname="Soon", year_group="11", form="11A"),
        valid_to=today + datetime.timedelta(days=20),
    )
    sheet = UseSheet.objects.create(school=school, by=senco, subject=subject(), on=today)
    ArrangementUse.objects.create(
        school=school, sheet=sheet, arrangement=soon, pupil=soon.pupil, subject=subject(), on=today,
        occasion="lesson", outcome="used", by=senco,
    )  # fmt: skip
    applied = PupilFactory(school=school, surname="Applied", year_group="10", form="10B")
    arrange(applied, "scribe", state="applied", approved_on=None)
    arrange(PupilFactory(school=school, surname="Refused"), state="refused")
    arrange(PupilFactory(school=school, surname="Ended"), state="ended", valid_to=today)
    return soon


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Applied", "Soon"]),
        ("state=any", ["Applied", "Ended", "Refused", "Soon"]),
        ("state=waiting", ["Applied"]),
        ("state=refused", ["Refused"]),
        ("state=any&kind=scribe", ["Applied"]),
        ("state=any&year=11", ["Soon"]),
        ("weeks=4", ["Soon"]),
        ("state=live&use=none", ["Applied"]),
        ("q=10b", ["Applied"]),
        ("q=soo", ["Soon"]),
        ("sort=-name", ["Soon", "Applied"]),
        ("sort=until", ["Soon", "Applied"]),
        ("sort=-until", ["Soon", "Applied"]),
        ("sort=-year", ["Soon", "Applied"]),
        ("sort=nonsense&kind=nothing", ["Applied", "Soon"]),
    ],
)
def test_arrangements_filters_find_what_they_say(client, rows, query, expected):
    assert names(client.get(f"/arrangements/?{query}")) == expected


def test_arrangements_tabs_count_the_rows_they_open(client, rows):
    tabs = client.get("/arrangements/").context["tabs"]
    assert [tab["count"] for tab in tabs] == [2, 1, 1, 1, 4]
    for tab in tabs:
        page = client.get(tab["url"])
        assert len(names(page)) == tab["count"], tab["label"]
        assert [one["label"] for one in page.context["tabs"] if one["is_current"]] == [tab["label"]]


def test_arrangements_count_use_of_this_term_alone(client, rows):
    ArrangementUse.objects.update(on=timezone.localdate() - datetime.timedelta(days=400))
    assert names(client.get("/arrangements/?state=live&use=none")) == ["Applied", "Soon"]


def test_arrangements_show_a_ta_those_of_linked_pupils(client, school, rows):
    ta = PostFactory(role="ta", school=school)
    client.force_login(ta.person)
    assert names(client.get("/arrangements/?state=any")) == []
    link(rows.pupil, ta)
    assert names(client.get("/arrangements/?state=any")) == ["Soon"]


@pytest.mark.parametrize("role", ["hr", "data", "dsl"])
def test_arrangements_are_refused_with_a_sentence(client, school, rows, role):
    client.force_login(PostFactory(role=role, school=school).person)
    answer = client.get("/arrangements/")
    assert answer.status_code == 403
    assert "Access arrangements are for" in answer.content.decode()


def test_export_arrangements_holds_what_is_shown_and_is_recorded(client, rows):
    rows.approval_reference = "=1+1"
    rows.save()
    answer = client.post("/arrangements/export/?weeks=4")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert "Ends within: 4 weeks" in lines[1]
    assert lines[-1].startswith("Soon,")
    assert "'=1+1" in lines[-1]
    assert not any("Applied" in line for line in lines)
    assert AuditEvent.objects.get(action="export_arrangements").changes


def test_export_arrangements_refuses_a_ta(client, school, rows):
    client.force_login(PostFactory(role="ta", school=school).person)
    assert client.post("/arrangements/export/").status_code == 403
    assert not AuditEvent.objects.filter(action="export_arrangements").exists()


def test_print_arrangements_shows_every_row_that_matches(client, rows):
    page = client.get("/arrangements/print/?state=any&year=11").content.decode()
    assert "Soon" in page
    assert "Applied" not in page


def test_home_of_the_exams_officer_leads_to_what_ends_and_what_has_no_use(client, school, rows):
    client.force_login(PostFactory(role="exams", school=school).person)
    page = client.get(reverse("home"))
    titles = [need["title"] for need in page.context["needs"]]
    assert titles == [
        "1 access arrangement ends within 8 weeks",
        "1 access arrangement has no use logged this term",
    ]
    assert reverse("arrangements") in page.content.decode()


def test_arrangements_cost_the_same_for_1_and_100_rows(
    client, school, senco, django_assert_num_queries
):
    arrange(PupilFactory(school=school))
    client.get("/arrangements/?per_page=100")
    with django_assert_num_queries(8):
        client.get("/arrangements/?per_page=100")
    kind = Arrangement.objects.get().kind
    Arrangement.objects.bulk_create(
        Arrangement(school=school, pupil=pupil, kind=kind)
        for pupil in PupilFactory.create_batch(99, school=school)
    )
    with django_assert_num_queries(8):
        assert len(names(client.get("/arrangements/?per_page=100"))) == 100
