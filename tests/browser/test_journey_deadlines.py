"""A review from its start to the papers: the SENCO plans and asks, a teacher answers on a phone."""

from playwright.sync_api import expect

from pupils.models import AdultLink, Pupil
from tests.browser.conftest import PHONE
from tests.browser.journey import post_of, today


def test_review_is_started_asked_about_and_answered_on_a_phone(sign_in, accessible):
    pupil = Pupil.objects.get(forename="Yusuf", surname="Rahman")
    AdultLink.objects.create(
        school=pupil.school, pupil=pupil, post=post_of("teacher"), kind="teacher", starts_on=today()
    )
    page = sign_in("senco", "/deadlines/")
    expect(page.get_by_role("link", name="Authority sends its decision").first).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="Show them").click()
    accessible(page)
    page.get_by_role("link", name="Rahman, Yusuf").click()
    accessible(page)
    page.get_by_role("link", name="Start an annual review").click()
    accessible(page)
    page.get_by_label("Day of the authority’s last decision letter").fill("2026-02-02")
    page.get_by_label("Day of the meeting").fill("2026-12-14")
    page.get_by_label("Who runs it").select_option(label="Nadia Farrant, SENCO")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("The review is laid out.")).to_be_visible()
    expect(page.get_by_text("The meeting is near and nobody has been asked")).to_be_visible()
    accessible(page)

    page.get_by_role("link", name="Ask for advice").click()
    accessible(page)
    page.get_by_label("Paulo Ferreira, Teacher of science").check()
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_text("1 person is asked.")).to_be_visible()

    phone = sign_in("teacher", "/", viewport=PHONE)
    phone.get_by_role("link", name="Give your advice: Yusuf R.").click()
    accessible(phone)
    phone.get_by_label("What is going well").fill("He leads his table in practical work.")
    phone.get_by_role("button", name="Return the advice").click()
    expect(phone.get_by_text("Your advice has been returned.")).to_be_visible()

    page.reload()
    page.get_by_text("What Paulo Ferreira says").click()
    expect(page.get_by_text("He leads his table in practical work.")).to_be_visible()
    page.get_by_role("link", name="Write the report").click()
    page.get_by_label("Views of the pupil").fill("I want to be an engineer")
    page.get_by_label("In words").first.fill("A lap tray with a raised edge in every room")
    accessible(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("A lap tray with a raised edge")).to_be_visible()
    page.get_by_role("link", name="Note the day: Send the advice").click()
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_text("Noted.")).to_be_visible()
    accessible(page)
