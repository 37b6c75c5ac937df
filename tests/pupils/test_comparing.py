"""What changed between two versions, and which changes must be read."""

import pytest

from pupils.comparing import Line, asks_to_read, compare

QUIET = Line("a", "must", "Ten seconds of quiet", "SLCN")


def kinds(before, after):
    return [(change.kind, change.asks) for change in compare(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ([QUIET], [QUIET], []),
        ([], [QUIET], [("added", True)]),
        ([QUIET], [], [("removed", True)]),
        ([QUIET], [Line("a", "must", "Five seconds of quiet", "SLCN")], [("changed", True)]),
        ([QUIET], [Line("a", "try", QUIET.text, "SLCN")], [("changed", True)]),
        ([Line("a", "not", QUIET.text)], [QUIET], [("changed", True)]),
        # Said the same way, or for another need: told, but nobody is asked.
        ([QUIET], [Line("a", "must", "ten seconds, of QUIET!", "SLCN")], [("changed", False)]),
        ([QUIET], [Line("a", "must", QUIET.text, "ASD")], [("changed", False)]),
        ([], [Line("b", "try", "A timer")], [("added", False)]),
        ([Line("b", "try", "A timer")], [], [("removed", False)]),
        ([Line("b", "try", "A timer")], [Line("b", "not", "A timer")], [("changed", False)]),
    ],
)
def test_compare_tells_every_change_and_asks_for_musts_only(before, after, found):
    assert kinds(before, after) == found
    assert asks_to_read(compare(before, after)) == any(asks for _kind, asks in found)


def test_compare_puts_what_must_be_read_first():
    before = [Line("t", "try", "A timer"), QUIET]
    after = [Line("c", "try", "A job"), Line("d", "must", "Say it twice")]
    found = compare(before, after)
    assert [change.asks for change in found] == [True, True, False, False]
    assert found[0].line.text == "Say it twice"


def test_compare_does_not_count_another_order():
    other = Line("b", "try", "A timer")
    assert compare([QUIET, other], [other, QUIET]) == []
