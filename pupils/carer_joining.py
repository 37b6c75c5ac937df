"""Where families join what others keep: the people page, the record book."""

from collections.abc import Iterable
from typing import Any

from pupils import parts, policies
from pupils.actions.carer import SECRET
from pupils.families import family_of
from pupils.models import Carer, CarerLink, Pupil
from staff import book, book_values


def join() -> None:
    """Join each of them."""
    parts.add(parts.Part(parts.PEOPLE, "family", 20, "pupils/_people_family.html", family))
    book.keep_back("pupils.carer", SECRET)
    book.keep_back("pupils.carerlink", SECRET)
    book_values.name_records("pupils.carer", _carers)
    book_values.name_records("pupils.carerlink", _links)


def family(person: Any, pupil: Pupil) -> dict[str, Any]:
    """Who is asked first, and the others; whether the person may change them."""
    found = [one for one in family_of(person, pupil) if not one.link.has_ended]
    return {"family": found, "reason": policies.keep_carers(person, pupil)}


def _carers(person: Any, keys: Iterable[int]) -> dict[int, str]:
    seen = Carer.objects.visible_to(person).filter(pk__in=keys)
    return {one.pk: one.name for one in seen}


def _links(person: Any, keys: Iterable[int]) -> dict[int, str]:
    seen = CarerLink.objects.visible_to(person).filter(pk__in=keys).select_related("carer")
    return {one.pk: f"{one.carer.name}, {one.relation}" for one in seen}
