"""Papers as PDF, tagged for screen readers (PDF/UA-1), set by Typst from documents/paper.typ.

The paper travels as data, not as markup, so no typed text can be taken for a command; the template
may read its own folder alone.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst
from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.paper import Block, Paper, Table

_DOCUMENTS = Path(__file__).resolve().parent.parent / "documents"
_FONTS = [_DOCUMENTS / "fonts"]


def pdf(papers: Sequence[Paper]) -> bytes:
    """One PDF of one or more papers, each from a page of its own. Raises ValueError for none."""
    if not papers:
        raise ValueError("A PDF needs at least one paper.")
    return typst.compile(
        _DOCUMENTS / "paper.typ",
        root=_DOCUMENTS,
        font_paths=_FONTS,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"papers": json.dumps([_paper(paper) for paper in papers])},
    )


def _paper(paper: Paper) -> dict[str, Any]:
    made = format_date(localtime(paper.made_at), "j M Y, H:i")
    return {
        "title": paper.title,
        "line": paper.line,
        "school": paper.school,
        "marking": paper.marking,
        "language": paper.language.partition("-")[0],
        "region": paper.language.partition("-")[2] or None,
        "made": _("Made %(at)s by %(name)s") % {"at": made, "name": paper.made_by},
        "page": _("Page"),
        "of": _("of"),
        "one_side": paper.is_one_side,
        "blocks": [_block(block) for block in paper.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    found = {"kind": type(block).__name__.lower(), **asdict(block)}
    if isinstance(block, Table):
        found["widths"] = block.shares
    return found
