"""Whether an Excel workbook is safe to unpack: it is a zip, and zips can lie.

The directory at the end is measured before it is read; names, sizes, ratios and overlaps before
anything is unpacked; and then every part is unpacked once, in pieces and no further than it says,
and looked at, before the library that understands workbooks sees it.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

from pupils.reading.limits import FAR_BETWEEN_TAGS, refuse_definitions
from pupils.reading.rows import UnusableFile
from pupils.sentences import Sentence as _

MAX_PARTS = 200
MAX_DIRECTORY = 64 * 1024
MAX_UNPACKED = 48 * 1024 * 1024
MAX_RATIO = 100
SMALL_PART = 1024 * 1024
PIECE = 256 * 1024
#: Tags by kind of part: cells take about four each, texts five, and nothing else needs many.
MAX_SHEET_TAGS = 1_000_000
MAX_TEXT_TAGS = 600_000
MAX_OTHER_TAGS = 60_000

_END = b"PK\x05\x06"
_END_SIZE = 22
_LOCAL_HEADER = 30
_SYMLINK = 0o120000
_KIND_OF_FILE = 0o170000
_NESTED = (".zip", ".xlsx", ".xlsm", ".docx", ".pptx", ".jar", ".gz", ".7z", ".rar", ".bin", ".exe")
_NEEDED = ("[Content_Types].xml", "xl/workbook.xml")

_BOMB = _("The workbook unpacks to far more than its size. It was not opened.")
_DAMAGED = _("The workbook is damaged. Open it in Excel, save it again, and send that.")
_TOO_MANY_CELLS = _("The workbook has far more cells than a list of pupils. It was not opened.")


def refuse_unsafe(content: bytes) -> None:
    """Raise UnusableFile unless ``content`` is a plain workbook of bounded size."""
    _check_directory(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_parts(parts)
            _check_overlaps(parts, len(content))
            for part in parts:
                _unpack(archive, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as damage:
        raise UnusableFile(_DAMAGED) from damage


def _check_directory(content: bytes) -> None:
    """Measure the directory without reading it: a hundred thousand entries cost seconds."""
    end = content.rfind(_END, max(0, len(content) - _END_SIZE - 65_535))
    if end < 0 or len(content) < end + _END_SIZE:
        raise UnusableFile(_DAMAGED)
    count, size = struct.unpack_from("<HL", content, end + 10)
    if count > MAX_PARTS or size > MAX_DIRECTORY:
        raise UnusableFile(
            _("The workbook has more than %(most)s parts. It was not opened.", most=MAX_PARTS)
        )


def _check_parts(parts: Sequence[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if len(parts) > MAX_PARTS or len(set(names)) != len(names):
        raise UnusableFile(_DAMAGED)
    if any(name not in names for name in _NEEDED):
        raise UnusableFile(_("This archive is not an Excel workbook (.xlsx)."))
    for part in parts:
        if part.flag_bits & 0x1:
            raise UnusableFile(_("The workbook is encrypted. Save it without a password."))
        if (part.external_attr >> 16) & _KIND_OF_FILE == _SYMLINK or ".." in part.filename:
            raise UnusableFile(_("The archive points outside itself. It was not opened."))
        if (
            part.filename.lower().endswith(_NESTED)
            and "printersettings" not in part.filename.lower()
        ):
            raise UnusableFile(
                _(
                    "The workbook holds other files or macros. Save only the sheet of pupils as .xlsx."
                )
            )
    if sum(part.file_size for part in parts) > MAX_UNPACKED or any(map(_is_bomb, parts)):
        raise UnusableFile(_BOMB)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > max(SMALL_PART, MAX_RATIO * part.compress_size)


def _check_overlaps(parts: Sequence[zipfile.ZipInfo], size: int) -> None:
    """Parts that share bytes are how a small zip holds a large one."""
    end = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < end:
            raise UnusableFile(_BOMB)
        end = part.header_offset + _LOCAL_HEADER + len(part.filename) + part.compress_size
    if end > size:
        raise UnusableFile(_DAMAGED)


def _unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpack one part in pieces, so that a false size is seen before it fills the memory."""
    unpacked = bytearray()
    with archive.open(part) as file:
        while piece := file.read(PIECE):
            unpacked += piece
            if len(unpacked) > part.file_size:
                raise UnusableFile(_BOMB)
    if len(unpacked) != part.file_size:
        raise UnusableFile(_DAMAGED)
    if part.filename.lower().endswith((".xml", ".rels", ".vml")):
        _look_at_xml(part.filename, bytes(unpacked))


def _look_at_xml(name: str, content: bytes) -> None:
    if b"\x00" in content or content.startswith((b"\xff", b"\xfe")):
        raise UnusableFile(_("The workbook holds text in UTF-16. Save it again in Excel."))
    refuse_definitions(content)
    if content.count(b"<") > _most_tags(name) or FAR_BETWEEN_TAGS.search(content):
        raise UnusableFile(_TOO_MANY_CELLS)


def _most_tags(name: str) -> int:
    if name.startswith("xl/worksheets/"):
        return MAX_SHEET_TAGS
    return MAX_TEXT_TAGS if "sharedstrings" in name.lower() else MAX_OTHER_TAGS
