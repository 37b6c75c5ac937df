"""Who records incidents, corrects them, reads them, and keeps the lists behind them."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pupils.models import FollowUp, Incident, Pupil
from pupils.models.behaviour import BEHAVIOUR_READERS
from pupils.reasons import current_links
from staff.access import PROVISION, Role

#: Roles that work with no pupils, and so record nothing about them.
WITHOUT_PUPILS = frozenset({Role.HR, Role.EXAMS})


def see_incidents(person: Any) -> str:
    """Whoever works with pupils; which incidents, their own sight decides."""
    if person.access.roles - WITHOUT_PUPILS:
        return ""
    return _("Incidents are for the adults who work with pupils. Ask the SENCO if you need one.")


def see_behaviour(person: Any, pupil: Pupil) -> str:
    """Head, SENCO, assistant SENCO, DSL; posts that work with the pupil; an HLTA for her department."""
    access = person.access
    if access.has(pupil.school_id, *BEHAVIOUR_READERS):
        return ""
    own = access.post_ids + access.department_ids
    if any(link.post_id in own for link in current_links(pupil)):
        return ""
    return _(
        "The behaviour record is for the SENCO, the head, the safeguarding lead and the adults who "
        "work with this pupil. You can still record what you saw."
    )


def see_behaviour_analysis(person: Any) -> str:
    """The whole school's incidents together: the roles that read all of them."""
    if person.access.has_any(*BEHAVIOUR_READERS):
        return ""
    return _(
        "The analysis of the whole school is for the SENCO, the assistant SENCO, the head and the "
        "safeguarding lead. A pupil’s own is on the pupil’s behaviour page."
    )


def add_incident(person: Any, pupil: Pupil | None = None) -> str:
    """Whoever sees the pupil, while the pupil is on roll."""
    if not person.access.roles - WITHOUT_PUPILS:
        return _(
            "Incidents are recorded by adults who work with pupils. Tell the SENCO or the head."
        )
    if pupil and pupil.left_on and pupil.left_on < timezone.localdate():
        return _("This pupil has left, so nothing more is recorded here.")
    return ""


def edit_incident(person: Any, incident: Incident) -> str:
    """While it is to finish: whoever began it, and the roles that read all."""
    if not incident.is_draft:
        return _(
            "This incident is recorded. Correct it instead: the version before stays readable."
        )
    return _keeps(person, incident)


def correct_incident(person: Any, incident: Incident) -> str:
    """Once it is recorded: whoever wrote it, and the roles that read all; the version in force only."""
    if incident.is_draft:
        return _("This incident is still to finish, so there is nothing to correct yet.")
    if incident.state == Incident.State.SUPERSEDED:
        return _("This version was corrected since. Open the one in force.")
    return _keeps(person, incident)


def add_follow_up(person: Any, incident: Incident) -> str:
    """Whoever keeps the incident."""
    return _keeps(person, incident)


def finish_follow_up(person: Any, follow_up: FollowUp) -> str:
    """Whoever is to do it, and the roles that read all."""
    if follow_up.owner_id == person.pk:
        return ""
    if person.access.has(follow_up.school_id, *BEHAVIOUR_READERS):
        return ""
    return _("Only the adult who is to do it, the SENCO, the head and the DSL say that it is done.")


def undo_finish_follow_up(person: Any, follow_up: FollowUp) -> str:
    """As above."""
    return finish_follow_up(person, follow_up)


def export_incidents(person: Any, school_id: int | None = None) -> str:
    """Taking a copy of the list out of the portal: the roles that read all."""
    access = person.access
    may = (
        access.has(school_id, *BEHAVIOUR_READERS)
        if school_id
        else access.has_any(*BEHAVIOUR_READERS)
    )
    if may:
        return ""
    return _("Copies of the list are for the SENCO, the assistant SENCO, the head and the DSL.")


def keep_behaviour_lists(person: Any, school_id: int | None = None) -> str:
    """SENCO, assistant SENCO and head of the school (of any, without one)."""
    access = person.access
    if access.has(school_id, *PROVISION) if school_id else access.has_any(*PROVISION):
        return ""
    return _("The lists for recording behaviour are kept by the SENCO, the assistant and the head.")


def edit_behaviour_choice(person: Any, choice: Any = None) -> str:
    """Whoever keeps the lists, for their own school; a shared line gets one of the school's own."""
    return keep_behaviour_lists(person, choice.school_id if choice else None)


def edit_behaviour_rule(person: Any, rule: Any = None) -> str:
    """As above, for a number that pages go by."""
    return keep_behaviour_lists(person, rule.school_id if rule else None)


def _keeps(person: Any, incident: Incident) -> str:
    if incident.by_id == person.pk or person.access.has(incident.school_id, *BEHAVIOUR_READERS):
        return ""
    return _("Only whoever recorded it, the SENCO, the head and the safeguarding lead change it.")
