"""The trust's weeks as bars: what was due and what of it was delivered. Pure apart from its words."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.dateformat import format as format_date
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from interventions.trust import Counts, Sch, is_small, total, weeks_of

WIDE, NARROW, TOP, BASE = 1160, 360, 12, 172


@dataclass(frozen=True)
class BarChart:
    """Two drawings, and the table behind them, as components/chart.html wants them."""

    wide: SafeString
    narrow: SafeString
    headings: list[str]
    rows: list[list[str]]
    table_caption: str


def chart_of(schools: Sequence[Sch]) -> BarChart | None:
    """Weeks of the trust with due and delivered sessions; None before any week is counted."""
    weeks = [(week, _week(schools, week)) for week in weeks_of(schools)]
    weeks = [(week, counts) for week, counts in weeks if counts.due]
    if not weeks:
        return None
    rows = [_row(week, counts) for week, counts in reversed(weeks)]
    return BarChart(
        _drawn(weeks, WIDE, "w"), _drawn(weeks, NARROW, "n"),
        [_("Week of"), _("Due"), _("Delivered"), _("Not delivered"), _("Not logged"), _("Delivered of due")],
        rows, _("Sessions by week, newest first"),
    )  # fmt: skip


def _week(schools: Sequence[Sch], week: datetime.date) -> Counts:
    """One week over the schools whose own week may be shown."""
    held = [(school.weeks.get(week), school.smallest) for school in schools]
    return total([counts for counts, least in held if counts and not is_small(counts, least)])


def _row(week: datetime.date, counts: Counts) -> list[str]:
    share = _("%(n)d%%") % {"n": round(counts.delivered * 100 / counts.due)}
    numbers = (counts.due, counts.delivered, counts.not_delivered, counts.unlogged)
    return [format_date(week, "j M Y"), *map(str, numbers), share]


def _drawn(weeks: Sequence[tuple[datetime.date, Counts]], width: int, kind: str) -> SafeString:
    most = max(counts.due for _week, counts in weeks)
    left, room = 40, width - 44
    step = room / len(weeks)
    bar = round(min(step * 0.7, 28), 1)
    every = max(1, round(70 / step))
    bars = format_html_join(
        "",
        '<rect class="c-track" x="{0}" y="{1}" width="{2}" height="{3}"/>'
        '<rect class="c-fill" x="{0}" y="{4}" width="{2}" height="{5}"/>',
        [
            (
                round(left + n * step, 1), _y(counts.due, most), bar, BASE - _y(counts.due, most),
                _y(counts.delivered, most), BASE - _y(counts.delivered, most),
            )
            for n, (_week, counts) in enumerate(weeks)
        ],
    )  # fmt: skip
    labels = format_html_join(
        "",
        '<text x="{}" y="{}">{}</text>',
        [
            (round(left + n * step, 1), BASE + 18, format_date(week, "j M"))
            for n, (week, _counts) in enumerate(weeks)
            if n % every == 0
        ],
    )
    whole = total([counts for _week, counts in weeks])
    desc = _("Over %(weeks)d weeks %(delivered)d of %(due)d sessions due were delivered.") % {
        "weeks": len(weeks), "delivered": whole.delivered, "due": whole.due,
    }  # fmt: skip
    return format_html(
        '<svg class="ch" viewBox="0 0 {w} 200" role="img"'
        ' aria-labelledby="trust-{k}-t" aria-describedby="trust-{k}-d">'
        '<title id="trust-{k}-t">{title}</title><desc id="trust-{k}-d">{desc}</desc>'
        '<line class="c-grid" x1="40" x2="{w}" y1="{top}" y2="{top}"/>'
        '<text x="34" y="{label}" text-anchor="end">{most}</text>'
        '<text x="34" y="{base}" text-anchor="end">0</text>{bars}'
        '<line class="c-axis" x1="40" x2="{w}" y1="{base}" y2="{base}"/>{labels}</svg>',
        w=width, k=kind, title=_("Sessions due and delivered, by week"), desc=desc, top=TOP,
        label=TOP + 4, most=most, base=BASE, bars=bars, labels=labels,
    )  # fmt: skip


def _y(value: int, most: int) -> float:
    return round(BASE - value / most * (BASE - TOP), 1)
