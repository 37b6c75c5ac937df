"""What places did for their pupils: gain beside dose, one verdict, and a refusal where a figure would mislead.

Reads only; pages, the line and appraisal evidence show these figures and words, never their own.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator

from interventions import progress
from interventions.counts import pupils_say
from interventions.measures import ratio_gain, ratio_gain_label
from interventions.models import Measure, Place, Score
from interventions.progress import Aim, Judgement, Reading, Rule
from interventions.scales import GAS_MET, error_of
from interventions.wording import refusal_of, unit_of, words_of

#: Scores kept in a caseload row for its small line.
SERIES = 12


@dataclass(frozen=True)
class Dose:
    """Sessions the pupil took part in, of all planned and of those logged so far; minutes likewise."""

    attended: int = 0
    planned: int = 0
    logged: int = 0
    minutes_delivered: int = 0
    minutes_intended: int = 0
    minutes_planned: int = 0
    enough_percent: int = 50

    @property
    def is_enough(self) -> bool:
        """Whether progress may be judged."""
        return progress.is_enough(self.attended, self.planned, self.enough_percent)


@dataclass(frozen=True)
class Gain:
    """One place: first and latest score on its measure, what changed, and what may be said about it.

    ``change`` is latest less entry in the measure's unit (months for ages); ``ratio_gain`` is None
    unless it may be computed, and ``refusal`` then says why not. ``real_change`` is the smallest
    change that is not the test's own error, None where unknown.
    """

    place_id: int
    measure: Measure | None
    entry: Score | None
    latest: Score | None
    change: float | None
    unit: str
    ratio_gain: float | None
    ratio_words: str
    refusal: str
    real_change: float | None
    is_real: bool | None
    expected: float | None
    gap: float | None
    dose: Dose
    verdict: str
    words: str


def gain_of(place: Place) -> Gain:
    """The gain of one place."""
    return gains_of([place])[place.pk]


def gains_of(places: Iterable[Place]) -> dict[int, Gain]:
    """The gains of places by their keys. Two queries however many there are."""
    rows = list(
        Place.objects.filter(pk__in=[place.pk for place in places])
        .select_related("measure", "school", "total")
        .order_by()
    )
    scores = scores_of(rows)
    return {place.pk: gain_from(place, scores[place.pk]) for place in rows}


def scores_of(
    places: Iterable[Place], until: datetime.date | None = None
) -> dict[int, list[Score]]:
    """Scores of each place on the measure it is judged by, up to a day, oldest first. One query."""
    found: dict[int, list[Score]] = defaultdict(list)
    places = list(places)
    scores = Score.objects.filter(place__in=[place.pk for place in places])
    if until is not None:
        scores = scores.filter(on__lte=until)
    for score in scores.select_related("measure").order_by("on", "pk"):
        found[score.place_id].append(score)
    for place in places:
        measure = judged_measure(place, found[place.pk])
        found[place.pk] = [s for s in found[place.pk] if measure and s.measure_id == measure.pk]
    return found


def judged_measure(place: Place, scores: Sequence[Score]) -> Measure | None:
    """The measure a place was given, else the one it was first scored on."""
    return place.measure or (scores[0].measure if scores else None)


def first_and_latest(scores: Sequence[Score]) -> tuple[Score | None, Score | None]:
    """The entry score, or the oldest without one, and the newest after it."""
    entries = [score for score in scores if score.point == Score.Point.ENTRY]
    entry = (entries or list(scores[:1]) or [None])[0]
    later = [score for score in scores if entry and score.on >= entry.on and score.pk != entry.pk]
    return entry, later[-1] if later else None


def rule_of(measure: Measure, enough_dose_percent: int) -> Rule:
    """What the measure and the school ask before anything is said."""
    return Rule(
        scale=measure.scale,
        higher_is_better=measure.higher_is_better,
        error=error_of(measure.reliability, measure.standard_deviation, measure.own_error),
        enough_dose_percent=enough_dose_percent,
        min_weeks=measure.min_weeks,
    )


def aim_of(place: Place, measure: Measure) -> Aim:
    """The place's target score and last day; goal attainment aims at goals met as expected."""
    value = None if place.target_value is None else float(place.target_value)
    if value is None and measure.scale == Measure.Scale.GAS:
        value = GAS_MET
    return Aim(value, place.ends_on)


def reading_of(score: Score | None) -> Reading | None:
    """A score as a plain reading."""
    return Reading(score.on, float(score.value), score.limit) if score else None


def judge_place(place: Place, measure: Measure | None, scores: Sequence[Score]) -> Judgement:
    """What the scores say, before the dose is asked."""
    if measure is None:
        return Judgement(progress.NONE)
    entry, latest = first_and_latest(scores)
    rule = rule_of(measure, place.school.enough_dose_percent)
    return progress.judge(reading_of(entry), reading_of(latest), aim_of(place, measure), rule)


def dose_of(place: Place) -> Dose:
    """The dose of a place from its totals."""
    total = getattr(place, "total", None)
    percent = place.school.enough_dose_percent
    if total is None:
        return Dose(enough_percent=percent)
    return Dose(
        total.attended, total.planned, total.delivered + total.not_delivered,
        total.minutes_delivered, total.minutes_intended, total.minutes_planned, percent,
    )  # fmt: skip


def gain_from(place: Place, scores: Sequence[Score]) -> Gain:
    """The gain of a place whose measure, school, total and scores have been read."""
    measure, dose = judged_measure(place, scores), dose_of(place)
    entry, latest = first_and_latest(scores)
    judged = judge_place(place, measure, scores)
    refusal = refusal_of(measure, entry, latest)
    is_measured = bool(measure and entry and latest and not entry.limit and not latest.limit)
    change = float(latest.value - entry.value) if is_measured else None
    rule = rule_of(measure, dose.enough_percent) if measure else None
    verdict = _shown(measure, judged, dose)
    is_real = None if change is None else progress.is_real(change, rule)
    ratio = _ratio(measure, entry, latest) if is_measured and not refusal else None
    return Gain(
        place_id=place.pk, measure=measure, entry=entry, latest=latest, change=change,
        unit=unit_of(measure), ratio_gain=ratio,
        ratio_words=ratio_gain_label(ratio) if ratio is not None else "", refusal=refusal,
        real_change=rule.error if rule else None, is_real=is_real, expected=judged.expected,
        gap=judged.gap, dose=dose, verdict=verdict,
        words=words_of(verdict, measure, entry, latest, is_real),
    )  # fmt: skip


def _shown(measure: Measure | None, judged: Judgement, dose: Dose) -> str:
    if measure is None:
        return progress.NONE
    return progress.with_dose(judged.verdict, dose.attended, dose.planned, dose.enough_percent)


def _ratio(measure: Measure, entry: Score, latest: Score) -> float | None:
    if measure.scale not in Measure.AGES:
        return None
    return ratio_gain(
        float(entry.value), float(latest.value), entry.on, latest.on, measure.min_weeks
    )


def caseload_says(pupil_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Everything the caseload rows of these pupils should hold. Six queries."""
    running = (
        Place.objects.filter(pupil__in=pupil_ids, outcome=Place.Outcome.RUNNING)
        .select_related("group", "measure", "school")
        .order_by("pupil_id", "pk")
    )
    by_pupil: dict[int, list[Place]] = {pupil: [] for pupil in pupil_ids}
    for place in running:
        by_pupil[place.pupil_id].append(place)
    scores = scores_of([place for places in by_pupil.values() for place in places])
    says = {pupil: _latest_says(places, scores) for pupil, places in by_pupil.items()}
    counts = pupils_say(pupil_ids, {pupil: row["judged_place_id"] for pupil, row in says.items()})
    return {pupil: {**says[pupil], **counts[pupil]} for pupil in pupil_ids}


def _latest_says(places: Sequence[Place], scores: dict[int, list[Score]]) -> dict[str, Any]:
    """Names of what runs, and the latest scores of the place that needs looking at most."""
    groups = Truncator(", ".join(sorted({place.group.name for place in places}))).chars(200)
    row = {
        "groups": groups, "measure": "", "verdict": "", "entry": None, "latest": None,
        "latest_on": None, "series": "", "judged_place_id": None,
    }  # fmt: skip
    measured = [place for place in places if scores[place.pk]]
    if not measured:
        return row
    judged = {p.pk: judge_place(p, scores[p.pk][0].measure, scores[p.pk]) for p in measured}
    place = min(
        measured,
        key=lambda p: (
            progress.URGENCY.index(judged[p.pk].verdict), -scores[p.pk][-1].on.toordinal(), p.pk
        ),
    )  # fmt: skip
    entry, latest = first_and_latest(scores[place.pk])
    newest = latest or entry
    return row | {
        "measure": newest.measure.name, "verdict": judged[place.pk].verdict, "entry": entry.value,
        "latest": newest.value, "latest_on": newest.on, "judged_place_id": place.pk,
        "series": ",".join(f"{float(score.value):g}" for score in scores[place.pk][-SERIES:]),
    }  # fmt: skip
