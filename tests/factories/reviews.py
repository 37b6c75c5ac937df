"""Annual reviews that exist nowhere else, through the same actions as everybody's."""

import datetime
import uuid

from django.utils import timezone

from pupils.actions.advice import Asked, ask_advice
from pupils.actions.annual_review import record_review_stage, start_annual_review
from pupils.models import Advice, AnnualReview, Pupil
from staff.models import Post

DAY = datetime.timedelta(days=1)


def today() -> datetime.date:
    return timezone.localdate()


def on_plan(pupil: Pupil) -> Pupil:
    """Give a pupil an EHC plan."""
    pupil.sen_code = "E"
    pupil.save()
    return pupil


def review(pupil: Pupil, owner: Post, *, meeting_in: int | None = 20, **fields) -> AnnualReview:
    """An open review, its meeting some days from now; its year ends in about four months."""
    fields.setdefault("counted_from", today() - 245 * DAY)
    fields.setdefault("interval_months", 12)
    meeting = None if meeting_in is None else today() + meeting_in * DAY
    return start_annual_review(
        by=owner.person, pupil=on_plan(pupil), submission_id=uuid.uuid4(), kind="annual",
        early_reason="", meeting_on=meeting, place="Room 1", owner=owner, **fields,
    )  # fmt: skip


def asked(
    made: AnnualReview, *posts: Post, names: tuple[str, ...] = (), due_in: int = 5
) -> list[Advice]:
    """Advice asked of posts, and of people outside by name."""
    advisers = [Asked("support", post) for post in posts]
    advisers += [Asked("psychologist", None, name) for name in names]
    return ask_advice(
        by=made.owner.person, about=made, advisers=advisers, due_on=today() + due_in * DAY,
        submission_id=uuid.uuid4(),
    )  # fmt: skip


def noted(made: AnnualReview, *stages: tuple[str, int], decision: str = "maintain") -> AnnualReview:
    """Note stages with how many days ago they happened: ("meeting", 30), ("decision", 2)."""
    for stage, ago in stages:
        more = {"decision": decision} if stage == "decision" else {}
        made = record_review_stage(
            by=made.owner.person, review=made, version=made.version, stage=stage,
            on=today() - ago * DAY, **more,
        )  # fmt: skip
    return made
