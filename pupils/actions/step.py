"""Steps of the statutory clock: laid out from the record, and ticked by hand where the record does not note them."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from core import audit
from core.policy import require
from core.record import compare_and_set
from pupils import policies
from pupils.laying_out import Wanted, steps_of_assessment, steps_of_review
from pupils.models import Advice, AnnualReview, Assessment, Step, StepRule
from staff.models import Post

Matter = AnnualReview | Assessment
ADVICE_RULE = gettext_noop("Asked by the school, in time for the papers")
ADVICE_LAW = gettext_noop("SEND Regulations 2014, regulation 8(1): six weeks from being asked")
ADVICE_WARNING = datetime.timedelta(days=7)


def lay_out_steps(*, by: Any, of: Matter) -> None:
    """Bring the steps of a review or an assessment in line with its days; called by the actions of both.

    Steps keep their owner and what people ticked. Once it is closed only what happened stays, and the
    amended plan of a review; one that was cancelled keeps what was done.
    """
    wanted = {one.rule.code: one for one in _wanted(of)}
    standing = {one.code: one for one in Step.objects.filter(**{of.FLOW: of}, advice=None)}
    note = _note(of)
    for code, one in wanted.items():
        fields = _fields(one, note)
        if code in standing:
            _keep(by, standing[code], fields)
        else:
            owner = _owner(one.rule, of)
            by_whom = by if one.done_on else None
            Step.objects.create(
                school_id=of.school_id, pupil_id=of.pupil_id, flow=of.FLOW, code=code, owner=owner,
                done_by=by_whom, **{of.FLOW: of}, **fields,
            )  # fmt: skip
    gone = [step.pk for code, step in standing.items() if code not in wanted and not step.done_on]
    Step.objects.filter(pk__in=gone).delete()
    if not of.is_open:
        Step.objects.undone().filter(**{of.FLOW: of}, advice__isnull=False).delete()


def _wanted(of: Matter) -> list[Wanted]:
    if isinstance(of, AnnualReview):
        if of.cancelled_on:
            return []
        steps = steps_of_review(of)
        goes_on = {"review-final_plan"}
    else:
        steps, goes_on = steps_of_assessment(of), set()
    if of.is_open:
        return steps
    return [one for one in steps if one.done_on or one.rule.code in goes_on]


def _note(of: Matter) -> str:
    """What the authority says excuses it, beside its own steps; whether it does is for others to say."""
    if isinstance(of, AnnualReview):
        return ""
    claimed = of.exemptions.order_by("-claimed_on", "-pk").first()
    return gettext("exemption claimed: %(what)s") % {"what": claimed} if claimed else ""


def _fields(one: Wanted, note: str) -> dict[str, Any]:
    fields = {
        "what": one.rule.what, "who": one.rule.who, "due_on": one.planned.due,
        "law_on": one.planned.law, "warn_on": one.planned.warn,
        "moved_from": one.planned.moved_from, "rule": one.rule.source,
        "is_noted": one.rule.is_noted,
        "note": note if one.rule.who == StepRule.Who.AUTHORITY else "",
    }  # fmt: skip
    return fields | {"done_on": one.done_on} if one.rule.is_noted else fields


def _keep(by: Any, step: Step, fields: dict[str, Any]) -> None:
    """Change what differs; who noted a stage is whoever's act brought its day in."""
    if "done_on" in fields and fields["done_on"] != step.done_on:
        fields["done_by"] = by if fields["done_on"] else None
    if any(getattr(step, name) != value for name, value in fields.items()):
        compare_and_set(step, version=step.version, **fields)


def _owner(rule: StepRule, of: Matter) -> Post | None:
    """Whoever runs it, or the first to hold the role that the rule names; nobody outside."""
    if rule.who != StepRule.Who.SCHOOL:
        return None
    if rule.owner_role:
        posts = Post.objects.current().filter(school=of.school_id, role=rule.owner_role)
        return posts.order_by("starts_on", "pk").first() or of.owner
    return of.owner


def lay_out_advice(*, by: Any, advice: Advice) -> None:
    """Bring the step of one piece of advice in line with it; called by the actions of advice."""
    ours, by_law = advice.post_id is not None, advice.assessment_id is not None
    flow = StepRule.Flow.ASSESSMENT if by_law else StepRule.Flow.REVIEW
    fields = {
        "what": str(advice), "due_on": advice.due_on, "warn_on": advice.due_on - ADVICE_WARNING,
        "done_on": advice.returned_on, "owner_id": advice.post_id, "is_noted": True,
        "rule": gettext(ADVICE_LAW if by_law else ADVICE_RULE),
        "law_on": advice.due_on if by_law else None,
        "who": StepRule.Who.SCHOOL if ours else StepRule.Who.OUTSIDE,
        "done_by": by if advice.returned_on else None,
    }  # fmt: skip
    step = Step.objects.filter(advice=advice).first()
    if step is None:
        Step.objects.create(
            school_id=advice.school_id, pupil_id=advice.pupil_id, flow=flow, code=f"{flow}-advice",
            review_id=advice.review_id, assessment_id=advice.assessment_id, advice=advice, **fields,
        )  # fmt: skip
    else:
        compare_and_set(step, version=step.version, **fields)


@transaction.atomic
def tick_step(*, by: Any, step: Step, version: int) -> Step:
    """Say that a step was done today. Raises Stale when somebody changed it first."""
    require(policies.tick_step(by, step))
    fields = {"done_on": timezone.localdate(), "done_by": by}
    changes = compare_and_set(step, version=version, **fields)
    audit.record(by=by, action="tick_step", about=step, changes={"done_on": changes["done_on"]})
    return step


@transaction.atomic
def untick_step(*, by: Any, step: Step, version: int) -> Step:
    """Take a tick back. Raises Stale when somebody changed it first."""
    require(policies.untick_step(by, step))
    changes = compare_and_set(step, version=version, done_on=None, done_by=None)
    changes.pop("done_by", None)
    audit.record(by=by, action="untick_step", about=step, changes=changes)
    return step


@transaction.atomic
def give_step(*, by: Any, step: Step, version: int, owner: Post) -> Step:
    """Make a step somebody else's, who is reminded of it anew. Raises Stale."""
    require(policies.give_step(by, step))
    former = step.owner_id
    compare_and_set(step, version=version, owner=owner, reminded_at=None)
    audit.record(by=by, action="give_step", about=step, changes={"owner": (former, owner.pk)})
    return step
