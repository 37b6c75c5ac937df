import pytest
from hypothesis import given
from hypothesis import strategies as st

from interventions import sdq

# (last score of the first three bands) as published; prosocial counts from the low end
LAST = {
    "teacher": {
        "total": (11, 15, 18),
        "emotional": (3, 4, 5),
        "conduct": (2, 3, 4),
        "hyperactivity": (5, 7, 8),
        "peer": (2, 4, 5),
        "prosocial": (3, 4, 5),
    },
    "parent": {
        "total": (13, 16, 19),
        "emotional": (3, 4, 6),
        "conduct": (2, 3, 5),
        "hyperactivity": (5, 7, 8),
        "peer": (2, 3, 4),
        "prosocial": (5, 6, 7),
    },
    "self": {
        "total": (14, 17, 19),
        "emotional": (4, 5, 6),
        "conduct": (3, 4, 5),
        "hyperactivity": (5, 6, 7),
        "peer": (2, 3, 4),
        "prosocial": (4, 5, 6),
    },
}
CASES = [
    (informant, scale, last) for informant, scales in LAST.items() for scale, last in scales.items()
]


@pytest.mark.parametrize(("informant", "scale", "last"), CASES)
def test_sdq_band_changes_after_the_published_scores(informant, scale, last):
    bands = sdq.STRENGTH_BANDS if scale == "prosocial" else sdq.DIFFICULTY_BANDS
    for score, band in zip(last, bands, strict=False):
        assert sdq.sdq_band(informant, scale, score) == band
    for score, band in zip(last, bands[1:], strict=True):
        assert sdq.sdq_band(informant, scale, score + 1) == band
    assert sdq.sdq_band(informant, scale, 0) == bands[0]
    assert sdq.sdq_band(informant, scale, sdq.HIGHEST[scale]) == bands[-1]


def test_sdq_band_reads_prosocial_the_other_way_round():
    assert sdq.sdq_band("teacher", "prosocial", 10) == "close to average"
    assert sdq.sdq_band("teacher", "prosocial", 0) == "very low"


@pytest.mark.parametrize(
    ("informant", "scale", "score"),
    [
        ("teacher", "total", 41),
        ("teacher", "peer", 11),
        ("self", "peer", -1),
        ("parent", "peer", 2.5),
        ("friend", "peer", 2),
        ("self", "joy", 2),
    ],
)
def test_sdq_band_refuses_what_the_questionnaire_does_not_have(informant, scale, score):
    with pytest.raises(ValueError, match=r"scale|score"):
        sdq.sdq_band(informant, scale, score)


def test_sdq_total_leaves_prosocial_out():
    assert sdq.sdq_total(3, 4, 5, 6) == 18
    with pytest.raises(ValueError, match="0 to 10"):
        sdq.sdq_total(3, 4, 5, 11)


@pytest.mark.parametrize(
    ("points", "answered", "score"),
    [(4, 5, 4), (4, 4, 5), (3, 3, 5), (5, 3, 8), (6, 3, 10), (0, 3, 0)],
)
def test_sdq_prorated_scales_up_to_five_items(points, answered, score):
    assert sdq.sdq_prorated(points, answered) == score


@pytest.mark.parametrize(("points", "answered"), [(2, 2), (7, 3), (-1, 4), (2, 6)])
def test_sdq_prorated_refuses_too_few_answers(points, answered):
    with pytest.raises(ValueError, match="items"):
        sdq.sdq_prorated(points, answered)


@given(st.integers(3, 5), st.data())
def test_sdq_prorated_stays_on_the_scale(answered, data):
    points = data.draw(st.integers(0, 2 * answered))
    assert 0 <= sdq.sdq_prorated(points, answered) <= 10
