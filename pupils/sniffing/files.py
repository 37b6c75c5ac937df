"""Which of the few types a file is, and whether it is sound: the one gate for every file kept.

The type is read from the bytes. A name that claims another type, a file that is two types at once, a
file that can run something, and one that cannot be read to its end are refused with advice.
"""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from pupils.reading.rows import UnusableFile
from pupils.sentences import Sentence as _
from pupils.sniffing.names import extension_of
from pupils.sniffing.office import office_type
from pupils.sniffing.pdf import check_pdf
from pupils.sniffing.pictures import bare_jpeg, bare_png, bare_webp

PDF, DOCX, XLSX, ODT, JPEG, PNG, WEBP, TXT = (
    "pdf", "docx", "xlsx", "odt", "jpeg", "png", "webp", "txt",
)  # fmt: skip
#: What may stand behind the dot for each type.
ENDINGS = {JPEG: ("jpg", "jpeg", "jpe", "jfif"), TXT: ("txt", "text")}
ALLOWED = _("Keep PDF, Word (.docx), Excel (.xlsx), OpenDocument (.odt), plain text or a picture.")

_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", _("This is an old Office file, or one with a password. Save it as .docx, .xlsx or PDF.")),
    (b"{\\rtf", _("This is an RTF file. Save it as .docx or PDF.")),
    (b"#!", _("This is a script. Scripts are not kept.")),
    (b"GIF8", _("This is a GIF picture. Save it as PNG or JPEG.")),
    (b"II*\x00", _("This is a TIFF picture. Save it as PDF, PNG or JPEG.")),
    (b"MM\x00*", _("This is a TIFF picture. Save it as PDF, PNG or JPEG.")),
    (b"\x1f\x8b", _("This file is compressed. Unpack it and keep what is inside.")),
    (b"7z\xbc\xaf", _("This file is compressed. Unpack it and keep what is inside.")),
    (b"Rar!", _("This file is compressed. Unpack it and keep what is inside.")),
    (b"BZh", _("This file is compressed. Unpack it and keep what is inside.")),
    (b"\xfd7zXZ", _("This file is compressed. Unpack it and keep what is inside.")),
    (b"PK\x05\x06", _("This is an empty archive.")),
)  # fmt: skip
_BINARY = (
    (b"MZ", _("This is a program. Programs are not kept.")),
    (b"\x7fELF", _("This is a program. Programs are not kept.")),
    (b"BM", _("This is a bitmap. Save it as PNG or JPEG.")),
)
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"})
_FILM = _("This is a film or a recording. %(allowed)s", allowed=ALLOWED)
_HEIC = _(
    "This is a HEIC picture: where it was taken cannot be taken out of it. Save it as JPEG; a phone"
    " does so by itself when the picture is chosen here."
)
_TWO = _("This file is two types at once: something is hidden behind its end. It was not kept.")
_MARKUP = _("This text is a web page, a drawing or a script. It was not kept.")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
#: What a browser or an interpreter would run, at the start of a text or as a tag inside it.
_RUNS = re.compile(
    r"^\s*(<\?|<!|<%|@echo\b)"
    r"|<\s*/?\s*(html|head|body|script|svg|iframe|object|embed|meta|form|img|style)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sound:
    """A file that may be kept: its type, and its bytes without what a camera wrote into them."""

    type: str
    data: bytes


def examine(content: bytes, typed_name: str) -> Sound:
    """The type and the bytes to keep. Raises UnusableFile with the sentence to show."""
    if not content.strip(b"\x00 \t\r\n"):
        raise UnusableFile(_("The file is empty."))
    found = _look(content)
    ending = extension_of(typed_name)
    if ending and ending not in ENDINGS.get(found.type, (found.type,)):
        raise UnusableFile(
            _(
                "The name ends in .%(ending)s, but the file is %(type)s. Save it again as what it is.",
                ending=ending, type=found.type.upper(),
            )
        )  # fmt: skip
    return found


def _look(content: bytes) -> Sound:
    for start, reader in _READERS:
        if content.startswith(start):
            return reader(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Sound(WEBP, _alone(bare_webp(content)))
    _refuse_foreign(content)
    return Sound(TXT, _text(content))


def _pdf(content: bytes) -> Sound:
    check_pdf(content)
    return Sound(PDF, _alone(content))


_READERS: tuple[tuple[bytes, Callable[[bytes], Sound]], ...] = (
    (b"%PDF-", _pdf),
    (b"PK\x03\x04", lambda content: Sound(office_type(content), content)),
    (b"\xff\xd8\xff", lambda content: Sound(JPEG, _alone(bare_jpeg(content)))),
    (b"\x89PNG\r\n\x1a\n", lambda content: Sound(PNG, _alone(bare_png(content)))),
)


def _refuse_foreign(content: bytes) -> None:
    """Raise UnusableFile with the right advice where the first bytes are those of another kind."""
    if content[4:8] == b"ftyp":
        raise UnusableFile(_HEIC if content[8:12] in _HEIC_BRANDS else _FILM)
    # A note may begin with "BMI": what is binary has a NUL near its start.
    is_binary = b"\x00" in content[:64]
    for start, sentence in (*_FOREIGN, *(_BINARY if is_binary else ())):
        if content.startswith(start):
            raise UnusableFile(sentence)


def _alone(content: bytes) -> bytes:
    """The bytes, unless a zip hangs behind them: then a program would open the zip instead."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise UnusableFile(_TWO)
    return content


def _text(content: bytes) -> bytes:
    """Plain text in UTF-8. Raises UnusableFile for anything else, and for markup and scripts."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UnusableFile(
            _("What kind of file this is cannot be told. %(allowed)s", allowed=ALLOWED)
        )
    if _CONTROLS.search(text):
        raise UnusableFile(
            _("What kind of file this is cannot be told. %(allowed)s", allowed=ALLOWED)
        )
    if _RUNS.search(text):
        raise UnusableFile(_MARKUP)
    return text.encode()
