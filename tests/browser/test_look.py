"""The look in a real browser: every component at three widths, light and dark, by keyboard and without script."""

import pytest

WIDTHS = {"phone": 390, "tablet": 820, "desk": 1280}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_style_page_is_accessible_at_every_width(sign_in, accessible, width, scheme):
    page = sign_in("senco", "/style/", viewport={"width": width, "height": 900}, scheme=scheme)
    accessible(page)


def test_style_page_reflows_at_320_pixels(sign_in, accessible):
    accessible(sign_in("senco", "/style/", viewport={"width": 320, "height": 640}))


def test_menu_opens_and_leads_on_without_script(open_page, sign_in):
    page = sign_in("senco", "/style/", viewport={"width": 390, "height": 800})
    cookies = page.context.cookies()
    plain = open_page("/healthz", viewport={"width": 390, "height": 800}, java_script_enabled=False)
    plain.context.add_cookies(cookies)
    plain.goto("/style/")
    menu = plain.get_by_role("navigation", name="Main")
    assert not menu.is_visible()
    plain.get_by_role("button", name="Menu").click()
    menu.get_by_role("link").last.click()
    assert not plain.url.endswith("/style/")


def test_all_places_are_in_sight_on_a_tablet(sign_in):
    page = sign_in("senco", "/style/", viewport={"width": 820, "height": 1180})
    links = page.get_by_role("navigation", name="Main").get_by_role("link")
    assert links.count() > 1
    assert all(link.is_visible() for link in links.all())


def test_keys_find_list_and_go(sign_in):
    page = sign_in("senco", "/style/")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keyboard shortcuts")
    assert keys.is_visible()
    letter = page.locator("[data-letter]").last.inner_text()
    page.keyboard.press("Escape")
    assert not keys.is_visible()
    page.keyboard.press("g")
    page.keyboard.press(letter)
    page.wait_for_url(lambda url: "/style/" not in url)


def test_keys_rest_while_somebody_types(sign_in):
    page = sign_in("senco", "/style/")
    box = page.get_by_label("Room", exact=False).last
    box.fill("")
    box.press_sequentially("g/p?")
    assert box.input_value() == "g/p?"


def test_a_second_press_sends_nothing(sign_in):
    page = sign_in("senco", "/style/")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else 0)
    save = page.get_by_role("button", name="Save, 2 changed")
    save.evaluate("button => { button.click(); button.click(); }")
    page.get_by_text("Nothing was changed").wait_for()
    assert len(sent) == 1


def test_error_summary_takes_focus_and_leads_to_the_field(sign_in):
    page = sign_in("senco", "/style/")
    assert page.evaluate("document.activeElement.className") == "err-sum"
    page.get_by_role("link", name="Title: ").click()
    assert page.evaluate("document.activeElement.name") == "title"


def test_stepper_counts_within_its_limits(sign_in):
    page = sign_in("senco", "/style/")
    more = page.get_by_role("button", name="Trials right: one more")
    for _press in range(6):
        more.click()
    assert page.get_by_role("textbox", name="Trials right").input_value() == "10"


def test_ticked_rows_raise_the_bar_with_their_number(sign_in):
    page = sign_in("senco", "/style/")
    bar = page.locator("[data-bulk]")
    assert not bar.is_visible()
    page.get_by_label("Select Karim, Idris").check()
    assert "1 selected" in bar.inner_text()
    page.get_by_label("Select this page").check()
    page.get_by_role("button", name="Select all 143 that match").click()
    assert "143 selected" in bar.inner_text()
    page.get_by_role("button", name="Clear the selection").click()
    assert not bar.is_visible()


def test_quick_privacy_shows_initials_and_lasts(sign_in):
    page = sign_in("senco", "/style/", viewport={"width": 390, "height": 800})
    page.get_by_role("button", name="Show initials instead of names").first.click()
    short = "getComputedStyle(document.querySelector('th .nm')).fontSize"
    assert page.evaluate(short) == "0px"
    page.reload()
    assert page.evaluate(short) == "0px"


def test_warning_comes_before_the_sitting_ends_and_hides_the_page_after(sign_in):
    page = sign_in("senco", "/style/")
    page.clock.install()
    page.reload()
    left = int(page.evaluate("document.documentElement.dataset.left"))
    page.clock.fast_forward((left - 60) * 1000)
    warning = page.get_by_role("dialog", name="You will be signed out soon")
    warning.wait_for()
    assert "seconds left" in warning.inner_text()
    page.clock.run_for(62_000)
    assert "You have been signed out" in warning.inner_text()
    assert "is-out" in warning.get_attribute("class")
