"""Where profiles join what others keep: tab of the record, menu, first page, chronology."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pupils import chronology, policies, tabs
from pupils.profiles import PROFILE, needs_of_reader, tell
from staff import home, navigation


def join() -> None:
    """Join each of them."""
    tabs.add(tabs.Tab("pupil_profile", _("Profile"), "pupil_profile", 15, policies.see_profile))
    navigation.add(
        navigation.Item(
            _("Class digest"), "class_digest", 28, reads_digests,
            _("What to do for whom in one lesson: the profiles of a form or a group on one page"),
        )
    )  # fmt: skip
    home.add_source(needs_of_reader)
    chronology.add_source(tell, {PROFILE: _("Profile")})
    chronology.ICONS[PROFILE] = "person"


def reads_digests(person: Any) -> bool:
    """True for whoever may open a digest."""
    return not policies.see_digest(person)
