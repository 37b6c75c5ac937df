import io
import socket
import time
import tracemalloc
import zipfile

import pytest

from pupils.reading import UnusableFile, read_ctf, read_sheet
from pupils.reading.limits import MAX_BYTES, MAX_ROWS
from tests.factories import bombs
from tests.factories.files import ctf, invented_pupils, mis_csv, mis_xlsx

HEADINGS = b"UPN,Surname,Forename,DOB\r\n"


def refusal(read, content):
    """The sentence with which a file is refused, which took under two seconds of work, however busy the machine is."""
    started = time.process_time()
    with pytest.raises(UnusableFile) as refused:
        read(content)
    assert time.process_time() - started < 2
    assert refused.value.sentence.endswith(".")
    return refused.value.sentence


class Endless(io.RawIOBase):
    """A stream that never ends, cannot be measured, and counts what was taken from it."""

    taken = 0

    def readable(self):
        return True

    def seekable(self):
        return False

    def read(self, size=-1):
        assert size >= 0, "nobody may ask for everything"
        self.taken += min(size, 1_000_000)
        return b"x" * min(size, 1_000_000)


@pytest.mark.parametrize("read", [read_sheet, read_ctf])
def test_a_file_of_a_hundred_megabytes_is_refused_unread(read, tmp_path):
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert "larger than 20 MB" in refusal(read, path)
    with path.open("rb") as file:
        assert "larger than 20 MB" in refusal(read, file)
        assert file.tell() == 0


@pytest.mark.parametrize("read", [read_sheet, read_ctf])
def test_a_stream_without_a_size_is_read_no_further_than_the_limit(read):
    endless = Endless()
    assert "larger than 20 MB" in refusal(read, endless)
    assert endless.taken <= MAX_BYTES + 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Excel"),
        (b"%PDF-1.7 abc", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"MZ\x90\x00", "program"),
        (b"\x1f\x8b\x08\x00", "compressed"),
        ("UPN,Surname".encode("utf-16"), "UTF-16"),
        ("UPN,Surname".encode("utf-16-le"), "UTF-16"),
        ("UPN,Surname".encode("utf-32"), "UTF-16"),
        (HEADINGS + b"B801200005001,Ash\x00,Ann,01/02/2013\r\n", "not text"),
        (HEADINGS + b"B801200005001,Ash\x1b[2J,Ann,01/02/2013\r\n", "not a text file"),
        (HEADINGS + b"B801200005001,Ash\x81\x8d,Ann,01/02/2013\r\n", "neither in UTF-8"),
        (b"just words without headings\r\n", "No headings"),
        (b"Surname,Forename\r\nAsh,Ann\r\n", "No headings"),
        (HEADINGS, "no pupil"),
        (
            HEADINGS + b'B801200005001,"Ash,Ann,01/02/2013\r\n' + b"x,y,z,q\r\n" * 9,
            "quotation marks",
        ),
        (HEADINGS + b'"' + b"x\r\n" * 60_000, "quotation marks"),
        (HEADINGS + b"\n" * 300_000, "100,000 lines"),
        (b"," * 3_000_000, "50,000 characters"),
        (HEADINGS + b"x" * 60_000, "50,000 characters"),
        (b"<html><body>Log in</body></html>", "XML or web page"),
    ],
)
def test_a_sheet_that_is_not_one_is_refused_with_advice(content, words):
    assert words in refusal(read_sheet, content)


def test_a_sheet_with_more_pupils_than_any_school_is_refused():
    line = b"B801200005001,Ash,Ann,01/02/2013\r\n"
    assert f"{MAX_ROWS:,}" in refusal(read_sheet, HEADINGS + line * (MAX_ROWS + 1))


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t=", "＝", " ="])
@pytest.mark.parametrize("column", ["surname", "forename", "known_as", "form", "admission_number"])
def test_a_cell_like_a_formula_refuses_its_line_only(mark, column):
    pupils = invented_pupils(3)
    pupils[1][column] = f'{mark}HYPERLINK("http://x")'
    found = read_sheet(mis_csv(pupils))
    assert [row.is_refused for row in found.rows] == [False, True, False]
    assert "as a formula does" in found.rows[1].reason
    assert "HYPERLINK" not in vars(found.rows[1]).get(column)


def test_a_formula_in_a_workbook_refuses_its_line_only():
    pupils = invented_pupils(3)
    pupils[2]["forename"] = "=1+1"
    found = read_sheet(mis_xlsx(pupils))
    assert [row.is_refused for row in found.rows] == [False, False, True]
    assert "as a formula does" in found.rows[2].reason


def test_a_cell_like_a_formula_in_a_ctf_refuses_its_pupil_only():
    pupils = invented_pupils(2)
    pupils[0]["forename"] = "=cmd|' /C calc'!A0"
    assert [row.is_refused for row in read_ctf(ctf(pupils)).rows] == [True, False]


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f", "\x85"])
def test_a_name_with_hidden_controls_is_refused(sign):
    pupils = invented_pupils(1)
    pupils[0]["surname"] = f"Ash{sign}grove"
    found = read_sheet(mis_csv(pupils))
    assert found.rows[0].is_refused is (sign != "\x85")
    assert sign not in found.rows[0].surname


def test_a_cell_longer_than_any_name_refuses_its_line():
    pupils = invented_pupils(1)
    pupils[0]["surname"] = "A" * 81
    assert "more than 80 characters" in read_sheet(mis_csv(pupils)).rows[0].reason


ROW = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>x</t></is></c></row>'
WORKBOOKS = {
    "a part that unpacks a thousandfold": (
        lambda: bombs.workbook_with(sheet=b" " * 30_000_000),
        "unpacks to far more",
    ),
    "many parts below the ratio": (
        lambda: bombs.workbook_with_parts(
            {f"xl/media/{n}.xml": b" " * 1_000_000 for n in range(60)}
        ),
        "unpacks to far more",
    ),
    "a part longer than it says": (bombs.lying_workbook, "damaged|unpacks to far more"),
    "parts that overlap": (bombs.overlapping_workbook, "damaged|unpacks to far more"),
    "an archive inside": (
        lambda: bombs.workbook_with_parts({"xl/embeddings/a.zip": bombs.pack({"a": b"a"})}),
        "other files or macros",
    ),
    "a macro": (lambda: bombs.workbook_with_parts({"xl/vbaProject.bin": b"a"}), "macros"),
    "far too many parts": (
        lambda: bombs.pack({f"{n}": b"" for n in range(40_000)}),
        "more than 200 parts",
    ),
    "a path that climbs": (
        lambda: bombs.workbook_with_parts({"../../etc/x": b"a"}),
        "points outside itself",
    ),
    "another kind of archive": (lambda: bombs.pack({"word/document.xml": b"<a/>"}), "not an Excel"),
    "half a file": (lambda: mis_xlsx(invented_pupils(3))[:3_000], "damaged"),
    "a definition": (
        lambda: bombs.workbook_with(sheet=bombs.laughs()),
        "DOCTYPE or ENTITY",
    ),
    "text in UTF-16": (
        lambda: bombs.workbook_with(sheet="<!DOCTYPE a><a/>".encode("utf-16")),
        "UTF-16",
    ),
    "more cells than a school": (
        lambda: bombs.workbook_of("<row><c/>" + "<c></c>" * 900_000 + "</row>"),
        "unpacks to far more|far more cells",
    ),
    "a sheet that is no XML": (lambda: bombs.workbook_with(sheet=b"<a><b></a>"), "cannot be read|No head"),
    "a far row": (lambda: bombs.workbook_of(ROW.format(999_999_999)), "beyond line 100,000|No headings"),
    "a row without a number": (lambda: bombs.workbook_of('<row r="x"/>'), "cannot be read"),
    "a sheet without headings": (lambda: bombs.workbook_of(ROW.format(1)), "No headings"),
    "a long text": (
        lambda: bombs.workbook_of(f"<row><c><v>{'1' * 200_000}</v></c></row>"),
        "far more cells",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("make", "words"), WORKBOOKS.values(), ids=WORKBOOKS.keys())
def test_a_hostile_workbook_is_refused_in_bounded_time(make, words):
    sentence = refusal(read_sheet, make())
    assert any(part in sentence for part in words.split("|")), sentence


def test_a_workbook_that_lies_about_a_size_does_not_fill_the_memory():
    content = bombs.lying_workbook(200_000_000)
    assert len(content) < 1_000_000
    tracemalloc.start()
    try:
        with pytest.raises(UnusableFile):
            read_sheet(content)
        assert tracemalloc.get_traced_memory()[1] < 32_000_000
    finally:
        tracemalloc.stop()


def test_a_workbook_with_a_password_is_refused():
    content = bombs.patched(bombs.workbook_with(), bombs.SHEET, 8, "<H", 1)
    assert "encrypted" in refusal(read_sheet, content)


def test_a_workbook_with_a_link_out_of_itself_is_refused():
    out = io.BytesIO(bombs.workbook_with())
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("xl/link.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert "points outside" in refusal(read_sheet, out.getvalue())


def test_a_workbook_with_a_far_stray_cell_is_refused_with_advice():
    honest = bombs.workbook_parts()[bombs.SHEET]
    stray = honest.replace(b"</sheetData>", ROW.format(1_048_576).encode() + b"</sheetData>")
    assert "Delete the lines below" in refusal(read_sheet, bombs.workbook_with(sheet=stray))


def test_a_workbook_with_a_cell_far_to_the_right_gives_its_pupils():
    honest = bombs.workbook_parts()[bombs.SHEET]
    wide = honest.replace(b"</row></sheetData>", b'<c r="XFD3"><v>1</v></c></row></sheetData>')
    assert wide != honest
    assert len(read_sheet(bombs.workbook_with(sheet=wide)).taken) == 2


EXTERNAL = (
    '<?xml version="1.0"?><!DOCTYPE CTfile [<!ENTITY x SYSTEM "{0}">]>'
    "<CTfile><CTFpupilData><Pupil><Surname>&x;</Surname></Pupil></CTFpupilData></CTfile>"
)
QUADRATIC = (
    f'<?xml version="1.0"?><!DOCTYPE CTfile [<!ENTITY a "{"a" * 25_000}">]>'
    f"<CTfile>{'&a;' * 5_000}</CTfile>"
)
TRANSFERS = {
    "exponential entities": (bombs.laughs, "DOCTYPE or ENTITY"),
    "quadratic entities": (QUADRATIC.encode, "DOCTYPE or ENTITY"),
    "a file as entity": (lambda: EXTERNAL.format("file:///etc/passwd").encode(), "DOCTYPE or ENTITY"),
    "an address as entity": (lambda: EXTERNAL.format("http://127.0.0.1:9/x").encode(), "DOCTYPE or ENTITY"),
    "a document type": (
        lambda: b'<!DOCTYPE CTfile SYSTEM "http://127.0.0.1:9/x.dtd"><CTfile/>',
        "DOCTYPE or ENTITY",
    ),
    "UTF-16": (lambda: ctf(invented_pupils(1)).decode().encode("utf-16"), "UTF-16"),
    "UTF-16 without a mark": (lambda: ctf([]).decode().encode("utf-16-be"), "UTF-16"),
    "UTF-7": (lambda: ctf([]).replace(b"UTF-8", b"UTF-7"), "in utf-7"),
    "an encoding of another world": (lambda: ctf([]).replace(b"UTF-8", b"cp037"), "in cp037"),
    "bytes that are not UTF-8": (
        lambda: bombs.ctf_around("<X>\ufffd</X>").replace(b"\xef\xbf\xbd", b"\xff"),
        "it is not",
    ),
    "ten thousand deep": (
        lambda: bombs.ctf_around("<a>" * 10_000 + "</a>" * 10_000),
        "nested more than",
    ),
    "millions of tags": (lambda: bombs.ctf_around("<a/>" * 2_000_000), "tags"),
    "one endless pupil": (lambda: bombs.ctf_around("<a/>" * 100_000), "far more details"),
    "one endless text": (lambda: bombs.ctf_around(f"<a>{'x' * 5_000_000}</a>"), "text of more than"),
    "one endless tag": (
        lambda: bombs.ctf_around("<a " + " ".join(f'b{n}=""' for n in range(50_000)) + "/>"),
        "text of more than",
    ),
    "half a file": (lambda: ctf(invented_pupils(5))[:-900], "damaged on line"),
    "crossed tags": (lambda: bombs.ctf_around("<a><b></a></b>"), "damaged on line"),
    "a control character": (lambda: bombs.ctf_around("<a>\x01</a>"), "damaged on line"),
    "an undeclared entity": (lambda: bombs.ctf_around("<a>&nbsp;</a>"), "damaged|definitions"),
    "another kind of XML": (lambda: b"<svg><script/></svg>", "not a Common Transfer File"),
    "a sheet": (lambda: mis_csv(invented_pupils(2)), "not an XML file"),
    "a workbook": (lambda: mis_xlsx(invented_pupils(2)), "UTF-16|not an XML|not text"),
    "no pupil": (lambda: ctf([]), "no pupil"),
    "no data": (lambda: b"<CTfile><Header/></CTfile>", "no pupil"),
    "too many pupils": (
        lambda: b"<CTfile><CTFpupilData>" + b"<Pupil/>" * (MAX_ROWS + 1) + b"</CTFpupilData></CTfile>",
        "more than 20,000 pupils",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("make", "words"), TRANSFERS.values(), ids=TRANSFERS.keys())
def test_a_hostile_ctf_is_refused_in_bounded_time_without_looking_elsewhere(
    make, words, monkeypatch
):
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("it reached out"))
    sentence = refusal(read_ctf, make())
    assert any(part in sentence for part in words.split("|")), sentence
