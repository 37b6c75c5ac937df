"""Signing in, and the pages for those who are not signed in."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PASSWORD, PHONE

PEOPLE = [
    "head", "senco", "assistant.senco", "hlta", "hlta2", "ta1", "ta2", "ta3", "teacher", "dsl", "hr",
    "exams", "data", "senco.other",
]  # fmt: skip


@pytest.mark.parametrize("username", PEOPLE)
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_sign_in_shows_everybody_a_home_page(sign_in, accessible, username, viewport):
    page = sign_in(username, viewport=viewport)
    expect(page.locator("h1")).to_be_visible()
    accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_sign_in_page_is_accessible(open_page, accessible, viewport, scheme):
    page = open_page("/accounts/login/", viewport=viewport, scheme=scheme)
    expect(page.locator("input[name=login]")).to_be_focused()
    accessible(page)


def test_sign_in_with_a_wrong_password_says_so_and_keeps_the_name(open_page, accessible):
    page = open_page("/accounts/login/")
    page.locator("input[name=login]").fill("ta2")
    page.locator("input[name=password]").fill("wrong-password")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/accounts/login/"))
    expect(page.locator("input[name=login]")).to_have_value("ta2")
    expect(page.locator("main")).to_contain_text(re.compile("not right", re.I))
    accessible(page)


def test_sign_in_returns_to_the_page_that_was_asked_for(open_page):
    page = open_page("/accounts/password/change/")
    page.locator("input[name=login]").fill("ta3")
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/accounts/password/change/"))


@pytest.mark.parametrize("path", ["/no-such-page/", "/accounts/signup/"])
def test_pages_that_are_not_there_are_accessible(open_page, accessible, path):
    accessible(open_page(path))
