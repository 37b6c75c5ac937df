"""Lists as CSV and XLSX files that no spreadsheet program runs: the one writer of exports.

A text that a spreadsheet could take for a formula is written as text: in XLSX by the type of the
cell, in CSV by an apostrophe before it (OWASP, CSV injection). Numbers and dates stay what they are.
"""

import csv
import datetime
import io
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Row = Sequence[Any]

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_IGNORED_AHEAD = " \n\u00a0\u200b\ufeff\"'"


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet may run ``text``: full-width signs and signs after quotes count too."""
    if text.startswith(("\t", "\r")):
        return True
    flat = unicodedata.normalize("NFKC", text).lstrip(_IGNORED_AHEAD)
    return flat.startswith(_STARTS_FORMULA)


def csv_file(about: Iterable[str], headings: Row, rows: Iterable[Row]) -> bytes:
    """A CSV file in UTF-8 with a mark, so that Excel reads accents: lines of ``about`` come first."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    for line in about:
        writer.writerow([_csv_cell(line)])
    for row in [headings, *rows]:
        writer.writerow([_csv_cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def xlsx_file(title: str, about: Iterable[str], headings: Row, rows: Iterable[Row]) -> bytes:
    """An Excel workbook with one sheet; no cell is a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    for line in about:
        sheet.append([_xlsx_cell(sheet, line)])
    sheet.append([_xlsx_cell(sheet, heading, is_bold=True) for heading in headings])
    for row in rows:
        sheet.append([_xlsx_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _csv_cell(value: Any) -> Any:
    if isinstance(value, bool | int | float | Decimal) or value is None:
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = str(value).replace("\x00", "")
    return f"'{text}" if looks_like_formula(text) else text


def _xlsx_cell(sheet: Any, value: Any, *, is_bold: bool = False) -> WriteOnlyCell:
    if not isinstance(value, bool | int | float | Decimal | datetime.date | None):
        value = ILLEGAL_CHARACTERS_RE.sub("", str(value))
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = looks_like_formula(value)
    if is_bold:
        cell.font = Font(bold=True)
    return cell
