"""The rules of status and needs (domain.md 3.4, after the census guide), and short forms of codes."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

#: Codes whose usual way of writing is not all capitals.
SHORT = {"SPLD": "SpLD"}
NO_SEN, SUPPORT, PLAN = "N", "K", "E"
UNASSESSED = "NSA"


def short_name(code: str) -> str:
    """ "SpLD" for the code SPLD; any other code as it is."""
    return SHORT.get(code, code)


def why_not(status: str, codes: Sequence[str]) -> str:
    """Why a pupil of this status (N, K, E) cannot have these needs, rank 1 first; empty if they can.

    N has none; K and E have exactly one main need; a need stands once; NSA goes only with K and
    only as the main need.
    """
    if status == NO_SEN:
        return _("A pupil without SEN has no needs on the register.") if codes else ""
    if not codes:
        return _("SEN support and an EHC plan need a main need.")
    if len(set(codes)) < len(codes):
        return _("Each need can be chosen once: the second need must differ from the main one.")
    if UNASSESSED in codes and status == PLAN:
        return _("NSA is for SEN support only: an EHC plan names the type of need.")
    if UNASSESSED in codes[1:]:
        return _("NSA can only be the main need.")
    return ""
