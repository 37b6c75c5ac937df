"""How long ago a restrictive intervention was, and whether its report to parents is late. Pure.

Parents are told as soon as practicable; staff aim for the same day (DfE guidance on restrictive
interventions; section 93A of the Education and Inspections Act 2006, from 1 April 2026).
"""

import datetime
from typing import NamedTuple

TOLD, TOLD_LATE, TODAY, LATE = "told", "told_late", "today", "late"


class Clock(NamedTuple):
    """The state, the full hours from the end of it to the report or to now, and the whole days past its day."""

    state: str
    hours: int
    days: int


def clock(
    ended: datetime.datetime, told: datetime.datetime | None, now: datetime.datetime
) -> Clock:
    """Where the report stands; all three moments in the school's own time zone.

    A report on the day of the intervention is in time, at whatever hour; ``days`` is 0 then.
    """
    until = told or now
    hours = max(0, int((until - ended).total_seconds() // 3600))
    days = max(0, (until.date() - ended.date()).days)
    if told:
        return Clock(TOLD_LATE if days else TOLD, hours, days)
    return Clock(LATE if days else TODAY, hours, days)
