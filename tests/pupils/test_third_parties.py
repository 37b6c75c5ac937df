"""Names of other people in a text: cases, without a database."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pupils.third_parties import BLOCK, covered, joined, known, marks, places_of

OTHERS = [
    ("Aylin Demir", "pupil"), ("Ada Wrenfield", "pupil"), ("Ben O’Neill", "pupil"),
    ("Zoë Smith-Jones", "pupil"), ("Grace Will", "pupil"), ("Bo Li", "pupil"),
    ("Danielle Okoro", "staff"), ("Dr Priya Anand Rao", "outside"),
]  # fmt: skip
PHRASES = ["Aylin Demir", "walked", "Toby", "Okoro", "and", "Ben O’Neill"]
NAMES = known(OTHERS, own=["Tobias Wrenfield", "Toby Wrenfield"])


def found(text: str) -> list[tuple[str, str]]:
    return [(text[one.starts : one.ends], one.kind) for one in marks(text, NAMES)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sat with Aylin Demir today", [("Aylin Demir", "pupil")]),
        ("sat with AYLIN DEMIR, then left", [("AYLIN DEMIR", "pupil")]),
        ("Aylin helped; Demir's book", [("Aylin", "pupil"), ("Demir", "pupil")]),
        ("Mrs Okoro and Danielle Okoro", [("Mrs Okoro", "staff"), ("Danielle Okoro", "staff")]),
        ("Mr. Okoro’s room", [("Mr. Okoro", "staff")]),
        ("Toby Wrenfield and Toby", []),
        ("his sister Ada Wrenfield came", [("Ada Wrenfield", "pupil")]),
        ("Ada came for Wrenfield", [("Ada", "pupil")]),
        ("Ben O'Neill and ben o’neill", [("Ben O'Neill", "pupil"), ("ben o’neill", "pupil")]),
        ("Zoe Smith-Jones, Zoë", [("Zoe Smith-Jones", "pupil"), ("Zoë", "pupil")]),
        ("He will say grace", []),
        ("Will, with Grace", [("Will", "pupil"), ("Grace", "pupil")]),
        ("Bo Li, not Bo alone", [("Bo Li", "pupil")]),
        ("Dr Rao and Priya Rao", [("Dr Rao", "outside"), ("Priya Rao", "outside")]),
        ("Demirs are not Demir-like", []),
        ("", []),
    ],
)
def test_marks_are_found_word_for_word(text, wanted):
    assert found(text) == wanted


@pytest.mark.parametrize(
    ("text", "places", "wanted"),
    [
        ("Aylin hit Ben", [(0, 5), (10, 13)], f"{BLOCK} hit {BLOCK}"),
        ("Aylin", [(0, 5)], BLOCK), ("Aylin", [], "Aylin"),
        ("Aylin Demir left", [(0, 11), (6, 11)], f"{BLOCK} left"),
        ("Aylin Demir left", [(0, 8), (6, 11)], f"{BLOCK} left"),
    ],
)  # fmt: skip
def test_covered_words_are_gone_whatever_their_length(text, places, wanted):
    assert covered(text, places) == wanted


def test_words_marked_by_hand_are_found_wherever_they_stand():
    text = "The twins. Then the TWINS again (a twin)."
    assert [text[a:b] for a, b in places_of(text, " twins ")] == ["twins", "TWINS"]
    assert places_of(text, "  ") == []


def test_stretches_that_run_into_each_other_become_one():
    assert joined([(6, 9), (0, 2), (1, 4), (4, 5)]) == [(0, 4), (4, 5), (6, 9)]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(PHRASES), max_size=12))
def test_nothing_of_a_marked_name_is_left_after_covering(words):
    text = " ".join(words)
    left = covered(text, [(one.starts, one.ends) for one in marks(text, NAMES)])
    for name in ("Aylin", "Demir", "Okoro", "Neill"):
        assert name not in left
    assert left.count("Toby") == text.count("Toby")
    assert left.count("walked") == text.count("walked")
