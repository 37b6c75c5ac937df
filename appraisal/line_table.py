"""The rows of the line as markup, compiled in Python: a table of sixty people in a few milliseconds.

What a cell says in the table is said by ``cells_of`` for the export too, so that both agree.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from appraisal.evidence import FEW, NO_PUPILS, NOT_MEASURED, TOO_LITTLE
from appraisal.line_counts import ReviewCount
from appraisal.line_page import Line, LineRow, PostRow
from appraisal.pace import MOST, Interval
from appraisal.steps import BEHIND, current_step
from appraisal.wording import due_words, short_day, step_label
from core.templatetags.figure import bar_mini, interval
from core.templatetags.look import label_tag, name, state
from staff.access import SUPPORT

#: Sessions run, of those planned so far, under which the bar turns.
LOW = 0.75
MINUTES = 60
NONE = "–"


def table_rows(line: Line) -> SafeString:
    """Every row of the table."""
    words = gain_words(line.rows)
    return SafeString("".join(_row(row, line.today, words) for row in line.rows))


def gain_words(rows: Iterable[LineRow]) -> dict[str, str]:
    """Why no gain is shown, in words, by reason."""
    least = {row.post.smallest_group for row in rows}
    number = max(least, default=5)
    return {
        FEW: _("Under %(n)s pupils, not shown") % {"n": number},
        TOO_LITTLE: _("Too little delivered to judge"),
        NOT_MEASURED: _("No scores far enough apart yet"),
        NO_PUPILS: NONE,
    }


def _row(row: LineRow, today: datetime.date, words: dict[str, str]) -> SafeString:
    counts, post = row.counts, row.post
    dose = row.work.dose_percent
    pupils = len(row.work.pupils)
    return format_html(
        '<tr><th scope="row">{}</th><td class="wrap-ok">{}</td><td class="num">{}</td>{}{}'
        '<td data-l="{}">{}</td><td data-l="{}">{}</td>'
        '<td class="num">{}</td><td class="num">{}</td><td data-l="{}">{}</td></tr>',
        _person(row), post.label, post.band or NONE, _hours(row), _sessions(row),
        _("Unlogged"), _unlogged(counts.unlogged, counts.oldest),
        _("Gain"), _gain(row, words), pupils or NONE,
        NONE if dose is None else f"{dose}%",
        _("Next in the review"), _review(post, counts.review, today),
    )  # fmt: skip


def _person(row: LineRow) -> SafeString:
    twig = mark_safe('<span class="twig" aria-hidden="true"></span>') if row.depth > 1 else ""
    began = (
        _("Started %(day)s") % {"day": format_date(row.post.starts_on, "j M")} if row.is_new else ""
    )
    return format_html(
        '<span class="lv lv{}">{}<a href="{}">{}</a>{}</span>',
        row.level, twig, reverse("person", args=[row.post.person_id]), name(row.post.name),
        label_tag(began) if began else "",
    )  # fmt: skip


def _hours(row: LineRow) -> SafeString:
    in_sessions = row.counts.week_minutes / MINUTES
    if row.post.band is None and not in_sessions:
        # A SENCO or a teacher is not paid for hours in sessions; "0 of 37" would read as a fault.
        is_support = row.post.role in SUPPORT
        words = NONE if is_support else _("Not support staff")
        return format_html('<td></td><td><span class="quiet">{}</span></td>', words)
    contract = float(row.post.hours)
    return format_html(
        '<td>{}</td><td>{} <span class="quiet">{}</span></td>',
        bar_mini(in_sessions, contract, low=in_sessions > contract),
        _number(in_sessions), _of(_number(contract)),
    )  # fmt: skip


def _sessions(row: LineRow) -> SafeString:
    counts = row.counts
    if counts.planned <= 0:
        return format_html(
            '<td></td><td data-l="{}"><span class="quiet">{}</span></td>',
            _("Sessions run"), _("None planned"),
        )  # fmt: skip
    is_low = counts.delivered < LOW * counts.planned
    return format_html(
        '<td>{}</td><td data-l="{}">{} <span class="quiet">{}</span></td>',
        bar_mini(counts.delivered, counts.planned, low=is_low, width=56),
        _("Sessions run"), counts.delivered, _of(counts.planned),
    )  # fmt: skip


def _unlogged(count: int, oldest: datetime.date | None) -> SafeString:
    if not count or oldest is None:
        return format_html('<span class="quiet">{}</span>', 0)
    since = _("since %(day)s") % {"day": format_date(oldest, "j M")}
    return format_html('{} <span class="quiet">{}</span>', state("warn", str(count)), since)


def _gain(row: LineRow, words: dict[str, str]) -> SafeString:
    gain = row.work.gain(row.post.asks)
    if isinstance(gain, Interval):
        return interval(gain.low, gain.middle, gain.high, gain_label(gain), top=MOST)
    if gain == TOO_LITTLE:
        return state("early", words[gain], True)
    return format_html('<span class="quiet">{}</span>', words[gain])


def gain_label(gain: Interval) -> str:
    """The interval as a sentence, for whoever cannot see the drawing."""
    return _("Gain %(middle)s times the usual pace, likely between %(low)s and %(high)s") % {
        "middle": f"{gain.middle:.1f}", "low": f"{gain.low:.1f}", "high": f"{gain.high:.1f}",
    }  # fmt: skip


def _review(post: PostRow, review: ReviewCount | None, today: datetime.date) -> SafeString:
    if review is None:
        if post.band is None or not post.has_cycle:
            return format_html('<span class="quiet">{}</span>', NONE)
        return format_html(
            '<a href="{}">{}</a>', reverse("open_review", args=[post.post_id]), _("Open a review")
        )
    step = current_step(review.standing, review.dates, today)
    url = reverse("review", args=[review.pk])
    if step is not None and step.state == BEHIND:
        late = state("bad", due_words(step, today))
        return format_html('<a class="text-decoration-none" href="{}">{}</a>', url, late)
    if step is None:
        return format_html('<a href="{}">{}</a>', url, due_words(step, today))
    return format_html(
        '<a href="{}">{}</a> <span class="quiet">{}</span>',
        url, short_day(step.by), step_label(step.name),
    )  # fmt: skip


def headings() -> list[str]:
    """The columns of the export."""
    return [
        _("Person"), _("Reports at level"), _("Post"), _("Band"), _("Hours in sessions this week"),
        _("Hours of contract"), _("Sessions run"), _("Sessions planned"), _("Unlogged"),
        _("Gain against usual pace"), _("Likely from"), _("Likely to"), _("Why no gain is shown"),
        _("Pupils"), _("Dose, per cent"), _("Next in the review"),
    ]  # fmt: skip


def cells_of(line: Line) -> list[list[Any]]:
    """The rows of the export, in the order of the line."""
    words = gain_words(line.rows)
    return [_cells(row, words, line.today) for row in line.rows]


def _cells(row: LineRow, words: dict[str, str], today: datetime.date) -> list[Any]:
    counts, gain = row.counts, row.work.gain(row.post.asks)
    shown = (
        [None, None, None, ""] if isinstance(gain, Interval) else [None, None, None, words[gain]]
    )
    if isinstance(gain, Interval):
        shown = [round(gain.middle, 2), round(gain.low, 2), round(gain.high, 2), ""]
    review = counts.review
    due = due_words(current_step(review.standing, review.dates, today), today) if review else ""
    return [
        row.post.name, row.depth, row.post.label, row.post.band, round(counts.week_minutes / MINUTES, 2),
        row.post.hours, counts.delivered, counts.planned, counts.unlogged, *shown,
        len(row.work.pupils), row.work.dose_percent, due,
    ]  # fmt: skip


def _of(number: Any) -> str:
    return _("of %(n)s") % {"n": number}


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
