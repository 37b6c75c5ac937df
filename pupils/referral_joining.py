"""Where referrals join what others keep: people page, menu, first page, files, chronology, record book."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pupils import chronology, parts, policies, referrals
from pupils.actions.referral import SECRET
from pupils.models import Pupil, Referral
from pupils.models.attachment import Owner, add_owner
from pupils.policies.involvement import HELP_KEEPERS
from staff import book, home, navigation
from staff.access import Role


def join() -> None:
    """Join each of them."""
    parts.add(
        parts.Part(
            parts.PEOPLE, "referrals", 40, "pupils/_people_referrals.html", of_pupil,
            policies.see_help,
        )
    )  # fmt: skip
    navigation.add(
        navigation.Item(
            _("Referrals"), "referrals", 39, reads_referrals,
            _("Referrals to agencies, the longest wait first, and whom to ask again"), more=True,
        )
    )  # fmt: skip
    add_owner(
        Owner(
            referrals.REFERRAL, _("Referrals"), Referral.objects.visible_to,
            lambda person, referral: policies.keep_referral(person, referral.pupil),
            lambda referral: reverse("referral", args=[referral.pk]),
        )
    )  # fmt: skip
    home.add_source(to_chase)
    chronology.add_source(referrals.tell, {referrals.REFERRAL: _("Referrals")})
    chronology.ICONS[referrals.REFERRAL] = "mail"
    for kind in ("pupils.referral", "pupils.referralnote"):
        book.keep_back(kind, SECRET)


def reads_referrals(person: Any) -> bool:
    """True for whoever may open the list of referrals."""
    return not policies.see_referrals(person)


def of_pupil(person: Any, pupil: Pupil) -> dict[str, Any]:
    """The pupil's referrals, and why the person may not write one."""
    return {
        "rows": referrals.referrals_of(person, pupil),
        "keep_reason": policies.keep_referral(person, pupil),
    }


def to_chase(person: Any) -> Iterable[home.Need]:
    """For those who keep referrals: whom to ask again, as the days of the kind of agency say."""
    if not person.access.has_any(*HELP_KEEPERS, Role.HLTA):
        return
    count = Referral.objects.visible_to(person).to_chase().count()
    title = ngettext(
        "%(n)s referral has had no news for too long",
        "%(n)s referrals have had no news for too long",
        count,
    ) % {"n": count}
    why = _now("Ask the agency again and write down what it said.")
    yield home.Need(33, title, why, f"{reverse('referrals')}?state=chase", _now("Ask again"), count)
