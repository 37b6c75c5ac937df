"""The line seen from three heights: figures from the line, names only where the pupil's record is open."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE

BELOW = {
    "hlta": {"Priti Vance", "Joe Marsh", "Luca Hale"},
    "assistant.senco": {
        "Danielle Okoro", "Gwen Astley", "Owen Sarpong", "Priti Vance", "Joe Marsh", "Luca Hale",
        "Marek Dunn", "Bea Whitlock",
    },
    "ta1": {"Luca Hale"},
}  # fmt: skip


def people(page) -> set[str]:
    rows = page.get_by_role("table", name=re.compile("^People in my line"))
    return {words.strip() for words in rows.get_by_role("rowheader").all_inner_texts()}


@pytest.mark.parametrize("username", BELOW)
def test_line_shows_everybody_below_at_any_depth(sign_in, accessible, username):
    page = sign_in(username, "/line/")
    assert people(page) == BELOW[username]
    table = page.get_by_role("table", name=re.compile("^People in my line"))
    vance = table.get_by_role("row", name=re.compile("^Luca Hale"))
    expect(vance).to_contain_text(re.compile(r"\d+ of \d+"))
    accessible(page)
    page.get_by_role("link", name="Pupils behind these figures").click()
    expect(page.locator("h1")).to_have_text("Pupils behind these figures")
    accessible(page)


def test_line_shows_the_head_all_of_them_on_a_phone_and_on_paper(sign_in, accessible):
    page = sign_in("head", "/line/", viewport=PHONE)
    assert people(page) > BELOW["assistant.senco"]
    accessible(page)
    page.emulate_media(media="print")
    assert people(page) > BELOW["assistant.senco"]


def test_line_keeps_names_to_whoever_may_open_the_record(sign_in, accessible):
    """Priti manages Luca, whose pupils are not hers: she sees initials and no figure of theirs."""
    page = sign_in("ta1", "/line/pupils/")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Luca Hale")
    for hidden in ("Hughes", "Donnelly", "Price"):
        expect(main).not_to_contain_text(hidden)
    expect(main).to_contain_text("Not shown: the pupil’s record is not open to you")
    accessible(page)
    page = sign_in("assistant.senco", "/line/pupils/")
    expect(page.get_by_role("main")).to_contain_text("Caleb Hughes")


def test_line_is_empty_words_for_who_manages_nobody(sign_in, accessible):
    page = sign_in("ta3", "/line/")
    expect(page.get_by_role("main")).not_to_contain_text("Priti Vance")
    accessible(page)


def test_line_opens_the_sessions_of_a_person_and_an_earlier_day(sign_in, accessible):
    page = sign_in("hlta", "/line/")
    page.get_by_role("link", name="Joe Marsh", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Joe Marsh")
    accessible(page)
    page.go_back()
    page.get_by_text("Another date").click()
    accessible(page)
