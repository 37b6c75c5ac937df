"""What a file of pupils says, in the same words whichever kind of file it was.

Names of fields are those of the register: ``surname``, ``born_on``, ``sen``. Text is trimmed and
composed (NFC); dates are dates; identifiers are in capitals without spaces.
"""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal


class UnusableFile(Exception):
    """The file as a whole cannot be read. ``sentence`` says why, for the person who sent it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Problem:
    """Something wrong on one line (counted from 1). A fatal one refuses the line.

    Any other one is a warning: the line is taken without the value in doubt.
    """

    line: int
    column: str
    words: str
    is_fatal: bool = True


@dataclass(frozen=True)
class SenSpell:
    """A SEN provision code (N, K, E; retired S, A, P) from a day, until a day, where they are known."""

    code: str
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None

    @property
    def is_historic(self) -> bool:
        """Whether the code is retired: statement, School Action, School Action Plus."""
        return self.code in ("S", "A", "P")

    @property
    def is_current(self) -> bool:
        """Whether it has no end and its code may be used today."""
        return self.ends_on is None and not self.is_historic


@dataclass(frozen=True)
class RankedNeed:
    """A type of need by its census code, rank 1 being the main need."""

    code: str
    rank: int


@dataclass
class PupilRow:
    """One pupil as the file has it.

    ``given`` names the fields for which the file has a value that was understood, ``blank`` those
    it has a place for but leaves empty: an importer changes the first, and may clear the second.
    """

    line: int
    upn: str = ""
    former_upn: str = ""
    uln: str = ""
    admission_number: str = ""
    surname: str = ""
    forename: str = ""
    known_as: str = ""
    known_surname: str = ""
    born_on: datetime.date | None = None
    sex: str = ""
    year_group: str = ""
    form: str = ""
    ethnicity: str = ""
    language: str = ""
    has_eal: bool | None = None
    is_looked_after: bool | None = None
    has_pupil_premium: bool | None = None
    has_free_meals: bool | None = None
    has_medical_flag: bool | None = None
    has_ehc_plan: bool | None = None
    attendance_percent: Decimal | None = None
    joined_on: datetime.date | None = None
    left_on: datetime.date | None = None
    sen: list[SenSpell] = field(default_factory=list)
    needs: list[RankedNeed] = field(default_factory=list)
    given: set[str] = field(default_factory=set)
    blank: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        """Whether a fatal problem keeps this line out."""
        return any(problem.is_fatal for problem in self.problems)

    @property
    def reasons(self) -> list[str]:
        """Why the line is refused, in sentences; empty when it is not."""
        return [problem.words for problem in self.problems if problem.is_fatal]

    @property
    def reason(self) -> str:
        """The same as one text, in English."""
        return " ".join(self.reasons)

    @property
    def warnings(self) -> list[str]:
        """What was left out of a line that is taken, in sentences."""
        return [problem.words for problem in self.problems if not problem.is_fatal]

    @property
    def name(self) -> str:
        """The legal name, surname first, as lists show it."""
        return ", ".join(part for part in (self.surname, self.forename) if part)

    @property
    def can_be_new(self) -> bool:
        """Whether it says enough to add a pupil who is not known yet: both names, date of birth."""
        return bool(self.surname and self.forename and self.born_on)

    @property
    def sen_code(self) -> str:
        """The current SEN code (N, K or E); empty when the file does not say."""
        return next((spell.code for spell in reversed(self.sen) if spell.is_current), "")

    def warn(self, column: str, words: str) -> None:
        """Note a value that is left out."""
        self.problems.append(Problem(self.line, column, words, is_fatal=False))

    def refuse(self, column: str, words: str) -> None:
        """Note why the whole line is left out."""
        self.problems.append(Problem(self.line, column, words))


@dataclass(frozen=True)
class TransferHeader:
    """Where a Common Transfer File comes from and goes to. LAESTAB is seven digits, or empty."""

    version: str = ""
    made_at: str = ""
    qualifier: str = ""
    source_laestab: str = ""
    source_name: str = ""
    destination_laestab: str = ""


@dataclass(frozen=True)
class Reading:
    """A file that could be read: its pupils, how its headings were understood, what to know first."""

    kind: Literal["sheet", "ctf"]
    rows: list[PupilRow]
    columns: dict[str, str] = field(default_factory=dict)
    ignored_columns: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    header: TransferHeader | None = None

    @property
    def taken(self) -> list[PupilRow]:
        """The rows that are not refused."""
        return [row for row in self.rows if not row.is_refused]

    @property
    def refused(self) -> list[PupilRow]:
        """The rows with a fatal problem."""
        return [row for row in self.rows if row.is_refused]
