from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pupils.reading import RankedNeed, SenSpell, TransferHeader, UnusableFile, read_ctf
from tests.factories.bombs import ctf_around
from tests.factories.files import ctf, invented_pupil, invented_pupils

TODAY = date(2026, 11, 23)
SAMPLE = ctf(invented_pupils(2))


def only(**changes):
    return read_ctf(ctf([invented_pupil(3, **changes)]), today=TODAY).rows[0]


def test_read_ctf_reads_each_pupil_with_history_needs_and_details():
    pupils = invented_pupils(40)
    found = read_ctf(ctf(pupils), today=TODAY)
    assert found.kind == "ctf"
    assert found.refused == []
    assert found.notes == []
    for row, pupil in zip(found.rows, pupils, strict=True):
        assert (row.upn, row.surname, row.forename) == (
            pupil["upn"],
            pupil["surname"],
            pupil["forename"],
        )
        assert (row.known_as, row.born_on, row.sex) == (
            pupil["known_as"],
            pupil["born_on"],
            pupil["sex"],
        )
        assert (row.year_group, row.ethnicity) == (pupil["year_group"], pupil["ethnicity"])
        assert (row.language, row.has_eal) == (pupil["language"], pupil["language"] != "ENG")
        assert row.sen == [SenSpell(pupil["sen"], pupil["sen_from"])]
        assert [need.code for need in row.needs] == pupil["needs"]
        assert (row.has_free_meals, row.has_pupil_premium) == (pupil["meals"], pupil["premium"])
        assert (row.is_looked_after, row.has_medical_flag) == (
            pupil["looked_after"],
            pupil["medical"],
        )
        assert row.joined_on == pupil["joined_on"]
        assert abs(row.attendance_percent - Decimal(pupil["attendance"])) < 1


def test_read_ctf_says_where_the_file_comes_from_and_goes_to():
    assert read_ctf(SAMPLE).header == TransferHeader(
        version="25.0",
        made_at="2026-07-14T15:20:00",
        qualifier="full",
        source_laestab="2072001",
        source_name="Linden Row Primary",
        destination_laestab="2074000",
    )


@pytest.mark.parametrize("version", ["24.0", "25.0", "26.0", "26", "25.1"])
def test_read_ctf_takes_the_versions_in_use_without_a_word(version):
    assert read_ctf(ctf(invented_pupils(1), version=version)).notes == []


@pytest.mark.parametrize(
    ("version", "words"), [("19.0", "CTF version 19.0"), ("27.0", "27.0"), ("", "does not say")]
)
def test_read_ctf_reads_other_versions_with_a_note(version, words):
    found = read_ctf(ctf(invented_pupils(1), version=version))
    assert words in found.notes[0]
    assert len(found.taken) == 1


@pytest.mark.parametrize(
    "changed",
    [
        SAMPLE.replace(b"CTfile", b"CTFile").replace(b"CTFversion", b"CTFVersion"),
        SAMPLE.replace(b"Surname", b"SURNAME").replace(b"SENprovision", b"SENProvision"),
        SAMPLE.replace(b"<CTfile>", b'<CTfile xmlns="urn:invented:ctf:26">'),
        SAMPLE.replace(b"CTfile", b"c:CTfile").replace(b"<c:CTfile>", b'<c:CTfile xmlns:c="urn:x">', 1),
        SAMPLE.replace(b"<Pupil>", b'<Pupil new="1"><NewIn26><Deep>x</Deep></NewIn26>'),
        SAMPLE.replace(b"Sex>", b"Gender>"),
        b"\xef\xbb\xbf" + SAMPLE,
        b"\n \n" + SAMPLE[SAMPLE.index(b"<CTfile>") :],
        SAMPLE.replace(b"<UPN>", b"<!-- a remark --><UPN><![CDATA[").replace(b"</UPN>", b"]]></UPN>"),
        SAMPLE.decode().replace("UTF-8", "ISO-8859-1").encode("latin-1", "xmlcharrefreplace"),
        SAMPLE.decode().replace("UTF-8", "windows-1252").encode("cp1252", "xmlcharrefreplace"),
    ],
)  # fmt: skip
def test_read_ctf_is_tolerant_of_case_namespace_encoding_and_unknown_elements(changed):
    plain, other = read_ctf(SAMPLE, today=TODAY).rows, read_ctf(changed, today=TODAY).rows
    for row, same in zip(plain, other, strict=True):
        row.line = same.line
    assert plain == other


def test_read_ctf_names_the_line_on_which_a_pupil_begins():
    found = read_ctf(SAMPLE)
    starts = [
        number for number, line in enumerate(SAMPLE.split(b"\n"), start=1) if b"<Pupil>" in line
    ]
    assert [row.line for row in found.rows] == starts


def test_read_ctf_keeps_the_history_of_sen_in_order_with_retired_codes():
    history = [
        ("K", "2015-09-01", "2020-08-31"),
        ("S", "2012-09-01", "2015-08-31"),
        ("E", "2020-09-01", None),
    ]
    row = only(history=history)
    assert row.sen == [
        SenSpell("S", date(2012, 9, 1), date(2015, 8, 31)),
        SenSpell("K", date(2015, 9, 1), date(2020, 8, 31)),
        SenSpell("E", date(2020, 9, 1)),
    ]
    assert [spell.is_historic for spell in row.sen] == [True, False, False]
    assert row.sen_code == "E"


@pytest.mark.parametrize(
    ("history", "words", "kept"),
    [
        ([("K", "2020-09-01", "2019-09-01")], "ends before it starts", 0),
        ([("K", "soon", None)], "not a date", 1),
    ],
)
def test_read_ctf_leaves_out_a_part_of_the_history_with_a_warning(history, words, kept):
    row = only(history=history, needs=[])
    assert not row.is_refused
    assert any(words in warning for warning in row.warnings)
    assert len(row.sen) == kept


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"upn": "Q207000016049"}, "should be P"),
        ({"surname": ""}, "Legal surname is missing"),
        ({"born_on": "2012-02-31"}, "no day"),
        ({"history": [("Z", "2020-09-01", None)]}, "not a SEN status"),
        ({"needs": ["XYZ"]}, "national list"),
        ({"upn": "", "born_on": ""}, "both names and the date of birth"),
    ],
)
def test_read_ctf_refuses_a_pupil_with_the_reason(changes, words):
    row = only(**changes)
    assert row.is_refused
    assert words in row.reason


def test_read_ctf_keeps_the_needs_that_go_with_the_status():
    row = only(sen="E", needs=["NSA", "DS"])
    assert row.needs == [RankedNeed("DS", 2)]
    assert any("NSA" in warning for warning in row.warnings)
    assert only(sen="K", needs=["NSA", "DS"]).needs == [RankedNeed("NSA", 1), RankedNeed("DS", 2)]


def test_read_ctf_never_takes_a_contact_or_another_school_for_the_pupil():
    row = only(known_as="", joined_on=None)
    assert row.surname != "Guardian"
    assert row.language == "POL"
    assert row.joined_on is None
    assert read_ctf(ctf([invented_pupil(3)], destination="9999999")).rows[0].joined_on == date(
        2024, 9, 2
    )


def test_read_ctf_takes_the_latest_year_of_attendance():
    years = "".join(
        f"<YearData><Year>{year}</Year><SessionsPossible>{possible}</SessionsPossible>"
        f"<SessionsAttended>{attended}</SessionsAttended></YearData>"
        for year, possible, attended in [
            (2026, 200, 190),
            (2024, 100, 50),
            (2027, 0, 0),
            (2028, "x", 1),
        ]
    )
    content = ctf_around(f"<Attendance>{years}</Attendance>")
    assert read_ctf(content).rows[0].attendance_percent == Decimal("95.0")


def test_read_ctf_refuses_the_second_of_the_same_pupil():
    pupil = invented_pupil(1)
    found = read_ctf(ctf([pupil, pupil]))
    assert [row.is_refused for row in found.rows] == [False, True]
    assert f"on line {found.rows[0].line}" in found.rows[1].reason


def test_read_ctf_only_speaks_of_fields_the_file_has():
    content = b"""<CTfile><CTFpupilData><Pupil><UPN>P207000016049</UPN><Surname>Ash</Surname>
    <Forename>Ann</Forename><DOB>2012-03-09</DOB></Pupil></CTFpupilData></CTfile>"""
    row = read_ctf(content, today=TODAY).rows[0]
    assert row.given == {"upn", "surname", "forename", "born_on"}
    assert row.blank == set()
    assert row.problems == []


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(SAMPLE) - 1), st.binary(max_size=3)), min_size=1, max_size=5
    )
)
def test_read_ctf_answers_or_refuses_whatever_was_changed_in_it(changes):
    content = bytearray(SAMPLE)
    for place, piece in changes:
        content[place : place + len(piece)] = piece
    try:
        rows, sentence = read_ctf(bytes(content), today=TODAY).rows, ""
    except UnusableFile as refused:
        rows, sentence = [], refused.sentence
    assert bool(rows) is not sentence.endswith(".")
    assert all(row.is_refused is bool(row.reason) for row in rows)
