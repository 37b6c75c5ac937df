"""The library as one person sees it: the shared programmes, and a school's own copies before them."""

from typing import Any

from django.db.models import QuerySet

from core.models import School
from interventions.models import Programme

SORTS = {
    "name": "name", "area": "area_of_need", "layer": "layer", "size": "largest_group",
    "minutes": "minutes", "weeks": "weeks",
}  # fmt: skip


def library_of(person: Any) -> QuerySet[Programme]:
    """Programmes a person can choose; a shared row stands back behind the school's own copy."""
    own = Programme.objects.visible_to(person).filter(school__isnull=False, based_on__isnull=False)
    return (
        Programme.objects.visible_to(person)
        .exclude(school__isnull=True, pk__in=own.values("based_on"))
        .select_related("school", "usual_measure")
    )


def schools_where(person: Any, *roles: str) -> QuerySet[School]:
    """The schools in which a person holds one of ``roles`` today."""
    return School.objects.filter(pk__in=person.access.schools_as(*roles))


def areas_of(person: Any) -> list[str]:
    """Areas in the library, by name."""
    areas = library_of(person).order_by("area_of_need").values_list("area_of_need", flat=True)
    return list(areas.distinct())


def narrowed(programmes: QuerySet[Programme], chosen: dict[str, Any]) -> QuerySet[Programme]:
    """The programmes that match the filters of the page."""
    show = chosen.get("show", "")
    programmes = programmes.filter(is_active=show != "retired")
    if show == "unconfirmed":
        programmes = programmes.filter(is_checked=False)
    if words := chosen.get("q"):
        for word in words.split():
            programmes = programmes.filter(name__icontains=word)
    if area := chosen.get("area"):
        programmes = programmes.filter(area_of_need=area)
    if layer := chosen.get("layer"):
        programmes = programmes.filter(layer=layer)
    if pupils := chosen.get("pupils"):
        programmes = programmes.filter(smallest_group__lte=pupils, largest_group__gte=pupils)
    return programmes


def in_order(programmes: QuerySet[Programme], sort: str) -> QuerySet[Programme]:
    """By a column of the page, then by name; an unknown column gives the order of names."""
    field = SORTS.get(sort.removeprefix("-"), "name")
    return programmes.order_by(f"-{field}" if sort.startswith("-") else field, "name", "pk")
