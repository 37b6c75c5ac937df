"""The demo's appraisal year: one review being written, one ready to sign, one signed by both.

Unlike the rest of the demo these go through the real actions, so that signatures and locks are real.
"""

import datetime
from typing import Any

from appraisal.actions import cycle as cycles
from appraisal.actions import evidence as offering
from appraisal.actions import judgement as judging
from appraisal.actions import objective as objectives
from appraisal.actions import review as reviewing
from appraisal.actions import signature as signing
from appraisal.cycle_days import usual_days
from appraisal.document import document_of
from appraisal.evidence import own_places, own_sessions
from appraisal.models import AreaJudgement, Review
from appraisal.suggestions import start_of
from staff.models import Area, Post

WHY = [
    "It shows how the group settled once the steps were on the table.",
    "The pupils asked for this one again.",
    "Here the score moved after I changed how I give turns.",
]
BECAUSE = {
    "P": "Sessions start on time, follow the programme, and leave a next step for each pupil.",
    "O": "Most pupils in the groups are on their line, on enough sessions.",
    "R": "Teachers say that the notes reach them and help.",
    "D": "Asked for training in the programme and used it within the fortnight.",
    "C": "Reliable, discreet, and on time with the log.",
}


def make_reviews(posts: dict[str, Post], today: datetime.date) -> None:
    """An appraisal year for the school, and reviews in several states."""
    head, helper = posts["head"].person, posts["assistant.senco"]
    cycle = cycles.add_cycle(by=head, school=posts["head"].school, **usual_days(today))
    for name in ("ta1", "ta2", "ta3", "hlta"):
        _open(posts, name, cycle, today)
    _write(posts, "ta1", pieces=3, own_views=2, levels=0)
    _write(posts, "hlta", pieces=2, own_views=5, levels=5)
    _write(posts, "ta3", pieces=2, own_views=5, levels=5)
    for name in ("hlta", "ta3"):
        review = _review(posts[name])
        reviewing.mark_ready(by=review.appraiser.person, review=review)
    _sign(_review(posts["ta3"]))
    reviewing.open_review(by=helper.person, post=posts["owen.sarpong"], cycle=cycle)


def _open(posts: dict[str, Post], name: str, cycle: Any, today: datetime.date) -> None:
    manager = {"ta1": "hlta", "ta2": "hlta", "ta3": "hlta2", "hlta": "assistant.senco"}[name]
    post, by = posts[name], posts[manager].person
    meeting = today + datetime.timedelta(days=9)
    review = reviewing.open_review(by=by, post=post, cycle=cycle, meeting_on=meeting)
    if name == "ta2":
        return
    for draft in ("pace", "coach" if name == "hlta" else "logged"):
        fields = {"evidence_expected": "", "support": "", **start_of(draft)}
        objectives.add_objective(by=by, review=review, due_on=cycle.final_by, **fields)


def _write(posts: dict[str, Post], name: str, *, pieces: int, own_views: int, levels: int) -> None:
    """Evidence from the person's own sessions and gains, own views, and judgements."""
    review = _review(posts[name])
    person, appraiser = posts[name].person, review.appraiser.person
    areas = {area.code: area for area in Area.objects.all()}
    goal = review.objectives.first()
    sessions = [("session", row.pk, "P") for row in own_sessions(review)[: pieces - 1]]
    gains = [("gain", row.pk, "O") for row in own_places(review)[:1]]
    for (kind, source, code), why in zip(sessions + gains, WHY, strict=False):
        offering.offer_evidence(
            by=person, review=review, kind=kind, source_id=source, area=areas[code],
            objective=goal if code == "O" else None, why=why,
        )  # fmt: skip
    for place, row in enumerate(review.judgements.select_related("area")):
        if place < own_views:
            judging.give_own_view(by=person, judgement=row, version=row.version, own_view="at")
        if place < levels:
            judging.judge_area(
                by=appraiser, judgement=row, version=row.version,
                level=AreaJudgement.Level.ABOVE if place == 0 else AreaJudgement.Level.AT,
                because=BECAUSE[row.area.code],
            )  # fmt: skip


def _sign(review: Review) -> None:
    """Both sides, the appraisee first."""
    for person in (review.appraisee.person, review.appraiser.person):
        shown = document_of(review).sha256
        signing.sign_review(by=person, review=review, shown=shown, proved_by="password")


def _review(post: Post) -> Review:
    rows = Review.objects.select_related("appraisee__person", "appraiser__person")
    return rows.get(appraisee=post)
