"""A line chart as SVG: one message in the title, expected line, target, dose and a table behind it.

Pure: every word comes from the caller. Sizes are SVG attributes and colours are classes of
static/css/charts.css, so the drawing follows the theme, prints, and needs no inline style.
Two drawings are made, 800 and 360 wide; the narrow one has fewer words, never smaller ones.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from html import escape
from math import ceil

from interventions.chart_parts import (
    LETTER,
    TIGHT,
    Drawing,
    Point,
    Shade,
    Tick,
    diamond,
    scale,
    short_date,
    words,
)

__all__ = ["LineChart", "Point", "Shade", "Tick"]


@dataclass(frozen=True)
class LineChart:
    """What a chart shows. `points` are oldest first; `error` is half the width of the band.

    `points[0].label` is written at entry, `points[-1].label` and `.note` at the latest, `target.label`
    and `.note` at the target. `name` makes ids unique on a page. Raises ValueError when the end is not
    after the start.
    """

    name: str
    title: str
    desc: str
    start: date
    end: date
    points: Sequence[Point]
    expected: Sequence[Point] = ()
    expected_label: str = ""
    target: Point | None = None
    error: float | None = None
    shades: Sequence[Shade] = ()
    ticks: Sequence[Tick] = ()
    ticks_title: str = ""
    ticks_note: str = ""
    headings: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    table_caption: str = ""
    date_label: Callable[[date], str] = field(default=short_date, compare=False)
    value_label: Callable[[float], str] = field(default="{:g}".format, compare=False)

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError("A chart ends after it starts.")

    @cached_property
    def wide(self) -> Drawing:
        """800 wide, for a desk and for paper."""
        return draw(self, Frame(self, 800, 46, 706 if self.target else 780, 20, True))

    @cached_property
    def narrow(self) -> Drawing:
        """360 wide, for a phone."""
        return draw(self, Frame(self, 360, 34, 350, 52, False))


class Frame:
    """Where things stand on one drawing."""

    def __init__(
        self, chart: LineChart, width: int, left: int, right: int, top: int, is_wide: bool
    ) -> None:
        self.chart, self.width, self.is_wide = chart, width, is_wide
        self.left, self.right, self.top, self.bottom = left, right, top, top + 212
        slack = chart.error or 0
        values = [p.value + way * slack for p in chart.points for way in (-1, 1)]
        values += [p.value for p in (*chart.expected, *([chart.target] if chart.target else []))]
        self.low, self.high, self.step = scale(values)
        self.base = self.bottom + (70 if chart.ticks else 0)
        self.height = self.base + 40

    def x(self, on: date) -> float:
        """Place of a date, kept inside the frame."""
        share = (on - self.chart.start).days / (self.chart.end - self.chart.start).days
        return round(self.left + min(max(share, 0), 1) * (self.right - self.left), 1)

    def y(self, value: float) -> float:
        """Place of a value."""
        return round(
            self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top), 1
        )

    def path(self, points: Sequence[Point]) -> str:
        """The points as an SVG list."""
        return " ".join(f"{self.x(p.on)},{self.y(p.value)}" for p in points)


def draw(chart: LineChart, frame: Frame) -> Drawing:
    """The whole drawing."""
    ident = f"{chart.name}-{'w' if frame.is_wide else 'n'}"
    parts = [
        f'<svg class="ch" viewBox="0 0 {frame.width} {frame.height}" role="img"'
        f' aria-labelledby="{ident}-t" aria-describedby="{ident}-d">'
        f'<title id="{ident}-t">{escape(chart.title)}</title><desc id="{ident}-d">{escape(chart.desc)}</desc>',
        *(_shade(frame, shade) for shade in chart.shades),
        *_grid(frame),
        *_dates(frame),
        *_expected(frame),
        *_line(frame),
        *(_target_wide(frame) if frame.is_wide else _head_narrow(frame)),
        *_sessions(frame),
        "</svg>",
    ]
    return Drawing("".join(parts))


def _shade(frame: Frame, shade: Shade) -> str:
    x, far = frame.x(shade.start), frame.x(shade.end)
    height = (frame.base if shade.is_event else frame.bottom) - frame.top
    drawn = f'<rect class="c-shade" x="{x}" y="{frame.top}" width="{round(far - x, 1)}" height="{height}"/>'
    if shade.is_event:
        foot = frame.top + height
        edges = f"M{x} {frame.top}V{foot}M{far} {frame.top}V{foot}"
        drawn += f'<path class="c-event" d="{edges}"/>'
    if not frame.is_wide:
        return drawn
    if not shade.is_event:
        fits = len(shade.label) * TIGHT <= far - x
        return drawn + (
            words((x + far) / 2, frame.top + 14, shade.label, anchor="middle") if fits else ""
        )
    room = frame.right - far > max(len(shade.label), len(shade.note)) * LETTER
    at, anchor = (far + 5, "start") if room else (x - 5, "end")
    top = frame.top + (15 if anchor == "end" and _covers_a_name(frame, shade, at) else 0)
    return (
        drawn
        + words(at, top + 14, shade.label, "t-warn", anchor)
        + words(at, top + 29, shade.note, "t-warn", anchor)
    )


def _covers_a_name(frame: Frame, event: Shade, end: float) -> bool:
    """Whether words that end at a place would lie on the name of a holiday."""
    start = end - max(len(event.label), len(event.note)) * LETTER
    names = [(s, frame.x(s.start), frame.x(s.end)) for s in frame.chart.shades if not s.is_event]
    return any(x < end and far > start and len(s.label) * TIGHT <= far - x for s, x, far in names)


def _grid(frame: Frame) -> list[str]:
    count = round((frame.high - frame.low) / frame.step)
    drawn = []
    for place in range(count + 1):
        value = frame.low + place * frame.step
        y = frame.y(value)
        kind = "c-axis" if place == 0 else "c-grid"
        drawn.append(
            f'<line class="{kind}" x1="{frame.left}" x2="{frame.right}" y1="{y}" y2="{y}"/>'
        )
        drawn.append(words(frame.left - 8, y + 4, frame.chart.value_label(value), anchor="end"))
    return drawn


def _dates(frame: Frame) -> list[str]:
    chart, y = frame.chart, frame.base + 28
    weeks = (chart.end - chart.start).days / 7
    step = timedelta(weeks=max(1, ceil(weeks / (5 if frame.is_wide else 3))))
    room = 8 * LETTER + 12
    drawn, on = [words(frame.left, y, chart.date_label(chart.start))], chart.start + step
    while frame.right - frame.x(on) > room and on < chart.end:
        if frame.x(on) - frame.left > room:
            drawn.append(words(frame.x(on), y, chart.date_label(on), anchor="middle"))
        on += step
    drawn.append(words(frame.right, y, chart.date_label(chart.end), anchor="end"))
    return drawn


def _expected(frame: Frame) -> list[str]:
    line, label = frame.chart.expected, frame.chart.expected_label
    if len(line) < 2:
        return []
    drawn = [f'<polyline class="c-exp" points="{frame.path(line)}"/>']
    if frame.is_wide and label:
        first, last = line[0], line[-1]
        x = frame.x(first.on) + (frame.x(last.on) - frame.x(first.on)) * 0.24
        y = frame.y(first.value + (last.value - first.value) * 0.24)
        drawn.append(words(round(x, 1), round(y - 16, 1), label, anchor="middle"))
    return drawn


def _line(frame: Frame) -> list[str]:
    points, error = frame.chart.points, frame.chart.error
    if not points:
        return []
    drawn = []
    if error and len(points) > 1:
        above = [Point(p.on, p.value + error) for p in points]
        below = [Point(p.on, p.value - error) for p in reversed(points)]
        drawn.append(f'<polygon class="c-band" points="{frame.path([*above, *below])}"/>')
    if len(points) > 1:
        drawn.append(f'<polyline class="c-line" points="{frame.path(points)}"/>')
    drawn += [
        f'<circle class="c-dot" cx="{frame.x(p.on)}" cy="{frame.y(p.value)}" r="4.5"/>'
        for p in points[1:]
    ]
    first = points[0]
    x, y = frame.x(first.on), frame.y(first.value)
    drawn.append(f'<circle class="c-open" cx="{x}" cy="{y}" r="5.5"/>')
    drawn.append(words(x + 4, y + 23 if y + 28 < frame.bottom else y - 14, first.label, "t-main"))
    return drawn


def _target_wide(frame: Frame) -> list[str]:
    chart, drawn = frame.chart, []
    if chart.target:
        x, y = frame.x(chart.target.on), frame.y(chart.target.value)
        drawn += [diamond(x, y), words(x + 12, y + 5, chart.target.label, "t-main")]
        drawn.append(words(x + 12, y + 20, chart.target.note))
    if len(chart.points) < 2:
        return drawn
    return drawn + _now_wide(frame)


def _now_wide(frame: Frame) -> list[str]:
    """The words of the latest dot: right of it, else left of it, clear of the line that leads there."""
    before, now = frame.chart.points[-2:]
    x, y = frame.x(now.on), frame.y(now.value)
    is_rising, fits_under = before.value < now.value, y + 44 < frame.bottom
    # The margin is free wherever the words of the target do not stand in it.
    edge = frame.right if _by_target(frame, y) else frame.width - 4
    if x + 10 + max(len(now.label), len(now.note)) * LETTER < edge:
        y = y if y + 20 < frame.bottom else y - 13
        return [words(x + 10, y + 2, now.label, "t-acc"), words(x + 10, y + 17, now.note)]
    fits_over = y - 44 > frame.top
    is_over = fits_over or not fits_under if is_rising else not fits_under
    y = y - 30 if is_over else y + 24
    return [words(x, y, now.label, "t-acc", "end"), words(x, y + 15, now.note, anchor="end")]


def _by_target(frame: Frame, y: float) -> bool:
    """Whether words at a height would run into the words of the target, in the margin."""
    target = frame.chart.target
    return target is not None and abs(y - frame.y(target.value)) < 45


def _head_narrow(frame: Frame) -> list[str]:
    """On the phone the words about now and the target stand above the drawing."""
    chart, drawn = frame.chart, []
    if len(chart.points) > 1:
        now = chart.points[-1]
        drawn += [words(0, 14, now.label, "t-acc"), words(0, 31, now.note)]
    if chart.target:
        drawn.append(diamond(frame.x(chart.target.on), frame.y(chart.target.value)))
        drawn += [words(frame.right, 14, chart.target.label, "t-main", "end")]
        drawn.append(words(frame.right, 31, chart.target.note, anchor="end"))
    return drawn


def _sessions(frame: Frame) -> list[str]:
    chart, top = frame.chart, frame.bottom + 40
    if not chart.ticks:
        return []
    title = chart.ticks_title if frame.is_wide else ""
    after = frame.left + len(title) * LETTER + 10 if title else frame.left
    drawn = [
        f'<line class="c-axis" x1="{frame.left}" x2="{frame.right}" y1="{frame.base}" y2="{frame.base}"/>',
        words(frame.left, frame.bottom + 28, title, "t-main"),
        words(after, frame.bottom + 28, chart.ticks_note),
    ]
    thin = "" if frame.is_wide and len(chart.ticks) <= 60 else " c-thin"
    wide = 3 if thin else 5
    # One path for each kind: a year of sessions would be hundreds of elements, twice.
    paths: dict[str, list[str]] = {f"c-tick{thin}": [], "c-miss": [], "c-plan": []}
    delivered, missed, planned = paths.values()
    for tick in chart.ticks:
        x = frame.x(tick.on)
        if tick.kind == "missed":
            missed.append(f"M{round(x - 4, 1)} {top + 9}l8 8m0-8l-8 8")
        elif tick.kind == "planned":
            planned.append(f"M{round(x - wide / 2, 1)} {top + 0.5}h{wide}v25h-{wide}z")
        else:
            delivered.append(f"M{x} {top}v26")
    drawn += [f'<path class="{name}" d="{"".join(path)}"/>' for name, path in paths.items() if path]
    return drawn
