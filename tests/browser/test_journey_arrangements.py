"""The exams officer puts an arrangement on the register; a TA logs its use for a class on a phone."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.journey import choose


def test_arrangement_is_registered_by_the_exams_officer(sign_in, accessible):
    page = sign_in("exams")
    accessible(page)
    page.get_by_role("link", name="1 access arrangement ends within 8 weeks").first.click()
    expect(page.get_by_role("link", name="Price, Maddie")).to_have_count(1)
    page.get_by_role("navigation", name="Views of the register").get_by_role(
        "link", name=re.compile("^In use")
    ).click()
    accessible(page)

    page.get_by_role("link", name="Add", exact=True).click()
    page.get_by_label("Name, form or year").fill("Jarvis")
    page.get_by_role("button", name="Find", exact=True).click()
    accessible(page)
    page.get_by_role("main").get_by_role("link", name="Jarvis, Ellie").click()
    choose(page, "Arrangement", "Prompter")
    page.get_by_label("Evidence of need").fill("File note of November, SEN cabinet")
    page.get_by_label("Mathematics").check()
    accessible(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("h1")).to_have_text("Prompter")
    expect(page.get_by_role("region", name="Ready for inspection")).to_contain_text(
        "nothing logged this term"
    )
    accessible(page)

    page.get_by_role("link", name="File for inspection").click()
    expect(page.get_by_role("article", name="Prompter")).to_contain_text("SEN cabinet")
    accessible(page)
    page.goto("/arrangements/rules/")
    accessible(page)
    page.get_by_role("link", name="Online applications").first.click()
    accessible(page)
    page.goto("/arrangements/print/")
    accessible(page)
    page.goto("/pupils/?status=any&roll=any")
    expect(page.get_by_text("Jarvis")).to_have_count(0)


def test_arrangements_of_a_class_are_logged_on_a_phone_and_taken_back(sign_in, accessible):
    page = sign_in("owen.sarpong", "/arrangements/", viewport=PHONE)
    accessible(page)
    page.get_by_role("link", name="Log use").click()
    accessible(page)
    choose(page, "Class", "Year 10")
    choose(page, "Subject", "Drama")
    page.get_by_role("button", name="Show the pupils").click()
    marlowe = page.get_by_role("listitem").filter(has_text="Kit Marlowe")
    marlowe.get_by_text("Not needed", exact=True).click()
    accessible(page)
    page.get_by_role("button", name=re.compile(r"^Save \d uses$")).click()
    expect(page.locator("#messages")).to_contain_text("uses logged.")
    accessible(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#messages")).to_contain_text("uses taken back.")


def test_arrangements_stand_on_a_tab_of_the_record_and_read_well_in_the_dark(sign_in, accessible):
    page = sign_in("senco", "/pupils/?status=any&q=Okafor", scheme="dark", viewport=PHONE)
    page.get_by_role("link", name="Okafor, Zina", exact=True).click()
    page.get_by_role("navigation", name="Pupil record").get_by_role(
        "link", name="Arrangements"
    ).click()
    expect(page.get_by_role("region", name="Access arrangements")).to_contain_text(
        "Nothing logged this term in"
    )
    accessible(page)
    page.get_by_role("link", name="Separate room").click()
    expect(page.get_by_role("region", name="This term by subject")).to_contain_text(
        "Nothing logged"
    )
    accessible(page)
