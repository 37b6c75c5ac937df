"""What changed between two versions of a plan, section by section.

A row is followed by its key, so that a reworded line is one change and not one gone and one new.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

Cell = tuple[str, str]


@dataclass(frozen=True)
class Line:
    """One row as it is read: its key, its main words, and its other values by their labels."""

    key: str
    words: str
    cells: tuple[Cell, ...] = ()

    @property
    def text(self) -> str:
        """The row on one line, values that are empty left out."""
        rest = [f"{label}: {value}" for label, value in self.cells if value]
        return "; ".join([self.words, *rest])


@dataclass(frozen=True)
class Page:
    """A section: its code and title, and its rows in their order."""

    code: str
    title: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Change:
    """One row that is new, gone or different; ``values`` are those that differ, as label, old, new."""

    kind: Literal["added", "removed", "changed"]
    before: Line | None
    after: Line | None
    values: tuple[tuple[str, str, str], ...] = ()

    @property
    def reworded(self) -> bool:
        """Whether the main words themselves differ."""
        return bool(self.before and self.after and self.before.words != self.after.words)


@dataclass(frozen=True)
class PageChange:
    """What changed in one section."""

    title: str
    changes: list[Change] = field(default_factory=list)


def compare(before: Iterable[Page], after: Iterable[Page]) -> list[PageChange]:
    """The sections in which something changed, in the order of the newer version."""
    old, new = {page.code: page for page in before}, {page.code: page for page in after}
    ordered = [*new, *(code for code in old if code not in new)]
    found = []
    for code in ordered:
        title = (new.get(code) or old[code]).title
        one, other = old.get(code, Page(code, title)), new.get(code, Page(code, title))
        if changes := list(_changes(one.lines, other.lines)):
            found.append(PageChange(title, changes))
    return found


def _changes(before: Iterable[Line], after: Iterable[Line]) -> Iterator[Change]:
    old, new = {line.key: line for line in before}, {line.key: line for line in after}
    for key, line in new.items():
        was = old.get(key)
        if was is None:
            yield Change("added", None, line)
        elif was != line:
            yield Change("changed", was, line, tuple(_differing(was, line)))
    for key, line in old.items():
        if key not in new:
            yield Change("removed", line, None)


def _differing(before: Line, after: Line) -> Iterator[tuple[str, str, str]]:
    old, new = dict(before.cells), dict(after.cells)
    for label in dict.fromkeys([*old, *new]):
        if old.get(label, "") != new.get(label, ""):
            yield label, old.get(label, ""), new.get(label, "")
