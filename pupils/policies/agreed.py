"""Who ends, changes and reads actions."""

from typing import Any

from django.utils.translation import gettext as _

from pupils.models import AgreedAction
from staff.access import PLANNERS, Role


def see_agreed_actions(person: Any) -> str:
    """The list of actions: whoever works with pupils; their own sight decides on the rows."""
    if person.access.roles - {Role.HR, Role.EXAMS, Role.DATA}:
        return ""
    return _("Actions for pupils are for the adults who work with them.")


def finish_action(person: Any, action: AgreedAction) -> str:
    """Its owner, whoever agreed it with the others, the SENCO and the assistant SENCO; while open."""
    if not action.is_open:
        return _("This action has ended already.")
    return _keep(person, action)


def reopen_action(person: Any, action: AgreedAction) -> str:
    """The same people, once it has ended."""
    if action.is_open:
        return _("This action is still open.")
    return _keep(person, action)


def edit_action(person: Any, action: AgreedAction) -> str:
    """Words, owner and day: whoever agreed it with the others, the SENCO and the assistant SENCO; while open.

    The owner does not move the day alone: a promise is moved by whoever it was made to.
    """
    if not action.is_open:
        return _("This action has ended already. Take it up again first.")
    if _is_keeper(person, action):
        return ""
    return _(
        "Whoever agreed this action with the others, the SENCO and the assistant SENCO change it. "
        "Tell one of them if it cannot be done in time."
    )


def _keep(person: Any, action: AgreedAction) -> str:
    if action.owner_id in person.access.post_ids or _is_keeper(person, action):
        return ""
    return _(
        "The owner of an action, whoever agreed it, the SENCO and the assistant SENCO say that it is done."
    )


def _is_keeper(person: Any, action: AgreedAction) -> bool:
    if person.access.has(action.school_id, *PLANNERS):
        return True
    if action.contact:
        return action.contact.by_id == person.pk
    return action.meeting is not None and action.meeting.lead_id in person.access.post_ids
