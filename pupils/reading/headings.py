"""Which column of a school's export is which: headings by the names that school systems give them.

Case, spaces and punctuation do not count. Where two columns fit one field, the name that comes
first here wins and the other column is left alone.
"""

import difflib
import re
from collections.abc import Container, Sequence

from pupils.sentences import Sentence as _

LABELS = {
    "upn": _("UPN"),
    "former_upn": _("Former UPN"),
    "uln": _("ULN"),
    "admission_number": _("Admission number"),
    "surname": _("Legal surname"),
    "forename": _("Legal forename"),
    "known_as": _("Known as"),
    "known_surname": _("Known surname"),
    "full_name": _("Name"),
    "born_on": _("Date of birth"),
    "sex": _("Sex"),
    "year_group": _("Year group"),
    "form": _("Form"),
    "sen_status": _("SEN status"),
    "sen_starts_on": _("SEN start date"),
    "sen_ends_on": _("SEN end date"),
    "need_1": _("Main need"),
    "need_1_rank": _("Rank of the main need"),
    "need_2": _("Second need"),
    "need_2_rank": _("Rank of the second need"),
    "needs": _("Needs"),
    "has_ehc_plan": _("EHC plan"),
    "ethnicity": _("Ethnicity"),
    "language": _("First language"),
    "has_eal": _("English as an additional language"),
    "is_looked_after": _("Looked after"),
    "has_pupil_premium": _("Pupil premium"),
    "has_free_meals": _("Free school meals"),
    "attendance_percent": _("Attendance"),
    "joined_on": _("Admission date"),
    "left_on": _("Leaving date"),
    "has_medical_flag": _("Medical flag"),
}

_NAMES = {
    "upn": "UPN; Unique Pupil Number; UPN number; Current UPN",
    "former_upn": "Former UPN; Previous UPN; Old UPN",
    "uln": "ULN; Unique Learner Number; ULN number",
    "admission_number": "Admission number; Admission no; Adno; Adm no; Admissions number; Adm number",
    "surname": "Legal surname; Legal last name; Legal family name; Surname; Last name; Family name",
    "forename": (
        "Legal forename; Legal first name; Legal given name; Forename; First name; Given name;"
        "Legal forenames; Forenames"
    ),
    "known_as": (
        "Preferred forename; Preferred first name; Known as; Chosen name; Chosen forename;"
        "Preferred given name; Known name; Preferred name; Chosen first name"
    ),
    "known_surname": (
        "Preferred surname; Preferred last name; Chosen surname; Known surname; Chosen last name;"
        "Preferred family name"
    ),
    "full_name": "Legal full name; Full name; Name; Pupil name; Student name; Student; Pupil",
    "born_on": "Date of birth; DOB; Birth date; Born; Date of birth DOB",
    "sex": "Sex; Legal sex; Gender",
    "year_group": (
        "Year group; Year; NC year; Actual NC year; National curriculum year; NC year actual; Yr;"
        "Curriculum year; Current year group; Year NC; Year taught in"
    ),
    "form": (
        "Registration group; Reg group; Form; Registration form; Tutor group; Reg form; Reg;"
        "Registration; Form group; Class; Current registration form"
    ),
    "sen_status": (
        "SEN status; SEND status; SEN provision; SEN status code; Current SEN status; SEN code;"
        "SEN stage; SEN provision code; SEN provision type; SEN; SEND; SEN support"
    ),
    "sen_starts_on": (
        "SEN start date; SEN status start date; SEN provision start date; SEN since; SEN start;"
        "SEND start date"
    ),
    "sen_ends_on": (
        "SEN end date; SEN status end date; SEN provision end date; SEN until; SEN end;"
        "SEND end date"
    ),
    "need_1": (
        "SEN need 1; SEN type 1; Primary SEN need; Primary need; SEN primary need; Need 1;"
        "SEN need type 1; Main need; Primary SEN type; SEN need type; SEN need; SEN type;"
        "SEN type rank 1; SEN need rank 1; SEND need 1; SEN needs primary"
    ),
    "need_1_rank": "SEN need 1 rank; SEN type 1 rank; Need 1 rank; SEN need rank; SEN type rank; Rank",
    "need_2": (
        "SEN need 2; SEN type 2; Secondary SEN need; Secondary need; SEN secondary need; Need 2;"
        "SEN need type 2; Second need; Secondary SEN type; SEN type rank 2; SEN need rank 2;"
        "SEND need 2; SEN needs secondary"
    ),
    "need_2_rank": "SEN need 2 rank; SEN type 2 rank; Need 2 rank",
    "needs": "SEN needs; SEND needs; SEN types; SEN need types; Needs; All SEN needs",
    "has_ehc_plan": (
        "EHC plan; EHCP; EHC; Has EHC plan; EHC plan indicator; Education health and care plan;"
        "EHCP indicator; Has EHCP"
    ),
    "ethnicity": "Ethnicity code; Ethnicity; Ethnic code; Ethnic group; Ethnicity (code)",
    "language": (
        "First language code; First language; Language code; Language; Home language; Mother tongue;"
        "Native language"
    ),
    "has_eal": (
        "EAL; English as an additional language; EAL status; English additional language; Is EAL;"
        "EAL indicator; English as additional language"
    ),
    "is_looked_after": (
        "Looked after; In care; LAC; CLA; Child looked after; Looked after child; Is looked after;"
        "Currently in care; Children looked after; In care indicator"
    ),
    "has_pupil_premium": (
        "Pupil premium; Pupil premium indicator; Pupil premium eligible; Is pupil premium; PP;"
        "Pupil premium recipient; Pupil premium eligibility; PPG"
    ),
    "has_free_meals": (
        "FSM; Free school meals; FSM eligible; Free school meal; Free meals; FSM eligibility;"
        "Eligible for free meals; Currently FSM eligible; Eligible for free school meals;"
        "Free school meals eligible; FSM indicator"
    ),
    "attendance_percent": (
        "Attendance %; % attendance; Attendance percent; Percentage attendance; Attendance;"
        "Attendance percentage; Attendance YTD; YTD attendance; Present %; % present; % attend;"
        "Overall attendance; Attendance year to date"
    ),
    "joined_on": (
        "Admission date; Date of admission; Entry date; Date of entry; Enrolment date; Joined; DOA;"
        "Start date; Date joined; Enrolled on"
    ),
    "left_on": "Leaving date; Date of leaving; Leave date; DOL; Date left; End date; Left",
    "has_medical_flag": (
        "Medical flag; Medical alert; Medical indicator; Medical; Has medical condition;"
        "Medical condition flag; Medical needs"
    ),
}


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", heading.lower().replace("%", "percent"))


_PLAIN_NAMES = {
    column: [_plain(name) for name in names.split(";")] for column, names in _NAMES.items()
}
_WHOSE = re.compile(r"^(student|pupil|learner)s?(?=.)")
_NUMBERS = {"one": "1", "two": "2", "first": "1", "second": "2"}
#: How like a known heading another one must be before it is taken for a slip of the pen, 0 to 1.
LIKE_ENOUGH = 0.75
#: Where a file has both, the legal name is the register's name and the plain one is the known one.
_KNOWN_BESIDE_LEGAL = {"surname": "known_surname", "forename": "known_as"}


def find_columns(headings: Sequence[str]) -> dict[str, int]:
    """Fields of the register found among ``headings``: name of the field to place from 0."""
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        places.setdefault(_plain(heading), place)
    for plain, place in list(places.items()):
        places.setdefault(_WHOSE.sub("", plain), place)
    found: dict[str, int] = {}
    for column, names in _PLAIN_NAMES.items():
        fitting = [places[name] for name in names if name in places]
        if fitting and fitting[0] not in found.values():
            found[column] = fitting[0]
    return _with_known_names(found, headings, places)


def nearest(heading: str, taken: Container[str]) -> str:
    """The known heading that ``heading`` looks like; empty if none, or if its field is ``taken``."""
    words = (_NUMBERS.get(word.lower(), word) for word in heading.split())
    plain = _WHOSE.sub("", _plain(" ".join(words)))
    known = {
        _plain(name): (column, name.strip())
        for column, names in _NAMES.items()
        for name in names.split(";")
    }
    for found in difflib.get_close_matches(plain, known, n=1, cutoff=LIKE_ENOUGH):
        column, name = known[found]
        return "" if column in taken else name
    return ""


def _with_known_names(
    found: dict[str, int], headings: Sequence[str], places: dict[str, int]
) -> dict[str, int]:
    for legal, known in _KNOWN_BESIDE_LEGAL.items():
        if known in found or legal not in found:
            continue
        plain_names = [name for name in _PLAIN_NAMES[legal] if not name.startswith("legal")]
        beside = next((places[name] for name in plain_names if name in places), found[legal])
        if _plain(headings[found[legal]]).startswith("legal") and beside != found[legal]:
            found[known] = beside
    return found


def says_who(columns: dict[str, int]) -> bool:
    """Whether the columns can tell one pupil from another: a UPN, or names and date of birth."""
    has_name = "full_name" in columns or ("surname" in columns and "forename" in columns)
    return "upn" in columns or (has_name and "born_on" in columns)
