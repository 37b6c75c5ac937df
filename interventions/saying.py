"""The plain reading of a course of scores: change, dose, and the way to the target, each in a sentence."""

from collections import Counter
from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interventions.impact import Gain, aim_of, first_and_latest, reading_of, rule_of
from interventions.models import Measure
from interventions.progress import AGES, forecast, is_real
from interventions.progress_chart import day
from interventions.pupil_progress import Course
from interventions.scales import show_change, show_number, show_value
from interventions.wording import band_of, refusal_of, unit_of


@dataclass(frozen=True)
class Say:
    """One line: what it is about, the figure, and the rest of the sentence."""

    term: str
    figure: str
    rest: str


def say_of(course: Course) -> list[Say]:
    """What may be said about a course, in the order of reading."""
    lines = [_change(course)]
    if course.place is not None and course.gain is not None:
        lines.append(_dose(course, course.gain))
        lines.append(_to_target(course))
    return [line for line in lines if line is not None]


def _change(course: Course) -> Say | None:
    entry, latest = first_and_latest(course.scores)
    refusal = refusal_of(course.measure, entry, latest)
    if course.measure is None or entry is None or latest is None or entry.limit or latest.limit:
        return Say(_("Change"), "", refusal)
    change = float(latest.value - entry.value)
    figure = f"{show_change(change)} {unit_of(course.measure)}"
    rest = (
        _ratio(course, refusal)
        if course.measure.scale in AGES
        else _against_error(course.measure, change)
    )
    since = _("since %(day)s.") % {"day": day(entry.on)}
    before, now = band_of(course.measure, entry), band_of(course.measure, latest)
    if before:
        rest += " " + _("From %(before)s to %(now)s.") % {"before": before, "now": now}
    return Say(_("Change"), figure, f"{since} {rest}")


def _against_error(measure: Measure, change: float) -> str:
    rule = rule_of(measure, 50)
    real = is_real(change, rule)
    words = ""
    if measure.scale == Measure.Scale.STANDARDISED:
        words = (
            _("An unchanged standardised score already means progress at the normal rate.") + " "
        )
    if real is None:
        return words + _(
            "The test’s own error is not known: enter its reliability with the measure."
        )
    error = {"error": show_number(rule.error)}
    if real:
        return (
            words + _("That is at least the test’s own error of %(error)s: a real change.") % error
        )
    return (
        words
        + _("That is less than the test’s own error of %(error)s: it could be chance.") % error
    )


def _ratio(course: Course, refusal: str) -> str:
    gain = course.gain
    if gain is None or gain.ratio_gain is None:
        return refusal
    return _(
        "Ratio gain %(ratio)s, %(words)s: months of age gained for each month between the tests, 1 is the "
        "normal rate. It comes from groups, so read one pupil’s figure with care."
    ) % {"ratio": f"{gain.ratio_gain:.1f}", "words": gain.ratio_words}


def _dose(course: Course, gain: Gain) -> Say:
    dose, missed = gain.dose, Counter(m.why_missed for m in course.meetings if m.kind == "missed")
    figure = _("%(attended)d of %(logged)d sessions") % {
        "attended": dose.attended, "logged": dose.logged,
    }  # fmt: skip
    rest = _("so far, %(planned)d planned in all.") % {"planned": dose.planned}
    if dose.is_enough:
        rest += " " + _("Enough to judge.")
    else:
        rest += " " + _("Too early to judge: that takes %(needed)d, %(percent)d%% of all.") % {
            "needed": max(1, ceil(dose.planned * dose.enough_percent / 100)),
            "percent": dose.enough_percent,
        }  # fmt: skip
    if missed:
        why = ", ".join(f"{n} {reason.lower()}" for reason, n in missed.most_common() if reason)
        total = sum(missed.values())
        rest += " " + ngettext("%(n)d missed: %(why)s.", "%(n)d missed: %(why)s.", total) % {
            "n": total, "why": why,
        }  # fmt: skip
    return Say(_("Dose"), figure, rest)


def _to_target(course: Course) -> Say | None:
    if course.measure is None or course.place is None:
        return None
    aim, rule = aim_of(course.place, course.measure), rule_of(course.measure, 50)
    entry, latest = map(reading_of, first_and_latest(course.scores))
    if aim.value is None:
        words = course.place.success_criterion or course.place.target
        rest = _("No target score is set.")
        return Say(
            _("To target"),
            "",
            f"{rest} {_('Met when: %(words)s') % {'words': words}}" if words else rest,
        )
    newest = latest or entry
    if newest is None:
        return None
    scale = course.measure.scale
    left = (aim.value - newest.value) * (1 if rule.higher_is_better else -1)
    if left <= 0:
        return Say(_("To target"), _("Reached"), _("on %(day)s: the target is %(value)s.") % {
            "day": day(newest.on), "value": show_value(scale, aim.value),
        })  # fmt: skip
    figure = _("%(left)s %(unit)s") % {"left": show_number(left), "unit": unit_of(course.measure)}
    days = (aim.by - newest.on).days
    if days <= 0:
        return Say(
            _("To target"),
            figure,
            _("are missing on %(day)s, the last day.") % {"day": day(aim.by)},
        )
    weeks = max(1, round(days / 7))
    rest = ngettext("in %(n)d week.", "in %(n)d weeks.", weeks) % {"n": weeks}
    ahead = forecast(entry, latest, aim.by) if entry and latest and not latest.limit else None
    if ahead is not None:
        rest += " " + _("At this pace %(day)s gives about %(value)s.") % {
            "day": day(aim.by), "value": _bounded(course.measure, ahead),
        }  # fmt: skip
    return Say(_("To target"), figure, rest)


def _bounded(measure: Measure, value: float) -> str:
    """A forecast never leaves the scale."""
    inside = min(max(value, float(measure.lowest)), float(measure.highest))
    return show_value(measure.scale, round(inside))
