"""Whether a zip is a Word, Excel or OpenDocument file that can run nothing, and which of them.

Macros, controls, embedded programs and templates or objects fetched from elsewhere are refused. A
chart may bring its own workbook: that one is looked at in the same way, and may bring nothing more.
"""

import re

from pupils.reading.limits import refuse_definitions
from pupils.reading.rows import UnusableFile
from pupils.reading.zipped import Bounds, parts_of
from pupils.sentences import Sentence as _

MOST_PARTS = 2_000
_MACROS = _("The file holds macros or controls. Save it without them, or as PDF, and keep that.")
_OUTSIDE = _(
    "The file fetches a template or an object from elsewhere. Save it as PDF and keep that."
)
_INSIDE = _("The file holds another file. Take that out, or save it as PDF.")
_ARCHIVE = _("This is an archive. Unpack it and keep what is inside, one file at a time.")
_LOCKED = _("The file has a password. Save it without, so that it can be read in ten years.")
BOUNDS = Bounds(
    parts=MOST_PARTS,
    directory=512 * 1024,
    unpacked=160 * 1024 * 1024,
    ratio=120,
    small_part=2 * 1024 * 1024,
    bomb=_("The file unpacks to far more than its size. It was not opened."),
    damaged=_("The file is damaged. Open it in its own program, save it again, and keep that."),
    encrypted=_LOCKED,
    outside=_("The archive points outside itself. It was not opened."),
    too_many=_("The file has more than %(most)s parts. It was not opened.", most=MOST_PARTS),
)
#: The part that makes a zip one of ours, and what the list of types calls it.
_MAIN = {
    "docx": ("word/document.xml", b"wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
}
_ODT = b"application/vnd.oasis.opendocument.text"
_TYPES = "[Content_Types].xml"
_MACRO_PARTS = re.compile(
    r"(vbaproject|vbadata|activex|macrosheets|customui|(^|/)basic/|(^|/)scripts/)", re.IGNORECASE
)
_CHART_DATA = re.compile(r"^(word|xl|ppt)/embeddings/[^/]+\.xlsx$", re.IGNORECASE)
_MARKUP = (".xml", ".rels", ".vml")
_FETCHES = re.compile(
    rb"(attachedTemplate|oleObject|/frame|externalLinkPath|subDocument|aFChunk)\"", re.IGNORECASE
)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")


def office_type(content: bytes) -> str:
    """ "docx", "xlsx" or "odt". Raises UnusableFile for any other zip and for what can run something."""
    return _type(content, may_hold_charts=True)


def _type(content: bytes, *, may_hold_charts: bool) -> str:
    names, types, mimetype = set(), b"", b""
    for name, data in parts_of(content, BOUNDS):
        names.add(name)
        types = data if name == _TYPES else types
        mimetype = data.strip() if name == "mimetype" else mimetype
        _look_at(name, data, may_hold_charts)
    found = _found(names, types, mimetype)
    if not found:
        raise UnusableFile(_MACROS if b"macroEnabled" in types else _ARCHIVE)
    return found


def _found(names: set[str], types: bytes, mimetype: bytes) -> str:
    for kind, (main, called) in _MAIN.items():
        if main in names and called in types:
            return kind
    return "odt" if mimetype == _ODT and "content.xml" in names else ""


def _look_at(name: str, data: bytes, may_hold_charts: bool) -> None:
    low = name.lower()
    if _MACRO_PARTS.search(name):
        raise UnusableFile(_MACROS)
    if _CHART_DATA.match(name):
        if not may_hold_charts:
            raise UnusableFile(_INSIDE)
        _type(data, may_hold_charts=False)
    elif "/embeddings/" in low or low.startswith(("object ", "objects/")) or _is_program(data):
        raise UnusableFile(_INSIDE)
    if low == "meta-inf/manifest.xml" and b"encryption-data" in data:
        raise UnusableFile(_LOCKED)
    if low.endswith(_MARKUP):
        refuse_definitions(data)
    if low.endswith(".rels"):
        _look_at_relations(data)


def _is_program(data: bytes) -> bool:
    return data.startswith((b"MZ", b"\x7fELF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"#!"))


def _look_at_relations(data: bytes) -> None:
    """A link to a web page may stand outside; a template or an object that is fetched may not."""
    for relation in _RELATION.findall(data):
        if b"External" in relation and _FETCHES.search(relation):
            raise UnusableFile(_OUTSIDE)
