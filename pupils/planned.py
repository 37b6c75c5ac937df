"""The parts of a plan: what one row of a file would do, and what a plan reads of a school."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from pupils.models import ImportRow, Need, NeedType, Pupil, SenStatus
from pupils.reading import PupilRow, SenSpell

Outcome = ImportRow.Outcome
Day = datetime.date

#: Fields of the pupil that a file may set, in the order a preview shows them.
FIELDS = (
    "upn", "former_upn", "uln", "admission_number", "surname", "forename", "known_as",
    "known_surname", "born_on", "sex", "year_group", "form", "ethnicity", "language", "has_eal",
    "is_looked_after", "has_pupil_premium", "has_free_meals", "has_medical_flag",
    "attendance_percent", "joined_on", "left_on",
)  # fmt: skip


@dataclass
class RowPlan:
    """What one row would do: to which pupil, each changed field old and new, status and needs.

    ``status`` is the spell that begins now, ``past`` are ended spells to add to the history,
    ``needs`` the types in rank order that stand afterwards; each None or empty to leave as it is. Saved
    in order of ``turn``, rows never need a number that another one still holds.
    """

    row: PupilRow
    outcome: str
    place: int
    reason: str = ""
    warnings: list[str] = field(default_factory=list)
    pupil: Pupil | None = None
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    status: SenSpell | None = None
    past: list[SenSpell] = field(default_factory=list)
    needs: list[NeedType] | None = None
    codes: tuple[str, tuple[str, ...]] = ("N", ())
    turn: int = 0

    @property
    def changes(self) -> dict[str, tuple[Any, Any]]:
        """Every change by name, status and needs with the fields, as the preview shows them."""
        found = dict(self.fields)
        code, needs = self.codes
        if self.status:
            found["sen_code"] = (code, self.status.code)
        if self.needs is not None:
            found["needs"] = (", ".join(needs), ", ".join(need.code for need in self.needs))
        if self.past:
            found["sen_history"] = ("", "; ".join(_spell_words(spell) for spell in self.past))
        return found


@dataclass
class SchoolNow:
    """What a plan reads of a school: its pupils, each one's history and open needs."""

    school_id: int
    today: Day
    pupils: list[Pupil]
    history: dict[int, list[SenStatus]]
    needs: dict[int, list[Need]]
    types: dict[str, NeedType]

    @classmethod
    def read(cls, school_id: int, today: Day, *, lock: bool = False) -> "SchoolNow":
        """Read the school; with ``lock``, inside a transaction, hold its pupils."""
        pupils = Pupil.objects.filter(school=school_id).order_by("pk")
        history, needs = defaultdict(list), defaultdict(list)
        held = list(pupils.select_for_update() if lock else pupils)
        for status in SenStatus.objects.filter(school=school_id).order_by("starts_on", "pk"):
            history[status.pupil_id].append(status)
        standing = Need.objects.open().filter(school=school_id).select_related("need_type")
        for need in standing.order_by("rank"):
            needs[need.pupil_id].append(need)
        offered = NeedType.objects.offered(school_id, today)
        types = {kind.code: kind for kind in offered.order_by("school_id")}
        return cls(school_id, today, held, history, needs, types)


def counts_of(plans: Sequence[RowPlan]) -> dict[str, int]:
    """How many rows of each outcome."""
    return {outcome: sum(one.outcome == outcome for one in plans) for outcome in Outcome.values}


def as_text(value: Any) -> Any:
    """A value as a preview keeps it: text, yes or no, or nothing."""
    return value if value is None or isinstance(value, bool) else str(value)


def _spell_words(spell: SenSpell) -> str:
    days = (format_date(day, "j M Y") for day in (spell.starts_on, spell.ends_on))
    words = _("%(code)s from %(first)s to %(last)s")
    return words % {"code": spell.code, **dict(zip(("first", "last"), days, strict=True))}
