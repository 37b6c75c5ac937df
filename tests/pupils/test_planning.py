"""What a row of a file would do, case by case, and the rules of status and needs as a table."""

import datetime
from decimal import Decimal

import pytest

from pupils.files import detect, read
from pupils.identifiers import upn_check_letter
from pupils.models import NeedType, SenStatus
from pupils.needs import short_name, why_not
from pupils.planned import RowPlan, SchoolNow, counts_of
from pupils.planning import plan
from tests.factories.pupils import PupilFactory, on_register
from tests.factories.staff import SchoolFactory
from tests.pupils.files import TEMPORARY, UPNS, export, row, transfer

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def school(db):
    return SchoolFactory()


def plans(school, *rows, headings=None) -> list[RowPlan]:
    content = export(*rows, headings=headings) if headings else export(*rows)
    reading = read(content, kind=detect(content), today=TODAY)
    return plan(reading.rows, SchoolNow.read(school.pk, TODAY))


def one(school, *args, **kwargs) -> RowPlan:
    return plans(school, row(*args, **kwargs))[0]


def known(school, **fields):
    return PupilFactory(
        school=school, upn=UPNS[0], surname="Wrenfield", forename="Tobias", **fields
    )


def test_plan_leaves_what_the_file_leaves_empty(school):
    known(school, known_as="Toby", form="8B", admission_number="7")
    assert one(school, UPNS[0]).outcome == "unchanged"


def test_plan_puts_a_pupil_back_on_roll_whom_the_file_shows_without_leaving_date(school):
    known(school, left_on=datetime.date(2026, 7, 17))
    assert one(school, UPNS[0]).fields == {"left_on": (datetime.date(2026, 7, 17), None)}


def test_plan_keeps_dates_that_would_contradict_each_other(school):
    known(school, joined_on=datetime.date(2026, 9, 1))
    found = one(school, UPNS[0], left="17/07/2026")
    assert found.fields == {}
    assert "leaving date would be before" in found.warnings[0]


def test_plan_keeps_a_permanent_upn_before_a_temporary_one(school):
    PupilFactory(school=school, upn=UPNS[0], surname="Wrenfield", forename="Tobias")
    found = one(school, TEMPORARY)
    assert "upn" not in found.fields
    assert "permanent one is kept" in found.warnings[0]


def test_plan_warns_of_an_authority_nobody_knows_and_takes_the_pupil(school):
    body = "999400025004"
    found = one(school, upn_check_letter(body) + body)
    assert found.outcome == "new"
    assert any("authority 999" in words for words in found.warnings)


def test_plan_refuses_the_second_row_of_a_pupil(school):
    known(school, admission_number="7")
    first, second = plans(school, row(UPNS[0]), row("", "Wrenfield", "Tobias", number="7"))
    assert first.outcome == "unchanged"
    assert second.outcome == "refused"
    assert "line 2" in second.reason


def test_plan_refuses_an_unknown_pupil_without_names(school):
    found = plans(school, (UPNS[0], "8B"), headings=("UPN", "Reg"))[0]
    assert found.outcome == "refused"
    assert "not known here" in found.reason


def test_plan_begins_a_status_on_the_files_day_and_never_before_the_one_that_stands(school):
    pupil = on_register(known(school), "K")
    headings = ("UPN", "SEN status", "SEN start date", "Main need")
    found = plans(school, (UPNS[0], "E", "01/10/2026", "SLCN"), headings=headings)[0]
    assert found.status.starts_on == datetime.date(2026, 10, 1)
    SenStatus.objects.filter(pupil=pupil).update(starts_on=datetime.date(2026, 11, 1))
    found = plans(school, (UPNS[0], "E", "01/10/2026", "SLCN"), headings=headings)[0]
    assert found.status.starts_on == TODAY


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (
            "01/01/2025",
            ["The file says SEN support since 1 Jan 2025; the register says since 1 Nov 2025. "
             "Nothing was changed."],
        ),
        ("01/11/2025", []),
        ("01/12/2025", []),
    ],
)  # fmt: skip
def test_plan_says_when_the_file_has_the_same_status_from_an_earlier_day(school, day, said):
    pupil = on_register(known(school), "K")
    SenStatus.objects.filter(pupil=pupil).update(starts_on=datetime.date(2025, 11, 1))
    headings = ("UPN", "SEN status", "SEN start date", "Main need")
    found = plans(school, (UPNS[0], "K", day, "SLCN"), headings=headings)[0]
    assert found.status is None
    assert [words for words in found.warnings if "register says" in words] == said


@pytest.mark.parametrize("code", ["S", "A", "P"])
def test_plan_keeps_a_retired_status_as_history_where_the_file_has_its_days(school, code):
    pupil = known(school)
    [dated] = plans(
        school, (pupil.upn, code, "02/09/2010", "31/08/2014"),
        headings=("UPN", "SEN status", "SEN start date", "SEN end date"),
    )  # fmt: skip
    assert dated.warnings == []
    assert dated.changes == {"sen_history": ("", f"{code} from 2 Sep 2010 to 31 Aug 2014")}


def test_plan_says_once_that_a_retired_status_without_days_is_left_out(school):
    pupil = known(school)
    for headings, cells in (
        (("UPN", "SEN status"), (pupil.upn, "S")),
        (("UPN", "SEN status", "SEN start date"), (pupil.upn, "S", "02/09/2010")),
    ):
        [found] = plans(school, cells, headings=headings)
        assert found.changes == {}
        assert found.warnings == [
            "SEN status S is retired, so it can only be kept as history; it is left out, because "
            "the file gives no first and last day for it."
        ]


def test_plan_ends_needs_with_no_sen_and_nsa_with_a_plan(school):
    on_register(known(school), "K", "NSA")
    assert one(school, UPNS[0], sen="N").needs == []
    found = one(school, UPNS[0], sen="E")
    assert found.needs == []
    assert any("No main need" in words for words in found.warnings)


def test_plan_leaves_out_needs_that_are_not_in_use(school):
    known(school)
    NeedType.objects.filter(code="DS").update(valid_until=datetime.date(2025, 8, 31))
    found = one(school, UPNS[0], sen="K", need="DS", second="ASD")
    assert [kind.code for kind in found.needs] == ["ASD"]
    assert any("DS is left out" in words for words in found.warnings)


def test_plan_compares_attendance_to_one_decimal(school):
    known(school, attendance_percent=Decimal("91.4"))
    found = plans(school, (UPNS[0], "91.40%"), headings=("UPN", "Attendance"))[0]
    assert found.outcome == "unchanged"


def test_counts_of_a_plan_name_every_outcome(school):
    found = plans(school, row(UPNS[0]), row("A123456789001", "Wrong"))
    assert counts_of(found) == {"new": 1, "changed": 0, "unchanged": 0, "refused": 1}


@pytest.mark.parametrize(
    ("content", "kind"),
    [(transfer(), "ctf"), (b"\xef\xbb\xbf  <x/>", "ctf"), (export(row()), "sheet"), (b"", "sheet")],
)
def test_detect_tells_files_apart_by_what_is_in_them(content, kind):
    assert detect(content) == kind


@pytest.mark.parametrize(
    ("status", "codes", "says"),
    [
        ("N", [], ""),
        ("N", ["SLCN"], "has no needs"),
        ("K", ["SLCN"], ""),
        ("E", ["SLCN", "ASD"], ""),
        ("K", [], "need a main need"),
        ("E", [], "need a main need"),
        ("K", ["SLCN", "SLCN"], "must differ"),
        ("K", ["NSA"], ""),
        ("K", ["NSA", "ASD"], ""),
        ("K", ["ASD", "NSA"], "only be the main need"),
        ("E", ["NSA"], "SEN support only"),
        ("E", ["DS"], ""),
    ],
)
def test_why_not_says_what_the_rules_of_needs_refuse(status, codes, says):
    reason = why_not(status, codes)
    assert says in reason
    assert bool(reason) == bool(says)


def test_need_types_hold_every_current_code_and_never_offer_a_retired_one(school):
    offered = set(NeedType.objects.offered(school.pk).values_list("code", flat=True))
    assert offered == {
        "SPLD", "MLD", "SLD", "PMLD", "SEMH", "SLCN", "ASD", "HI", "VI", "MSI", "PD", "DS", "OTH",
        "NSA",
    }  # fmt: skip
    assert NeedType.objects.get(code="NSA").only_with_support
    assert NeedType.objects.get(code="BESD").valid_until == datetime.date(2014, 8, 31)
    assert not NeedType.objects.filter(source="").exists()
    assert short_name("SPLD") == "SpLD"
