"""A profile on one side of paper: voice first, and nothing sensitive unless asked for."""

import pytest
from django.urls import reverse

from core.models import Look
from core.paper import Facts, Heading, Lines
from core.paper_pdf import pdf
from pupils.profile_paper import profile_paper
from pupils.profiles import lines_by_profile
from tests.core.test_paper import pages
from tests.factories.profiles import draft, published, rows
from tests.factories.staff import PostFactory
from tests.pupils.pages import url

pytestmark = pytest.mark.django_db


def words(paper) -> str:
    """Everything that the paper says, in its order."""
    found = [paper.title, paper.line]
    for block in paper.blocks:
        if isinstance(block, Heading):
            found.append(block.text)
        elif isinstance(block, Facts):
            found += [cell for row in block.rows for cell in row]
        elif isinstance(block, Lines):
            found += block.items
    return "\n".join(found)


def paper_of(pupil, profile, by, *, is_full):
    lines = lines_by_profile([profile.pk]).get(profile.pk, [])
    return profile_paper(pupil, profile, lines, by=by, is_full=is_full)


@pytest.fixture
def profile(pupil, senco):
    pupil.has_medical_flag = pupil.is_looked_after = True
    pupil.save()
    lines = [*rows("A timer", tag="try"), *rows("Say it twice"), *rows("Shouting", tag="not")]
    return published(pupil, senco, lines)


def test_profile_paper_has_the_voice_first_then_must_do_worth_trying_does_not_help(
    pupil, profile, senco
):
    said = words(paper_of(pupil, profile, senco, is_full=False))
    order = ("My dog Biscuit", "Must do", "Say it twice", "Worth trying", "A timer", "Shouting")
    places = [said.index(one) for one in order]
    assert places == sorted(places)
    assert "Year 8, form 8B" in said


def test_profile_paper_for_cover_holds_no_status_need_alert_or_birthday(pupil, profile, senco):
    secret = ("SLCN", "SEN support", "Medical", "Looked after", "2014", "Speech")
    plain = words(paper_of(pupil, profile, senco, is_full=False))
    assert [one for one in secret if one in plain] == []
    full = words(paper_of(pupil, profile, senco, is_full=True))
    for one in ("SLCN", "SEN support", "Medical alert", "Looked after", "14 Mar 2014"):
        assert one in full


@pytest.mark.parametrize(("length", "strategies"), [(20, 3), (300, 14)])
def test_profile_paper_fits_one_side(pupil, senco, length, strategies):
    voice = dict.fromkeys(("important", "good_at", "hard"), "word " * (length // 5))
    lines = [row for n in range(strategies) for row in rows(f"Strategy {n} " + "more words " * 6)]
    made = published(pupil, senco, lines, **voice)
    assert pages(pdf([paper_of(pupil, made, senco, is_full=True)])) == 1


def test_profile_pdf_is_a_download_with_a_look(client, pupil, profile, senco):
    answer = client.get(url("profile_pdf", pupil))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith('attachment; filename="profile-toby-w')
    assert answer.content.startswith(b"%PDF-")
    looks = Look.objects.filter(page="profile_pdf", pupil_id=pupil.pk, actor_id=senco.pk)
    assert looks.count() == 1
    page = client.get(url("pupil_profile", pupil)).content.decode()
    assert f"{url('profile_pdf', pupil)}?version=1" in page


def test_profile_pdf_of_no_profile_or_a_draft_is_not_there(client, pupil, senco):
    assert client.get(url("profile_pdf", pupil)).status_code == 404
    draft(pupil, senco, rows("Still thinking"))
    assert client.get(url("profile_pdf", pupil)).status_code == 404
    assert client.get(url("profile_pdf", pupil), {"version": "1"}).status_code == 404


def test_profile_pdf_is_refused_to_the_data_manager(client, pupil, profile, school):
    client.force_login(PostFactory(school=school, role="data").person)
    refused = client.get(url("profile_pdf", pupil))
    assert refused.status_code == 403
    assert reverse("paper_runs") not in refused.content.decode()
