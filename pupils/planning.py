"""What a file of pupils would do to a school's register, row by row, before anything is written.

``plan`` reads the school's pupils, statuses and needs (four queries, however many rows) and
compares. Values that a file leaves empty never clear what the register has, but for one: a pupil
whom the file shows without a leaving date, in a column for it, is back on roll.
"""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pupils.identifiers import is_temporary_upn
from pupils.matching import Match, Roll
from pupils.models import ImportRow, Need, NeedType, Pupil, SenStatus
from pupils.needs import UNASSESSED, why_not
from pupils.reading import PupilRow, SenSpell

Outcome = ImportRow.Outcome
Day = datetime.date
ONE_DAY = datetime.timedelta(days=1)

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
    ``needs`` the types in rank order that stand afterwards; each None or empty to leave as it is.
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
    """What a plan reads of a school: its roll, and each pupil's history and open needs."""

    school_id: int
    today: Day
    roll: Roll
    history: dict[int, list[SenStatus]]
    needs: dict[int, list[Need]]
    types: dict[str, NeedType]

    @classmethod
    def read(cls, school_id: int, today: Day, *, lock: bool = False) -> "SchoolNow":
        """Read the school; with ``lock``, inside a transaction, hold its pupils."""
        pupils = Pupil.objects.filter(school=school_id).order_by("pk")
        history, needs = defaultdict(list), defaultdict(list)
        roll = Roll.of(pupils.select_for_update() if lock else pupils)
        for status in SenStatus.objects.filter(school=school_id).order_by("starts_on", "pk"):
            history[status.pupil_id].append(status)
        standing = Need.objects.open().filter(school=school_id).select_related("need_type")
        for need in standing.order_by("rank"):
            needs[need.pupil_id].append(need)
        offered = NeedType.objects.offered(school_id, today)
        types = {kind.code: kind for kind in offered.order_by("school_id")}
        return cls(school_id, today, roll, history, needs, types)


def counts_of(plans: Sequence[RowPlan]) -> dict[str, int]:
    """How many rows of each outcome."""
    return {outcome: sum(one.outcome == outcome for one in plans) for outcome in Outcome.values}


def as_text(value: Any) -> Any:
    """A value as a preview keeps it: text, yes or no, or nothing."""
    return value if value is None or isinstance(value, bool) else str(value)


def plan(rows: Sequence[PupilRow], school: SchoolNow) -> list[RowPlan]:
    """What each row would do, in the order of the file; a pupil is named by one row only."""
    plans: list[RowPlan] = []
    taken: dict[int, int] = {}
    for place, row in enumerate(rows, start=1):
        one = _plan_row(row, place, school)
        if one.pupil and one.outcome != Outcome.REFUSED:
            if one.pupil.pk in taken:
                words = _("This is the same pupil as on line %(line)s.")
                words %= {"line": taken[one.pupil.pk]}
                one = RowPlan(row, Outcome.REFUSED, place, words, pupil=one.pupil)
            else:
                taken[one.pupil.pk] = row.line
        plans.append(one)
    return plans


def _plan_row(row: PupilRow, place: int, school: SchoolNow) -> RowPlan:
    if row.is_refused:
        return RowPlan(row, Outcome.REFUSED, place, row.reason, list(row.warnings))
    match = school.roll.match(row)
    if match.refusal:
        return RowPlan(row, Outcome.REFUSED, place, match.refusal, list(row.warnings))
    found = RowPlan(row, Outcome.NEW, place, warnings=[*row.warnings, *match.warnings])
    found.pupil = match.pupil
    found.fields = _fields(row, match, found.warnings)
    _plan_register(found, school)
    if match.pupil:
        found.outcome = Outcome.CHANGED if found.changes else Outcome.UNCHANGED
    return found


def _fields(row: PupilRow, match: Match, warnings: list[str]) -> dict[str, tuple[Any, Any]]:
    pupil = match.pupil or Pupil()
    changed: dict[str, tuple[Any, Any]] = {}
    for name in FIELDS:
        if name not in row.given:
            continue
        old, new = getattr(pupil, name), _as_kept(name, getattr(row, name))
        if new not in ("", None) and new != old:
            changed[name] = (old, new)
    if match.pupil and "left_on" in row.blank and pupil.left_on:
        changed["left_on"] = (pupil.left_on, None)
    _settle_upn(pupil, row, changed, warnings)
    _settle_dates(pupil, changed, warnings)
    return changed


def _as_kept(name: str, value: Any) -> Any:
    if name == "attendance_percent" and value is not None:
        return Decimal(value).quantize(Decimal("0.1"))
    return value


def _settle_upn(
    pupil: Pupil, row: PupilRow, changed: dict[str, tuple[Any, Any]], warnings: list[str]
) -> None:
    """A permanent UPN replaces a temporary one, which becomes the former UPN; never the reverse."""
    if "upn" not in changed or not pupil.upn:
        return
    new = changed["upn"][1]
    if new == pupil.former_upn:
        del changed["upn"]
    elif is_temporary_upn(new) and not is_temporary_upn(pupil.upn):
        del changed["upn"]
        warnings.append(_("The file has a temporary UPN; the permanent one is kept."))
    elif "former_upn" not in changed:
        changed["former_upn"] = (pupil.former_upn, pupil.upn)


def _settle_dates(pupil: Pupil, changed: dict[str, tuple[Any, Any]], warnings: list[str]) -> None:
    joined = changed["joined_on"][1] if "joined_on" in changed else pupil.joined_on
    left = changed["left_on"][1] if "left_on" in changed else pupil.left_on
    if joined and left and left < joined:
        warnings.append(_("The leaving date would be before the admission date; both are kept."))
        changed.pop("joined_on", None)
        changed.pop("left_on", None)


def _plan_register(found: RowPlan, school: SchoolNow) -> None:
    """Status and needs: what the file says, as far as the register's rules allow."""
    pupil, row = found.pupil, found.row
    history = school.history[pupil.pk] if pupil else []
    standing = school.needs[pupil.pk] if pupil else []
    open_status = next((status for status in history if status.ends_on is None), None)
    code = pupil.sen_code if pupil else "N"
    found.codes = (code, tuple(need.need_type.code for need in standing))
    found.past = _past(row, history, found.warnings)
    if row.sen_code and row.sen_code != code:
        found.status = _begins(row, open_status, school.today)
        code = row.sen_code
    wanted = _wanted_needs(found, code, school)
    if tuple(need.code for need in wanted) != found.codes[1]:
        found.needs = wanted
    if code != "N" and not wanted:
        found.warnings.append(_("No main need is known: choose one on the register."))


def _past(row: PupilRow, history: list[SenStatus], warnings: list[str]) -> list[SenSpell]:
    """Ended spells that the history lacks; one without both dates cannot be placed."""
    known = {(status.code, status.starts_on) for status in history}
    added = []
    for spell in row.sen:
        if spell.is_current or (spell.code, spell.starts_on) in known:
            continue
        if spell.starts_on and spell.ends_on:
            added.append(spell)
        else:
            words = _("The earlier status %(code)s is left out: it has no first or last day.")
            warnings.append(words % {"code": spell.code})
    return added


def _begins(row: PupilRow, open_status: SenStatus | None, today: Day) -> SenSpell:
    """The spell that begins: on the file's day, or today where that is not after the one before."""
    spell = next(spell for spell in reversed(row.sen) if spell.is_current)
    starts = min(spell.starts_on or today, today)
    if open_status and starts <= open_status.starts_on:
        starts = max(today, open_status.starts_on)
    return SenSpell(spell.code, starts)


def _wanted_needs(found: RowPlan, code: str, school: SchoolNow) -> list[NeedType]:
    standing = [need.need_type for need in school.needs[found.pupil.pk]] if found.pupil else []
    if code == "N":
        if found.row.needs:
            found.warnings.append(_("Needs are left out: the pupil has no SEN status."))
        return []
    if found.row.needs:
        return _needs_in_file(found, code, school) or standing
    if why_not(code, [need.code for need in standing]) and standing:
        return [need for need in standing if need.code != UNASSESSED]
    return standing


def _needs_in_file(found: RowPlan, code: str, school: SchoolNow) -> list[NeedType]:
    named = []
    for need in sorted(found.row.needs, key=lambda need: need.rank):
        if need.code in school.types:
            named.append(school.types[need.code])
        else:
            words = _("Need %(code)s is left out: it is not in use.") % {"code": need.code}
            found.warnings.append(words)
    reason = why_not(code, [need.code for need in named])
    if reason:
        found.warnings.append(_("Needs are left as they are. %(why)s") % {"why": reason})
        return []
    return named


def _spell_words(spell: SenSpell) -> str:
    return f"{spell.code} {spell.starts_on} to {spell.ends_on}"
