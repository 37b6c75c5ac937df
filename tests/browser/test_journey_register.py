"""The SENCO finds pupils, keeps a view, and changes what the register says of one of them."""

import re

from playwright.sync_api import expect

from tests.browser.journey import choose


def test_register_is_searched_filtered_and_kept_as_a_view(sign_in, accessible):
    page = sign_in("senco", "/pupils/")
    named = page.get_by_role("table", name="Pupils that match")
    for words, found in (
        ("elodie", "Marchand, Élodie"),
        ("NOVAK", "Novák, Petra"),
        ("Toby", "Wrenfield, Toby"),
    ):
        page.get_by_label("Search this list").fill(words)
        page.get_by_role("button", name="Search", exact=True).click()
        expect(named.get_by_role("link", name=found)).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="Remove filter: Search Toby").click()
    page.get_by_text("Filter", exact=True).click()
    accessible(page)
    page.get_by_role("combobox", name="Status").select_option(label="EHC plan")
    page.get_by_role("combobox", name="Year").select_option(label="8")
    page.get_by_role("button", name="Show", exact=True).click()
    chips = page.get_by_role("link", name=re.compile("^Remove filter"))
    expect(chips).to_have_count(2)
    expect(named.get_by_role("link", name="Wrenfield, Toby")).to_be_visible()
    expect(named.get_by_role("link", name="Wrenfield, Tom")).to_have_count(0)
    accessible(page)

    page.get_by_role("link", name="Save this view").click()
    page.get_by_label("Name of the view").fill("Plans of year 8")
    accessible(page)
    page.get_by_role("button", name="Save view").click()
    accessible(page)
    page.goto("/pupils/")
    page.get_by_role("navigation", name="Views of the list").get_by_role(
        "link", name="Plans of year 8"
    ).click()
    expect(chips).to_have_count(2)
    page.get_by_role("link", name="Saved views").click()
    accessible(page)
    page.get_by_role("button", name="Delete Plans of year 8").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Plans of year 8", exact=True)).to_be_visible()


def test_register_of_one_pupil_is_changed_and_told_in_the_chronology(sign_in, accessible):
    page = sign_in("senco", "/pupils/?status=any&q=Hana+Sato")
    page.get_by_role("link", name="Sato, Hana", exact=True).click()
    expect(page.locator("h1")).to_have_text("Hana Sato")
    expect(page.locator("main")).to_contain_text("Why you can see this: as SENCO")
    accessible(page)

    page.get_by_role("link", name="Change status").click()
    accessible(page)
    page.get_by_text("SEN support", exact=True).first.click()
    page.get_by_label("Why", exact=True).fill("Agreed with her parents at the first meeting")
    choose(page, "Main need", "Moderate learning difficulty")
    page.get_by_role("button", name="Save status").click()
    status = page.get_by_role("region", name="SEN status")
    expect(status).to_contain_text("Agreed with her parents at the first meeting")
    accessible(page)

    page.get_by_role("link", name="Edit needs").click()
    accessible(page)
    choose(page, "Need of rank 2", "Moderate learning difficulty")
    page.get_by_role("button", name="Save needs").click()
    expect(page.get_by_role("alert")).to_be_visible()
    accessible(page)
    choose(page, "Need of rank 2", "Hearing impairment")
    page.get_by_role("button", name="Save needs").click()
    needs = page.get_by_role("region", name="Needs", exact=True)
    expect(needs.get_by_role("listitem")).to_have_count(2)

    page.get_by_role("link", name="Add an adult").click()
    accessible(page)
    choose(page, "Adult", "Owen Sarpong")
    page.get_by_role("button", name="Add", exact=True).click()
    adults = page.get_by_role("region", name="Adults", exact=True)
    expect(adults).to_contain_text("Owen Sarpong")
    page.get_by_role("button", name="End today: Owen Sarpong").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="End today: Owen Sarpong")).to_be_visible()

    page.get_by_role("link", name="Chronology").click()
    entries = page.get_by_role("region", name="Chronology")
    expect(entries).to_contain_text("Agreed with her parents at the first meeting")
    expect(entries).to_contain_text("Owen Sarpong")
    accessible(page)
    page.goto(page.url.replace("chronology", "who-looked"))
    expect(page.locator("main")).to_contain_text("Nadia Farrant")
    accessible(page)


def test_register_shows_a_key_adult_what_the_link_opens_and_closes(sign_in, accessible):
    page = sign_in("owen.sarpong", "/pupils/?status=any&q=Hana+Sato")
    page.get_by_role("link", name="Sato, Hana", exact=True).click()
    expect(page.locator("main")).to_contain_text("Why you can see this: you are the key adult")
    expect(page.get_by_role("link", name="Change status")).to_have_count(0)
    accessible(page)
    address = page.url
    other = sign_in("luca.hale", address)
    expect(other.locator("h1")).not_to_contain_text("Hana")
    accessible(other)

    senco = sign_in("senco", address)
    senco.get_by_role("button", name="Remove now: Owen Sarpong").click()
    expect(senco.get_by_text("Owen Sarpong is removed and no longer sees")).to_be_visible()
    expect(senco.get_by_role("button", name="Remove now: Owen Sarpong")).to_have_count(0)
    accessible(senco)
    page.reload()
    expect(page.locator("h1")).not_to_contain_text("Hana")
