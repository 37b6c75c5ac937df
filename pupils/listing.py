"""The list of pupils: which rows a query string asks for, in which order, and what the tabs count."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pupils.models import Pupil

SOON = datetime.timedelta(days=30)
ANY, SEN = "any", "sen"
DEFAULT_SORT = "review"
#: What the list is sorted by, each with the words that say so.
SORTS: dict[str, tuple[Any, ...]] = {
    "name": ("surname", "forename"),
    "form": ("form", "surname", "forename"),
    "year": (Length("year_group"), "year_group", "form", "surname"),
    "status": ("sen_code", "surname", "forename"),
    "need": ("main_need", "surname", "forename"),
    "owner": ("owner_name", "surname", "forename"),
    "review": ("review_due_on", "surname", "forename"),
    "attendance": ("attendance_percent", "surname", "forename"),
}
SORTED_BY = {
    "name": _("by name"),
    "form": _("by form"),
    "year": _("by year"),
    "status": _("by status"),
    "need": _("by main need"),
    "owner": _("by plan owner"),
    "review": _("next review first"),
    "attendance": _("lowest attendance first"),
}
NULLS_LAST = {"review_due_on", "attendance_percent"}


@dataclass(frozen=True)
class Wanted:
    """What a query string asks for; an empty field asks for nothing."""

    q: str = ""
    year: str = ""
    form: str = ""
    status: str = ""
    need: str = ""
    owner: str = ""
    review: str = ""
    lac: bool = False
    eal: bool = False
    roll: str = ""
    sort: str = DEFAULT_SORT


def rows(person: Any, wanted: Wanted) -> QuerySet[Pupil]:
    """The pupils the person may see that match, in the order asked for."""
    found = Pupil.objects.visible_to(person).filter(_status(wanted), _review(wanted))
    if wanted.roll != ANY:
        today = timezone.localdate()
        left = Q(left_on__lt=today)
        found = found.filter(left) if wanted.roll == "left" else found.exclude(left)
    exact = {
        "year_group": wanted.year, "form": wanted.form, "owner_name": wanted.owner,
        "is_looked_after": wanted.lac, "has_eal": wanted.eal,
    }  # fmt: skip
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if wanted.need:
        found = found.filter(Q(main_need=wanted.need) | Q(second_need=wanted.need))
    if wanted.q:
        found = found.matching(wanted.q)
    return found.order_by(*_order(wanted.sort))


def _status(wanted: Wanted) -> Q:
    if wanted.status == SEN:
        return Q(sen_code__in=["K", "E"])
    if wanted.status in Pupil.SenCode.values:
        return Q(sen_code=wanted.status)
    return Q()


def _review(wanted: Wanted) -> Q:
    today = timezone.localdate()
    return {
        "none": Q(review_due_on__isnull=True),
        "late": Q(review_due_on__lt=today),
        "soon": Q(review_due_on__gte=today, review_due_on__lte=today + SOON),
    }.get(wanted.review, Q())


def _order(sort: str) -> list[Any]:
    """Order by the key, '-' for descending; rows without a value come last either way."""
    key, is_down = sort.removeprefix("-"), sort.startswith("-")
    order = []
    for place, column in enumerate(SORTS.get(key, SORTS[DEFAULT_SORT])):
        expression = F(column) if isinstance(column, str) else column
        turned = (is_down and place == 0) or (is_down and key == "year" and place < 2)
        last = {"nulls_last": True} if column in NULLS_LAST else {}
        order.append(expression.desc(**last) if turned else expression.asc(**last))
    return [*order, "pk"]


@dataclass(frozen=True)
class Tab:
    """A view that everybody has: its query string, and how many pupils it shows."""

    label: Any
    query: str
    count: int


def tabs_with_counts(person: Any) -> list[Tab]:
    """The views that everybody has, counted in one query."""
    today = timezone.localdate()
    sen = Q(sen_code__in=["K", "E"])
    counted = (
        Pupil.objects.visible_to(person)
        .on_roll()
        .aggregate(
            sen=Count("pk", filter=sen),
            plans=Count("pk", filter=Q(sen_code="E")),
            late=Count("pk", filter=sen & Q(review_due_on__lt=today)),
            none=Count("pk", filter=sen & Q(review_due_on__isnull=True)),
            all=Count("pk"),
        )
    )
    return [
        Tab(_("SEND register"), "status=sen", counted["sen"]),
        Tab(_("EHC plans"), "status=E", counted["plans"]),
        Tab(_("Review late"), "status=sen&review=late", counted["late"]),
        Tab(_("No review date"), "status=sen&review=none", counted["none"]),
        Tab(_("All pupils"), "status=any", counted["all"]),
    ]


@dataclass(frozen=True)
class Facets:
    """The values that the filters offer: those of pupils the person may see."""

    years: list[str]
    forms: list[str]
    needs: list[str]
    owners: list[str]


def facets(person: Any) -> Facets:
    """Years, forms, needs and plan owners among the pupils the person may see, in one query."""
    seen = Pupil.objects.visible_to(person).order_by().distinct()
    found = list(seen.values_list("year_group", "form", "main_need", "second_need", "owner_name"))
    years = sorted({row[0] for row in found if row[0]}, key=lambda year: (len(year), year))
    forms = sorted({row[1] for row in found if row[1]}, key=lambda form: (len(form), form))
    needs = sorted({need for row in found for need in row[2:4] if need})
    owners = sorted({row[4] for row in found if row[4]})
    return Facets(years, forms, needs, owners)
