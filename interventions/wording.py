"""Progress in sentences: verdicts, units and refusals, the same on every page that shows a gain."""

from django.utils.translation import gettext as _

from interventions import progress
from interventions.measures import standard_score_band
from interventions.models import Measure, Score
from interventions.sdq import sdq_band

_LIMITS = (Score.Limit.FLOOR, Score.Limit.CEILING)


def unit_of(measure: Measure | None) -> str:
    """What one step of the measure is called."""
    if measure is None:
        return ""
    if measure.unit:
        return str(measure.unit)
    return _("months") if measure.scale in Measure.AGES else _("points")


def verdict_words(verdict: str) -> str:
    """The verdict in two or three words, as shown beside its shape."""
    return {
        progress.TOO_EARLY: _("Too early"),
        progress.ON_TRACK: _("On track"),
        progress.SLOWER: _("Slower"),
        progress.NOT_MOVING: _("Not moving"),
        progress.NONE: _("Not measured"),
    }[verdict]


def verdict_state(verdict: str) -> str:
    """The kind of state a verdict is drawn as."""
    return {
        progress.TOO_EARLY: "early",
        progress.ON_TRACK: "ok",
        progress.SLOWER: "warn",
        progress.NOT_MOVING: "bad",
        progress.NONE: "early",
    }[verdict]


def refusal_of(measure: Measure | None, entry: Score | None, latest: Score | None) -> str:
    """Why no gain, or for an age no ratio gain, may be computed; empty where it may."""
    if measure is None:
        return _("No measure is set for this place.")
    if entry is None:
        return _("There is no entry score.")
    if entry.limit in _LIMITS or (latest is not None and latest.limit in _LIMITS):
        return _(
            "A score at the floor or ceiling of the test allows no gain: test with another form or test."
        )
    if latest is None:
        return _("There is no score after entry.")
    days = (latest.on - entry.on).days
    if measure.scale in Measure.AGES and days < measure.min_weeks * 7:
        return _(
            "The two tests are %(days)d days apart. A ratio gain needs at least %(weeks)d weeks."
        ) % {"days": days, "weeks": measure.min_weeks}
    return ""


def band_of(measure: Measure, score: Score) -> str:
    """The band a score lies in, for scales that have bands; empty for others."""
    if score.limit:
        return ""
    if measure.scale == Measure.Scale.STANDARDISED:
        return standard_score_band(float(score.value))
    if measure.scale == Measure.Scale.SDQ and measure.informant:
        return sdq_band(measure.informant, "total", int(score.value))
    return ""


def words_of(
    verdict: str, measure: Measure | None, entry: Score | None, latest: Score | None,
    is_real: bool | None,
) -> str:  # fmt: skip
    """The finding as a sentence, for the title of the progress page."""
    if measure is None or entry is None:
        return _("Nothing has been measured yet")
    return _finding(verdict, measure, latest, is_real) % {"measure": measure.name}


def _finding(verdict: str, measure: Measure, latest: Score | None, is_real: bool | None) -> str:
    if verdict == progress.TOO_EARLY:
        return _("%(measure)s: too early to judge")
    if latest is None:
        return _("%(measure)s: no score since entry")
    if measure.scale == Measure.Scale.STANDARDISED:
        if verdict == progress.NOT_MOVING:
            return _("%(measure)s has fallen behind age")
        if verdict == progress.ON_TRACK and not is_real:
            return _("%(measure)s has kept pace with age")
    return {
        progress.NOT_MOVING: _("%(measure)s has not moved"),
        progress.SLOWER: _("%(measure)s has moved, but slower than expected"),
        progress.ON_TRACK: _("%(measure)s is on track"),
        progress.NONE: _("%(measure)s: no gain can be computed"),
    }[verdict]
