"""How long nobody has been in touch, counted in school weeks: five school days are one, holidays none.

Six weeks of summer are no silence that a school is to blame for. Without known terms a calendar week
counts as a school week.
"""

import datetime
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

SCHOOL_DAYS_A_WEEK = 5
DAYS_A_WEEK = 7


@dataclass(frozen=True)
class Silence:
    """Whole school weeks since a day, and the limit it is held against."""

    since: datetime.date
    weeks: int
    limit: int

    @property
    def is_over(self) -> bool:
        """Whether the limit has been reached."""
        return self.weeks >= self.limit

    @property
    def over_by(self) -> int:
        """Weeks above the limit; negative while there is time."""
        return self.weeks - self.limit


def school_weeks(
    since: datetime.date, today: datetime.date, open_days: Sequence[datetime.date]
) -> int:
    """Whole school weeks after ``since`` up to ``today``; ``open_days`` are school days in order.

    Without any school days known, whole calendar weeks. Never negative.
    """
    if not open_days:
        return max((today - since).days, 0) // DAYS_A_WEEK
    passed = bisect_right(open_days, today) - bisect_right(open_days, since)
    return max(passed, 0) // SCHOOL_DAYS_A_WEEK
