"""Reports from outside: each recommendation tracked from its arrival to what became of it."""

import csv
import datetime
import io

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from pupils.actions.report import decide_recommendation
from pupils.models import Arrangement, ArrangementKind, Recommendation, Report
from staff import home
from tests.factories import around
from tests.factories.profiles import published, rows, rows_of
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory
from tests.pupils.pages import KEY, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def ida(senco, school):
    return around.professional(senco, around.agency(senco, school))


@pytest.fixture
def report(senco, pupil, ida):
    return around.report(senco, pupil, ida, "Use pictures", "Ten seconds of quiet", "Weekly group")


def lines_of(report: Report) -> list[Recommendation]:
    return list(report.recommendations.order_by("number"))


def sent(ida, *texts: str, **changed) -> dict:
    found = {
        "professional": ida.pk, "kind": "report", "title": "Language assessment",
        "received_on": timezone.localdate().isoformat(), "submission_id": KEY,
        "lines-TOTAL_FORMS": str(len(texts)), "lines-INITIAL_FORMS": "0",
    }  # fmt: skip
    found |= {f"lines-{place}-text": text for place, text in enumerate(texts)}
    return found | changed


def decide(client, line: Recommendation, **typed):
    address = reverse("decide_recommendation", args=[line.pk])
    return client.post(address, {"version": line.version, **typed})


def test_add_report_keeps_its_lines_which_wait_the_days_of_their_service(client, pupil, senco, ida):
    for _time in range(2):
        answer = client.post(
            url("add_report", pupil), sent(ida, "Use pictures", "", "Weekly group")
        )
        assert answer.status_code == 302
    report = Report.objects.get()
    assert answer.url == reverse("report", args=[report.pk])
    lines = lines_of(report)
    assert [(one.number, one.text) for one in lines] == [(1, "Use pictures"), (2, "Weekly group")]
    due = timezone.localdate() + datetime.timedelta(days=28)
    assert {one.decide_by for one in lines} == {due}
    assert "pictures" not in str(AuditEvent.objects.get(action="add_report").changes)
    assert "Not yet decided" in client.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": ""}, "Fill this in."),
        ({"professional": ""}, "Fill this in."),
        ({"received_on": "2099-01-01"}, "more than ten years ahead"),
        (
            {"received_on": "2026-01-01", "written_on": "2026-01-09"},
            "received before it was written",
        ),
        ({"lines-0-text": "x" * 601}, "At most 600 characters fit"),
    ],
)
def test_add_report_says_what_is_wrong_and_keeps_what_was_typed(
    client, pupil, senco, ida, changed, words
):
    answer = client.post(
        url("add_report", pupil), sent(ida, "Use pictures", "Weekly group", **changed)
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Weekly group" in answer.content.decode()
    assert not Report.objects.exists()


def test_edit_report_changes_open_lines_and_leaves_decided_ones(client, pupil, senco, ida, report):
    first, second, third = lines_of(report)
    decide_recommendation(
        by=senco, recommendation=first, version=1, state="declined", why="No staff"
    )
    address = reverse("edit_report", args=[report.pk])
    typed = sent(ida, "Use pictures", "Twenty seconds", "", "New line", version=1) | {
        "received_on": report.received_on.isoformat(),
        "lines-0-key": first.pk, "lines-1-key": second.pk, "lines-2-key": third.pk,
    }  # fmt: skip
    wrong = client.post(address, typed | {"lines-0-text": "Use films"})
    assert wrong.status_code == 422
    assert "has been decided about" in wrong.content.decode()
    assert client.post(address, typed).status_code == 302
    assert [one.text for one in lines_of(report)] == ["Use pictures", "Twenty seconds", "New line"]
    stale = client.post(address, typed | {"title": "Typed late"})
    assert stale.status_code == 409
    assert "Typed late" in stale.content.decode()


def test_edit_report_takes_no_line_of_another_report(client, pupil, senco, ida, report):
    other = lines_of(around.report(senco, pupil, ida, "Of another report", title="Other"))[0]
    typed = sent(ida, "Stolen", version=1, **{"lines-0-key": other.pk})
    assert client.post(reverse("edit_report", args=[report.pk]), typed).status_code == 422
    other.refresh_from_db()
    assert other.text == "Of another report"


def test_decide_recommendation_adopts_it_in_the_profile_and_shows_when_that_has_gone(
    client, pupil, senco, report
):
    current = published(pupil, senco, rows("Show pictures"))
    line = lines_of(report)[0]
    page = client.get(reverse("decide_recommendation", args=[line.pk])).content.decode()
    assert "Show pictures" in page
    place = f"strategy:{current.strategies.get().key}"
    assert decide(client, line, state="adopted", place=place).status_code == 302
    line.refresh_from_db()
    assert (line.state, line.where, line.place) == ("adopted", "Show pictures", place)
    assert (line.decided_by, line.decided_on) == (senco, timezone.localdate())
    reworded = rows_of(current)
    reworded[0] = type(reworded[0])(reworded[0].key, "must", "Show large pictures", None)
    published(pupil, senco, reworded)
    list_page = reverse("advice") + "?state=gone"
    assert client.get(list_page).context["page"].paginator.count == 0, "reworded is still there"
    published(pupil, senco, rows("Something else"))
    assert client.get(list_page).context["page"].paginator.count == 1
    report_page = client.get(reverse("report", args=[report.pk])).content.decode()
    assert "Adopted, no longer there" in report_page
    again = client.get(reverse("decide_recommendation", args=[line.pk])).content.decode()
    assert "No longer there" in again


def test_decide_recommendation_adopts_it_in_an_arrangement(client, pupil, senco, report):
    kind = ArrangementKind.objects.get(school=None, code="reader")
    row = Arrangement.objects.create(
        school=pupil.school, pupil=pupil, kind=kind, state="considered"
    )
    line = lines_of(report)[0]
    assert decide(client, line, state="adopted", place=f"arrangement:{row.pk}").status_code == 302
    assert client.get(reverse("advice") + "?state=gone").context["page"].paginator.count == 0
    Arrangement.objects.filter(pk=row.pk).update(state="ended")
    assert client.get(reverse("advice") + "?state=gone").context["page"].paginator.count == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"state": "adopted"}, "Say where it was adopted"),
        ({"state": "declined"}, "parents and tribunals ask"),
        ({"state": "replaced"}, "Choose the recommendation that holds instead."),
        ({"state": "nothing"}, "Choose one of the list."),
        ({"state": "adopted", "place": "strategy:made-up"}, "Choose one of the list."),
    ],
)
def test_decide_recommendation_says_what_an_answer_needs(
    client, pupil, senco, report, typed, words
):
    answer = decide(client, lines_of(report)[0], why="", **typed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not lines_of(report)[0].steps.exists()


def test_decide_recommendation_keeps_every_step(client, pupil, senco, report):
    first, second, _third = lines_of(report)
    decide(client, first, state="declined", why="No staff this term")
    first.refresh_from_db()
    decide(client, first, state="replaced", replaced_by=second.pk)
    first.refresh_from_db()
    assert (first.replaced_by, first.why) == (second, "")
    decide(client, first, state="not_yet")
    page = client.get(reverse("report", args=[report.pk])).content.decode()
    assert page.index("Replaced. Ten seconds of quiet") < page.index("Declined. No staff this term")
    assert [step.state for step in first.steps.all()] == ["not_yet", "replaced", "declined"]
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE pupils_recommendationstep SET words = 'Never said'")


def test_decide_recommendation_refuses_a_chain_and_another_pupil(client, pupil, senco, ida, report):
    first, second, third = lines_of(report)
    decide(client, first, state="replaced", replaced_by=second.pk)
    assert decide(client, third, state="replaced", replaced_by=first.pk).status_code == 422
    other = PupilFactory(school=pupil.school)
    far = lines_of(around.report(senco, other, ida, "Of somebody else"))[0]
    assert decide(client, third, state="replaced", replaced_by=far.pk).status_code == 422
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=third.pk).update(
            state="replaced", replaced_by=far, decided_by=senco, decided_on=timezone.localdate()
        )


def test_decide_recommendation_in_an_old_version_changes_nothing(client, pupil, senco, report):
    line = lines_of(report)[0]
    decide(client, line, state="declined", why="First")
    stale = decide(client, line, state="declined", why="Second")
    assert stale.status_code == 409
    assert "Second" in stale.content.decode()
    line.refresh_from_db()
    assert line.why == "First"


@pytest.mark.parametrize(
    ("state", "fields"),
    [
        ("adopted", {}), ("declined", {}), ("replaced", {}), ("not_yet", {"where": "Somewhere"}),
        ("not_yet", {"decided_on": datetime.date(2026, 1, 1)}),
    ],
)  # fmt: skip
def test_recommendation_is_whole_whoever_asks_the_database(senco, report, state, fields):
    line = lines_of(report)[0]
    decided = (
        {} if state == "not_yet" else {"decided_by": senco, "decided_on": timezone.localdate()}
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=line.pk).update(state=state, **decided, **fields)


def test_adopted_advice_is_read_by_whoever_works_with_the_pupil_and_nothing_else(
    client, pupil, senco, school, ida, report
):
    first, second, _third = lines_of(report)
    decide(client, first, state="adopted", where="In every lesson")
    mind = around.professional(senco, around.agency(senco, school, "Mind", "camhs"), "Quiet Person")
    quiet = lines_of(around.report(senco, pupil, mind, "Quiet advice", title="Low mood"))[0]
    decide(client, quiet, state="adopted", where="At the gate")
    post = PostFactory(school=school, role="teacher")
    link(pupil, post)
    client.force_login(post.person)
    page = client.get(url("pupil_people", pupil)).content.decode()
    assert "Use pictures" in page
    assert "In every lesson" in page
    for words in ("Ten seconds", "Quiet advice", "Language assessment", "Low mood"):
        assert words not in page
    assert client.get(reverse("report", args=[report.pk])).status_code == 404
    assert client.get(reverse("decide_recommendation", args=[first.pk])).status_code == 403
    assert client.get(reverse("decide_recommendation", args=[second.pk])).status_code == 404


def test_advice_lists_what_waits_by_age_with_filters(client, pupil, senco, ida, report):
    young = PupilFactory(school=pupil.school, surname="Young", year_group="7")
    old = around.today() - datetime.timedelta(weeks=30)
    around.report(senco, young, ida, "Older advice", received_on=old)
    page = reverse("advice")
    found = client.get(page).context
    assert found["rows"][0][0].text == "Older advice"
    assert [weeks for _row, weeks, _gone in found["rows"]] == [30, 5, 5, 5]
    assert {tab["label"]: tab["count"] for tab in found["tabs"]} == {
        "Not yet decided": 4, "Not decided in time": 4, "Adopted, no longer there": 0, "All": 4,
    }  # fmt: skip
    for query, count in (
        ("weeks=26", 1), ("year=7", 1), ("kind=salt", 4), ("q=young", 1), ("q=zz", 0),
        ("state=declined", 0), ("state=nonsense", 4), ("kind=nonsense&weeks=x", 4),
        ("sort=-age", 4), ("sort=name", 4), ("sort=kind", 4), ("sort=-state", 4),
    ):  # fmt: skip
        assert client.get(f"{page}?{query}").context["page"].paginator.count == count, query


def test_export_advice_takes_what_is_shown_and_is_noted(client, pupil, senco, ida, report):
    decide(client, lines_of(report)[0], state="declined", why="=cmd|calc")
    answer = client.post(reverse("export_advice") + "?state=declined")
    table = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert "Declined" in table[1][0]
    assert table[3][:5] == ["Surname", "Forename", "Year", "Form", "Recommendation"]
    assert len(table) == 5
    assert table[4][4] == "Use pictures"
    assert table[4][10] == "'=cmd|calc"
    event = AuditEvent.objects.get(action="export_advice")
    assert [row["new"] for row in event.changes if row["field"] == "recommendations"] == [1]
    printed = client.get(reverse("print_advice")).content.decode()
    assert "Ten seconds of quiet" in printed
    assert "Use pictures" not in printed


def test_home_tells_those_who_decide_what_waits_too_long(client, pupil, senco, report):
    titles = [need.title for need in home.needs_of(senco)]
    assert "3 recommendations have not been decided in time" in titles
    dsl = PostFactory(school=pupil.school, role="dsl").person
    assert not any("recommendation" in need.title for need in home.needs_of(dsl))


def test_report_costs_the_same_for_few_and_many(
    client, pupil, senco, ida, django_assert_max_num_queries
):
    few_lines = around.report(senco, pupil, ida, "One", "Two")
    many_lines = around.report(senco, pupil, ida, *map(str, range(20)), title="Long")
    for report in (few_lines, many_lines):
        for line in lines_of(report):
            decide(client, line, state="adopted", where="Lessons")
    client.get(reverse("report", args=[few_lines.pk]))
    with django_assert_max_num_queries(80) as few:
        client.get(reverse("report", args=[few_lines.pk]))
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("report", args=[many_lines.pk]))


def test_advice_costs_the_same_for_few_and_many(
    client, pupil, senco, ida, django_assert_max_num_queries
):
    around.report(senco, pupil, ida, "One")
    page = reverse("advice")
    client.get(page)
    with django_assert_max_num_queries(80) as few:
        client.get(page)
    for number in range(8):
        other = PupilFactory(school=pupil.school)
        around.report(senco, other, ida, "One", "Two", title=f"Report {number}")
    with django_assert_max_num_queries(len(few)):
        assert client.get(page).context["page"].paginator.count == 17
