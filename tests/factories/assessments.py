"""Needs assessments that exist nowhere else, through the same actions as everybody's."""

import datetime
import uuid

from pupils.actions.advice import Asked, ask_advice
from pupils.actions.assessment import record_assessment_stage, start_assessment
from pupils.models import Advice, Assessment, Pupil
from pupils.statutory import advice_due
from staff.models import Post
from tests.factories.reviews import DAY, today


def request(
    pupil: Pupil, owner: Post, *, received: int | None = 20, send_in: int | None = None, **fields
) -> Assessment:
    """A request of the school, received some days ago or to be sent in some."""

    def day(distance: int | None) -> datetime.date | None:
        return None if distance is None else today() + distance * DAY

    fields = {
        "requested_by": "school",
        "requester": "",
        "grounds": "Tried three programmes",
    } | fields
    return start_assessment(
        by=owner.person, pupil=pupil, submission_id=uuid.uuid4(), council=None, owner=owner,
        council_name="Northmere Council", received_on=day(None if received is None else -received),
        planned_on=day(send_in), **fields,
    )  # fmt: skip


def reached(made: Assessment, *stages: tuple[str, int], decision: str = "assess") -> Assessment:
    """Note stages with how many days ago they happened."""
    for stage, ago in stages:
        more = {"decision": decision} if stage == "decision" else {}
        made = record_assessment_stage(
            by=made.owner.person, assessment=made, version=made.version, stage=stage,
            on=today() - ago * DAY, **more,
        )  # fmt: skip
    return made


def advised(
    made: Assessment, *posts: Post, names: tuple[str, ...] = (), ago: int = 10
) -> list[Advice]:
    """Advice that the authority asked for some days ago."""
    asked_on = today() - ago * DAY
    advisers = [Asked("school", post) for post in posts]
    advisers += [Asked("psychologist", None, name) for name in names]
    return ask_advice(
        by=made.owner.person, about=made, advisers=advisers, asked_on=asked_on,
        due_on=advice_due(asked_on), submission_id=uuid.uuid4(),
    )  # fmt: skip
