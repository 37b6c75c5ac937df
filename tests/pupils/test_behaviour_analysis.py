"""The analysis of incidents: its counts are those of the rows they open, for whoever looks."""

import datetime
import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import Term
from pupils.models import BehaviourChoice
from tests.factories.behaviour import begun, recorded
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory
from tests.pupils.pages import url

pytestmark = pytest.mark.django_db


def last(weekday: int, weeks: int = 1) -> datetime.date:
    """A weekday (Monday 0) some weeks ago."""
    today = timezone.localdate()
    return today - datetime.timedelta(days=today.weekday() + 7 * weeks - weekday)


@pytest.fixture
def rows(pupil, school):
    """Eleven weeks: Tuesdays after lunch in the corridor, fewer later; a Friday; one hurt by another."""
    Term.objects.create(
        school=school, name="Term", starts_on=last(0, 12), ends_on=last(4, 0)
    )  # fmt: skip
    author = PostFactory(role="ta", school=school).person
    for weeks in (11, 10, 9, 8, 7, 7, 6, 3):
        recorded(
            pupil, author, on=last(1, weeks), at=datetime.time(13, 15), function="escape",
            lesson="english", settings=["noise"], steps={"take-up": "helped"}, recovery_minutes=10,
        )  # fmt: skip
    recorded(
        pupil, author, on=last(4, 5), at=datetime.time(9, 0), place="hall", behaviours=["threw"],
        steps={"take-up": "no", "humour": "worse"}, intensity=5,
    )  # fmt: skip
    other = PupilFactory(school=school, surname="Other", form="9C")
    recorded(other, author, others=[(pupil, "hurt")], on=last(2, 4), at=datetime.time(11, 0))
    begun(pupil, author, on=last(1, 2), at=datetime.time(13, 40))
    return other


def ask(client, address: str):
    since = f"since={last(0, 12).isoformat()}"
    return client.get(f"{address}{'&' if '?' in address else '?'}{since}")


def links(answer) -> list[tuple[str, int]]:
    """Every address of the list on the page with the figure that is its text."""
    text = html.unescape(answer.content.decode())
    found = re.findall(r'<a href="(/behaviour/\?[^"]+)">(.*?)</a>', text, flags=re.DOTALL)
    plain = [
        (address, re.sub(r"<span class=\"visually-hidden\">.*?</span>", "", words))
        for address, words in found
    ]
    figures = [
        (address, re.search(r"\d+", re.sub("<[^>]+>", "", words))) for address, words in plain
    ]
    return [(address, int(figure.group())) for address, figure in figures if figure]


def test_behaviour_analysis_of_a_pupil_shows_the_pattern(client, pupil, senco, rows):
    answer = ask(client, url("pupil_behaviour_analysis", pupil))
    found = answer.context["analysis"]
    assert (found.total.count, found.unfinished.count) == (10, 1)
    assert found.peak == "9 of 10 were on a Tuesday between 13:00–13:59"
    assert found.trend.way == "fewer"
    assert found.trend_words.startswith("Fewer: from 1.")
    tables = {
        kind: [(line.name, line.count) for line in lines] for kind, _title, lines in found.tables
    }
    assert tables["place"] == [("Corridor or stairs", 9), ("Dining hall", 1)]
    assert tables["lesson"] == [("English", 8), ("None recorded", 2)]
    assert tables["setting"] == [("Noise or crowd", 8)]
    assert ("Escape", 8) in tables["function"]
    assert tables["intensity"] == [("3: needed help", 9), ("5: harm or danger", 1)]
    steps = {line.name: (line.count.helped, line.count.used) for line in found.steps}
    assert steps == {"Take-up time": (8, 9), "Humour": (0, 1)}
    assert found.recovery == (10, 8)


@pytest.mark.parametrize("page", ["pupil_behaviour_analysis", "behaviour_analysis"])
def test_behaviour_analysis_counts_open_as_many_rows(client, pupil, senco, rows, page):
    address = url(page, pupil) if page.startswith("pupil") else reverse(page)
    found = links(ask(client, address))
    assert len(found) > 15
    wrong = [
        (where, figure, listed)
        for where, figure in found
        if (listed := client.get(where).context["page"].paginator.count) != figure
    ]
    assert wrong == []


def test_behaviour_analysis_of_the_school_adds_up_and_names_whom_most_are_about(
    client, pupil, senco, rows
):
    found = ask(client, reverse("behaviour_analysis")).context["analysis"]
    assert found.total.count == 11
    assert [(one.surname, count) for one, count, _url in found.pupils] == [
        ("Wrenfield", 10), ("Other", 1),
    ]  # fmt: skip
    narrow = ask(client, f"{reverse('behaviour_analysis')}?place=hall&step=humour")
    assert narrow.context["analysis"].total.count == 1
    assert [chip["value"] for chip in narrow.context["chips"]][-2:] == ["Dining hall", "Humour"]


def test_behaviour_analysis_counts_for_a_ta_what_the_ta_sees(client, pupil, school, rows):
    post = PostFactory(role="ta", school=school)
    link(pupil, post)
    client.force_login(post.person)
    found = ask(client, url("pupil_behaviour_analysis", pupil)).context["analysis"]
    assert (found.total.count, found.unfinished.count) == (9, 0)
    assert client.get(reverse("behaviour_analysis")).status_code == 403
    assert client.get(url("pupil_behaviour_analysis", rows)).status_code == 404


def test_behaviour_analysis_says_when_there_is_too_little(client, pupil, senco):
    empty = client.get(url("pupil_behaviour_analysis", pupil)).content.decode()
    assert "There is none in this time" in empty
    recorded(pupil, senco, steps={"humour": "helped"})
    few = client.get(f"{url('pupil_behaviour_analysis', pupil)}?since=2020-01-01").content.decode()
    assert "Too few incidents or weeks to say" in few
    assert "too few to say" in few
    assert "only by chance" in few


def test_behaviour_analysis_calls_a_line_by_the_school_s_own_name(
    client, pupil, school, senco, rows
):
    shared = BehaviourChoice.objects.get(school=None, list="place", code="corridor")
    client.post(
        reverse("edit_behaviour_choice", args=[shared.pk]),
        {"name": "B corridor", "source": "Us", "version": 1},
    )
    recorded(pupil, senco, on=last(1, 2))
    found = ask(client, url("pupil_behaviour_analysis", pupil)).context["analysis"]
    [place] = [lines for kind, _title, lines in found.tables if kind == "place"]
    assert (place[0].name, place[0].count) == ("B corridor", 10)
    assert client.get(place[0].url).context["page"].paginator.count == 10


def test_behaviour_analysis_costs_the_same_at_few_and_many_rows(
    client, pupil, senco, rows, django_assert_max_num_queries
):
    for address in (url("pupil_behaviour_analysis", pupil), reverse("behaviour_analysis")):
        ask(client, address)
        with django_assert_max_num_queries(22):
            ask(client, address)
    for weeks in range(1, 20):
        recorded(pupil, senco, on=last(0, weeks), at=datetime.time(10), steps={"humour": "no"})
    for address in (url("pupil_behaviour_analysis", pupil), reverse("behaviour_analysis")):
        with django_assert_max_num_queries(22):
            ask(client, address)
