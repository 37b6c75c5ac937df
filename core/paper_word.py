"""Papers as Word files, for those who go on writing in them."""

import io
import re
from collections.abc import Callable
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from core.paper import (
    Block,
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

_FONT = "Arial"
_QUIET = RGBColor(0x4A, 0x55, 0x63)
_WASH = "F1F4F7"
_LINE_WIDTH = Mm(174)
#: What XML cannot hold; pasted text brings it.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def word(paper: Paper) -> bytes:
    """The paper as a Word file with real headings, lists and tables whose headings repeat."""
    document = Document()
    _set_up(document, paper)
    document.add_heading(_clean(paper.title), 0)
    if paper.line:
        _quiet(document, paper.line)
    for block in paper.blocks:
        _write(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", str(text))


def _set_up(document: Any, paper: Paper) -> None:
    """Page, letters, what the file says of itself, header and footer."""
    about, section = document.core_properties, document.sections[0]
    about.title, about.author = _clean(paper.title), _clean(paper.school)
    about.language, about.comments = paper.language, ""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name = _FONT
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Title"].font.size = Pt(20)
    section.header.paragraphs[0].text = _clean(f"{paper.school}\t\t{paper.title}")
    made = format_date(localtime(paper.made_at), "j M Y, H:i")
    words = _("Made %(at)s by %(name)s") % {"at": made, "name": paper.made_by}
    foot = section.footer.paragraphs[0]
    if paper.marking:
        foot.add_run(_clean(paper.marking)).bold = True
        foot.add_run().add_break()
    foot.add_run(_clean(words) + "\t\t" + _("Page") + " ")
    _page_number(foot)


def _page_number(paragraph: Any) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _write(document: Any, block: Block) -> None:
    """One block, by its kind."""
    _WRITERS[type(block)](document, block)


def _quote(document: Any, block: Quote) -> None:
    document.add_paragraph(_clean(block.text), style="Intense Quote")
    if block.by:
        _quiet(document, block.by)


def _list(document: Any, block: Lines) -> None:
    for item in block.items:
        style = "List Number" if block.is_numbered else "List Bullet"
        document.add_paragraph(_clean(item), style=style)


def _grid(document: Any, block: Table) -> None:
    if block.caption:
        _quiet(document, block.caption)
    _table(document, block.headings, block.rows, block.shares)


def _text(document: Any, block: Text) -> None:
    (_quiet if block.is_note else _plain)(document, block.text)


def _plain(document: Any, text: str) -> None:
    document.add_paragraph(_clean(text))


def _quiet(document: Any, text: str) -> None:
    run = document.add_paragraph().add_run(_clean(text))
    run.font.size, run.font.color.rgb = Pt(9), _QUIET


def _table(document: Any, headings: Any, rows: Any, shares: list[int]) -> None:
    """A table with lines; its headings, where it has some, are repeated on each page."""
    lines = ([headings] if headings else []) + list(rows)
    table = document.add_table(rows=len(lines), cols=len(shares), style="Table Grid")
    table.autofit = False
    widths = [int(_LINE_WIDTH * share / sum(shares)) for share in shares]
    for row, line in zip(table.rows, lines, strict=True):
        is_head = line is headings
        for cell, text, width in zip(row.cells, line, widths, strict=True):
            cell.width = width
            cell.text = _clean(text)
            if is_head:
                _as_heading(cell)
        if is_head:
            _repeat(row)
    document.add_paragraph()


def _as_heading(cell: Any) -> None:
    for run in cell.paragraphs[0].runs:
        run.bold = True
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), _WASH)
    cell._tc.get_or_add_tcPr().append(shade)


def _repeat(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


_WRITERS: dict[type, Callable[[Any, Any], None]] = {
    Heading: lambda document, block: document.add_heading(_clean(block.text), block.level),
    Text: _text,
    Quote: _quote,
    Facts: lambda document, block: _table(document, None, block.rows, [3, 7]),
    Lines: _list,
    Table: _grid,
    Notice: lambda document, block: _table(
        document, [block.title], [[block.text]] if block.text else [], [1]
    ),
    NewPage: lambda document, _block: document.add_page_break(),
}
