"""Who reads and keeps referrals, and what each step needs."""

from typing import Any

from django.utils.translation import gettext as _

from pupils.models import Pupil, Referral
from pupils.models.referral import MAY_GO
from pupils.policies.involvement import keep_help
from pupils.policies.report import export_advice, see_advice

see_referrals = see_advice
export_referrals = export_advice


def keep_referral(person: Any, pupil: Pupil) -> str:
    """SENCO, assistant SENCO and DSL; an HLTA for her department."""
    return keep_help(person, pupil)


def edit_referral(person: Any, referral: Referral) -> str:
    """As above, until it is sent: what went stays as it went."""
    reason = keep_help(person, referral.pupil)
    if not reason and referral.sent_on:
        return _("This referral has been sent, so its words stay. Add a note instead.")
    return reason


def send_referral(person: Any, referral: Referral) -> str:
    """As above, once, with consent."""
    reason = keep_help(person, referral.pupil)
    if not reason and referral.sent_on:
        return _("This referral has been sent already.")
    if not reason and referral.closed_on:
        return _("This referral is closed.")
    if not reason and referral.consent not in MAY_GO:
        return _("A referral goes with consent. Edit it and say who gave it and when.")
    return reason


def note_referral(person: Any, referral: Referral) -> str:
    """As above, while it is under way."""
    reason = keep_help(person, referral.pupil)
    if not reason and (not referral.sent_on or referral.closed_on):
        return _("Notes belong to a referral that is under way: sent, and without an outcome.")
    return reason


def close_referral(person: Any, referral: Referral) -> str:
    """As above, once."""
    reason = keep_help(person, referral.pupil)
    if not reason and referral.closed_on:
        return _("This referral is closed already.")
    return reason


def undo_close_referral(person: Any, referral: Referral) -> str:
    """As above, when it is closed."""
    reason = keep_help(person, referral.pupil)
    if not reason and not referral.closed_on:
        return _("This referral is not closed.")
    return reason
