"""Small numbers in a table of counts, hidden so that nobody can work them out. Pure.

A figure from 1 to below the limit is hidden (domain.md 8.4, peers' practice: under 5). Then any line with
its total from which a hidden figure could be found by subtraction loses its next smallest as well, until
none is left. Nought stays: it is nobody.
"""

from collections.abc import Iterable, Sequence

#: What stands in place of a hidden figure.
HIDDEN = None
Figure = int | None


def suppressed(
    rows: Sequence[Sequence[int]], below: int, gone: Iterable[int] = ()
) -> list[list[Figure]]:
    """A table of counts with its totals, small figures hidden.

    Gives back one row and one column more than it gets: totals last. ``gone`` are columns whose total is
    hidden in any case, because another table of the same counts hides it. ``below`` of 1 or 0 hides nothing.
    Raises ValueError for rows of different length or a negative count.
    """
    if len({len(row) for row in rows}) > 1 or any(count < 0 for row in rows for count in row):
        raise ValueError("A table has rows of one length, and counts are not negative.")
    table = [[*row, sum(row)] for row in rows]
    width = len(table[0]) if table else 1
    table.append([sum(row[place] for row in table) for place in range(width)])
    hidden = {
        (r, c) for r, row in enumerate(table) for c, count in enumerate(row) if 0 < count < below
    }
    hidden |= {(len(table) - 1, c) for c in gone if table[-1][c]}
    while weak := _weak_line(table, hidden, below):
        hidden.add(weak)
    return [
        [HIDDEN if (r, c) in hidden else count for c, count in enumerate(row)]
        for r, row in enumerate(table)
    ]


def _weak_line(
    table: list[list[int]], hidden: set[tuple[int, int]], below: int
) -> tuple[int, int] | None:
    """The figure to hide next in the first line that still gives a hidden one away; None when none does.

    A line gives it away when one figure alone is hidden in it, or when the hidden parts of a total that
    is shown come to less than the limit.
    """
    height, width = len(table), len(table[0])
    lines = [[(r, c) for c in range(width)] for r in range(height)]
    lines += [[(r, c) for r in range(height)] for c in range(width)]
    for line in lines:
        out = [cell for cell in line if cell in hidden]
        parts = sum(table[r][c] for r, c in out if (r, c) != line[-1])
        is_weak = len(out) == 1 or (bool(out) and line[-1] not in hidden and parts < below)
        left = [cell for cell in line if cell not in hidden and table[cell[0]][cell[1]]]
        if is_weak and left:
            return min(left, key=lambda cell: (cell == line[-1], table[cell[0]][cell[1]]))
    return None
