"""Rows of the caseload as finished markup: the one table so long that templates would be slow.

Every text passes ``escape``; everything else is a number or a word of ours. Cells leave out end tags
and quotes where HTML allows it, because there may be 300 rows. Classes are in static/css/caseload.css,
drawings in templates/interventions/_caseload_drawings.html.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from html import escape

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interventions import progress
from interventions.caseload import BAD, SOON_DAYS, WARN, Line
from interventions.wording import verdict_words
from pupils.needs import short_name

BAR, SPARK, HEIGHT = 84, 54, 14
_SHAPES = {
    progress.NOT_MOVING: ("b", "o"), progress.SLOWER: ("w", "t"), progress.ON_TRACK: ("k", "c"),
    progress.TOO_EARLY: ("e", "d"), progress.NONE: ("", ""),
}  # fmt: skip
_DUE = {BAD: ("b", "o"), WARN: ("w", "t")}
_QUIET = '<td class="q">'


def columns() -> dict[str, tuple[str, str, int]]:
    """Columns that can be left out: key -> (heading, class, how many cells wide)."""
    return {
        "form": (_("Form"), "", 1),
        "need": (_("Need"), "", 1),
        "step": (_("Next step"), "", 1),
        "on": (_("Date"), "", 1),
        "left": (_("Left"), "", 1),
        "minutes": (_("Delivered of planned, min"), "", 2),
        "progress": (_("Progress"), "", 2),
        "sessions": (_("Sessions"), "num", 1),
        "owner": (_("Owner"), "", 1),
        "due": (_("What is due"), "", 1),
    }


class Words:
    """What the cells say, translated once a page rather than once a row."""

    def __init__(self, me: str) -> None:
        self.me, self.you, self.of = me, f"<td><b>{escape(_('You'))}</b>", _("of %d")
        self.sessions, self.late = _("%d of %d"), _("%d late")
        self.review, self.overdue = f"<td>{_('Review')}", f"<td>{_('Review overdue')}"
        self.no_date, self.none = f"<td>{_('No review date')}", f"{_QUIET}{_('None recorded')}"
        self.unplanned = f'{_QUIET}<td class="num q">{_("None planned")}'
        self.unmeasured = f"{_QUIET}{_('Not measured')}<td>"
        self.nothing = f"{_QUIET}{_('Nothing')}"
        self.verdicts = {
            verdict: _mark(f"{tone} s" if tone == "b" else tone, shape, verdict_words(verdict))
            for verdict, (tone, shape) in _SHAPES.items()
            if shape
        }


def rows_of(lines: Iterable[Line], shown: Sequence[str], *, me: str, may_pick: bool) -> SafeString:
    """The body of the table: one row a line, with the columns that are shown."""
    drawn = [_CELLS[key] for key in shown]
    record = reverse("pupil_progress", args=[0]).split("0")
    words = Words(me)
    return SafeString("\n".join(_row(line, drawn, record, words, may_pick) for line in lines))


def _row(
    line: Line, cells: Sequence[Callable], record: Sequence[str], words: Words, may_pick: bool
) -> str:
    name = escape(line.name)
    short = f"{(line.known_as or line.forename)[:1]}. {(line.known_surname or line.surname)[:1]}."
    box = (
        f'<td><input class=form-check-input type=checkbox name=pick value={line.pk} aria-label="{name}">'
        if may_pick
        else ""
    )
    alert = _medical() if line.has_medical_flag else ""
    head = (
        f"<tr>{box}<th scope=row><a href={record[0]}{line.pk}{record[1]}>"
        f'<bdi class=nm data-short="{escape(short)}">{name}</bdi></a>{alert}'
    )
    return head + "".join([cell(line, words) for cell in cells])


def _form(line: Line, _words: Words) -> str:
    return f"<td>{escape(line.form or line.year_group)}"


def _need(line: Line, _words: Words) -> str:
    return f"<td>{_layer(line.sen_code)}{_need_tag(line.need)}"


def _step(line: Line, words: Words) -> str:
    if line.left is None:
        return words.none if line.sen_code == "N" else words.no_date
    return words.overdue if line.left < 0 else words.review


def _on(line: Line, _words: Words) -> str:
    return f"<td>{_day(line.review_on)}" if line.review_on else "<td>"


def _left(line: Line, words: Words) -> str:
    if line.left is None:
        return "<td>"
    if line.left < 0:
        return _mark("b s", "o", words.late % -line.left)
    said = _days(line.left)
    return _mark("w s", "t", said) if line.left <= SOON_DAYS else _QUIET + said


def _minutes(line: Line, words: Words) -> str:
    planned, done = line.minutes_planned, line.minutes_delivered
    if not planned:
        return words.unplanned
    due = _share(line.minutes_due, planned)
    fill = f"<path d=M0,7h{_share(done, planned)} />" if done > 0 else "<path />"
    of = words.of % planned
    if line.is_behind:
        return f'<td><svg class="mb lo">{fill}<path d=M{due},1v12 /></svg><td class=num><b>{done}</b> <i>{of}</i>'
    return f"<td><svg class=mb>{fill}<path d=M{due},1v12 /></svg><td class=num>{done} <i>{of}</i>"


def _progress(line: Line, words: Words) -> str:
    if not line.verdict:
        return words.unmeasured
    return f"{words.verdicts[line.verdict]}<td>{_spark(line.series)}"


def _sessions(line: Line, words: Words) -> str:
    if not line.planned:
        return "<td class=num>"
    return f"<td class=num>{words.sessions % (line.attended, line.planned)}"


def _owner(line: Line, words: Words) -> str:
    if not line.owner:
        return words.none
    return words.you if line.owner == words.me else f"<td>{_brief(line.owner)}"


def _due(line: Line, words: Words) -> str:
    return _mark(*_DUE[line.kind], line.due) if line.due else words.nothing


_CELLS: dict[str, Callable[[Line, Words], str]] = {
    "form": _form, "need": _need, "step": _step, "on": _on, "left": _left, "minutes": _minutes,
    "progress": _progress, "sessions": _sessions, "owner": _owner, "due": _due,
}  # fmt: skip


def _mark(tone: str, shape: str, words: str) -> str:
    tone = f'"{tone}"' if " " in tone else tone
    return f"<td class={tone}><svg class=i><use href=#{shape} /></svg>{words}"


def _share(value: int, total: int) -> int:
    return min(max(round(value * BAR / total), 0), BAR)


@lru_cache(maxsize=64)
def _need_tag(code: str) -> str:
    return f" <span class=tag>{escape(short_name(code))}</span>" if code else ""


def _spark(series: str) -> str:
    """The way of the scores, with a dot on the latest; a level line for scores that do not differ."""
    values = [float(value) for value in series.split(",") if value]
    if len(values) < 2:
        return ""
    least, spread = min(values), max(values) - min(values)
    points = [
        (
            2 + round(n * SPARK / (len(values) - 1)),
            3 + HEIGHT - round((value - least) / spread * HEIGHT) if spread else 10,
        )
        for n, value in enumerate(values)
    ]
    path = "L".join(f"{x},{y}" for x, y in points)
    x, y = points[-1]
    return f"<svg class=sp><path d=M{path} /><path d=M{x},{y}h0 /></svg>"


@lru_cache(maxsize=512)
def _day(on: object) -> str:
    return format_date(on, "j M Y")


@lru_cache(maxsize=512)
def _days(left: int) -> str:
    return ngettext("%(n)d day", "%(n)d days", left) % {"n": left} if left else _("today")


@lru_cache(maxsize=8)
def _layer(code: str) -> str:
    titles = {"E": _("Education, health and care plan"), "K": _("SEN support")}
    if code not in titles:
        return ""
    return f'<abbr class="tag tag-{code.lower()}" title="{titles[code]}">{code}</abbr>'


def _medical() -> str:
    return f' <svg class="i md" role=img aria-label="{escape(_("Medical alert"))}"><use href=#m /></svg>'


@lru_cache(maxsize=512)
def _brief(name: str) -> str:
    """ "Sadia Iqbal" as "S. Iqbal", escaped."""
    words = name.split()
    return escape(f"{words[0][0]}. {words[-1]}" if len(words) > 1 else name)
