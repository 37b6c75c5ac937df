"""Small figures in tables: hidden, and not to be worked out from those that are left."""

import itertools
from random import Random

import pytest

from pupils.suppression import suppressed


@pytest.mark.parametrize(
    ("rows", "below", "expected"),
    [
        ([[7, 9]], 5, [[7, 9, 16], [7, 9, 16]]),
        ([[0, 0]], 5, [[0, 0, 0], [0, 0, 0]]),
        ([[3]], 5, [[None, None], [None, None]]),
        ([[3], [9]], 5, [[None, None], [None, None], [12, 12]]),
        ([[3], [9], [8]], 5, [[None, None], [9, 9], [None, None], [20, 20]]),
        ([[1], [2], [9]], 5, [[None, None], [None, None], [None, None], [12, 12]]),
        ([[4], [4], [9]], 5, [[None, None], [None, None], [9, 9], [17, 17]]),
        ([[3, 0], [9, 0]], 1, [[3, 0, 3], [9, 0, 9], [12, 0, 12]]),
        ([], 5, [[0]]),
    ],
)
def test_suppressed_hides_small_figures_and_what_would_give_them_away(rows, below, expected):
    assert suppressed(rows, below) == expected


@pytest.mark.parametrize("rows", [[[1, 2], [3]], [[-1]]])
def test_suppressed_refuses_what_is_no_table(rows):
    with pytest.raises(ValueError, match="A table has rows"):
        suppressed(rows, 5)


def test_suppressed_hides_a_total_that_another_table_hides():
    shown = suppressed([[9, 8], [7, 9]], 5, gone={1})
    assert shown[2][1] is None
    assert None in (shown[0][1], shown[1][1], shown[2][2], shown[2][0])


def solutions(shown, below) -> list[set[int]]:
    """For each hidden cell of a small table, every value it could have, by trying them all."""
    cells = [(r, c) for r, row in enumerate(shown) for c, v in enumerate(row) if v is None]
    free = [cell for cell in cells if cell[0] < len(shown) - 1 and cell[1] < len(shown[0]) - 1]
    found = {cell: set() for cell in free}
    for values in itertools.product(range(13), repeat=len(free)):
        table = [list(row) for row in shown]
        for (r, c), value in zip(free, values, strict=True):
            table[r][c] = value
        if _holds(table):
            for cell, value in zip(free, values, strict=True):
                found[cell].add(value)
    return list(found.values())


def _holds(table) -> bool:
    body = [row[:-1] for row in table[:-1]]
    sums = [[*row, sum(row)] for row in body]
    sums.append([sum(column) for column in zip(*sums, strict=True)])
    return all(
        said is None or said == real
        for row, reals in zip(table, sums, strict=True)
        for said, real in zip(row, reals, strict=True)
    )


def test_suppressed_figures_cannot_be_worked_out():
    """Small random tables: whoever tries every number that fits is left with more than one."""
    random = Random(7)
    for _one in range(60):
        rows = [[random.choice([0, 0, 1, 2, 4, 6, 8]) for _c in range(2)] for _r in range(2)]
        shown = suppressed(rows, 5)
        assert all(len(values) > 1 for values in solutions(shown, 5)), rows
