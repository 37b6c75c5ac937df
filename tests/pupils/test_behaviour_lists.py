"""The lists that behaviour is recorded with: shared lines, a school's own, retired ones; and the list of incidents."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from pupils.models import BehaviourChoice
from tests.factories.behaviour import begun, line, recorded
from tests.factories.pupils import PupilFactory
from tests.factories.staff import PostFactory, SchoolFactory
from tests.pupils.pages import KEY

pytestmark = pytest.mark.django_db
PLACE = "place"


def names(school, kind: str = PLACE) -> list[str]:
    return list(
        BehaviourChoice.objects.offered(school.pk).filter(list=kind).values_list("name", flat=True)
    )


def test_behaviour_lists_show_every_list_with_its_source(client, senco):
    page = client.get(reverse("behaviour_lists")).content.decode()
    assert page.count("Not checked.") > 60
    for words in (
        "Take-up time",
        "section 93;",
        "To prevent injury",
        "Seclusion",
        "3: needed help",
    ):
        assert words in page


def test_behaviour_choice_changed_by_a_school_counts_there_alone(client, school, senco):
    shared, other = line(PLACE, "gate"), SchoolFactory()
    sent = {"name": "North gate", "source": "Policy of 2026", "version": shared.version}
    client.post(reverse("edit_behaviour_choice", args=[shared.pk]), sent)
    shared.refresh_from_db()
    assert shared.name == "Gate or bus"
    assert "North gate" in names(school)
    assert "Gate or bus" not in names(school)
    assert "Gate or bus" in names(other)
    own = BehaviourChoice.objects.get(school=school)
    assert (own.list, own.code) == (PLACE, "gate")
    again = client.post(reverse("edit_behaviour_choice", args=[shared.pk]), sent)
    assert again.status_code == 409


def test_behaviour_choice_that_is_retired_stays_where_it_stands(client, school, pupil, senco):
    made = recorded(pupil, senco, place="gate")
    gone = (timezone.localdate() - datetime.timedelta(days=1)).isoformat()
    client.post(
        reverse("edit_behaviour_choice", args=[line(PLACE, "gate").pk]),
        {"name": "Gate", "source": "Us", "version": 1, "valid_until": gone},
    )
    assert "Gate" not in names(school)
    form = client.get(reverse("correct_incident", args=[made.pk])).content.decode()
    assert "Gate or bus" in form
    assert "Gate or bus" not in client.get(reverse("add_incident")).content.decode()


def test_add_behaviour_choice_adds_once_and_refuses_a_name_that_stands(client, school, senco):
    where = reverse("add_behaviour_choice", args=["step"])
    sent = {"name": "Ten star jumps", "source": "Us", "submission_id": KEY}
    for _twice in range(2):
        assert client.post(where, sent)["Location"] == reverse("behaviour_lists")
    assert names(school, "step").count("Ten star jumps") == 1
    same = client.post(where, {"name": "Humour", "source": "Us"})
    assert "of this name already" in same.content.decode()
    assert client.get("/behaviour/lists/nonsense/new/").status_code == 404


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Alpha", "Alpha", "Beta"]),
        ("q=alph", ["Alpha", "Alpha"]),
        ("q=9c", ["Beta"]),
        ("place=hall", ["Beta"]),
        ("behaviour=threw", ["Alpha"]),
        ("setting=noise", ["Alpha"]),
        ("function=escape", ["Alpha"]),
        ("step=humour", ["Alpha", "Beta"]),
        ("step=humour&result=worse", ["Beta"]),
        ("intensity=5", ["Beta"]),
        ("hour=9", ["Beta"]),
        ("state=draft", ["Alpha"]),
        ("year=9", ["Beta"]),
        ("sort=-intensity", ["Beta", "Alpha", "Alpha"]),
        ("sort=nonsense&place=nowhere", ["Alpha", "Alpha", "Beta"]),
    ],
)
def test_incidents_filters_find_what_they_say(client, school, senco, query, expected):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    alpha = PupilFactory(school=school, surname="Alpha")
    beta = PupilFactory(school=school, surname="Beta", year_group="9", form="9C")
    recorded(
        beta, senco, place="hall", intensity=5, at=datetime.time(9), steps={"humour": "worse"},
        on=yesterday - datetime.timedelta(days=1),
    )  # fmt: skip
    recorded(
        alpha, senco, behaviours=["threw"], settings=["noise"], function="escape",
        steps={"humour": "helped"},
    )  # fmt: skip
    begun(alpha, senco)
    answer = client.get(f"{reverse('incidents')}?{query}")
    found = [named.known[0].pupil.surname for _one, named in answer.context["rows"]]
    assert found == expected


def test_incidents_tabs_count_the_rows_they_open(client, pupil, senco):
    recorded(pupil, senco)
    begun(pupil, senco)
    tabs = client.get(reverse("incidents")).context["tabs"]
    assert [tab["count"] for tab in tabs] == [2, 1]
    for tab in tabs:
        page = client.get(tab["url"])
        assert len(page.context["rows"]) == tab["count"]
        assert [one["label"] for one in page.context["tabs"] if one["is_current"]] == [tab["label"]]


def test_export_incidents_takes_the_rows_shown_and_the_book_notes_it(client, pupil, school, senco):
    recorded(pupil, senco, place="hall")
    recorded(pupil, senco, place="gate")
    answer = client.post(f"{reverse('export_incidents')}?place=hall")
    text = answer.content.decode("utf-8-sig")
    assert "Filters: Place: Dining hall" in text
    assert "Wrenfield, Toby" in text
    assert "Gate" not in text
    [event] = AuditEvent.objects.filter(action="export_incidents")
    assert {"field": "incidents", "old": None, "new": 1} in event.changes
    client.force_login(PostFactory(role="hlta", school=school).person)
    assert client.post(reverse("export_incidents")).status_code == 403
