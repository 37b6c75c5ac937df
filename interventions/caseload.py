"""The caseload: one line per pupil with what is due, ready to filter, sort and show. Reads only.

Two queries whatever the number of pupils: pupils beside their ready rows (models/totals.py), and
sessions whose day has passed without a log, from the partial index made for them. The rest is
arithmetic on those rows.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from interventions import progress
from interventions.models import Place, Session
from pupils.models import AdultLink, Pupil
from staff.access import PROVISION

#: Delivered minutes under this share of those due count as behind.
BEHIND_PERCENT = 75
#: A review is due soon when it is at most this many days away.
SOON_DAYS = 14
BAD, WARN, CALM = "bad", "warn", ""
_RANK = {BAD: 0, WARN: 1, CALM: 2}

_PUPIL = (
    "pk", "school_id", "surname", "forename", "known_as", "known_surname", "year_group", "form",
    "sen_code", "main_need", "has_medical_flag", "owner_name", "review_due_on",
)  # fmt: skip
_ROW = (
    "places", "planned", "attended", "minutes_planned", "minutes_intended", "minutes_delivered",
    "groups", "measure", "verdict", "latest_on", "series", "judged_place_id", "judged_attended",
    "judged_planned",
)  # fmt: skip
COLUMNS = (*_PUPIL, "school__enough_dose_percent", *(f"ready__{name}" for name in _ROW))

#: What stands for the ready row of a pupil who has none: no place was ever given.
_PLACES = COLUMNS.index("ready__places")
_WITHOUT_A_ROW = (0, 0, 0, 0, 0, 0, "", "", "", None, "", None, 0, 0)


@dataclass(slots=True)
class Line:
    """One pupil of the caseload."""

    pk: int
    school_id: int
    surname: str
    forename: str
    known_as: str
    known_surname: str
    year_group: str
    form: str
    sen_code: str
    need: str
    has_medical_flag: bool
    owner: str
    review_on: datetime.date | None
    enough_percent: int
    places: int
    planned: int
    attended: int
    minutes_planned: int
    minutes_intended: int
    minutes_delivered: int
    groups: str
    measure: str
    scored: str
    latest_on: datetime.date | None
    series: str
    judged_place: int | None
    judged_attended: int
    judged_planned: int
    unlogged: int = 0
    minutes_due: int = 0
    verdict: str = ""
    left: int | None = None
    kind: str = CALM
    due: str = ""

    @property
    def name(self) -> str:
        """ "Wrenfield, Toby"."""
        return f"{self.known_surname or self.surname}, {self.known_as or self.forename}"

    @property
    def short_name(self) -> str:
        """ "Toby W."."""
        return f"{self.known_as or self.forename} {(self.known_surname or self.surname)[:1]}."

    @property
    def short(self) -> int:
        """Minutes that were due and not delivered."""
        return max(0, self.minutes_due - self.minutes_delivered)

    @property
    def is_behind(self) -> bool:
        """Whether less than three quarters of the minutes due were delivered."""
        return self.minutes_delivered * 100 < BEHIND_PERCENT * self.minutes_due

    @property
    def urgency(self) -> tuple:
        """The order of the page: what is worst, then whose day comes first, then the name."""
        return _RANK[self.kind], 9999 if self.left is None else self.left, self.name


def pupils_of(person: Any) -> QuerySet:
    """Pupils on the person's caseload: with SEN or in a group, whose progress the person may see.

    The whole school for head and SENCO's team, else those they or their department work with
    (``pupils.policies.see_progress``); the DSL and the data manager see pupils, not progress.
    """
    access = person.access
    schools = access.schools_as(*PROVISION)
    others = [post.id for post in access.posts if post.school_id not in schools]
    may = Q(school__in=schools)
    if others:
        working = AdultLink.objects.current().filter(
            pupil=OuterRef("pk"), post__in=[*others, *access.department_ids]
        )
        may |= Exists(working)
    supported = Q(sen_code__in=["K", "E"]) | Q(ready__places__gt=0)
    # The row's own school is said too: without it a trust's every row would be read for one school.
    ready = FilteredRelation(
        "caseload_row", condition=Q(caseload_row__school__in=access.school_ids)
    )
    seen = Pupil.objects.visible_to(person).on_roll().annotate(ready=ready)
    return seen.filter(may, supported)


def lines_of(person: Any) -> list[Line]:
    """The person's whole caseload, most urgent first. Two queries."""
    today = timezone.localdate()
    waiting, language = _unlogged(person, today), get_language() or ""
    lines = [
        Line(*row) if row[_PLACES] is not None else Line(*row[:_PLACES], *_WITHOUT_A_ROW)
        for row in pupils_of(person).order_by().values_list(*COLUMNS)
    ]
    for line in lines:
        _complete(line, waiting.get(line.pk, (0, 0)), today, language)
    lines.sort(key=lambda line: line.urgency)
    return lines


def _unlogged(person: Any, today: datetime.date) -> dict[int, tuple[int, int]]:
    """Sessions still to log, and their minutes, by pupil with a running place in them. One query."""
    rows = (
        Session.objects.filter(
            school__in=person.access.school_ids, state=Session.State.PLANNED, on__lt=today,
            group__places__outcome=Place.Outcome.RUNNING,
            group__places__starts_on__lte=F("on"), group__places__ends_on__gte=F("on"),
        )
        .order_by()
        .values_list("group__places__pupil_id")
        .annotate(Count("pk"), Sum("minutes"))
    )  # fmt: skip
    return {pupil: (count, minutes) for pupil, count, minutes in rows}


def _complete(line: Line, waiting: tuple[int, int], today: datetime.date, language: str) -> None:
    line.unlogged, minutes = waiting
    line.minutes_due = line.minutes_intended + minutes
    if line.judged_place:
        line.verdict = progress.with_dose(
            line.scored, line.judged_attended, line.judged_planned, line.enough_percent
        )
    if line.review_on:
        line.left = (line.review_on - today).days
    line.kind, what, number = _due(line)
    line.due = _words(what, number, language)


def _due(line: Line) -> tuple[str, str, int]:
    """The one thing that is most due, as (how bad, what, how many)."""
    left = line.left
    if left is not None and left < 0:
        return BAD, "late", -left
    if line.verdict == progress.NOT_MOVING:
        return BAD, "change", 0
    if line.is_behind:
        return BAD, "catch_up", line.short
    if line.unlogged:
        return WARN, "log", line.unlogged
    if left is not None and left <= SOON_DAYS:
        return WARN, "review", 0
    return _due_later(line)


def _due_later(line: Line) -> tuple[str, str, int]:
    if line.review_on is None and line.sen_code in ("K", "E"):
        return WARN, "date", 0
    if line.places and not line.judged_place:
        return WARN, "first_score", 0
    if line.judged_place and not line.verdict and "," not in line.series:
        return WARN, "next_score", 0
    return CALM, "", 0


@lru_cache(maxsize=2048)
def _words(what: str, number: int, _language: str) -> str:
    """What is due in words, looked up once a language rather than once a row."""
    words = {
        "": "",
        "late": ngettext("Review %(n)d day late", "Review %(n)d days late", number),
        "change": _("Change the approach"),
        "catch_up": _("Catch up %(n)d min"),
        "log": ngettext("%(n)d session to log", "%(n)d sessions to log", number),
        "review": _("Hold the review"),
        "date": _("Set a review date"),
        "first_score": _("Enter a first score"),
        "next_score": _("Score again"),
    }[what]
    return words % {"n": number}


@dataclass(frozen=True)
class View:
    """One saved view that everybody has: a tab with its count."""

    key: str
    label: str
    holds: Any


def views() -> Sequence[View]:
    """The tabs of the page, in order."""
    return (
        View("due", _("What is due"), lambda line: line.kind != CALM),
        View("all", _("All"), lambda line: True),
        View("behind", _("Behind on minutes"), lambda line: line.is_behind),
        View("not_moving", _("Not moving"), lambda line: line.verdict == progress.NOT_MOVING),
        View("no_review", _("No review date"), lambda line: line.review_on is None),
        View("too_early", _("Too early"), lambda line: line.verdict == progress.TOO_EARLY),
    )


def is_overdue(line: Line) -> bool:
    """Whether the review's day has passed."""
    return line.left is not None and line.left < 0
