"""Standards and expectations: editions stay, codes are never remapped for anybody."""

import datetime
import uuid

import pytest

from core.models import AuditEvent
from staff.expectations import cited_at, descriptors_in_force
from staff.models import Area, Band, BandDescriptor, Framework, Standard

pytestmark = pytest.mark.django_db


def reword(client, text="Leads by example", on="2026-11-01", **changed):
    newest = BandDescriptor.objects.filter(area__code="P", band__number=3).order_by("-edition")[0]
    sent = {"submission_id": str(uuid.uuid4()), "text": text, "effective_from": on,
            "seen": newest.pk}  # fmt: skip
    return client.post("/standards/P/3/", sent | changed)


def cell(school, on=None):
    place = (Area.objects.get(code="P").pk, Band.objects.get(number=3).pk)
    return descriptors_in_force(school.pk, on)[place]


def test_standards_shows_codes_areas_and_4_6_as_unmatched(house, sign_in):
    page = sign_in("ta").get("/standards/").content.decode()
    assert "No such published standard" in page
    assert 'id="code-4.6"' in page
    assert "Reword" not in page
    assert "Reword" in sign_in("senco").get("/standards/").content.decode()


def test_standards_costs_the_same_whatever_was_reworded(
    house, sign_in, django_assert_max_num_queries
):
    client = sign_in("senco")
    with django_assert_max_num_queries(16) as first:
        client.get("/standards/")
    many = len(first.captured_queries)
    for number in range(5):
        reword(client, text=f"Wording {number}")
    with django_assert_max_num_queries(many):
        client.get("/standards/")


def test_edit_expectation_adds_an_edition_and_keeps_the_old_one(house, sign_in):
    old = cell(house.school)
    assert reword(sign_in("senco")).status_code == 302
    new = cell(house.school)
    assert (new.text, new.edition, new.school) == ("Leads by example", 2, house.school)
    assert cell(house.school, datetime.date(2026, 10, 31)) == old
    assert cell(house.other) == old
    assert AuditEvent.objects.get(action="edit_expectation").chain == house.school.pk


def test_edit_expectation_from_a_later_day_waits_for_it(house, sign_in):
    old = cell(house.school)
    reword(sign_in("senco"), on="2027-09-01")
    assert cell(house.school) == old
    assert cell(house.school, datetime.date(2027, 9, 1)).text == "Leads by example"
    assert "New wording" in sign_in("ta").get("/standards/").content.decode()


def test_edit_expectation_that_is_stale_answers_409_with_both_texts(house, sign_in):
    client, seen = sign_in("senco"), cell(house.school).pk
    reword(client)
    answer = reword(client, text="Another wording", seen=seen)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Leads by example" in page
    assert "Another wording" in page
    assert cell(house.school).text == "Leads by example"


def test_edit_expectation_sent_twice_makes_one_edition(house, sign_in):
    client, key = sign_in("senco"), str(uuid.uuid4())
    seen = cell(house.school).pk
    for _ in range(2):
        assert reword(client, submission_id=key, seen=seen).status_code == 302
    assert BandDescriptor.objects.filter(school=house.school).count() == 1


@pytest.mark.parametrize("role", ["hr", "head", "hlta", "ta"])
def test_edit_expectation_is_refused_to_others_who_still_read_it(house, sign_in, role):
    client = sign_in(role)
    assert reword(client).status_code == 403
    page = client.get("/standards/P/3/").content.decode()
    assert "kept by the SENCO" in page
    assert "Edition 1" in page
    assert not BandDescriptor.objects.filter(school=house.school).exists()


def test_edit_expectation_refuses_the_wording_that_stands(house, sign_in):
    answer = reword(sign_in("senco"), text=cell(house.school).text)
    assert "the wording that stands already" in answer.content.decode()


def confirm(client, code="2.1", match="confirmed", published="2.3", **changed):
    standard = Standard.objects.filter(framework__code="school-jd-v1", code=code).order_by("-pk")[0]
    chosen = (
        published and Standard.objects.get(framework__code="ta-standards-2016", code=published).pk
    )
    sent = {"match": match, "published": chosen or "", "version": standard.version}
    return client.post(f"/standards/codes/{standard.pk}/", sent | changed)


def test_confirm_standard_counts_for_this_school_only(house, sign_in):
    assert confirm(sign_in("senco")).status_code == 302
    own = Standard.objects.get(framework__school=house.school, code="2.1")
    assert (own.match, own.matches.code) == ("confirmed", "2.3")
    shared = Standard.objects.get(
        framework__school=None, framework__code="school-jd-v1", code="2.1"
    )
    assert (shared.match, shared.matches) == ("unconfirmed", None)
    assert [one.code for one in Framework.objects.in_use_at(house.school.pk)].count(
        "school-jd-v1"
    ) == 1
    page = sign_in("far.senco").get("/standards/").content.decode()
    assert "Confirmed by the school" not in page


def test_confirm_standard_copies_every_code_and_link_as_it_was(house, sign_in):
    before = {
        area: [one.code for one in cited] for area, cited in cited_at(house.school.pk).items()
    }
    confirm(sign_in("senco"))
    after = {area: [one.code for one in cited] for area, cited in cited_at(house.school.pk).items()}
    assert after == before
    assert sum(map(len, after.values())) == 41
    own = Standard.objects.filter(framework__school=house.school)
    assert own.get(code="4.6").match == "unmatched"
    assert own.filter(matches__isnull=False).count() == 1


def test_confirm_standard_leaves_4_6_unmatched_when_the_school_says_so(house, sign_in):
    assert confirm(sign_in("senco"), code="4.6", match="unmatched", published="").status_code == 302
    page = sign_in("senco").get("/standards/").content.decode()
    assert "No such published standard" in page


def test_confirm_standard_without_a_standard_says_so(house, sign_in):
    answer = confirm(sign_in("senco"), published="")
    assert "Choose the standard this code means" in answer.content.decode()
    assert not Framework.objects.filter(school=house.school).exists()


def test_confirm_standard_that_is_stale_answers_409(house, sign_in):
    client = sign_in("senco")
    confirm(client)
    shared = Standard.objects.get(
        framework__school=None, framework__code="school-jd-v1", code="2.1"
    )
    sent = {"match": "unmatched", "published": "", "version": 1}
    assert client.post(f"/standards/codes/{shared.pk}/", sent).status_code == 409
    assert Standard.objects.get(framework__school=house.school, code="2.1").match == "confirmed"


@pytest.mark.parametrize("role", ["hr", "head", "ta"])
def test_confirm_standard_is_refused_to_others(house, sign_in, role):
    assert confirm(sign_in(role)).status_code == 403


def test_confirm_standard_of_another_school_is_out_of_sight(house, sign_in):
    confirm(sign_in("senco"))
    own = Standard.objects.get(framework__school=house.school, code="2.1")
    assert sign_in("far.senco").get(f"/standards/codes/{own.pk}/").status_code == 404
