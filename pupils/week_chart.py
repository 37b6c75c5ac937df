"""A chart of columns by school week as SVG, wide and narrow, with the table behind it. Pure.

Every word comes from the caller. Sizes are SVG attributes and colours are classes of
static/css/charts.css, so the drawing follows the theme, prints, and needs no inline style.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from math import ceil

HEIGHT, TOP, FOOT = 150, 22, 26
LETTER = 6.3


class Drawing(str):
    """Finished markup that template engines do not escape again."""

    def __html__(self) -> str:
        """The markup itself."""
        return str(self)


@dataclass(frozen=True)
class WeekChart:
    """``columns`` are (label of the week, count), oldest first; ``name`` makes ids unique on a page."""

    name: str
    title: str
    desc: str
    columns: Sequence[tuple[str, int]]
    headings: Sequence[str]
    table_caption: str

    @property
    def rows(self) -> list[tuple[str, int]]:
        """The table behind it."""
        return list(self.columns)

    @cached_property
    def wide(self) -> Drawing:
        """800 wide, for a desk and for paper."""
        return self._draw("w", 800)

    @cached_property
    def narrow(self) -> Drawing:
        """360 wide, for a phone: fewer words, never smaller ones."""
        return self._draw("n", 360)

    def _draw(self, kind: str, width: int) -> Drawing:
        ident, base = f"{self.name}-{kind}", TOP + HEIGHT
        parts = [
            f'<svg class="ch" viewBox="0 0 {width} {base + FOOT}" role="img"'
            f' aria-labelledby="{ident}-t" aria-describedby="{ident}-d">'
            f'<title id="{ident}-t">{escape(self.title)}</title>'
            f'<desc id="{ident}-d">{escape(self.desc)}</desc>',
            *self._columns(width, base),
            f'<line class="c-axis" x1="0" x2="{width}" y1="{base}" y2="{base}"/>',
            "</svg>",
        ]
        return Drawing("".join(parts))

    def _columns(self, width: int, base: int) -> list[str]:
        most = max((count for _label, count in self.columns), default=0) or 1
        room = width / max(len(self.columns), 1)
        bar = round(min(room * 0.7, 36), 1)
        longest = max((len(label) for label, _count in self.columns), default=0)
        every = max(1, ceil((longest * LETTER + 8) / room))
        drawn = []
        for place, (label, count) in enumerate(self.columns):
            middle = round((place + 0.5) * room, 1)
            tall = round(count / most * HEIGHT, 1)
            if count:
                drawn.append(
                    f'<rect class="c-fill" x="{round(middle - bar / 2, 1)}" y="{round(base - tall, 1)}"'
                    f' width="{bar}" height="{tall}" rx="2"/>'
                )
            if room >= 14:
                drawn.append(_words(middle, round(base - tall - 6, 1), str(count), "t-main"))
            if place % every == 0 and middle + longest * LETTER / 2 <= width:
                drawn.append(_words(max(middle, longest * LETTER / 2), base + 18, label))
        return drawn


def _words(x: float, y: float, text: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x}" y="{y}" text-anchor="middle"{named}>{escape(text)}</text>'
