"""A TA opens a record in an emergency on a phone and ends it; the lead judges it; a breach note is decided."""

from playwright.sync_api import expect

from pupils.models import Pupil
from tests.browser.conftest import PHONE


def test_emergency_is_opened_ended_and_judged(sign_in, accessible):
    pupil = Pupil.objects.get(forename="Hana", surname="Sato")
    pupil = Pupil.objects.filter(sen_code="N", school=pupil.school).exclude(pk=pupil.pk).first()
    phone = sign_in("ta3", f"/pupils/{pupil.pk}/", viewport=PHONE)
    expect(phone.get_by_role("heading", name="Page not found")).to_be_visible()
    phone.goto("/emergency/")
    accessible(phone)
    phone.get_by_label("First name").fill(pupil.forename)
    phone.get_by_label("Surname").fill(pupil.surname)
    phone.get_by_label("Date of birth").fill("2001-01-01")
    phone.get_by_label("Kind of emergency").select_option(label="Medical emergency")
    words = phone.get_by_label("What happened, and what you need to know")
    words.fill("Fell on the stairs, I must know what helps")
    phone.get_by_role("button", name="Open the record for one hour").click()
    expect(phone.get_by_text("No pupil on roll has exactly this name").first).to_be_visible()
    expect(words).to_have_value("Fell on the stairs, I must know what helps")
    phone.get_by_label("Date of birth").fill(pupil.born_on.isoformat())
    phone.get_by_role("button", name="Open the record for one hour").click()
    expect(phone.get_by_text("Emergency access until").first).to_be_visible()
    accessible(phone)
    phone.get_by_role("button", name="End emergency access").click()
    expect(phone.get_by_text("The record is closed to you again.")).to_be_visible()
    phone.goto(f"/pupils/{pupil.pk}/")
    expect(phone.get_by_role("heading", name="Page not found")).to_be_visible()

    page = sign_in("dsl", "/emergency/all/")
    accessible(page)
    row = page.get_by_role("row").filter(has_text="Fell on the stairs")
    row.get_by_role("link", name="Judge").click()
    accessible(page)
    page.get_by_label("Justified", exact=True).check()
    page.get_by_label("Why, and what follows").fill("Right to look")
    page.get_by_role("button", name="Save").click()
    expect(row).to_contain_text("Right to look")


def test_breach_note_is_decided_by_the_lead(sign_in, accessible):
    page = sign_in("dsl", "/breaches/")
    accessible(page)
    page.get_by_role("link", name="Note of a session").first.click()
    expect(page.get_by_text("I tapped Tom’s row and meant Toby.")).to_be_visible()
    accessible(page)
    page.get_by_label("Not reported; the family was told").check()
    page.get_by_label("Why: what stood there").fill("One line about reading, nobody read it")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Not reported; the family was told")).to_be_visible()
