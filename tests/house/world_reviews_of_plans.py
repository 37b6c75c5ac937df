"""Annual reviews and needs assessments of the world of the access table: open, complete, cancelled, withdrawn."""

import datetime
import uuid

from pupils.actions.advice import give_advice
from pupils.actions.annual_review import Point, cancel_annual_review, edit_review_report
from pupils.actions.assessment import claim_exemption, withdraw_assessment
from pupils.actions.step_rules import KEPT
from pupils.models import AnnualReview, Pupil, Step, StepRule
from staff.models import Post
from tests.factories.assessments import reached, request
from tests.factories.pupils import PupilFactory, on_register
from tests.factories.reviews import asked, noted, on_plan, review, today

#: What a report says, and what an adviser says, begin with these, so that they can be looked for.
CHANGED = ("offset_days", "warn_days", "owner_role")
SPOKEN, ADVISED = "Spokenby", "Advisedabout"


def make(pupil: Pupil, posts: dict[str, Post], hlta: Post, ta: Post) -> dict[str, object]:
    """The SENCO runs the open ones; ``ta`` owns a step and owes advice, ``hlta`` has given hers."""
    senco = posts["senco"]
    code = pupil.sen_code
    assessments = _assessments(pupil, senco)
    things = assessments | _reviews(pupil, senco, hlta, ta)
    bare = on_plan(on_register(PupilFactory(school=pupil.school, surname=f"Plan{pupil.surname}")))
    pupil.refresh_from_db()
    pupil.sen_code = code
    pupil.save()
    rule = StepRule.objects.get(school=None, code="assessment-views")
    # Two teams of one school share their rows.
    own, _new = StepRule.objects.get_or_create(
        school=pupil.school, code="assessment-views",
        defaults={name: getattr(rule, name) for name in (*KEPT[:1], *KEPT[2:], *CHANGED)},
    )  # fmt: skip
    return things | {"plan_pupil": bare, "step_rule": own}


def _reviews(pupil: Pupil, senco: Post, hlta: Post, ta: Post) -> dict[str, object]:
    past = review(pupil, senco, counted_from=datetime.date(2025, 9, 10), meeting_in=-60)
    past = noted(past, ("papers", 75), ("meeting", 60), ("report", 50), ("decision", 40))
    gone = review(pupil, senco)
    cancel_annual_review(
        by=senco.person, review=gone, version=gone.version, reason="Held by another school"
    )
    made = review(pupil, senco)
    # From Year 9 the report has the four headings of preparing for adulthood.
    AnnualReview.objects.filter(pk=made.pk).update(year_group="9")
    edit_review_report(
        by=senco.person, review=made, version=made.version,
        words={"pupil_views": f"{SPOKEN}{pupil.surname}"},
        points=[Point("recommended", "F", "school", f"{SPOKEN}{pupil.surname}")],
    )  # fmt: skip
    made.refresh_from_db()
    waiting, given, _outside = asked(made, ta, hlta, names=("Dr Outside",))
    give_advice(
        by=hlta.person, advice=given, version=given.version, on=given.asked_on,
        words={"going_well": f"{ADVISED}{pupil.surname}"},
    )  # fmt: skip
    steps = {step.code: step for step in Step.objects.filter(review=made, advice=None)}
    step, done = steps["review-invite"], steps["review-book"]
    Step.objects.filter(pk__in=[step.pk, done.pk]).update(owner=ta)
    Step.objects.filter(pk=done.pk).update(done_on=given.asked_on, done_by=ta.person)
    for one in (given, made, gone):
        one.refresh_from_db()
    return {
        "plan_review": made, "past_review": past, "cancelled_review": gone, "step": step,
        "done_step": done, "advice": waiting, "given_advice": given,
    }  # fmt: skip


def _assessments(pupil: Pupil, senco: Post) -> dict[str, object]:
    gone = request(pupil, senco, received=90)
    withdraw_assessment(
        by=senco.person, assessment=gone, version=gone.version, reason="The family moved away"
    )
    made = reached(request(pupil, senco, received=20), ("decision", 5))
    claim_exemption(
        by=senco.person, assessment=made, kind="absent", reason="Abroad for five weeks",
        on=today(), submission_id=uuid.uuid4(),
    )  # fmt: skip
    return {"assessment": made, "withdrawn_assessment": gone}
