"""Groups as a choice of the class digest: whoever sees a group may read what its pupils need."""

from typing import Any

from django.utils import timezone

from interventions.models import Group, Place
from pupils.digest import Chooser, Chosen


def options(person: Any) -> list[tuple[str, str]]:
    """Groups that run today and that ``person`` sees."""
    found = Group.objects.visible_to(person).running().order_by("name", "pk")
    return [(str(pk), name) for pk, name in found.values_list("pk", "name")]


def find(person: Any, value: str) -> Chosen | None:
    """The group of a key as typed in an address, with the pupils who have a place in it today."""
    if not value.isdecimal() or len(value) > 9:
        return None
    group = Group.objects.visible_to(person).filter(pk=int(value)).first()
    if group is None:
        return None
    today = timezone.localdate()
    places = Place.objects.filter(group=group, starts_on__lte=today, ends_on__gte=today)
    return Chosen(group.name, frozenset(places.values_list("pupil", flat=True)))


def chooser(label: Any) -> Chooser:
    """The choice, under the label of the page."""
    return Chooser("group", label, options, find)
