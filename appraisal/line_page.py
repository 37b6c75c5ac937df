"""A manager's line, read for the screen: everybody below at any depth, in the order of the line.

Three queries whatever the size: people and lines, sessions and reviews, places and scores. A line on
an earlier day shows who stood there then, of those who are below the person today.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from appraisal.evidence import Threshold, Work, work_of_line
from appraisal.line_counts import Counts, counts_of_line
from staff.access import Role
from staff.line import order_of_line

#: A post that began within this many days is marked as new.
NEW_FOR = datetime.timedelta(days=42)
HUNDREDTH = Decimal("0.01")
#: Without a term, figures go back this far.
WITHOUT_TERM = datetime.timedelta(weeks=12)


class PostRow(NamedTuple):
    """One line of the query: a post, its manager, its holder, and what its school asks."""

    post_id: int
    manager_id: int
    person_id: int
    name: str
    search_name: str
    role: str
    title: str
    band: int | None
    hours: Any
    starts_on: datetime.date
    ends_on: datetime.date | None
    school_id: int
    enough_percent: int
    smallest_group: int
    term: str | None
    term_starts_on: datetime.date | None
    has_cycle: bool

    @property
    def label(self) -> str:
        """The post in words."""
        return self.title or str(Role(self.role).label)

    @property
    def asks(self) -> Threshold:
        """What the school asks before a gain is shown."""
        return Threshold(self.enough_percent, self.smallest_group)


#: Written out because building it from parts costs ten times what running it does.
_LINES = """
SELECT l.post_id, l.manager_id, p.person_id, n.full_name, n.search_name, p.role, p.title, b.number,
       p.hours_per_week, p.starts_on, p.ends_on, l.school_id, s.enough_dose_percent, s.smallest_group_shown,
       t.name, t.starts_on,
       EXISTS (SELECT 1 FROM appraisal_cycle c WHERE c.school_id = l.school_id
               AND c.starts_on <= %(today)s AND c.ends_on >= %(today)s)
FROM staff_linemanagement l
JOIN core_school s ON s.id = l.school_id
JOIN staff_post p ON p.id = l.post_id
JOIN staff_staffmember n ON n.id = p.person_id
LEFT JOIN staff_band b ON b.id = p.band_id
LEFT JOIN core_term t ON t.id = (SELECT u.id FROM core_term u WHERE u.school_id = l.school_id
                                 AND u.starts_on <= %(on)s ORDER BY u.starts_on DESC LIMIT 1)
WHERE l.school_id IN ({schools}) AND l.starts_on <= %(on)s AND (l.ends_on IS NULL OR l.ends_on >= %(on)s)
ORDER BY l.starts_on, l.id"""


@dataclass(frozen=True)
class LineRow:
    """One person of the line with everything the page shows about them."""

    post: PostRow
    depth: int
    counts: Counts
    work: Work
    is_new: bool

    @property
    def level(self) -> int:
        """Depth as the style sheet knows it, 1 to 6."""
        return min(self.depth, 6)


@dataclass(frozen=True)
class Line:
    """The line of one person on one day; ``term`` and ``since`` say what the figures cover."""

    on: datetime.date
    today: datetime.date
    since: datetime.date
    term: str
    rows: tuple[LineRow, ...]

    @property
    def direct(self) -> int:
        """How many report to the person."""
        return sum(row.depth == 1 for row in self.rows)

    @property
    def is_today(self) -> bool:
        """Whether the page shows today."""
        return self.on == self.today


def line_of(person: Any, on: datetime.date | None = None) -> Line:
    """The line below ``person``. A day in the future is today."""
    today = timezone.localdate()
    on = min(on or today, today)
    posts, order = _people(person, on, today)
    terms = [posts[pk].term_starts_on for pk, _depth in order if posts[pk].term_starts_on]
    since = min(terms, default=on - WITHOUT_TERM)
    ids = [pk for pk, _depth in order]
    counts = counts_of_line({pk: posts[pk].school_id for pk in ids}, since, on) if ids else {}
    asked = {pk: posts[pk].enough_percent for pk in ids}
    work = work_of_line(asked, since, on, on == today) if ids else {}
    rows = tuple(
        LineRow(
            posts[pk], depth, counts[pk], work.get(pk, Work()), on - posts[pk].starts_on < NEW_FOR
        )
        for pk, depth in order
    )
    term = next((posts[pk].term for pk in ids if posts[pk].term), "") or ""
    return Line(on, today, since, term, rows)


def _people(
    person: Any, on: datetime.date, today: datetime.date
) -> tuple[dict[int, PostRow], list[tuple[int, int]]]:
    """Posts below the person's own, and their order with depth. One query for today, two for another day."""
    rows = [_post_row(row) for row in _lines(person, on)]
    posts = {row.post_id: row for row in rows}
    edges = {row.post_id: row.manager_id for row in rows}
    allowed = set(posts) if on == today else set(person.access.below_ids)
    own = set(person.access.post_ids)
    order: list[tuple[int, int]] = []
    seen: set[int] = set(own)
    for top in person.access.post_ids:
        for pk, depth in order_of_line(edges, top, key=lambda pk: (posts[pk].search_name, pk)):
            if pk not in seen and pk in allowed and _is_held(posts[pk], on):
                order.append((pk, depth))
                seen.add(pk)
    return posts, order


def _is_held(post: PostRow, on: datetime.date) -> bool:
    return post.starts_on <= on and (post.ends_on is None or on <= post.ends_on)


def _post_row(row: tuple) -> PostRow:
    """The row with its hours as the database keeps them, whichever it is."""
    found = PostRow(*row)
    return found._replace(hours=Decimal(found.hours).quantize(HUNDREDTH))


def _lines(person: Any, on: datetime.date) -> Iterable[tuple]:
    """Lines that stand on the day at the person's schools, as ``LineQuerySet`` has them."""
    days = {"on": on, "today": timezone.localdate()}
    asked = {name: connection.ops.adapt_datefield_value(day) for name, day in days.items()}
    keys = ", ".join(str(school) for school in person.access.school_ids)
    with connection.cursor() as cursor:
        cursor.execute(_LINES.format(schools=keys or "NULL"), asked)
        return cursor.fetchall()
