"""Changing a pupil's SEN status and needs."""

import datetime

import pytest

from core.models import AuditEvent
from pupils.models import Need, Pupil, SenStatus
from tests.factories.pupils import PupilFactory
from tests.factories.staff import PostFactory
from tests.pupils.pages import details, need, url

pytestmark = pytest.mark.django_db


def status_form(pupil: Pupil, code: str, **more) -> dict:
    return {
        "code": code, "on": "2026-11-20", "reason": "Agreed with parents", "version": pupil.version,
    } | more  # fmt: skip


def needs_form(pupil: Pupil, *codes: str) -> dict:
    ids = [need(code).pk if code else "" for code in codes]
    rows = {f"needs-{place}-need": pk for place, pk in enumerate(ids)}
    return rows | {
        "needs-TOTAL_FORMS": len(ids), "needs-INITIAL_FORMS": 0, "on": "2026-11-20",
        "version": pupil.version,
    }  # fmt: skip


def test_change_status_closes_the_old_one_and_keeps_the_copies(client, pupil, senco):
    asd = need("ASD").pk
    answer = client.post(url("change_status", pupil), status_form(pupil, "E", main_need=asd))
    assert answer.status_code == 302
    pupil.refresh_from_db()
    assert (pupil.sen_code, pupil.main_need) == ("E", "ASD")
    rows = SenStatus.objects.filter(pupil=pupil).order_by("starts_on")
    assert [(row.code, row.ends_on) for row in rows] == [
        ("K", datetime.date(2026, 11, 19)), ("E", None),
    ]  # fmt: skip
    assert rows[1].reason == "Agreed with parents"
    assert AuditEvent.objects.filter(action="change_status", actor_id=senco.pk).count() == 2


def test_change_status_to_no_sen_ends_all_needs(client, pupil, senco):
    client.post(url("change_status", pupil), status_form(pupil, "N"))
    pupil.refresh_from_db()
    assert (pupil.sen_code, pupil.main_need, pupil.second_need) == ("N", "", "")
    assert not Need.objects.open().filter(pupil=pupil).exists()
    assert Need.objects.get(pupil=pupil).ends_on == datetime.date(2026, 11, 19)


def test_change_status_asks_for_a_main_need(client, school, senco):
    pupil = PupilFactory(school=school)
    answer = client.post(url("change_status", pupil), status_form(pupil, "K", main_need=""))
    assert answer.status_code == 200
    assert "need a main need" in answer.content.decode()
    assert not SenStatus.objects.filter(pupil=pupil).exists()


def test_change_status_refuses_nsa_with_a_plan(client, pupil, senco):
    nsa = need("NSA").pk
    answer = client.post(url("change_status", pupil), status_form(pupil, "E", main_need=nsa))
    assert "NSA is for SEN support only" in answer.content.decode()
    pupil.refresh_from_db()
    assert pupil.sen_code == "K"


@pytest.mark.parametrize(
    ("on", "says"), [("2999-01-01", "looks wrong"), ("2020-01-01", "began later")]
)
def test_change_status_refuses_a_day_that_cannot_be(client, pupil, senco, on, says):
    form = status_form(pupil, "E", main_need=need("ASD").pk, on=on)
    answer = client.post(url("change_status", pupil), form)
    assert answer.status_code == 200
    assert says in answer.content.decode()


def test_change_status_never_offers_retired_codes(client, pupil, senco):
    answer = client.post(url("change_status", pupil), status_form(pupil, "S"))
    assert answer.status_code == 200
    page = client.get(url("change_status", pupil)).content.decode()
    assert "Statement" not in page
    assert "BESD" not in page
    assert "Down syndrome (DS)" in page


def test_change_status_of_a_stale_page_answers_409_with_both_texts(client, pupil, senco):
    form = status_form(pupil, "E", main_need=need("ASD").pk, reason="My own words")
    client.post(url("edit_pupil", pupil), details(pupil, form="9Z"))
    answer = client.post(url("change_status", pupil), form)
    assert answer.status_code == 409
    assert "My own words" in answer.content.decode()
    pupil.refresh_from_db()
    assert pupil.sen_code == "K"


def test_edit_needs_ranks_them_and_keeps_the_copies(client, pupil, senco):
    answer = client.post(url("edit_needs", pupil), needs_form(pupil, "ASD", "SLCN", "", "PD"))
    assert answer.status_code == 302
    pupil.refresh_from_db()
    assert (pupil.main_need, pupil.second_need) == ("ASD", "SLCN")
    standing = Need.objects.open().filter(pupil=pupil).order_by("rank")
    assert [one.need_type.code for one in standing] == ["ASD", "SLCN", "PD"]


@pytest.mark.parametrize(
    ("codes", "says"),
    [
        (("", "ASD"), "main need first"),
        (("ASD", "ASD"), "must differ"),
        (("ASD", "NSA"), "only be the main need"),
        (("", ""), "need a main need"),
    ],
)
def test_edit_needs_refuses_what_the_rules_refuse(client, pupil, senco, codes, says):
    answer = client.post(url("edit_needs", pupil), needs_form(pupil, *codes))
    assert answer.status_code == 200
    assert says in answer.content.decode()
    pupil.refresh_from_db()
    assert pupil.main_need == "SLCN"


def test_edit_needs_says_what_is_wrong_in_plain_words(client, pupil, senco):
    form = needs_form(pupil, "ASD") | {"needs-0-need": "none-such"}
    assert "Choose one of the list." in client.post(url("edit_needs", pupil), form).content.decode()
    form = needs_form(pupil, "ASD") | {"needs-TOTAL_FORMS": "x"}
    page = client.post(url("edit_needs", pupil), form).content.decode()
    assert "This page is out of date. Open it again." in page
    pupil.refresh_from_db()
    assert pupil.main_need == "SLCN"


def test_edit_needs_is_refused_without_sen(client, school, senco):
    answer = client.get(url("edit_needs", PupilFactory(school=school)))
    assert answer.status_code == 403
    assert "without SEN there is no need" in answer.content.decode()


@pytest.mark.parametrize("role", ["head", "dsl", "data"])
def test_register_changes_are_refused_to_other_roles_in_words(client, school, pupil, role):
    client.force_login(PostFactory(role=role, school=school).person)
    for name in ("change_status", "edit_needs", "add_key_adult"):
        for answer in (client.get(url(name, pupil)), client.post(url(name, pupil), {})):
            assert answer.status_code == 403
            assert "Only the SENCO and the assistant SENCO" in answer.content.decode()
