"""Where behaviour joins what others keep: tab of the record, menu, first page, chronology, record book."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pupils import chronology, incidents, policies, tabs
from pupils.models import Incident
from staff import book, book_values, home, navigation
from staff.access import Role

#: Who finds behaviour in the menu; everybody else reaches it from a pupil's record.
MENU = frozenset({Role.HEAD, Role.SENCO, Role.ASSISTANT_SENCO, Role.DSL, Role.HLTA})


def join() -> None:
    """Join each of them."""
    tabs.add(
        tabs.Tab("pupil_behaviour", _("Behaviour"), "pupil_behaviour", 35, policies.see_behaviour)
    )
    navigation.add(
        navigation.Item(
            _("Behaviour"), "incidents", 45, finds_behaviour,
            _("Incidents, what they have in common, rewards and restrictive interventions"),
            more=True,
        )
    )  # fmt: skip
    home.add_source(incidents.needs_of, on_the_day=True)
    chronology.add_source(incidents.tell, {incidents.INCIDENT: _("Incidents")})
    chronology.ICONS[incidents.INCIDENT] = "tri"
    book.keep_back("pupils.incident", (*Incident.WORDS, "others_present", "why", "lists"))
    book.keep_back("pupils.followup", ("what",))
    book.name_field("pupils.incident", "lists", _("pupils, behaviour and what was tried"))
    book_values.leave_out("pupils.incident", "number")


def finds_behaviour(person: Any) -> bool:
    """True for the roles whose work it is."""
    return person.access.has_any(*MENU)
