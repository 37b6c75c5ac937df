"""What a file is, by its bytes: types that are kept, and files made to deceive or to hurt."""

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pupils.reading import UnusableFile
from pupils.sniffing import clean_name, examine, extension_of
from tests.factories import brought as papers
from tests.factories.bombs import central_places, lying_workbook, pack, patched, workbook_with

ZIP = pack({"a.txt": "hidden"})
MACRO_TYPES = papers.TYPES.replace("document.main+xml", "document.macroEnabled.main+xml")
OUTSIDE = (
    '<Relationship Id="r1" Type="http://x/relationships/{}" Target="http://evil.example/t"'
    ' TargetMode="External"/>'
)


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (papers.pdf(), "report.pdf", "pdf"),
        (papers.pdf(), "REPORT.PDF", "pdf"),
        (papers.pdf(), "no ending", "pdf"),
        (papers.docx(), "letter.docx", "docx"),
        (papers.docx(relations=OUTSIDE.format("hyperlink")), "letter.docx", "docx"),
        (papers.docx_with({"word/embeddings/chart.xlsx": workbook_with()}), "a.docx", "docx"),
        (workbook_with(), "scores.xlsx", "xlsx"),
        (papers.odt(), "letter.odt", "odt"),
        (papers.jpeg(), "photo.jpg", "jpeg"),
        (papers.jpeg(), "photo.JPEG", "jpeg"),
        (papers.png(), "scan.png", "png"),
        (papers.webp(), "scan.webp", "webp"),
        ("Zoë said “no”.".encode(), "note.txt", "txt"),
        ("Zoë said no".encode("cp1252"), "note.txt", "txt"),
        (b"BMI of 18, import from clinic; 3 < 4", "note.txt", "txt"),
    ],
)
def test_examine_tells_the_type_by_the_bytes(content, name, kind):
    assert examine(content, name).type == kind


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.pdf", "empty"),
        (papers.pdf(), "report.docx", "the file is PDF"),
        (papers.pdf(), "report.pdf.exe", "the file is PDF"),
        (papers.jpeg(), "photo.png", "the file is JPEG"),
        (b"plain words", "letter.pdf", "the file is TXT"),
        (b"plain words", "page.html", "the file is TXT"),
        (papers.docx(), "letter.docm", "the file is DOCX"),
        (b"<!DOCTYPE html><p>x", "a.txt", "web page"),
        (b"  <svg xmlns='x' onload='y'/>", "a.txt", "web page"),
        (b"words <script>alert(1)</script>", "a.txt", "web page"),
        (b"<?xml version='1.0'?><a/>", "a.txt", "web page"),
        (b"#!/bin/sh\nrm -rf /", "a.txt", "script"),
        (b"@echo off", "a.txt", "script"),
        (b"MZ\x90\x00\x03", "a.txt", "program"),
        (b"\x7fELF\x02\x01\x00", "a.pdf", "program"),
        (b"{\\rtf1 hello}", "a.rtf", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.doc", "old Office"),
        (b"GIF89a\x01\x00", "a.gif", "GIF"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "a.heic", "HEIC"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00", "a.mp4", "film"),
        (b"\x1f\x8b\x08\x00", "a.gz", "compressed"),
        (b"Rar!\x1a\x07", "a.rar", "compressed"),
        (ZIP, "a.zip", "archive"),
        ("words".encode("utf-16"), "a.txt", "cannot be told"),
        (b"\x01\x02\x03\xff\xfe", "a.bin", "cannot be told"),
        (b"a\x00b", "a.txt", "cannot be told"),
    ],
)
def test_examine_refuses_what_is_another_type_or_runs(content, name, words):
    with pytest.raises(UnusableFile, match=words):
        examine(content, name)


@pytest.mark.parametrize(
    "content",
    [papers.pdf(end=b"%%EOF\n" + ZIP), papers.jpeg() + ZIP, papers.png() + ZIP],
    ids=["pdf", "jpeg", "png"],
)
def test_examine_leaves_no_archive_behind_the_end_of_a_file(content):
    """A PDF with a zip behind it is refused; a picture ends where its own end mark stands."""
    assert zipfile.is_zipfile(io.BytesIO(content))
    kept, refusal = outcome(content)
    assert "two types" in refusal or not zipfile.is_zipfile(io.BytesIO(kept))


def outcome(content: bytes) -> tuple[bytes, str]:
    """The bytes that are kept, or the sentence of the refusal."""
    try:
        return examine(content, "").data, ""
    except UnusableFile as refusal:
        return b"", str(refusal)


@pytest.mark.parametrize(
    "inside",
    [
        b"3 0 obj <</S /JavaScript /JS (app.alert(1))>> endobj",
        b"3 0 obj <</S /J#61vaScript>> endobj",
        b"3 0 obj <</S /Launch /F (cmd.exe)>> endobj",
        b"3 0 obj <</Type /EmbeddedFile>> endobj",
        papers.object_stream(b"3 0 <</S /JavaScript>>"),
        papers.object_stream(b"3 0 <</S /#4c#61unch>>"),
    ],
)
def test_examine_refuses_a_pdf_that_runs_something(inside):
    with pytest.raises(UnusableFile, match="can run something"):
        examine(papers.pdf(inside), "a.pdf")


def test_examine_takes_a_pdf_whose_picture_holds_such_letters_by_chance():
    stream = b"4 0 obj <</Length 20>>\nstream\n\x01/JS\x02/Launch \nendstream\nendobj"
    assert examine(papers.pdf(stream), "a.pdf").type == "pdf"


def test_examine_refuses_a_pdf_without_its_end():
    with pytest.raises(UnusableFile, match="end is missing"):
        examine(papers.pdf(end=b""), "a.pdf")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (papers.docx_with({"word/vbaProject.bin": b"x"}), "macros"),
        (papers.docx_with({"[Content_Types].xml": MACRO_TYPES}), "macros"),
        (papers.docx_with({"word/activeX/activeX1.xml": "<a/>"}), "macros"),
        (papers.docx_with({"word/embeddings/oleObject1.bin": b"x"}), "another file"),
        (papers.docx_with({"word/media/picture.png": b"MZ\x90\x00"}), "another file"),
        (papers.docx_with({"word/embeddings/x.xlsx": ZIP}), "archive"),
        (papers.docx(relations=OUTSIDE.format("attachedTemplate")), "from elsewhere"),
        (papers.docx(relations=OUTSIDE.format("oleObject")), "from elsewhere"),
        (
            papers.docx_with({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}),
            "definitions",
        ),
        (papers.docx_with({"../../evil.txt": "x"}), "points outside"),
        (papers.docx_with({"word/media/big.bmp": b"\x00" * 40_000_000}), "far more than its size"),
        (papers.odt("application/vnd.oasis.opendocument.spreadsheet"), "archive"),
        (lying_workbook(), "damaged"),
    ],
)
def test_examine_refuses_office_files_that_run_fetch_or_burst(content, words):
    started = time.monotonic()
    with pytest.raises(UnusableFile, match=words):
        examine(content, "")
    assert time.monotonic() - started < 5


def test_examine_refuses_an_embedded_workbook_that_brings_more():
    nested = workbook_with()
    inner = pack(
        {"[Content_Types].xml": "x", "xl/embeddings/b.xlsx": nested, "xl/workbook.xml": "x"}
    )
    with pytest.raises(UnusableFile, match="another file"):
        examine(papers.docx_with({"word/embeddings/a.xlsx": inner}), "")


def test_examine_refuses_an_encrypted_office_file():
    whole = papers.docx()
    place = central_places(whole, "word/document.xml")[0]
    flags = int.from_bytes(whole[place + 8 : place + 10], "little") | 1
    with pytest.raises(UnusableFile, match="password"):
        examine(patched(whole, "word/document.xml", 8, "<H", flags), "")


def test_examine_takes_place_and_owner_out_of_pictures():
    """The words of the camera are in none of the bytes that are kept; the picture is."""
    words = b"51.5N 0.1W"
    shots = {
        "a.jpg": papers.jpeg(papers.exif(1, words), papers.segment(0xFE, words), tail=words),
        "a.png": papers.png(papers.chunk(b"tEXt", words), papers.chunk(b"eXIf", words), tail=words),
        "a.webp": papers.webp(papers.riff(b"EXIF", words), papers.riff(b"XMP ", words)),
    }
    for name, content in shots.items():
        assert words in content
        kept = examine(content, name).data
        assert words not in kept, name
        assert examine(kept, name).data == kept
    assert examine(shots["a.jpg"], "a.jpg").data == papers.jpeg()


@pytest.mark.parametrize(("side", "is_kept"), [(1, False), (6, True), (8, True), (99, False)])
def test_examine_keeps_which_side_of_a_photograph_is_up(side, is_kept):
    kept = examine(papers.jpeg(papers.exif(side)), "a.jpg").data
    assert (b"Exif" in kept) == is_kept
    if is_kept:
        assert b"\x01\x12\x00\x03\x00\x00\x00\x01" + side.to_bytes(2, "big") in kept


@pytest.mark.parametrize(
    "content",
    [
        papers.jpeg()[:-2],
        papers.jpeg()[:30],
        papers.png()[:-6],
        papers.png().replace(b"IDAT", b"IDAU"),
        papers.webp()[:-4],
        papers.png(width=60_000, height=60_000),
        papers.png(width=0),
    ],
)
def test_examine_refuses_pictures_that_are_broken_or_endless(content):
    with pytest.raises(UnusableFile, match=r"picture"):
        examine(content, "")


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([papers.pdf(), papers.docx(), papers.jpeg(), papers.png(), papers.webp()]),
    st.data(),
)
def test_examine_answers_any_damage_with_a_sentence(content, data):
    """Bytes changed and cut anywhere give a refusal or a sound file, and no other error."""
    broken = bytearray(content[: data.draw(st.integers(1, len(content)))])
    for _time in range(3):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    kept, refusal = outcome(bytes(broken))
    assert kept or refusal.endswith(".")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\EP report.pdf", "EP report.pdf"),
        ("a.pdf.exe", "a-pdf.pdf"),
        ("CON.pdf", "CON-file.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("Zoë’s  plan v1.2.pdf", "Zoë’s plan v1-2.pdf"),
        ('a"b;c|d.pdf', "a-b;c-d.pdf"),
        ("", "file.pdf"),
        (".pdf", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_clean_name_keeps_words_and_nothing_that_hurts(typed, kept):
    assert clean_name(typed, "pdf") == kept


@pytest.mark.parametrize(
    ("typed", "ending"),
    [
        ("a.PDF", "pdf"),
        ("a", ""),
        ("a.tar.gz", "gz"),
        ("v1. Final version", ""),
        ("a.pd\u202ef", "pdf"),
    ],
)
def test_extension_is_the_last_ending_in_small_letters(typed, ending):
    assert extension_of(typed) == ending
