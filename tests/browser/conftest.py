"""A real Chromium against a real server, on the demo trust: loaded once, shared by all journeys.

Journeys run in one order and share the records they write, as a school does; each works on people
and pupils of its own choice, and none counts what another may have added.
"""

import datetime
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from pytest_django.live_server_helper import LiveServer

from hlta_portal.demo.load import load

# Playwright keeps a loop running in this thread, and Django would refuse the ORM beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PASSWORD = "lantern-orchard-47"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
# A Tuesday late in the autumn term: groups run, some sessions wait. In August none would.
DAY = datetime.datetime(2026, 11, 24, 9, 30, tzinfo=ZoneInfo("Europe/London"))
# Two cores may be doing much else; a page that never comes is told all the same.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    """Use the system's Chromium; it runs as root in a container, so without its own sandbox."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert found, "Chromium is missing: install it (Debian: apt-get install chromium)."
    return {"executable_path": found, "args": ["--no-sandbox", "--disable-dev-shm-usage"]}


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker) -> Iterator[None]:
    """Make the test database although no journey asks for it by mark: the server uses it, not they."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def portal(django_db_setup, django_db_blocker) -> Iterator[str]:
    """Serve the demo trust on its day, whatever the calendar says; return the address."""
    with django_db_blocker.unblock(), time_machine.travel(DAY):
        load(timezone.localdate(), PASSWORD)
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()
        connections.close_all()


@pytest.fixture
def open_page(browser: Browser, portal: str) -> Iterator[Callable[..., Page]]:
    """Open pages of separate visitors; at the end fail on whatever their consoles complained of."""
    contexts, complaints = [], []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            complaints.append(message.text)

    def visit(path: str = "/", *, viewport: dict = DESK, scheme: str = "light", **options) -> Page:
        context = browser.new_context(
            base_url=portal,
            viewport=viewport,
            color_scheme=scheme,
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/London",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def sign_in(open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Sign a demo person in through the form and open a page."""

    def enter(username: str, path: str = "/", **options) -> Page:
        page = open_page(f"/accounts/login/?next={quote(path)}", **options)
        page.locator("input[name=login]").fill(username)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(lambda url: "/accounts/login/" not in url)
        return page

    return enter


def violations(page: Page, only: Sequence[str] = ()) -> list[str]:
    """What axe finds on a page, one line each, WCAG 2.2 A and AA and its best practices."""
    options: dict = {"resultTypes": ["violations"]}  # the rest is long, and nobody reads it
    if only:
        options["runOnly"] = {"type": "rule", "values": list(only)}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {one['help']} — {node['target']}" for one in found for node in one["nodes"]
    ]


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Assert that axe finds nothing, and that nothing is wider than the window."""

    def check(page: Page) -> None:
        page.wait_for_load_state("load")
        page.evaluate("document.fonts.ready.then(() => true)")
        assert violations(page) == []
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0, f"{page.url} scrolls sideways"

    return check
