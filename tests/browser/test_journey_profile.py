"""The SENCO writes a pupil's profile and publishes it; a TA reads what changed on a phone."""

from playwright.sync_api import expect

from pupils.models import AdultLink, Pupil
from tests.browser.conftest import PHONE
from tests.browser.journey import post_of, today


def test_profile_is_drafted_published_and_acknowledged_on_a_phone(sign_in, accessible):
    pupil = Pupil.objects.get(forename="Maja", surname="Kowalska")
    AdultLink.objects.create(
        school=pupil.school, pupil=pupil, post=post_of("ta3"), kind="teacher", starts_on=today()
    )
    page = sign_in("senco", f"/pupils/{pupil.pk}/")
    page.get_by_role("link", name="Profile", exact=True).click()
    expect(page.get_by_text("No profile yet")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Start the profile").click()
    accessible(page)

    page.get_by_label("What is important to me").fill("My cat Pola and quiet mornings")
    first = page.get_by_role("group", name="Strategy 1")
    first.get_by_label("How firm").select_option(label="Must do")
    first.get_by_role("textbox", name="Strategy").fill("Show the new word with a picture")
    page.get_by_role("button", name="Add another row").click()
    expect(page.get_by_role("group", name="Strategy 3")).to_be_visible()
    expect(first.get_by_role("textbox", name="Strategy")).to_have_value(
        "Show the new word with a picture"
    )
    page.get_by_role("button", name="Take strategy 3 off").click()
    expect(page.get_by_role("group", name="Strategy 3")).to_have_count(0)
    page.get_by_role("button", name="Save draft").last.click()
    expect(page.get_by_text("Only those who write the profile see this page.")).to_be_visible()
    accessible(page)

    page.get_by_role("link", name="Record agreement").click()
    accessible(page)
    page.get_by_role("button", name="Record", exact=True).click()
    page.goto(f"/pupils/{pupil.pk}/profile/?version=draft")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("asked to read it.")).to_be_visible()
    readers = page.get_by_role("region", name="Who has read what changed")
    expect(readers.get_by_role("listitem").filter(has_text="Marek Dunn")).to_contain_text("Not yet")
    accessible(page)

    phone = sign_in("ta3", viewport=PHONE)
    card = phone.get_by_role("region", name="Changed must-dos to read")
    expect(card).to_contain_text("Show the new word with a picture")
    accessible(phone)
    card.get_by_role("link", name="Read what changed for Maja").click()
    expect(phone.get_by_role("heading", name="Must do")).to_be_visible()
    accessible(phone)
    phone.get_by_role("button", name="I have read it").click()
    expect(phone.get_by_text("you have read what changed for Maja")).to_be_visible()
    expect(phone.get_by_role("button", name="I have read it")).to_have_count(0)

    page.reload()
    expect(readers.get_by_role("listitem").filter(has_text="Marek Dunn")).to_contain_text("Read")


def test_class_digest_is_read_before_the_lesson(sign_in, accessible):
    page = sign_in("senco", "/pupils/digest/")
    accessible(page)
    page.get_by_label("Form", exact=True).select_option(label="7B")
    page.get_by_role("button", name="Show Form").click()
    expect(page.get_by_role("region", name="Conflicts")).to_contain_text("Amara O.")
    expect(page.get_by_role("region", name="Useful for several")).to_contain_text("Chidi N.")
    accessible(page)
    phone = sign_in("ta1", "/pupils/digest/?form=7B", viewport=PHONE)
    expect(phone.get_by_text("not shown")).to_be_visible()
    accessible(phone)
