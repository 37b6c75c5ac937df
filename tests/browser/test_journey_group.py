"""The SENCO and the HLTA make a group from a programme, give places, and plan its week."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.models import Closure, Term
from interventions.models import Group
from tests.browser.journey import choose


@pytest.fixture
def spring(portal, django_db_blocker):
    """The term after Christmas with its half term: planned alike on each day of the year."""
    with django_db_blocker.unblock():
        term = Term.objects.get(
            school__urn=900001, name="Spring term", starts_on__gt=timezone.localdate()
        )
        half = Closure.objects.get(
            school__urn=900001, kind=Closure.Kind.HALF_TERM,
            starts_on__gte=term.starts_on, ends_on__lte=term.ends_on,
        )  # fmt: skip
        yield term, half


def day(value: datetime.date) -> str:
    """A date as fields take it."""
    return value.isoformat()


@pytest.mark.parametrize(
    ("username", "leader", "name"),
    [("senco", "Bea Whitlock", "Spellers of 7D"), ("hlta", "Joe Marsh", "Readers of 8C")],
)
def test_group_is_made_filled_and_planned(
    sign_in, accessible, django_db_blocker, spring, username, leader, name
):
    term, half = spring
    page = sign_in(username, "/interventions/")
    accessible(page)
    page.get_by_role("link", name="Programmes").click()
    accessible(page)
    page.get_by_role("link", name="Paired Reading", exact=True).click()
    accessible(page)
    page.get_by_role("main").get_by_role("link", name="Start a group").click()
    expect(page.locator("h1")).to_have_text("New group")
    accessible(page)
    page.get_by_label("Name of the group").fill(name)
    choose(page, "Led by", leader)
    page.get_by_label("Room").fill("Room 8")
    page.get_by_label("First day").fill(day(term.starts_on))
    page.get_by_label("Last day").fill(day(term.ends_on))
    page.get_by_role("button", name="Make the group").click()

    expect(page.locator("h1")).to_have_text(f"Add pupils to {name}")
    accessible(page)
    page.get_by_role("checkbox", name="Wrenfield, To").or_(
        page.get_by_role("checkbox", name="Brandt, Leo")
    ).first.check()
    page.get_by_role("checkbox", name="Demir, Aylin").check()
    choose(page, "Measured with", "Reading age")
    page.get_by_label("Target", exact=False).first.fill("Reads a page of a novel aloud")
    page.get_by_label("Met when").fill("Two pages without help, twice")
    page.get_by_label("Target score").fill("108")
    page.get_by_role("button", name="Give places").click()

    page.get_by_role("link", name="Plan the week").first.click()
    accessible(page)
    for number, (weekday, time) in enumerate([("Monday", "09:10"), ("Thursday", "13:45")], start=1):
        suffix = "" if number == 1 else f" {number}"
        page.get_by_label(f"Day{suffix}", exact=True).select_option(label=weekday)
        page.get_by_label(f"Time{suffix}", exact=True).fill(time)
    page.get_by_label("From", exact=False).first.fill(day(term.starts_on))
    page.get_by_role("button", name="Show what it makes").click()
    plan = page.get_by_role("region", name=re.compile(r"^Makes \d+ sessions"))
    expect(plan).to_contain_text("Skipped:")
    expect(plan).to_contain_text("Half term")
    accessible(page)
    promised = int(re.search(r"Makes (\d+) session", plan.inner_text()).group(1))
    page.get_by_role("button", name="Save this plan").click()
    expect(page.get_by_text("The week is planned.")).to_be_visible()
    accessible(page)

    with django_db_blocker.unblock():
        group = Group.objects.get(name=name)
        days = list(group.sessions.values_list("on", flat=True))
        first = group.places.select_related("measure").first()
    assert len(days) == promised > 10
    assert not [one for one in days if half.starts_on <= one <= half.ends_on]
    assert {one.weekday() for one in days} == {0, 3}
    assert (first.measure.name, first.target_value, first.success_criterion) == (
        "Reading age", 108, "Two pages without help, twice",
    )  # fmt: skip


def test_group_of_a_colleague_is_not_planned_by_a_ta(sign_in, accessible):
    page = sign_in("ta1", "/interventions/")
    expect(page.get_by_role("link", name="New group")).to_have_count(0)
    expect(page.get_by_role("link", name="Times Tables First")).to_have_count(0)
    page.get_by_role("link", name="Word Aware").click()
    expect(page.locator("h1")).to_have_text("Word Aware")
    accessible(page)
