"""One ``Pupil`` element of a Common Transfer File to one pupil."""

import datetime
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

from pupils.reading import values
from pupils.reading.element import Element
from pupils.reading.pupil import build
from pupils.reading.rows import PupilRow, RankedNeed, SenSpell
from pupils.sentences import Sentence as _
from pupils.sentences import said_by

Parts: TypeAlias = list[Element]

_PLACES = {
    "former_upn": "formerupn",
    "uln": "uniquelearnernumber",
    "known_as": "preferredforename",
    "known_surname": "preferredsurname",
    "year_group": "ncyearactual",
    "ethnicity": "ethnicity",
    "has_medical_flag": "medicalflag",
    "has_pupil_premium": "pupilpremium",
    "is_looked_after": "incare",
}
_LANGUAGE_TYPES = ("F", "H", "M")


def laestab_of(school: Element) -> str:
    """The seven digits of authority and establishment; empty unless both are there."""
    number = (school.text_of("lea") or school.text_of("la")) + school.text_of("estab")
    return number if len(number) == 7 and number.isascii() and number.isdigit() else ""


def read_pupil(pupil: Element, destination: str, today: datetime.date) -> PupilRow:
    """The pupil an element describes. ``destination`` is the LAESTAB the file was made for."""
    own = pupil.without("schoolhistory")
    parts = own.walk()
    basic = own.child("basicdetails")
    texts = {part.name: text for part in reversed(parts) if (text := part.text)}
    parts = [part for part in parts if part.children]
    found = {column: texts.get(name, "") for column, name in _PLACES.items()} | {
        "sex": texts.get("sex") or texts.get("gender", ""),
        "language": _language(parts),
        "attendance_percent": _attendance(parts),
        "has_free_meals": _free_meals(own, today),
        "joined_on": _joined_on(pupil, destination),
    }
    cells = {column: text for column, text in found.items() if text} | {
        "upn": own.text_of("upn"),
        "surname": own.text_of("surname") or basic.text_of("surname"),
        "forename": own.text_of("forename") or basic.text_of("forename"),
        "born_on": own.text_of("dob") or basic.text_of("dob"),
    }
    problems: list[tuple[str, str, bool]] = []
    spells = sorted(_spells(parts, problems), key=_by_start)
    row = build(pupil.line, cells, today, sen=spells, needs=list(_needs(parts, problems)))
    for column, words, is_fatal in problems:
        (row.refuse if is_fatal else row.warn)(column, words)
    return row


def _by_start(spell: SenSpell) -> tuple[datetime.date, bool]:
    return spell.starts_on or datetime.date.min, spell.ends_on is None


def _spells(parts: Parts, problems: list[tuple[str, str, bool]]) -> Iterator[SenSpell]:
    """The history of SEN provision; a code nobody knows refuses the pupil, a wrong date is left out."""
    for found in parts:
        if not (text := found.text_of("senprovision")):
            continue
        try:
            code = values.read_sen_code(text)
        except ValueError as wrong:
            problems.append(("sen", _("SEN history: %(why)s", why=said_by(wrong)), True))
            continue
        dates: list[datetime.date | None] = []
        for name in ("startdate", "enddate"):
            try:
                dates.append(values.read_date(found.text_of(name)) if found.text_of(name) else None)
            except ValueError as wrong:
                problems.append(("sen", _("SEN history: %(why)s", why=said_by(wrong)), False))
                dates.append(None)
        yield SenSpell(code, *dates)


def _needs(parts: Parts, problems: list[tuple[str, str, bool]]) -> Iterator[RankedNeed]:
    for place, found in enumerate((part for part in parts if part.text_of("sentype")), start=1):
        rank = found.text_of("sentyperank")
        try:
            code, _rank = values.read_need(found.text_of("sentype"))
        except ValueError as wrong:
            problems.append(
                ("needs", _("Needs: %(why)s", why=said_by(wrong)), "no longer" not in str(wrong))
            )
            continue
        yield RankedNeed(code, int(rank) if rank in tuple("123456789") else place)


def _language(parts: Parts) -> str:
    found = {part.text_of("type").upper(): part.text_of("language") for part in parts}
    found = {kind: language for kind, language in found.items() if language}
    first = next((found[kind] for kind in _LANGUAGE_TYPES if kind in found), "")
    return first or next(iter(found.values()), "")


def _attendance(parts: Parts) -> str:
    """Sessions attended of possible ones in the latest year, as a percentage; empty if unknown."""
    latest, percent = "", ""
    for found in parts:
        possible = found.text_of("sessionspossible") or found.text_of("possible")
        attended = found.text_of("sessionsattended") or found.text_of("attended")
        year = found.text_of("year")
        if not (possible.isdecimal() and attended.isdecimal()) or year < latest:
            continue
        if 0 < int(possible) < 1_000 and int(attended) <= int(possible):
            share = Decimal(attended) * 100 / Decimal(possible)
            latest, percent = year, f"{share.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
    return percent


def _free_meals(own: Element, today: datetime.date) -> str:
    """Yes while an entitlement runs, no when all have ended; empty without any history."""
    spells = (
        own.child("fsmhistory").children or own.child("basicdetails").child("fsmhistory").children
    )
    for spell in spells:
        end = next((part.text for part in spell.children if "end" in part.name), "")
        try:
            if not end or values.read_date(end) >= today:
                return "yes"
        except ValueError:
            continue
    return "no" if spells else ""


def _joined_on(pupil: Element, destination: str) -> str:
    """The day of entry to the school that the file is made for, where its history has one."""
    for school in pupil.child("schoolhistory").children:
        if destination and laestab_of(school) == destination:
            return school.text_of("entrydate")
    return ""
