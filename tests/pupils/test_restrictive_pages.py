"""Pages of a restrictive intervention, through the client: written, reported, signed, counted for governors."""

import datetime
import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from core.calendar import academic_year
from core.models import Look, Term
from pupils.models import BehaviourRule, RestrictiveIntervention
from pupils.restrictive_return import return_of
from tests.factories.behaviour import line, recorded
from tests.factories.pupils import PupilFactory, link, on_register
from tests.factories.restrictive import T, begun, ready, told
from tests.factories.staff import PostFactory
from tests.pupils.pages import KEY, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(school, pupil):
    made = PostFactory(role="ta", school=school)
    link(pupil, made)
    return made


@pytest.fixture
def ta(post, client):
    client.force_login(post.person)
    return post.person


@pytest.fixture
def head(school):
    return PostFactory(role="head", school=school).person


def page(answer) -> str:
    return html.unescape(re.sub(r"\s+", " ", answer.content.decode()))


def where(name: str, one) -> str:
    return reverse(name, args=[one.pk])


def typed(one, staff, **changed) -> dict:
    return {
        "on": one.on.isoformat(), "at": "13:20", "until": "13:30", "place": one.place_id,
        "grounds": [line("ground", "injury").pk], "steps": [line("step", "take-up").pk],
        f"hold-{line('hold', 'guide').pk}": "0", "is_restraint": "on", "restraint_from": "13:21",
        "restraint_until": "13:22", "why": "Glass", "account": "Led by the arm",
        "injuries_checked": "on", "plan": "none", "is_disabled": "no",
        "has_protection_plan": "unknown", "who-0": staff.pk, "did-0": "led",
        "training-0": "Course", "trained-0": "2026-01-09", "injury-0": "Graze",
        "whose-0": "staff", "aid-0": "Plaster", "book-0": "AB 1",
        "told-dsl": one.on.isoformat(), "ref-dsl": "Phone", "version": one.version,
    } | changed  # fmt: skip


def test_add_restrictive_begins_from_an_incident_and_nags_until_it_is_done(client, pupil, ta, head):
    incident = recorded(pupil, ta)
    form = client.get(f"{reverse('add_restrictive')}?incident={incident.pk}")
    assert form.context["form"]["pupil"].value() == pupil.pk
    assert "Section 93A of the Education and Inspections Act 2006" in page(form)
    sent = {
        "pupil": pupil.pk, "on": incident.on.isoformat(), "at": "13:25",
        "place": incident.place_id, "submission_id": KEY,
    }  # fmt: skip
    first = client.post(f"{reverse('add_restrictive')}?incident={incident.pk}", sent)
    again = client.post(f"{reverse('add_restrictive')}?incident={incident.pk}", sent)
    one = RestrictiveIntervention.objects.get()
    assert one.incident == incident
    assert first["Location"] == again["Location"] == where("edit_restrictive", one)
    for person in (ta, head):
        client.force_login(person)
        home = page(client.get(reverse("home"), follow=True))
        assert "Tell the parents: 1 restrictive intervention" in home
        assert "Parents not told: 1 day late" in home
        assert "1 restrictive intervention to write up" in home


def test_edit_restrictive_says_what_is_missing_and_keeps_the_rest(client, pupil, ta):
    one = begun(pupil, ta)
    missing = client.post(where("edit_restrictive", one), typed(one, ta, why="", grounds=[]))
    assert "does not say yet: on which lawful ground, why it was necessary." in page(missing)
    assert "Led by the arm" in page(missing)
    half = client.post(where("edit_restrictive", one), typed(one, ta, why="", later="1"))
    assert half.status_code == 302
    for changed, words in (
        ({"restraint_until": "13:00"}, "It ends before it starts."),
        ({"is_seclusion": "on"}, "Say from when until when."),
        ({"who-1": ta.pk, "did-1": "saw"}, "The same adult stands here twice."),
    ):
        assert words in page(client.post(where("edit_restrictive", one), typed(one, ta, **changed)))
    one.refresh_from_db()
    done = client.post(where("edit_restrictive", one), typed(one, ta))
    assert done["Location"] == where("restrictive", one)
    one.refresh_from_db()
    assert one.state == "ready"
    shown = page(client.get(where("restrictive", one)))
    for words in (
        "To prevent injury", "Take-up time", "Guided or escorted by force", "0 minutes", "Course",
        "A member of staff", "Plaster", "AB 1", "Designated safeguarding lead", "13:21–13:22",
        "Parents not told: 1 day late",
    ):  # fmt: skip
        assert words in shown, words
    assert Look.objects.filter(page="restrictive", pupil_id=pupil.pk, actor_id=ta.pk).exists()


def test_edit_restrictive_out_of_date_answers_409(client, pupil, ta):
    one = begun(pupil, ta)
    client.post(where("edit_restrictive", one), typed(one, ta, account="Theirs", later="1"))
    answer = client.post(where("edit_restrictive", one), typed(one, ta, account="Mine", version=1))
    assert answer.status_code == 409
    assert "Theirs" in page(answer)
    assert "Mine" in page(answer)


def test_report_to_parents_the_same_day_and_the_head_signs(client, pupil, ta, head):
    one = ready(pupil, ta)
    form = page(client.get(where("report_to_parents", one)))
    assert "The report is withheld" not in form
    sent = {
        "told_on": one.on.isoformat(), "told_time": "15:10", "told_whom": "His mother",
        "how": "phone", "said": "Thanks", "version": one.version,
    }  # fmt: skip
    for changed, words in (
        ({"told_whom": ""}, "Fill this in."), ({"told_time": "12:00"}, "before it happened"),
        ({"told_on": "2999-01-01"}, "The year looks wrong"),
    ):  # fmt: skip
        assert words in page(client.post(where("report_to_parents", one), sent | changed))
    client.post(where("report_to_parents", one), sent)
    shown = page(client.get(where("restrictive", one)))
    assert "Parents told the same day" in shown
    assert "The head signs it off" in shown
    client.force_login(head)
    assert "1 restrictive intervention to sign off" in page(client.get(reverse("home")))
    one.refresh_from_db()
    client.post(where("sign_restrictive", one), {"version": one.version})
    assert "Signed off by" in page(client.get(where("restrictive", one)))
    client.force_login(ta)
    assert client.get(where("edit_restrictive", one)).status_code == 403
    assert client.post(where("report_to_parents", one), sent).status_code == 403
    empty = client.post(where("add_addendum", one), {"words": " "})
    assert "Fill this in." in page(empty)
    client.post(where("add_addendum", one), {"words": "The window is mended"})
    assert "The window is mended" in page(client.get(where("restrictive", one)))


def test_report_is_withheld_with_reason_decision_and_the_authority_told(client, pupil, ta, head):
    one = ready(pupil, ta)
    client.force_login(head)
    sent = {"is_withheld": "on", "version": one.version, "told_on": "", "told_time": ""}
    half = page(client.post(where("report_to_parents", one), sent))
    assert half.count("Fill this in.") >= 3
    client.post(
        where("report_to_parents", one),
        sent | {
            "withheld_why": "Harm would follow", "decided_by": head.pk,
            "la_informed_on": one.on.isoformat(),
        },
    )  # fmt: skip
    shown = page(client.get(where("restrictive", one)))
    assert "Withheld, with a reason" in shown
    assert "Harm would follow" in shown


def test_restrictive_is_not_there_for_an_adult_linked_to_the_pupil(client, pupil, school, ta):
    author = PostFactory(role="hlta", school=school).person
    one = ready(pupil, author, account="Zebrawords", people=[(author, "led", "", None)])
    for name in ("restrictive", "edit_restrictive", "report_to_parents"):
        assert client.get(where(name, one)).status_code == 404
    for address in (
        reverse("restrictives"), url("pupil_behaviour", pupil), url("pupil_chronology", pupil),
        reverse("incidents"), reverse("home"),
    ):  # fmt: skip
        shown = page(client.get(address, follow=True))
        assert "Zebrawords" not in shown
        assert where("restrictive", one) not in shown
    assert all(tab["count"] == 0 for tab in client.get(reverse("restrictives")).context["tabs"])
    client.force_login(author)
    assert "Zebrawords" in page(client.get(where("restrictive", one)))


def test_restrictives_tabs_count_the_rows_they_open(client, pupil, school, ta, head):
    begun(pupil, ta)
    told(ready(pupil, ta), ta)
    client.force_login(head)
    tabs = client.get(reverse("restrictives")).context["tabs"]
    assert [tab["count"] for tab in tabs] == [2, 1, 1, 1, 0]
    for tab in tabs:
        assert len(client.get(tab["url"]).context["rows"]) == tab["count"]


def test_restrictives_cost_the_same_at_few_and_many_rows(
    client, pupil, ta, head, django_assert_max_num_queries
):
    told(ready(pupil, ta), ta)
    client.force_login(head)
    client.get(reverse("restrictives"))
    with django_assert_max_num_queries(14):
        client.get(reverse("restrictives"))
    for _one in range(15):
        told(ready(pupil, ta), ta)
    with django_assert_max_num_queries(14):
        client.get(reverse("restrictives"))


def test_return_counts_by_term_kind_and_group_and_hides_few(client, school, head, ta):
    """Twelve, then one more of a group of its own: no table shows a figure from 1 to 4, or gives one away."""
    today = timezone.localdate()
    start = today - datetime.timedelta(days=5)
    Term.objects.create(school=school, name="This term", starts_on=start, ends_on=today)
    plans = [("K", 7), ("E", 5)]
    for code, count in plans:
        for _one in range(count):
            ready(on_register(PupilFactory(school=school), code), ta)
    begun(PupilFactory(school=school), ta)
    found = return_of(head, school.pk, academic_year(today - datetime.timedelta(days=1)))
    tables = {table.name: dict(table.rows) for table in found.tables}
    assert tables["sen_code"]["SEN support"] == [7, 0, 7]
    assert tables["sen_code"]["All"] == [12, 0, 12]
    assert tables["kinds"]["Held, standing"] == [12, 0, 12]
    ready(PupilFactory(school=school, is_looked_after=True), ta)
    again = return_of(head, school.pk, found.year)
    tables = {table.name: dict(table.rows) for table in again.tables}
    assert tables["is_looked_after"]["Yes"] == [None, 0, None]
    assert tables["is_looked_after"]["No"] == [None, 0, None]
    assert tables["is_looked_after"]["All"] == [13, 0, 13]
    client.force_login(head)
    shown = page(client.get(f"{reverse('restrictive_return')}?year={found.year}"))
    assert "few" in shown
    assert "Surname" not in shown
    assert "Section 93A" in shown
    shared = BehaviourRule.objects.get(school=None, code="suppress-below")
    sent = {"number": "1", "source": "Our policy", "version": shared.version}
    client.post(reverse("edit_behaviour_rule", args=[shared.pk]), sent)
    shared.refresh_from_db()
    assert shared.number == 5
    assert "Our policy" in page(client.get(reverse("behaviour_lists")))
    assert client.post(reverse("edit_behaviour_rule", args=[shared.pk]), sent).status_code == 409
    open_now = return_of(head, school.pk, found.year)
    assert dict({t.name: dict(t.rows) for t in open_now.tables}["is_looked_after"])["Yes"] == [
        1,
        0,
        1,
    ]


def test_return_is_for_those_who_read_all(client, school, ta):
    assert client.get(reverse("restrictive_return")).status_code == 403


def test_seclusion_stands_with_its_times(client, pupil, ta):
    one = ready(
        pupil, ta, is_restraint=False, restraint_from=None, restraint_until=None,
        is_seclusion=True, seclusion_from=T(13, 21), seclusion_until=T(13, 28),
        lines=[(line("ground", "injury"), None), (line("hold", "secluded"), 7)],
    )  # fmt: skip
    assert "13:21–13:28" in page(client.get(where("restrictive", one)))
