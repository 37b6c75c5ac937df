"""Sessions and reviews of a whole line in one query: three counts, laid on top of each other.

Totals of the weeks come ready from ``AdultWeek``; what the current week still holds, and what nobody
has logged, comes from the sessions still to log, which have an index of their own.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from appraisal.steps import Dates, Standing
from core.calendar import week_of

WEEKS, UNLOGGED, REVIEW = "weeks", "unlogged", "review"
ONE_WEEK = datetime.timedelta(days=7)


#: Written out because building it from parts costs ten times what running it does. Reviews are those
#: of ``Review.objects.standing().with_standing()``; unlogged are planned sessions before the day.
_COUNTS = """
SELECT 'review', r.appraisee_id, r.id,
       (SELECT COUNT(*) FROM appraisal_objective o WHERE o.review_id = r.id),
       (SELECT COUNT(*) FROM appraisal_evidence e WHERE e.review_id = r.id),
       (SELECT COUNT(*) FROM appraisal_areajudgement j WHERE j.review_id = r.id AND j.own_view <> ''),
       (SELECT COUNT(*) FROM appraisal_areajudgement j WHERE j.review_id = r.id AND j.level <> ''),
       r.appraiser_id, r.state,
       EXISTS (SELECT 1 FROM appraisal_signature g WHERE g.review_id = r.id AND g.side = 'appraisee'),
       EXISTS (SELECT 1 FROM appraisal_signature g WHERE g.review_id = r.id AND g.side = 'appraiser'),
       r.meeting_on, c.objectives_by, c.midyear_by, c.final_by
FROM appraisal_review r JOIN appraisal_cycle c ON c.id = r.cycle_id
WHERE r.appraisee_id IN ({posts}) AND c.starts_on <= %(on)s AND c.ends_on >= %(on)s
  AND NOT EXISTS (SELECT 1 FROM appraisal_review later WHERE later.corrects_id = r.id)
UNION ALL
SELECT 'weeks', post_id, SUM(planned), SUM(delivered),
       SUM(minutes_planned) FILTER (WHERE week_on = %(this_week)s),
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM interventions_adultweek
WHERE post_id IN ({posts}) AND week_on >= %(first_week)s AND week_on <= %(this_week)s
GROUP BY post_id
UNION ALL
SELECT 'unlogged', post_id, COUNT(*) FILTER (WHERE "on" < %(on)s), COUNT(*) FILTER (WHERE "on" >= %(on)s),
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, MIN("on") FILTER (WHERE "on" < %(on)s), NULL, NULL, NULL
FROM interventions_session
WHERE school_id IN ({schools}) AND post_id IN ({posts}) AND state = 'planned'
  AND "on" >= %(first_week)s AND "on" < %(next_week)s
GROUP BY post_id"""


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
    schools: Mapping[int, int], first: datetime.date, on: datetime.date
) -> dict[int, Counts]:
    """Sessions from ``first`` (the term's first day) to ``on``, and reviews, of posts given with their schools."""
    found = {post: Counts() for post in schools}
    for row in _read(schools, first, on):
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


def _read(schools: Mapping[int, int], first: datetime.date, on: datetime.date) -> Iterable[Counted]:
    """The rows of the three counts. Weeks are those from the term's first to the one that holds ``on``."""
    if not schools:
        return []
    days = {
        "on": on, "first_week": week_of(first), "this_week": week_of(on),
        "next_week": week_of(on) + ONE_WEEK,
    }  # fmt: skip
    asked = {name: connection.ops.adapt_datefield_value(day) for name, day in days.items()}
    posts, places = _keys(schools), _keys(set(schools.values()))
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS.format(posts=posts, schools=places), asked)
        return [Counted(*row[:11], *map(_day, row[11:])) for row in cursor.fetchall()]


def _keys(keys: Iterable[int]) -> str:
    return ", ".join(str(int(key)) for key in keys)


def _day(value: Any) -> datetime.date | None:
    """A date, which SQLite gives as text."""
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value
