"""The clock of a subject access request: when it runs, stands, and by when the answer is due. Pure.

UK GDPR articles 12 and 12A: one month from the day on which the request and the identity of who asks
are both there; it stands while the school waits to be told what is meant; two months longer where
the request is complex. The same counting as ``statutory.sar_due``.
"""

import datetime
from dataclasses import dataclass

from pupils.statutory import sar_due


@dataclass(frozen=True)
class Clock:
    """What the due date follows from."""

    received: datetime.date
    identity: datetime.date | None = None
    paused_days: int = 0
    is_extended: bool = False

    @property
    def due(self) -> datetime.date | None:
        """By when; None while identity is not known. The days the clock stood are added at the end."""
        if self.identity is None:
            return None
        start = max(self.received, self.identity)
        days = datetime.timedelta(days=self.paused_days)
        return sar_due(start, extended=self.is_extended) + days


def stood(paused: datetime.date, answered: datetime.date) -> int:
    """How many days the clock stood. Raises ValueError for an answer before the question."""
    if answered < paused:
        raise ValueError("An answer cannot come before the question.")
    return (answered - paused).days
