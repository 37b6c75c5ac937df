"""Who may come in at all, and what people may change about their own account."""

from django.utils.translation import gettext as _

from staff.models import StaffMember


def sign_in(person: StaffMember) -> str:
    """May ``person``, who has just proved who they are, come in? Only with a post held today."""
    if not person.is_active:
        return _(
            "Your sign-in has been switched off. Ask the school's office if you still work here."
        )
    if not person.access.posts:
        return _(
            "You hold no post at a school today, so there is nothing to show you. "
            "Ask the school's office to check the dates of your post."
        )
    return ""


def change_own_account(person: StaffMember, other: StaffMember) -> str:
    """May ``person`` change how ``other`` signs in and what the pages look like to them?"""
    if person.pk == other.pk:
        return ""
    return _("Only %(name)s can change this: it is their own account.") % {"name": other}
