"""Today in a real browser: a thumb, a keyboard, a lost connection, and no script at all."""

import datetime

import pytest
from django.utils import timezone

from interventions.models import Group, Place, Session
from staff.models import StaffMember

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def session(portal, django_db_blocker):
    """One session of today for ta3, in a group nobody else's journey logs."""
    with django_db_blocker.unblock():
        post = StaffMember.objects.get(username="ta3").posts.get()
        today = timezone.localdate()
        Session.objects.filter(post=post, state="planned", on__lte=today).delete()
        group = Group.objects.filter(leader=post).first()
        assert Place.objects.filter(group=group, starts_on__lte=today, ends_on__gte=today).exists()
        made = Session.objects.create(
            school=group.school, group=group, post=post, on=today, minutes=30, room="Room 9",
            starts_at=datetime.time(6, Session.objects.count() % 60, Session.objects.count() // 60 % 60),
        )  # fmt: skip
        yield made
        made.delete()


def card(page, session):
    return page.locator(f"#s{session.pk}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 820, 1280])
def test_today_is_accessible_untouched_changed_and_saved(
    sign_in, accessible, session, width, scheme
):
    page = sign_in("ta3", "/today/", viewport={"width": width, "height": 844}, scheme=scheme)
    accessible(page)
    row = card(page, session).locator("[data-kid]").first
    row.locator("summary").click()
    row.get_by_text("Absent", exact=True).last.click()
    row.get_by_text("Refused", exact=True).last.click()
    accessible(page)
    card(page, session).get_by_role("button", name="Save, 1 changed").click()
    page.get_by_text("Logged", exact=False).first.wait_for()
    accessible(page)
    card(page, session).get_by_role("button", name="Undo").click()
    page.get_by_text("Nothing you typed is lost").wait_for()


def test_today_logs_as_planned_with_one_tap_and_takes_it_back(sign_in, session):
    page = sign_in("ta3", "/today/", viewport=PHONE)
    card(page, session).get_by_role("button", name="as planned").click()
    page.wait_for_url("**/today/?saved=*")
    assert "all here" in card(page, session).inner_text()
    card(page, session).get_by_role("button", name="Undo").click()
    card(page, session).get_by_role("button", name="as planned").wait_for()


def test_today_shows_the_save_bar_only_when_something_changed(sign_in, session):
    page = sign_in("ta3", "/today/", viewport=PHONE)
    bar = card(page, session).locator(".save-bar")
    assert not bar.is_visible()
    row = card(page, session).locator("[data-kid]").first
    row.locator("summary").click()
    row.locator("textarea").fill("Used the number line")
    assert "Save, 1 changed" in bar.inner_text()
    assert row.get_attribute("data-is") == "changed"
    row.get_by_role("button", name="As planned again").click()
    assert not bar.is_visible()


def test_today_keeps_a_draft_on_the_server_and_says_so(sign_in, session):
    page = sign_in("ta3", "/today/", viewport=PHONE)
    row = card(page, session).locator("[data-kid]").first
    row.locator("summary").click()
    row.locator("textarea").fill("Half a thought")
    page.locator(".save b", has_text="Draft kept").wait_for()
    other = sign_in("ta3", "/today/", viewport=PHONE)
    again = card(other, session).locator("[data-kid]").first
    assert again.get_attribute("data-is") == "changed"
    assert again.locator("textarea").input_value() == "Half a thought"


def test_today_counts_what_the_browser_puts_back_into_the_form(sign_in, session):
    page = sign_in("ta3", "/today/", viewport=PHONE)
    page.route("**/draft/", lambda route: route.fulfill(status=409, body="{}"))
    row = card(page, session).locator("[data-kid]").first
    row.locator("summary").click()
    row.locator("textarea").fill("Not yet on the server")
    page.locator(".save", has_text="Could not save").wait_for()
    page.goto("/groups/")
    page.unroute("**/draft/")
    page.go_back()
    row = card(page, session).locator("[data-kid]").first
    assert row.locator("textarea").input_value() == "Not yet on the server"
    card(page, session).get_by_role("button", name="Save, 1 changed").wait_for()
    assert row.get_attribute("data-is") == "changed"
    page.locator(".save b", has_text="Draft kept").wait_for()


def test_today_says_when_a_draft_could_not_be_kept_and_tries_again(sign_in, session):
    page = sign_in("ta3", "/today/", viewport=PHONE)
    page.route("**/draft/", lambda route: route.fulfill(status=429, body="{}"))
    row = card(page, session).locator("[data-kid]").first
    row.locator("summary").click()
    row.locator("textarea").fill("Out of reach")
    page.get_by_role("button", name="try again").wait_for()
    page.unroute("**/draft/")
    page.get_by_role("button", name="try again").click()
    page.locator(".save b", has_text="Draft kept").wait_for()


def test_today_can_be_logged_by_keyboard_alone(sign_in, session):
    page = sign_in("ta3", "/today/")
    summary = card(page, session).locator("[data-kid] summary").first
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert card(page, session).locator("[data-kid]").first.get_attribute("data-is") == "absent"
    page.get_by_role("button", name="Save, 1 changed").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/today/?saved=*")
    assert "Logged" in card(page, session).inner_text()


def test_today_works_without_script(open_page, sign_in, session):
    cookies = sign_in("ta3", "/today/").context.cookies()
    page = open_page("/healthz", viewport=PHONE, java_script_enabled=False)
    page.context.add_cookies(cookies)
    page.goto("/today/")
    row = card(page, session).locator("[data-kid]").first
    row.locator("summary").click()
    row.get_by_text("Part", exact=True).click()
    row.get_by_role("textbox", name="Minutes here").fill("10")
    card(page, session).get_by_role("button", name="Save").first.click()
    assert "Logged" in card(page, session).inner_text()


def test_today_targets_are_wide_enough_for_a_thumb(sign_in, session):
    page = sign_in("ta3", "/today/", viewport=PHONE)
    card(page, session).locator("[data-kid] summary").first.click()
    small = page.evaluate(
        """() => [...document.querySelectorAll(
            'main button, main summary, main label.btn, main a.btn, main input[inputmode], main textarea')]
            .filter(e => { const r = e.getBoundingClientRect(); return r.height > 0 && r.height < 44; })
            .map(e => e.outerHTML.slice(0, 90))"""
    )
    assert small == []
