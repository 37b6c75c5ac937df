"""A TA records an incident on a phone and finishes it; the SENCO sees the pattern; force is told and signed off."""

from playwright.sync_api import expect

from pupils.models import Incident, Pupil, RestrictiveIntervention
from tests.browser.conftest import PHONE


def test_incident_is_begun_in_the_corridor_and_finished_later(sign_in, accessible):
    leo = Pupil.objects.get(forename="Leo", surname="Brandt")
    phone = sign_in("ta2", f"/behaviour/incidents/new/?pupil={leo.pk}", viewport=PHONE)
    accessible(phone)
    phone.get_by_label("Threw things").check()
    phone.locator("label", has_text="Intensity 3").click()
    phone.get_by_label("Place", exact=True).select_option(label="Classroom")
    phone.get_by_label("In a few words").fill("He was rude and threw a pen at the board.")
    phone.get_by_role("button", name="Save, finish later").click()
    expect(phone.get_by_text("To finish", exact=True)).to_be_visible()
    hint = phone.get_by_role("region", name="Words that judge. Can you say what was seen?")
    expect(hint).to_contain_text("rude")
    accessible(phone)

    phone.goto("/today/")
    expect(phone.get_by_role("link", name="incidents to finish")).to_be_visible()
    accessible(phone)
    made = Incident.objects.drafts().get(seen__startswith="He was rude")
    phone.goto(f"/behaviour/incidents/{made.pk}/edit/")
    accessible(phone)
    phone.get_by_label("What was seen and heard").fill("Said “no”, threw a pen at the board.")
    phone.get_by_role("group", name="Take-up time").get_by_text("Helped").click()
    phone.get_by_role("button", name="Finish and record").click()
    expect(phone.get_by_text("Recorded.")).to_be_visible()
    expect(phone.get_by_text("Words that judge")).to_have_count(0)
    accessible(phone)


def test_pattern_is_seen_and_every_count_opens_its_rows(sign_in, accessible):
    leo = Pupil.objects.get(forename="Leo", surname="Brandt")
    page = sign_in("senco", f"/pupils/{leo.pk}/behaviour/")
    accessible(page)
    page.get_by_role("link", name="What they have in common").click()
    expect(page.get_by_text("on a Tuesday between 13:00–13:59")).to_be_visible()
    expect(page.get_by_role("heading", name="Fewer: from")).to_be_visible()
    accessible(page)
    cell = page.get_by_role("link", name="Tuesday, 13:00–13:59:")
    count = cell.inner_text().split()[-1]
    cell.click()
    expect(page.locator("#count")).to_contain_text(f"{count} incidents")
    accessible(page)
    page.goto("/behaviour/analysis/")
    accessible(page)
    page.goto("/behaviour/lists/")
    accessible(page)


def test_restrictive_intervention_is_told_to_parents_and_signed_off(sign_in, accessible):
    one = RestrictiveIntervention.objects.get(pupil__surname="Okafor")
    author = sign_in("hlta2", viewport=PHONE)
    author.get_by_role("link", name="Tell the parents: 1 restrictive intervention").click()
    expect(author.get_by_text("Parents not told").first).to_be_visible()
    accessible(author)
    author.get_by_label("Who was told").fill("Her father")
    author.get_by_label("How", exact=True).select_option(label="by telephone")
    author.get_by_role("button", name="Note it").click()
    expect(author.get_by_text("later", exact=False).first).to_be_visible()
    accessible(author)
    author.goto(f"/behaviour/restrictive/{one.pk}/edit/")
    accessible(author)

    head = sign_in("head", "/behaviour/restrictive/?which=ready")
    accessible(head)
    head.goto(f"/behaviour/restrictive/{one.pk}/")
    head.get_by_role("button", name="Sign off").click()
    expect(head.get_by_text("Signed off by Helen Carrow")).to_be_visible()
    accessible(head)
    head.get_by_label("Addendum").fill("The father came in on Thursday.")
    head.get_by_role("button", name="Add", exact=True).click()
    expect(head.get_by_text("The father came in on Thursday.")).to_be_visible()
    head.goto("/behaviour/restrictive/return/")
    accessible(head)
