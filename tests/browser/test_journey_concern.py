"""A TA hands a concern on from a phone and keeps a receipt; the lead answers for it; the TA finds nothing."""

from playwright.sync_api import expect

from pupils.models import Pupil
from tests.browser.conftest import PHONE


def test_concern_is_raised_on_a_phone_and_answered_by_the_lead(sign_in, accessible):
    pupil = Pupil.objects.get(forename="Aylin", surname="Demir")
    phone = sign_in("ta1", f"/pupils/{pupil.pk}/", viewport=PHONE)
    phone.get_by_role("link", name="Raise a concern", exact=True).first.click()
    expect(phone.get_by_text("software is not the report")).to_be_visible()
    expect(phone.get_by_text("Aylin Demir")).to_be_visible()
    accessible(phone)
    phone.get_by_label("No", exact=True).check()
    phone.get_by_label("What you saw or heard").fill("She flinched when I reached for the book")
    phone.get_by_label("In the child’s own words").fill("Sorry, sorry")
    phone.get_by_text("Body map: marks you saw").click()
    phone.get_by_label("Left forearm, front").check()
    accessible(phone)
    phone.get_by_label("What the marks look like").fill("Red line, four centimetres")
    phone.get_by_label("Not yet: I am going to tell them now").check()
    phone.get_by_role("button", name="Send to the safeguarding lead").click()
    expect(phone.get_by_role("heading", name="Receipt", exact=True)).to_be_visible()
    number = phone.locator("h1").inner_text().removeprefix("Receipt ")
    expect(phone.get_by_text("Aylin")).to_have_count(0)
    accessible(phone)
    phone.go_back()
    expect(phone.get_by_text("She flinched")).to_have_count(0)
    phone.goto(f"/pupils/{pupil.pk}/chronology/")
    expect(phone.get_by_text("flinched")).to_have_count(0)

    page = sign_in("dsl")
    page.get_by_role("link", name="wait for you").first.click()
    row = page.get_by_role("row").filter(has_text=number)
    expect(row).to_contain_text("Not begun")
    accessible(page)
    row.get_by_role("link", name="Aylin Demir").click()
    expect(page.get_by_text("Sorry, sorry")).to_be_visible()
    expect(page.get_by_text("Left forearm, front")).to_be_visible()
    accessible(page)
    page.get_by_text("Allocate", exact=True).first.click()
    page.get_by_role("button", name="Allocate").click()
    expect(page.get_by_text("Allocated: ")).to_be_visible()
    page.get_by_label("What it is").select_option(label="Referral")
    page.get_by_label("Referred to").select_option(label="Front door team, Saltmarsh Council")
    page.get_by_label("What was done, said or decided").fill("Rang at noon")
    page.get_by_role("button", name="Record", exact=True).click()
    steps = page.get_by_role("region", name="What was done")
    expect(steps).to_contain_text("Rang at noon")
    accessible(page)
    page.get_by_text("Close with its outcome").click()
    page.get_by_label("Outcome").fill("A social worker has taken it on")
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_text("A social worker has taken it on")).to_be_visible()
    expect(page.get_by_text("Open it again").first).to_be_visible()


def test_safeguarding_contacts_and_lists_can_be_read_by_everybody(sign_in, accessible):
    phone = sign_in("ta2", "/concerns/contacts/", viewport=PHONE)
    expect(phone.get_by_text("01632 960 220")).to_be_visible()
    accessible(phone)
    phone.goto("/concerns/receipts/")
    accessible(phone)
    page = sign_in("dsl", "/concerns/?state=all")
    accessible(page)
