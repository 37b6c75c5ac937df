"""What one row of a file would change of one pupil: details, status, needs.

Values that a file leaves empty never clear what the register has, but for one: a pupil whom the
file shows without a leaving date, in a column for it, is back on roll.
"""

import datetime
from decimal import Decimal
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from pupils.identifiers import is_temporary_upn
from pupils.matching import Match
from pupils.models import NeedType, Pupil, SenStatus
from pupils.needs import UNASSESSED, why_not
from pupils.planned import FIELDS, Outcome, RowPlan, SchoolNow
from pupils.reading import PupilRow, SenSpell
from pupils.saying import in_words

Day = datetime.date


def row_plan(row: PupilRow, place: int, match: Match, school: SchoolNow) -> RowPlan:
    """What ``row``, the ``place``-th of its file, would do to the pupil it was matched with."""
    found = RowPlan(
        row, Outcome.NEW, place, warnings=[*map(in_words, row.warnings), *match.warnings]
    )
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
    elif row.sen_code and open_status:
        _warn_of_earlier_start(row, open_status, found.warnings)
    wanted = _wanted_needs(found, code, school)
    if tuple(need.code for need in wanted) != found.codes[1]:
        found.needs = wanted
    if code != "N" and not wanted:
        found.warnings.append(_("No main need is known: choose one on the register."))


def _warn_of_earlier_start(row: PupilRow, status: SenStatus, warnings: list[str]) -> None:
    """The same status with an earlier first day in the file: said, never written over the register."""
    spell = next((spell for spell in reversed(row.sen) if spell.is_current), None)
    if spell is None or spell.starts_on is None or spell.starts_on >= status.starts_on:
        return
    words = _(
        "The file says %(status)s since %(file)s; the register says since %(register)s. "
        "Nothing was changed."
    )
    warnings.append(
        words
        % {
            "status": status.get_code_display(),
            "file": format_date(spell.starts_on, "j M Y"),
            "register": format_date(status.starts_on, "j M Y"),
        }
    )


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
            words = _(
                "SEN status %(code)s is left out: the file gives no first and last day for it."
            )
            if spell.is_historic:
                words = _(
                    "SEN status %(code)s is retired, so it can only be kept as history; it is left "
                    "out, because the file gives no first and last day for it."
                )
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
