"""The rows of the line as markup, compiled in Python: a table of sixty people in a few milliseconds.

What a cell says in the table is said by ``cells_of`` for the export too, so that both agree.
"""

import datetime
from collections.abc import Iterable
from html import escape
from typing import Any

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString
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


class _Words:
    """What the cells say, escaped once a page rather than once a row."""

    def __init__(self, line: Line) -> None:
        self.today = line.today
        self.gains = gain_words(line.rows)
        self.quiet_gains = {why: _quiet(word) for why, word in self.gains.items()}
        self.too_little = state("early", self.gains[TOO_LITTLE], True)
        self.person = reverse("person", args=[0]).split("0")
        self.run, self.unlogged = escape(_("Sessions run")), escape(_("Unlogged"))
        self.gain, self.review = escape(_("Gain")), escape(_("Next in the review"))
        self.of, self.none = escape(_("of %(n)s")), _quiet(NONE)
        self.no_sessions = f'<td colspan="2" data-l="{self.run}">{_quiet(_("None planned"))}</td>'
        self.no_hours = {
            is_support: f'<td colspan="2">{_quiet(NONE if is_support else _("Not support staff"))}</td>'
            for is_support in (True, False)
        }


def table_rows(line: Line) -> SafeString:
    """Every row of the table. Every text passes ``escape``; the rest is markup or a number of ours."""
    words = _Words(line)
    return SafeString("".join([_row(row, words) for row in line.rows]))


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


def _row(row: LineRow, words: _Words) -> str:
    counts, post, dose = row.counts, row.post, row.work.dose_percent
    return (
        f'<tr><th scope="row">{_person(row, words)}</th><td class="wrap-ok">{escape(post.label)}</td>'
        f'<td class="num">{post.band or NONE}</td>{_hours(row, words)}{_sessions(row, words)}'
        f'<td data-l="{words.unlogged}">{_unlogged(counts.unlogged, counts.oldest)}</td>'
        f'<td data-l="{words.gain}">{_gain(row, words)}</td>'
        f'<td class="num">{len(row.work.pupils) or NONE}</td>'
        f'<td class="num">{NONE if dose is None else f"{dose}%"}</td>'
        f'<td data-l="{words.review}">{_review(post, counts.review, words)}</td></tr>'
    )


def _person(row: LineRow, words: _Words) -> str:
    twig = '<span class="twig" aria-hidden="true"></span>' if row.depth > 1 else ""
    began = ""
    if row.is_new:
        day = format_date(row.post.starts_on, "j M")
        began = label_tag(_("Started %(day)s") % {"day": day})
    url = f"{words.person[0]}{row.post.person_id}{words.person[1]}"
    return f'<span class="lv lv{row.level}">{twig}<a href="{url}">{name(row.post.name)}</a>{began}</span>'


def _hours(row: LineRow, words: _Words) -> str:
    in_sessions = row.counts.week_minutes / MINUTES
    if row.post.band is None and not in_sessions:
        # A SENCO or a teacher is not paid for hours in sessions; "0 of 37" would read as a fault.
        return words.no_hours[row.post.role in SUPPORT]
    contract = float(row.post.hours)
    drawn = bar_mini(in_sessions, contract, low=in_sessions > contract)
    of = words.of % {"n": _number(contract)}
    return f'<td>{drawn}</td><td>{_number(in_sessions)} <span class="quiet">{of}</span></td>'


def _sessions(row: LineRow, words: _Words) -> str:
    counts = row.counts
    if counts.planned <= 0:
        return words.no_sessions
    is_low = counts.delivered < LOW * counts.planned
    drawn = bar_mini(counts.delivered, counts.planned, low=is_low, width=56)
    of = words.of % {"n": counts.planned}
    return (
        f'<td>{drawn}</td><td data-l="{words.run}">{counts.delivered}'
        f' <span class="quiet">{of}</span></td>'
    )


def _unlogged(count: int, oldest: datetime.date | None) -> str:
    if not count or oldest is None:
        return _quiet(0)
    since = _quiet(_("since %(day)s") % {"day": format_date(oldest, "j M")})
    return f"{state('warn', str(count))} {since}"


def _gain(row: LineRow, words: _Words) -> str:
    gain = row.work.gain(row.post.asks)
    if isinstance(gain, Interval):
        return interval(gain.low, gain.middle, gain.high, gain_label(gain), top=MOST)
    return words.too_little if gain == TOO_LITTLE else words.quiet_gains[gain]


def gain_label(gain: Interval) -> str:
    """The interval as a sentence, for whoever cannot see the drawing."""
    return _("Gain %(middle)s times the usual pace, likely between %(low)s and %(high)s") % {
        "middle": f"{gain.middle:.1f}", "low": f"{gain.low:.1f}", "high": f"{gain.high:.1f}",
    }  # fmt: skip


def _review(post: PostRow, review: ReviewCount | None, words: _Words) -> str:
    if review is None:
        if post.band is None or not post.has_cycle:
            return words.none
        return _link(reverse("open_review", args=[post.post_id]), _("Open a review"))
    step = current_step(review.standing, review.dates, words.today)
    url = reverse("review", args=[review.pk])
    if step is None:
        return _link(url, due_words(step, words.today))
    if step.state == BEHIND:
        late = state("bad", due_words(step, words.today))
        return f'<a class="text-decoration-none" href="{url}">{late}</a>'
    return f"{_link(url, short_day(step.by))} {_quiet(step_label(step.name))}"


def _link(url: str, text: str) -> str:
    return f'<a href="{url}">{escape(text)}</a>'


def _quiet(text: str | int) -> str:
    return f'<span class="quiet">{escape(str(text))}</span>'


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


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
