"""The chronology: kinds as ticks with counts, days, words; print and copies of exactly what is shown."""

import csv
import datetime
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from core.models import AuditEvent, Look
from pupils import chronology
from pupils.chronology import Entry, Story, Wanted, story_of
from pupils.chronology_paper import filter_words, paper
from pupils.models import Need, NeedType, SenStatus
from tests.factories.profiles import published, rows
from tests.factories.pupils import link
from tests.factories.staff import PostFactory
from tests.pupils.pages import url

pytestmark = pytest.mark.django_db
DAY = datetime.date


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def told(pupil, senco, school):
    """A pupil with a status and a need since September 2025, two adults, and a profile of today."""
    for kind in ("key_adult", "teacher"):
        link(pupil, PostFactory(school=school, role="ta"), kind)
    published(pupil, senco, rows("Say it twice"))
    return pupil


def test_chronology_counts_each_kind_and_the_count_opens_its_rows(client, told):
    page = client.get(url("pupil_chronology", told))
    counts = {str(one["label"]): one["count"] for one in page.context["kinds"]}
    assert counts == {"Status": 1, "Needs": 1, "Adults": 2, "Profile": 1}
    for one in page.context["kinds"]:
        opened = client.get(url("pupil_chronology", told) + one["url"])
        assert opened.context["page"].paginator.count == one["count"]


def test_chronology_takes_several_kinds_and_turns_one_off_again(client, told):
    both = client.get(url("pupil_chronology", told), {"kind": ["status", "adult"]})
    assert both.context["page"].paginator.count == 3
    kinds = {str(one["label"]): one for one in both.context["kinds"]}
    assert [kinds[name]["is_on"] for name in ("Status", "Adults", "Needs")] == [True, True, False]
    off = client.get(url("pupil_chronology", told) + kinds["Adults"]["url"])
    assert off.context["page"].paginator.count == 1
    unknown = client.get(url("pupil_chronology", told), {"kind": "nonsense"})
    assert unknown.context["page"].paginator.count == 5


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"since": "2025-09-01", "until": "2025-09-01"}, 4), ({"since": "2025-09-02"}, 1),
        ({"until": "2025-08-31"}, 0), ({"q": "PROFILE published"}, 1), ({"q": "slcn"}, 0),
        ({"q": "speech"}, 1), ({"since": "not a day"}, 5), ({"kind": "need", "q": "speech"}, 1),
        ({"since": "2025-09-02", "until": "2025-09-01"}, 1),
    ],
)  # fmt: skip
def test_chronology_filters_by_days_and_words(client, told, query, count):
    page = client.get(url("pupil_chronology", told), query)
    assert page.context["page"].paginator.count == count
    if not count:
        assert "No entry matches these filters" in text(page)


def test_counts_follow_days_and_words_and_not_the_kinds_chosen():
    entries = [
        Entry(DAY(2026, 9, day), kind, words)
        for day, kind, words in ((1, "status", "a"), (2, "status", "b"), (3, "need", "a b"))
    ]
    story = Story(entries)
    assert story.counts(Wanted(kinds=("need",), q="a")) == {"status": 1, "need": 1}
    assert story.counts(Wanted(kinds=("adult",), since=DAY(2026, 9, 3))) == {"need": 1, "adult": 0}
    assert [entry.title for entry in story.matching(Wanted(q="B", until=DAY(2026, 9, 2)))] == ["b"]


def test_chronology_asks_each_source_once_for_a_page(client, told, monkeypatch):
    asked = []

    def source(pupil, person):
        asked.append(pupil.pk)
        yield Entry(DAY(2026, 1, 1), chronology.STATUS, "From a higher floor")

    monkeypatch.setattr(chronology, "_SOURCES", [*chronology._SOURCES, source])
    assert "From a higher floor" in text(client.get(url("pupil_chronology", told)))
    assert asked == [told.pk]


def test_chronology_of_a_source_that_hides_is_not_counted(told, school):
    reader = PostFactory(school=school, role="data").person
    kinds = story_of(told, reader).counts(Wanted())
    assert "profile" not in kinds
    assert kinds["status"] == 1


def test_print_chronology_shows_all_that_matches_and_notes_a_look(client, told, senco):
    for day in range(1, 29):
        SenStatus.objects.create(
            school=told.school, pupil=told, code="K", starts_on=DAY(2024, 2, day),
            ends_on=DAY(2024, 2, day), reason=f"Reason {day}",
        )  # fmt: skip
    page = text(client.get(url("print_chronology", told), {"kind": "status"}))
    assert page.count("Reason ") == 28
    assert "Kinds: Status" in page
    assert "Profile version" not in page
    assert Look.objects.filter(page="print_chronology", actor_id=senco.pk).count() == 1


def test_export_chronology_has_exactly_what_is_shown(client, told):
    address = f"{url('export_chronology', told)}?kind=status&kind=need"
    answer = client.post(address, {"kind": "csv"})
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines[1] == ["Filters: Kinds: Status, Needs"]
    assert lines[3] == ["Date", "Time", "Kind", "What", "Detail", "By"]
    assert {line[2] for line in lines[4:]} == {"Status", "Needs"}
    assert {line[0] for line in lines[4:]} == {"2025-09-01"}
    book = load_workbook(io.BytesIO(client.post(address, {"kind": "xlsx"}).content))
    assert len(list(book.active.rows)) == len(lines)
    pdf = client.post(address, {"kind": "pdf"})
    assert pdf.content.startswith(b"%PDF-")
    assert "attachment" in pdf["Content-Disposition"]
    events = AuditEvent.objects.filter(action="export_chronology", pupil_id=told.pk)
    assert events.count() == 3
    taken = {row["field"]: row["new"] for row in events.first().changes}
    assert taken == {"kind": "pdf", "filters": "Kinds: Status, Needs", "entries": 2}


def test_export_chronology_is_refused_to_a_ta_who_may_print(client, told, school):
    post = PostFactory(school=school, role="ta")
    link(told, post)
    client.force_login(post.person)
    page = text(client.get(url("pupil_chronology", told)))
    assert "Take a copy" not in page
    assert client.post(url("export_chronology", told), {"kind": "csv"}).status_code == 403
    assert client.get(url("print_chronology", told)).status_code == 200


def test_chronology_paper_says_whose_sight_it_is_and_what_was_filtered(told, senco):
    wanted = Wanted(("status",), DAY(2025, 9, 1), None, "SEN")
    made = paper(told, story_of(told, senco).matching(wanted), wanted, by=senco)
    assert filter_words(wanted) == "Kinds: Status; From: 1 Sep 2025; Words: SEN"
    assert filter_words(Wanted()) == "none"
    note, table = made.blocks
    assert senco.full_name in note.text
    assert [row[0] for row in table.rows] == ["1 Sep 2025"]


def test_chronology_costs_the_same_however_long(client, pupil, senco, school):
    """Compared and not counted: every subject that joins adds its own few queries."""
    kind = NeedType.objects.get(school=None, code="ASD")
    published(pupil, senco, rows("Say it twice"))
    costs = []
    for count in (1, 40):
        for number in range(count):
            on = timezone.localdate() - datetime.timedelta(days=500 + number)
            Need.objects.create(
                school=school, pupil=pupil, need_type=kind, rank=2, starts_on=on, ends_on=on
            )
            link(pupil, PostFactory(school=school, role="ta"))
        client.get(url("pupil_chronology", pupil))
        with CaptureQueriesContext(connection) as asked:
            client.get(url("pupil_chronology", pupil))
        costs.append(len(asked))
    assert costs[0] == costs[1]
