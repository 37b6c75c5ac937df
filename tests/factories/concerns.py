"""Concerns that exist nowhere else, through the same action as everybody's."""

import datetime
from typing import Any

from pupils.actions.concern import raise_concern
from pupils.models import Concern, Pupil

WORDS: dict[str, Any] = {
    "seen": "A bruise the size of a coin", "own_words": "It was the door", "place": "Room 4",
    "happened_on": datetime.date(2026, 11, 2), "happened_at": datetime.time(9, 5),
    "who_knows": "Nobody", "marks_words": "", "staff_words": "", "is_immediate": False,
    "told": "lead",
}  # fmt: skip


def concern(pupil: Pupil, by: Any, *, named: tuple = (), marks: tuple = (), **words) -> Concern:
    """A concern about a pupil, as those who answer for it find it."""
    made = raise_concern(
        by=by, school=pupil.school, pupil=pupil, child="", words={**WORDS, **words}, named=named,
        marks=marks,
    )  # fmt: skip
    return Concern.objects.with_state().get(pk=made.pk)
