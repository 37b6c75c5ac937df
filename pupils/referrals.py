"""Referrals read: those of a pupil, and every open one of a school by how long it waits."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pupils.candidates import named
from pupils.chronology import Entry
from pupils.models import AgencyKind, Pupil, Referral

REFERRAL = "referral"
OPEN, CHASE, ANY = "open", "chase", "any"
WEEKS = (4, 8, 12, 18, 26, 52)
DEFAULT_SORT = "wait"
#: The longest wait first: the earliest day of sending; what has not gone stands last.
SORTS: dict[str, Any] = {
    "wait": ("sent_on", "pupil__surname"),
    "name": ("pupil__surname", "pupil__forename"),
    "agency": ("agency__name", "sent_on"),
    "chase": ("chase_on", "sent_on"),
}
SORTED_BY = {
    "wait": gettext_lazy("longest wait first"),
    "name": gettext_lazy("by name"),
    "agency": gettext_lazy("by agency"),
    "chase": gettext_lazy("next day to ask first"),
}
TABS = (
    ("open", gettext_lazy("Open"), f"state={OPEN}"),
    ("chase", gettext_lazy("Ask again now"), f"state={CHASE}"),
    ("draft", gettext_lazy("Not sent yet"), "state=draft"),
    ("closed", gettext_lazy("With an outcome"), "state=closed"),
)


@dataclass(frozen=True)
class Wanted:
    """What a query string asks for; an empty field asks for nothing."""

    q: str = ""
    state: str = OPEN
    kind: str = ""
    year: str = ""
    weeks: str = ""
    sort: str = DEFAULT_SORT


def rows(person: Any, wanted: Wanted) -> QuerySet[Referral]:
    """Referrals as asked for, with pupil, agency and the number of times somebody asked: one query."""
    today = timezone.localdate()
    asked = named(wanted.q, "pupil__") & _of_state(wanted.state, today)
    if wanted.kind:
        asked &= Q(agency__kind__code=wanted.kind)
    if wanted.year:
        asked &= Q(pupil__year_group=wanted.year)
    if wanted.weeks:
        asked &= Q(sent_on__lte=today - datetime.timedelta(weeks=int(wanted.weeks)))
    found = Referral.objects.visible_to(person).filter(asked)
    chased = Count("notes", filter=Q(notes__kind="chased"))
    first, second, *rest = *SORTS[wanted.sort.removeprefix("-")], "pk"
    key = (
        F(first).desc(nulls_last=True)
        if wanted.sort.startswith("-")
        else F(first).asc(nulls_last=True)
    )
    return (
        found.annotate(chased=chased)
        .select_related("pupil", "agency__kind")
        .order_by(key, second, *rest)
    )


def _of_state(state: str, today: datetime.date) -> Q:
    return {
        OPEN: Q(closed_on__isnull=True),
        CHASE: Q(closed_on__isnull=True, chase_on__lte=today),
        "draft": Q(closed_on__isnull=True, sent_on__isnull=True),
        "closed": Q(closed_on__isnull=False),
    }.get(state, Q())


def tab_counts(person: Any) -> dict[str, int]:
    """How many rows stand behind each tab: one query."""
    today = timezone.localdate()
    counts = {name: Count("pk", filter=_of_state(name, today)) for name, *_rest in TABS}
    return Referral.objects.visible_to(person).aggregate(**counts)


def kinds_in_sight(person: Any) -> list[tuple[str, str]]:
    """Services to which a pupil in sight was referred, by code: one query."""
    used = Referral.objects.visible_to(person).values("agency__kind")
    kinds = AgencyKind.objects.visible_to(person).filter(pk__in=used)
    return list(dict(kinds.values_list("code", "name")).items())


def years_in_sight(person: Any) -> list[str]:
    """Years of the pupils with referrals in sight: one query."""
    years = Referral.objects.visible_to(person).values_list("pupil__year_group", flat=True)
    return sorted({year for year in years if year}, key=lambda year: (len(year), year))


def referrals_of(person: Any, pupil: Pupil) -> list[Referral]:
    """Referrals of the pupil, open ones first, the longest wait first: one query."""
    found = Referral.objects.visible_to(person).filter(pupil=pupil).select_related("agency__kind")
    return sorted(found, key=lambda one: (one.closed_on is not None, -(one.waiting_days or 0)))


def tell(pupil: Pupil, person: Any) -> Iterator[Entry]:
    """Referrals that went and what came of them, for whoever reads them: one query."""
    for one in Referral.objects.visible_to(person).filter(pupil=pupil).select_related("agency"):
        url = reverse("referral", args=[one.pk])
        words = {"agency": one.agency}
        if one.sent_on:
            title = _("Referred to %(agency)s") % words
            yield Entry(one.sent_on, REFERRAL, title, one.asked_for, url=url)
        if one.closed_on:
            title = _("Referral to %(agency)s closed") % words
            detail = f"{one.get_outcome_display()}. {one.outcome_words}".strip()
            yield Entry(one.closed_on, REFERRAL, title, detail, url=url)
