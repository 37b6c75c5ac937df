"""Who may make groups, change them and plan their weeks."""

from typing import Any

from django.utils.translation import gettext as _

from interventions.models import Group
from staff.access import PLANNERS, Role


def add_group(person: Any, school_id: int | None = None, leader_id: int | None = None) -> str:
    """The SENCO and the assistant SENCO anywhere in their school; an HLTA for her department.

    Without ``school_id``: whether the person may make a group at all.
    """
    access = person.access
    if school_id is None:
        may = access.has_any(*PLANNERS, Role.HLTA)
        return "" if may else _nobody_else()
    if access.has(school_id, *PLANNERS):
        return ""
    if not access.has(school_id, Role.HLTA):
        return _nobody_else()
    if leader_id is not None and leader_id not in access.department_ids:
        return _(
            "You make groups for your own department: choose yourself or somebody in your line "
            "as the leader. The SENCO can choose anybody."
        )
    return ""


def edit_group(person: Any, group: Group, leader_id: int | None = None) -> str:
    """Whoever could make the group as it stands, and as it would be with ``leader_id``."""
    access = person.access
    if access.has(group.school_id, *PLANNERS):
        return ""
    if group.leader_id not in access.department_ids:
        return _(
            "Only the SENCO, the assistant SENCO and the HLTA above its leader change this group."
        )
    return add_group(person, group.school_id, leader_id or group.leader_id)


def plan_sessions(person: Any, group: Group) -> str:
    """As for changing the group: its leader moves single sessions, the week is planned above."""
    return edit_group(person, group)


def _nobody_else() -> str:
    return _("Groups are made by the SENCO, the assistant SENCO and HLTAs.")
