"""What a line needs from its manager, the most urgent first: three at most on the page."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appraisal.line_page import Line, LineRow
from appraisal.steps import BEHIND, READY, current_step
from staff.home import SHOWN

#: Days without a log after which it is worth a word.
OLD_LOG = datetime.timedelta(days=2)


def needs_of_line(line: Line, person: Any, on_page: str) -> list[dict]:
    """Reviews that wait for ``person`` to sign or are late, logs that are missing, sessions not run."""
    found = [*_reviews(line, person), *_unlogged(line, on_page), *_not_run(line, on_page)]
    return found[:SHOWN]


def _reviews(line: Line, person: Any) -> list[dict]:
    ready = [row for row in line.rows if _waits_for(row, person)]
    late = [row for row in line.rows if _is_late(row, line.today)]
    needs = []
    if ready:
        title = ngettext(
            "%(n)s review waits for your signature", "%(n)s reviews wait for your signature",
            len(ready),
        ) % {"n": len(ready)}  # fmt: skip
        url = reverse("reviews") + "?state=ready&next=me"
        needs.append(_need(title, _names(ready), url, _("Read and sign")))
    if late:
        title = ngettext("%(n)s review is behind", "%(n)s reviews are behind", len(late)) % {
            "n": len(late)
        }
        url = reverse("reviews") + "?due=late"
        needs.append(_need(title, _names(late), url, _("See what is late")))
    return needs


def _waits_for(row: LineRow, person: Any) -> bool:
    """Whether the review is ready and ``person``, its appraiser, has not signed."""
    review = row.counts.review
    if review is None or review.appraiser_id not in person.access.post_ids:
        return False
    return review.standing.state == READY and not review.standing.appraiser_signed


def _is_late(row: LineRow, today: datetime.date) -> bool:
    review = row.counts.review
    if review is None:
        return False
    step = current_step(review.standing, review.dates, today)
    return step is not None and step.state == BEHIND


def _unlogged(line: Line, on_page: str) -> list[dict]:
    late = [
        row for row in line.rows
        if row.counts.oldest is not None and line.on - row.counts.oldest >= OLD_LOG
    ]  # fmt: skip
    if not late:
        return []
    count = sum(row.counts.unlogged for row in late)
    title = ngettext("%(n)s session is not logged", "%(n)s sessions are not logged", count) % {
        "n": count
    }
    oldest = min(row.counts.oldest for row in late if row.counts.oldest)
    why = _("%(names)s. The oldest is of %(day)s.") % {
        "names": _names(late), "day": format_date(oldest, "j M Y")
    }  # fmt: skip
    return [_need(title, why, on_page, _("See who"))]


def _not_run(line: Line, on_page: str) -> list[dict]:
    low = [
        row
        for row in line.rows
        if row.counts.planned >= 5 and row.counts.delivered < 0.75 * row.counts.planned
    ]
    if not low:
        return []
    row = min(low, key=lambda row: row.counts.delivered / row.counts.planned)
    words = {"name": row.post.name, "run": row.counts.delivered, "planned": row.counts.planned}
    title = _("%(name)s: %(run)s of %(planned)s sessions run") % words
    why = _("Under three quarters of what was planned this term. Ask what got in the way.")
    return [_need(title, why, on_page, _("See the figures"))]


def _names(rows: list[LineRow]) -> str:
    names = [row.post.name for row in rows]
    if len(names) > 3:
        return _("%(names)s and %(n)s more") % {"names": ", ".join(names[:3]), "n": len(names) - 3}
    return ", ".join(names)


def _need(title: str, why: str, url: str, label: str) -> dict:
    return {"title": title, "why": why, "url": url, "links": [{"label": label, "url": url}]}
