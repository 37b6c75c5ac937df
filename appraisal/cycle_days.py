"""The usual days of an appraisal year, as a first suggestion. Pure.

September to August; objectives by the end of October, mid-year by the end of March, judged and signed
by mid July. None of this is law for support staff: every school sets its own.
"""

import datetime
from typing import Any

from core.calendar import academic_year, academic_year_bounds, academic_year_label


def usual_days(today: datetime.date) -> dict[str, Any]:
    """Name and days for the academic year of ``today``."""
    year = academic_year(today)
    starts_on, ends_on = academic_year_bounds(year)
    return {
        "name": academic_year_label(year),
        "starts_on": starts_on,
        "objectives_by": datetime.date(year, 10, 31),
        "midyear_by": datetime.date(year + 1, 3, 31),
        "final_by": datetime.date(year + 1, 7, 15),
        "ends_on": ends_on,
    }
