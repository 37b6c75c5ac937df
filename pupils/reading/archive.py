"""Whether an Excel workbook is safe to unpack: it is a zip, and zips can lie.

``zipped`` says whether the zip is sound; here each part is looked at before the library that
understands workbooks sees it.
"""

import io
import zipfile
from collections.abc import Sequence

from pupils.reading.limits import FAR_BETWEEN_TAGS, refuse_definitions
from pupils.reading.rows import UnusableFile
from pupils.reading.zipped import DAMAGE, Bounds, check_directory, sound_parts, unpacked
from pupils.sentences import Sentence as _

MAX_PARTS = 200
#: Tags by kind of part: cells take about four each, texts five, and nothing else needs many.
MAX_SHEET_TAGS = 1_000_000
MAX_TEXT_TAGS = 600_000
MAX_OTHER_TAGS = 60_000

_NESTED = (".zip", ".xlsx", ".xlsm", ".docx", ".pptx", ".jar", ".gz", ".7z", ".rar", ".bin", ".exe")
_NEEDED = ("[Content_Types].xml", "xl/workbook.xml")

_TOO_MANY_CELLS = _("The workbook has far more cells than a list of pupils. It was not opened.")
BOUNDS = Bounds(
    parts=MAX_PARTS,
    directory=64 * 1024,
    unpacked=48 * 1024 * 1024,
    ratio=100,
    small_part=1024 * 1024,
    bomb=_("The workbook unpacks to far more than its size. It was not opened."),
    damaged=_("The workbook is damaged. Open it in Excel, save it again, and send that."),
    encrypted=_("The workbook is encrypted. Save it without a password."),
    outside=_("The archive points outside itself. It was not opened."),
    too_many=_("The workbook has more than %(most)s parts. It was not opened.", most=MAX_PARTS),
)


def refuse_unsafe(content: bytes) -> None:
    """Raise UnusableFile unless ``content`` is a plain workbook of bounded size."""
    check_directory(content, BOUNDS)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_names(parts)
            for part in sound_parts(archive, len(content), BOUNDS):
                whole = unpacked(archive, part, BOUNDS)
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _look_at_xml(part.filename, whole)
    except DAMAGE as damage:
        raise UnusableFile(BOUNDS.damaged) from damage


def _check_names(parts: Sequence[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if any(name not in names for name in _NEEDED):
        raise UnusableFile(_("This archive is not an Excel workbook (.xlsx)."))
    for part in parts:
        if part.flag_bits & 0x1:
            raise UnusableFile(BOUNDS.encrypted)
        if (
            part.filename.lower().endswith(_NESTED)
            and "printersettings" not in part.filename.lower()
        ):
            raise UnusableFile(
                _(
                    "The workbook holds other files or macros. Save only the sheet of pupils as .xlsx."
                )
            )


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
