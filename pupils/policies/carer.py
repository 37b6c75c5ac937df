"""Who reads how to reach a pupil's family, who keeps it, and who keeps court orders.

Data minimisation (UK GDPR, article 5(1)(c)): an adult who works with a pupil needs to know who a
parent is, how to address them, their language, and whom an order keeps away. Telephone numbers,
addresses and notes are for those who write and call.
"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pupils.emergencies import open_for
from pupils.models import CarerLink, CourtOrder, Pupil
from pupils.models.carer import CONTACT_READERS
from pupils.models.court_order import ORDER_KEEPERS
from pupils.policies.involvement import in_department_of
from pupils.policies.pupil import IDENTITY_KEEPERS


def see_contacts(person: Any, pupil: Pupil) -> str:
    """Head, SENCO, assistant SENCO, DSL, data manager; an HLTA for her department; in an emergency."""
    if person.access.has(pupil.school_id, *CONTACT_READERS) or in_department_of(person, pupil):
        return ""
    if open_for(person, pupil):
        return ""
    return _(
        "How to reach the family is for the SENCO, the head, the DSL, the data manager and the HLTA "
        "of the department. Ask one of them to call or write."
    )


def keep_carers(person: Any, pupil: Pupil) -> str:
    """The data manager, the SENCO and the assistant SENCO of the pupil's school."""
    return keep_carers_at(person, pupil.school_id)


def keep_carers_at(person: Any, school_id: int) -> str:
    """As above, at a school."""
    if person.access.has(school_id, *IDENTITY_KEEPERS):
        return ""
    return _(
        "Only the data manager, the SENCO and the assistant SENCO change who a pupil’s parents and "
        "carers are. Tell one of them what is wrong."
    )


def end_carer_link(person: Any, link: CarerLink) -> str:
    """Whoever keeps carers, while the link stands."""
    reason = keep_carers_at(person, link.school_id)
    if not reason and link.has_ended:
        return _("This person is no longer linked to the pupil.")
    return reason


def undo_end_carer_link(person: Any, link: CarerLink) -> str:
    """Whoever keeps carers, unless the same person has been linked again."""
    reason = keep_carers_at(person, link.school_id)
    if reason:
        return reason
    if not link.ends_on:
        return _("This link has not ended.")
    if CarerLink.objects.filter(pupil=link.pupil_id, carer=link.carer_id, ends_on=None).exists():
        return _("This person has been linked to the pupil again since.")
    return ""


def see_orders(person: Any, pupil: Pupil) -> str:
    """SENCO, assistant SENCO, head and DSL; an HLTA for her department: what an order says."""
    if person.access.has(pupil.school_id, *ORDER_KEEPERS) or in_department_of(person, pupil):
        return ""
    return _(
        "What a court order says is for the SENCO, the head, the DSL and the HLTA of the department. "
        "What you must do because of it stands at the head of the record."
    )


def keep_orders(person: Any, pupil: Pupil) -> str:
    """SENCO, assistant SENCO, head and DSL."""
    return keep_orders_at(person, pupil.school_id)


def keep_orders_at(person: Any, school_id: int) -> str:
    """As above, at a school."""
    if person.access.has(school_id, *ORDER_KEEPERS):
        return ""
    return _("Only the SENCO, the assistant SENCO, the head and the DSL keep court orders.")


def lift_court_order(person: Any, order: CourtOrder) -> str:
    """Whoever keeps orders, once."""
    reason = keep_orders_at(person, order.school_id)
    if not reason and order.lifted_on:
        return _("This order was lifted already.")
    if not reason and order.made_on > timezone.localdate():
        return _("This order is not in force yet. Change its dates instead.")
    return reason


def undo_lift_court_order(person: Any, order: CourtOrder) -> str:
    """Whoever keeps orders, when it was lifted."""
    reason = keep_orders_at(person, order.school_id)
    if not reason and not order.lifted_on:
        return _("This order has not been lifted.")
    return reason
