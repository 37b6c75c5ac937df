"""One line of text, by the names of its fields, to one pupil: every kind of file ends here.

A line is refused when it cannot be told whose it is, when its UPN, names, date of birth or SEN
codes are wrong, or when a cell would be a formula in a spreadsheet. Anything else that cannot be
understood is left out with a warning.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pupils import identifiers
from pupils.reading import values
from pupils.reading.headings import LABELS
from pupils.reading.rows import PupilRow, RankedNeed, SenSpell
from pupils.reading.sen import needs_of_cells, sen_of_cells, settle_sen
from pupils.sentences import Sentence as _
from pupils.sentences import said_by

MAX_CELL = 1_000
LENGTHS = {"surname": 80, "forename": 80, "known_as": 80, "known_surname": 80, "full_name": 160,
           "form": 12, "admission_number": 20}  # fmt: skip
NAMES = ("surname", "forename", "known_as", "known_surname", "full_name")
FATAL = (*NAMES, "upn", "born_on", "sen_status")
OLDEST_PUPIL = 26

_NOTHING = {"", "-", "--", "n/a", "#n/a", "null", "(none)", "(blank)"}
_NO_NEED = {"none", "no", "not applicable"}
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_INVISIBLE = re.compile("[\u200b\ufeff\u00ad]")

_READERS: dict[str, Callable[[str], Any]] = {
    "born_on": values.read_date,
    "joined_on": values.read_date,
    "left_on": values.read_date,
    "sen_starts_on": values.read_date,
    "sen_ends_on": values.read_date,
    "sex": values.read_sex,
    "year_group": values.read_year_group,
    "ethnicity": values.read_ethnicity,
    "language": values.read_language,
    "has_eal": values.read_yes_or_no,
    "is_looked_after": values.read_yes_or_no,
    "has_pupil_premium": values.read_yes_or_no,
    "has_free_meals": values.read_yes_or_no,
    "has_medical_flag": values.read_yes_or_no,
    "has_ehc_plan": values.read_yes_or_no,
    "attendance_percent": values.read_percent,
    "sen_status": values.read_sen_code,
    "upn": identifiers.clean,
    "former_upn": identifiers.clean,
    "uln": identifiers.clean,
}


def tidy(text: str) -> str:
    """The text composed (NFC), trimmed, each run of white space one space."""
    text = " ".join(text.split())
    return (
        text if text.isascii() else _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).strip()
    )


def build(
    line: int,
    cells: Mapping[str, str],
    today: datetime.date,
    sen: Sequence[SenSpell] = (),
    needs: Sequence[RankedNeed] = (),
) -> PupilRow:
    """The pupil on ``line``. ``cells`` has text by field for each field the file has a place for.

    ``sen`` and ``needs`` come from files that have them in lists of their own. ``today`` bounds
    dates of birth.
    """
    row = PupilRow(line)
    read: dict[str, Any] = {}
    for column, raw in cells.items():
        text = tidy(raw.replace("\n", ";") if column == "needs" else raw)
        if not text or _says_nothing(column, text):
            row.blank.add(column)
        elif (value := _understand(row, column, text)) is not None:
            read[column] = value
    _name(row, read)
    _set_plain_fields(row, read)
    row.sen = list(sen) or sen_of_cells(row, read)
    row.needs = list(needs) or needs_of_cells(row, read)
    _check_who(row, cells)
    _check_dates(row, today)
    settle_sen(row)
    return row


def _says_nothing(column: str, text: str) -> bool:
    if column in NAMES:  # Null and None are surnames
        return text == "-"
    return text.lower() in _NOTHING or (column.startswith("need") and text.lower() in _NO_NEED)


def _understand(row: PupilRow, column: str, text: str) -> Any:
    """The value of one cell, or None with the problem noted on the row."""
    label = LABELS[column]
    if text.startswith(_FORMULA):
        row.refuse(
            column,
            _("%(field)s begins with “%(sign)s”, as a formula does.", field=label, sign=text[0]),
        )
    elif _HIDDEN.search(text):
        row.refuse(column, _("%(field)s holds a hidden control character.", field=label))
    elif len(text) > LENGTHS.get(column, MAX_CELL):
        note = row.refuse if column in FATAL else row.warn
        note(
            column,
            _(
                "%(field)s has more than %(most)s characters.",
                field=label,
                most=LENGTHS.get(column, MAX_CELL),
            ),
        )
    else:
        try:
            return _READERS.get(column, str)(text)
        except ValueError as wrong:
            note = row.refuse if column in FATAL else row.warn
            note(column, _("%(field)s: %(why)s", field=label, why=said_by(wrong)))
            if column == "language":
                row.has_eal = values.speaks_other_than_english(text)
    return None


def _name(row: PupilRow, read: dict[str, Any]) -> None:
    full = read.pop("full_name", None)
    if full and not ("surname" in read or "forename" in read):
        surname, comma, forename = (part.strip() for part in full.partition(","))
        if comma and surname and forename:
            read |= {"surname": surname, "forename": forename}
            row.blank -= {"surname", "forename"}
        else:
            row.refuse("full_name", _("Name: write the surname, a comma, then the forename."))
    for known, legal in (("known_as", "forename"), ("known_surname", "surname")):
        if known in read and read[known].casefold() == read.get(legal, "").casefold():
            read[known] = ""


def _set_plain_fields(row: PupilRow, read: dict[str, Any]) -> None:
    for column, value in read.items():
        if hasattr(row, column) and column != "needs":
            setattr(row, column, value)
            row.given.add(column)
    if row.has_eal is None and row.language:
        row.has_eal = values.speaks_other_than_english(row.language)
    if row.has_eal is not None:
        row.given.add("has_eal")
        row.blank.discard("has_eal")
    if row.uln and not identifiers.is_valid_uln(row.uln):
        row.warn("uln", _("ULN: %(number)s is not valid.", number=row.uln))
        row.uln = ""
        row.given.discard("uln")
    if row.former_upn and not identifiers.is_valid_upn(row.former_upn):
        row.warn("former_upn", _("Former UPN: %(number)s is not valid.", number=row.former_upn))
        row.former_upn = ""
        row.given.discard("former_upn")


def _check_who(row: PupilRow, cells: Mapping[str, str]) -> None:
    if row.upn and (wrong := identifiers.what_is_wrong_with_upn(row.upn)):
        row.refuse("upn", wrong)
    elif row.upn and not identifiers.upn_la_is_known(row.upn):
        row.warn(
            "upn", _("The authority %(number)s in the UPN is not one we know.", number=row.upn[1:4])
        )
    if row.is_refused:
        return
    for column in ("surname", "forename"):
        if column in cells and column in row.blank:
            row.refuse(column, _("%(field)s is missing.", field=LABELS[column]))
    if not row.upn and not row.can_be_new:
        row.refuse("upn", _("Without a UPN, both names and the date of birth are needed."))
    elif "upn" in row.blank and not row.is_refused:
        row.warn("upn", _("UPN is missing; the pupil is found by name and date of birth."))


def _check_dates(row: PupilRow, today: datetime.date) -> None:
    if row.born_on and row.born_on > today:
        row.refuse("born_on", _("Date of birth is in the future."))
    elif row.born_on and not 2 <= (today - row.born_on).days / 365.25 <= OLDEST_PUPIL:
        row.warn(
            "born_on", _("Date of birth gives an age outside 2 to %(oldest)s.", oldest=OLDEST_PUPIL)
        )
    if row.joined_on and row.left_on and row.left_on < row.joined_on:
        row.warn("left_on", _("Leaving date is before the admission date."))
        row.left_on = None
        row.given.discard("left_on")
