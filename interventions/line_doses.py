"""What each line of a plan promised, what was planned for it, and what the pupil received; with the gap in words.

Reads only, for a pupil whose plan and progress the person may see. Five queries however many lines,
groups and sessions there are; a session counts for one line alone, that of its place on its day.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.calendar import ONE_DAY, SATURDAY, school_days, week_of
from core.models import Closure, Term
from interventions.models import Attendance, LineDelivery, Session
from interventions.promised import Amount, Dose, promised
from interventions.pupil_progress import kind_of
from pupils.models import Provision, Pupil
from pupils.plans import WholePlan

State = Session.State
WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Met:
    """One session for a line: what became of it, why it was missed, and what the pupil received."""

    session: Session
    kind: str
    why: str
    received: int
    may_open: bool

    @property
    def words(self) -> str:
        """ "Delivered", "Missed: Adult away", "Still to log", "Planned"."""
        said = {
            "delivered": _("Delivered"), "unlogged": _("Still to log"), "planned": _("Planned"),
        }  # fmt: skip
        return said.get(self.kind) or _("Missed: %(why)s") % {"why": self.why}


@dataclass(frozen=True)
class LineDose:
    """One line over the weeks asked for: promised (None where it cannot be counted), planned, delivered."""

    line: Provision
    place: int
    promised: Amount | None
    links: list[LineDelivery]
    met: list[Met] = field(default_factory=list)

    @property
    def planned(self) -> Amount:
        """Sessions put into the timetable."""
        return sum((Amount(1, one.session.minutes) for one in self.met), Amount())

    @property
    def delivered(self) -> Amount:
        """Sessions the pupil took part in, with the pupil's own minutes."""
        own = [one for one in self.met if one.kind == "delivered"]
        return sum((Amount(1, one.received) for one in own), Amount())

    @property
    def short(self) -> int:
        """Minutes promised and not received."""
        return max(0, self.promised.minutes - self.delivered.minutes) if self.promised else 0

    @property
    def unlogged(self) -> int:
        """Sessions whose day has passed without a log."""
        return sum(one.kind == "unlogged" for one in self.met)

    @property
    def open_links(self) -> list[LineDelivery]:
        """Links that go on."""
        return [link for link in self.links if link.ends_on is None]

    @property
    def gap(self) -> list[str]:
        """The gap in words: what was promised and not delivered, and where it went."""
        return list(_gap(self))


def _gap(dose: LineDose) -> Iterable[str]:
    if dose.promised is None:
        yield _("The line says no minutes or no frequency, so nothing can be compared.")
        return
    if not dose.links:
        yield _("No group delivers this line.")
    if not dose.short:
        yield _("Delivered as promised.") if dose.promised.minutes else _("Nothing was due yet.")
        return
    words = {"short": dose.short, "of": dose.promised.minutes}
    yield _("%(short)s of %(of)s minutes were not delivered.") % words
    unplanned = dose.promised.minutes - dose.planned.minutes
    if unplanned > 0 and dose.links:
        yield _("%(n)s minutes were never planned.") % {"n": unplanned}
    for why, count in Counter(one.why for one in dose.met if one.kind == "missed").most_common():
        words = ngettext("%(why)s: %(n)s session", "%(why)s: %(n)s sessions", count)
        yield words % {"why": why, "n": count}
    if dose.unlogged:
        words = ngettext(
            "%(n)s session is still to log", "%(n)s sessions are still to log", dose.unlogged
        )
        yield words % {"n": dose.unlogged}


@dataclass(frozen=True)
class Year:
    """School days of a school between two days; every weekday where no terms are known."""

    days: list[datetime.date]
    term_start: datetime.date | None


def year_of(school_id: int, first: datetime.date, last: datetime.date) -> Year:
    """School days from ``first`` to ``last``, and when the term of ``last`` began; two queries."""
    terms = list(Term.objects.filter(school=school_id).values_list("starts_on", "ends_on"))
    rows = Closure.objects.filter(school=school_id, ends_on__gte=first, starts_on__lte=last)
    closures = list(rows.values_list("starts_on", "ends_on"))
    begun = [starts for starts, _ends in terms if starts <= last]
    span = [first + number * ONE_DAY for number in range(max(0, (last - first).days + 1))]
    if not terms:
        return Year([day for day in span if day.weekday() < SATURDAY], None)
    return Year(school_days(first, last, terms, closures), max(begun, default=None))


def weeks_asked(
    today: datetime.date, plan_from: datetime.date, term_start: datetime.date | None,
    first: datetime.date | None, last: datetime.date | None,
) -> tuple[datetime.date, datetime.date]:  # fmt: skip
    """Whole weeks, Monday to Sunday: those asked for, else from the term or the plan to last week."""
    usual = max(plan_from, term_start) if term_start and term_start <= today else plan_from
    monday = week_of(first or usual)
    until = week_of(last) + WEEK - ONE_DAY if last else week_of(today) - ONE_DAY
    return monday, max(until, monday + WEEK - ONE_DAY)


def line_doses(
    person: Any, whole: WholePlan, days: Sequence[datetime.date], first: datetime.date,
    last: datetime.date,
) -> list[LineDose]:  # fmt: skip
    """Each line of the plan over the weeks from ``first`` to ``last``; four queries."""
    links = list(
        LineDelivery.objects.visible_to(person).filter(pupil=whole.pupil)
        .select_related("place__group__leader__person")
    )  # fmt: skip
    met = _met(person, whole.pupil, links, first, last)
    found = []
    for place, line in enumerate(whole.provision, start=1):
        own = [link for link in links if link.key == line.key]
        rows = [one for link in own for one in met.get(link.pk, [])]
        rows.sort(key=lambda one: (one.session.on, one.session.starts_at))
        found.append(LineDose(line, place, promised(dose_of(line), days, first, last), own, rows))
    return found


def dose_of(line: Provision) -> Dose:
    """A line as the arithmetic knows it."""
    return Dose(line.minutes, line.times, line.per, line.weeks, line.starts_on, line.ends_on)


def _met(
    person: Any, pupil: Pupil, links: list[LineDelivery], first: datetime.date, last: datetime.date
) -> dict[int, list[Met]]:
    """Sessions of each link, by its key."""
    sessions = list(
        Session.objects.filter(group__in={link.place.group_id for link in links})
        .between(first, last).exclude(state=State.CANCELLED).select_related("group")
    )  # fmt: skip
    marks = {
        (mark.session_id, mark.place_id): mark
        for mark in Attendance.objects.filter(pupil=pupil, session__in=sessions)
    }
    opens = Session.objects.visible_to(person).filter(pk__in=[one.pk for one in sessions])
    openable, today = set(opens.values_list("pk", flat=True)), timezone.localdate()
    found: dict[int, list[Met]] = {}
    for link in links:
        for session in sessions:
            mark = marks.get((session.pk, link.place_id))
            if session.group_id == link.place.group_id and _counts(link, session, mark):
                code = mark.code if mark else ""
                kind = kind_of(session.state, code, session.on, today)
                received = mark.minutes if mark and kind == "delivered" else 0
                may_open = session.pk in openable
                found.setdefault(link.pk, []).append(
                    Met(session, kind, _why(session, mark), received, may_open)
                )
    return found


def _counts(link: LineDelivery, session: Session, mark: Attendance | None) -> bool:
    """As the totals have it: within the place's dates, or marked there; and while the link stands."""
    place = link.place
    within = place.starts_on <= session.on <= place.ends_on or mark is not None
    stands = link.starts_on <= session.on and (link.ends_on is None or session.on <= link.ends_on)
    return within and stands


def _why(session: Session, mark: Attendance | None) -> str:
    if session.state == State.NOT_DELIVERED:
        return str(Session.Reason(session.reason).label)
    return str(mark.get_code_display()) if mark else _("Pupil was not marked")


def last_delivered(place_ids: Iterable[int]) -> dict[int, datetime.date]:
    """The last day on which the pupil of each place took part in a session; one query."""
    took_part = Attendance.objects.filter(
        place__in=list(place_ids), code__in=Attendance.TOOK_PART, session__state=State.DELIVERED
    )
    rows = took_part.order_by().values_list("place_id").annotate(last=Max("session__on"))
    return dict(rows)
