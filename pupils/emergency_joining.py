"""Where emergency access joins what others keep: the first page of those who are told, words of the book."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pupils import policies
from pupils.emergencies import needs_of_guardian
from staff import book, home, navigation
from staff.access import WHOLE_SCHOOL


def join() -> None:
    """Join each of them: the way in for whoever does not see every pupil, the list for those who answer."""
    navigation.add(
        navigation.Item(
            _("Emergency access"), "open_emergency", 92, may_need_it,
            _("Open the record of a pupil you do not work with, for an hour, and say why"), more=True,
        )
    )  # fmt: skip
    navigation.add(
        navigation.Item(
            _("Emergencies"), "emergencies", 93, answers_for_records,
            _("Records that were opened in an emergency, and whether they had to be"), more=True,
        )
    )  # fmt: skip
    home.add_source(needs_of_guardian)
    book.name_field("pupils.emergencyaccess", "words", _("what happened"))
    book.name_field("pupils.emergencyaccess", "review_words", _("why it was judged so"))
    book.keep_back("pupils.emergencyaccess", ["words", "review_words"])


def may_need_it(person: Any) -> bool:
    """True for whoever may open a record and does not see every pupil anyway."""
    return not policies.open_emergency(person) and not person.access.has_any(*WHOLE_SCHOOL)


def answers_for_records(person: Any) -> bool:
    """True for whoever reads the list."""
    return not policies.see_emergencies(person)
