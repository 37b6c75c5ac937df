from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from interventions import measures

scores = st.floats(0, 200)


@pytest.mark.parametrize(
    ("score", "expected"),
    [(70, 2.3), (77, 6.3), (84, 14.3), (85, 15.9), (89, 23.2), (100, 50), (115, 84.1), (130, 97.7)],
)
def test_percentile_agrees_with_the_normal_curve(score, expected):
    assert round(measures.percentile(score), 1) == expected


def test_percentile_is_not_rounded():
    assert measures.percentile(70) == pytest.approx(2.2750131948)


@given(scores)
def test_percentile_mirrors_around_the_mean(score):
    assert measures.percentile(score) + measures.percentile(200 - score) == pytest.approx(100)


@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_percentile_refuses_what_is_not_a_number(score):
    with pytest.raises(ValueError, match="number"):
        measures.percentile(score)


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (40, "well below average"),
        (69, "well below average"),
        (70, "below average"),
        (84, "below average"),
        (85, "low average"),
        (89, "low average"),
        (90, "average"),
        (110, "average"),
        (111, "high average"),
        (115, "high average"),
        (116, "above average"),
        (130, "above average"),
        (131, "well above average"),
    ],
)
def test_standard_score_band_changes_at_the_published_scores(score, band):
    assert measures.standard_score_band(score) == band


@pytest.mark.parametrize(
    ("score", "expected"),
    [(40, 1), (73, 1), (74, 2), (100, 5), (96, 4), (97, 5), (103, 5), (104, 6), (160, 9)],
)
def test_stanine_stays_on_its_nine_points(score, expected):
    assert measures.stanine(score) == expected


@given(scores)
def test_stanine_never_falls_as_the_score_rises(score):
    assert 1 <= measures.stanine(score) <= measures.stanine(score + 1) <= 9


def test_t_score_and_scaled_score_keep_the_standing():
    assert measures.t_score(85) == 40
    assert measures.scaled_score(115) == 13


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("7:02", 86),
        ("7y02m", 86),
        ("7.02", 86),
        (" 7:2 ", 86),
        ("7Y 2M", 86),
        ("10:11", 131),
        ("0:09", 9),
        ("7.10", 94),
    ],
)
def test_age_in_months_reads_the_usual_forms(text, months):
    assert measures.age_in_months(text) == months


@pytest.mark.parametrize(
    "text",
    [
        "7:12",
        "7.99",
        "7y12m",
        "",
        "7",
        "7.2",
        "7:",
        ":02",
        "seven",
        "7:02:01",
        "-7:02",
        "7,02",
        "1e3",
        "\u0667:\u0660\u0662",
        "7:002",
    ],
)
def test_age_in_months_refuses_what_is_not_an_age(text):
    with pytest.raises(ValueError, match=r"age|months"):
        measures.age_in_months(text)


@pytest.mark.parametrize(
    ("text", "months", "limit"),
    [
        ("<5:00", 60, "floor"),
        (">15:00", 180, "ceiling"),
        ("≥ 15:00", 180, "ceiling"),
        ("<=5:00", 60, "floor"),
        ("15:00+", 180, "ceiling"),
        ("5:00-", 60, "floor"),
        ("5y00m-", 60, "floor"),
    ],
)
def test_read_age_keeps_a_floor_or_ceiling_that_allows_no_gain(text, months, limit):
    age = measures.read_age(text)
    assert (age.months, age.limit, age.is_exact) == (months, limit, False)
    with pytest.raises(ValueError, match=f"{limit} of the test.*no gain"):
        measures.age_in_months(text)


@given(st.integers(0, 1199))
def test_show_age_and_age_in_months_undo_each_other(months):
    shown = measures.show_age(months)
    assert measures.age_in_months(shown) == months
    assert measures.age_in_months(shown.replace(":", ".")) == months
    assert measures.age_in_months(shown.replace(":", "y") + "m") == months


def test_show_age_pads_the_months_and_refuses_below_zero():
    assert measures.show_age(86) == "7:02"
    with pytest.raises(ValueError, match="below zero"):
        measures.show_age(-1)


@given(st.text(max_size=12) | st.from_regex(r"[<>]?[0-9]{1,2}[:.y][0-9]{1,2}m?", fullmatch=True))
def test_read_age_answers_with_an_age_or_refuses(text):
    try:
        age = measures.read_age(text)
    except ValueError:
        return
    assert 0 <= age.months < 1200
    assert measures.read_age(measures.show_age(age.months)).months == age.months


def test_ratio_gain_agrees_with_the_worked_example():
    gain = measures.ratio_gain(86, 96, date(2026, 9, 14), date(2027, 1, 18))
    assert gain == pytest.approx(2.42, abs=0.005)
    assert measures.ratio_gain_label(gain) == "useful"


def test_ratio_gain_needs_six_weeks_unless_the_school_says_otherwise():
    start = date(2026, 9, 14)
    with pytest.raises(ValueError, match=r"41 days apart.*6 weeks"):
        measures.ratio_gain(86, 90, start, start + timedelta(41))
    assert measures.ratio_gain(86, 90, start, start + timedelta(42)) > 0
    assert measures.ratio_gain(86, 90, start, start + timedelta(28), min_weeks=4) > 0


@pytest.mark.parametrize("days", [0, -50])
def test_ratio_gain_refuses_a_second_test_that_is_not_later(days):
    start = date(2026, 9, 14)
    with pytest.raises(ValueError, match="after the first"):
        measures.ratio_gain(86, 90, start, start + timedelta(days), min_weeks=0)


@given(st.integers(0, 200), st.integers(0, 200), st.integers(42, 800))
def test_ratio_gain_is_months_gained_over_months_passed(before, after, days):
    start = date(2026, 9, 14)
    gain = measures.ratio_gain(before, after, start, start + timedelta(days))
    assert gain * days / 30.4375 == pytest.approx(after - before)


@pytest.mark.parametrize(
    ("gain", "label"),
    [
        (-1, "falling further behind"),
        (0.99, "falling further behind"),
        (1.0, "very small / standing still"),
        (1.39, "very small / standing still"),
        (1.4, "modest (small but worth having)"),
        (1.99, "modest (small but worth having)"),
        (2.0, "useful"),
        (2.99, "useful"),
        (3.0, "substantial"),
        (3.99, "substantial"),
        (4.0, "remarkable"),
        (9, "remarkable"),
    ],
)
def test_ratio_gain_label_changes_at_the_published_figures(gain, label):
    assert measures.ratio_gain_label(gain) == label


@pytest.mark.parametrize(
    ("levels", "weights", "expected"),
    [
        ([0, 0, 0], None, 50.00),
        ([1], None, 60.00),
        ([1, 1, 0], None, 59.13),
        ([1, 1, 1], None, 63.69),
        ([-1, -1], None, 37.60),
        ([-2, -2, -2], None, 22.61),
        ([1, 0, -1, 2], [2, 1, 1, 3], 63.94),
    ],
)
def test_gas_t_score_agrees_with_the_worked_examples(levels, weights, expected):
    assert round(measures.gas_t_score(levels, weights), 2) == expected


@pytest.mark.parametrize(
    ("levels", "weights", "rho"),
    [
        ([], None, 0.3),
        ([3], None, 0.3),
        ([1.5], None, 0.3),
        ([1, 1], [1], 0.3),
        ([1], [0], 0.3),
        ([1], [-1], 0.3),
        ([1], [float("nan")], 0.3),
        ([1], None, 1.1),
        ([1], None, -0.1),
    ],
)
def test_gas_t_score_refuses_what_the_formula_does_not_cover(levels, weights, rho):
    with pytest.raises(ValueError, match="goal"):
        measures.gas_t_score(levels, weights, rho)


goals = st.lists(st.tuples(st.integers(-2, 2), st.floats(0.1, 10)), min_size=1, max_size=8)


@given(goals, st.floats(0.5, 20))
def test_gas_t_score_mirrors_around_fifty_and_ignores_the_size_of_the_weights(goals, factor):
    levels, weights = [level for level, _ in goals], [weight for _, weight in goals]
    score = measures.gas_t_score(levels, weights)
    assert score + measures.gas_t_score([-level for level in levels], weights) == pytest.approx(100)
    assert measures.gas_t_score(levels, [weight * factor for weight in weights]) == pytest.approx(
        score
    )


@pytest.mark.parametrize(
    ("reliability", "points"), [(0.95, 9.3), (0.90, 13.1), (0.85, 16.1), (1.0, 0.0)]
)
def test_reliable_change_agrees_with_the_published_points(reliability, points):
    assert round(measures.reliable_change(reliability), 1) == points


@pytest.mark.parametrize(
    ("reliability", "sd", "confidence"),
    [(1.1, 15, 0.95), (-0.1, 15, 0.95), (0.9, 0, 0.95), (0.9, 15, 1), (0.9, 15, 0)],
)
def test_reliable_change_refuses_impossible_inputs(reliability, sd, confidence):
    with pytest.raises(ValueError, match="lie between"):
        measures.reliable_change(reliability, sd, confidence)


@given(st.floats(0, 0.99), st.floats(0.5, 0.98))
def test_reliable_change_grows_with_confidence_and_falls_with_reliability(reliability, confidence):
    change = measures.reliable_change(reliability, confidence=confidence)
    assert change < measures.reliable_change(reliability, confidence=confidence + 0.01)
    assert change > measures.reliable_change(reliability + 0.01, confidence=confidence)


def test_effect_size_divides_by_the_pooled_deviation():
    assert measures.effect_size([2, 4, 6], [1, 3, 5]) == pytest.approx(0.5)


@pytest.mark.parametrize(("treated", "control"), [([1], [1, 2]), ([1, 2], []), ([3, 3], [3, 3])])
def test_effect_size_refuses_groups_that_say_nothing(treated, control):
    with pytest.raises(ValueError, match=r"at least two|All scores"):
        measures.effect_size(treated, control)


@given(
    st.lists(st.integers(60, 140), min_size=2, max_size=9),
    st.lists(st.integers(60, 140), min_size=2, max_size=9),
)
def test_effect_size_turns_round_with_the_groups(one, other):
    assume(len(set(one)) > 1)
    assert measures.effect_size(one, other) == pytest.approx(-measures.effect_size(other, one))


def test_effect_size_without_control_is_the_mean_gain_over_the_deviation():
    assert measures.effect_size_without_control([3, 6, 9]) == pytest.approx(0.4)
    with pytest.raises(ValueError, match="at least one"):
        measures.effect_size_without_control([])


@pytest.mark.parametrize(
    ("effect", "label"),
    [
        (0.24, "small"),
        (0.25, "useful"),
        (0.49, "useful"),
        (0.5, "substantial"),
        (0.8, "remarkable"),
    ],
)
def test_effect_size_label_changes_at_the_published_figures(effect, label):
    assert measures.effect_size_label(effect) == label


@pytest.mark.parametrize(
    ("effect", "months"),
    [
        (0, 0),
        (0.04, 0),
        (0.05, 1),
        (0.09, 1),
        (0.10, 2),
        (0.18, 2),
        (0.19, 3),
        (0.27, 4),
        (0.36, 5),
        (0.45, 6),
        (0.53, 7),
        (0.62, 8),
        (0.70, 9),
        (0.79, 10),
        (0.88, 11),
        (0.95, 11),
        (0.96, 12),
        (3, 12),
        (-0.2, -3),
    ],
)
def test_eef_months_follow_the_published_table(effect, months):
    assert measures.eef_months(effect) == months
