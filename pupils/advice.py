"""Advice from outside, read: reports of a pupil, and every recommendation of a school with its age."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Length
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pupils import placing
from pupils.candidates import named
from pupils.chronology import Entry
from pupils.models import AgencyKind, Pupil, Recommendation, Report

REPORT = "report"
WAITING, GONE, ANY = "not_yet", "gone", "any"
AGES = (4, 8, 12, 26, 52)
DEFAULT_SORT = "age"
State = Recommendation.State
#: Length first, so that year 10 comes after year 9; oldest advice first.
SORTS: dict[str, tuple[str, ...]] = {
    "age": ("report__received_on", "report__pupil__surname"),
    "name": ("report__pupil__surname", "report__pupil__forename", "number"),
    "kind": ("report__professional__agency__kind__order", "report__received_on"),
    "state": ("state", "report__received_on"),
}
SORTED_BY = {
    "age": gettext_lazy("oldest advice first"),
    "name": gettext_lazy("by name"),
    "kind": gettext_lazy("by service"),
    "state": gettext_lazy("by what became of it"),
}
TABS = (
    ("waiting", gettext_lazy("Not yet decided"), f"state={WAITING}"),
    ("overdue", gettext_lazy("Not decided in time"), "state=overdue"),
    ("gone", gettext_lazy("Adopted, no longer there"), f"state={GONE}"),
    ("all", gettext_lazy("All"), f"state={ANY}"),
)


@dataclass(frozen=True)
class Wanted:
    """What a query string asks for; an empty field asks for nothing."""

    q: str = ""
    state: str = WAITING
    kind: str = ""
    year: str = ""
    weeks: str = ""
    sort: str = DEFAULT_SORT


def rows(person: Any, wanted: Wanted) -> QuerySet[Recommendation]:
    """Recommendations as asked for, with pupil, author and agency: one query, two where some have gone."""
    found = Recommendation.objects.visible_to(person).read_by(person)
    found = found.filter(_conditions(person, wanted))
    order = SORTS[wanted.sort.removeprefix("-")]
    if wanted.sort.startswith("-"):
        order = (f"-{order[0]}", *order[1:])
    return found.select_related(
        "report__pupil", "report__professional__agency__kind", "decided_by"
    ).annotate(year_length=Length("report__pupil__year_group")).order_by(*order, "pk")  # fmt: skip


def _conditions(person: Any, wanted: Wanted) -> Q:
    asked = named(wanted.q, "report__pupil__") & _of_state(person, wanted.state)
    if wanted.kind:
        asked &= Q(report__professional__agency__kind__code=wanted.kind)
    if wanted.year:
        asked &= Q(report__pupil__year_group=wanted.year)
    if wanted.weeks:
        before = timezone.localdate() - datetime.timedelta(weeks=int(wanted.weeks))
        asked &= Q(report__received_on__lte=before)
    return asked


def _of_state(person: Any, state: str) -> Q:
    if state == ANY:
        return Q()
    if state == "overdue":
        return _overdue()
    if state == GONE:
        return Q(state=State.ADOPTED, place__in=gone_places(person))
    return Q(state=state)


def _overdue() -> Q:
    return Q(state=State.NOT_YET, decide_by__lt=timezone.localdate())


def gone_places(person: Any) -> set[str]:
    """Places in which advice was adopted and that no longer stand: one query and one for each kind."""
    adopted = Recommendation.objects.visible_to(person).read_by(person).exclude(place="")
    return placing.gone(adopted.values_list("place", flat=True))


def tab_counts(person: Any) -> dict[str, int]:
    """How many rows stand behind each tab."""
    return (
        Recommendation.objects.visible_to(person)
        .read_by(person)
        .aggregate(
            waiting=Count("pk", filter=Q(state=State.NOT_YET)),
            overdue=Count("pk", filter=_overdue()),
            gone=Count("pk", filter=_of_state(person, GONE)),
            all=Count("pk"),
        )
    )


def kinds_in_sight(person: Any) -> list[tuple[str, str]]:
    """Services that have recommended something in sight, by code: one query."""
    seen = Report.objects.visible_to(person).values("professional__agency__kind")
    kinds = AgencyKind.objects.visible_to(person).filter(pk__in=seen)
    return list(dict(kinds.values_list("code", "name")).items())


def years_in_sight(person: Any) -> list[str]:
    """Years of the pupils with reports in sight: one query."""
    years = Report.objects.visible_to(person).values_list("pupil__year_group", flat=True)
    return sorted({year for year in years if year}, key=lambda year: (len(year), year))


def weeks_old(recommendation: Recommendation) -> int:
    """Whole weeks since the report came. Reads the report."""
    return (timezone.localdate() - recommendation.report.received_on).days // 7


def reports_of(person: Any, pupil: Pupil) -> list[Report]:
    """Reports about the pupil with ``waiting`` and ``total`` of their recommendations: one query."""
    found = Report.objects.visible_to(person).filter(pupil=pupil)
    counted = found.annotate(
        waiting=Count("recommendations", filter=Q(recommendations__state=State.NOT_YET)),
        total=Count("recommendations"),
    )
    return list(
        counted.select_related("professional__agency__kind").order_by("-received_on", "-pk")
    )


def adopted_for(person: Any, pupil: Pupil) -> list[Recommendation]:
    """What adults who work with the pupil do because somebody advised it: one query."""
    rows = Recommendation.objects.visible_to(person).filter(
        report__pupil=pupil, state=State.ADOPTED
    )
    return list(
        rows.select_related("report__professional__agency__kind").order_by(
            F("decided_on").desc(), "pk"
        )
    )


def tell(pupil: Pupil, person: Any) -> Iterator[Entry]:
    """Reports that came, for whoever reads them: one query."""
    for one in Report.objects.visible_to(person).filter(pupil=pupil).select_related("professional"):
        title = _("%(kind)s received: %(title)s") % {
            "kind": str(one.get_kind_display()).capitalize(), "title": one.title,
        }  # fmt: skip
        url = reverse("report", args=[one.pk])
        yield Entry(one.received_on, REPORT, title, one.summary, one.professional.full_name, url)
