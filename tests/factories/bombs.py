"""Files made to hurt whoever opens them, small enough to build inside a test."""

import io
import struct
import zipfile
from collections.abc import Mapping

from tests.factories.files import ctf, invented_pupils, mis_xlsx

SHEET = "xl/worksheets/sheet1.xml"
CENTRAL = b"PK\x01\x02"


def workbook_parts() -> dict[str, bytes]:
    """The parts of an honest workbook, by name."""
    with zipfile.ZipFile(io.BytesIO(mis_xlsx(invented_pupils(2)))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip of the parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook_with(**changed: bytes | str) -> bytes:
    """A workbook with parts replaced or added; ``sheet`` stands for its sheet."""
    names = {"sheet": SHEET, "styles": "xl/styles.xml", "texts": "xl/sharedStrings.xml"}
    return pack(workbook_parts() | {names.get(name, name): part for name, part in changed.items()})


def workbook_with_parts(extra: Mapping[str, bytes | str]) -> bytes:
    """A workbook with parts added under any name."""
    return pack(workbook_parts() | dict(extra))


def workbook_of(rows: str) -> bytes:
    """A workbook whose sheet holds ``rows`` as they stand."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return workbook_with(
        sheet=f'<?xml version="1.0"?><worksheet xmlns="{space}"><sheetData>{rows}</sheetData>'
        "</worksheet>"
    )


def central_places(content: bytes, name: str) -> tuple[int, int]:
    """Where the directory entry and the local header of one part begin."""
    at = content.find(CENTRAL)
    while at >= 0:
        length = struct.unpack_from("<H", content, at + 28)[0]
        if content[at + 46 : at + 46 + length] == name.encode():
            return at, struct.unpack_from("<L", content, at + 42)[0]
        at = content.find(CENTRAL, at + 1)
    raise LookupError(name)


def patched(content: bytes, name: str, offset: int, form: str, value: int) -> bytes:
    """The zip with one number changed in the directory entry of a part."""
    changed = bytearray(content)
    struct.pack_into(form, changed, central_places(content, name)[0] + offset, value)
    return bytes(changed)


def lying_workbook(size: int = 40_000_000) -> bytes:
    """A sheet that says it is 1,000 bytes long and is ``size``."""
    return patched(workbook_with(sheet=b" " * size), SHEET, 24, "<L", 1_000)


def overlapping_workbook() -> bytes:
    """Two parts of a workbook that share the same bytes."""
    honest = workbook_with()
    _, place = central_places(honest, SHEET)
    return patched(honest, "xl/styles.xml", 42, "<L", place)


def laughs(levels: int = 10) -> bytes:
    """Entities that grow tenfold at each level."""
    entities = "".join(
        f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, levels)
    )
    return (
        f'<?xml version="1.0"?><!DOCTYPE CTfile [<!ENTITY e0 "ha">{entities}]>'
        f"<CTfile><Header/><CTFpupilData>&e{levels - 1};</CTFpupilData></CTfile>"
    ).encode()


def ctf_around(inside: str) -> bytes:
    """A CTF whose only pupil holds ``inside``."""
    honest = ctf(invented_pupils(1)).decode()
    return honest.replace("<BasicDetails>", f"{inside}<BasicDetails>", 1).encode()
