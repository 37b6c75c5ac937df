"""Strategies of several pupils put together."""

import pytest

from pupils.comparing import Line
from pupils.merging import Owned, is_same, merge


def line(text, tag="try", need="SLCN", key="k"):
    return Line(key, tag, text, need)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Key words on the desk", "key words, on the desk.", True),
        ("Give one instruction at a time", "Give him one instruction at a time, please", True),
        ("Use key words with symbols on the desk", "Key words with symbols on desk", True),
        ("Ask him to read aloud", "Do not ask him to read aloud", False),
        ("Sit at the front of the class near the door", "Sit at the back of the class near the door", False),
        ("Give 10 seconds of quiet thinking time first", "Give 5 seconds of quiet thinking time first", False),
        ("Ten seconds of quiet time to think", "Two seconds of quiet time to think", False),
        ("Offer a timer", "Offer a calm corner", False),
        ("For you", "To him", False),
    ],
)  # fmt: skip
def test_is_same_joins_wordings_and_never_opposites(one, other, same):
    assert is_same(line(one), line(other)) is same
    assert is_same(line(other), line(one)) is same


def test_is_same_joins_near_wordings_of_the_same_need_only():
    near = "Use key words with symbols on the desk", "Key words with symbols on desk"
    assert is_same(line(near[0]), line(near[1]))
    assert not is_same(line(near[0]), line(near[1], need="ASD"))
    assert not is_same(line(near[0], need=""), line(near[1], need=""))
    assert is_same(line("A timer", need="ASD"), line("a timer", need=""))


def test_merge_sorts_lines_into_must_several_and_single():
    found = merge(
        [
            Owned(1, line("Say it twice", "must")),
            Owned(1, line("A timer")),
            Owned(2, line("a timer")),
            Owned(2, line("A job to do")),
            Owned(2, line("Reading aloud", "not")),
        ]
    )
    assert {pupil: [one.text for one in rows] for pupil, rows in found.must.items()} == {
        1: ["Say it twice"]
    }
    assert [(one.wordings, one.helped) for one in found.several] == [(["a timer"], [1, 2])]
    assert {pupil: [one.text for one in rows] for pupil, rows in found.single.items()} == {
        2: ["A job to do", "Reading aloud"]
    }
    assert found.conflicts == []


@pytest.mark.parametrize(
    ("tags", "clash"),
    [
        ((("must", 1), ("not", 2)), True),
        ((("try", 1), ("not", 2)), False),
        ((("must", 1), ("must", 2)), False),
        ((("must", 1), ("not", 1)), False),
        ((("must", 1), ("try", 2), ("not", 3)), True),
    ],
)
def test_merge_finds_a_conflict_where_a_must_does_not_help_another(tags, clash):
    found = merge([Owned(pupil, line("Eye contact", tag)) for tag, pupil in tags])
    assert bool(found.conflicts) is clash


def test_merge_of_nothing_is_empty():
    found = merge([])
    assert (found.must, found.several, found.single, found.conflicts) == ({}, [], {}, [])
