"""The SENCO writes a SEN support plan row by row, mends a line that nobody could deliver, and publishes it."""

from playwright.sync_api import expect

from pupils.models import Pupil
from tests.browser.conftest import PHONE


def test_plan_is_written_row_by_row_flagged_and_published(sign_in, accessible):
    pupil = Pupil.objects.get(forename="Nicolò", surname="Ferrari")
    page = sign_in("senco", f"/pupils/{pupil.pk}/plans/")
    page.get_by_role("button", name="Start: SEN support plan").click()
    expect(page.get_by_role("heading", name="SEN support plan, version 1")).to_be_visible()
    accessible(page)

    page.get_by_role("link", name="Add a need").click()
    page.get_by_label("The need in words").fill("Reads slowly and loses the thread")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Add an outcome").click()
    page.get_by_label("What the pupil will be able to do").fill(
        "Reads a page and says what it is about"
    )
    page.get_by_label("Reads slowly and loses the thread").check()
    accessible(page)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Add a line").click()
    page.get_by_label("What is provided").fill("Reading with an adult as required")
    page.get_by_label("Reads a page and says what it is about").check()
    page.get_by_role("button", name="Save", exact=True).click()
    line = page.locator("li.pl-row").filter(has_text="Nobody is named to deliver it.")
    expect(line).to_contain_text("No minutes")
    accessible(page)

    page.get_by_role("link", name="Publish").click()
    expect(page.get_by_text("cannot be delivered or followed as written")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("In force", exact=True)).to_be_visible()
    page.get_by_role("link", name="Review this cycle").click()
    expect(page.get_by_role("heading", name="Review of cycle 1")).to_be_visible()
    accessible(page)


def test_what_was_promised_and_delivered_is_read_on_a_phone(sign_in, accessible):
    pupil = Pupil.objects.get(forename="Tobias", surname="Wrenfield")
    phone = sign_in("hlta", f"/pupils/{pupil.pk}/plans/", viewport=PHONE)
    phone.get_by_role("link", name="EHC plan, version 2").click()
    accessible(phone)
    phone.get_by_role("link", name="Promised and delivered").click()
    expect(phone.get_by_text("nothing can be compared")).to_be_visible()
    accessible(phone)


def test_golden_thread_counts_open_their_rows(sign_in, accessible):
    page = sign_in("senco", "/golden-thread/")
    accessible(page)
    page.get_by_role("link", name="Provision without a session").first.click()
    expect(page.get_by_role("row").filter(has_text="Nwosu, Chidi")).to_contain_text(
        "No group delivers it."
    )
