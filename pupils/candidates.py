"""Pupils as candidates: what the register of arrangements shows of them, and how they are found in it.

The exams officer opens no record. Of a pupil she reads the name, the form and the year, here and in
the register, and nothing else is asked of the database for her.
"""

from typing import Any

from django.db.models import Q, QuerySet

from core.names import fold
from pupils.models import Pupil
from pupils.models.arrangement import ARRANGEMENT_KEEPERS

#: All that is read of a candidate.
READ = ("school", "surname", "forename", "known_as", "known_surname", "form", "year_group")


def candidates_of(person: Any) -> QuerySet[Pupil]:
    """Pupils the person sees, and as names those of the schools whose register the person keeps."""
    kept = person.access.schools_as(*ARRANGEMENT_KEEPERS)
    seen = Pupil.objects.visible_to(person).values("pk")
    return Pupil.objects.filter(Q(school__in=kept) | Q(pk__in=seen)).only(*READ)


def named(words: str, prefix: str = "") -> Q:
    """A condition for names that hold every word typed; a word with a digit is a form or a year.

    Numbers of pupils are searched by nobody here: they are not for the exams officer.
    """
    found = Q()
    for word in fold(words).split():
        if any(letter.isdigit() for letter in word):
            place = Q(**{f"{prefix}form__iexact": word}) | Q(**{f"{prefix}year_group": word})
            found &= place
        else:
            found &= Q(**{f"{prefix}search_name__contains": word})
    return found
