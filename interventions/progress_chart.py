"""One course of scores as a chart: expected line, band of the test's own error, closures and sessions."""

import datetime
from itertools import groupby

from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.models import Closure
from interventions.chart import LineChart, Point, Shade, Tick
from interventions.impact import aim_of, first_and_latest, reading_of, rule_of
from interventions.models import Score, Session
from interventions.progress import expected_on
from interventions.pupil_progress import Course, holidays_of
from interventions.scales import show_change, show_value
from interventions.wording import band_of

MONDAY, FRIDAY = 0, 4
ONE_DAY = datetime.timedelta(days=1)
#: Adult-away sessions in a row that are drawn as one event.
EVENT = 2


def chart_of(course: Course, edit_urls: dict[int, str]) -> LineChart | None:
    """The chart of a course, or None before anything is scored. One query, for the school's calendar.

    ``edit_urls`` are addresses of scores the person may change: the date in the table leads there.
    """
    entry, latest = first_and_latest(course.scores)
    if entry is None or course.measure is None:
        return None
    start, end = _span(course, entry)
    measure = course.measure
    error = rule_of(measure, 50).error
    unit = measure.unit or measure.name
    return LineChart(
        name="progress", title=_title(course, entry, latest), desc=_desc(course, latest),
        start=start, end=end, points=_points(course, entry, latest, error),
        expected=_expected(course, entry, end), expected_label=_("Expected"), target=_target(course),
        error=error, shades=_shades(course, entry.school_id, start, end),
        ticks=[Tick(m.on, "planned" if m.kind == "unlogged" else m.kind) for m in course.meetings],
        ticks_title=_("Sessions"), ticks_note=sessions_words(course),
        headings=_headings(course, unit), rows=_rows(course, entry, edit_urls),
        table_caption=_("%(measure)s, newest first") % {"measure": measure.name},
        date_label=lambda on: format_date(on, "j M"),
        value_label=lambda value: show_value(measure.scale, value),
    )  # fmt: skip


def sessions_words(course: Course) -> str:
    """ "16 delivered, 4 missed, 6 still planned"."""
    kinds = course.kinds
    words = [
        _("%(n)d delivered") % {"n": kinds["delivered"]},
        _("%(n)d missed") % {"n": kinds["missed"]},
    ]
    if kinds["planned"]:
        words.append(_("%(n)d still planned") % {"n": kinds["planned"]})
    if kinds["unlogged"]:
        words.append(_("%(n)d not logged") % {"n": kinds["unlogged"]})
    return ", ".join(words)


def shown(score: Score) -> str:
    """A score as written: 68, 7:02, <5:00."""
    return f"{score.limit}{show_value(score.measure.scale, float(score.value))}"


def day(on: datetime.date) -> str:
    """ "20 Nov 2026"."""
    return format_date(on, "j M Y")


def _span(course: Course, entry: Score) -> tuple[datetime.date, datetime.date]:
    start, end = entry.on, course.scores[-1].on
    if course.place is not None:
        start, end = min(start, course.place.starts_on), max(end, course.place.ends_on)
    return start, end if end > start else start + 7 * ONE_DAY


def _points(course: Course, entry: Score, latest: Score | None, error: float | None) -> list[Point]:
    points = []
    for score in course.scores:
        label = note = ""
        if score == entry:
            label = _("Entry %(value)s") % {"value": shown(score)}
        elif score == latest:
            label, note = _now(course, score, error)
        points.append(Point(score.on, float(score.value), label, note))
    return points


def _now(course: Course, latest: Score, error: float | None) -> tuple[str, str]:
    value = shown(latest)
    label = _("Now %(value)s") % {"value": value}
    if error:
        label = _("Now %(value)s, give or take %(error)s") % {
            "value": value, "error": show_change(error).removeprefix("+"),
        }  # fmt: skip
    if course.gain is None or course.gain.expected is None:
        return label, ""
    expected = show_value(latest.measure.scale, round(course.gain.expected))
    return label, _("Expected by now: %(value)s") % {"value": expected}


def _expected(course: Course, entry: Score, end: datetime.date) -> list[Point]:
    if course.place is None or course.measure is None or entry.limit:
        return []
    aim, rule = aim_of(course.place, course.measure), rule_of(course.measure, 50)
    first = reading_of(entry)
    days = (entry.on, aim.by) if aim.value is not None else (entry.on, end)
    values = [(on, expected_on(first, aim, rule, on)) for on in days if on >= entry.on]
    return [Point(on, value) for on, value in values if value is not None]


def _target(course: Course) -> Point | None:
    if course.place is None or course.measure is None:
        return None
    aim = aim_of(course.place, course.measure)
    if aim.value is None:
        return None
    value = show_value(course.measure.scale, aim.value)
    return Point(aim.by, aim.value, _("Target %(value)s") % {"value": value}, day(aim.by))


def _shades(
    course: Course, school_id: int, start: datetime.date, end: datetime.date
) -> list[Shade]:
    shades: list[Shade] = []
    for first, last, kind, name in holidays_of(school_id, start, end):
        label = name or (_("Holiday") if kind == "holiday" else str(Closure.Kind(kind).label))
        opens, closes = _with_weekends(first, last)
        opens, closes = max(opens, start), min(closes, end)
        if shades and opens <= shades[-1].end:
            before = shades.pop()
            opens, closes, label = before.start, max(before.end, closes), before.label
        if closes > opens:
            shades.append(Shade(opens, closes, label))
    return shades + _away(course.meetings)


def _with_weekends(
    first: datetime.date, last: datetime.date
) -> tuple[datetime.date, datetime.date]:
    """The days off as pupils have them: a closure next to a weekend is shaded with it."""
    back = 2 if first.weekday() == MONDAY else 0
    on = 3 if last.weekday() == FRIDAY else 1
    return first - back * ONE_DAY, last + on * ONE_DAY


def _away(meetings: object) -> list[Shade]:
    """Runs of sessions that were not delivered because the adult was away."""
    shades = []
    for is_away, run in groupby(meetings, key=lambda m: m.reason == Session.Reason.ADULT_AWAY):
        days = [meeting.on for meeting in run]
        if is_away and len(days) >= EVENT:
            span = f"{format_date(days[0], 'j M')} – {format_date(days[-1], 'j M')}"
            shades.append(Shade(days[0], days[-1], _("Group adult away"), span, is_event=True))
    return shades


def _headings(course: Course, unit: str) -> list[str]:
    headings = [_("Date"), unit[:1].upper() + unit[1:]]
    if _has_bands(course):
        headings.append(_("Band"))
    if course.place is not None:
        headings += [_("Expected"), _("Gap"), _("Sessions so far")]
    return [*headings, _("Point"), _("Checked by"), _("Note")]


def _has_bands(course: Course) -> bool:
    return bool(course.measure and any(band_of(course.measure, score) for score in course.scores))


def _rows(course: Course, entry: Score, edit_urls: dict[int, str]) -> list[list[str]]:
    has_bands = _has_bands(course)
    return [_row(course, entry, score, edit_urls, has_bands) for score in reversed(course.scores)]


def _row(
    course: Course, entry: Score, score: Score, edit_urls: dict[int, str], has_bands: bool
) -> list[str]:
    cells = [_dated(score, edit_urls), shown(score)]
    if has_bands:
        cells.append(band_of(score.measure, score))
    if course.place is not None:
        cells += _against(course, entry, score)
    note = score.note or _("None recorded")
    if score.paper:
        note = _("%(note)s (form %(paper)s)") % {"note": note, "paper": score.paper}
    return [*cells, str(score.get_point_display()), score.assessed_by.short_name, note]


def _against(course: Course, entry: Score, score: Score) -> list[str]:
    aim, rule = aim_of(course.place, score.measure), rule_of(score.measure, 50)
    expected = None
    if not entry.limit and score.on >= entry.on:
        expected = expected_on(reading_of(entry), aim, rule, score.on)
    took_part, due = course.sessions_by(score.on)
    sessions = _("%(n)d of %(due)d") % {"n": took_part, "due": due}
    if expected is None:
        return ["–", "–", sessions]
    gap = "–" if score.limit else show_change(round(float(score.value) - expected))
    return [show_value(score.measure.scale, round(expected)), gap, sessions]


def _dated(score: Score, edit_urls: dict[int, str]) -> str | SafeString:
    url = edit_urls.get(score.pk)
    if url is None:
        return day(score.on)
    return format_html(
        '<a href="{}">{}<span class="visually-hidden"> {}</span></a>',
        url,
        day(score.on),
        _("change"),
    )


def _title(course: Course, entry: Score, latest: Score | None) -> str:
    words = {"measure": course.measure.name, "entry": shown(entry)}
    if latest is None:
        return _("%(measure)s: %(entry)s at entry") % words
    words["latest"] = shown(latest)
    target = _target(course)
    if target is None:
        return _("%(measure)s, from %(entry)s at entry to %(latest)s now") % words
    return _("%(measure)s, from %(entry)s at entry to %(latest)s now, target %(target)s by %(day)s") % {
        **words, "target": show_value(course.measure.scale, target.value), "day": day(target.on),
    }  # fmt: skip


def _desc(course: Course, latest: Score | None) -> str:
    values = ", ".join(shown(score) for score in course.scores)
    desc = ngettext("%(n)d score: %(values)s.", "%(n)d scores: %(values)s.", len(course.scores)) % {
        "n": len(course.scores), "values": values,
    }  # fmt: skip
    if latest is not None and course.gain is not None and course.gain.expected is not None:
        expected = show_value(latest.measure.scale, round(course.gain.expected))
        desc += " " + _("The expected line is at %(value)s then.") % {"value": expected}
    if course.meetings:
        desc += " " + _("Sessions: %(words)s.") % {"words": sessions_words(course)}
    return desc
