from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupils.reading import values

READERS = (
    values.read_date,
    values.read_year_group,
    values.read_sex,
    values.read_yes_or_no,
    values.read_sen_code,
    values.read_need,
    values.read_percent,
    values.read_ethnicity,
    values.read_language,
)


@pytest.mark.parametrize(
    "text",
    [
        "09/03/2012",
        "9/3/2012",
        "09-03-2012",
        "09.03.2012",
        "2012-03-09",
        "2012-3-9",
        "09/03/2012 00:00",
        "09/03/2012 00:00:00",
        "2012-03-09T00:00:00",
        "2012-03-09 00:00:00",
        "2012-03-09T00:00:00Z",
        "2012-03-09T00:00:00.000+01:00",
        "9 Mar 2012",
        "09-Mar-2012",
        "9 March 2012",
        "40977",
        "40977.0",
    ],
)
def test_read_date_knows_the_usual_ways_to_write_a_day(text):
    assert values.read_date(text) == date(2012, 3, 9)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/02/2012", "There is no day"),
        ("03/25/2012", "day, month, year"),
        ("00/00/0000", "There is no day"),
        ("9/3/12", "not a date"),
        ("2012", "not a date"),
        ("123456", "not a date"),
        ("soon", "not a date"),
        ("9 Foo 2012", "not a date"),
        ("٠٩/٠٣/٢٠١٢", "not a date"),
    ],
)
def test_read_date_refuses_what_is_no_day_or_could_be_two(text, words):
    with pytest.raises(ValueError, match=words):
        values.read_date(text)


@given(st.dates(date(1954, 10, 4), date(2090, 1, 1)))
def test_read_date_reads_back_every_form_it_knows(day):
    days = (day - date(1899, 12, 30)).days
    for text in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d %b %Y}", f"{day:%d-%B-%Y}"):
        assert values.read_date(text) == day
    assert values.read_date(str(days)) == day
    assert values.EXCEL_DAY_ZERO + timedelta(days) == day


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Year 7", "7"),
        ("7", "7"),
        ("07", "7"),
        ("Yr 7", "7"),
        ("Y7", "7"),
        ("year  07", "7"),
        ("NC Year 7", "7"),
        ("7.0", "7"),
        ("Year 13", "13"),
        ("14", "14"),
        ("R", "R"),
        ("Reception", "R"),
        ("Year R", "R"),
        ("N1", "N1"),
        ("Nursery", "N2"),
        ("Nursery 1", "N1"),
        ("X", "X"),
        ("Year Group 9", "9"),
    ],
)
def test_read_year_group_knows_the_usual_forms(text, year):
    assert values.read_year_group(text) == year


@pytest.mark.parametrize("text", ["15", "0", "Year", "7A", "Year 7.5", "-1", "seven"])
def test_read_year_group_refuses_other_years(text):
    with pytest.raises(ValueError, match="not a year group"):
        values.read_year_group(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("K", "K"),
        ("k", "K"),
        ("K - SEN Support", "K"),
        ("K: SEN support", "K"),
        ("K-SEN", "K"),
        ("SEN Support", "K"),
        ("SEND support", "K"),
        ("N", "N"),
        ("N - No SEN", "N"),
        ("No Special Educational Need", "N"),
        ("No SEN", "N"),
        ("None", "N"),
        ("E", "E"),
        ("E - Education, Health and Care Plan", "E"),
        ("EHC Plan", "E"),
        ("EHCP", "E"),
        ("Education Health & Care Plan", "E"),
        ("S", "S"),
        ("Statement", "S"),
        ("A - School Action", "A"),
        ("School Action", "A"),
        ("P", "P"),
        ("School Action Plus", "P"),
        ("K (SEN support)", "K"),
    ],
)
def test_read_sen_code_knows_codes_words_and_retired_codes(text, code):
    assert values.read_sen_code(text) == code


@pytest.mark.parametrize("text", ["Z", "Kevin", "EAL", "Q - Assessment", "SEN", "7"])
def test_read_sen_code_refuses_other_words(text):
    with pytest.raises(ValueError, match="not a SEN status"):
        values.read_sen_code(text)


@pytest.mark.parametrize("code", values.NEED_CODES)
def test_read_need_knows_every_code_in_any_case_and_by_name(code):
    assert values.read_need(code) == (code, None)
    assert values.read_need(code.lower()) == (code, None)
    assert values.read_need(values.NEED_CODES[code].capitalize()) == (code, None)
    assert values.read_need(f"2 - {code}") == (code, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SpLD - Specific learning difficulty", ("SPLD", None)),
        ("Speech, Language & Communication Needs", None),
        ("Speech, Language and Communication Needs", ("SLCN", None)),
        ("1: MLD", ("MLD", 1)),
        ("1. MLD - Moderate Learning Difficulty", ("MLD", 1)),
        ("MLD (2)", ("MLD", 2)),
        ("Rank 2: ASD", ("ASD", 2)),
        ("Down's syndrome", ("DS", None)),
        ("Visual impairment", ("VI", None)),
        ("Other Difficulty/Disability", ("OTH", None)),
        ("Social, emotional and mental health", ("SEMH", None)),
        ("Multi-sensory impairment", ("MSI", None)),
    ],
)
def test_read_need_takes_the_rank_with_the_code_or_the_name(text, expected):
    assert values.read_need(text) == (expected or ("SLCN", None))


@pytest.mark.parametrize(
    ("text", "words"),
    [("BESD", "no longer"), ("Behaviour", "no longer"), ("XYZ", "national list"), ("2", "list")],
)
def test_read_need_refuses_retired_and_unknown_codes(text, words):
    with pytest.raises(ValueError, match=words):
        values.read_need(text)


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("94.5", "94.5"),
        ("94.5%", "94.5"),
        ("100", "100.0"),
        ("0", "0.0"),
        ("1", "1.0"),
        ("0.5%", "0.5"),
        ("93.68 %", "93.7"),
    ],
)
def test_read_percent_keeps_one_decimal(text, percent):
    assert str(values.read_percent(text)) == percent
    assert isinstance(values.read_percent(text), Decimal)


@pytest.mark.parametrize("text", ["100.1", "-1", "0.945", "n", "1e1", "94,5", "1000"])
def test_read_percent_refuses_shares_and_what_is_beyond_a_hundred(text):
    with pytest.raises(ValueError, match="percentage"):
        values.read_percent(text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Yes", True),
        ("y", True),
        ("TRUE", True),
        ("1", True),
        ("T", True),
        ("Yes - eligible", True),
        ("No", False),
        ("n", False),
        ("False", False),
        ("0", False),
        ("No, ended", False),
    ],
)
def test_read_yes_or_no_knows_the_words_of_school_systems(text, answer):
    assert values.read_yes_or_no(text) is answer


@pytest.mark.parametrize("text", ["perhaps", "Norman", "2", "yesterday"])
def test_read_yes_or_no_refuses_anything_between(text):
    with pytest.raises(ValueError, match="neither yes nor no"):
        values.read_yes_or_no(text)


@pytest.mark.parametrize(("text", "sex"), [("F", "F"), ("female", "F"), ("Male", "M"), ("m", "M")])
def test_read_sex_takes_letters_and_words(text, sex):
    assert values.read_sex(text) == sex
    with pytest.raises(ValueError, match="not F or M"):
        values.read_sex("7")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("WBRI", "WBRI"),
        ("WBRI - White - British", "WBRI"),
        ("White - British", "WBRI"),
        ("Pakistani (APKN)", "APKN"),
        ("Indian", "AIND"),
    ],
)
def test_read_ethnicity_takes_codes_and_main_groups(text, code):
    assert values.read_ethnicity(text) == code
    with pytest.raises(ValueError, match="not an ethnicity code"):
        values.read_ethnicity("Martian")


@pytest.mark.parametrize(
    ("text", "code"),
    [("ENG", "ENG"), ("POL - Polish", "POL"), ("Polish (POL)", "POL"), ("English", "ENG")],
)
def test_read_language_takes_codes_and_english(text, code):
    assert values.read_language(text) == code
    with pytest.raises(ValueError, match="not a language code"):
        values.read_language("Polish")


@pytest.mark.parametrize(
    ("language", "other"),
    [
        ("ENG", False),
        ("ENB", False),
        ("English", False),
        ("POL", True),
        ("Polish", True),
        ("REFU", None),
    ],
)
def test_speaks_other_than_english_is_unknown_where_nobody_said(language, other):
    assert values.speaks_other_than_english(language) is other


@given(st.sampled_from(READERS), st.text(min_size=1, max_size=60))
def test_readers_answer_or_refuse_with_a_sentence_whatever_the_text(read, text):
    try:
        read(text)
    except ValueError as wrong:
        sentence = str(wrong)
    else:
        return
    assert sentence.endswith(".")
    assert len(sentence) < 200
