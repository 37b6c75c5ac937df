"""Who draws the line of management, and who sees all of it."""

from django.utils.translation import gettext as _

from staff.access import PEOPLE_KEEPERS, Role
from staff.models import Post, StaffMember

SEES_WHOLE_LINE = PEOPLE_KEEPERS | {Role.HEAD}


def change_manager(person: StaffMember, post: Post) -> str:
    """May ``person`` say who manages this post?"""
    if post.person_id == person.pk:
        return _("Nobody chooses their own manager. Ask HR or the SENCO to do it.")
    if person.access.has(post.school_id, *PEOPLE_KEEPERS):
        return ""
    return _("The line is kept by HR and the SENCO of this school. Ask one of them.")


def undo_change_manager(person: StaffMember, post: Post) -> str:
    """May ``person`` take back a change of manager?"""
    return change_manager(person, post)


def see_whole_line(person: StaffMember, school_id: int) -> str:
    """May ``person`` see everybody's place in the line, not only their own?"""
    if person.access.has(school_id, *SEES_WHOLE_LINE):
        return ""
    return _("The whole line is shown to the headteacher, the SENCO and HR; you see your own.")
