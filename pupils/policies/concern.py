"""Who raises concerns, who answers for them, and what may still be done with one."""

from typing import Any

from django.utils.translation import gettext as _

from pupils.models import Concern, ConcernStep
from staff.access import Role

#: Roles that may be asked to answer for a concern; which ones each opens, its own row says.
ANSWERING = (Role.DSL, Role.HEAD)


def raise_concern(person: Any) -> str:
    """Everybody who holds a post: safeguarding is everyone's."""
    if person.access.posts:
        return ""
    return _("You hold no post today. Tell the school by telephone, now.")


def see_concerns(person: Any) -> str:
    """The safeguarding leads, and the head for those that are the head's."""
    if person.access.has_any(*ANSWERING):
        return ""
    return _(
        "What happens with a concern is for the safeguarding leads alone. You can raise one, and "
        "you can always speak to them."
    )


def keep_contacts(person: Any) -> str:
    """As above: whoever answers for concerns keeps whom the school turns to."""
    if person.access.has_any(*ANSWERING):
        return ""
    return _("The safeguarding leads and the head keep this list.")


def edit_contact(person: Any, contact: Any) -> str:
    """Those of the contact's own school."""
    if person.access.has(contact.school_id, *ANSWERING):
        return ""
    return _("The safeguarding leads and the head keep this list.")


def answer_concern(person: Any, concern: Concern) -> str:
    """Whoever may open it, at this moment: being named since shuts the door."""
    if Concern.objects.visible_to(person).filter(pk=concern.pk).exists():
        return ""
    return _("This concern is not yours to answer for.")


def record_concern_step(person: Any, concern: Concern) -> str:
    """Whoever may open it, while it is open."""
    reason = answer_concern(person, concern)
    if not reason and _is_closed(concern):
        return _("This concern is closed. Open it again first.")
    return reason


def allocate_concern(person: Any, concern: Concern) -> str:
    """As for any step."""
    return record_concern_step(person, concern)


def close_concern(person: Any, concern: Concern) -> str:
    """As for any step."""
    return record_concern_step(person, concern)


def reopen_concern(person: Any, concern: Concern) -> str:
    """Whoever may open it, when it is closed."""
    reason = answer_concern(person, concern)
    if not reason and not _is_closed(concern):
        return _("This concern is open already.")
    return reason


def name_in_concern(person: Any, concern: Concern) -> str:
    """Whoever may open it, closed or not: who is named is shut out at once."""
    return answer_concern(person, concern)


def share_concern(person: Any, concern: Concern) -> str:
    """A safeguarding lead, once, while it is open."""
    if not person.access.has(concern.school_id, Role.DSL):
        return _("Only a safeguarding lead shares a concern with the head.")
    reason = record_concern_step(person, concern)
    shared = ConcernStep.objects.filter(concern=concern, kind=ConcernStep.Kind.SHARED)
    if not reason and shared.exists():
        return _("The head can open this concern already.")
    return reason


def remind_of_concerns(person: Any) -> str:
    """The portal by itself, when due work runs: a person who sent reminders would learn of concerns."""
    return _("Reminders are sent by the portal itself.") if person else ""


def _is_closed(concern: Concern) -> bool:
    kinds = ConcernStep.Kind
    steps = ConcernStep.objects.filter(concern=concern, kind__in=[kinds.CLOSED, kinds.REOPENED])
    last = steps.order_by("-pk").values_list("kind", flat=True).first()
    return last == kinds.CLOSED
