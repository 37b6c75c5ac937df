"""Which pupil of the school a row of a file is: by UPN, then name and date of birth, then admission number.

Never a guess: where two pupils could be meant, or where the keys of a row point to different
pupils, the row is refused with the reason (domain.md 7.7).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core.names import fold
from pupils.identifiers import is_temporary_upn
from pupils.models import Pupil
from pupils.reading import PupilRow

UPN, NAME, NUMBER, NEW = range(4)


@dataclass(frozen=True)
class Match:
    """The pupil a row means, or why none can be told; neither for a pupil who is new.

    ``key`` says by what the pupil was found, the surest first; a new pupil comes last.
    """

    pupil: Pupil | None = None
    refusal: str = ""
    warnings: tuple[str, ...] = ()
    key: int = NEW


@dataclass
class Roll:
    """A school's pupils by each key that a file may name them with."""

    by_upn: dict[str, Pupil] = field(default_factory=dict)
    by_former_upn: dict[str, list[Pupil]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[tuple[str, str, str], list[Pupil]] = field(
        default_factory=lambda: defaultdict(list)
    )
    by_number: dict[str, Pupil] = field(default_factory=dict)

    @classmethod
    def of(cls, pupils: Iterable[Pupil]) -> "Roll":
        """The roll of these pupils, leavers included."""
        roll = cls()
        for pupil in pupils:
            if pupil.upn:
                roll.by_upn[pupil.upn] = pupil
            if pupil.former_upn:
                roll.by_former_upn[pupil.former_upn].append(pupil)
            if pupil.admission_number:
                roll.by_number[pupil.admission_number.casefold()] = pupil
            roll.by_name[_name_key(pupil)].append(pupil)
        return roll

    def match(self, row: PupilRow) -> Match:
        """Find the pupil of ``row``."""
        by_number = self.by_number.get(row.admission_number.casefold())
        for found in (self._by_upn(row), self._by_name(row, by_number)):
            if found.refusal:
                return found
            if found.pupil:
                return self._agreeing(row, found, by_number)
        if by_number:
            return _by_number_alone(row, by_number)
        if not row.can_be_new:
            return Match(
                refusal=_(
                    "This pupil is not known here, and a new pupil needs both names and a date of "
                    "birth."
                )
            )
        return Match()

    def _by_upn(self, row: PupilRow) -> Match:
        if not row.upn:
            return Match()
        if row.upn in self.by_upn:
            pupil = self.by_upn[row.upn]
            return Match(pupil, warnings=_doubts(row, pupil), key=UPN)
        if row.former_upn in self.by_upn:
            return Match(self.by_upn[row.former_upn], key=UPN)
        earlier = self.by_former_upn.get(row.upn, [])
        if len(earlier) == 1:
            words = _("The file has this pupil’s former UPN; the present one is kept.")
            return Match(earlier[0], warnings=(words,), key=UPN)
        if earlier:
            return Match(refusal=_("Two pupils had this UPN before. Use their present UPN."))
        return Match()

    def _by_name(self, row: PupilRow, by_number: Pupil | None) -> Match:
        if not row.can_be_new:
            return Match()
        same = self.by_name.get(_name_key(row), [])
        if len(same) > 1 and by_number in same:
            same = [by_number]
        if len(same) > 1:
            return Match(
                refusal=_(
                    "More than one pupil has this name and date of birth. Add the UPN or the "
                    "admission number."
                )
            )
        if not same:
            return Match()
        known = same[0].upn
        if row.upn and known and not (is_temporary_upn(known) or is_temporary_upn(row.upn)):
            return Match(
                refusal=_(
                    "A pupil of this name and date of birth has another UPN. Find out which one is "
                    "right, and change it on the pupil’s page or in the file."
                )
            )
        return Match(same[0], key=NAME)

    def _agreeing(self, row: PupilRow, found: Match, by_number: Pupil | None) -> Match:
        if by_number is not None and by_number.pk != found.pupil.pk:
            words = _("The UPN or name is that of one pupil, the admission number that of another.")
            return Match(refusal=words)
        same = self.by_name.get(_name_key(row), []) if row.can_be_new else []
        if same and found.pupil not in same:
            words = _("The UPN is that of one pupil, the name and date of birth those of another.")
            return Match(refusal=words)
        return found


def _name_key(named: Pupil | PupilRow) -> tuple[str, str, str]:
    return fold(named.surname), fold(named.forename), str(named.born_on)


def _doubts(row: PupilRow, pupil: Pupil) -> tuple[str, ...]:
    """A UPN decides; where name and date of birth are both different it deserves a second look."""
    other_name = bool(row.surname) and fold(row.surname) != fold(pupil.surname)
    other_day = bool(row.born_on) and row.born_on != pupil.born_on
    if other_name and other_day:
        return (_("The UPN is known, but the surname and the date of birth are different."),)
    return ()


def _by_number_alone(row: PupilRow, pupil: Pupil) -> Match:
    """An admission number alone decides nothing: two of surname, forename, date of birth must agree."""
    agreeing = sum(
        mine == theirs for mine, theirs in zip(_name_key(row), _name_key(pupil), strict=True)
    )
    both_permanent = (
        pupil.upn and row.upn and not is_temporary_upn(pupil.upn) and not is_temporary_upn(row.upn)
    )
    if agreeing >= 2 and not both_permanent:
        return Match(pupil, key=NUMBER)
    return Match(
        refusal=_("The admission number is that of another pupil, whose details are different.")
    )
