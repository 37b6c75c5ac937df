"""Scores from entry to exit, the gain with its dose, and who finds which pupils by it."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from interventions.models import Place, Session
from tests.browser.conftest import PHONE
from tests.browser.journey import choose, post_of, today


@pytest.fixture
def place(portal, django_db_blocker):
    """A pupil of the HLTA's own group who is measured there and has been for long enough."""
    with django_db_blocker.unblock():
        places = Place.objects.filter(group__leader=post_of("hlta"), group__name="Inference Club")
        yield places.select_related("pupil", "measure").order_by("pupil__surname").first()


def test_progress_takes_a_score_and_says_the_gain_with_its_dose(sign_in, accessible, place):
    page = sign_in("hlta", f"/pupils/{place.pupil_id}/", viewport=PHONE)
    page.get_by_role("link", name="Progress", exact=True).click()
    accessible(page)
    page.goto(f"/pupils/{place.pupil_id}/progress/?place={place.pk}")
    page.get_by_role("link", name="Add a score").first.click()
    accessible(page)
    choose(page, "When", "Check")
    page.get_by_label("Date of the test").fill(today().isoformat())
    page.get_by_role("textbox", name="Score").fill("ten and a half")
    page.get_by_role("button", name="Save the score").click()
    expect(page.get_by_role("alert")).to_contain_text("Score")
    accessible(page)
    page.get_by_role("textbox", name="Score").fill("10:09")
    page.get_by_role("textbox", name="Note").fill("Read with good expression")
    page.get_by_role("button", name="Save the score").click()
    expect(page.get_by_text("is saved")).to_be_visible()
    page.goto(f"/pupils/{place.pupil_id}/progress/?place={place.pk}")
    said = page.get_by_role("main")
    expect(said.get_by_role("term").filter(has_text="Change")).to_be_visible()
    dose = said.get_by_role("definition").filter(has_text=re.compile(r"\d+ of \d+ sessions"))
    expect(dose.first).to_be_visible()
    table = page.get_by_role("table", name=re.compile("newest first"))
    newest = table.get_by_role("row").nth(1)
    expect(newest).to_contain_text("10:09")
    expect(newest).to_contain_text("Read with good expression")
    accessible(page)
    page.get_by_role("link", name="How this is judged").click()
    accessible(page)


def test_progress_agrees_with_the_sessions_of_the_pupil(
    sign_in, accessible, place, django_db_blocker
):
    """The dose on the page is the number of sessions that the pupil took part in."""
    with django_db_blocker.unblock():
        group = Session.objects.filter(group=place.group, on__gte=place.starts_on, on__lte=today())
        held = group.filter(attendance__place=place, attendance__code__in="PL").count()
    page = sign_in("senco", f"/pupils/{place.pupil_id}/progress/?place={place.pk}")
    expect(page.get_by_role("main")).to_contain_text(f"{held} of ")
    page.get_by_role("link", name="Sessions", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(place.group.name)
    accessible(page)


def test_caseload_puts_the_most_urgent_first_and_acts_on_many(sign_in, accessible):
    page = sign_in("senco", "/")
    expect(page.locator("h1")).to_have_text("Caseload")
    table = page.get_by_role("table", name=re.compile("^Caseload"))
    rows = table.get_by_role("row")
    expect(rows.nth(1)).to_contain_text(re.compile("late|overdue", re.I))
    accessible(page)
    page.get_by_role("link", name=re.compile("^Not moving")).first.click()
    expect(table.get_by_role("row").nth(1)).to_contain_text("Not moving")
    page.get_by_role("link", name=re.compile("^No review date")).first.click()
    first = table.get_by_role("checkbox").nth(1)
    name = first.get_attribute("aria-label") or first.evaluate("box => box.labels[0].innerText")
    first.check()
    accessible(page)
    page.get_by_role("button", name="Set the next review").click()
    accessible(page)
    review = today() + datetime.timedelta(days=42)
    page.get_by_label("Next review").fill(review.isoformat())
    page.get_by_role("button", name="Save for all of them").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    page.goto("/caseload/?view=no_review")
    expect(table).to_contain_text(name.strip())


@pytest.mark.parametrize("username", ["assistant.senco", "hlta"])
def test_caseload_of_others_holds_only_their_pupils(sign_in, accessible, username):
    page = sign_in(username, "/caseload/", viewport=PHONE)
    expect(page.locator("h1")).to_have_text("Caseload")
    accessible(page)


def test_trust_is_figures_only_for_the_head_who_covers_it(sign_in, accessible):
    page = sign_in("head", "/trust/")
    table = page.get_by_role("table", name=re.compile("^Schools of the trust"))
    expect(table.get_by_role("rowheader")).to_have_text(["Alder Vale School", "Brackwater Academy"])
    expect(page.get_by_role("main")).not_to_contain_text("Wrenfield")
    expect(page.get_by_role("main")).not_to_contain_text("Vance")
    accessible(page)
    other = sign_in("senco.other", "/trust/")
    expect(other.get_by_role("main")).not_to_contain_text("Alder Vale School")
    accessible(other)
