"""Papers as PDF and Word: everything that was given stands in them, letter by letter."""

import io
import re
import zlib
from zipfile import ZipFile

import pytest
from django.utils import timezone
from docx import Document

from core import paper_pdf
from core.paper import (
    Facts,
    Heading,
    Lines,
    NewPage,
    Notice,
    Paper,
    Quote,
    Table,
    Text,
)
from core.paper_pdf import pdf
from core.paper_word import word

HOSTILE = '#read("/etc/passwd") $x$ *a* [b] @c <d> \\e {f} "g" =HYPERLINK("h")'


def paper(**changed) -> Paper:
    blocks = [
        Heading("Views"), Quote(HOSTILE, "Tobias"), Facts([("Born", "9 Mar 2012"), ("None", "")]),
        Heading("Outcomes", 2), Lines(["one", "two"]), Lines(["first"], is_numbered=True),
        Table(["What", "Minutes"], [["Speech", "412\nof 780"]] * 60, "Since September", [3, 1]),
        Notice("Court order", "Ask the office"), NewPage(), Text("Łukasz, Ødegård\nlast line"),
        Text("SEND Regulations 2014", is_note=True),
    ]  # fmt: skip
    about = {"title": "Annual review", "school": "Harbour Bridge School", "made_by": "Anna Reed"}
    return Paper(made_at=timezone.now(), blocks=blocks, marking="Confidential", **about | changed)


def pages(data: bytes) -> int:
    """Pages of a PDF, counted where the file keeps them: in its compressed objects or beside them."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", data, re.S)
    parts = [data]
    for stream in streams:
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            parts.append(stream)
    return sum(len(re.findall(rb"/Type\s*/Page\b", part)) for part in parts)


def test_pdf_is_tagged_and_breaks_into_pages():
    made = pdf([paper()])
    assert made.startswith(b"%PDF-")
    assert b"pdfuaid" in made
    assert pages(made) > 2


def test_pdf_of_several_papers_holds_each_of_them():
    one = pages(pdf([paper()]))
    assert pages(pdf([paper(title=f"Review {number}") for number in range(3)])) == 3 * one


def test_pdf_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        pdf([])


def test_pdf_carries_its_text_as_data_and_reads_no_file_outside(monkeypatch):
    seen = {}

    def keep(source, **given):
        seen.update(given, source=source)
        return b""

    monkeypatch.setattr(paper_pdf.typst, "compile", keep)
    pdf([paper()])
    assert HOSTILE.replace("\\", "\\\\").replace('"', '\\"') in seen["sys_inputs"]["papers"]
    assert seen["source"].parent == seen["root"]


def test_word_holds_every_text_as_it_was_typed():
    document = Document(io.BytesIO(word(paper())))
    words = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for table in document.tables for cell in table._cells]
    for text in ("Annual review", "Views", "Outcomes", "two", "Łukasz, Ødegård\nlast line"):
        assert text in words
    assert HOSTILE in words
    for text in ("Born", "9 Mar 2012", "412\nof 780", "Court order", "Ask the office"):
        assert text in cells
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet", "List Number"} <= styles
    assert "Confidential" in document.sections[0].footer.paragraphs[0].text


def test_word_repeats_the_headings_of_a_table_and_holds_no_macro():
    made = word(paper())
    with ZipFile(io.BytesIO(made)) as parts:
        assert not [name for name in parts.namelist() if "vba" in name.lower()]
        assert b"tblHeader" in parts.read("word/document.xml")


def test_word_leaves_out_what_a_file_cannot_hold():
    made = word(paper(title="Bell\x07 rings"))
    assert Document(io.BytesIO(made)).paragraphs[0].text == "Bell rings"


@pytest.mark.parametrize(
    ("rows", "widths"), [([["one"]], ()), ([["one", "two"]], (1,)), ([["1", "2", "3"]], ())]
)
def test_a_table_whose_rows_do_not_fit_is_refused(rows, widths):
    with pytest.raises(ValueError, match="2 cells"):
        Table(["a", "b"], rows, widths=widths)
