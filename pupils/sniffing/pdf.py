"""Whether a PDF is whole and passive: no program in it, no file inside it, nothing that starts another.

Names in a PDF may be written with hexadecimal letters (``/J#61vaScript``) and may stand inside
compressed object streams, so both are undone before looking. The words of the standard: ISO 32000-1,
7.3.5 (names), 7.5.7 (object streams), 12.6.4 (actions), 7.11.4 (embedded files).
"""

import re
import zlib

from pupils.reading.rows import UnusableFile
from pupils.sentences import Sentence as _

#: How much of all object streams is unpacked and looked at.
MOST_UNPACKED = 64 * 1024 * 1024
MOST_STREAMS = 20_000
_ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|ImportData)(?![A-Za-z0-9])"
)
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_OBJECT_STREAM = re.compile(rb"<<(?:[^>]|>(?!>))*?/Type\s*/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)


def check_pdf(content: bytes) -> None:
    """Raise UnusableFile where the PDF is cut short, or holds something active."""
    if b"%%EOF" not in content[-2048:]:
        raise UnusableFile(_("The PDF is not whole: its end is missing. Save it or scan it again."))
    _look(_plain(_without_streams(content)))
    left = MOST_UNPACKED
    for count, found in enumerate(_OBJECT_STREAM.finditer(content)):
        if count >= MOST_STREAMS or left <= 0:
            raise UnusableFile(_("The PDF unpacks to far more than its size. It was not kept."))
        opened = _inflate(content, found.end(), left)
        left -= len(opened)
        _look(_plain(opened))


def _look(names: bytes) -> None:
    if found := _ACTIVE.search(names):
        raise UnusableFile(
            _(
                "The PDF can run something or holds another file (%(what)s)."
                " Print it to a new PDF and keep that.",
                what=found[1].decode(),
            )
        )


def _plain(written: bytes) -> bytes:
    return _HEX.sub(lambda letter: bytes([int(letter[1], 16)]), written)


def _without_streams(content: bytes) -> bytes:
    """The PDF without its streams: pictures and fonts hold every sequence of bytes by chance."""
    kept, at = [], 0
    while (start := content.find(b"stream", at)) >= 0:
        end = content.find(b"endstream", start)
        if end < 0:
            break
        kept.append(content[at:start])
        at = end + len(b"endstream")
    kept.append(content[at:])
    return b" ".join(kept)


def _inflate(content: bytes, start: int, most: int) -> bytes:
    """One compressed stream, no further than ``most`` bytes; one of another kind as it stands."""
    end = content.find(b"endstream", start)
    packed = content[start : end if end >= 0 else len(content)]
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return packed
