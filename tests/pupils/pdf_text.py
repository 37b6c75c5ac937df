"""What a reader can copy from a PDF made by core.paper_pdf: drawn letters, and every plain string in it."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.S)
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.S)
_SHOWN = re.compile(rb"/(f\d+) [\d.]+ Tf|\(((?:\\.|[^\\()])*)\)", re.S)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text_of(data: bytes) -> str:
    """Drawn letters, then titles, bookmarks and whatever else stands in the file unpacked."""
    objects = {int(number): body for number, body in _OBJECT.findall(data)}
    unpacked = {number: _unpacked(body) for number, body in objects.items()}
    named = dict(re.findall(rb"/(f\d+) (\d+) 0 R", b" ".join(objects.values())))
    letters = {name: _letters(objects, unpacked, int(font)) for name, font in named.items()}
    drawn = [_drawn(body, letters) for body in unpacked.values() if b"BT" in body]
    plain = b"\n".join([data, *(body for body in unpacked.values() if b"BT" not in body)])
    return "\n".join([*drawn, plain.decode("latin-1"), plain.decode("utf-16-be", "ignore")])


def _unpacked(body: bytes) -> bytes:
    stream = _STREAM.search(body)
    if not stream:
        return b""
    return zlib.decompress(stream[1]) if b"FlateDecode" in body else stream[1]


def _letters(objects: dict[int, bytes], unpacked: dict[int, bytes], font: int) -> dict[int, str]:
    """What each glyph of a font stands for, from its own table."""
    table = unpacked[int(re.search(rb"/ToUnicode (\d+)", objects[font])[1])]
    found = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
        for glyph, words in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(glyph, 16)] = bytes.fromhex(words.decode()).decode("utf-16-be")
    return found


def _drawn(body: bytes, letters: dict[bytes, dict[int, str]]) -> str:
    said, font = [], {}
    for name, shown in _SHOWN.findall(body):
        if name:
            font = letters.get(name, {})
            continue
        codes = _ESCAPED.sub(_byte, shown)
        pairs = zip(codes[::2], codes[1::2], strict=False)
        said.append("".join(font.get(high * 256 + low, "?") for high, low in pairs))
    return "".join(said)


def _byte(match: re.Match) -> bytes:
    escape = match[1]
    if escape.isdigit():
        return bytes([int(escape, 8)])
    return _PLAIN.get(escape, escape)
