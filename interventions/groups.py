"""Groups as lists and pages show them: rows with counts, places with their dose, history.

Reads only; queries do not grow with rows.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import AuditEvent
from core.names import fold
from interventions.models import Attendance, Group, Place, PlaceTotal, Session
from interventions.policies import LOGGED
from interventions.sheet import ends_at
from staff.access import SUPPORT

State = Session.State
SORTS = {
    "name": "name",
    "leader": "leader__person__full_name",
    "starts": "starts_on",
    "ends": "ends_on",
}

#: Acts in the record book that the group's page tells, with their words.
ACTS = {
    "add_group": gettext_lazy("Group made"),
    "edit_group": gettext_lazy("Group changed"),
    "plan_sessions": gettext_lazy("Week planned"),
}


@dataclass(frozen=True)
class PlaceRow:
    """A pupil's place as the page of a group shows it."""

    place: Place
    total: PlaceTotal | None

    @property
    def attended(self) -> int:
        """Sessions the pupil took part in."""
        return self.total.attended if self.total else 0

    @property
    def planned(self) -> int:
        """Sessions that are promised."""
        return self.total.planned if self.total else 0

    @property
    def is_over(self) -> bool:
        """Whether the last day has passed and nobody has said what came of it."""
        return not self.place.outcome and self.place.ends_on < timezone.localdate()


def rows_of(person: Any, chosen: dict[str, Any], sort: str) -> QuerySet[Group]:
    """The groups a person sees, narrowed by the filters, each with pupils, next session and unlogged."""
    groups = Group.objects.visible_to(person).select_related("programme", "leader__person")
    groups = _narrowed(groups, chosen)
    field = SORTS.get(sort.removeprefix("-"), "name")
    today = timezone.localdate()
    over = over_today(Session.objects.visible_to(person))
    planned = Session.objects.filter(group=OuterRef("pk"), state=State.PLANNED)
    return groups.annotate(
        pupils=_count(Place.objects.current(today).filter(group=OuterRef("pk"))),
        unlogged=_count(planned.filter(Q(on__lt=today) | Q(pk__in=over))),
        next_on=Subquery(
            planned.filter(on__gte=today).exclude(pk__in=over)
            .order_by().values("group").annotate(first=Min("on")).values("first")
        ),
    ).order_by(f"-{field}" if sort.startswith("-") else field, "name", "pk")  # fmt: skip


def over_today(sessions: QuerySet[Session]) -> list[int]:
    """Keys of those of today's ``sessions`` that have ended or are logged already. One query."""
    moment = timezone.localtime()
    rows = sessions.filter(on=moment.date()).order_by()
    rows = rows.only("pk", "on", "starts_at", "minutes", "state")
    return [row.pk for row in rows if row.state in LOGGED or ends_at(row) <= moment.time()]


def _count(rows: QuerySet) -> Coalesce:
    counted = rows.order_by().values("group").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _narrowed(groups: QuerySet[Group], chosen: dict[str, Any]) -> QuerySet[Group]:
    today = timezone.localdate()
    when = {
        "": Q(ends_on__gte=today), "running": Q(starts_on__lte=today, ends_on__gte=today),
        "planned": Q(starts_on__gt=today), "ended": Q(ends_on__lt=today), "all": Q(),
    }  # fmt: skip
    groups = groups.filter(when[chosen.get("show", "")])
    if leader := chosen.get("leader"):
        groups = groups.filter(leader=leader)
    if layer := chosen.get("layer"):
        groups = groups.filter(layer=layer)
    for word in fold(chosen.get("q", "")).split():
        groups = groups.filter(
            Q(name__icontains=word) | Q(programme__name__icontains=word)
            | Q(leader__person__search_name__contains=word) | Q(room__icontains=word)
        )  # fmt: skip
    return groups


def place_rows(person: Any, group: Group) -> list[PlaceRow]:
    """The places of pupils the person sees, running ones first."""
    places = (
        Place.objects.visible_to(person).filter(group=group)
        .select_related("pupil", "measure", "total")
    )  # fmt: skip
    rows = [PlaceRow(place, getattr(place, "total", None)) for place in places]
    return sorted(rows, key=lambda row: bool(row.place.outcome))


def warnings_of(group: Group, rows: Sequence[PlaceRow], clashes: Sequence[str]) -> list[str]:
    """What somebody should look at: too many pupils, no teacher above, two places at once."""
    today = timezone.localdate()
    found = list(clashes)
    running = [row for row in rows if not row.place.outcome and row.place.ends_on >= today]
    largest = group.programme.largest_group
    if len(running) > largest:
        found.append(
            _("%(count)s pupils: the programme is meant for %(largest)s at most.")
            % {"count": len(running), "largest": largest}
        )
    if group.leader.role in SUPPORT and group.supervising_teacher_id is None:
        found.append(
            _("No supervising teacher is named. Support staff work under a teacher’s direction.")
        )
    over = [row for row in rows if row.is_over]
    if over:
        found.append(
            _("%(count)s places have passed their last day: say what came of them.")
            % {"count": len(over)}
        )
    return found


def sessions_of(person: Any, group: Group) -> QuerySet[Session]:
    """Sessions of the group that the person sees, newest first, with how many took part."""
    here = (
        Attendance.objects.filter(session=OuterRef("pk"), code__in=Attendance.TOOK_PART)
        .order_by().values("session").annotate(number=Count("pk")).values("number")
    )  # fmt: skip
    rows = Session.objects.visible_to(person).filter(group=group).select_related("post__person")
    return rows.annotate(here=Coalesce(Subquery(here, output_field=IntegerField()), 0))


def history_of(group: Group) -> list[dict[str, Any]]:
    """What was done to the group itself, newest first, from the record book."""
    pages = AuditEvent.objects.filter(
        object_type=group._meta.label_lower, object_id=group.pk, action__in=ACTS
    )
    return [
        {"title": ACTS[page.action], "at": page.at, "by": page.actor_name, "text": _fields(page)}
        for page in pages.order_by("-sequence")[:20]
    ]


def _fields(page: AuditEvent) -> str:
    names = {
        field.name: str(field.verbose_name) for field in Group._meta.get_fields() if field.concrete
    }
    changed = [names[change["field"]] for change in page.changes if change["field"] in names]
    if page.action == "edit_group" and changed:
        return _("Changed: %(fields)s") % {"fields": ", ".join(changed)}
    if page.action == "plan_sessions":
        return next((str(c["new"]) for c in page.changes if c["field"] == "slots" and c["new"]), "")
    return ""


@dataclass(frozen=True)
class Register:
    """A group's register on paper: sessions across, pupils down, marks where they are logged."""

    sessions: tuple[Session, ...]
    rows: tuple[tuple[Place, tuple[str, ...]], ...]


def register_of(person: Any, group: Group, first: datetime.date, columns: int = 10) -> Register:
    """The first ``columns`` sessions from a day on, with attendance codes of logged ones."""
    sessions = list(
        Session.objects.visible_to(person).filter(group=group, on__gte=first)
        .exclude(state=State.CANCELLED).order_by("on", "starts_at")[:columns]
    )  # fmt: skip
    places = Place.objects.visible_to(person).filter(group=group).select_related("pupil")
    marks = {
        (place, session): code
        for place, session, code in Attendance.objects.filter(session__in=sessions).values_list(
            "place_id", "session_id", "code"
        )
    }
    rows = [
        (place, tuple(_cell(place, session, marks) for session in sessions))
        for place in places
        if any(place.starts_on <= session.on <= place.ends_on for session in sessions)
        or not sessions
    ]
    return Register(tuple(sessions), tuple(rows))


def _cell(place: Place, session: Session, marks: dict[tuple[int, int], str]) -> str:
    if (place.pk, session.pk) in marks:
        return marks[place.pk, session.pk]
    return "" if place.starts_on <= session.on <= place.ends_on else "–"
