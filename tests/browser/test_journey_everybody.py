"""Every demo person signs in by one click and goes to every place of their menu, on desk and phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, violations

PEOPLE = [
    "head", "senco", "assistant.senco", "hlta", "hlta2", "ta1", "ta2", "ta3", "teacher", "dsl", "hr",
    "exams", "data", "senco.other",
]  # fmt: skip
#: Looked at in the dark too, where colours may be too close: the four screens and the long lists.
IN_THE_DARK = {
    "/",
    "/today/",
    "/caseload/",
    "/line/",
    "/pupils/",
    "/appraisal/",
    "/trust/",
    "/pay/",
}
NARROW = {"width": 320, "height": 640}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def one_click(open_page, settings):
    """Sign somebody in by their button on the sign-in page of the demo."""

    def enter(username: str, **options) -> Page:
        settings.DEMO = True
        page = open_page("/accounts/login/", **options)
        page.get_by_role("button", name=f"({username})").click()
        page.wait_for_url(lambda url: "/accounts/login/" not in url)
        return page

    return enter


def places(page: Page) -> list[str]:
    """Addresses of the menu."""
    links = page.get_by_role("navigation", name="Main").get_by_role("link")
    return [link.get_attribute("href") for link in links.all()]


@pytest.mark.parametrize("username", PEOPLE)
def test_walk_goes_to_every_place_of_the_menu(one_click, username):
    page = one_click(username, viewport=DESK)
    menu, wrong = places(page), []
    found = list(menu)
    assert "/people/" in found
    for path in found:
        answer = page.goto(path)
        assert answer.status == 200, path
        expect(page.locator("h1")).to_have_count(1)
        current = page.get_by_role("navigation", name="Main").locator("[aria-current]")
        if path in menu:
            expect(current).to_have_attribute("href", path)
        found += [beside for beside in tabs(page) if beside not in found]
        wrong += looks(page, path)
    assert wrong == []


def tabs(page: Page) -> list[str]:
    """Addresses of the pages that a page stands beside, as People beside Pay."""
    links = page.get_by_role("main").get_by_role("navigation").get_by_role("link")
    found = [link.get_attribute("href") for link in links.all()]
    return [path for path in found if path.startswith("/") and "?" not in path]


def looks(page: Page, path: str) -> list[str]:
    """What is wrong with a page wide and narrow, light and dark."""
    wrong = []
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        wrong += [f"{page.url} at {size['width']}: {one}" for one in violations(page)]
        if page.evaluate(TOO_WIDE) > 0:
            wrong.append(f"{page.url} scrolls sideways at {size['width']}")
    if path in IN_THE_DARK:
        page.emulate_media(color_scheme="dark")
        pale = violations(page, only=["color-contrast"])
        wrong += [f"{page.url} in the dark: {one}" for one in pale]
        page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROW)
    if page.evaluate(TOO_WIDE) > 0:
        wrong.append(f"{page.url} scrolls sideways at 320")
    page.set_viewport_size(DESK)
    return wrong


def test_sign_in_page_of_the_demo_names_everybody(open_page, settings, accessible):
    settings.DEMO = True
    page = open_page("/accounts/login/", viewport=PHONE)
    accessible(page)
    buttons = page.get_by_role("region", name="Demo: sign in as").get_by_role("button")
    named = {re.search(r"\((.+?)\)", words).group(1) for words in buttons.all_inner_texts()}
    assert named == set(PEOPLE)
