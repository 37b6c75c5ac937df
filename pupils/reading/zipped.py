"""Whether a zip is safe to unpack, whatever it holds: zips can lie.

The directory at the end is measured before it is read; names, sizes, ratios and overlaps before
anything is unpacked; and then every part is unpacked once, in pieces and no further than it says.
What the parts must be is for whoever asks (workbooks of pupils, office files kept with a record).
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pupils.reading.rows import UnusableFile
from pupils.sentences import Sentence

PIECE = 256 * 1024

_END = b"PK\x05\x06"
_END_SIZE = 22
_LOCAL_HEADER = 30
_SYMLINK = 0o120000
_KIND_OF_FILE = 0o170000
#: What the library raises on a zip that is not sound.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)


@dataclass(frozen=True)
class Bounds:
    """How much a zip may hold (parts, and bytes), and the sentences that refuse it.

    A part larger than ``small_part`` may unpack to ``ratio`` times its packed size at most.
    """

    parts: int
    directory: int
    unpacked: int
    ratio: int
    small_part: int
    bomb: Sentence
    damaged: Sentence
    encrypted: Sentence
    outside: Sentence
    too_many: Sentence


def sound_parts(archive: zipfile.ZipFile, size: int, bounds: Bounds) -> list[zipfile.ZipInfo]:
    """The parts of an open zip of ``size`` bytes; raises UnusableFile where its directory lies."""
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > bounds.parts or len(set(names)) != len(names):
        raise UnusableFile(bounds.damaged)
    for part in parts:
        if part.flag_bits & 0x1:
            raise UnusableFile(bounds.encrypted)
        if (part.external_attr >> 16) & _KIND_OF_FILE == _SYMLINK or ".." in part.filename:
            raise UnusableFile(bounds.outside)
    total = sum(part.file_size for part in parts)
    if total > bounds.unpacked or any(_is_bomb(part, bounds) for part in parts):
        raise UnusableFile(bounds.bomb)
    _check_overlaps(parts, size, bounds)
    return parts


def check_directory(content: bytes, bounds: Bounds) -> None:
    """Measure the directory without reading it: a hundred thousand entries cost seconds."""
    end = content.rfind(_END, max(0, len(content) - _END_SIZE - 65_535))
    if end < 0 or len(content) < end + _END_SIZE:
        raise UnusableFile(bounds.damaged)
    count, size = struct.unpack_from("<HL", content, end + 10)
    if count > bounds.parts or size > bounds.directory:
        raise UnusableFile(bounds.too_many)


def unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, bounds: Bounds) -> bytes:
    """One part, unpacked in pieces, so that a false size is seen before it fills the memory."""
    found = bytearray()
    with archive.open(part) as file:
        while piece := file.read(PIECE):
            found += piece
            if len(found) > part.file_size:
                raise UnusableFile(bounds.bomb)
    if len(found) != part.file_size:
        raise UnusableFile(bounds.damaged)
    return bytes(found)


def parts_of(content: bytes, bounds: Bounds) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every part of a sound zip, one after the other. Raises UnusableFile."""
    check_directory(content, bounds)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in sound_parts(archive, len(content), bounds):
                yield part.filename, unpacked(archive, part, bounds)
    except DAMAGE as damage:
        raise UnusableFile(bounds.damaged) from damage


def _is_bomb(part: zipfile.ZipInfo, bounds: Bounds) -> bool:
    return part.file_size > max(bounds.small_part, bounds.ratio * part.compress_size)


def _check_overlaps(parts: Sequence[zipfile.ZipInfo], size: int, bounds: Bounds) -> None:
    """Parts that share bytes are how a small zip holds a large one."""
    end = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < end:
            raise UnusableFile(bounds.bomb)
        end = part.header_offset + _LOCAL_HEADER + len(part.filename) + part.compress_size
    if end > size:
        raise UnusableFile(bounds.damaged)
