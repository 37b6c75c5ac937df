"""Reading papers of many pupils: who can be chosen, and what a run put in or left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pupils.digest import Chooser, Chosen, choosers, readable
from pupils.models import PaperRun, PaperRunRow, Profile, Pupil

Outcome = PaperRunRow.Outcome


@dataclass(frozen=True)
class Choice:
    """A pupil to be ticked, and whether a profile is in force."""

    pupil: Pupil
    has_profile: bool


@dataclass(frozen=True)
class Result:
    """What came of a run, as its maker may read it today: names of pupils still in sight, a number else."""

    made: list[PaperRunRow]
    left_out: list[PaperRunRow]
    hidden: int


def ways(person: Any, query: Any) -> list[dict[str, Any]]:
    """The ways to choose, with what each offers and what is chosen."""
    return [
        {
            "name": one.name, "label": one.label, "options": one.options(person),
            "value": query.get(one.name, ""),
        }
        for one in all_choosers()
    ]  # fmt: skip


def all_choosers() -> list[Chooser]:
    """Those of the class digest, and a whole year."""
    return [*choosers(), Chooser("year", gettext_lazy("Year"), _years, _year)]


def chosen_by(person: Any, query: Any) -> Chosen | None:
    """What the address asks for, by the first parameter that is filled; None for what nobody offers."""
    for chooser in all_choosers():
        if value := query.get(chooser.name, ""):
            return chooser.find(person, value)
    return None


def _years(person: Any) -> list[tuple[str, str]]:
    seen = readable(person).on_roll().exclude(year_group="").order_by()
    years = sorted(set(seen.values_list("year_group", flat=True)), key=lambda one: (len(one), one))
    return [(year, _("Year %(year)s") % {"year": year}) for year in years]


def _year(person: Any, year: str) -> Chosen | None:
    found = readable(person).on_roll().filter(year_group=year).order_by()
    keys = frozenset(found.values_list("pk", flat=True))
    return Chosen(_("Year %(year)s") % {"year": year}, keys) if keys else None


def choices_of(person: Any, keys: Iterable[int]) -> list[Choice]:
    """The pupils among ``keys`` whose profiles the person reads, by name: two queries."""
    pupils = list(readable(person).filter(pk__in=list(keys)))
    current = Profile.objects.visible_to(person).current()
    having = set(current.filter(pupil__in=pupils).values_list("pupil", flat=True))
    return [Choice(pupil, pupil.pk in having) for pupil in pupils]


def result_of(person: Any, run: PaperRun) -> Result:
    """The rows of a run: one query, and one for the names."""
    rows = list(PaperRunRow.objects.filter(run=run))
    keys = [row.pupil_id for row in rows]
    seen = {pupil.pk: pupil for pupil in Pupil.objects.visible_to(person).filter(pk__in=keys)}
    named = [row for row in rows if row.pupil_id in seen]
    for row in named:
        row.pupil = seen[row.pupil_id]
    return Result(
        [row for row in named if row.outcome == Outcome.MADE],
        [row for row in named if row.outcome == Outcome.LEFT_OUT],
        len(rows) - len(named),
    )
