"""Appraisal in each place of the world of the access table: a year, and reviews in three states."""

import datetime

from django.utils import timezone

from appraisal.models import AreaJudgement, Cycle, Evidence, Objective, Review, Signature
from staff.models import Area, BandDescriptor, Post

YEAR = datetime.timedelta(days=365)
#: What only the two sides, the line above and the head may read.
WORDS = {"own": "Objectiveofown", "other_team": "Objectiveofother", "other_school": "Objectivefar"}


def make(place: str, posts: dict[str, Post], hlta: Post, ta: Post) -> dict[str, object]:
    """Reviews of ``ta`` by ``hlta``: one being written, one ready, and one that somebody signed."""
    made: dict[str, object] = {}
    for number, (kind, state) in enumerate(
        (("review", "open"), ("ready_review", "ready"), ("signed_review", "ready"))
    ):
        cycle = _cycle(ta, f"{place} {kind}", number)
        made[kind] = review = _review(cycle, state, place, hlta, ta)
        made[f"{kind}_objective"] = review.objectives.get()
        made[f"{kind}_judgement"] = review.judgements.first()
        made[f"{kind}_evidence"] = review.evidence.get()
    Signature.objects.create(
        review=made["signed_review"], side="appraisee", person=ta.person, role="ta",
        signed_at=timezone.now(), content=b"{}", sha256="0" * 64, seal="seal", key_id="key",
    )  # fmt: skip
    made["cycle"] = _cycle(ta, f"{place} next", 9)
    return made


def _cycle(ta: Post, name: str, number: int) -> Cycle:
    first = timezone.localdate() - YEAR * number
    return Cycle.objects.create(
        school=ta.school, name=name[:40], starts_on=first - YEAR / 2, ends_on=first + YEAR / 2,
        objectives_by=first, midyear_by=first, final_by=first,
    )  # fmt: skip


def _review(cycle: Cycle, state: str, place: str, hlta: Post, ta: Post) -> Review:
    areas = list(Area.objects.order_by("order"))
    review = Review.objects.create(
        school=ta.school, cycle=cycle, appraisee=ta, appraiser=hlta, band=ta.band, state=state
    )
    objective = Objective.objects.create(
        review=review, title=WORDS[place], kind="practice", area=areas[0],
        success_criteria="Seen in four sessions", due_on=cycle.ends_on,
    )  # fmt: skip
    Evidence.objects.create(
        review=review, objective=objective, area=areas[0], kind="session", source_id=1,
        happened_on=cycle.starts_on, statement="A session of 30 minutes", why="It went well",
    )  # fmt: skip
    for area in areas:
        cell = BandDescriptor.objects.filter(school=None, area=area, band=ta.band).first()
        AreaJudgement.objects.create(
            review=review, area=area, descriptor=cell, own_view="at", level="at", because="As seen"
        )
    return review
