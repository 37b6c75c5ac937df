"""How a value of each scale is shown, and how large a change its own error can be. Pure."""

from interventions.measures import gas_t_score, reliable_change, show_age
from interventions.progress import AGES

#: A goal met as expected is T 50: the target of goal attainment scaling unless another is set.
GAS_MET = gas_t_score([0])


def show_value(scale: str, value: float) -> str:
    """A value as people write it: ages as 7:02, everything else as a number without idle zeros."""
    return show_age(round(value)) if scale in AGES else show_number(value)


def show_number(value: float) -> str:
    """At most one decimal, with a proper minus sign: 4, 12.5, −3."""
    text = f"{abs(value):.1f}".removesuffix(".0")
    return f"−{text}" if value < 0 and text != "0" else text


def show_change(value: float) -> str:
    """A change with its sign: +16, −3, 0."""
    shown = show_number(value)
    return f"+{shown}" if value > 0 and shown != "0" else shown


def error_of(
    reliability: float | None, standard_deviation: float | None, own_error: float | None
) -> float | None:
    """The change that could be the test's own error: the one entered, else from its reliability.

    1.96 x SEM x square root of 2 (domain.md 5.5). None where neither is known.
    """
    if own_error is not None:
        return float(own_error)
    if reliability is None or standard_deviation is None:
        return None
    return reliable_change(float(reliability), float(standard_deviation))
