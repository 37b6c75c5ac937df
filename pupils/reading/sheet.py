"""A school system's export of pupils, as CSV or Excel: one heading row, one pupil a row.

The heading row is looked for in the first lines, because reports carry titles. Columns are matched
by the names in ``headings``; the separator is the one that makes most sense of the headings.
"""

import csv
import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeAlias

from pupils.reading.headings import LABELS, find_columns, says_who
from pupils.reading.limits import MAX_ROWS, ZIP_START, Source, decode_text, take
from pupils.reading.pupil import build, tidy
from pupils.reading.repeats import gather_notes, refuse_repeats
from pupils.reading.rows import PupilRow, Reading, UnusableFile
from pupils.reading.workbook import sheets_of
from pupils.sentences import Sentence as _

Lines: TypeAlias = Iterator[tuple[int, list[str]]]

SEPARATORS = (",", ";", "\t", "|")
LINES_BEFORE_HEADINGS = 20
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def read_sheet(source: Source, *, today: datetime.date | None = None) -> Reading:
    """Read a CSV or Excel file into pupils, each with its problems.

    ``today`` bounds dates of birth. Raises UnusableFile when the file as a whole cannot be read.
    """
    content = take(source)
    today = today or datetime.datetime.now(tz=datetime.UTC).date()
    if content.startswith(ZIP_START):
        candidates = sheets_of(content)
    elif content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise UnusableFile(_("This is an XML or web page. Import a Common Transfer File as such."))
    else:
        text = decode_text(content)
        candidates = [_csv_lines(text, separator) for separator in SEPARATORS]
    headings, lines = _choose(candidates)
    return _read(headings, lines, today)


def _csv_lines(text: str, separator: str) -> Lines:
    """Each record with the number of the line on which it starts."""
    pieces = (found[0] for found in _LINE.finditer(text))
    reader = csv.reader(pieces, delimiter=separator, strict=True)
    line = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as damage:
            raise UnusableFile(
                _(
                    "Line %(line)s: quotation marks do not match, or a text never ends.",
                    line=line + 1,
                )
            ) from damage
        yield line + 1, cells
        line = reader.line_num


def _choose(candidates: Sequence[Lines]) -> tuple[list[str], Lines]:
    """The headings that make most sense, and the lines that follow them."""
    best: tuple[int, list[str], Lines] | None = None
    refusal: UnusableFile | None = None
    for lines in candidates:
        try:
            for _line, cells in islice(lines, LINES_BEFORE_HEADINGS):
                columns = find_columns(cells)
                if says_who(columns):
                    if best is None or len(columns) > best[0]:
                        best = (len(columns), cells, lines)
                    break
        except UnusableFile as wrong:
            refusal = refusal or wrong
    if best is None:
        raise refusal or UnusableFile(
            _(
                "No headings were found in the first %(most)s lines. The file needs a column UPN,"
                " or columns Surname, Forename and Date of birth.",
                most=LINES_BEFORE_HEADINGS,
            )
        )
    return best[1], best[2]


def _read(headings: list[str], lines: Lines, today: datetime.date) -> Reading:
    columns = find_columns(headings)
    rows: list[PupilRow] = []
    for line, cells in lines:
        if not any(cell.strip() for cell in cells) or cells == headings:
            continue
        if len(rows) >= MAX_ROWS:
            raise UnusableFile(_("The file has more than %(most)s pupils.", most=f"{MAX_ROWS:,}"))
        rows.append(_row(line, cells, columns, len(headings), today))
    if not rows:
        raise UnusableFile(_("There is no pupil below the headings."))
    refuse_repeats(rows)
    return Reading(
        kind="sheet",
        rows=rows,
        columns={LABELS[column]: tidy(headings[place]) for column, place in columns.items()},
        ignored_columns=_ignored(headings, columns.values()),
        notes=gather_notes(rows),
    )


def _row(
    line: int, cells: list[str], columns: dict[str, int], width: int, today: datetime.date
) -> PupilRow:
    texts = {
        column: cells[place] if place < len(cells) else "" for column, place in columns.items()
    }
    row = build(line, texts, today)
    if any(cell.strip() for cell in cells[width:]):
        row.refuse("", _("There are more cells than headings: a separator stands inside a text."))
    return row


def _ignored(headings: Sequence[str], used: Iterable[int]) -> list[str]:
    taken = set(used)
    return [
        tidy(heading)
        for place, heading in enumerate(headings)
        if place not in taken and heading.strip()
    ]
