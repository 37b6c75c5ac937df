"""Who reads what agencies do for a pupil, and who keeps it."""

from typing import Any

from django.utils.translation import gettext as _

from pupils.models import Involvement, Pupil
from pupils.models.involvement import ADVICE_READERS
from pupils.reasons import current_links
from staff.access import PLANNERS, Role

#: Roles that keep involvements, referrals, reports and files; an HLTA does in her department.
HELP_KEEPERS = PLANNERS | {Role.DSL}


def in_department_of(person: Any, pupil: Pupil) -> bool:
    """Whether an HLTA's own posts, or those below hers, work with the pupil today."""
    department = person.access.department_ids
    return bool(department) and any(link.post_id in department for link in current_links(pupil))


def see_help(person: Any, pupil: Pupil) -> str:
    """Head, SENCO, assistant SENCO, DSL; an HLTA for her department: all that agencies do."""
    if person.access.has(pupil.school_id, *ADVICE_READERS) or in_department_of(person, pupil):
        return ""
    return _(
        "What agencies do for a pupil is for the SENCO, the head, the DSL and the HLTA of the "
        "department. Ask the SENCO if you need it."
    )


def see_professionals(person: Any, pupil: Pupil) -> str:
    """As above, and whoever works with the pupil: they need to know who comes and when."""
    posts = person.access.post_ids
    if not see_help(person, pupil) or any(one.post_id in posts for one in current_links(pupil)):
        return ""
    return _("Who comes from outside is for the adults who work with the pupil. Ask the SENCO.")


def keep_help(person: Any, pupil: Pupil) -> str:
    """SENCO, assistant SENCO and DSL; an HLTA for her department."""
    if person.access.has(pupil.school_id, *HELP_KEEPERS) or in_department_of(person, pupil):
        return ""
    return _(
        "The SENCO, the assistant SENCO, the DSL and the HLTA of the department keep what agencies "
        "do for a pupil. Tell one of them."
    )


def edit_involvement(person: Any, involvement: Involvement) -> str:
    """Whoever keeps what agencies do for the pupil."""
    return keep_help(person, involvement.pupil)


def end_involvement(person: Any, involvement: Involvement) -> str:
    """As above, while it goes on."""
    reason = keep_help(person, involvement.pupil)
    if not reason and involvement.ends_on:
        return _("This has an end already. Edit it to change the day.")
    return reason


def undo_end_involvement(person: Any, involvement: Involvement) -> str:
    """As above, unless the same professional has been involved again since."""
    reason = keep_help(person, involvement.pupil)
    if reason:
        return reason
    if not involvement.ends_on:
        return _("This has not ended.")
    again = Involvement.objects.filter(
        pupil=involvement.pupil_id, professional=involvement.professional_id, ends_on=None
    )
    if again.exists():
        return _("The same professional works with the pupil again since.")
    return ""
