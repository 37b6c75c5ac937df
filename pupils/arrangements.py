"""The register of access arrangements, read: which rows a query string asks for, what the tabs count."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.calendar import academic_year, academic_year_bounds
from core.models import Term
from pupils.candidates import READ, named
from pupils.models import Arrangement, ArrangementKind

#: How many weeks ahead an end counts as near, where nobody says otherwise.
NEAR_WEEKS = 8
LIVE, ANY, NONE = "live", "any", "none"
DEFAULT_SORT = "name"
#: Length first, so that year 10 comes after year 9.
SORTS: dict[str, tuple[Any, ...]] = {
    "name": ("pupil__surname", "pupil__forename", "kind__order"),
    "year": (
        Length("pupil__year_group"), "pupil__year_group", "pupil__form", "pupil__surname",
    ),
    "kind": ("kind__order", "pupil__surname"),
    "state": ("state", "pupil__surname"),
    "until": (F("valid_to").asc(nulls_last=True), "pupil__surname"),
}  # fmt: skip
SORTED_BY = {
    "name": _("by name"),
    "year": _("by year"),
    "kind": _("by kind"),
    "state": _("by state"),
    "until": _("soonest end first"),
}
TABS = (
    ("live", _("In use"), "state=live"),
    ("waiting", _("Not approved yet"), "state=waiting"),
    ("ending", _("End within 8 weeks"), f"state=live&weeks={NEAR_WEEKS}"),
    ("bare", _("No use logged this term"), "state=live&use=none"),
    ("all", _("All"), "state=any"),
)


@dataclass(frozen=True)
class Wanted:
    """What a query string asks for; an empty field asks for nothing."""

    q: str = ""
    kind: str = ""
    state: str = LIVE
    year: str = ""
    weeks: str = ""
    use: str = ""
    sort: str = DEFAULT_SORT


def rows(person: Any, wanted: Wanted) -> QuerySet[Arrangement]:
    """Arrangements the person may see, as asked for: pupil, kind and ``is_evidenced`` with each, one query."""
    today = timezone.localdate()
    found = (
        Arrangement.objects.visible_to(person).with_use(today).filter(_conditions(wanted, today))
    )
    reverse = wanted.sort.startswith("-")
    order = SORTS[wanted.sort.removeprefix("-")]
    if reverse:
        order = (*map(_turned, order[:2]), *order[2:])
    only = ["kind", *(f"pupil__{name}" for name in READ)]
    names = [field.name for field in Arrangement._meta.concrete_fields if field.name != "evidence"]
    return found.select_related("kind", "pupil").only(
        *names, "kind__name", "kind__code", "kind__percent", "kind__route", *only[1:]
    ).order_by(*order, "pk")  # fmt: skip


def _turned(key: Any) -> Any:
    if isinstance(key, str):
        return f"-{key}"
    return F("valid_to").desc(nulls_last=True) if hasattr(key, "nulls_last") else key.desc()


def _conditions(wanted: Wanted, today: datetime.date) -> Q:
    asked = named(wanted.q, "pupil__") & _of_state(wanted.state)
    if wanted.kind:
        asked &= Q(kind__code=wanted.kind)
    if wanted.year:
        asked &= Q(pupil__year_group=wanted.year)
    if wanted.weeks:
        asked &= _ending(today, int(wanted.weeks))
    if wanted.use == NONE:
        asked &= Q(is_evidenced=False)
    return asked


def _of_state(state: str) -> Q:
    if state == ANY:
        return Q()
    if state == LIVE:
        return Q(state__in=Arrangement.LIVE)
    if state == "waiting":
        return Q(state__in=[Arrangement.State.CONSIDERED, Arrangement.State.APPLIED])
    return Q(state=state)


def _ending(today: datetime.date, weeks: int) -> Q:
    """Whose last day is behind or within some weeks."""
    return Q(valid_to__lte=today + datetime.timedelta(weeks=weeks))


def tab_counts(person: Any) -> dict[str, int]:
    """How many rows stand behind each tab; one query."""
    today = timezone.localdate()
    live = _of_state(LIVE)
    return (
        Arrangement.objects.visible_to(person)
        .with_use(today)
        .aggregate(
            live=Count("pk", filter=live),
            waiting=Count("pk", filter=_of_state("waiting")),
            ending=Count("pk", filter=live & _ending(today, NEAR_WEEKS)),
            bare=Count("pk", filter=live & Q(is_evidenced=False)),
            all=Count("pk"),
        )
    )


def kinds_in_sight(person: Any) -> list[tuple[str, str]]:
    """Kinds that have a row the person may see, by code; one query."""
    seen = Arrangement.objects.visible_to(person).values("kind")
    kinds = ArrangementKind.objects.visible_to(person).filter(pk__in=seen)
    return list(dict(kinds.values_list("code", "name")).items())


def years_in_sight(person: Any) -> list[str]:
    """Years of the pupils whose arrangements the person may see; one query."""
    years = Arrangement.objects.visible_to(person).values_list("pupil__year_group", flat=True)
    return sorted({year for year in years if year}, key=lambda year: (len(year), year))


def term_start(school_id: int, today: datetime.date) -> datetime.date:
    """First day of the school's term, or of the last that began; without terms, 1 September."""
    begun = Term.objects.filter(school=school_id, starts_on__lte=today).order_by("-starts_on")
    found = begun.values_list("starts_on", flat=True).first()
    return found or academic_year_bounds(academic_year(today))[0]
