"""The Common Transfer File (CTF), by which schools in England and Wales send pupils to each other.

Tolerant of versions 24 to 26: case, namespaces, order and unknown elements do not count. Nothing
is fetched, no definition is accepted, depth and size are bounded, and one pupil at a time is held.
"""

import datetime
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from pupils.reading.element import Element
from pupils.reading.limits import MAX_ROWS, Source, decode_xml, take
from pupils.reading.repeats import gather_notes, refuse_repeats
from pupils.reading.rows import PupilRow, Reading, TransferHeader, UnusableFile
from pupils.reading.transfer import laestab_of, read_pupil
from pupils.sentences import Sentence as _

VERSIONS = range(24, 27)
MAX_DEPTH = 30
MAX_ELEMENTS_OF_PUPIL = 2_000
PIECE = 64 * 1024

#: Parts of a pupil that nothing here reads, and that hold the names of other people.
NOT_READ = ("contacts", "stageassessments", "address", "phones")
_SAYS_NOT_A_CTF = _("This XML file is not a Common Transfer File.")


def read_ctf(source: Source, *, today: datetime.date | None = None) -> Reading:
    """Read a Common Transfer File into pupils, each with its problems.

    ``today`` bounds dates of birth. Raises UnusableFile when the file as a whole cannot be read.
    """
    text = decode_xml(take(source))
    collector = _Collector(today or datetime.datetime.now(tz=datetime.UTC).date())
    parser = DefusedXMLParser(target=collector, forbid_dtd=True)
    collector.parser = parser.parser
    try:
        for start in range(0, len(text), PIECE):
            parser.feed(text[start : start + PIECE])
        parser.close()
    except DefusedXmlException as refused:
        raise UnusableFile(
            _("The file holds definitions. They are not allowed in a CTF.")
        ) from refused
    except (ParseError, ValueError, LookupError) as damage:
        line = getattr(damage, "position", (0, 0))[0]
        raise UnusableFile(
            _("The XML is damaged on line %(line)s. Ask for the file again.", line=line)
        ) from damage
    return collector.reading()


class _Collector:
    """Gets the parser's events; keeps the header, and turns each pupil into a row as it ends."""

    def __init__(self, today: datetime.date) -> None:
        self.today = today
        self.parser: Any = None
        self.depth = 0
        self.outer: list[str] = []
        self.open: list[Element] = []
        self.count = 0
        self.unread = 0
        self.header = Element("header")
        self.rows: list[PupilRow] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        name = tag.rpartition("}")[2].rpartition(":")[2].lower()
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise UnusableFile(_("The XML is nested more than %(most)s deep.", most=MAX_DEPTH))
        if self.depth == 1 and name != "ctfile":
            raise UnusableFile(_SAYS_NOT_A_CTF)
        if self.open:
            self._start_inside(name)
        elif (self.outer[1:] == ["ctfpupildata"] and name == "pupil") or (
            self.depth == 2 and name == "header"
        ):
            self.count = 0
            self.open.append(Element(name, self.line))
        else:
            self.outer.append(name)

    def _start_inside(self, name: str) -> None:
        if self.unread or name in NOT_READ:
            self.unread += 1
            return
        self.count += 1
        if self.count > MAX_ELEMENTS_OF_PUPIL:
            raise UnusableFile(_("One pupil in the file has far more details than a CTF holds."))
        child = Element(name)
        self.open[-1].children.append(child)
        self.open.append(child)

    def data(self, text: str) -> None:
        """Text inside an element."""
        if self.open and not self.unread:
            self.open[-1].words += text

    def end(self, tag: str) -> None:
        """An element closes."""
        self.depth -= 1
        if self.unread:
            self.unread -= 1
            return
        if not self.open:
            self.outer.pop()
            return
        done = self.open.pop()
        if not self.open and done.name == "header":
            self.header = done
        elif not self.open:
            if len(self.rows) >= MAX_ROWS:
                raise UnusableFile(
                    _("The file has more than %(most)s pupils.", most=f"{MAX_ROWS:,}")
                )
            self.rows.append(
                read_pupil(done, laestab_of(self.header.child("destschool")), self.today)
            )

    def close(self) -> None:
        """The file has ended."""

    @property
    def line(self) -> int:
        """The line on which the parser stands."""
        return self.parser.CurrentLineNumber if self.parser else 0

    def reading(self) -> Reading:
        """All that was collected. Raises UnusableFile when there is no pupil."""
        if not self.rows:
            raise UnusableFile(_("There is no pupil in this Common Transfer File."))
        refuse_repeats(self.rows)
        header = _header(self.header)
        notes = _version_notes(header) + gather_notes(self.rows)
        return Reading(kind="ctf", rows=self.rows, notes=notes, header=header)


def _header(found: Element) -> TransferHeader:
    return TransferHeader(
        version=found.text_of("ctfversion"),
        made_at=found.text_of("datetime"),
        qualifier=found.text_of("documentqualifier").lower(),
        source_laestab=laestab_of(found.child("sourceschool")),
        source_name=found.child("sourceschool").text_of("schoolname"),
        destination_laestab=laestab_of(found.child("destschool")),
    )


def _version_notes(header: TransferHeader) -> list[str]:
    number = header.version.partition(".")[0]
    known = _(
        "Versions %(first)s to %(last)s are known; please look at the preview closely.",
        first=VERSIONS[0], last=VERSIONS[-1],
    )  # fmt: skip
    if not number.isdecimal():
        return [_("The file does not say which CTF version it is."), known]
    if int(number) in VERSIONS:
        return []
    return [_("This is CTF version %(version)s.", version=header.version[:10]), known]
