"""The directory read: agencies with their professionals, as the query string asks."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from core.names import fold
from pupils.models import Agency, AgencyKind, Involvement, Professional


@dataclass(frozen=True)
class Entry:
    """An agency and the professionals of it that are shown."""

    agency: Agency
    people: list[Professional] = field(default_factory=list)


def entries(person: Any, wanted: dict[str, str]) -> list[Entry]:
    """Agencies that match, by name, or have somebody who does: two queries however many."""
    agencies = Agency.objects.visible_to(person).select_related("kind")
    people = Professional.objects.visible_to(person)
    if wanted.get("kind"):
        agencies = agencies.filter(kind__code=wanted["kind"])
    if not wanted.get("retired"):
        agencies, people = agencies.in_use(), people.in_use()
    by_agency: dict[int, list[Professional]] = {}
    for one in people.filter(agency__in=agencies):
        by_agency.setdefault(one.agency_id, []).append(one)
    words = fold(wanted.get("q", "")).split()
    found = (_narrowed(agency, by_agency.get(agency.pk, []), words) for agency in agencies)
    return [entry for entry in found if entry]


def _narrowed(agency: Agency, people: list[Professional], words: list[str]) -> Entry | None:
    """The whole agency where its own name or kind matches, else those of its people who do."""
    own = f"{agency.search_name} {fold(agency.kind.name)} {fold(agency.kind.code)}"
    if all(word in own for word in words):
        return Entry(agency, people)
    alike = [one for one in people if all(word in f"{one.search_name} {own}" for word in words)]
    return Entry(agency, alike) if alike else None


def kinds_in_sight(person: Any) -> list[tuple[str, str]]:
    """Kinds of which the directory has an agency, by code: one query."""
    used = Agency.objects.visible_to(person).values("kind")
    kinds = AgencyKind.objects.visible_to(person).filter(pk__in=used)
    return list(dict(kinds.values_list("code", "name")).items())


def pupils_with(person: Any, people: Iterable[Professional]) -> dict[int, list[Involvement]]:
    """Current involvements of professionals with pupils whose outside help ``person`` reads: one query."""
    rows = Involvement.objects.read_by(person).current().filter(professional__in=list(people))
    found: dict[int, list[Involvement]] = {}
    for one in rows.select_related("pupil").order_by("pupil__surname", "pk"):
        found.setdefault(one.professional_id, []).append(one)
    return found
