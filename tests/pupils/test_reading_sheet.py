from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pupils.reading import RankedNeed, SenSpell, UnusableFile, read_sheet
from pupils.reading.headings import LABELS, find_columns, says_who
from tests.factories import bombs
from tests.factories.files import STYLES, invented_pupil, invented_pupils, mis_csv, mis_xlsx, upn

TODAY = date(2026, 11, 23)
WORKBOOK = bombs.workbook_with()


def lines(*records, headings="UPN,Surname,Forename,DOB,SEN Status,SEN Need 1,SEN Need 2"):
    return read_sheet("\r\n".join([headings, *records]).encode(), today=TODAY)


def only(record, **kwargs):
    return lines(record, **kwargs).rows[0]


def as_written(pupil):
    """What a reader should make of an invented pupil."""
    needs = [RankedNeed(code, rank) for rank, code in enumerate(pupil["needs"], start=1)]
    return {
        "upn": pupil["upn"], "admission_number": pupil["admission_number"],
        "surname": pupil["surname"], "forename": pupil["forename"], "known_as": pupil["known_as"],
        "born_on": pupil["born_on"], "sex": pupil["sex"], "year_group": pupil["year_group"],
        "form": pupil["form"], "ethnicity": pupil["ethnicity"], "language": pupil["language"],
        "has_eal": pupil["language"] != "ENG", "is_looked_after": pupil["looked_after"],
        "has_pupil_premium": pupil["premium"], "has_free_meals": pupil["meals"],
        "has_medical_flag": pupil["medical"], "joined_on": pupil["joined_on"], "left_on": None,
        "attendance_percent": Decimal(pupil["attendance"]), "sen_code": pupil["sen"], "needs": needs,
    }  # fmt: skip


def says(row, pupil):
    return {name: getattr(row, name) for name in as_written(pupil)}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_read_sheet_reads_each_system_each_separator_each_encoding(style, separator, encoding):
    pupils = invented_pupils(20)
    content = mis_csv(pupils, style=style, separator=separator, encoding=encoding)
    found = read_sheet(content, today=TODAY)
    assert found.refused == []
    assert found.ignored_columns == []
    assert [says(row, pupil) for row, pupil in zip(found.rows, pupils, strict=True)] == [
        as_written(pupil) for pupil in pupils
    ]


def test_read_sheet_reads_windows_1252():
    pupils = [invented_pupil(0, surname="O’Dell", forename="Zoë")]
    row = read_sheet(mis_csv(pupils, encoding="cp1252"), today=TODAY).rows[0]
    assert (row.surname, row.forename) == ("O’Dell", "Zoë")


def test_read_sheet_composes_accents_so_that_a_name_has_one_spelling():
    row = only("P207000016049,Nu\u0301n\u0303ez,Zoe\u0308,09/03/2012,N,,")
    assert (row.surname, row.forename) == ("Núñez", "Zoë")


@pytest.mark.parametrize("date_format", ["%d/%m/%Y", "%Y-%m-%d", "%d %b %Y"])
def test_read_sheet_reads_dates_in_the_common_forms(date_format):
    found = read_sheet(mis_csv(invented_pupils(3), date_format=date_format), today=TODAY)
    assert [row.born_on for row in found.rows] == [pupil["born_on"] for pupil in invented_pupils(3)]


@pytest.mark.parametrize("style", STYLES)
def test_read_sheet_reads_a_workbook_with_real_dates_and_percentages(style):
    pupils = invented_pupils(12)
    found = read_sheet(mis_xlsx(pupils, style=style, title="SEND list"), today=TODAY)
    assert found.refused == []
    assert [says(row, pupil) for row, pupil in zip(found.rows, pupils, strict=True)] == [
        as_written(pupil) for pupil in pupils
    ]
    assert found.rows[0].line == 4


def test_read_sheet_counts_lines_as_an_editor_does():
    found = read_sheet(mis_csv(invented_pupils(3), title="All pupils, 23 Nov 2026"), today=TODAY)
    assert [row.line for row in found.rows] == [4, 5, 6]
    multi = lines(
        'P207000016049,"Ash\ngrove",Ann,09/03/2012,N,,', "B801200005001,Elm,Bo,01/02/2013,N,,"
    )
    assert [row.line for row in multi.rows] == [2, 4]
    assert multi.rows[0].surname == "Ash grove"


def test_read_sheet_shows_how_it_understood_the_headings():
    found = lines(
        "P207000016049,Ash,Ann,09/03/2012,Blue", headings="UPN,Surname,Forename,D.O.B.,House"
    )
    assert found.columns["Date of birth"] == "D.O.B."
    assert found.ignored_columns == ["House"]


def test_read_sheet_takes_the_legal_name_for_the_register_and_the_other_as_known():
    row = only(
        "P207000016049,Ash,Ann,Elm,Nan,09/03/2012",
        headings="UPN,Legal Surname,Legal Forename,Surname,Forename,DOB",
    )
    assert (row.surname, row.forename, row.known_surname, row.known_as) == (
        "Ash",
        "Ann",
        "Elm",
        "Nan",
    )


def test_read_sheet_leaves_a_known_name_empty_when_it_is_the_legal_one():
    row = only("P207000016049,Ash,Ann,ann,09/03/2012", headings="UPN,Surname,Forename,Known as,DOB")
    assert row.known_as == ""
    assert "known_as" in row.given


def test_read_sheet_splits_a_full_name_at_its_comma():
    row = only('"Ash, Ann Mary",09/03/2012', headings="Name,Date of birth")
    assert (row.surname, row.forename) == ("Ash", "Ann Mary")
    assert "comma" in only("Ann Ash,09/03/2012", headings="Name,Date of birth").reason


def test_read_sheet_keeps_surnames_that_look_like_nothing():
    row = only("P207000016049,Null,None,09/03/2012,N,,")
    assert (row.surname, row.forename) == ("Null", "None")


def test_read_sheet_tells_an_empty_cell_from_a_column_that_is_not_there():
    row = only("P207000016049,Ash,Ann,09/03/2012,,n/a,-")
    assert row.blank == {"sen_status", "need_1", "need_2"}
    assert row.given == {"upn", "surname", "forename", "born_on"}
    assert row.can_be_new


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ("Q207000016049,Ash,Ann,09/03/2012,N,,", "should be P"),
        ("P20700001604,Ash,Ann,09/03/2012,N,,", "13 characters"),
        ("P207000016049,,Ann,09/03/2012,N,,", "Legal surname is missing."),
        ("P207000016049,Ash,,09/03/2012,N,,", "Legal forename is missing."),
        (",Ash,Ann,,N,,", "both names and the date of birth"),
        ("P207000016049,Ash,Ann,31/02/2012,N,,", "There is no day"),
        ("P207000016049,Ash,Ann,09/03/2031,N,,", "in the future"),
        ("P207000016049,Ash,Ann,09/03/2012,Z,,", "not a SEN status"),
        ("P207000016049,Ash,Ann,09/03/2012,K,QQQ,", "national list"),
        ("P207000016049,Ash,Ann,09/03/2012,K,MLD,,surplus", "more cells than headings"),
    ],
)
def test_read_sheet_refuses_a_line_with_the_reason(record, words):
    row = only(record)
    assert row.is_refused
    assert words in row.reason


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (",Ash,Ann,09/03/2012,N,,", "UPN is missing"),
        ("P207000016049,Ash,Ann,09/03/1962,N,,", "age outside 2 to 26"),
        ("P207000016049,Ash,Ann,09/03/2012,N,MLD,", "does not go with the SEN status N"),
        ("P207000016049,Ash,Ann,09/03/2012,K,,MLD", "no main need"),
        ("P207000016049,Ash,Ann,09/03/2012,K,MLD,MLD", "there twice"),
        ("P207000016049,Ash,Ann,09/03/2012,E,NSA,", "NSA goes only with SEN support"),
        ("P207000016049,Ash,Ann,09/03/2012,K,MLD,NSA", "NSA goes only with SEN support"),
        ("P207000016049,Ash,Ann,09/03/2012,K,BESD,", "SEMH where that fits"),
        ("U999400023004,Ash,Ann,09/03/2012,K,MLD,", "authority 999"),
    ],
)
def test_read_sheet_takes_a_line_with_a_warning(record, words):
    row = only(record)
    assert row.reason == ""
    assert any(words in warning for warning in row.warnings), row.warnings


def test_read_sheet_reads_needs_by_rank_in_columns_and_in_one_cell():
    assert only("P207000016049,Ash,Ann,09/03/2012,K,NSA,SpLD").needs == [
        RankedNeed("NSA", 1),
        RankedNeed("SPLD", 2),
    ]
    headings = "UPN,SEN Status,SEN Needs"
    for cell in ("MLD; SLCN", "2 - SLCN; 1 - MLD", '"MLD, SLCN"', '"MLD\nSLCN"', "MLD|SLCN"):
        row = only(f"P207000016049,K,{cell}", headings=headings)
        assert row.needs == [RankedNeed("MLD", 1), RankedNeed("SLCN", 2)], cell
    ranked = "UPN,SEN Status,SEN Need 1,SEN Need 1 Rank,SEN Need 2,SEN Need 2 Rank"
    row = only("P207000016049,K,MLD,2,DS,1", headings=ranked)
    assert row.needs == [RankedNeed("DS", 1), RankedNeed("MLD", 2)]


def test_read_sheet_knows_when_the_status_began_and_what_is_history():
    headings = "UPN,SEN Status,SEN Start Date"
    row = only("P207000016049,K - SEN Support,02/09/2024", headings=headings)
    assert row.sen == [SenSpell("K", date(2024, 9, 2))]
    assert row.sen[0].is_current
    old = only("P207000016049,S,02/09/2010", headings=headings)
    assert old.sen[0].is_historic
    assert (old.sen_code, old.warnings) == ("", [])


def test_read_sheet_ends_a_retired_status_alone_on_the_files_day():
    headings = "UPN,SEN Status,SEN Start Date,SEN End Date"
    old = only("P207000016049,S,02/09/2010,31/08/2014", headings=headings)
    assert old.sen == [SenSpell("S", date(2010, 9, 2), date(2014, 8, 31))]
    row = only("P207000016049,K,02/09/2024,31/08/2025", headings=headings)
    assert row.sen == [SenSpell("K", date(2024, 9, 2))]
    assert row.warnings == [
        "SEN end date is not used: a status that is in use ends when another one begins."
    ]


def test_read_sheet_takes_an_ehc_plan_column_for_the_status_or_questions_it():
    headings = "UPN,SEN Status,EHC Plan"
    assert only("P207000016049,,Yes", headings=headings).sen_code == "E"
    assert only("P207000016049,,No", headings=headings).sen == []
    assert "EHC plan" in only("P207000016049,K,Yes", headings=headings).warnings[0]


def test_read_sheet_notes_words_for_codes_once_for_the_file():
    found = lines("P207000016049,Polish", "B801200005001,Welsh", headings="UPN,First Language")
    assert [row.problems for row in found.rows] == [[], []]
    assert found.notes == ["First language is in words on 2 lines; only codes are taken."]
    assert [row.has_eal for row in found.rows] == [True, True]
    assert [row.language for row in found.rows] == ["", ""]


def test_read_sheet_refuses_the_second_line_of_the_same_pupil():
    first = "P207000016049,Ash,Ann,09/03/2012,N,,"
    found = lines(first, "B801200005001,Ash,Ann,09/03/2012,N,,", first, ",ASH,ann,09/03/2012,N,,")
    assert [row.is_refused for row in found.rows] == [False, False, True, True]
    assert found.rows[2].reason == "The UPN is already on line 2."
    assert found.rows[3].reason == "This pupil is already on line 3."
    numbered = lines("P207000016049,12", "B801200005001,12", headings="UPN,Admission number")
    assert "Admission number is already on line 2" in numbered.rows[1].reason


def test_read_sheet_drops_wrong_numbers_that_are_not_the_key():
    row = only("P207000016049,9999999999,Q207000016049", headings="UPN,ULN,Former UPN")
    assert (row.uln, row.former_upn, row.is_refused) == ("", "", False)
    assert len(row.warnings) == 2
    good = only("P207000016049,9276308686,b801200005001", headings="UPN,ULN,Former UPN")
    assert (good.uln, good.former_upn) == ("9276308686", "B801200005001")


def test_read_sheet_leaves_out_a_leaving_date_before_the_admission_date():
    headings = "UPN,Admission Date,Leaving Date"
    row = only("P207000016049,01/09/2024,01/09/2023", headings=headings)
    assert row.left_on is None
    assert "left_on" not in row.given
    assert only("P207000016049,01/09/2023,01/09/2024", headings=headings).left_on == date(
        2024, 9, 1
    )


def test_read_sheet_skips_headings_repeated_on_each_page():
    content = mis_csv(invented_pupils(2))
    heading = content.split(b"\r\n")[0]
    found = read_sheet(content + heading + b"\r\n,,,\r\n", today=TODAY)
    assert len(found.rows) == 2


def test_read_sheet_finds_the_sheet_that_has_the_pupils():
    parts = bombs.workbook_parts()
    empty = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
    content = bombs.pack(parts | {bombs.SHEET: empty})
    with pytest.raises(UnusableFile, match="No headings"):
        read_sheet(content)


def test_read_sheet_takes_a_path_bytes_and_an_open_file(tmp_path):
    content = mis_csv(invented_pupils(2))
    path = tmp_path / "pupils.csv"
    path.write_bytes(content)
    with path.open("rb") as file:
        file.read(10)
        assert (
            len(read_sheet(file).rows)
            == len(read_sheet(path).rows)
            == len(read_sheet(content).rows)
            == 2
        )


def test_find_columns_gives_each_field_a_label_and_takes_each_column_once():
    headings = ["Student: UPN", "Pupil Premium", "Year", "Year Group", "SEN", "Legal surname"]
    found = find_columns(headings)
    assert found == {
        "upn": 0,
        "has_pupil_premium": 1,
        "year_group": 3,
        "sen_status": 4,
        "surname": 5,
    }
    assert set(found) <= set(LABELS)
    assert says_who(found)
    assert not says_who({"surname": 0, "forename": 1})


@given(st.lists(st.text(max_size=20), max_size=30))
def test_find_columns_never_gives_one_column_to_two_fields(headings):
    places = list(find_columns(headings).values())
    assert len(places) == len(set(places))


cells = st.text(max_size=25) | st.sampled_from(
    [upn(1), upn(2), "K", "MLD", "09/03/2012", "Year 7", '"', "=1"]
)
records = st.lists(st.lists(cells, max_size=9), max_size=6)


def found_or_refused(content):
    """The rows that were read, or none with a sentence that says why."""
    try:
        return read_sheet(content, today=TODAY).rows, ""
    except UnusableFile as refused:
        return [], refused.sentence


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(records)
def test_read_sheet_answers_or_refuses_whatever_stands_below_the_headings(records):
    headings = "UPN,Surname,Forename,DOB,SEN Status,SEN Need 1,SEN Need 2"
    rows, sentence = found_or_refused(
        "\n".join([headings, *map(",".join, records)]).encode("utf-8", "replace")
    )
    assert bool(rows) is not sentence.endswith(".")
    for row in rows:
        assert row.is_refused is bool(row.reason)
        assert row.is_refused or row.upn or row.can_be_new
        assert not row.needs or row.sen_code in ("K", "E", "")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from([b"", b"UPN,Surname\r\n", b"PK\x03\x04"]), st.binary(max_size=400))
def test_read_sheet_answers_or_refuses_whatever_the_bytes(start, content):
    rows, sentence = found_or_refused(start + content)
    assert bool(rows) is not sentence.endswith(".")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1_000_000), st.integers(0, 255)), min_size=1, max_size=6))
def test_read_sheet_answers_or_refuses_a_workbook_with_bytes_changed(changes):
    content = bytearray(WORKBOOK)
    for place, byte in changes:
        content[place % len(content)] = byte
    rows, sentence = found_or_refused(bytes(content))
    assert bool(rows) is not sentence.endswith(".")
