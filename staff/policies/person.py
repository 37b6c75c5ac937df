"""Who keeps people and posts: HR and the SENCO of the school, and nobody their own."""

from django.utils.translation import gettext as _

from staff.access import PEOPLE_KEEPERS, SUPPORT, Role
from staff.models import Post, StaffMember

#: What a SENCO appoints; every other post is HR's to give.
SENCO_APPOINTS = SUPPORT | {Role.ASSISTANT_SENCO, Role.TEACHER}


def keep_people(person: StaffMember, school_id: int) -> str:
    """May ``person`` add and change people and posts at this school?"""
    if person.access.has(school_id, *PEOPLE_KEEPERS):
        return ""
    return _("People and posts are kept by HR and the SENCO of this school. Ask one of them.")


def export_people(person: StaffMember, school_id: int) -> str:
    """May ``person`` take the list of colleagues out as a file?"""
    return keep_people(person, school_id)


def add_person(person: StaffMember, school_id: int) -> str:
    """May ``person`` add a colleague at this school?"""
    return keep_people(person, school_id)


def _keep(person: StaffMember, other: StaffMember, schools: frozenset[int]) -> str:
    if any(not keep_people(person, school_id) for school_id in schools):
        return ""
    return _("%(name)s's details are kept by HR and the SENCO of their school.") % {"name": other}


def edit_person(person: StaffMember, other: StaffMember, schools: frozenset[int]) -> str:
    """May ``person`` change name and sign-in of ``other``, who has posts at ``schools``?"""
    return _keep(person, other, schools)


def deactivate_person(person: StaffMember, other: StaffMember, schools: frozenset[int]) -> str:
    """May ``person`` close the door to ``other``? Only for all of their schools at once."""
    if person.pk == other.pk:
        return _("You cannot take away your own sign-in. Ask HR or another SENCO.")
    reason = _keep(person, other, schools)
    if reason:
        return reason
    if any(keep_people(person, school_id) for school_id in schools):
        return _("%(name)s also works at another school. End the post here instead.") % {
            "name": other
        }
    return ""


def reactivate_person(person: StaffMember, other: StaffMember, schools: frozenset[int]) -> str:
    """May ``person`` open the door to ``other`` again?"""
    return deactivate_person(person, other, schools)


def give_password_link(person: StaffMember, other: StaffMember, schools: frozenset[int]) -> str:
    """May ``person`` make a link with which ``other`` sets a password?

    Somebody who has signed in before, and has an e-mail, resets it alone: nobody else takes over.
    """
    reason = deactivate_person(person, other, schools)
    if reason:
        return reason
    if not other.is_active:
        return _("%(name)s may not sign in. Let them sign in again first.") % {"name": other}
    if other.last_login and other.email:
        return _("%(name)s has signed in before: “Forgotten password” sends a link by e-mail.") % {
            "name": other
        }
    return ""


def add_post(person: StaffMember, school_id: int, role: str, holder_id: int | None) -> str:
    """May ``person`` give the holder (None: somebody new) a post of this role?"""
    reason = keep_people(person, school_id)
    if reason:
        return reason
    if holder_id == person.pk:
        return _("Nobody changes their own post. Ask HR or the SENCO to do it.")
    if role and role not in SENCO_APPOINTS and not person.access.has(school_id, Role.HR):
        return _("A post of %(role)s is given and changed by HR.") % {"role": Role(role).label}
    return ""


def edit_post(person: StaffMember, post: Post) -> str:
    """May ``person`` change this post?"""
    return add_post(person, post.school_id, post.role, post.person_id)


def end_post(person: StaffMember, post: Post) -> str:
    """May ``person`` end this post?"""
    if post.ends_on:
        return edit_post(person, post) or _("This post has its last day already.")
    return edit_post(person, post)


def undo_end_post(person: StaffMember, post: Post) -> str:
    """May ``person`` open this post again?"""
    return edit_post(person, post)


def cover_trust(person: StaffMember, school_id: int) -> str:
    """May ``person`` say that a post here covers the figures of the whole trust?"""
    if any(post.school_id == school_id and post.covers_trust for post in person.access.posts):
        return ""
    return _("Only somebody whose own post covers the trust can give that to another post.")


def see_pay(person: StaffMember, post: Post) -> str:
    """May ``person`` see what this post pays?"""
    if post.person_id == person.pk or person.access.has(post.school_id, Role.HR):
        return ""
    return _("Pay is shown to HR of this school and to the person.")


def see_hours(person: StaffMember, post: Post) -> str:
    """May ``person`` see the hours of this post?"""
    if not see_pay(person, post) or post.pk in person.access.below_ids:
        return ""
    return _("Hours are shown to HR of this school, the person, and the line above them.")


def see_sign_in(person: StaffMember, other: StaffMember, schools: frozenset[int]) -> str:
    """May ``person`` see user name and last sign-in of ``other``?"""
    return "" if person.pk == other.pk else _keep(person, other, schools)


def set_password(person: StaffMember) -> str:
    """May ``person``, who came with a link, set a password?"""
    return "" if person.is_active else _("This account is closed. Ask HR of your school.")
