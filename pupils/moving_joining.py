"""Where moved notes join what others keep: kinds, first page, menu, chronology, words of the record book."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pupils import chronology, moving, policies, profile_moving
from pupils.actions.moving import move_profile_draft
from staff import book, home, navigation


def join() -> None:
    """Join each of them."""
    moving.add(profile_moving.movable(move_profile_draft))
    home.add_source(moving.needs_of_guardian)
    navigation.add(
        navigation.Item(
            _("Breach notes"), "breaches", 94, decides,
            _("Notes that stood on the wrong record, and what was decided"), more=True,
        )
    )  # fmt: skip
    chronology.add_source(moving.tell, {})
    chronology.ICONS[moving.MOVED] = "right"
    book.name_field("pupils.movednote", "words", _("seal of the words"))
    book.keep_back("pupils.movednote", ["why", "words"])
    book.keep_back("pupils.breach", ["why"])


def decides(person: Any) -> bool:
    """True for whoever reads breach notes."""
    return not policies.see_breaches(person)
