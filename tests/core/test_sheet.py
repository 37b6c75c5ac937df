"""Exports hold no formula, and text comes back as it was."""

import csv
import datetime
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from core.sheet import csv_file, looks_like_formula, xlsx_file

HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x", " =1", '"=1"',
    "'=1", "\n=1", "\u200b=1", "\ufeff=1",
]  # fmt: skip
PLAIN = ["Wrenfield", "O'Neil", "a=b", "8B", "", "Zoë", "2-1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_looks_like_formula_finds_it(text):
    assert looks_like_formula(text)


@pytest.mark.parametrize("text", PLAIN)
def test_looks_like_formula_leaves_plain_text(text):
    assert not looks_like_formula(text)


def test_csv_file_puts_an_apostrophe_before_each_and_keeps_numbers():
    body = csv_file(["=about"], ["@head"], [[text] for text in HOSTILE] + [[-4]])
    assert body.startswith(b"\xef\xbb\xbf")
    cells = [row[0] for row in csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))]
    assert cells[:2] == ["'=about", "'@head"]
    assert cells[2:-1] == [f"'{text}" for text in HOSTILE]
    assert cells[-1] == "-4"


def test_xlsx_file_has_no_formula_and_round_trips_text_dates_and_numbers():
    texts = [text for text in HOSTILE if "\r" not in text]
    values = [*texts, datetime.date(2026, 11, 20), Decimal("91.4"), 7, None, "bell\x07"]
    body = xlsx_file("Pupils", ["=about"], ["=head"], [[value] for value in values])
    sheet = load_workbook(io.BytesIO(body)).active
    cells = [row[0] for row in sheet.iter_rows()]
    assert {cell.data_type for cell in cells} <= {"s", "d", "n"}
    read = [cell.value for cell in cells]
    assert read[:2] == ["=about", "=head"]
    assert read[2 : 2 + len(texts)] == texts
    assert read[2 + len(texts)].date() == datetime.date(2026, 11, 20)
    assert read[-4:] == [91.4, 7, None, "bell"]
