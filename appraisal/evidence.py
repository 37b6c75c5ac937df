"""The one place where line management meets pupils' progress. Reads only.

Two things are read here: how the pupils in the groups of each adult moved (figures, for whoever stands
above in the line), and what one adult may offer as evidence of their own work (``session_offers``, ``gain_offers``).
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from appraisal.models import Evidence, Review
from appraisal.pace import Interval, by_pupil, interval_of
from appraisal.statements import Offer, gain_statement, session_statement
from interventions.impact import Gain, aim_of, gains_of, reading_of, rule_of
from interventions.models import Attendance, Place, Session
from interventions.pace import pace_of
from interventions.paces import paces_say
from interventions.progress import is_enough
from pupils.models import AdultLink, Pupil
from staff.access import PROVISION

#: Why no gain is shown.
FEW, TOO_LITTLE, NOT_MEASURED, NO_PUPILS = "few", "too_little", "not_measured", "no_pupils"


@dataclass(frozen=True)
class Threshold:
    """What a school asks before a gain is shown: share of planned sessions, and number of pupils."""

    enough_percent: int
    smallest_group: int


@dataclass
class Work:
    """What the groups of one adult did: pupils, sessions they took part in of all planned, and paces.

    ``received`` and ``intended`` are minutes: what the pupils had, of what the logged sessions held
    for them.
    """

    pupils: set[int] = field(default_factory=set)
    attended: int = 0
    planned: int = 0
    received: int = 0
    intended: int = 0
    paces: list[tuple[int, float]] = field(default_factory=list)

    @property
    def dose_percent(self) -> int | None:
        """Minutes the pupils received, per cent of those intended for them so far (domain.md 5.1)."""
        return round(100 * self.received / self.intended) if self.intended else None

    def gain(self, asks: Threshold) -> Interval | str:
        """The interval to show, or the reason why there is none."""
        if not self.pupils:
            return NO_PUPILS
        if len(self.pupils) < asks.smallest_group:
            return FEW
        if not is_enough(self.attended, self.planned, asks.enough_percent):
            return TOO_LITTLE
        values = by_pupil(self.paces)
        if not values:
            return NOT_MEASURED
        return interval_of(values) if len(values) >= max(2, asks.smallest_group) else FEW


#: Written out because it is read for a whole line at once: building it costs more than running it.
_WORK = """
SELECT p.id, p.pupil_id, g.leader_id, t.planned, t.attended, t.minutes_delivered, t.minutes_intended,
       t.pace
FROM interventions_group g
JOIN interventions_place p ON p.group_id = g.id
LEFT JOIN interventions_placetotal t ON t.place_id = p.id
WHERE g.leader_id IN ({posts}) AND p.starts_on <= %(on)s AND p.ends_on >= %(first)s
ORDER BY p.id"""


def work_of_line(
    enough_percent: Mapping[int, int], first: datetime.date, on: datetime.date, is_today: bool
) -> dict[int, Work]:
    """What the groups of these posts did from ``first`` to ``on``, by the post that leads.

    ``enough_percent`` holds the school's share for each post: a place with less has no pace. One
    query for today; for an earlier day four more, because the totals do not know what stood then.
    """
    rows = _places_of_line(enough_percent, first, on)
    doses: Mapping[int, tuple] = {row[0]: row[4:7] for row in rows}
    paces: Mapping[int, float | None] = {row[0]: row[7] for row in rows}
    if not is_today:
        doses, paces = _doses_by(list(paces), on), paces_say(list(paces), on)
    found: dict[int, Work] = {}
    for pk, pupil, leader, planned, *_now in rows:
        work = found.setdefault(leader, Work())
        took_part, received, intended = (number or 0 for number in doses.get(pk, (0, 0, 0)))
        pace = paces[pk]
        work.pupils.add(pupil)
        work.attended += took_part
        work.planned += planned or 0
        work.received += received
        work.intended += intended
        if pace is not None and is_enough(took_part, planned or 0, enough_percent[leader]):
            work.paces.append((pupil, pace))
    return found


def _places_of_line(
    post_ids: Iterable[int], first: datetime.date, on: datetime.date
) -> list[tuple]:
    keys = ", ".join(str(int(post)) for post in post_ids)
    days = {"first": first, "on": on}
    asked = {name: connection.ops.adapt_datefield_value(day) for name, day in days.items()}
    with connection.cursor() as cursor:
        cursor.execute(_WORK.format(posts=keys or "NULL"), asked)
        return cursor.fetchall()


def _doses_by(place_ids: Sequence[int], on: datetime.date) -> dict[int, tuple[int, int, int]]:
    """Sessions taken part in, minutes received and minutes intended, by place, as logged up to a day."""
    state = Session.State
    marks = Attendance.objects.filter(
        place__in=place_ids, session__on__lte=on,
        session__state=state.DELIVERED, code__in=Attendance.TOOK_PART,
    )  # fmt: skip
    had = {
        place: (count, minutes)
        for place, count, minutes in marks.order_by()
        .values_list("place_id")
        .annotate(Count("pk"), Sum("minutes"))
    }
    within = Place.objects.filter(
        Q(group__sessions__on__lte=F("ends_on")), Q(group__sessions__on__lte=on), pk__in=place_ids,
        group__sessions__on__gte=F("starts_on"),
        group__sessions__state__in=[state.DELIVERED, state.NOT_DELIVERED],
    )  # fmt: skip
    intended = dict(within.order_by().values_list("pk").annotate(Sum("group__sessions__minutes")))
    return {pk: (*had.get(pk, (0, 0)), intended.get(pk, 0)) for pk in place_ids}


def pupils_of_line(post_ids: Iterable[int], first: datetime.date, on: datetime.date) -> Any:
    """Places behind the figures, with pupil, group and leader, in the order of leader and group."""
    return (
        Place.objects.filter(
            group__leader__in=list(post_ids), starts_on__lte=on, ends_on__gte=first
        )
        .select_related("pupil", "group", "total", "measure", "school")
        .order_by("group__leader_id", "group__name", "pupil__surname", "pupil__forename")
    )


def seen_gains(person: Any, places: Sequence[Place]) -> tuple[set[int], dict[int, Gain]]:
    """Pupils of ``places`` whom ``person`` may see, and gains where their progress is open too.

    The rules are ``Pupil.objects.known_to`` and ``pupils.policies.see_progress``, for many at once.
    """
    pupils = {place.pupil_id for place in places}
    seen = set(Pupil.objects.known_to(person).filter(pk__in=pupils).values_list("pk", flat=True))
    access = person.access
    whole = access.schools_as(*PROVISION)
    linked = set(
        AdultLink.objects.current()
        .filter(post__in=access.post_ids + access.department_ids)
        .values_list("pupil_id", flat=True)
    )
    open_ones = [
        place for place in places
        if place.pupil_id in seen and (place.school_id in whole or place.pupil_id in linked)
    ]  # fmt: skip
    return seen, gains_of(open_ones)


def own_sessions(review: Review) -> QuerySet:
    """Sessions that the appraisee's post delivered within the cycle, the latest first."""
    cycle = review.cycle
    return (
        Session.objects.run_by([review.appraisee_id])
        .between(cycle.starts_on, cycle.ends_on)
        .filter(state=Session.State.DELIVERED)
        .select_related("group")
        .order_by("-on", "-starts_at")
    )


def own_places(review: Review) -> QuerySet:
    """Places in groups that the appraisee's post leads, within the cycle, the latest first."""
    cycle = review.cycle
    return (
        Place.objects.filter(group__leader=review.appraisee_id)
        .filter(starts_on__lte=cycle.ends_on, ends_on__gte=cycle.starts_on)
        .select_related("group", "pupil", "measure", "school")
        .order_by("group__name", "pupil__surname", "pupil__forename", "pk")
    )


def session_offers(sessions: Iterable[Session]) -> list[Offer]:
    """What each session would say as evidence. One query."""
    rows = list(sessions)
    marks: dict[int, list[Attendance]] = {row.pk: [] for row in rows}
    for mark in Attendance.objects.filter(session__in=list(marks)).select_related("pupil"):
        marks[mark.session_id].append(mark)
    return [
        Offer(Evidence.Kind.SESSION, row.pk, row.on, session_statement(row, marks[row.pk]))
        for row in rows
    ]


def gain_offers(places: Iterable[Place]) -> list[Offer]:
    """What each pupil's progress would say as evidence, dose included. Two queries."""
    rows = list(places)
    gains = gains_of(rows)
    today = timezone.localdate()
    return [
        Offer(
            Evidence.Kind.GAIN, row.pk, _seen_on(gains[row.pk], row, today),
            gain_statement(row, gains[row.pk], place_pace(row, gains[row.pk])),
        )
        for row in rows
    ]  # fmt: skip


def place_pace(place: Place, gain: Gain) -> float | None:
    """The pace of one place, as it counts for the line; None where there is none or too little dose."""
    if gain.measure is None or not gain.dose.is_enough:
        return None
    rule = rule_of(gain.measure, gain.dose.enough_percent)
    aim = aim_of(place, gain.measure)
    return pace_of(reading_of(gain.entry), reading_of(gain.latest), aim, rule)


def offer_of(review: Review, kind: str, source_id: int) -> Offer | None:
    """One thing the appraisee may offer, as the record says it now; None where it is not theirs."""
    if kind == Evidence.Kind.SESSION:
        return next(iter(session_offers(own_sessions(review).filter(pk=source_id))), None)
    if kind == Evidence.Kind.GAIN:
        return next(iter(gain_offers(own_places(review).filter(pk=source_id))), None)
    return None


def _seen_on(gain: Gain, place: Place, today: datetime.date) -> datetime.date:
    score = gain.latest or gain.entry
    return score.on if score else min(today, place.ends_on)
