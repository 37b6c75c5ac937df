"""The hint on words that judge: what it finds, what it leaves alone, in which order."""

import pytest

from pupils.judging import CAUSE, SAID, hints_on


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was rude to the teacher.", ["rude"]),
        ("RUDELY pushed past", ["RUDELY"]),
        ("It was unprovoked and for no reason", ["unprovoked", "for no reason"]),
        ("He couldn’t be bothered", ["couldn't be bothered"]),
        ("attention-seeking, attention seeking", ["attention-seeking", "attention seeking"]),
        ("Aggressive, then aggressive again", ["Aggressive"]),
        ("He said “you are rude” and left", []),
        ('He shouted "I never did" twice', []),
        ("Walked out after the third request, closed the door hard", []),
        ("She read silyl prose about nevermore and rudeboy", ["rudeboy"]),
        ("crude oil, intruder", []),
        ("", []),
    ],
)
def test_judging_words_are_found_and_describing_ones_left(text, expected):
    assert [hint.words for hint in hints_on([text])] == expected


def test_judging_hints_come_in_the_order_of_reading_each_with_its_question():
    found = hints_on(["It came out of nowhere", "He was nasty"])
    assert [(hint.words, hint.question) for hint in found] == [
        ("out of nowhere", CAUSE), ("nasty", SAID),
    ]  # fmt: skip
