"""Sessions and reviews of a whole line in one query: three counts, laid on top of each other.

Totals of the weeks come ready from ``AdultWeek``; what the current week still holds, and what nobody
has logged, comes from the sessions still to log, which have an index of their own.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, F, IntegerField, Min, Q, QuerySet, Sum, Value
from django.db.models.fields import BooleanField, CharField, DateField
from django.db.models.functions import Coalesce

from appraisal.models import Review
from appraisal.steps import Dates, Standing
from core.calendar import week_of
from interventions.models import AdultWeek, Session

WEEKS, UNLOGGED, REVIEW = "weeks", "unlogged", "review"
ONE_WEEK = datetime.timedelta(days=7)


class Counted(NamedTuple):
    """One row of the query; what the columns hold depends on ``kind``."""

    kind: str
    post_id: int
    n1: int | None
    n2: int | None
    n3: int | None
    n4: int | None
    n5: int | None
    n6: int | None
    state: str | None
    is_1: bool | None
    is_2: bool | None
    d1: datetime.date | None
    d2: datetime.date | None
    d3: datetime.date | None
    d4: datetime.date | None


@dataclass(frozen=True)
class ReviewCount:
    """The review of this cycle: its key, the appraiser's post, where it stands, its dates, and the meeting."""

    pk: int
    appraiser_id: int
    standing: Standing
    dates: Dates
    meeting_on: datetime.date | None


@dataclass
class Counts:
    """One post: sessions run of those planned up to the day, minutes this week, what is unlogged."""

    planned: int = 0
    delivered: int = 0
    week_minutes: int = 0
    unlogged: int = 0
    oldest: datetime.date | None = None
    review: ReviewCount | None = None


def counts_of_line(
    post_ids: Iterable[int], first: datetime.date, on: datetime.date
) -> dict[int, Counts]:
    """Sessions of these posts from ``first`` (the term's first day) to ``on``, and their reviews."""
    posts = list(post_ids)
    found = {post: Counts() for post in posts}
    rows = _reviews(posts, on).union(
        _weeks(posts, first, on), _sessions(posts, first, on), all=True
    )
    for row in map(Counted._make, rows):
        counts = found[row.post_id]
        if row.kind == WEEKS:
            counts.planned += row.n1 or 0
            counts.delivered, counts.week_minutes = row.n2 or 0, row.n3 or 0
        elif row.kind == UNLOGGED:
            counts.planned -= row.n2 or 0
            counts.unlogged, counts.oldest = row.n1 or 0, row.d1
        else:
            counts.review = _review(row)
    return found


def _review(row: Counted) -> ReviewCount:
    standing = Standing(
        str(row.state), row.n2 or 0, row.n3 or 0, row.n4 or 0, row.n5 or 0,
        bool(row.is_1), bool(row.is_2),
    )  # fmt: skip
    return ReviewCount(row.n1, row.n6, standing, Dates(row.d2, row.d3, row.d4), row.d1)


def _reviews(posts: list[int], on: datetime.date) -> QuerySet:
    rows = Review.objects.filter(
        appraisee__in=posts, cycle__starts_on__lte=on, cycle__ends_on__gte=on
    )
    return (
        rows.standing().with_standing().order_by()
        .annotate(kind=Value(REVIEW, CharField()))
        .values_list(
            "kind", "appraisee_id", "pk", "objective_count", "evidence_count", "own_view_count",
            "level_count", "appraiser_id", "state", "appraisee_signed", "appraiser_signed", "meeting_on",
            "cycle__objectives_by", "cycle__midyear_by", "cycle__final_by",
        )
    )  # fmt: skip


def _weeks(posts: list[int], first: datetime.date, on: datetime.date) -> QuerySet:
    """Totals of every week from the term's first to the one that holds ``on``."""
    this = week_of(on)
    return _row(
        AdultWeek.objects.filter(post__in=posts, week_on__gte=week_of(first), week_on__lte=this),
        "post_id", WEEKS, Sum("planned"), Sum("delivered"),
        Sum("minutes_planned", filter=Q(week_on=this)),
    )  # fmt: skip


def _sessions(posts: list[int], first: datetime.date, on: datetime.date) -> QuerySet:
    """Planned sessions without a log: those before ``on``, and those that this week still brings."""
    rows = Session.objects.filter(
        post__in=posts,
        state=Session.State.PLANNED,
        on__gte=week_of(first),
        on__lt=week_of(on) + ONE_WEEK,
    )
    late = Q(on__lt=on)
    return _row(
        rows, "post_id", UNLOGGED, Count("pk", filter=late), Count("pk", filter=~late),
        oldest=Min("on", filter=late),
    )  # fmt: skip


def _row(rows: QuerySet, post: str, kind: str, *numbers: Any, oldest: Any = None) -> QuerySet:
    """Grouped counts in the columns that ``_reviews`` has, so that the three lie on each other."""
    empty = Value(None, IntegerField())
    filled = [*(Coalesce(number, 0) for number in numbers), *[empty] * (6 - len(numbers))]
    columns: dict[str, Any] = {"kind": Value(kind, CharField()), "by_post": F(post)}
    grouped = rows.order_by().annotate(**columns).values("kind", "by_post")
    values: dict[str, Any] = {f"n{place}": number for place, number in enumerate(filled, 1)}
    values |= {"t1": Value(None, CharField())}
    values |= {f"b{place}": Value(None, BooleanField()) for place in (1, 2)}
    values |= {"d1": oldest if oldest is not None else Value(None, DateField())}
    values |= {f"d{place}": Value(None, DateField()) for place in (2, 3, 4)}
    return grouped.annotate(**values).values_list("kind", "by_post", *values)
