"""A call home is noted on a phone in half a minute; the SENCO sees it, corrects it and follows it up."""

from playwright.sync_api import expect

from pupils.models import Pupil
from tests.browser.conftest import PHONE


def test_contact_is_noted_on_a_phone_and_its_action_is_done(sign_in, accessible):
    pupil = Pupil.objects.get(forename="Idris", surname="Karim")
    phone = sign_in("hlta2", f"/pupils/{pupil.pk}/people/", viewport=PHONE)
    accessible(phone)
    phone.get_by_role("link", name="Add a contact").click()
    accessible(phone)
    expect(phone.get_by_role("radio", name="Nadia Karim (mother)")).to_be_checked()
    phone.get_by_text("Message left", exact=True).click()
    phone.get_by_label("What was said").fill("Asked her to call about Friday")
    phone.get_by_text("Who does what, by when").click()
    phone.get_by_label("What will be done").fill("Call again on Thursday")
    phone.get_by_label("Who does it").select_option(index=1)
    phone.get_by_label("By when").fill("2026-11-26")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("Asked her to call about Friday")).to_be_visible()
    expect(phone.get_by_role("button", name="Undo")).to_be_visible()
    accessible(phone)
    phone.goto("/actions/")
    accessible(phone)
    phone.get_by_role("button", name="Done: Call again on Thursday").click()
    expect(phone.get_by_text("Done: Call again on Thursday")).to_be_visible()

    page = sign_in("senco", "/contacts/?q=Friday")
    accessible(page)
    page.get_by_role("link", name="Karim, Idris").click()
    accessible(page)
    page.get_by_role("link", name="Correct", exact=True).click()
    accessible(page)
    page.get_by_label("What was said").fill("Asked her to call about Monday")
    page.get_by_label("Why it is corrected").fill("The day was wrong")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("region", name="Earlier versions")).to_contain_text("about Friday")
    accessible(page)
    page.goto("/contacts/quiet/?show=all")
    accessible(page)
    page.goto("/contacts/rules/")
    accessible(page)
