"""Needs assessments asked for, noted stage by stage, excused, withdrawn."""

import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.policy import Refused, require
from core.record import answered, compare_and_set, once
from pupils import policies
from pupils.actions.step import lay_out_steps
from pupils.models import Assessment, Council, Exemption, Pupil, Step

Day = datetime.date


@transaction.atomic
def start_assessment(
    *, by: Any, pupil: Pupil, submission_id: Any, council: Council | None, council_name: str, **fields: Any
) -> Assessment:  # fmt: skip
    """Begin a request, with an authority of the school's list or a new one, and lay out its steps.

    Raises AlreadyDone for a form sent twice, Refused for a second open request.
    """
    require(policies.keep_assessments(by, pupil))
    sent = once(by=by, key=submission_id, use_case="start_assessment")
    pupil = Pupil.objects.select_for_update().get(pk=pupil.pk)
    require(policies.start_assessment(by, pupil))
    made = Assessment.objects.create(
        school_id=pupil.school_id, pupil=pupil, council=council or _council(by, pupil, council_name),
        **fields,
    )  # fmt: skip
    names = ("requested_by", "planned_on", "received_on", "council_id")
    changes = {name: (None, getattr(made, name)) for name in names if getattr(made, name)}
    audit.record(by=by, action="start_assessment", about=made, changes=changes)
    lay_out_steps(by=by, of=made)
    answered(sent, reverse("assessment", args=[made.pk]))
    return made


@transaction.atomic
def edit_assessment(
    *, by: Any, assessment: Assessment, version: int, council: Council | None, council_name: str, **fields: Any
) -> Assessment:  # fmt: skip
    """Change who asked, why, when it is to be sent, the day it was received. Raises Stale."""
    assessment = _locked(assessment)
    require(policies.edit_assessment(by, assessment))
    former = assessment.owner_id
    council = council or _council(by, assessment.pupil, council_name)
    first = assessment.decision_on
    if first and (not fields.get("received_on") or fields["received_on"] > first):
        raise Refused(_("The decision was noted before that day. Take it back first."))
    changes = compare_and_set(assessment, version=version, council=council, **fields)
    for name in ("council", "owner"):
        if name in changes:
            changes[name] = tuple(row.pk for row in changes[name])
    audit.record(
        by=by,
        action="edit_assessment",
        about=assessment,
        changes=changes,
        secret=["grounds", "requester"],
    )
    if assessment.owner_id != former:
        for step in Step.objects.undone().filter(assessment=assessment, owner=former, advice=None):
            compare_and_set(step, version=step.version, owner_id=assessment.owner_id)
    lay_out_steps(by=by, of=assessment)
    return assessment


@transaction.atomic
def record_assessment_stage(
    *, by: Any, assessment: Assessment, version: int, stage: str, on: Day, decision: str = ""
) -> Assessment:
    """Note the day on which a stage really happened. Raises Stale; Refused for a day that cannot be."""
    assessment = _locked(assessment)
    require(policies.record_assessment_stage(by, assessment, stage))
    if on > timezone.localdate():
        raise Refused(_("This day is in the future. A stage is noted once it has happened."))
    before = policies.assessment_stage_before(stage)
    first = getattr(assessment, assessment.STAGES[before]) if before else None
    if first and on < first:
        raise Refused(_("It cannot have happened before the stage it follows."))
    fields: dict[str, Any] = {assessment.STAGES[stage]: on}
    if stage == "decision":
        fields["decision"] = Assessment.Decision(decision)
    changes = compare_and_set(assessment, version=version, **fields)
    audit.record(by=by, action="record_assessment_stage", about=assessment, changes=changes)
    lay_out_steps(by=by, of=assessment)
    return assessment


@transaction.atomic
def undo_assessment_stage(
    *, by: Any, assessment: Assessment, version: int, stage: str
) -> Assessment:
    """Take a noted day back, which may open a closed request again. Raises Stale."""
    assessment = _locked(assessment)
    require(policies.undo_assessment_stage(by, assessment, stage))
    fields: dict[str, Any] = {assessment.STAGES[stage]: None}
    if stage == "decision":
        fields["decision"] = ""
    changes = compare_and_set(assessment, version=version, **fields)
    audit.record(by=by, action="undo_assessment_stage", about=assessment, changes=changes)
    lay_out_steps(by=by, of=assessment)
    return assessment


@transaction.atomic
def claim_exemption(
    *, by: Any, assessment: Assessment, kind: str, reason: str, on: Day, submission_id: Any
) -> Exemption:
    """Note why the authority says that it need not keep a time; it stays as it was claimed."""
    require(policies.claim_exemption(by, assessment))
    answer = reverse("assessment", args=[assessment.pk])
    once(by=by, key=submission_id, use_case="claim_exemption", answer=answer)
    made = Exemption.objects.create(
        school_id=assessment.school_id, assessment=assessment, kind=Exemption.Kind(kind),
        reason=reason, claimed_on=on,
    )  # fmt: skip
    changes = {"kind": (None, kind), "reason": (None, reason)}
    audit.record(
        by=by, action="claim_exemption", about=made, changes=changes, secret=["reason"],
        pupil_id=assessment.pupil_id,
    )  # fmt: skip
    lay_out_steps(by=by, of=assessment)
    return made


@transaction.atomic
def withdraw_assessment(
    *, by: Any, assessment: Assessment, version: int, reason: str
) -> Assessment:
    """End a request that goes no further, with the reason. Raises Stale."""
    assessment = _locked(assessment)
    require(policies.withdraw_assessment(by, assessment))
    changes = compare_and_set(
        assessment, version=version, withdrawn_on=timezone.localdate(), withdrawn_reason=reason
    )
    secret = ["withdrawn_reason"]
    audit.record(
        by=by, action="withdraw_assessment", about=assessment, changes=changes, secret=secret
    )
    lay_out_steps(by=by, of=assessment)
    return assessment


def _council(by: Any, pupil: Pupil, name: str) -> Council:
    """The school's authority of that name, or a new one."""
    made, is_new = Council.objects.get_or_create(school_id=pupil.school_id, name=name)
    if is_new:
        audit.record(by=by, action="add_council", about=made, changes={"name": (None, name)})
    return made


def _locked(assessment: Assessment) -> Assessment:
    pupil = Pupil.objects.select_for_update().get(pk=assessment.pupil_id)
    found = Assessment.objects.select_related("owner", "council").get(pk=assessment.pk)
    found.pupil = pupil
    return found
