"""Restrictive interventions as records: what must stand in them, who signs, what never changes afterwards."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from core.models import AuditEvent
from core.policy import Refused
from core.record import Stale
from pupils.actions.restrictive import add_addendum, edit_restrictive, sign_restrictive
from pupils.models import (
    InterventionAddendum,
    InterventionInjury,
    InterventionLine,
    InterventionNotice,
    InterventionPerson,
    ParentReport,
    RestrictiveIntervention,
)
from staff.models import Post
from tests.factories.behaviour import line
from tests.factories.pupils import PupilFactory, link
from tests.factories.restrictive import T, begun, full, ready, told
from tests.factories.staff import PostFactory, SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ta(school):
    return PostFactory(role="ta", school=school, title="Teaching assistant, Year 8").person


@pytest.fixture
def head(school):
    return PostFactory(role="head", school=school).person


def refused(act) -> bool:
    with pytest.raises(DatabaseError), transaction.atomic():
        act()
    return True


@pytest.fixture
def signed(pupil, ta, head):
    one = told(ready(pupil, ta), ta)
    return sign_restrictive(by=head, intervention=one, version=one.version)


def test_add_restrictive_keeps_who_the_pupil_was_on_the_day(pupil, ta):
    one = begun(pupil, ta)
    age = one.on.year - 2014 - ((one.on.month, one.on.day) < (3, 14))
    assert (one.age, one.sen_code, one.main_need, one.year_group) == (age, "K", "SLCN", "8")
    pupil.sen_code, pupil.year_group = "E", "9"
    pupil.save()
    one.refresh_from_db()
    assert (one.sen_code, one.year_group) == ("K", "8")


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"until": None}, "until when"),
        ({"lines": []}, "on which lawful ground, what kind of intervention"),
        ({"is_restraint": False}, "restraint or seclusion"),
        ({"why": " "}, "why it was necessary"),
        ({"account": ""}, "what was done"),
        ({"people": []}, "which staff had a part in it"),
        ({"injuries_checked": False}, "checked for injuries"),
    ],
)
def test_edit_restrictive_is_finished_only_when_it_says_what_the_law_asks(
    pupil, ta, changed, missing
):
    one = begun(pupil, ta)
    record = full(one, ta, **changed)
    with pytest.raises(Refused, match=missing):
        edit_restrictive(
            by=ta, intervention=one, version=one.version, record=record, is_finished=True
        )
    later = edit_restrictive(
        by=ta, intervention=one, version=one.version, record=record, is_finished=False
    )
    assert later.state == "draft"


def test_edit_restrictive_writes_the_role_and_training_of_the_day(pupil, ta):
    one = ready(pupil, ta)
    [row] = one.people.all()
    assert (row.role, row.training) == ("Teaching assistant, Year 8", "Accredited course")
    assert row.trained_on == datetime.date(2026, 1, 9)
    Post.objects.filter(person=ta).update(title="Something else")
    row.refresh_from_db()
    assert row.role == "Teaching assistant, Year 8"


def test_edit_restrictive_out_of_date_carries_both_texts(pupil, ta):
    one = begun(pupil, ta)
    edit_restrictive(
        by=ta, intervention=one, version=1, is_finished=False,
        record=full(one, ta, account="Theirs"),
    )  # fmt: skip
    record = full(one, ta, account="Mine", injuries=[("staff", "Bruise", "", "")])
    with pytest.raises(Stale) as stale:
        edit_restrictive(by=ta, intervention=one, version=1, record=record, is_finished=True)
    assert (stale.value.theirs.account, stale.value.mine["account"]) == ("Theirs", "Mine")
    [(_label, theirs, mine)] = stale.value.more
    assert "Graze" in theirs
    assert "Bruise" in mine


@pytest.mark.parametrize(
    "fields",
    [
        {"until": T(13, 0)}, {"account": ""}, {"injuries_checked": False},
        {"is_restraint": False}, {"restraint_from": None}, {"restraint_until": T(13, 0)},
        {"is_seclusion": True}, {"state": "signed"},
    ],
)  # fmt: skip
def test_intervention_that_can_never_be_is_refused_by_the_database(pupil, ta, fields):
    one = ready(pupil, ta)
    assert refused(lambda: RestrictiveIntervention.objects.filter(pk=one.pk).update(**fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"told_at": None}, {"told_whom": ""}, {"how": ""}, {"is_withheld": True},
        {"withheld_why": "Harm"},
    ],
)  # fmt: skip
def test_parent_report_is_told_or_withheld_and_never_half_of_each(pupil, ta, fields):
    told(ready(pupil, ta), ta)
    assert refused(lambda: ParentReport.objects.update(**fields))


def test_sign_restrictive_waits_for_the_record_and_the_parents(pupil, ta, head):
    draft = begun(pupil, ta)
    with pytest.raises(Refused, match="still to finish"):
        sign_restrictive(by=head, intervention=draft, version=1)
    one = ready(pupil, ta)
    with pytest.raises(Refused, match="First the report to parents"):
        sign_restrictive(by=head, intervention=one, version=one.version)
    one = told(one, ta)
    with pytest.raises(Stale):
        sign_restrictive(by=head, intervention=one, version=one.version - 1)
    done = sign_restrictive(by=head, intervention=one, version=one.version)
    assert (done.state, done.signed_by) == ("signed", head)
    with pytest.raises(Refused, match="already"):
        sign_restrictive(by=head, intervention=done, version=done.version)


@pytest.mark.parametrize(
    ("role", "part", "reason"),
    [
        ("head", None, ""),
        ("senco", None, ""),
        ("dsl", None, ""),
        ("assistant_senco", None, "The head signs it off"),
        ("ta", None, "The head signs it off"),
        ("head", "took", "Another leader"),
        ("dsl", "watched", "Another leader"),
        ("head", "saw", ""),
    ],
)
def test_sign_restrictive_is_for_a_leader_who_had_no_part_in_it(
    pupil, school, ta, role, part, reason
):
    leader = PostFactory(role=role, school=school).person
    people = [(ta, "led", "", None)] + ([(leader, part, "", None)] if part else [])
    one = told(ready(pupil, ta, people=people), ta)
    if reason:
        with pytest.raises(Refused, match=reason):
            sign_restrictive(by=leader, intervention=one, version=one.version)
    else:
        assert sign_restrictive(by=leader, intervention=one, version=one.version).is_signed


def test_sign_restrictive_is_never_for_its_author(pupil, school):
    author = PostFactory(role="head", school=school).person
    other = PostFactory(role="ta", school=school).person
    one = told(ready(pupil, author, people=[(other, "led", "", None)]), author)
    with pytest.raises(Refused, match="You wrote it"):
        sign_restrictive(by=author, intervention=one, version=one.version)


def test_signed_record_changes_by_no_statement(pupil, ta, signed):
    rows = RestrictiveIntervention.objects.filter(pk=signed.pk)
    assert refused(lambda: rows.update(account="Nothing happened"))
    assert refused(lambda: rows.update(state="ready", signed_by=None, signed_at=None))
    assert refused(rows.delete)
    for model in (
        InterventionLine,
        InterventionPerson,
        InterventionInjury,
        InterventionNotice,
        ParentReport,
    ):
        mine = model.objects.filter(intervention=signed)
        assert mine.exists()
        assert refused(lambda mine=mine: mine.update(is_sealed=False)), model
        assert refused(mine.delete), model
    more = InterventionInjury(
        school=pupil.school, intervention=signed, whose="staff", what="Later"
    )  # fmt: skip
    assert refused(more.save)
    hold = InterventionLine(
        school=pupil.school, intervention=signed, choice=line("hold", "ground-hold")
    )
    assert refused(hold.save)
    with pytest.raises(Refused, match="Add an addendum"):
        edit_restrictive(
            by=ta, intervention=signed, version=signed.version, record=full(signed, ta),
            is_finished=True,
        )  # fmt: skip
    with pytest.raises(Refused, match="Add an addendum"):
        told(signed, ta)


def test_addendum_comes_after_the_signature_and_stays(pupil, ta, signed):
    made = add_addendum(by=ta, intervention=signed, words="The window is mended")
    rows = InterventionAddendum.objects.filter(pk=made.pk)
    assert refused(lambda: rows.update(words="x"))
    assert refused(rows.delete)
    with pytest.raises(Refused, match="An addendum comes after"):
        add_addendum(by=ta, intervention=ready(pupil, ta), words="Too early")


def test_withheld_report_is_decided_by_those_who_read_all(pupil, school, ta):
    dsl = PostFactory(role="dsl", school=school).person
    one = ready(pupil, ta)
    side = {
        "is_withheld": True, "told_at": None, "told_whom": "", "how": "", "copy_sent_on": None,
        "said": "", "withheld_why": "Harm would follow", "decided_by": dsl,
        "la_informed_on": one.on,
    }  # fmt: skip
    with pytest.raises(Refused, match="withhold a report"):
        told(one, ta, **side)
    told(one, dsl, **side)
    assert ParentReport.objects.get().decided_by == dsl
    told(one, dsl)
    assert not ParentReport.objects.get().is_withheld


def test_restrictive_is_seen_by_nobody_else_not_by_a_linked_adult(pupil, school, ta):
    one = ready(pupil, ta)
    key_adult, involved = (
        PostFactory(role="ta", school=school),
        PostFactory(role="ta", school=school),
    )
    link(pupil, key_adult)
    far = PostFactory(role="head", school=SchoolFactory()).person
    people = [(ta, "led", "", None), (involved.person, "saw", "", None)]
    two = ready(PupilFactory(school=school), ta, people=people)
    seen = RestrictiveIntervention.objects.visible_to
    assert set(seen(ta)) == {one, two}
    assert set(seen(involved.person)) == {two}
    assert not seen(key_adult.person).exists()
    assert not seen(far).exists()


def test_restrictive_keeps_its_words_out_of_the_record_book(pupil, ta, signed):
    pages = AuditEvent.objects.filter(object_type="pupils.restrictiveintervention")
    assert [page.action for page in pages.order_by("sequence")] == [
        "add_restrictive", "edit_restrictive", "report_to_parents", "sign_restrictive",
    ]  # fmt: skip
    written = str([page.changes for page in pages])
    for words in ("Ran at", "glass", "both arms", "mother", "come in", "Graze"):
        assert words not in written


def test_record_stays_in_the_school_of_its_pupil(pupil, ta):
    one = begun(pupil, ta)
    stranger = PupilFactory(school=SchoolFactory())
    rows = RestrictiveIntervention.objects.filter(pk=one.pk)
    assert refused(lambda: rows.update(pupil=stranger))
    notice = InterventionNotice(
        school=stranger.school, intervention=one, whom="la", on=one.on
    )  # fmt: skip
    assert refused(notice.save)
