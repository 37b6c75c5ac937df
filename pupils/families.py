"""Reading a pupil's family: who they are for everybody, how to reach them for the few who do."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from core.names import fold
from pupils.models import Carer, CarerLink, CourtOrder, OrderLimit, Pupil
from pupils.models.carer import NAMED
from pupils.policies.carer import see_contacts

MOST_FOUND = 12


@dataclass(frozen=True)
class Relative:
    """One person of the family. ``reach`` is empty for whoever does not read how to reach them."""

    link: CarerLink
    carer: Carer
    reach: tuple[tuple[str, str], ...] = ()

    @property
    def languages(self) -> str:
        """ "Turkish, some English; reads Turkish"."""
        return self.carer.speaks


def family_of(person: Any, pupil: Pupil) -> list[Relative]:
    """The pupil's family in the order in which they are asked: one query.

    Somebody who is no longer linked is named alone. For whoever does not read how to reach them,
    telephone numbers and addresses are not even read from the database.
    """
    reads = not see_contacts(person, pupil)
    rows = CarerLink.objects.visible_to(person).filter(pupil=pupil).select_related("carer")
    if not reads:
        links = [field.name for field in CarerLink._meta.concrete_fields]
        rows = rows.only(*links, *(f"carer__{name}" for name in NAMED))
    return [
        Relative(link, link.carer, reach_of(link.carer) if reads and not link.has_ended else ())
        for link in rows
    ]


def reach_of(carer: Carer) -> tuple[tuple[str, str], ...]:
    """Every way to reach somebody as (label, value), the way they prefer first."""
    ways = ("mobile", "phone", "work_phone", "email", "address")
    first = "mobile" if carer.prefers == Carer.Way.TEXT else carer.prefers
    ordered = sorted(ways, key=lambda name: name != first)
    return tuple(
        (str(Carer._meta.get_field(name).verbose_name), getattr(carer, name))
        for name in ordered
        if getattr(carer, name)
    )


def children_of(person: Any, carer: Carer) -> list[CarerLink]:
    """The children of a carer whom ``person`` may see, and no others: one query."""
    links = CarerLink.objects.visible_to(person).filter(carer=carer).select_related("pupil")
    return sorted(links, key=lambda link: (link.has_ended, link.pupil.list_name))


def found_for(person: Any, pupil: Pupil, words: str) -> list[Carer]:
    """Carers of the school who could be this pupil's, among those that ``person`` may reach.

    By name where something is typed; else by a child of the same surname, or a surname like the
    pupil's. Never somebody who is linked already.
    """
    linked = CarerLink.objects.filter(pupil=pupil, ends_on=None).values("carer")
    seen = Carer.objects.visible_to(person).filter(school=pupil.school_id).exclude(pk__in=linked)
    if words.strip():
        return list(seen.matching(words)[:MOST_FOUND])
    names = {pupil.surname, pupil.last_name}
    theirs = CarerLink.objects.current().filter(
        pupil__in=Pupil.objects.visible_to(person).filter(surname__in=names, school=pupil.school_id)
    )
    alike = Q(pk__in=theirs.values("carer"))
    for name in names:
        alike |= Q(search_name__endswith=f" {fold(name)}")
    return list(seen.filter(alike)[:MOST_FOUND])


def siblings_beside(person: Any, carers: list[Carer]) -> dict[int, list[str]]:
    """Names of children whom ``person`` sees, by the carer they share: one query."""
    links = CarerLink.objects.visible_to(person).filter(carer__in=carers).current()
    found: dict[int, list[str]] = {}
    for link in links.select_related("pupil"):
        form = link.pupil.form or link.pupil.year_group
        found.setdefault(link.carer_id, []).append(f"{link.pupil.name}, {form}".rstrip(", "))
    return found


def orders_of(person: Any, pupil: Pupil) -> list[CourtOrder]:
    """Orders about the pupil that ``person`` reads in full, in force first: two queries."""
    rows = CourtOrder.objects.visible_to(person).filter(pupil=pupil).prefetch_related("limits")
    return sorted(rows, key=lambda order: not order.is_in_force)


def what_to_do(person: Any, pupil: Pupil) -> list[dict[str, Any]]:
    """Orders in force as every adult who works with the pupil reads them: two queries.

    What to do, and whom it is about; never the court, the case or the reasons.
    """
    rows = CourtOrder.objects.alerting(person).filter(pupil=pupil).prefetch_related("limits")
    return [
        {
            "order": order, "do_this": order.do_this, "until": order.ends_on,
            "limits": [(limit.name, limits_in_words(limit)) for limit in order.limits.all()],
        }
        for order in rows
    ]  # fmt: skip


def limits_in_words(limit: OrderLimit) -> str:
    """ "may not collect the pupil, may be told nothing"."""
    names = ("may_not_collect", "may_not_contact", "may_not_know")
    words = [
        OrderLimit._meta.get_field(name).verbose_name for name in names if getattr(limit, name)
    ]
    return ", ".join(map(str, words))
