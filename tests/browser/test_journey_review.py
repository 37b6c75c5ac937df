"""A review from the first day to the day when nothing can change it: HLTA and TA, two browsers, one plain."""

import re

import pytest
from playwright.sync_api import Page, expect

from appraisal.models import Review
from tests.browser.conftest import PASSWORD, PHONE

AREAS = ("Practice", "Outcomes", "Relationships", "Development", "Conduct")


@pytest.fixture
def plain(open_page, sign_in):
    """Sign somebody in whose browser runs no script."""

    def enter(username: str, path: str) -> Page:
        cookies = sign_in(username, "/account/").context.cookies()
        page = open_page("/healthz", viewport=PHONE, java_script_enabled=False)
        page.context.add_cookies(cookies)
        page.goto(path)
        return page

    return enter


def act(page: Page, name: str, area: str) -> None:
    """Open what can be done about one area of the review."""
    row = page.get_by_role("row", name=re.compile(f"^{area}"))
    row.get_by_role("link", name=re.compile(f"^{name}")).click()


def sign(page: Page, wrong: str = "") -> None:
    """Read the text again and sign it with the password."""
    page.get_by_role("link", name="Read and sign").first.click()
    if wrong:
        page.get_by_label("Your password, once more").fill(wrong)
        page.get_by_role("button", name="Sign", exact=True).click()
        expect(page.get_by_role("main")).to_contain_text("This is not your password")
    page.get_by_label("Your password, once more").fill(PASSWORD)
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_text("Signed.")).to_be_visible()


def test_review_is_opened_agreed_evidenced_judged_signed_and_then_stands(
    sign_in, plain, accessible, django_db_blocker
):
    manager = sign_in("hlta", "/appraisal/")
    accessible(manager)
    manager.get_by_role("link", name="Open a review of Luca Hale").click()
    accessible(manager)
    manager.get_by_role("button", name=re.compile("Open")).click()
    expect(manager.locator("h1")).to_have_text("Luca Hale")
    address = manager.url
    accessible(manager)

    manager.get_by_role("link", name="Add an objective").click()
    accessible(manager)
    manager.get_by_text("Start from a suggestion").click()
    manager.get_by_role("link", name=re.compile("^Start from this.*Pupils in my groups")).click()
    expect(manager.get_by_label("Objective", exact=True)).to_have_value(
        re.compile("^Pupils in my groups")
    )
    manager.get_by_label("Objective", exact=True).fill("Pupils in my groups read aloud every day")
    manager.get_by_role("button", name=re.compile("Save|Add")).click()
    objectives = manager.get_by_role("region", name="Objectives")
    expect(objectives).to_contain_text("Pupils in my groups read aloud every day")

    person = sign_in("luca.hale", address, viewport=PHONE)
    accessible(person)
    person.get_by_role("link", name="Choose evidence", exact=True).click()
    accessible(person)
    offers = person.get_by_role("region", name="What you may offer")
    expect(offers).not_to_contain_text(re.compile("Hughes|Donnelly|Price"))
    offers.get_by_role("link", name=re.compile("^Offer this")).first.click()
    accessible(person)
    person.get_by_label("Why I chose it").fill("Caleb asked to read first")
    person.get_by_role("button", name=re.compile("Offer|Save")).click()
    person.goto(address)
    evidence = person.get_by_role("region", name="Evidence")
    expect(evidence).to_contain_text("Caleb asked to read first")
    act(person, "Own view", AREAS[0])
    for area in AREAS:
        expect(person.locator("h1")).to_contain_text(area)
        person.get_by_role("radio", name="At the expectation", exact=True).check()
        person.get_by_role("button", name=re.compile("Save")).click()
    expect(person.locator("h1")).to_have_text("Luca Hale")
    accessible(person)

    manager.goto(address)
    expect(manager.get_by_role("region", name="Evidence")).to_contain_text(
        "Caleb asked to read first"
    )
    act(manager, "Judge", AREAS[0])
    for area in AREAS:
        expect(manager.locator("h1")).to_contain_text(area)
        manager.get_by_role("radio", name="At the expectation", exact=True).check()
        manager.get_by_label("Because").fill(f"Seen twice this term: {area}")
        accessible(manager)
        manager.get_by_role("button", name=re.compile("Save")).click()
    expect(manager.locator("h1")).to_have_text("Luca Hale")
    manager.get_by_role("button", name="Ready to sign").click()
    expect(manager.get_by_role("link", name="Read and sign").first).to_be_visible()
    accessible(manager)

    without_script = plain("luca.hale", address)
    sign(without_script, wrong="somebody-elses")
    manager.goto(address)
    manager.get_by_role("link", name="Read and sign").first.click()
    accessible(manager)
    manager.go_back()
    sign(manager)
    accessible(manager)

    for page in (manager, without_script):
        page.goto(address)
        signatures = page.get_by_role("region", name="Signatures")
        expect(signatures).to_contain_text("Danielle Okoro")
        expect(signatures).to_contain_text("Luca Hale")
        expect(signatures).to_contain_text("Locked")
        main = page.get_by_role("main")
        for gone in (
            "Add an objective",
            "Choose evidence",
            "Change",
            "Judge",
            "Own view",
            "Read and sign",
        ):
            expect(main.get_by_role("link", name=re.compile(f"^{gone}"))).to_have_count(0)
    number = int(address.rstrip("/").rpartition("/")[2])
    for form in ("objectives/add/", "evidence/", "areas/P/judge/", "comment/"):
        assert manager.goto(f"{address}{form}").status in (403, 404)
    with django_db_blocker.unblock():
        review = Review.objects.get(pk=number)
        assert review.state == "signed"
        assert review.signatures.count() == 2


def test_review_is_seen_by_the_line_above_and_by_nobody_beside(
    sign_in, accessible, django_db_blocker
):
    with django_db_blocker.unblock():
        review = Review.objects.get(appraisee__person__username="ta3")
    path = f"/appraisal/reviews/{review.pk}/"
    for username in ("hlta2", "assistant.senco", "head"):
        page = sign_in(username, path)
        expect(page.locator("h1")).to_have_text("Marek Dunn")
        accessible(page)
    for username in ("hlta", "ta1", "data"):
        page = sign_in(username, path)
        expect(page.get_by_role("main")).not_to_contain_text("Marek Dunn")
