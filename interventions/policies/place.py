"""Who may give pupils places in a group, and end them."""

from typing import Any

from django.utils.translation import gettext as _

from interventions.models import Group, Place
from interventions.policies.group import edit_group


def add_place(person: Any, group: Group) -> str:
    """Whoever may change the group."""
    if edit_group(person, group):
        return _(
            "Places are given by the SENCO, the assistant SENCO and the HLTA above the leader of "
            "the group."
        )
    return ""


def edit_place(person: Any, place: Place) -> str:
    """As for adding, while the place is running."""
    if place.outcome:
        return _("This place has ended. Take the end back first, then change it.")
    return add_place(person, place.group)


def end_place(person: Any, place: Place) -> str:
    """As for adding, while the place is running."""
    if place.outcome:
        return _("This place has ended already.")
    return add_place(person, place.group)


def undo_end_place(person: Any, place: Place) -> str:
    """As for adding, unless the pupil has been given a new place in the group since."""
    if not place.outcome:
        return _("This place has not ended.")
    again = Place.objects.filter(group=place.group_id, pupil=place.pupil_id, outcome="")
    if again.exists():
        return _("This pupil has a new place in the group, so the end cannot be taken back.")
    return add_place(person, place.group)
