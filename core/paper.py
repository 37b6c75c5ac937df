"""A document for people outside the screen: what stands in it, apart from how it is written.

A subject makes a ``Paper`` of headings, texts, facts, lists and tables; ``core.paper_pdf`` and
``core.paper_word`` write the same paper as PDF and as Word. Nothing in a paper is markup: a text is
drawn letter by letter as it was typed.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

PDF_TYPE = "application/pdf"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Heading:
    """A heading inside the paper: ``level`` 1 for a section, 2 for a part of one."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph, or several, one a line; ``is_note`` for small print such as a source."""

    text: str
    is_note: bool = False


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, and whose they are."""

    text: str
    by: str = ""


@dataclass(frozen=True)
class Facts:
    """Pairs of a label and a value, two columns."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Lines:
    """A list; ``is_numbered`` where the order matters."""

    items: Sequence[str]
    is_numbered: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under headings; ``widths`` are shares of the line (equal when left out).

    Raises ValueError where a row is not as long as the headings.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    widths: Sequence[int] = ()

    def __post_init__(self) -> None:
        """Refuse a table whose rows do not fit."""
        wanted = len(self.headings)
        if any(len(row) != wanted for row in self.rows) or len(self.widths) not in (0, wanted):
            raise ValueError(f"Each row and the widths of a table have {wanted} cells.")

    @property
    def shares(self) -> list[int]:
        """The share of the line of each column."""
        return list(self.widths) or [1] * len(self.headings)


@dataclass(frozen=True)
class Notice:
    """A box that must not be overlooked, such as an alert or what is missing."""

    title: str
    text: str = ""


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a page of its own."""


Block = Heading | Text | Quote | Facts | Lines | Table | Notice | NewPage


@dataclass(frozen=True)
class Paper:
    """One document: its title, a line under it, the school, who made it when, and its blocks.

    ``marking`` stands at the foot of each page: who may read it. One that ``is_one_side`` is set
    smaller, down to what is still read with ease, so that it fits one side of A4 where it can.
    """

    title: str
    school: str
    made_by: str
    made_at: datetime.datetime
    blocks: Sequence[Block]
    line: str = ""
    marking: str = ""
    language: str = "en-GB"
    is_one_side: bool = False
