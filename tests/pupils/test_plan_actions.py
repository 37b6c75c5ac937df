"""Beginning, writing, publishing and ending plans, and what the database refuses."""

import uuid

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from core.models import AuditEvent
from core.policy import Refused
from core.record import AlreadyDone, Stale
from pupils import policies
from pupils.actions import plan as actions
from pupils.actions import plan_row
from pupils.models import ROWS, Outcome, OutcomeStep, Plan, PlanNeed, Provision
from pupils.plans import plan_of
from tests.factories import plans as make
from tests.factories.pupils import PupilFactory, link, on_register
from tests.factories.staff import PostFactory

pytestmark = pytest.mark.django_db


def test_start_plan_copies_rows_with_keys_and_threads_to_the_new_version(pupil, senco):
    first = make.published(pupil, senco)
    copy = make.draft(pupil, senco)
    assert (copy.number, copy.state, copy.authority) == (2, "draft", "Saltmarsh Council")
    for model in ROWS:
        keys = [
            sorted(model.objects.filter(plan=plan).values_list("key", flat=True))
            for plan in (first, copy)
        ]
        assert keys[0] == keys[1], model
    line = Provision.objects.get(plan=copy)
    assert [one.plan for one in (*line.needs.all(), *line.outcomes.all())] == [copy, copy]
    assert OutcomeStep.objects.get(plan=copy).outcome.plan == copy
    assert Outcome.objects.get(plan=copy).needs.get().plan == copy


def test_start_plan_is_refused_while_a_draft_is_written_and_for_a_kind_that_is_off(pupil, senco):
    make.draft(pupil, senco)
    with pytest.raises(Refused, match="being written already"):
        make.draft(pupil, senco)
    with pytest.raises(Refused, match="does not use plans of this kind"):
        make.draft(pupil, senco, "isp")
    assert make.draft(pupil, senco, "sen-support").number == 1


def test_start_plan_twice_with_one_key_makes_one(pupil, senco):
    key, kind = uuid.uuid4(), make.kind_of("ehc")
    actions.start_plan(by=senco, pupil=pupil, kind=kind, submission_id=key)
    Plan.objects.update(state="current", starts_on=timezone.localdate())
    with pytest.raises(AlreadyDone):
        actions.start_plan(by=senco, pupil=pupil, kind=kind, submission_id=key)
    assert Plan.objects.count() == 1


def test_published_plan_is_locked_in_the_database(pupil, senco):
    made = make.published(pupil, senco)
    row, need = Provision.objects.get(), PlanNeed.objects.get()
    tries = [
        lambda: Provision.objects.filter(pk=row.pk).update(minutes=5),
        lambda: PlanNeed.objects.filter(pk=need.pk).update(words="Other"),
        lambda: PlanNeed.objects.create(
            school=made.school, plan=made, section="ehc-b", position=2, words="Slipped in"
        ),
        lambda: Plan.objects.filter(pk=made.pk).update(made_because="Otherwise"),
        lambda: Plan.objects.filter(pk=made.pk).update(state="draft", starts_on=None),
        lambda: row.needs.through.objects.create(provision=row, planneed=need),
    ]
    row.needs.through.objects.all().delete()
    for one in tries:
        with pytest.raises(DatabaseError), transaction.atomic():
            one()
    with pytest.raises(Refused, match="stays as it is"):
        plan_row.edit_plan_row(by=senco, row=row, version=1, fields={"minutes": 5})


def test_superseded_plan_stays_superseded(pupil, senco):
    first = make.published(pupil, senco)
    make.publish(make.draft(pupil, senco), senco)
    Plan.objects.filter(pupil=pupil, state="current").update(
        state="ended", ends_on=timezone.localdate(), ended_because="Ceased"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=first.pk).update(state="current")


def test_rows_serve_rows_of_their_own_version_and_school(pupil, senco):
    first = make.published(pupil, senco)
    copy = make.draft(pupil, senco)
    line, theirs = Provision.objects.get(plan=copy), PlanNeed.objects.get(plan=first)
    with pytest.raises(IntegrityError), transaction.atomic():
        line.needs.add(theirs)
    with pytest.raises(IntegrityError), transaction.atomic():
        OutcomeStep.objects.filter(plan=copy).update(outcome=Outcome.objects.get(plan=first))
    other = PostFactory().school
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanNeed.objects.create(school=other, plan=copy, section="ehc-b", position=9, words="Far")
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(
            school=other, pupil=pupil, kind=make.kind_of("isp"), number=1, state="draft",
            review_on="2030-01-01",
        )  # fmt: skip


def test_publish_plan_drops_rows_taken_off_and_refuses_an_empty_plan(pupil, senco):
    made = make.draft(pupil, senco)
    with pytest.raises(Refused, match="empty"):
        make.publish(made, senco)
    row = make.need(made, senco)
    kept = make.need(made, senco, words="Reading")
    plan_row.remove_plan_row(by=senco, row=row, version=row.version)
    make.publish(made, senco)
    assert list(PlanNeed.objects.filter(plan=made)) == [kept]
    with pytest.raises(Refused, match="stays as it is"):
        make.publish(made, senco)


def test_publish_plan_keeps_the_first_review_among_all_kinds_on_the_pupil(pupil, senco):
    soon = make.published(pupil, senco, "sen-support")
    early = timezone.localdate() + 30 * make.DAY
    actions.move_plan_review(by=senco, plan=soon, version=soon.version, review_on=early)
    make.published(pupil, senco)
    pupil.refresh_from_db()
    assert pupil.review_due_on == early


def test_words_of_a_plan_stay_out_of_the_record_book(pupil, senco):
    made = make.draft(pupil, senco)
    need = make.need(made, senco, words="A secret of theirs")
    plan_row.edit_plan_row(by=senco, row=need, version=1, fields={"words": "Another secret"})
    make.text(made, senco, "child", "A third secret")
    make.publish(made, senco, made_because="A fifth secret")
    ended = Plan.objects.get(pk=made.pk)
    actions.end_plan(
        by=senco,
        plan=ended,
        version=ended.version,
        on=timezone.localdate(),
        because="A fourth secret",
    )
    events = AuditEvent.objects.filter(pupil_id=pupil.pk)
    assert {"add_plan_row", "edit_plan_row", "edit_plan_texts", "publish_plan", "end_plan"} <= {
        event.action for event in events
    }
    for event in events:
        written = f"{event.changes} {event.object_name}"
        assert "secret" not in written, event.action


def test_edit_plan_row_stale_names_both_sides_of_what_it_serves(pupil, senco):
    made = make.draft(pupil, senco)
    one, two = make.need(made, senco, words="One"), make.need(made, senco, words="Two")
    aim = make.outcome(made, senco, one)
    plan_row.edit_plan_row(by=senco, row=aim, version=1, fields={"words": "New", "needs": [two]})
    with pytest.raises(Stale) as stale:
        plan_row.edit_plan_row(
            by=senco, row=aim, version=1, fields={"words": "Mine", "needs": [one]}
        )
    assert stale.value.theirs.words == "New"
    assert stale.value.more == [("needs", "Two", "One")]


@pytest.mark.parametrize(
    ("role", "kind", "reads", "whole", "drafts", "publishes"),
    [
        ("senco", "", True, True, True, True), ("assistant_senco", "", True, True, True, True),
        ("head", "", True, True, False, False), ("dsl", "", True, True, False, False),
        ("data", "", False, False, False, False), ("hr", "", False, False, False, False),
        ("exams", "", False, False, False, False), ("hlta", "", False, False, False, False),
        ("hlta", "leads", True, True, True, False), ("ta", "leads", True, False, False, False),
        ("ta", "key_adult", True, False, False, False),
        ("teacher", "teacher", True, False, False, False),
        ("teacher", "plan_owner", True, False, False, False),
    ],
)  # fmt: skip
def test_plan_policies_follow_role_and_relation(
    pupil, school, senco, role, kind, reads, whole, drafts, publishes
):
    made, writing = make.published(pupil, senco), make.filled(pupil, senco, "sen-support")
    post = PostFactory(school=school, role=role)
    if kind:
        link(pupil, post, kind)
    person, fresh = post.person, type(pupil).objects.get(pk=pupil.pk)
    writing.pupil = fresh
    assert (policies.see_plan_summary(person, fresh) == "") is reads
    assert (policies.see_plan(person, fresh) == "") is whole
    assert (policies.draft_plan(person, fresh) == "") is drafts
    assert (policies.publish_plan(person, writing) == "") is publishes
    seen = set(Plan.objects.visible_to(person))
    assert seen == ({made} if reads else set()) | ({writing} if drafts else set())
    assert (made in Plan.objects.read_whole_by(person)) is whole
    assert PlanNeed.objects.visible_to(person).filter(plan=made).exists() is whole
    found = plan_of(person, fresh)
    assert (found is not None) is reads
    assert (found is not None and found.is_summary) is (reads and not whole)


def test_plan_of_reads_the_statutory_plan_first_and_only_what_is_in_force(pupil, senco):
    assert plan_of(senco, pupil) is None
    support = make.published(pupil, senco, "sen-support")
    assert plan_of(senco, pupil).plan == support
    made = make.published(pupil, senco)
    make.draft(pupil, senco)
    assert plan_of(senco, pupil).plan == made
    assert plan_of(senco, pupil, "sen-support").plan == support
    assert [str(need) for need in plan_of(senco, pupil).needs] == ["Finding words in class"]


def test_draft_plan_of_a_department_ends_with_it(school, senco):
    child = on_register(PupilFactory(school=school))
    hlta = PostFactory(school=school, role="hlta")
    bond = link(child, hlta, "leads")
    made = make.filled(child, hlta.person)
    bond.ends_on = timezone.localdate() - make.DAY
    bond.save()
    with pytest.raises(Refused):
        make.need(made, hlta.person)
    child.left_on = timezone.localdate() - make.DAY
    child.save()
    with pytest.raises(Refused, match="has left"):
        make.need(Plan.objects.get(pk=made.pk), senco)
