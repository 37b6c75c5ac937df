"""An Excel workbook (.xlsx) as lines of text, sheet by sheet."""

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils.exceptions import InvalidFileException

from pupils.reading.archive import refuse_unsafe
from pupils.reading.limits import MAX_COLUMNS, MAX_LINES
from pupils.reading.rows import UnusableFile
from pupils.sentences import Sentence as _

MAX_SHEETS = 20
#: What a cell with a formula becomes: a text that no field takes.
FORMULA = "="

_DAMAGE = (InvalidFileException, zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError,
           AttributeError, IndexError, OverflowError, EOFError, OSError)  # fmt: skip


def sheets_of(content: bytes) -> list[Iterator[tuple[int, list[str]]]]:
    """For each sheet of the workbook its lines: number from 1, and the text of each cell.

    Dates become ISO text, shares shown as percentages get their sign, formulas become ``=``.
    Raises UnusableFile, also later while the lines are taken.
    """
    refuse_unsafe(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    except _DAMAGE as damage:
        raise _unusable() from damage
    return [_lines(sheet) for sheet in book.worksheets[:MAX_SHEETS]]


def _lines(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    missing: Any = None
    try:
        sheet.reset_dimensions()
        for line, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
            if line > MAX_LINES:
                raise UnusableFile(
                    _(
                        "The sheet goes on beyond line %(most)s. Delete the lines below the pupils.",
                        most=f"{MAX_LINES:,}",
                    )
                )
            if cells is not missing:
                yield line, ["" if cell is EMPTY_CELL else _text(cell) for cell in cells]
            missing = cells  # the library gives one and the same tuple for lines that are not there
    except _DAMAGE as damage:
        raise _unusable() from damage


def _unusable() -> UnusableFile:
    return UnusableFile(
        _("The workbook cannot be read. Open it in Excel, save it again, send that.")
    )


def _text(cell: Any) -> str:
    value = cell.value
    if value is None or isinstance(value, str):
        return FORMULA if getattr(cell, "data_type", "") == "f" else value or ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float):
        if "%" in (cell.number_format or ""):
            return f"{value * 100:.10g}%"
        return f"{value:.15g}"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else FORMULA
