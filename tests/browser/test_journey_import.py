"""The data manager brings a school export and a transfer file, sees what they do, saves, takes back."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.journey import bring, counts
from tests.factories.files import ctf, invented_pupil, mis_csv, upn

IMPORTS = "/pupils/imports/"


def pupil(number: int, **changes) -> dict:
    """One pupil of the files of this module, with a surname nobody else in the trust has."""
    named = {"surname": f"Zq-Harrowgate{number}", "known_as": "", "admission_number": f"Z{number}"}
    return invented_pupil(number, **(named | changes))


def test_import_is_seen_saved_brought_again_and_taken_back(sign_in, accessible, tmp_path):
    page = sign_in("data")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Pupils").click()
    page.get_by_role("main").get_by_role("link", name="Imports").click()
    accessible(page)
    bring(page, tmp_path, "autumn.csv", mis_csv([pupil(601), pupil(602), pupil(603)]))
    assert counts(page) == {"new": 3, "changed": 0, "unchanged": 0, "refused": 0}
    accessible(page)
    page.get_by_role("button", name="Save 3 pupils").click()
    expect(page.locator("main")).to_contain_text("Take this import back")

    wrong = pupil(605, upn="A" + upn(605)[1:])
    rows = [pupil(601), pupil(602, form="9Z", year_group="9"), pupil(604), wrong]
    page.goto(IMPORTS)
    bring(page, tmp_path, "spring.csv", mis_csv(rows, encoding="cp1252"))
    assert counts(page) == {"new": 1, "changed": 1, "unchanged": 1, "refused": 1}
    table = page.get_by_role("table", name="Rows of the file")
    expect(table).to_contain_text("Zq-Harrowgate605")
    expect(table).to_contain_text("should be")
    accessible(page)
    page.get_by_role("link", name="Changed 1", exact=True).click()
    expect(table.get_by_role("row", name="Zq-Harrowgate602")).to_contain_text("9Z")
    accessible(page)
    page.get_by_role("button", name="Save 2 pupils").click()
    page.get_by_role("button", name="Take this import back").click()
    expect(page.get_by_text("The import was taken back.")).to_be_visible()
    accessible(page)

    page.goto("/pupils/?status=any&q=Zq-Harrowgate")
    named = page.get_by_role("table", name="Pupils that match")
    expect(named.get_by_role("link", name="Zq-Harrowgate")).to_have_count(3)
    expect(named).not_to_contain_text("9Z")
    page.goto(IMPORTS)
    bring(page, tmp_path, "again.csv", mis_csv([pupil(601), pupil(602), pupil(603)]))
    assert counts(page) == {"new": 0, "changed": 0, "unchanged": 3, "refused": 0}
    expect(page.locator("main")).to_contain_text("There is nothing to save")


def test_import_of_a_transfer_file_brings_the_history_of_needs(sign_in, accessible, tmp_path):
    page = sign_in("data", IMPORTS)
    child = pupil(611, sen="K", needs=["SLCN"], forename="Zoë")
    bring(page, tmp_path, "transfer.xml", ctf([child], destination="9001001"))
    assert counts(page) == {"new": 1, "changed": 0, "unchanged": 0, "refused": 0}
    accessible(page)
    page.get_by_role("button", name="Save 1 pupil").click()
    page.get_by_role("table", name="Rows of the file").get_by_role("link", name="Zoë").click()
    expect(page.locator("h1")).to_have_text("Zoë Zq-Harrowgate611")
    expect(page.get_by_role("region", name="SEN status")).to_contain_text("SEN support")
    needs = page.get_by_role("region", name="Needs")
    expect(needs).to_contain_text("Speech, language and communication needs")
    accessible(page)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.xml", b'<!DOCTYPE a [<!ENTITY b "b">]><CTfile>&b;</CTfile>'),
        ("notes.csv", b"Dinner,Price\nPie,2.40\n"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00"),
    ],
)
def test_import_of_an_unusable_file_says_why(sign_in, accessible, tmp_path, name, content):
    page = sign_in("data", IMPORTS)
    file = tmp_path / name
    file.write_bytes(content)
    page.get_by_label("File of pupils").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    refusal = page.locator(".err-sum").or_(page.get_by_text("This file cannot be used"))
    expect(refusal.first).to_be_visible()
    accessible(page)


def test_import_works_without_script(open_page, sign_in, accessible, tmp_path):
    cookies = sign_in("data", IMPORTS).context.cookies()
    page = open_page("/healthz", viewport=PHONE, java_script_enabled=False)
    page.context.add_cookies(cookies)
    page.goto(IMPORTS)
    bring(page, tmp_path, "plain.csv", mis_csv([pupil(621)]))
    page.get_by_role("button", name="Save 1 pupil").click()
    page.get_by_role("button", name="Take this import back").click()
    expect(page.locator("main")).to_contain_text("The import was taken back.")
