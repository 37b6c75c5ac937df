"""Bank holidays against the list the government publishes."""

import datetime

import pytest

from staff.bank_holidays import bank_holidays, bank_holidays_of, easter_sunday


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (2027, "2027-03-28"),
     (2038, "2038-04-25")],
)  # fmt: skip
def test_easter_sunday(year, day):
    assert easter_sunday(year) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    ],
)
def test_bank_holidays_of_a_year(year, days):
    wanted = [datetime.date.fromisoformat(f"{year}-{day}") for day in days.split()]
    assert list(bank_holidays_of(year)) == wanted


def test_bank_holidays_of_an_academic_year_run_from_september_to_august():
    found = bank_holidays(2026)
    first, *_, last = found
    assert (first, last) == (datetime.date(2026, 12, 25), datetime.date(2027, 8, 30))
    assert len(found) == 8
