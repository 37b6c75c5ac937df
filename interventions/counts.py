"""What sessions and attendance say the totals should be, and a session as it counts. Reads only.

``actions/totals.py`` keeps the totals; here are the answers they must agree with.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import TruncWeek

from interventions.models import Attendance, Place, Session
from interventions.tally import PUPIL, PlaceMark, SessionCount

Week = tuple[int, datetime.date]

_CASELOAD = (*PUPIL, "places", "judged_attended", "judged_planned")


def count_of(session: Session) -> SessionCount:
    """One session as it counts, with a mark for every place it counts for. Two queries."""
    return counts_of([session])[session.pk]


def counts_of(sessions: Iterable[Session]) -> dict[int, SessionCount]:
    """Sessions as they count, by their keys. Two queries however many there are."""
    sessions = list(sessions)
    marked: dict[int, dict[int, PlaceMark]] = {session.pk: {} for session in sessions}
    for pk, place, pupil, code, minutes in Attendance.objects.filter(
        session__in=list(marked)
    ).values_list("session_id", "place_id", "pupil_id", "code", "minutes"):
        marked[pk][place] = PlaceMark(place, pupil, code in Attendance.TOOK_PART, minutes)
    for group, place, pupil, first, last in Place.objects.filter(
        group__in={session.group_id for session in sessions}
    ).values_list("group_id", "pk", "pupil_id", "starts_on", "ends_on"):
        for session in sessions:
            if session.group_id == group and first <= session.on <= last:
                marked[session.pk].setdefault(place, PlaceMark(place, pupil, False, 0))
    return {session.pk: _count(session, marked[session.pk]) for session in sessions}


def _count(session: Session, marks: dict[int, PlaceMark]) -> SessionCount:
    return SessionCount(
        school_id=session.school_id,
        post_id=session.post_id,
        on=session.on,
        state=str(session.state),
        minutes=session.minutes,
        minutes_delivered=session.minutes_delivered,
        marks=tuple(marks[place] for place in sorted(marks)),
    )


def places_say(places: QuerySet) -> dict[int, Counter]:
    """What the totals of ``places`` should be. Two queries."""
    within = Q(group__sessions__on__gte=F("starts_on"), group__sessions__on__lte=F("ends_on"))
    counted = {
        row.pop("pk"): _numbers(row)
        for row in places.order_by().values("pk").annotate(**_sessions("group__sessions", within))
    }
    outside = Q(session__on__lt=F("place__starts_on")) | Q(session__on__gt=F("place__ends_on"))
    took_part = Q(code__in=Attendance.TOOK_PART, session__state=Session.State.DELIVERED)
    for row in (
        Attendance.objects.filter(place__in=places.order_by().values("pk"))
        .order_by()
        .values("place_id")
        .annotate(
            **_sessions("session", outside),
            attended=Count("pk", filter=took_part),
            minutes_delivered=Sum("minutes", filter=took_part),
        )
    ):
        counted[row.pop("place_id")].update(_numbers(row))
    return counted


def _numbers(row: dict[str, int | None]) -> Counter:
    return Counter({name: number or 0 for name, number in row.items()})


def _sessions(path: str, these: Q) -> dict[str, Any]:
    """Sessions behind ``path`` that count, with the minutes a pupil was promised in them."""
    state = Session.State
    held = these & ~Q(**{f"{path}__state": state.CANCELLED})
    logged = these & Q(**{f"{path}__state__in": [state.DELIVERED, state.NOT_DELIVERED]})
    return {
        "planned": Count(path, filter=held),
        "delivered": Count(path, filter=these & Q(**{f"{path}__state": state.DELIVERED})),
        "not_delivered": Count(path, filter=these & Q(**{f"{path}__state": state.NOT_DELIVERED})),
        "minutes_planned": Sum(f"{path}__minutes", filter=held),
        "minutes_intended": Sum(f"{path}__minutes", filter=logged),
    }


def adult_weeks_say(sessions: QuerySet) -> dict[Week, Counter]:
    """What posts did in each week of ``sessions``. One query."""
    return _weeks(sessions, "post_id")


def school_weeks_say(sessions: QuerySet) -> dict[Week, Counter]:
    """What schools did in each week of ``sessions``, with what pupils received. Two queries."""
    weeks = _weeks(sessions, "school_id")
    for school, week, attendances, minutes in (
        Attendance.objects.filter(
            session__in=sessions.filter(state=Session.State.DELIVERED).order_by().values("pk"),
            code__in=Attendance.TOOK_PART,
        )
        .order_by()
        .values_list("session__school_id", TruncWeek("session__on"))
        .annotate(attendances=Count("pk"), pupil_minutes=Sum("minutes"))
    ):
        weeks[school, week].update(attendances=attendances, pupil_minutes=minutes)
    return weeks


def _weeks(sessions: QuerySet, owner: str) -> dict[Week, Counter]:
    state = Session.State
    rows = (
        sessions.exclude(state=state.CANCELLED)
        .order_by()
        .values(owner, week_on=TruncWeek("on"))
        .annotate(
            planned=Count("pk"),
            delivered=Count("pk", filter=Q(state=state.DELIVERED)),
            not_delivered=Count("pk", filter=Q(state=state.NOT_DELIVERED)),
            planned_minutes=Sum("minutes"),
            delivered_minutes=Sum("minutes_delivered", filter=Q(state=state.DELIVERED)),
        )
    )
    return {
        (row[owner], row["week_on"]): Counter(
            planned=row["planned"],
            delivered=row["delivered"],
            not_delivered=row["not_delivered"],
            minutes_planned=row["planned_minutes"],
            minutes_delivered=row["delivered_minutes"] or 0,
        )
        for row in rows
    }


def pupils_say(
    pupil_ids: Sequence[int], judged: Mapping[int, int | None]
) -> dict[int, dict[str, Any]]:
    """What the counts of caseload rows should be: sums over running places, and the judged one's dose.

    ``judged`` names the judged place of a pupil. Four queries.
    """
    places = Place.objects.filter(pupil__in=pupil_ids, outcome=Place.Outcome.RUNNING)
    owners = dict(places.order_by().values_list("pk", "pupil_id"))
    says: dict[int, dict[str, Any]] = {
        pupil: {**dict.fromkeys(_CASELOAD, 0), "last_session_on": None} for pupil in pupil_ids
    }
    for place, counts in places_say(places).items():
        row = says[owners[place]]
        row["places"] += 1
        for name in PUPIL:
            row[name] += counts[name]
        if judged.get(owners[place]) == place:
            row["judged_attended"], row["judged_planned"] = counts["attended"], counts["planned"]
    took_part = Attendance.objects.filter(
        place__in=list(owners), code__in=Attendance.TOOK_PART,
        session__state=Session.State.DELIVERED,
    ).order_by()  # fmt: skip
    for pupil, last in took_part.values_list("pupil_id").annotate(last=Max("session__on")):
        says[pupil]["last_session_on"] = last
    return says
