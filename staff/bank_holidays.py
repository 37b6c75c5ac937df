"""Bank holidays of England and Wales, worked out: Banking and Financial Dealings Act 1971.

One-off days by proclamation (a coronation) are not known here; a school adds them by hand.
"""

import datetime

from core.calendar import academic_year_bounds, nth_weekday

MONDAY = 0
SATURDAY, SUNDAY = 5, 6
ONE_DAY = datetime.timedelta(days=1)


def easter_sunday(year: int) -> datetime.date:
    """Easter Sunday of a Gregorian year, by the method of Meeus, Jones and Butcher (1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap_centuries, century_rest = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap_centuries - shift + 15) % 30
    leaps, leap_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - moon - leap_rest) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)


def bank_holidays_of(year: int) -> dict[datetime.date, str]:
    """Bank holidays of a calendar year with their names; a day at a weekend moves to a weekday."""
    easter = easter_sunday(year)
    christmas = datetime.date(year, 12, 25)
    days = {
        _next_weekday(datetime.date(year, 1, 1)): "New Year's Day",
        easter - 2 * ONE_DAY: "Good Friday",
        easter + ONE_DAY: "Easter Monday",
        nth_weekday(year, 5, MONDAY, 1): "Early May bank holiday",
        _last_monday(year, 5): "Spring bank holiday",
        _last_monday(year, 8): "Summer bank holiday",
    }
    days[_next_weekday(christmas)] = "Christmas Day"
    boxing = _next_weekday(christmas + ONE_DAY)
    while boxing in days:
        boxing = _next_weekday(boxing + ONE_DAY)
    days[boxing] = "Boxing Day"
    return dict(sorted(days.items()))


def bank_holidays(academic_year: int) -> dict[datetime.date, str]:
    """Bank holidays of the academic year that begins in ``academic_year``, in order."""
    first, last = academic_year_bounds(academic_year)
    both = bank_holidays_of(academic_year) | bank_holidays_of(academic_year + 1)
    return {day: name for day, name in sorted(both.items()) if first <= day <= last}


def _next_weekday(day: datetime.date) -> datetime.date:
    while day.weekday() >= SATURDAY:
        day += ONE_DAY
    return day


def _last_monday(year: int, month: int) -> datetime.date:
    last = datetime.date(year, month, 31)
    return last - ONE_DAY * last.weekday()
