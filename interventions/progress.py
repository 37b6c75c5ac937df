"""Judging progress: the expected line, the test's own error, the dose, and one verdict with its reason.

Pure. Values are in the unit of the measure; ages are months. The rules, in their order:

1. too early: the pupil took part in less than the school's share of all sessions planned;
2. no verdict: nothing was scored after entry, or a floor or ceiling age stands at one end;
3. not moving: the change in the good direction is smaller than the test's own error, or nothing where
   that error is unknown. A standardised score is corrected for age, so an unchanged one is progress at
   the normal rate (domain.md 5.5); it is not moving only when it falls by its error or more;
4. slower: behind the expected line on the day of the latest score by more than the error;
5. on track.

The expected line runs straight from entry to target. Without a target it is the normal rate: one month
a month for an age, a level line for a standardised score, and no line for other scales.
"""

import datetime
from dataclasses import dataclass

from interventions.measures import DAYS_IN_MONTH

TOO_EARLY, ON_TRACK, SLOWER, NOT_MOVING, NONE = (
    "too_early", "on_track", "slower", "not_moving", "",
)  # fmt: skip

STANDARDISED = "standardised"
AGES = ("reading_age", "spelling_age")

#: The verdict that needs looking at most comes first.
URGENCY = (NOT_MOVING, SLOWER, ON_TRACK, NONE)


@dataclass(frozen=True)
class Reading:
    """One score: the day, the value, and whether the test could go no lower (<) or higher (>)."""

    on: datetime.date
    value: float
    limit: str = ""


@dataclass(frozen=True)
class Rule:
    """What a measure and a school ask. ``error`` is the change that could be the test's own, or None."""

    scale: str
    higher_is_better: bool = True
    error: float | None = None
    enough_dose_percent: int = 50
    min_weeks: int = 6


@dataclass(frozen=True)
class Aim:
    """Where a place should get to, and by when; ``value`` is None without a target score."""

    value: float | None
    by: datetime.date


@dataclass(frozen=True)
class Judgement:
    """What the scores say, before the dose is asked. ``gap`` is latest less expected, or None."""

    verdict: str
    gain: float | None = None
    expected: float | None = None
    gap: float | None = None


def is_enough(attended: int, planned: int, percent: int) -> bool:
    """Whether the pupil took part in at least ``percent`` of all sessions planned."""
    return planned > 0 and attended * 100 >= percent * planned


def expected_on(entry: Reading, aim: Aim, rule: Rule, on: datetime.date) -> float | None:
    """The value of the expected line on a day, held level after its end; None without a line."""
    days = (on - entry.on).days
    if aim.value is not None:
        length = (aim.by - entry.on).days
        share = min(1.0, max(0.0, days / length)) if length > 0 else 1.0
        return entry.value + share * (aim.value - entry.value)
    if rule.scale in AGES:
        return entry.value + days / DAYS_IN_MONTH
    return entry.value if rule.scale == STANDARDISED else None


def good_change(entry: Reading, latest: Reading, rule: Rule) -> float:
    """How far the score moved in the good direction; below zero when it got worse."""
    return (latest.value - entry.value) * (1 if rule.higher_is_better else -1)


def is_real(change: float, rule: Rule) -> bool | None:
    """Whether a change is at least the test's own error; None where the error is unknown."""
    return None if rule.error is None else abs(change) >= rule.error


def judge(entry: Reading | None, latest: Reading | None, aim: Aim, rule: Rule) -> Judgement:
    """What the scores say once the dose is enough: rules 2 to 5 of this module."""
    if entry is None or latest is None or entry.limit or latest.limit:
        return Judgement(NONE)
    gain = good_change(entry, latest, rule)
    expected = expected_on(entry, aim, rule, latest.on)
    gap = None if expected is None else latest.value - expected
    if _has_not_moved(gain, rule):
        return Judgement(NOT_MOVING, gain, expected, gap)
    behind = 0.0 if gap is None else -gap * (1 if rule.higher_is_better else -1)
    verdict = SLOWER if behind > (rule.error or 0) + 1e-9 else ON_TRACK
    return Judgement(verdict, gain, expected, gap)


def with_dose(verdict: str, attended: int, planned: int, percent: int) -> str:
    """The verdict to show: too early until the dose is enough, then what the scores say."""
    return verdict if is_enough(attended, planned, percent) else TOO_EARLY


def forecast(entry: Reading, latest: Reading, by: datetime.date) -> float | None:
    """The value on a day ``by`` if the pace from entry to latest goes on; None without a pace or days left."""
    days = (latest.on - entry.on).days
    if days <= 0 or by <= latest.on:
        return None
    return latest.value + (latest.value - entry.value) / days * (by - latest.on).days


def _has_not_moved(gain: float, rule: Rule) -> bool:
    if rule.scale == STANDARDISED:
        return gain < 0 and -gain >= (rule.error or 0)
    return gain <= 0 if not rule.error else gain < rule.error
