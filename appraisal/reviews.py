"""Reviews as rows of a list: where each stands, who acts next, and by when. Reads only."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from appraisal import policies
from appraisal.models import Cycle, Review
from appraisal.steps import BEHIND, BOTH, Dates, Standing, Step, current_step, waits_for
from appraisal.wording import drawn_steps, due_words, next_words
from staff.models import Post

MINE, LATE = "me", "late"


@dataclass(frozen=True)
class ReviewRow:
    """One review of the list."""

    review: Review
    standing: Standing
    step: Step | None
    steps: list[dict[str, str]]
    due: str
    next: str
    is_mine: bool

    @property
    def is_late(self) -> bool:
        """Whether the day of the current step has passed."""
        return self.step is not None and self.step.state == BEHIND


def standing_of(review: Review) -> Standing:
    """Where a review stands; it was read ``with_standing``."""
    return Standing(
        review.state, review.objective_count, review.evidence_count, review.own_view_count,
        review.level_count, review.appraisee_signed, review.appraiser_signed,
    )  # fmt: skip


def dates_of(cycle: Cycle) -> Dates:
    """The days of a cycle."""
    return Dates(cycle.objectives_by, cycle.midyear_by, cycle.final_by)


def found(person: Any) -> Any:
    """Reviews ``person`` may see that no correction has replaced, with what a list shows."""
    return (
        Review.objects.visible_to(person).standing().with_standing()
        .select_related("appraisee__person", "appraisee__band", "appraiser__person", "cycle", "band")
    )  # fmt: skip


def rows_of(person: Any, reviews: Iterable[Review], today: datetime.date) -> list[ReviewRow]:
    """The list's rows, in the order given. No query."""
    return [row_of(person, review, today) for review in reviews]


def row_of(person: Any, review: Review, today: datetime.date) -> ReviewRow:
    """One row."""
    standing, dates = standing_of(review), dates_of(review.cycle)
    appraisee = policies.is_appraisee(person, review)
    appraiser = policies.is_appraiser(person, review)
    step = current_step(standing, dates, today)
    who = waits_for(standing)
    is_mine = (appraisee and who in ("appraisee", BOTH)) or (
        appraiser and who in ("appraiser", BOTH)
    )
    return ReviewRow(
        review, standing, step, drawn_steps(standing, dates, today), due_words(step, today),
        next_words(standing, appraisee, appraiser, review.appraisee.person.full_name), is_mine,
    )  # fmt: skip


def not_opened(person: Any, cycles: Iterable[Cycle]) -> list[Post]:
    """Posts with a band below ``person`` (a head: of the school) that have no review in a running cycle."""
    running = {cycle.school_id: cycle.pk for cycle in cycles}
    heads = person.access.schools_as("head")
    held = Post.objects.current().filter(band__isnull=False, school__in=list(running))
    opened = Review.objects.filter(cycle__in=running.values()).values("appraisee_id")
    posts = held.exclude(pk__in=opened).exclude(person=person.pk).select_related("person", "band")
    below = set(person.access.below_ids)
    return [post for post in posts if post.pk in below or post.school_id in heads]


def needs_of(person: Any) -> tuple[list[ReviewRow], list[ReviewRow]]:
    """Reviews that wait for ``person``, and of these the late ones."""
    today = timezone.localdate()
    rows = [
        row for row in rows_of(person, found(person).exclude(state="signed"), today) if row.is_mine
    ]
    return rows, [row for row in rows if row.is_late]
