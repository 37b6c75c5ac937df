"""How fast a pupil moves against the usual pace, on one scale for every test. Pure.

A pace of 1 is the usual one. For reading and spelling ages it is the ratio gain: months of age gained
for each month that passed. For every other scale it is the share reached of the way that the expected
line goes from entry towards the target by the day of the latest score, so that tests with different
units, and those where lower is better, stand beside each other. There is no pace where a test stood
at its floor or ceiling, where the two tests are closer than the measure allows, and where the expected
line does not move (a score corrected for age, without a target).
"""

from interventions.measures import ratio_gain
from interventions.progress import AGES, Aim, Reading, Rule, expected_on


def pace_of(entry: Reading | None, latest: Reading | None, aim: Aim, rule: Rule) -> float | None:
    """One place's gain against the usual pace; None where none can be told."""
    if entry is None or latest is None or entry.limit or latest.limit:
        return None
    if (latest.on - entry.on).days < max(1, rule.min_weeks * 7):
        return None
    if rule.scale in AGES:
        return ratio_gain(entry.value, latest.value, entry.on, latest.on, rule.min_weeks)
    expected = expected_on(entry, aim, rule, latest.on)
    way = 0.0 if expected is None else expected - entry.value
    if way * (1 if rule.higher_is_better else -1) <= 1e-9:
        return None
    return (latest.value - entry.value) / way
