"""The average pace of a group of pupils (``interventions.pace``), and how sure it is. Pure.

One pupil's pace is kept between ``LEAST`` and ``MOST`` before it is averaged, so that a short way to
the target cannot let one pupil carry the group. A pupil in two groups counts once, with the average.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

LEAST, MOST = -1.0, 4.0
#: Two-sided 95% of Student's t for 1 to 30 degrees of freedom.
_T = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
    2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
    2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
_Z = 1.959964


@dataclass(frozen=True)
class Interval:
    """The average pace of a group of pupils, and where it likely lies (95%)."""

    low: float
    middle: float
    high: float
    count: int


def by_pupil(paces: Iterable[tuple[int, float]]) -> list[float]:
    """One pace for each pupil, within the limits, from (pupil, pace) of every place."""
    found: dict[int, list[float]] = {}
    for pupil, pace in paces:
        found.setdefault(pupil, []).append(min(MOST, max(LEAST, pace)))
    return [fmean(values) for values in found.values()]


def interval_of(values: Sequence[float]) -> Interval:
    """Average and 95% interval by Student's t. Raises ValueError under two values."""
    if len(values) < 2:
        raise ValueError("An interval needs at least two pupils.")
    middle = fmean(values)
    spread = math.sqrt(math.fsum((value - middle) ** 2 for value in values) / (len(values) - 1))
    half = t_value(len(values) - 1) * spread / math.sqrt(len(values))
    return Interval(middle - half, middle, middle + half, len(values))


def t_value(freedom: int) -> float:
    """The 97.5% point of Student's t; above 30 degrees of freedom by the usual expansion."""
    if freedom < 1:
        raise ValueError("Student's t needs at least one degree of freedom.")
    if freedom <= len(_T):
        return _T[freedom - 1]
    first = (_Z**3 + _Z) / (4 * freedom)
    second = (5 * _Z**5 + 16 * _Z**3 + 3 * _Z) / (96 * freedom**2)
    return _Z + first + second
