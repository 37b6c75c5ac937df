"""A passkey from the first tap to the sign-in without a password, on an authenticator that Chromium plays."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD

PLAYED = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def here(portal: str) -> str:
    """The address by name: a passkey belongs to a name, and not to a number."""
    return portal.replace("127.0.0.1", "localhost")


@pytest.fixture
def visitor(open_page: Callable[..., Page], here: str) -> Page:
    """Somebody at the sign-in page whose device has an authenticator built in."""
    page = open_page("/accounts/login/")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": PLAYED})
    page.goto(f"{here}/accounts/login/")
    return page


def leave(page: Page, here: str) -> None:
    page.goto(f"{here}/account/")
    page.get_by_role("button", name="Lock and sign out").click()
    page.wait_for_url(re.compile("/accounts/login/"))


def test_passkey_is_added_and_signs_in_without_a_password(visitor, here, accessible):
    page = visitor
    page.locator("input[name=login]").fill("exams")
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{here}/")
    page.goto(f"{here}/accounts/2fa/")
    accessible(page)
    page.get_by_role("link", name="Add a passkey").click()
    accessible(page)
    page.get_by_role("button", name="Add").click()
    page.wait_for_url(re.compile("/recovery-codes/"))
    expect(page.locator(".codes li")).to_have_count(10)
    accessible(page)
    leave(page, here)
    page.goto(f"{here}/find/?q=an")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(re.compile(r"/find/\?q=an"))
    page.goto(f"{here}/accounts/2fa/webauthn/")
    accessible(page)
    expect(page.locator("main")).to_contain_text("Signs in without a password")
    page.get_by_role("link", name="Remove").click()
    accessible(page)


def test_passkey_that_is_refused_says_so_in_words(visitor):
    page = visitor
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('none')); }")
    page.get_by_role("button", name="Sign in with a passkey").click()
    said = page.locator("[data-passkey-trouble]")
    expect(said).to_contain_text("Try again, or sign in another way.")


def test_passkey_is_not_offered_at_an_address_without_a_name(open_page):
    page = open_page("/accounts/login/")
    expect(page.locator("#passkey_login")).to_be_hidden()


def test_password_can_be_looked_at_before_it_is_sent(open_page):
    page = open_page("/accounts/login/")
    page.locator("input[name=password]").fill("lantern")
    page.get_by_role("button", name="Show password").click()
    expect(page.locator("input[name=password]")).to_have_attribute("type", "text")
    page.get_by_role("button", name="Hide password").click()
    expect(page.locator("input[name=password]")).to_have_attribute("type", "password")


@pytest.mark.parametrize(
    "path", ["/account/", "/accounts/password/change/", "/accounts/2fa/totp/activate/"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_the_account_are_accessible(sign_in, accessible, path, scheme):
    accessible(sign_in("data", path, scheme=scheme))
    accessible(sign_in("data", path, scheme=scheme, viewport={"width": 390, "height": 844}))
