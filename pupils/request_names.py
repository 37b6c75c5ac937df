"""Whose names are looked for in a review copy: pupils and staff here, others as subjects add them."""

from collections.abc import Callable, Iterable
from typing import Any

from pupils.models import Pupil, RequestMark, SubjectRequest
from pupils.third_parties import Known, known
from staff.models import Post

Kind = RequestMark.Kind
Names = Callable[[Any, SubjectRequest], Iterable[tuple[str, str]]]
_SOURCES: list[Names] = []


def add_source(names: Names) -> None:
    """Look for further (name, kind): families, professionals; called from ``AppConfig.ready``."""
    if names not in _SOURCES:
        _SOURCES.append(names)


def known_to(person: Any, request: SubjectRequest) -> Known:
    """Every name of the school that ``person`` sees, but the pupil's own and that of who asks."""
    pupil = request.pupil
    own = {f"{first} {last}" for first in _firsts(pupil) for last in _lasts(pupil)}
    others = [pair for source in _SOURCES for pair in source(person, request)]
    asker = request.asker_name.casefold()
    return known((pair for pair in others if pair[0].casefold() != asker), own)


def _pupils(person: Any, request: SubjectRequest) -> Iterable[tuple[str, str]]:
    seen = Pupil.objects.visible_to(person).filter(school=request.school_id)
    for one in seen.exclude(pk=request.pupil_id).order_by("pk"):
        yield from (
            (f"{first} {last}", Kind.PUPIL) for first in _firsts(one) for last in _lasts(one)
        )


def _staff(_person: Any, request: SubjectRequest) -> Iterable[tuple[str, str]]:
    """Everybody who holds or held a post at the school."""
    posts = Post.objects.filter(school=request.school_id).select_related("person")
    names = sorted({post.person.full_name for post in posts})
    return [(name, Kind.STAFF) for name in names]


def _firsts(pupil: Pupil) -> list[str]:
    return list(filter(None, dict.fromkeys([pupil.forename, pupil.known_as])))


def _lasts(pupil: Pupil) -> list[str]:
    return list(filter(None, dict.fromkeys([pupil.surname, pupil.known_surname])))


add_source(_staff)
add_source(_pupils)
