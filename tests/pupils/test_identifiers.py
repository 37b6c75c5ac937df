import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupils import identifiers
from pupils.identifiers import CHECK_LETTERS

WORKED = [
    "B801200005001",
    "P207000016049",
    "D302400023001",
    "G933400118017",
    "L838400024001",
    "W941000020001",
    "X20240002501A",
    "U30240002407K",
    "R84140002603Z",
    "F20740002601T",
]
TEMPORARY = WORKED[-4:]
ONE_OF_EACH_LETTER = [
    "A207400025014",
    "B207400025005",
    "C207400025025",
    "D207400025016",
    "E207400025007",
    "F207400025027",
    "G207400025018",
    "H207400025009",
    "J207400025002",
    "K207400025022",
    "L207400025013",
    "M207400025004",
    "N207400025024",
    "P207400025015",
    "Q207400025006",
    "R207400025026",
    "T207400025017",
    "U207400025008",
    "V207400025001",
    "W207400025019",
    "X207400025012",
    "Y207400025003",
    "Z207400025023",
]

bodies = st.from_regex(r"[0-9]{11}[0-9A-HJ-NP-RT-Z]", fullmatch=True)
digits = st.integers(0, 9)


@pytest.mark.parametrize("upn", WORKED + ONE_OF_EACH_LETTER)
def test_upn_check_letter_agrees_with_the_worked_examples(upn):
    assert identifiers.upn_check_letter(upn[1:]) == upn[0]
    assert identifiers.is_valid_upn(upn)
    assert identifiers.is_temporary_upn(upn) is (upn in TEMPORARY)
    assert identifiers.what_is_wrong_with_upn(upn) == ""


def test_upn_check_letter_uses_every_letter_of_its_alphabet():
    assert "".join(upn[0] for upn in ONE_OF_EACH_LETTER) == CHECK_LETTERS


@pytest.mark.parametrize(
    ("upn", "words"),
    [
        ("Q207000016049", "should be P"),
        ("A123456789001", "should be Y"),
        ("", "this one has 0"),
        ("B80120000500", "this one has 12"),
        ("B8012000050011", "this one has 14"),
        ("I801200005001", "without I, O and S"),
        ("B80120000500O", "without I, O and S"),
        ("B80120000500S", "without I, O and S"),
        ("b801200005001", "a letter"),
        ("B8012000050\u0660\u0661", "a letter"),
        ("B80120000500\n", "a letter"),
        ("1801200005001", "a letter"),
        ("B8012000A5001", "a letter"),
    ],
)
def test_is_valid_upn_refuses_with_the_reason(upn, words):
    assert not identifiers.is_valid_upn(upn)
    assert not identifiers.is_temporary_upn(upn)
    assert words in identifiers.what_is_wrong_with_upn(upn)


@pytest.mark.parametrize(
    "body", ["", "80120000500", "8012000050011", "80120000500I", "80120000500\u0661"]
)
def test_upn_check_letter_refuses_what_is_not_a_body(body):
    with pytest.raises(ValueError, match="eleven digits"):
        identifiers.upn_check_letter(body)


@given(bodies, st.integers(0, 10), digits)
def test_upn_check_letter_catches_every_single_digit_change(body, place, digit):
    changed = body[:place] + str(digit) + body[place + 1 :]
    same = identifiers.upn_check_letter(changed) == identifiers.upn_check_letter(body)
    assert same is (changed == body)


@given(bodies, st.integers(0, 9))
def test_upn_check_letter_catches_every_swap_of_neighbours(body, place):
    swapped = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
    same = identifiers.upn_check_letter(swapped) == identifiers.upn_check_letter(body)
    assert same is (swapped == body)


@given(bodies, st.sampled_from(CHECK_LETTERS))
def test_is_valid_upn_accepts_exactly_one_first_letter(body, letter):
    right = identifiers.upn_check_letter(body)
    assert identifiers.is_valid_upn(letter + body) is (letter == right)


def test_is_valid_upn_cannot_tell_a_last_digit_from_the_letter_worth_it():
    assert identifiers.is_valid_upn("H207400025011")
    assert identifiers.is_valid_upn("H20740002501B")


@given(st.text(max_size=15))
def test_is_valid_upn_answers_for_any_text(text):
    assert identifiers.is_valid_upn(text) is (identifiers.what_is_wrong_with_upn(text) == "")


@pytest.mark.parametrize(
    ("authority", "known"),
    [
        ("207", True),
        ("838", True),
        ("839", True),
        ("820", True),
        ("943", True),
        ("941", True),
        ("001", True),
        ("999", False),
        ("000", False),
        ("200", False),
        ("939", False),
        ("944", False),
    ],
)
def test_upn_la_is_known_only_warns(authority, known):
    body = f"{authority}400025014"
    upn = identifiers.upn_check_letter(body) + body
    assert identifiers.upn_la_is_known(upn) is known
    assert identifiers.is_valid_upn(upn)


def test_upn_la_is_known_is_false_for_what_is_not_a_upn():
    assert not identifiers.upn_la_is_known("207")


@pytest.mark.parametrize("uln", ["9276308686", "1000000019", "1234567899", "9999999998"])
def test_is_valid_uln_accepts_the_known_numbers(uln):
    assert identifiers.is_valid_uln(uln)


@pytest.mark.parametrize(
    "uln",
    [
        "9999999999",
        "0000000000",
        "0276308686",
        "927630868",
        "92763086860",
        "927630868X",
        "",
        "9276308686\n",
    ]
    + [f"610000004{digit}" for digit in range(10)],
)
def test_is_valid_uln_refuses_placeholders_and_wrong_digits(uln):
    assert not identifiers.is_valid_uln(uln)


@given(st.integers(100_000_000, 999_999_999))
def test_is_valid_uln_accepts_at_most_one_check_digit(first_nine):
    remainder = sum((10 - place) * int(digit) for place, digit in enumerate(str(first_nine))) % 11
    valid = [digit for digit in range(10) if identifiers.is_valid_uln(f"{first_nine}{digit}")]
    assert valid == ([] if remainder == 0 else [10 - remainder])


def test_clean_brings_typed_text_to_the_form_that_is_kept():
    assert identifiers.clean(" b8012\u00a00000 5001\t") == "B801200005001"
