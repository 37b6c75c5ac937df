"""Who writes, reports, signs and reads restrictive interventions (domain.md 4.6 and 11)."""

from typing import Any

from django.utils.translation import gettext as _

from pupils.models import InterventionPerson, ParentReport, Pupil, RestrictiveIntervention
from pupils.models.behaviour import BEHAVIOUR_READERS
from pupils.policies.incident import WITHOUT_PUPILS, add_incident
from staff.access import Role

#: Leaders who sign: the head, and another leader where the head had a part in it.
SIGNERS = frozenset({Role.HEAD, Role.SENCO, Role.DSL})
State = RestrictiveIntervention.State


def see_restrictives(person: Any) -> str:
    """Whoever works with pupils: their own; which of the others, their sight decides."""
    if person.access.roles - WITHOUT_PUPILS:
        return ""
    return _("Restrictive interventions are for the adults who had a part in them and the leaders.")


def add_restrictive(person: Any, pupil: Pupil | None = None) -> str:
    """Whoever may record an incident of the pupil."""
    return add_incident(person, pupil)


def edit_restrictive(person: Any, intervention: RestrictiveIntervention) -> str:
    """Until it is signed: whoever wrote it, the staff who had a part in it, and the roles that read all."""
    if intervention.is_signed:
        return _("This record is signed off, so nothing in it changes. Add an addendum instead.")
    return _keeps(person, intervention)


def report_to_parents(person: Any, intervention: RestrictiveIntervention) -> str:
    """As above; a report once sealed by the signature stays."""
    return edit_restrictive(person, intervention)


def withhold_report(person: Any, intervention: RestrictiveIntervention) -> str:
    """The roles that read all decide that telling parents would likely harm the pupil."""
    if person.access.has(intervention.school_id, *BEHAVIOUR_READERS):
        return edit_restrictive(person, intervention)
    return _("Only the head, the SENCO, the assistant and the safeguarding lead withhold a report.")


def sign_restrictive(person: Any, intervention: RestrictiveIntervention) -> str:
    """A leader who had no part in it, once it is finished and the report to parents is settled."""
    if intervention.is_signed:
        return _("This record is signed off already.")
    if not person.access.has(intervention.school_id, *SIGNERS):
        return _(
            "The head signs it off, or the SENCO or the safeguarding lead in the head’s place."
        )
    if intervention.state == State.DRAFT:
        return _("The record is still to finish. It is signed off when everything stands in it.")
    if intervention.by_id == person.pk or _had_a_part(person, intervention):
        return _("You wrote it or had a part in it. Another leader signs it off.")
    if not ParentReport.objects.filter(intervention=intervention).exists():
        return _("First the report to parents, or the decision to withhold it. Then the signature.")
    return ""


def add_addendum(person: Any, intervention: RestrictiveIntervention) -> str:
    """Once it is signed: whoever wrote it, the staff who had a part in it, and the roles that read all."""
    if not intervention.is_signed:
        return _("Before it is signed off the record itself is changed. An addendum comes after.")
    return _keeps(person, intervention)


def restrictive_return(person: Any, school_id: int | None = None) -> str:
    """Figures for governors: the roles that read all."""
    access = person.access
    roles = BEHAVIOUR_READERS
    if access.has(school_id, *roles) if school_id else access.has_any(*roles):
        return ""
    return _("The return is made by the head, the SENCO, the assistant and the safeguarding lead.")


def _had_a_part(person: Any, intervention: RestrictiveIntervention) -> bool:
    rows = InterventionPerson.objects.filter(intervention=intervention, person=person.pk)
    return rows.exclude(part=InterventionPerson.Part.SAW).exists()


def _keeps(person: Any, intervention: RestrictiveIntervention) -> str:
    if intervention.by_id == person.pk:
        return ""
    if person.access.has(intervention.school_id, *BEHAVIOUR_READERS):
        return ""
    if InterventionPerson.objects.filter(intervention=intervention, person=person.pk).exists():
        return ""
    return _("Only whoever wrote it, the staff who had a part in it, and the leaders change it.")
