"""Term-time pay explained: fraction of a full year, annual pay, and each step of the working.

NJC Green Book part 4.12: paid leave bears the same ratio to working days as for somebody who works
all year. Days and weeks are working days and weeks of five days; a year has 365/7 weeks. Money is
``Decimal`` pounds, rounded to pence, halves upwards. It explains pay, it does not run a payroll.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

DAYS_IN_WEEK = 5
WEEKS_IN_YEAR = 365 / 7
WEEKDAYS_IN_YEAR = WEEKS_IN_YEAR * DAYS_IN_WEEK
MONTHS_IN_YEAR = 12
PENNY = Decimal("0.01")


@dataclass(frozen=True)
class TermTimeWorking:
    """Each figure on the way from days worked to the fraction of a full year that is paid."""

    days: int
    leave_days: float
    bank_holidays: float
    full_year_leave: float
    full_year_working_days: float
    leave_per_day: float
    paid_days: float
    paid_weeks: float
    fraction: float

    def steps(self) -> tuple[tuple[str, str, float], ...]:
        """The working as lines to show: what it is, how it is reached, the figure."""
        leave = f"{self.leave_days:g} + {self.bank_holidays:g}"
        rest = f"{WEEKDAYS_IN_YEAR:.3f} - {self.full_year_leave:g}"
        earned = f"{self.full_year_leave:g} / {self.full_year_working_days:.3f}"
        return (
            ("Leave and bank holidays of a full year", leave, self.full_year_leave),
            ("Working days of a full year", rest, self.full_year_working_days),
            ("Leave earned by a working day", earned, self.leave_per_day),
            ("Paid days", f"{self.days} x (1 + {self.leave_per_day:.4f})", self.paid_days),
            ("Paid weeks", f"{self.paid_days:.3f} / {DAYS_IN_WEEK}", self.paid_weeks),
            (
                "Fraction of a full year",
                f"{self.paid_weeks:.3f} / {WEEKS_IN_YEAR:.3f}",
                self.fraction,
            ),
        )


def term_time_working(days: int, leave_days: float, bank_holidays: float = 8) -> TermTimeWorking:
    """The working for ``days`` worked a year, with the leave of somebody full time, all year.

    Raises ValueError for negative figures, for leave that fills the year, and for a day or more
    above what somebody works who works all year. The fraction is never above 1.
    """
    leave = leave_days + bank_holidays
    working_days = WEEKDAYS_IN_YEAR - leave
    if days < 0 or leave_days < 0 or bank_holidays < 0 or not working_days > 0:
        raise ValueError("Days and leave cannot be negative, and leave must leave days to work.")
    if days >= working_days + 1:
        raise ValueError(
            f"{days} days is more than the {working_days:.0f} of somebody who works all year."
        )
    leave_per_day = leave / working_days
    paid_days = days * (1 + leave_per_day)
    return TermTimeWorking(
        days=days,
        leave_days=leave_days,
        bank_holidays=bank_holidays,
        full_year_leave=leave,
        full_year_working_days=working_days,
        leave_per_day=leave_per_day,
        paid_days=paid_days,
        paid_weeks=paid_days / DAYS_IN_WEEK,
        fraction=min(1.0, paid_days / WEEKDAYS_IN_YEAR),
    )


def term_time_fraction(days: int, leave_days: float, bank_holidays: float = 8) -> float:
    """Share of a full year that is paid for ``days`` worked (0 to 1). See ``term_time_working``."""
    return term_time_working(days, leave_days, bank_holidays).fraction


def weeks_fraction(weeks_worked: float, leave_weeks: float) -> float:
    """The simpler method of some employers: weeks worked and weeks of leave over 365/7 weeks.

    Raises ValueError for negative weeks, more weeks than a year has, and no leave at all: leaving
    leave out is a known error that underpays.
    """
    weeks = weeks_worked + leave_weeks
    if weeks_worked < 0 or leave_weeks <= 0 or not weeks <= WEEKS_IN_YEAR:
        raise ValueError("Weeks worked and weeks of leave must both be given and fit into a year.")
    return weeks / WEEKS_IN_YEAR


def _pence(amount: Decimal) -> Decimal:
    return amount.quantize(PENNY, rounding=ROUND_HALF_UP)


def annual_pay(fte: Decimal, hours: Decimal, full_time_hours: Decimal, fraction: float) -> Decimal:
    """Pounds a year for ``hours`` a week and ``fraction`` of the year, from full-time ``fte``.

    Raises ValueError for negative figures, full-time hours that are not above zero, or a fraction
    outside 0 to 1.
    """
    if not (fte >= 0 and hours >= 0 and full_time_hours > 0 and 0 <= fraction <= 1):
        raise ValueError("Pay and hours cannot be negative, and the fraction lies between 0 and 1.")
    return _pence(fte * hours / full_time_hours * Decimal(str(fraction)))


def monthly_pay(annual: Decimal) -> Decimal:
    """One of twelve equal instalments of annual pay, in pounds."""
    return _pence(annual / MONTHS_IN_YEAR)


def hourly_rate(fte: Decimal, full_time_hours: Decimal) -> Decimal:
    """Pounds an hour: annual full-time pay over 365/7 weeks and the full-time hours of a week.

    Raises ValueError when the hours are not above zero.
    """
    if full_time_hours <= 0:
        raise ValueError("Full-time hours must be above zero.")
    return _pence(fte * 7 / 365 / full_time_hours)


def new_point(old: int, points: Mapping[int, int]) -> int:
    """The point of today's spine for a point of the spine before 1 April 2019.

    ``points`` is the employer's table. Raises ValueError for a point it does not hold.
    """
    if old not in points:
        raise ValueError(f"Old point {old} is not in the table of old and new points.")
    return points[old]


def new_points(first_old: int, last_old: int, points: Mapping[int, int]) -> range:
    """The points of today's spine from one old point to another, new ones in between included.

    Raises ValueError for an unknown point, or when the first is above the last.
    """
    if first_old > last_old:
        raise ValueError("The first point of a band cannot be above the last.")
    return range(new_point(first_old, points), new_point(last_old, points) + 1)


def added_points(first_old: int, last_old: int, points: Mapping[int, int]) -> tuple[int, ...]:
    """Points inside a band that the old spine did not have: an increment more, if not skipped."""
    known = set(points.values())
    return tuple(point for point in new_points(first_old, last_old, points) if point not in known)
