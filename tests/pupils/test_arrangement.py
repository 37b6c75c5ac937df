"""One access arrangement: added, edited, ended and taken back; who reads what of it; the file."""

import datetime
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent, Look
from core.policy import Refused
from pupils.actions import arrangement as actions
from pupils.models import Arrangement, ArrangementScore
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory
from tests.pupils.arrangements import arrange, filled, kind, subject

pytestmark = pytest.mark.django_db
SCORE = {
    "scores-TOTAL_FORMS": "1", "scores-INITIAL_FORMS": "0", "scores-0-test": "Reading speed",
    "scores-0-score": "82", "scores-0-taken_on": "2026-10-05",
}  # fmt: skip


@pytest.fixture
def exams(school, client):
    person = PostFactory(role="exams", school=school).person
    client.force_login(person)
    return person


def at(name: str, row) -> str:
    return reverse(name, args=[row.pk])


def text(answer) -> str:
    return unescape(answer.content.decode())


def test_choose_candidate_finds_by_name_and_form_and_never_by_number(client, pupil, exams):
    pupil.upn = "A801200005001"
    pupil.save()
    for words in ("toby", "Wrenfield 8B", "8"):
        assert "Wrenfield, Toby" in text(client.get("/arrangements/new/", {"q": words}))
    for words in ("A801200005001", "801200005001"):
        assert "Wrenfield" not in text(client.get("/arrangements/new/", {"q": words}))


def test_add_arrangement_keeps_it_once_however_often_it_is_sent(client, pupil, exams):
    sent = filled("extra-time-25", subjects=[subject().pk], evidence="Report in drawer 2", **SCORE)
    for _again in range(2):
        answer = client.post(at("add_arrangement", pupil), sent)
    made = Arrangement.objects.get(pupil=pupil)
    assert answer["Location"] == at("arrangement", made)
    assert (made.school, made.state) == (pupil.school, "considered")
    assert [str(one) for one in made.subjects.all()] == ["Science"]
    assert ArrangementScore.objects.get(arrangement=made).score == 82
    page = AuditEvent.objects.get(action="add_arrangement")
    assert page.pupil_id == pupil.pk
    assert "drawer" not in str(page.changes)


def test_add_arrangement_counts_the_end_of_an_approval_by_the_months_of_its_kind(
    client, pupil, exams
):
    client.post(at("add_arrangement", pupil), filled(state="approved", approved_on="2026-08-31"))
    assert Arrangement.objects.get().valid_to == datetime.date(2028, 10, 31)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"state": "approved"}, "Say on which day it was approved."),
        ({"valid_from": "2026-10-02", "valid_to": "2026-10-01"}, "end before it starts"),
        (SCORE | {"scores-0-score": ""}, "A score is not complete."),
        (SCORE | {"scores-0-score": "30"}, "A score is not complete."),
        ({"percent": "300"}, "Must be at most 200."),
        ({"state": "ended"}, "Choose one of the list."),
    ],
)
def test_add_arrangement_says_what_is_wrong_and_keeps_nothing(client, pupil, exams, more, words):
    answer = client.post(at("add_arrangement", pupil), filled(**more))
    assert words in text(answer)
    assert not Arrangement.objects.exists()


def test_add_arrangement_refuses_the_same_kind_while_one_stands(client, pupil, exams):
    arrange(pupil)
    answer = client.post(at("add_arrangement", pupil), filled())
    assert "has this arrangement already" in text(answer)
    with pytest.raises(IntegrityError), transaction.atomic():
        arrange(pupil)


def test_edit_arrangement_changes_what_was_sent_and_answers_409_when_stale(client, pupil, exams):
    row = arrange(pupil)
    sent = filled(version=1, approval_reference="AA-1", state="applied", **SCORE)
    assert client.post(at("edit_arrangement", row), sent).status_code == 302
    row.refresh_from_db()
    assert (row.version, row.approval_reference, row.state) == (2, "AA-1", "applied")
    stale = client.post(at("edit_arrangement", row), sent | {"approval_reference": "AA-2"})
    assert stale.status_code == 409
    assert "AA-1" in text(stale)
    assert "AA-2" in text(stale)
    assert row.scores.count() == 1


def test_edit_arrangement_keeps_scores_that_did_not_change(client, pupil, exams):
    row = arrange(pupil)
    client.post(at("edit_arrangement", row), filled(version=1, **SCORE))
    kept = row.scores.get().pk
    again = filled(version=2, **SCORE | {"scores-INITIAL_FORMS": "1"})
    client.post(at("edit_arrangement", row), again)
    assert row.scores.get().pk == kept


def test_end_arrangement_is_undone_by_one_press(client, pupil, exams):
    until = timezone.localdate() + datetime.timedelta(days=90)
    row = arrange(pupil, valid_to=until)
    page = client.post(at("end_arrangement", row), {"version": 1}, follow=True)
    assert at("undo_end_arrangement", row) in text(page)
    row.refresh_from_db()
    assert (row.state, row.valid_to) == ("ended", timezone.localdate())
    assert client.post(at("end_arrangement", row), {"version": 2}).status_code == 403
    client.post(at("undo_end_arrangement", row))
    row.refresh_from_db()
    assert (row.state, row.valid_to) == ("approved", until)
    acts = AuditEvent.objects.filter(object_id=row.pk).order_by("pk")
    assert [act.action for act in acts] == ["end_arrangement", "undo_end_arrangement"]


def test_end_arrangement_answers_409_when_stale(client, pupil, exams):
    row = arrange(pupil)
    assert client.post(at("end_arrangement", row), {"version": 7}).status_code == 409


def test_undo_end_arrangement_is_refused_when_the_pupil_has_it_again(client, pupil, exams):
    row = arrange(pupil)
    client.post(at("end_arrangement", row), {"version": 1})
    arrange(pupil)
    answer = client.post(at("undo_end_arrangement", row))
    assert answer.status_code == 403
    assert "has this arrangement again" in text(answer)


def test_arrangement_action_refuses_a_ta_and_leaves_nothing(school, pupil):
    ta = PostFactory(role="ta", school=school)
    link(pupil, ta)
    with pytest.raises(Refused, match="exams officer keep arrangements"):
        actions.add_arrangement(
            by=ta.person, pupil=pupil, scores=(),
            fields={"kind": kind(), "state": "considered", "subjects": []},
        )  # fmt: skip
    assert not Arrangement.objects.exists()


def test_arrangement_shows_a_ta_the_kind_and_not_the_evidence(client, school, pupil):
    ta = PostFactory(role="ta", school=school)
    row = arrange(pupil, evidence="Plan of the council", approval_reference="AA-9", notes="Mother")
    client.force_login(ta.person)
    assert client.get(at("arrangement", row)).status_code == 404
    link(pupil, ta)
    page = text(client.get(at("arrangement", row)))
    assert "Reader or computer reader" in page
    for hidden in ("Plan of the council", "AA-9", "Mother"):
        assert hidden not in page


def test_arrangement_opens_no_record_to_the_exams_officer(client, pupil, exams):
    row = arrange(pupil, evidence="Plan of the council")
    pupil.pronunciation, pupil.main_need = "REN-field", "SLCN"
    pupil.save()
    page = text(client.get(at("arrangement", row)))
    assert "Plan of the council" in page
    for hidden in ("REN-field", "SLCN", "SEN support", str(pupil.born_on.year)):
        assert hidden not in page
    for name in ("pupil", "pupil_arrangements", "pupil_chronology", "who_can_see"):
        assert client.get(reverse(name, args=[pupil.pk])).status_code == 404
    look = Look.objects.get(page="arrangement")
    assert (look.pupil_id, look.actor_id) == (pupil.pk, exams.pk)


def test_arrangement_names_subjects_without_use_this_term_and_what_is_missing(client, pupil, exams):
    row = arrange(pupil, "extra-time-25", (subject(), subject("history")))
    page = text(client.get(at("arrangement", row)))
    for missing in (
        "Evidence of need", "The assessor’s name", "The assessor’s scores", "Approval reference",
        "nothing logged this term",
    ):  # fmt: skip
        assert missing in page


def test_pupil_arrangements_is_a_tab_for_those_who_work_with_the_pupil(client, school, pupil):
    arrange(pupil)
    for role, is_linked, status in (
        ("senco", False, 200), ("head", False, 200), ("ta", True, 200), ("teacher", True, 200),
        ("dsl", False, 403), ("data", False, 403), ("ta", False, 404), ("hr", False, 404),
    ):  # fmt: skip
        post = PostFactory(role=role, school=school)
        if is_linked:
            link(pupil, post)
        client.force_login(post.person)
        answer = client.get(at("pupil_arrangements", pupil))
        assert answer.status_code == status, role
        if role in ("dsl", "data"):
            assert "arrangements/" not in text(client.get(at("pupil", pupil)))


def test_pupil_chronology_tells_an_approval_to_those_who_may_know(client, school, pupil, senco):
    arrange(pupil)
    assert "Approved: Reader" in text(client.get(at("pupil_chronology", pupil)))
    client.force_login(PostFactory(role="dsl", school=school).person)
    assert "Approved: Reader" not in text(client.get(at("pupil_chronology", pupil)))


def test_inspection_file_holds_everything_in_order_and_says_when_nothing_is_missing(
    client, pupil, exams
):
    arrange(pupil, "rest-breaks", evidence="Note of the SENCO")
    page = text(client.get(at("inspection_file", pupil)))
    assert "Note of the SENCO" in page
    assert "1 thing is missing" in page
    assert Look.objects.filter(page="inspection_file", pupil_id=pupil.pk).exists()


def test_inspection_file_costs_the_same_for_1_and_7_arrangements(
    client, pupil, exams, django_assert_num_queries
):
    url = at("inspection_file", pupil)
    arrange(pupil)
    client.get(url)
    with django_assert_num_queries(9):
        client.get(url)
    for code in ("scribe", "prompter", "rest-breaks", "separate-room", "aids", "word-processor"):
        row = arrange(pupil, code)
        row.scores.create(school=pupil.school, test="A", score=80, taken_on="2026-10-01")
    with django_assert_num_queries(9):
        client.get(url)


def test_arrangement_of_another_school_is_not_there(client, exams):
    row = arrange(PupilFactory())
    for name in ("arrangement", "edit_arrangement"):
        assert client.get(at(name, row)).status_code == 404
