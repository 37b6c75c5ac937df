"""Where behaviour joins what others keep: tab of the record, menu, first page, chronology, record book."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pupils import chronology, incidents, policies, restrictives, tabs
from pupils.models import Incident, RestrictiveIntervention
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
    home.add_source(restrictives.needs_of, on_the_day=True)
    chronology.add_source(
        restrictives.tell, {restrictives.RESTRICTIVE: _("Restrictive interventions")}
    )
    chronology.ICONS[restrictives.RESTRICTIVE] = "shield"
    book.keep_back(
        "pupils.restrictiveintervention",
        [field.name for field in RestrictiveIntervention._meta.concrete_fields]
        + ["lists", "words", "outcome"],
    )  # fmt: skip
    book.keep_back("pupils.incident", (*Incident.WORDS, "others_present", "why", "lists"))
    book.keep_back("pupils.followup", ("what",))
    book.name_field("pupils.incident", "lists", _("pupils, behaviour and what was tried"))
    book_values.leave_out("pupils.incident", "number")


def finds_behaviour(person: Any) -> bool:
    """True for the roles whose work it is."""
    return person.access.has_any(*MENU)
