"""A TA's day on a phone: as planned, undo, one pupil different, lost and found, not delivered, late."""

import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from interventions.models import Attendance
from tests.browser.conftest import PASSWORD, PHONE
from tests.browser.journey import clear, places_on, plan

TOUCH = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
WHO = "ta2"


@pytest.fixture
def session(portal, django_db_blocker):
    """The one session of today that the TA of these journeys has to log."""
    with django_db_blocker.unblock():
        clear(WHO)
        made = plan(WHO)
        made.count = len(places_on(made))
        yield made
        made.delete()


@pytest.fixture
def late(portal, django_db_blocker):
    """One session of the day before yesterday, not logged."""
    with django_db_blocker.unblock():
        clear(WHO)
        made = plan(WHO, days_ago=2, at=datetime.time(7, 15))
        yield made
        made.delete()


@pytest.fixture
def marks(django_db_blocker):
    """Read what is recorded of a session: pupil's code and note."""

    def read(session) -> list[tuple[str, str]]:
        with django_db_blocker.unblock():
            session.refresh_from_db()
            rows = Attendance.objects.filter(session=session).order_by("pupil__surname")
            return list(rows.values_list("code", "note"))

    return read


def card(page: Page, session) -> Locator:
    return page.get_by_role("article", name=session.group.name)


def test_log_as_planned_takes_one_tap_from_home(sign_in, accessible, session, marks):
    page = sign_in(WHO, "/", **TOUCH)
    expect(page.locator("h1")).to_have_text("Today")
    accessible(page)
    page.get_by_role("button", name=f"All {session.count} as planned").tap()
    saved = page.get_by_role("listitem").filter(has_text=session.group.name).first
    expect(saved).to_contain_text("Logged")
    assert marks(session) == [("P", "")] * session.count
    assert session.state == "delivered"
    accessible(page)
    page.get_by_role("button", name="Undo").first.tap()
    expect(page.get_by_role("button", name=f"All {session.count} as planned")).to_be_visible()
    assert marks(session) == []
    assert session.state == "planned"


def test_log_with_one_pupil_different_survives_a_reload(sign_in, accessible, session, marks):
    page = sign_in(WHO, "/", **TOUCH)
    first = card(page, session).locator("[data-kid]").first
    first.locator("summary").tap()
    first.get_by_role("group", name="Attendance").get_by_text("Part", exact=True).tap()
    first.get_by_role("textbox", name="Minutes here").fill("12")
    first.get_by_role("group", name="Engagement").locator("label", has_text="4").tap()
    first.get_by_label("Note").fill("Left early for the nurse")
    first.get_by_label("Next step").fill("Begin with the page she missed")
    first.get_by_label("Tell the leader of the group").check()
    expect(page.locator(".save b")).to_contain_text("Draft kept")
    page.reload()
    first = card(page, session).locator("[data-kid]").first
    first.locator("summary").tap()
    expect(first.get_by_label("Note")).to_have_value("Left early for the nurse")
    expect(first.get_by_role("textbox", name="Minutes here")).to_have_value("12")
    accessible(page)
    page.get_by_role("button", name="Save, 1 changed").tap()
    expect(page.get_by_role("button", name="Undo").first).to_be_visible()
    kept = marks(session)
    assert ("L", "Left early for the nurse") in kept
    assert [code for code, _note in kept].count("P") == session.count - 1
    page.goto(f"/sessions/{session.pk}/")
    expect(page.locator("main")).to_contain_text("Begin with the page she missed")
    accessible(page)
    manager = sign_in("hlta", "/today/", **TOUCH)
    flag = manager.get_by_role("region", name="Flagged for you").get_by_role("listitem")
    mine = flag.filter(has_text="Left early for the nurse")
    expect(mine).to_contain_text("From J. Marsh")
    accessible(manager)
    mine.get_by_role("button", name="Seen").tap()
    expect(mine).to_have_count(0)


def test_log_not_delivered_takes_a_reason(sign_in, accessible, session, marks):
    page = sign_in(WHO, "/", **TOUCH)
    card(page, session).locator("summary", has_text="Not delivered").tap()
    whole = card(page, session).get_by_role("group", name="Why not")
    whole.get_by_role("radio").first.locator("xpath=following-sibling::label[1]").tap()
    card(page, session).get_by_label("More about it").fill("The ceiling leaks")
    card(page, session).get_by_label("Ask for a catch-up session").check()
    accessible(page)
    page.get_by_role("button", name="Save as not delivered").tap()
    expect(page.get_by_role("button", name="Undo").first).to_be_visible()
    assert marks(session) == []
    assert (session.state, session.reason_note, session.wants_catch_up) == (
        "not_delivered", "The ceiling leaks", True,
    )  # fmt: skip


def test_log_of_an_earlier_day_stands_first_and_is_taken(sign_in, accessible, late, marks):
    page = sign_in(WHO, "/", **TOUCH)
    waiting = page.get_by_role("region", name=late.group.name)
    expect(waiting).to_contain_text("You can log it until")
    accessible(page)
    waiting.get_by_role("link", name="Open").tap()
    expect(page.locator("h1")).to_have_text("Log a session")
    accessible(page)
    page.get_by_role("button", name="as planned").first.tap()
    expect(page.get_by_role("region", name=late.group.name)).to_have_count(0)
    assert late.state == "planned"
    assert {code for code, _note in marks(late)} == {"P"}
    assert late.state == "delivered"


def test_log_by_keyboard_alone_from_the_sign_in_page(open_page, session, marks):
    page = open_page("/accounts/login/")
    page.keyboard.type(WHO)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Today")
    for _press in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-as-planned]')"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo").first).to_be_visible()
    assert marks(session) == [("P", "")] * session.count


def test_log_works_without_script_from_the_sign_in_page(open_page, session, marks):
    page = open_page("/accounts/login/", viewport=PHONE, java_script_enabled=False)
    page.locator("input[name=login]").fill(WHO)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    expect(page.locator("h1")).to_have_text("Today")
    page.get_by_role("button", name=f"All {session.count} as planned").click()
    page.get_by_role("button", name="Undo").first.click()
    assert marks(session) == []
    page.get_by_role("button", name=f"All {session.count} as planned").click()
    assert marks(session) == [("P", "")] * session.count
