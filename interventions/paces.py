"""The pace of places, read from their scores: what their totals keep, and what stood on an earlier day."""

import datetime
from collections.abc import Sequence

from interventions.impact import aim_of, first_and_latest, reading_of, rule_of, scores_of
from interventions.models import Place, Score
from interventions.pace import pace_of


def pace_from(place: Place, scores: Sequence[Score]) -> float | None:
    """The pace of a place whose school was read, by its scores on the measure it is judged by."""
    if not scores:
        return None
    measure = scores[0].measure
    entry, latest = first_and_latest(scores)
    rule = rule_of(measure, place.school.enough_dose_percent)
    return pace_of(reading_of(entry), reading_of(latest), aim_of(place, measure), rule)


def paces_say(
    place_ids: Sequence[int], until: datetime.date | None = None
) -> dict[int, float | None]:
    """The pace of each place, by scores up to a day or all of them. Two queries."""
    places = list(Place.objects.filter(pk__in=place_ids).select_related("measure", "school"))
    scores = scores_of(places, until)
    return {place.pk: pace_from(place, scores[place.pk]) for place in places}
