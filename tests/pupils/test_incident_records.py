"""Incidents as records: versions, what the database refuses, who keeps what, what the book says."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from core.models import AuditEvent
from core.policy import Refused
from core.record import Stale
from pupils.actions.follow_up import add_follow_up, finish_follow_up, undo_finish_follow_up
from pupils.actions.incident import correct_incident, edit_incident
from pupils.models import FollowUp, Incident, IncidentPupil, IncidentStep
from tests.factories.behaviour import account_of, begun, line, recorded
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory, SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ta(school, pupil):
    post = PostFactory(role="ta", school=school)
    link(pupil, post)
    return post.person


def refused(act) -> bool:
    with pytest.raises(DatabaseError), transaction.atomic():
        act()
    return True


def test_correct_incident_makes_a_version_and_keeps_the_one_before(pupil, ta):
    first = recorded(pupil, ta, seen="Kicked the door.", steps={"take-up": "helped"})
    due = timezone.localdate() + datetime.timedelta(days=2)
    todo = add_follow_up(by=ta, incident=first, what="Ring home", owner=ta, due_on=due)
    account = account_of(first, seen="Kicked the door twice.", frequency=2)
    second = correct_incident(
        by=ta, incident=first, version=first.version, account=account, why="Counted again"
    )
    first.refresh_from_db()
    assert (first.state, first.seen) == ("superseded", "Kicked the door.")
    assert (second.state, second.number, second.frequency) == ("current", 2, 2)
    assert [row.result for row in first.steps.all()] == ["helped"]
    assert [row.result for row in second.steps.all()] == ["helped"]
    assert FollowUp.objects.visible_to(ta).get(incident__key=second.key) == todo
    assert Incident.objects.standing().count() == 1


def test_recorded_incident_is_not_changed_by_any_statement(pupil, ta):
    made = recorded(pupil, ta, seen="Kicked the door.")
    rows = Incident.objects.filter(pk=made.pk)
    assert refused(lambda: rows.update(seen="Nothing happened."))
    assert refused(lambda: rows.update(intensity=1))
    assert refused(lambda: rows.update(minutes=4))
    assert refused(lambda: rows.update(state="draft"))
    new = IncidentStep(school=pupil.school, incident=made, step=line("step", "humour"), result="no")
    assert refused(new.save)
    assert refused(lambda: made.settings.add(line("setting", "tired")))
    assert refused(lambda: made.behaviours.add(line("behaviour", "spat")))
    assert refused(lambda: made.adults.add(ta))
    other = PupilFactory(school=pupil.school)
    assert refused(
        lambda: IncidentPupil.objects.create(
            school=pupil.school, incident=made, pupil=other, part="saw"
        )
    )
    correct_incident(
        by=ta, incident=made, version=made.version, account=account_of(made), why="Again"
    )
    assert refused(lambda: rows.update(state="current"))
    assert refused(rows.delete)


def test_incident_holds_pupils_of_its_own_school_alone(pupil, ta):
    stranger = PupilFactory(school=SchoolFactory())
    draft = begun(pupil, ta)
    assert refused(
        lambda: IncidentPupil.objects.create(
            school=pupil.school, incident=draft, pupil=stranger, part="saw"
        )
    )
    account = account_of(draft, pupils=[(stranger, "did")])
    with pytest.raises(Refused, match="one school"):
        edit_incident(
            by=ta, incident=draft, version=draft.version, account=account, is_finished=False
        )


@pytest.mark.parametrize(
    "fields",
    [
        {"intensity": 0}, {"intensity": 6}, {"until": datetime.time(13, 19)},
        {"state": "current"}, {"number": 2},
    ],
)  # fmt: skip
def test_incident_that_can_never_be_is_refused_by_the_database(pupil, ta, fields):
    draft = begun(pupil, ta)
    assert refused(lambda: Incident.objects.filter(pk=draft.pk).update(**fields))


def test_edit_incident_finishes_only_with_an_account_and_a_pupil(pupil, ta):
    draft = begun(pupil, ta)
    with pytest.raises(Refused, match="what was seen"):
        edit_incident(
            by=ta, incident=draft, version=1, account=account_of(draft, seen=" "), is_finished=True
        )
    with pytest.raises(Refused, match="at least one pupil"):
        edit_incident(
            by=ta, incident=draft, version=1, account=account_of(draft, pupils=[]),
            is_finished=False,
        )  # fmt: skip
    made = recorded(pupil, ta)
    with pytest.raises(Refused, match="Correct it instead"):
        edit_incident(
            by=ta, incident=made, version=made.version, account=account_of(made), is_finished=True
        )
    with pytest.raises(Refused, match="still to finish"):
        correct_incident(
            by=ta, incident=draft, version=1, account=account_of(draft), why="No reason"
        )


def test_edit_incident_out_of_date_carries_both_texts(pupil, ta):
    draft = begun(pupil, ta, seen="Mine")
    typed = account_of(draft)
    edit_incident(
        by=ta, incident=draft, version=1, is_finished=False,
        account=account_of(draft, seen="Theirs", steps=[(line("step", "humour"), "worse")]),
    )  # fmt: skip
    with pytest.raises(Stale) as stale:
        edit_incident(by=ta, incident=draft, version=1, account=typed, is_finished=True)
    assert stale.value.theirs.seen == "Theirs"
    assert stale.value.mine["seen"] == "Mine"
    [(_label, theirs, mine)] = stale.value.more
    assert "Humour: Made it worse" in theirs
    assert "Humour" not in mine
    assert pupil.surname not in theirs + mine


def test_edit_incident_keeps_the_part_of_a_pupil_whom_the_editor_does_not_see(pupil, school, ta):
    senco = PostFactory(role="senco", school=school).person
    hidden = PupilFactory(school=school, surname="Hidden")
    made = recorded(pupil, ta)
    with_two = correct_incident(
        by=senco, incident=made, version=made.version, why="Another was there",
        account=account_of(made, pupils=[(pupil, "did"), (hidden, "hurt")]),
    )  # fmt: skip
    again = correct_incident(
        by=ta, incident=with_two, version=with_two.version, why="The hour",
        account=account_of(with_two, pupils=[(pupil, "did")], at=datetime.time(13, 10)),
    )  # fmt: skip
    parts = again.pupils.values_list("pupil__surname", "part")
    assert set(parts) == {("Wrenfield", "did"), ("Hidden", "hurt")}


def test_incident_keeps_its_words_out_of_the_record_book(pupil, ta):
    made = recorded(pupil, ta, seen="Kicked the door.", pupil_voice="It was loud")
    pages = AuditEvent.objects.filter(object_type="pupils.incident")
    assert [page.action for page in pages.order_by("sequence")] == ["add_incident", "edit_incident"]
    written = str([page.changes for page in pages])
    assert "hmac:" in written
    assert "Kicked" not in written
    assert "loud" not in written
    assert {page.pupil_id for page in pages} == {pupil.pk}
    assert made.state == "current"


def test_follow_up_is_done_once_and_taken_back(pupil, school, ta):
    made = recorded(pupil, ta)
    owner = PostFactory(role="ta", school=school).person
    today = timezone.localdate()
    todo = add_follow_up(by=ta, incident=made, what="Ring home", owner=owner, due_on=today)
    assert finish_follow_up(by=owner, follow_up=todo).done_on == today
    assert finish_follow_up(by=owner, follow_up=todo).version == 2
    assert undo_finish_follow_up(by=owner, follow_up=todo).done_on is None
    with pytest.raises(Refused, match="Only the adult who is to do it"):
        finish_follow_up(by=PostFactory(role="ta", school=school).person, follow_up=todo)
    assert not Incident.objects.visible_to(owner).exists()
