"""Pictures without what a camera wrote into them: place, time, owner, comments, and all that follows.

The picture itself is not touched. A photograph that was taken sideways keeps the one fact of which
side is up, in a block written here. Sources: JPEG (ITU T.81, annex B), Exif 2.32, PNG (ISO 15948,
5.3 and 11), WebP container (RFC 9649).
"""

import re
import struct
import zlib
from collections.abc import Iterator

from pupils.reading.rows import UnusableFile
from pupils.sentences import Sentence as _

#: Width times height beyond which a picture is no letter or photograph.
MOST_DOTS = 120_000_000
_DAMAGED = _("The picture is damaged or not whole. Open it, save it again, and keep that.")
_TOO_LARGE = _("The picture has far more dots than a page or photograph. It was not opened.")
_EXIF = b"Exif\x00\x00"
_ORIENTATION = 0x0112
#: Segments of a JPEG that stay: how colours are coded (JFIF, Adobe), tables, frames, scans.
_APP, _COMMENT, _SCAN, _END = range(0xE0, 0xF0), 0xFE, 0xDA, 0xD9
_KEPT_APPS = frozenset({0xE0, 0xEE})
_NEXT_MARK = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT",
     b"bKGD", b"pHYs"}
)  # fmt: skip
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_EXIF_AND_XMP = 0b0000_1100


def bare_jpeg(content: bytes) -> bytes:
    """A JPEG up to its end mark, without Exif, XMP, comments and thumbnails. Raises UnusableFile."""
    kept, seen = [content[:2]], set()
    for mark, whole in _segments(content):
        seen.add(mark)
        if mark in _FRAMES:
            _measure(*struct.unpack_from(">HH", whole, 5))
        if mark == 0xE1 and whole[4:10] == _EXIF:
            kept.append(_upright(whole[10:]))
        elif _draws(mark, whole):
            kept.append(whole)
    if not {_SCAN, _END} <= seen or not seen & _FRAMES:
        raise UnusableFile(_DAMAGED)
    return b"".join(kept)


def _draws(mark: int, whole: bytes) -> bool:
    """Whether a segment is needed to draw the picture: APP2 is, as a colour profile."""
    if mark == _COMMENT or mark in _APP:
        is_profile = mark == 0xE2 and whole[4:16] == b"ICC_PROFILE\x00"
        return is_profile or mark in _KEPT_APPS
    return True


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Mark and bytes of each segment behind the first mark; a scan brings its coded dots along."""
    at = 2
    while at + 2 <= len(content):
        mark = content[at + 1]
        if content[at] != 0xFF:
            raise UnusableFile(_DAMAGED)
        if mark == _END:
            yield mark, content[at : at + 2]
            return
        if at + 9 > len(content) or (length := struct.unpack_from(">H", content, at + 2)[0]) < 2:
            raise UnusableFile(_DAMAGED)
        end = at + 2 + length
        end = _end_of_dots(content, end) if mark == _SCAN else end
        yield mark, content[at:end]
        at = end


def _end_of_dots(content: bytes, at: int) -> int:
    """Where the next mark stands: in coded dots FF is followed by 00, or by a restart mark."""
    found = _NEXT_MARK.search(content, at)
    return found.start() if found else len(content)


def _upright(tiff: bytes) -> bytes:
    """A block with the orientation alone, or nothing where it is the usual one or cannot be read."""
    side = _orientation(tiff)
    if side not in range(2, 9):
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, side, 0)
    block = _EXIF + b"MM\x00*" + struct.pack(">IH", 8, 1) + entry + b"\x00\x00\x00\x00"
    return b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block


def _orientation(tiff: bytes) -> int:
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(tiff[:4], "")
    try:
        start = struct.unpack_from(f"{order}I", tiff, 4)[0] if order else len(tiff)
        count = struct.unpack_from(f"{order}H", tiff, start)[0]
        for place in range(min(count, 100)):
            tag, _kind, _n, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * place)
            if tag == _ORIENTATION:
                return value
    except struct.error:
        return 0
    return 0


def bare_png(content: bytes) -> bytes:
    """A PNG up to its end, with the chunks that draw it and no others. Raises UnusableFile."""
    kept, at = [_PNG_START], len(_PNG_START)
    while at + 12 <= len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        whole = content[at : at + 12 + length]
        if len(whole) < 12 + length or zlib.crc32(whole[4:-4]) != int.from_bytes(whole[-4:], "big"):
            raise UnusableFile(_DAMAGED)
        if at == len(_PNG_START):
            if name != b"IHDR" or length != 13:
                raise UnusableFile(_DAMAGED)
            _measure(*struct.unpack_from(">II", whole, 8))
        if name in _PNG_KEPT:
            kept.append(whole)
        if name == b"IEND":
            return b"".join(kept)
        at += 12 + length
    raise UnusableFile(_DAMAGED)


def bare_webp(content: bytes) -> bytes:
    """A WebP with the chunks that draw it and no others. Raises UnusableFile."""
    size = struct.unpack_from("<I", content, 4)[0] + 8 if len(content) >= 12 else 0
    if not 12 < size <= len(content):
        raise UnusableFile(_DAMAGED)
    kept, at, drawn = [], 12, False
    while at + 8 <= size:
        name, length = struct.unpack_from("<4sI", content, at)
        whole = content[at : at + 8 + length + length % 2]
        if at + 8 + length > size:
            raise UnusableFile(_DAMAGED)
        if name == b"VP8X" and length >= 10:
            _measure(*(1 + int.from_bytes(whole[n : n + 3], "little") for n in (12, 15)))
            whole = whole[:8] + bytes([whole[8] & ~_EXIF_AND_XMP]) + whole[9:]
        drawn = drawn or name in (b"VP8 ", b"VP8L", b"ANMF")
        if name in _WEBP_KEPT:
            kept.append(whole)
        at += len(whole)
    if not drawn:
        raise UnusableFile(_DAMAGED)
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _measure(height: int, width: int) -> None:
    if not height or not width:
        raise UnusableFile(_DAMAGED)
    if height * width > MOST_DOTS:
        raise UnusableFile(_TOO_LARGE)
