"""Unique Pupil Numbers and Unique Learner Numbers: check letters and digits.

UPN: check letter, three digits for the local authority, four for the school, two for the year, and
a serial of three digits, or two digits and a letter when the number is temporary (Department for
Education, UPN guide). ULN: ten digits, the last one a check digit (Learning Records Service).
Numbers are compared as they are kept: capitals, no spaces. ``clean`` brings typed text there.
"""

import re

from pupils.sentences import Sentence as _

CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"

_BODY = re.compile(r"[0-9]{11}[0-9A-HJ-NP-RT-Z]")
_UPN = re.compile(r"[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]")
_ULN = re.compile(r"[1-9][0-9]{9}")

# Numbers in use, past ones included, Wales and the pseudo authorities too. New ones appear: an
# unknown number is a reason to look twice, never a reason to refuse a pupil.
_AUTHORITIES = (
    (1, 5), (201, 213), (301, 320), (330, 336), (340, 344), (350, 359), (370, 373), (380, 384),
    (390, 394), (420, 420), (660, 681), (701, 708), (800, 803), (805, 808), (810, 813), (815, 816),
    (820, 823), (825, 826), (830, 831), (835, 841), (845, 846), (850, 852), (855, 857), (860, 861),
    (865, 896), (908, 909), (916, 916), (919, 919), (921, 921), (925, 926), (928, 929), (931, 931),
    (933, 933), (935, 938), (940, 943),
)  # fmt: skip


def clean(text: str) -> str:
    """The text in capitals and without spaces, as identifiers are kept and compared."""
    return re.sub(r"\s", "", text).upper()


def upn_check_letter(body: str) -> str:
    """The first letter that belongs to the other twelve characters of a UPN.

    Each character counts its value (a letter at the end counts its place in the alphabet without
    I, O and S, from 0) times its position, 2 to 13; the sum modulo 23 is the letter's place.
    Raises ValueError when ``body`` is not eleven digits and a digit or letter.
    """
    if not _BODY.fullmatch(body):
        raise ValueError(
            "After its first letter a UPN has eleven digits, then a digit or a letter."
        )
    values = [int(digit) for digit in body[:11]]
    values.append(int(body[11]) if body[11].isdigit() else CHECK_LETTERS.index(body[11]))
    total = sum(weight * value for weight, value in enumerate(values, start=2))
    return CHECK_LETTERS[total % len(CHECK_LETTERS)]


def is_valid_upn(upn: str) -> bool:
    """Whether the UPN has the right form and check letter. Its authority may be unknown."""
    return bool(_UPN.fullmatch(upn)) and upn_check_letter(upn[1:]) == upn[0]


def is_temporary_upn(upn: str) -> bool:
    """Whether the UPN is valid and temporary: its last character is a letter."""
    return is_valid_upn(upn) and not upn[-1].isdigit()


def upn_la_is_known(upn: str) -> bool:
    """Whether the authority number is in use (census query 1530). Warns, never refuses."""
    return bool(_UPN.fullmatch(upn)) and any(
        first <= int(upn[1:4]) <= last for first, last in _AUTHORITIES
    )


def what_is_wrong_with_upn(upn: str) -> str:
    """A sentence that says why the UPN is not valid; empty when it is."""
    if is_valid_upn(upn):
        return ""
    if len(upn) != 13:
        return _("A UPN has 13 characters; this one has %(count)s.", count=len(upn))
    if not _UPN.fullmatch(upn):
        return _("A UPN is a letter, eleven digits, then a digit or a letter, without I, O and S.")
    return _(
        "The first letter of this UPN should be %(letter)s, or a digit is wrong.",
        letter=upn_check_letter(upn[1:]),
    )


def is_valid_uln(uln: str) -> bool:
    """Whether it is ten digits, the first not 0, whose weighted sum leaves 10 modulo 11."""
    if not _ULN.fullmatch(uln):
        return False
    return sum((10 - place) * int(digit) for place, digit in enumerate(uln)) % 11 == 10
