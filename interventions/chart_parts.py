"""The nouns of a chart, and the smallest pieces of its drawing. Pure: no Django."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from math import ceil, floor

STEPS = (0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
LETTER, TIGHT = 6.3, 5.5


class Drawing(str):
    """Finished markup that template engines do not escape again."""

    def __html__(self) -> str:
        """The markup itself."""
        return str(self)


@dataclass(frozen=True)
class Point:
    """A value on a date, in the unit of the measure."""

    on: date
    value: float
    label: str = ""
    note: str = ""


@dataclass(frozen=True)
class Shade:
    """Days that explain the line: a holiday (grey), or an event (dotted edges and two lines of words)."""

    start: date
    end: date
    label: str
    note: str = ""
    is_event: bool = False


@dataclass(frozen=True)
class Tick:
    """One session: `kind` is delivered, missed or planned."""

    on: date
    kind: str


def short_date(on: date) -> str:
    """'7 Sep'."""
    return f"{on.day} {on:%b}"


def scale(values: Sequence[float]) -> tuple[float, float, float]:
    """Lowest and highest line of the grid and the step between, three to five lines that hold all values."""
    least, most = (min(values), max(values)) if values else (0, 1)
    step = next((step for step in STEPS if (most - least) / step <= 3), STEPS[-1])
    low = floor(least / step) * step
    high = ceil(most / step) * step
    return low, high if high > low else low + step, step


def words(x: float, y: float, text: str, kind: str = "", anchor: str = "start") -> str:
    """One line of text, or nothing."""
    if not text:
        return ""
    look = f' class="{kind}"' if kind else ""
    side = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text{look} x="{x}" y="{y}"{side}>{escape(text)}</text>'


def diamond(x: float, y: float) -> str:
    """The mark of a target."""
    return f'<path class="c-tgt-dot" d="M{x} {round(y - 7, 1)}l7 7-7 7-7-7Z"/>'
