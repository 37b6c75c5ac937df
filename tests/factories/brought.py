"""Files as people keep them with a record, and as others make them to hurt; small enough for a test."""

import struct
import zlib

from tests.factories.bombs import pack

PNG_START = b"\x89PNG\r\n\x1a\n"
TYPES = (
    '<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
DOCUMENT = '<?xml version="1.0"?><w:document><w:body><w:p>Words</w:p></w:body></w:document>'
RELATIONS = '<?xml version="1.0"?><Relationships>{}</Relationships>'


def pdf(inside: bytes = b"", end: bytes = b"%%EOF\n") -> bytes:
    """A PDF of one empty page, with objects added."""
    return (
        b"%PDF-1.7\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type /Pages /Kids [] /Count 0>>\nendobj\n" + inside + b"\ntrailer\n" + end
    )


def object_stream(inside: bytes) -> bytes:
    """Objects packed into a compressed stream, where a plain search does not find them."""
    packed = zlib.compress(inside)
    head = b"9 0 obj\n<</Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length %d>>\n" % len(
        packed
    )
    return head + b"stream\n" + packed + b"\nendstream\nendobj\n"


def docx(**changed: bytes | str) -> bytes:
    """A Word file; ``relations`` are lines among its relations, other names are parts."""
    lines = changed.pop("relations", "")
    parts = {
        "[Content_Types].xml": TYPES, "word/document.xml": DOCUMENT,
        "word/_rels/document.xml.rels": RELATIONS.format(lines),
    }  # fmt: skip
    return pack(parts | changed)


def docx_with(parts: dict[str, bytes | str]) -> bytes:
    """A Word file with parts under any name."""
    return docx(**parts)


def odt(mimetype: str = "application/vnd.oasis.opendocument.text") -> bytes:
    """An OpenDocument text."""
    return pack({"mimetype": mimetype, "content.xml": "<office/>", "META-INF/manifest.xml": "<m/>"})


def jpeg(*segments: bytes, tail: bytes = b"") -> bytes:
    """A JPEG of eight by eight dots with more segments ahead of its frame."""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 8, 8, 1) + b"\x01\x11\x00"
    scan = b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\x01\x00\x00\x3f\x00" + b"\x12\xff\x00\x34"
    jfif = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    return b"\xff\xd8" + jfif + b"".join(segments) + frame + scan + b"\xff\xd9" + tail


def segment(mark: int, inside: bytes) -> bytes:
    """One segment of a JPEG."""
    return bytes([0xFF, mark]) + struct.pack(">H", len(inside) + 2) + inside


def exif(side: int = 1, words: bytes = b"51.5N 0.1W") -> bytes:
    """Exif data with an orientation, and words where a camera writes the place."""
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, side, 0)
    return segment(0xE1, b"Exif\x00\x00II*\x00" + struct.pack("<IH", 8, 1) + entry + words)


def png(*chunks: bytes, width: int = 8, height: int = 8, tail: bytes = b"") -> bytes:
    """A PNG with more chunks ahead of its dots."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    dots = chunk(b"IDAT", zlib.compress(b"\x00" * 72))
    return PNG_START + head + b"".join(chunks) + dots + chunk(b"IEND", b"") + tail


def chunk(name: bytes, inside: bytes) -> bytes:
    """One chunk of a PNG."""
    return (
        struct.pack(">I", len(inside))
        + name
        + inside
        + struct.pack(">I", zlib.crc32(name + inside))
    )


def webp(*chunks: bytes) -> bytes:
    """A WebP with more chunks behind its dots."""
    head = riff(b"VP8X", b"\x0c\x00\x00\x00" + b"\x07\x00\x00" + b"\x07\x00\x00")
    body = b"WEBP" + head + riff(b"VP8 ", b"\x00" * 10) + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def riff(name: bytes, inside: bytes) -> bytes:
    """One chunk of a WebP."""
    return name + struct.pack("<I", len(inside)) + inside + b"\x00" * (len(inside) % 2)
