"""The arithmetic of progress: percentiles, ages, ratio gain, goal attainment, effect sizes.

Standardised scores have mean 100 and standard deviation 15; ages are whole months. Words come
back in English for a screen to translate. Where a figure would mislead, the function raises
ValueError with a sentence that can be shown: no gain from a floor or ceiling age, no ratio gain
over too short a time.
"""

import datetime
import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, variance
from typing import Literal

MEAN, SD = 100.0, 15.0
DAYS_IN_MONTH = 30.4375
FLOOR, CEILING = "floor", "ceiling"

_AGE = re.compile(
    r"(?P<years>[0-9]{1,2})(?::(?P<colon>[0-9]{1,2})|y(?P<y>[0-9]{1,2})m|\.(?P<dot>[0-9]{2}))"
)
_BEFORE_LIMIT = {"<": FLOOR, "≤": FLOOR, ">": CEILING, "≥": CEILING}
_AFTER_LIMIT = {"-": FLOOR, "+": CEILING}

_BANDS = (
    (70, 85, 90, 111, 116, 131),
    (
        "well below average",
        "below average",
        "low average",
        "average",
        "high average",
        "above average",
        "well above average",
    ),
)
_RATIO_GAINS = (
    (1.0, 1.4, 2.0, 3.0, 4.0),
    (
        "falling further behind",
        "very small / standing still",
        "modest (small but worth having)",
        "useful",
        "substantial",
        "remarkable",
    ),
)
_EFFECTS = ((0.25, 0.5, 0.8), ("small", "useful", "substantial", "remarkable"))
_EEF_MONTHS = (0.05, 0.10, 0.19, 0.27, 0.36, 0.45, 0.53, 0.62, 0.70, 0.79, 0.88, 0.96)


@dataclass(frozen=True)
class TestAge:
    """A reading or spelling age: months, and whether the test could not go lower or higher."""

    __test__ = False

    months: int
    limit: Literal["", "floor", "ceiling"] = ""

    @property
    def is_exact(self) -> bool:
        """Whether a gain may be computed from it."""
        return not self.limit


def _label(table: tuple[tuple[float, ...], tuple[str, ...]], value: float) -> str:
    starts, labels = table
    return labels[bisect_right(starts, _finite(value))]


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise ValueError("A score must be a number.")
    return value


def percentile(standard_score: float) -> float:
    """Percentage, 0 to 100 and not rounded, of the norm group that scores at or below this."""
    return 50.0 * math.erfc((MEAN - _finite(standard_score)) / (SD * math.sqrt(2)))


def standard_score_band(standard_score: float) -> str:
    """The band of a standardised score in words, as used for exam access arrangements."""
    return _label(_BANDS, standard_score)


def stanine(standard_score: float) -> int:
    """The score on the nine-point scale with mean 5 and standard deviation 2."""
    nearest = math.floor((_finite(standard_score) - MEAN) / SD * 2 + 5.5)
    return min(9, max(1, nearest))


def t_score(standard_score: float) -> float:
    """The same standing on a scale with mean 50 and standard deviation 10."""
    return 50 + (_finite(standard_score) - MEAN) / SD * 10


def scaled_score(standard_score: float) -> float:
    """The same standing on a subtest scale with mean 10 and standard deviation 3."""
    return 10 + (_finite(standard_score) - MEAN) / SD * 3


def read_age(text: str) -> TestAge:
    """Read ``7:02``, ``7y02m`` or ``7.02`` as years and months, ``<5:00`` and ``>15:00`` as limits.

    Raises ValueError with a sentence. After a dot two digits are needed: a spreadsheet turns 7.10
    into 7.1, which nobody can tell from seven years and one month.
    """
    plain = re.sub(r"\s", "", text).lower()
    limit = _BEFORE_LIMIT.get(plain[:1], "") or _AFTER_LIMIT.get(plain[-1:], "")
    found = _AGE.fullmatch(
        plain.strip("<>≤≥=") if plain[:1] in _BEFORE_LIMIT else plain.rstrip("+-")
    )
    if not found:
        raise ValueError(
            f"“{text}” is not an age. Write years and two digits for months, like 7:02."
        )
    months = int(found["colon"] or found["y"] or found["dot"])
    if months > 11:
        raise ValueError(f"“{text}” has {months} months. A year has months 0 to 11.")
    total = int(found["years"]) * 12 + months
    return TestAge(total, limit)  # type: ignore[arg-type]


def age_in_months(text: str) -> int:
    """Months of an exact age: ``7:02`` is 86. Raises ValueError for floor and ceiling ages."""
    age = read_age(text)
    if not age.is_exact:
        raise ValueError(
            f"“{text}” is the {age.limit} of the test, so no gain can be computed from it."
        )
    return age.months


def show_age(months: int) -> str:
    """An age in months as years and months: 86 is ``7:02``. Raises ValueError below zero."""
    if months < 0:
        raise ValueError("An age cannot be below zero.")
    return f"{months // 12}:{months % 12:02d}"


def ratio_gain(
    before_months: float,
    after_months: float,
    first_test: datetime.date,
    second_test: datetime.date,
    min_weeks: int = 6,
) -> float:
    """Months of age gained for each calendar month between two tests; 1.0 is the normal rate.

    After Brooks, *What works for children and young people with literacy difficulties?* A month
    is 30.4375 days. Raises ValueError when the tests are under ``min_weeks`` apart.
    """
    days = (second_test - first_test).days
    if days <= 0:
        raise ValueError("The second test must come after the first.")
    if days < min_weeks * 7:
        raise ValueError(
            f"The two tests are {days} days apart. A ratio gain needs at least {min_weeks} weeks."
        )
    return (_finite(after_months) - _finite(before_months)) / (days / DAYS_IN_MONTH)


def ratio_gain_label(rg: float) -> str:
    """Brooks's word for a ratio gain. He reports groups: one pupil's figure carries less weight."""
    return _label(_RATIO_GAINS, rg)


def gas_t_score(
    levels: Sequence[int], weights: Sequence[float] | None = None, rho: float = 0.3
) -> float:
    """Goal attainment as a T score: 50 when every goal is met as expected.

    ``levels`` run from -2 to 2, ``weights`` are above zero (1 each unless given), ``rho`` is the
    expected correlation between goals (Kiresuk and Sherman, 1968). Raises ValueError otherwise.
    """
    weights = [1.0] * len(levels) if weights is None else weights
    if not levels or len(levels) != len(weights):
        raise ValueError("Goal attainment needs at least one goal, and one weight for each goal.")
    if any(level not in (-2, -1, 0, 1, 2) for level in levels):
        raise ValueError("A goal is scored -2, -1, 0, 1 or 2.")
    if any(not weight > 0 or not math.isfinite(weight) for weight in weights):
        raise ValueError("The weight of a goal must be above zero.")
    if not 0 <= rho <= 1:
        raise ValueError("The correlation between goals lies between 0 and 1.")
    total = math.fsum(weight * level for weight, level in zip(weights, levels, strict=True))
    squares = math.fsum(weight * weight for weight in weights)
    return 50 + 10 * total / math.sqrt((1 - rho) * squares + rho * math.fsum(weights) ** 2)


def reliable_change(reliability: float, sd: float = 15, confidence: float = 0.95) -> float:
    """Smallest change between two tests, in points of a scale with ``sd``, that is not chance.

    z x SEM x sqrt(2), with SEM = sd x sqrt(1 - reliability). Raises ValueError when reliability is
    outside 0 to 1, confidence not between 0 and 1, or sd not above zero.
    """
    if not 0 <= reliability <= 1 or not 0 < confidence < 1 or not 0 < sd < math.inf:
        raise ValueError("Reliability and confidence lie between 0 and 1, and sd above 0.")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    return z * sd * math.sqrt(1 - reliability) * math.sqrt(2)


def effect_size(treated: Sequence[float], control: Sequence[float]) -> float:
    """Cohen's d: difference of the means over the pooled standard deviation.

    Raises ValueError with fewer than two pupils in a group, or when nobody's score differs.
    """
    if len(treated) < 2 or len(control) < 2:
        raise ValueError("An effect size needs at least two pupils in each group.")
    free = (len(treated) - 1) * variance(treated) + (len(control) - 1) * variance(control)
    pooled = math.sqrt(free / (len(treated) + len(control) - 2))
    if not pooled:
        raise ValueError("All scores are the same, so an effect size cannot be computed.")
    return (fmean(treated) - fmean(control)) / pooled


def effect_size_without_control(gains: Sequence[float], sd: float = SD) -> float:
    """Mean gain in standardised score over ``sd``. Say beside it: not a controlled effect."""
    if not gains or not 0 < sd < math.inf:
        raise ValueError("An effect size needs at least one gain, and an sd above 0.")
    return fmean(_finite(gain) for gain in gains) / sd


def effect_size_label(effect: float) -> str:
    """Brooks's word for an effect size."""
    return _label(_EFFECTS, effect)


def eef_months(effect: float) -> int:
    """Months of progress, -12 to 12, that the Education Endowment Foundation reads from it."""
    months = bisect_right(_EEF_MONTHS, abs(_finite(effect)))
    return int(math.copysign(months, effect))
