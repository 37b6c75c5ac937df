"""What is refused before anything is parsed: size, kind of file, encoding, lines, tags.

Every check is one pass over bytes at the speed of memory, so a hostile file costs no more than an
honest one. The size is 20 MB for every kind: the largest school's file of every pupil stays under
it, and it bounds all that comes after. A file is never read past that size.
"""

import codecs
import io
import os
import re
from pathlib import Path
from typing import BinaryIO, TypeAlias

from pupils.reading.rows import UnusableFile
from pupils.sentences import Sentence as _

Source: TypeAlias = bytes | BinaryIO | Path

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 20_000
MAX_LINES = 100_000
MAX_LINE_BYTES = 50_000
MAX_COLUMNS = 200
MAX_TAGS = 1_200_000
MAX_BETWEEN_TAGS = 100_000

ZIP_START = b"PK\x03\x04"

_NOT_OURS = (
    (b"\xd0\xcf\x11\xe0", _("This is an old Excel file, or one with a password. Save it as .xlsx or CSV.")),
    (b"%PDF", _("This is a PDF. Export the pupils as CSV, Excel or CTF.")),
    (b"PK\x05\x06", _("This is an empty archive.")),
    (b"\x1f\x8b", _("This file is compressed. Unpack it and send what is inside.")),
    (b"7z\xbc\xaf", _("This file is compressed. Unpack it and send what is inside.")),
    (b"Rar!", _("This file is compressed. Unpack it and send what is inside.")),
    (b"BZh", _("This file is compressed. Unpack it and send what is inside.")),
    (b"\xfd7zXZ", _("This file is compressed. Unpack it and send what is inside.")),
    (b"MZ\x90", _("This is a program, not a file of pupils.")),
    (b"\x7fELF", _("This is a program, not a file of pupils.")),
    (b"\x89PNG", _("This is a picture, not a file of pupils.")),
    (b"\xff\xd8\xff", _("This is a picture, not a file of pupils.")),
    (b"GIF8", _("This is a picture, not a file of pupils.")),
)  # fmt: skip
_WIDE_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
#: Starts at a tag, so it reads each byte once.
FAR_BETWEEN_TAGS = re.compile(rb"<[^<]{%d}" % MAX_BETWEEN_TAGS)
_DECLARED = re.compile(rb"""^<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._\-]{1,40})["']""")
_ENCODINGS = {"utf-8": "utf-8", "us-ascii": "ascii", "ascii": "ascii", "iso-8859-1": "latin-1",
              "latin-1": "latin-1", "windows-1252": "cp1252", "cp1252": "cp1252"}  # fmt: skip
_DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY", b"<!ELEMENT", b"<!ATTLIST", b"<!NOTATION")


def take(source: Source) -> bytes:
    """The bytes of the file, refused unread when there are more than MAX_BYTES, or none."""
    size = _size(source)
    content = b""
    if size <= MAX_BYTES:
        content = source if isinstance(source, bytes) else _read(source)
    if max(size, len(content)) > MAX_BYTES:
        raise UnusableFile(
            _("The file is larger than %(most)s MB.", most=MAX_BYTES // 1024 // 1024)
        )
    if not content.strip():
        raise UnusableFile(_("The file is empty."))
    refuse_foreign(content)
    return content


def _size(source: Source) -> int:
    if isinstance(source, bytes):
        return len(source)
    if isinstance(source, Path):
        return os.stat(source).st_size
    if not source.seekable():
        return 0
    size = source.seek(0, io.SEEK_END)
    source.seek(0)
    return size


def _read(source: BinaryIO | Path) -> bytes:
    if isinstance(source, Path):
        with source.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    pieces, left = [], MAX_BYTES + 1
    while left > 0 and (piece := source.read(left)):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def refuse_foreign(content: bytes) -> None:
    """Raise UnusableFile with the right advice when the first bytes are those of another kind."""
    for start, sentence in _NOT_OURS:
        if content.startswith(start):
            raise UnusableFile(sentence)


def decode_text(content: bytes) -> str:
    """Text of a CSV file in UTF-8, with or without a mark, or else Windows-1252.

    Raises UnusableFile for two- and four-byte encodings, binary content, too many or too long lines.
    """
    _refuse_wide(content)
    if _CONTROLS.search(content):
        raise UnusableFile(_("This is not a text file: it holds characters that no CSV file has."))
    if content.count(b"\n") + content.count(b"\r") > 2 * MAX_LINES:
        raise UnusableFile(_("The file has more than %(most)s lines.", most=f"{MAX_LINES:,}"))
    if max(map(len, content.splitlines())) > MAX_LINE_BYTES:
        raise UnusableFile(
            _("The file has a line of more than %(most)s characters.", most=f"{MAX_LINE_BYTES:,}")
        )
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnusableFile(_("The file is neither in UTF-8 nor in Windows-1252. Save it as CSV UTF-8."))


def decode_xml(content: bytes) -> str:
    """Text of an XML file that is safe to parse: one-byte or UTF-8, no definitions, bounded tags.

    Raises UnusableFile otherwise. The text has no byte order mark.
    """
    _refuse_wide(content)
    content = content.removeprefix(codecs.BOM_UTF8).lstrip()
    if not content.startswith(b"<"):
        raise UnusableFile(_("This is not an XML file."))
    refuse_definitions(content)
    if content.count(b"<") > MAX_TAGS:
        raise UnusableFile(_("The file has more than %(most)s tags.", most=f"{MAX_TAGS:,}"))
    if FAR_BETWEEN_TAGS.search(content):
        raise UnusableFile(
            _(
                "The file holds a text of more than %(most)s characters.",
                most=f"{MAX_BETWEEN_TAGS:,}",
            )
        )
    declared = _DECLARED.match(content)
    name = declared[1].decode().lower() if declared else "utf-8"
    if name not in _ENCODINGS:
        raise UnusableFile(_("The file says it is in %(name)s. A CTF is in UTF-8.", name=name))
    try:
        return content.decode(_ENCODINGS[name])
    except UnicodeDecodeError:
        raise UnusableFile(
            _("The file says it is in %(name)s, but it is not.", name=name)
        ) from None


def refuse_definitions(content: bytes) -> None:
    """Raise UnusableFile when XML defines anything: no file of pupils does, every XML bomb does."""
    if any(definition in content for definition in _DEFINITIONS):
        raise UnusableFile(
            _("The file holds definitions (DOCTYPE or ENTITY). They are not allowed.")
        )


def _refuse_wide(content: bytes) -> None:
    if content.startswith(_WIDE_MARKS) or b"\x00" in content:
        raise UnusableFile(_("The file is in UTF-16, or it is not text. Save it as UTF-8."))
