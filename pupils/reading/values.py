"""One cell of text to one value: dates, year groups, yes and no, SEN codes, percentages.

Each function takes trimmed text that is not empty and returns the value, or raises ValueError with
a sentence for the person who sent the file. Code lists follow the Common Basic Data Set.
"""

import datetime
import re
from decimal import Decimal

from pupils.sentences import Sentence as _

EXCEL_DAY_ZERO = datetime.date(1899, 12, 30)
_EXCEL_SERIAL = re.compile(r"[2-6][0-9]{4}(\.0+)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_BRITISH = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})")
_WRITTEN = re.compile(r"([0-9]{1,2})[ \-]([A-Za-z]{3,9})\.?,?[ \-]([0-9]{4})")
_TIME_AFTER = re.compile(
    r"[T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?$"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_YEAR_WORDS = re.compile(r"^(national curriculum |nc )?(year group|year|yr|y)\.? *", re.IGNORECASE)
_YEAR_NAMES = {"reception": "R", "r": "R", "nursery": "N2", "nursery 1": "N1", "nursery 2": "N2",
               "n1": "N1", "n2": "N2", "x": "X"}  # fmt: skip

_YES = {"y", "yes", "t", "true", "1", "x", "✓", "eligible", "eal"}
_NO = {"n", "no", "f", "false", "0", "not eligible"}

_SEN_CODE = re.compile(r"([NKESAP])(\s*[-–:(=].*)?", re.IGNORECASE)
_SEN_WORDS = (
    (re.compile(r"^(no|none|not)\b"), "N"),
    (re.compile(r"school action plus"), "P"),
    (re.compile(r"school action"), "A"),
    (re.compile(r"education.*health.*care|\behc"), "E"),
    (re.compile(r"statement"), "S"),
    (re.compile(r"\bsend? support\b"), "K"),
)

NEED_CODES = {
    "SPLD": "specific learning difficulty",
    "MLD": "moderate learning difficulty",
    "SLD": "severe learning difficulty",
    "PMLD": "profound and multiple learning difficulty",
    "SEMH": "social emotional and mental health",
    "SLCN": "speech language and communication needs",
    "ASD": "autistic spectrum disorder",
    "HI": "hearing impairment",
    "VI": "vision impairment",
    "MSI": "multi sensory impairment",
    "PD": "physical disability",
    "DS": "down syndrome",
    "OTH": "other difficulty disability",
    "NSA": "sen support but no specialist assessment of type of need",
}
_RANKED = re.compile(
    r"(?:(?:rank *)?([1-9])[ .:)\-–]+)?(.+?)(?: *[(\[](?:rank *)?([1-9])[)\]])?", re.IGNORECASE
)
_NEED_NAMES = {words: code for code, words in NEED_CODES.items()} | {
    "visual impairment": "VI", "autism": "ASD", "autism spectrum disorder": "ASD",
    "autistic spectrum condition": "ASD", "dyslexia": "SPLD", "downs syndrome": "DS",
    "down s syndrome": "DS", "other": "OTH", "multisensory impairment": "MSI",
    "no specialist assessment": "NSA", "social emotional mental health": "SEMH",
    "speech language and communication need": "SLCN", "physical disabilities": "PD",
    "sen support no specialist assessment of type of need": "NSA",
}  # fmt: skip


def read_date(text: str) -> datetime.date:
    """A date written ``dd/mm/yyyy``, ``yyyy-mm-dd``, ``9 Mar 2012``, or as Excel's number of days."""
    plain = _TIME_AFTER.sub("", text)
    if _EXCEL_SERIAL.fullmatch(plain):
        return EXCEL_DAY_ZERO + datetime.timedelta(days=int(float(plain)))
    if found := _ISO.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups())
    elif found := _BRITISH.fullmatch(plain):
        day, month, year = (int(part) for part in found.groups())
    elif (found := _WRITTEN.fullmatch(plain)) and found[2][:3].lower() in _MONTHS:
        day, month, year = int(found[1]), _MONTHS.index(found[2][:3].lower()) + 1, int(found[3])
    else:
        raise ValueError(
            _("“%(text)s” is not a date. Write it as 09/03/2012 or 2012-03-09.", text=text[:30])
        )
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise ValueError(
            _("There is no day “%(text)s”. Dates are read as day, month, year.", text=text[:30])
        ) from None


def read_year_group(text: str) -> str:
    """``Year 7``, ``Yr 07`` or ``7`` as ``7``; also ``N1``, ``N2``, ``R`` and ``X``. Years 1 to 14."""
    plain = " ".join(text.lower().split())
    bare = _YEAR_WORDS.sub("", plain)
    if plain in _YEAR_NAMES or bare in _YEAR_NAMES:
        return _YEAR_NAMES.get(plain) or _YEAR_NAMES[bare]
    if re.fullmatch(r"[0-9]{1,2}(\.0)?", bare) and 1 <= int(float(bare)) <= 14:
        return str(int(float(bare)))
    raise ValueError(_("“%(text)s” is not a year group. Write Year 7 or 7.", text=text[:30]))


def read_sex(text: str) -> str:
    """``F`` or ``M`` from a letter or a word."""
    first = {"f": "F", "female": "F", "girl": "F", "m": "M", "male": "M", "boy": "M"}.get(
        text.lower()
    )
    if not first:
        raise ValueError(_("“%(text)s” is not F or M.", text=text[:30]))
    return first


def read_yes_or_no(text: str) -> bool:
    """True or False from the words and signs that school systems write."""
    plain = text.lower()
    if plain in _YES or plain.startswith(("yes ", "yes,", "yes-")):
        return True
    if plain in _NO or plain.startswith(("no ", "no,", "no-")):
        return False
    raise ValueError(_("“%(text)s” is neither yes nor no.", text=text[:30]))


def read_sen_code(text: str) -> str:
    """The provision code N, K or E, or a retired S, A or P, from ``K`` or ``K - SEN Support``."""
    if found := _SEN_CODE.fullmatch(text):
        return found[1].upper()
    plain = text.lower()
    for pattern, code in _SEN_WORDS:
        if pattern.search(plain):
            return code
    raise ValueError(_("“%(text)s” is not a SEN status. Use N, K or E.", text=text[:40]))


def read_need(text: str) -> tuple[str, int | None]:
    """A type of need and its rank where it is written: ``MLD``, ``2: SLCN``, ``SpLD - Specific …``."""
    found = _RANKED.fullmatch(text)
    rank_text, words, rank_after = found.groups() if found else (None, text, None)
    rank = int(rank_text or rank_after or 0) or None
    code = re.split(r"[ (:\-–]", words, maxsplit=1)[0].upper()
    if code in NEED_CODES:
        return code, rank
    name = " ".join(re.sub(r"\(.*?\)|[^a-z]", " ", words.lower().replace("&", " and ")).split())
    if name in _NEED_NAMES:
        return _NEED_NAMES[name], rank
    if code == "BESD" or name.startswith("behaviour"):
        raise ValueError(
            _("BESD is no longer a type of need; since 2014 it is SEMH where that fits.")
        )
    raise ValueError(_("“%(text)s” is not a type of need in the national list.", text=text[:40]))


def read_percent(text: str) -> Decimal:
    """A percentage from 0 to 100 to one decimal: ``94.5`` or ``94.5%``."""
    number = text.rstrip("% ")
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]+)?", number) or not 0 <= Decimal(number) <= 100:
        raise ValueError(_("“%(text)s” is not a percentage from 0 to 100.", text=text[:30]))
    if "%" not in text and "." in number and 0 < Decimal(number) <= 1:
        raise ValueError(
            _("“%(text)s” is a share, not a percentage. Write 94.5, not 0.945.", text=text[:30])
        )
    return Decimal(number).quantize(Decimal("0.1"))


ETHNICITIES = {
    "WBRI": "white british", "WIRI": "white irish", "WIRT": "traveller of irish heritage",
    "WROM": "gypsy roma", "WOTH": "any other white background",
    "MWBC": "white and black caribbean", "MWBA": "white and black african",
    "MWAS": "white and asian", "MOTH": "any other mixed background", "AIND": "indian",
    "APKN": "pakistani", "ABAN": "bangladeshi", "CHNE": "chinese",
    "AOTH": "any other asian background", "BCRB": "black caribbean", "BAFR": "black african",
    "BOTH": "any other black background", "OOTH": "any other ethnic group", "REFU": "refused",
    "NOBT": "information not yet obtained",
}  # fmt: skip
_ETHNICITY_NAMES = {words: code for code, words in ETHNICITIES.items()}


def read_ethnicity(text: str) -> str:
    """The four-letter code from ``WBRI``, ``WBRI - White - British`` or the name of a main group."""
    code = re.split(r"[ :\-–(]", text, maxsplit=1)[0]
    if re.fullmatch(r"[A-Z]{4}", code):
        return code
    if found := re.search(r"[(\[]([A-Z]{4})[)\]]$", text):
        return found[1]
    name = " ".join(re.sub(r"[^a-z]", " ", text.lower()).split())
    if name in _ETHNICITY_NAMES:
        return _ETHNICITY_NAMES[name]
    raise ValueError(_("“%(text)s” is not an ethnicity code.", text=text[:30]))


def read_language(text: str) -> str:
    """The three- or four-letter code from ``POL``, ``POL - Polish``, ``Polish (POL)``; English is ENG."""
    code = re.split(r"[ :\-–(]", text, maxsplit=1)[0]
    if re.fullmatch(r"[A-Z]{3,4}", code):
        return code
    if found := re.search(r"[(\[]([A-Z]{3,4})[)\]]$", text):
        return found[1]
    if text.lower() == "english":
        return "ENG"
    raise ValueError(_("“%(text)s” is not a language code.", text=text[:30]))


def speaks_other_than_english(language: str) -> bool | None:
    """Whether a language, by code or name, is other than English; None where nobody knows."""
    plain = language.lower()
    if plain in ("zzz", "nobt", "not", "refu", "ref", "unknown", "refused"):
        return None
    return not plain.startswith(("eng", "enb", "believed to be english"))
