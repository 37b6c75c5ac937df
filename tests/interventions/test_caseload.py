"""The caseload: who is on whose, what is due first, tabs, filters, bulk acts, export, speed."""

import datetime
import gzip
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from interventions import caseload
from interventions.models import CaseloadRow
from pupils.models import AdultLink, Pupil, SavedView
from tests.factories.interventions import GroupFactory, PlaceFactory, SessionFactory
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory, SchoolFactory, line

pytestmark = pytest.mark.django_db

URL = "/caseload/"


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def weekday(number):
    """The day after so many days, or the Monday after its weekend."""
    day = days(number)
    return day + datetime.timedelta(days=max(0, 7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def senco(school):
    return PostFactory(role="senco", school=school).person


def on_caseload(school, name="Wrenfield", *, review=60, row=None, **fields):
    """A pupil with SEN support, a review in so many days, and a ready row."""
    pupil = PupilFactory(
        school=school, surname=name, forename="Toby", sen_code=fields.pop("sen_code", "K"),
        main_need=fields.pop("main_need", "SLCN"),
        review_due_on=None if review is None else days(review), **fields,
    )  # fmt: skip
    if row is not None:
        judged = row.pop("judged", False)
        place = PlaceFactory(group=GroupFactory(school=school), pupil=pupil) if judged else None
        counts = {"places": 1, "judged_place": place} | row
        CaseloadRow.objects.create(pupil=pupil, school=school, **counts)
    return pupil


JUDGED = {"judged": True, "judged_attended": 16, "judged_planned": 26, "series": "52,60,68"}


def show(client, person, query=""):
    client.force_login(person)
    return client.get(URL + query).content.decode()


def names_in(text):
    """Names in the table's rows, in their order."""
    body = text[text.index("<tbody>") : text.index("</tbody>")]
    return [part.split("</bdi>")[0].split(">")[-1] for part in body.split("<th scope=row>")[1:]]


def test_caseload_puts_what_is_worst_first_and_says_what_is_due(client, school, senco):
    on_caseload(school, "Calm", row={**JUDGED, "verdict": "on_track"})
    on_caseload(school, "Late", review=-7)
    on_caseload(school, "Still", row={**JUDGED, "verdict": "not_moving"})
    on_caseload(school, "Behind", row={"minutes_intended": 400, "minutes_delivered": 211,
                                       "minutes_planned": 780, **JUDGED, "verdict": "slower"})  # fmt: skip
    on_caseload(school, "Near", review=7, row={**JUDGED, "verdict": "on_track"})
    on_caseload(school, "Undated", review=None, row={**JUDGED, "verdict": "on_track"})
    text = show(client, senco, "?view=all")
    assert [name.split(",")[0] for name in names_in(text)] == [
        "Late", "Behind", "Still", "Near", "Undated", "Calm",
    ]  # fmt: skip
    for words in ("Review 7 days late", "Change the approach", "Catch up 189 min", "Hold the review",
                  "Set a review date"):  # fmt: skip
        assert words in text


def test_caseload_tabs_count_and_hold_the_same_pupils(client, school, senco):
    on_caseload(school, "Calm", row={**JUDGED, "verdict": "on_track"})
    on_caseload(school, "Late", review=-1)
    on_caseload(school, "Still", row={**JUDGED, "verdict": "not_moving"})
    on_caseload(school, "Early", row={**JUDGED, "judged_attended": 3, "verdict": "not_moving"})
    on_caseload(school, "Undated", review=None)
    for view, wanted in {
        "due": ["Late", "Still", "Undated"], "all": ["Calm", "Early", "Late", "Still", "Undated"],
        "behind": [], "not_moving": ["Still"], "no_review": ["Undated"], "too_early": ["Early"],
        "overdue": ["Late"],
    }.items():  # fmt: skip
        text = show(client, senco, f"?view={view}")
        found = sorted(name.split(",")[0] for name in names_in(text)) if "<tbody>" in text else []
        assert found == wanted
        tab = f'<a href="?view={view}" aria-current="page">'
        assert (tab in text) == (view != "overdue")
        if view != "overdue":
            assert f'<span class="n">{len(wanted)}</span>' in text[text.index(tab) :][:200]


def test_caseload_shows_too_early_until_the_schools_share_of_sessions(client, school, senco):
    on_caseload(school, row={**JUDGED, "judged_attended": 12, "verdict": "slower"})
    assert "Too early" in names_block(show(client, senco, "?view=all"))
    school.enough_dose_percent = 40
    school.save()
    assert "Slower" in names_block(show(client, senco, "?view=all"))


def names_block(text):
    return text[text.index("<tbody>") : text.index("</tbody>")]


def test_caseload_counts_minutes_of_unlogged_sessions_as_due(client, school, senco):
    place = PlaceFactory(group=GroupFactory(school=school), starts_on=days(-30), ends_on=days(30))
    CaseloadRow.objects.create(pupil=place.pupil, school=school, places=1, minutes_planned=60)
    SessionFactory(group=place.group, on=days(-2), minutes=30)
    SessionFactory(group=place.group, on=days(0), minutes=30)
    SessionFactory(group=place.group, on=days(-40), minutes=30)
    (found,) = caseload.lines_of(senco)
    assert (found.unlogged, found.minutes_due, found.short, found.is_behind) == (1, 30, 30, True)
    assert found.due == "Catch up 30 min"


def test_caseload_needs_band_names_three_things_at_most(client, school, senco):
    on_caseload(school, "Late", review=-7)
    on_caseload(school, "Still", row={**JUDGED, "verdict": "not_moving"})
    on_caseload(school, "Behind", row={"minutes_intended": 400, "minutes_delivered": 211})
    text = show(client, senco)
    for words in ("1 review is overdue", "Longest: Toby L., 7 days.", "1 pupil is behind on minutes",
                  "189 minutes short", "1 pupil is not moving", "Why this rule"):  # fmt: skip
        assert words in text
    Pupil.objects.update(left_on=days(-1))
    assert "Your caseload will stand here" in show(client, senco)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("year=8", ["Abe", "Bea"]), ("form=9A", ["Cyd"]), ("status=E", ["Bea"]), ("need=ASD", ["Cyd"]),
        ("owner=Sadia+Iqbal", ["Abe"]), ("verdict=slower", ["Bea"]), ("verdict=none", ["Abe", "Cyd"]),
        ("q=b%C3%A9a", ["Bea"]), ("status=E&year=9", []), ("year=77", ["Abe", "Bea", "Cyd"]),
    ],
)  # fmt: skip
def test_caseload_filters_and_shows_each_as_a_chip(client, school, senco, query, wanted):
    on_caseload(school, "Abe", owner_name="Sadia Iqbal")
    on_caseload(school, "Bea", sen_code="E", row={**JUDGED, "verdict": "slower"})
    on_caseload(school, "Cyd", main_need="ASD", year_group="9", form="9A")
    text = show(client, senco, f"?view=all&{query}")
    found = sorted(name.split(",")[0] for name in names_in(text)) if "<tbody>" in text else []
    assert found == wanted
    assert ('class="chip"' in text) == (query != "year=77")
    if not wanted:
        assert "No pupil matches" in text


def test_caseload_filters_by_the_day_a_review_is_due(client, school, senco):
    on_caseload(school, "Soon", review=5)
    on_caseload(school, "Later", review=50)
    text = show(client, senco, f"?view=all&due_by={days(10).isoformat()}")
    assert names_in(text) == ["Soon, Toby"]


@pytest.mark.parametrize(
    ("sort", "wanted"),
    [("name", ["Abe", "Bea", "Cyd"]), ("-name", ["Cyd", "Bea", "Abe"]), ("left", ["Cyd", "Abe", "Bea"]),
     ("minutes", ["Bea", "Abe", "Cyd"]), ("progress", ["Abe", "Bea", "Cyd"]),
     ("sessions", ["Bea", "Abe", "Cyd"])],
)  # fmt: skip
def test_caseload_sorts_by_any_column(client, school, senco, sort, wanted):
    counts = {"minutes_intended": 100, "minutes_planned": 200, "planned": 10}
    on_caseload(school, "Abe", review=20,
                row={**JUDGED, **counts, "minutes_delivered": 90, "attended": 5, "verdict": "not_moving"})  # fmt: skip
    on_caseload(school, "Bea", review=30,
                row={**JUDGED, **counts, "minutes_delivered": 10, "attended": 1, "verdict": "slower"})  # fmt: skip
    on_caseload(school, "Cyd", review=10)
    text = show(client, senco, f"?view=all&sort={sort}")
    assert [name.split(",")[0] for name in names_in(text)] == wanted
    assert (
        'aria-sort="descending"' in text
        if sort.startswith("-")
        else 'aria-sort="ascending"' in text
    )


def test_caseload_shows_only_the_columns_chosen(client, school, senco):
    on_caseload(school, form="8B")
    text = show(client, senco, "?view=all&col=form&col=due")
    head = text[text.index("<thead>") : text.index("</thead>")]
    assert "Form" in head
    assert "What is due" in head
    assert "Owner" not in head
    assert "Owner" in show(client, senco, "?view=all")


def test_caseload_escapes_names_that_hold_markup(client, school, senco):
    on_caseload(school, '<script>"x"', form="<i>8</i>", owner_name="<b>A B")
    text = show(client, senco, "?view=all")
    assert "<script>&quot;" not in text
    assert "&lt;script&gt;&quot;x&quot;" in text
    assert "<i>8</i>" not in text


@pytest.mark.parametrize(
    ("role", "status"),
    [("head", 200), ("assistant_senco", 200), ("hlta", 200), ("ta", 200), ("teacher", 200),
     ("dsl", 403), ("data", 403), ("hr", 403), ("exams", 403)],
)  # fmt: skip
def test_caseload_is_for_those_who_may_see_progress(client, school, role, status):
    client.force_login(PostFactory(role=role, school=school).person)
    answer = client.get(URL)
    assert answer.status_code == status
    if status == 403:
        assert "The caseload shows progress" in answer.content.decode()


def test_caseload_holds_only_pupils_the_person_works_with(client, school):
    mine, theirs = on_caseload(school, "Mine"), on_caseload(school, "Theirs")
    other = on_caseload(SchoolFactory(), "Elsewhere")
    hlta, ta = PostFactory(role="hlta", school=school), PostFactory(role="ta", school=school)
    line(hlta, ta)
    link(mine, ta)
    text = show(client, ta.person, "?view=all")
    assert names_in(text) == ["Mine, Toby"]
    assert "name=pick" not in text
    assert "Export" not in text
    assert names_in(show(client, hlta.person, "?view=all")) == ["Mine, Toby"]
    dsl = PostFactory(role="dsl", school=school, person=ta.person)
    assert dsl.person.access.has_any("dsl")
    assert names_in(show(client, ta.person, "?view=all")) == ["Mine, Toby"]
    assert theirs.pk != other.pk


def test_caseload_holds_no_pupil_without_sen_unless_in_a_group(client, school, senco):
    on_caseload(school, "Plain", sen_code="N", main_need="")
    on_caseload(school, "Grouped", sen_code="N", main_need="", row={"places": 1})
    assert names_in(show(client, senco, "?view=all")) == ["Grouped, Toby"]


def test_set_review_dates_asks_for_the_day_then_sets_it_and_takes_it_back(client, school, senco):
    pupils = [on_caseload(school, name, review=-3) for name in ("Abe", "Bea", "Cyd")]
    other = on_caseload(SchoolFactory(), "Elsewhere", review=-3)
    client.force_login(senco)
    url = reverse("set_review_dates")
    picks = [pupils[0].pk, pupils[1].pk, other.pk]
    text = client.post(url, {"pick": picks}).content.decode()
    assert "2 pupils" in text
    assert "Elsewhere" not in text
    answer = client.post(url, {"pick": picks, "on": days(-1).isoformat()})
    assert "lies today or later" in answer.content.decode()
    saturday = weekday(20) + datetime.timedelta(days=5 - weekday(20).weekday())
    answer = client.post(url, {"pick": picks, "on": saturday.isoformat()})
    assert "is at a weekend. Choose a day from Monday to Friday." in answer.content.decode()
    answer = client.post(
        url + "?view=all", {"pick": picks, "on": weekday(20).isoformat()}, follow=True
    )
    assert "Next review of 2 pupils" in answer.content.decode()
    found = dict(Pupil.objects.values_list("surname", "review_due_on"))
    assert found == {"Abe": weekday(20), "Bea": weekday(20), "Cyd": days(-3), "Elsewhere": days(-3)}
    assert AuditEvent.objects.filter(action="edit_pupil").count() == 2
    Pupil.objects.filter(surname="Bea").update(review_due_on=days(9))
    answer = client.post(reverse("undo_review_dates"), follow=True)
    assert "1 review date is back" in answer.content.decode()
    found = dict(Pupil.objects.values_list("surname", "review_due_on"))
    assert (found["Abe"], found["Bea"]) == (days(-3), days(9))


def test_set_review_dates_takes_all_that_match_when_everything_is_chosen(client, school, senco):
    for name in ("Abe", "Bea"):
        on_caseload(school, name, review=-3)
    on_caseload(school, "Cyd", year_group="9", review=-3)
    client.force_login(senco)
    data = {"all": "1", "on": weekday(20).isoformat()}
    client.post(reverse("set_review_dates") + "?view=all&year=8", data)
    assert Pupil.objects.filter(review_due_on=weekday(20)).count() == 2


def test_change_owners_makes_one_adult_own_several_plans(client, school, senco):
    pupils = [on_caseload(school, name) for name in ("Abe", "Bea")]
    post = PostFactory(role="assistant_senco", school=school)
    client.force_login(senco)
    url = reverse("change_owners")
    text = client.post(url, {"pick": [p.pk for p in pupils]}).content.decode()
    assert post.person.full_name in text
    answer = client.post(url, {"pick": [p.pk for p in pupils], "post": post.pk}, follow=True)
    assert "owns 2 more plans" in answer.content.decode()
    assert AdultLink.objects.filter(kind="plan_owner", post=post).count() == 2
    assert set(Pupil.objects.values_list("owner_name", flat=True)) == {post.person.full_name}


@pytest.mark.parametrize(
    "route", ["set_review_dates", "change_owners", "export_caseload", "undo_review_dates"]
)
def test_caseload_bulk_acts_are_refused_to_a_teaching_assistant(client, school, route):
    client.force_login(PostFactory(role="ta", school=school).person)
    answer = client.post(reverse(route))
    assert answer.status_code == 403
    assert "Only" in answer.content.decode() or "are set by" in answer.content.decode()


def test_set_review_dates_without_a_tick_says_so(client, school, senco):
    client.force_login(senco)
    answer = client.post(reverse("set_review_dates"), follow=True)
    assert "Tick at least one pupil first." in answer.content.decode()


def test_export_caseload_holds_exactly_the_rows_that_match_and_is_recorded(client, school, senco):
    on_caseload(school, "=Abe", row={**JUDGED, "verdict": "slower", "groups": "Group 4"})
    on_caseload(school, "Cyd", year_group="9")
    client.force_login(senco)
    answer = client.post(reverse("export_caseload") + "?view=all&year=8", {"kind": "csv"})
    text = answer.content.decode("utf-8-sig")
    assert "'=Abe, Toby" in text
    assert "Slower" in text
    assert "Cyd" not in text
    assert "Year: 8" in text
    event = AuditEvent.objects.get(action="export_caseload")
    assert {"field": "pupils", "old": None, "new": 1} in event.changes
    assert client.post(reverse("export_caseload"), {"kind": "xlsx"}).content[:2] == b"PK"


def test_save_caseload_view_keeps_the_address_as_a_tab(client, school, senco):
    on_caseload(school)
    client.force_login(senco)
    url = reverse("save_caseload_view") + "?view=all&year=8&col=form"
    assert "Save this view" in client.get(url).content.decode()
    answer = client.post(url, {"name": "Year 8"}, follow=True)
    text = answer.content.decode()
    assert "Year 8" in text
    view = SavedView.objects.get(page="caseload")
    assert view.query == "view=all&year=8&col=form"
    assert f'href="{reverse("edit_view", args=[view.pk])}"' in text
    assert (
        "You have a view of this name already."
        in client.post(url, {"name": "Year 8"}).content.decode()
    )


def fill(school, number):
    """So many pupils with ready rows, made at once."""
    pupils = Pupil.objects.bulk_create(
        Pupil(school=school, surname=f"Wrenfield-{n:03}", forename="Tobias", born_on=days(-4000),
              year_group="8", form="8B", sen_code="EK"[n % 2], main_need="SLCN",
              owner_name="Sadia Iqbal", review_due_on=days(n % 90 - 5))
        for n in range(number)
    )  # fmt: skip
    place = PlaceFactory(group=GroupFactory(school=school))
    CaseloadRow.objects.bulk_create(
        CaseloadRow(pupil=pupil, school=school, places=1, planned=26, delivered=20, attended=17,
                    minutes_planned=780, minutes_intended=601, minutes_delivered=412 + n % 200,
                    groups="Reading, group of 4", measure="Words right in a minute",
                    verdict=("on_track", "slower", "not_moving")[n % 3], entry=Decimal(52),
                    latest=Decimal(68), series="52,55,58,64,66,67,68", judged_place=place,
                    judged_attended=17, judged_planned=26)
        for n, pupil in enumerate(pupils)
    )  # fmt: skip


#: Session with person, posts, pupils with their rows, unlogged sessions, saved views, own steps.
QUERIES = 6


def test_caseload_costs_six_queries_for_one_row_and_for_three_hundred(client, school, senco):
    client.force_login(senco)
    for number in (1, 299):
        fill(school, number) if number == 1 else fill(school, 299)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(URL + "?view=all&per_page=300")
        assert answer.status_code == 200
        assert len(queries) == QUERIES


def test_caseload_of_three_hundred_stays_under_a_hundred_kilobytes_on_the_way(
    client, school, senco
):
    fill(school, 300)
    client.force_login(senco)
    answer = client.get(URL + "?view=all&per_page=300", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < 100_000
    text = gzip.decompress(answer.content).decode()
    assert len(names_in(text)) == 300
    assert len(names_block(text)) < 300 * 720
