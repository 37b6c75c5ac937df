"""What is wrong in a plan, and what changed in it: pure arithmetic, no database."""

import datetime

import pytest

from pupils.plan_comparing import Line, Page, compare
from pupils.plan_flags import (
    Flag,
    LineRow,
    NeedRow,
    OutcomeRow,
    Rows,
    StepRow,
    flags_of,
)

TODAY = datetime.date(2026, 11, 24)
WHOLE = {
    "what": "Talk group", "who": "HLTA", "group_size": 4, "minutes": 30, "times": 3, "weeks": 12,
    "starts_on": TODAY, "needs": ("n",), "outcomes": ("o",),
}  # fmt: skip


def codes(**rows) -> list[tuple[str, bool]]:
    usual = {
        "needs": [NeedRow("n")], "outcomes": [OutcomeRow("o", TODAY, needs=("n",))],
        "lines": [LineRow("l", **WHOLE)], "today": TODAY,
    }  # fmt: skip
    return [(flag.code, flag.is_bad) for flag in flags_of(Rows(**usual | rows))]


def test_a_plan_with_every_figure_and_thread_has_no_flag():
    assert codes() == []


@pytest.mark.parametrize(
    ("changed", "flags"),
    [
        ({"minutes": None}, [("no_minutes", True)]),
        ({"times": None}, [("no_rhythm", True)]),
        ({"who": ""}, [("nobody", True)]),
        ({"starts_on": None}, [("no_days", True)]),
        ({"weeks": None}, [("no_days", True)]),
        ({"weeks": None, "ends_on": TODAY}, []),
        ({"group_size": None}, [("no_group", False)]),
        ({"ends_on": TODAY - datetime.timedelta(days=1)}, [("run_out", False)]),
        ({"what": "Regular access to a quiet room"}, [("vague", False)]),
        ({"what": "Irregular verbs, ten a week"}, []),
        ({"what": "Help AS REQUIRED"}, [("vague", False)]),
    ],
)
def test_a_line_is_flagged_for_each_figure_it_lacks(changed, flags):
    assert codes(lines=[LineRow("l", **WHOLE | changed)]) == flags


def test_a_line_that_says_nothing_has_every_flag_and_leaves_both_ends_open():
    assert codes(lines=[LineRow("l", "Help")]) == [
        ("need_unmet", True), ("outcome_unserved", True), ("no_minutes", True), ("no_rhythm", True),
        ("nobody", True), ("no_days", True), ("serves_nothing", True), ("no_group", False),
    ]  # fmt: skip


def test_a_need_is_met_by_provision_and_answered_by_an_outcome():
    two = [NeedRow("n"), NeedRow("m"), NeedRow("health", must_be_met=False)]
    assert codes(needs=two) == [("need_unmet", True), ("need_open", False)]


@pytest.mark.parametrize(
    ("year", "strand", "flags"),
    [
        (8, "", []), (9, "", [("outcome_strand", False)]), (9, "health", []), (None, "", []),
    ],
)  # fmt: skip
def test_an_outcome_prepares_for_adulthood_from_year_9(year, strand, flags):
    assert codes(outcomes=[OutcomeRow("o", TODAY, strand, ("n",))], year=year) == flags


def test_a_step_says_by_when_and_how_one_knows():
    assert codes(steps=[StepRow("s", "o")]) == [("step_criterion", False), ("step_undated", False)]
    assert codes(steps=[StepRow("s", "o", "4 of 5", TODAY)]) == []
    assert codes(outcomes=[OutcomeRow("o", needs=("n",))]) == [("outcome_undated", True)]


def test_every_flag_says_its_rule_and_that_nobody_has_checked_it():
    found = flags_of(
        Rows([NeedRow("n")], [OutcomeRow("o")], [StepRow("s", "o")], [LineRow("l", "ongoing")], 10)
    )
    assert len(found) > 10
    assert all(isinstance(flag, Flag) and flag.source.endswith("Not checked.") for flag in found)
    assert {flag.key for flag in found} == {"n", "o", "s", "l"}


def page(*lines: Line, code: str = "b", title: str = "B. Needs") -> Page:
    return Page(code, title, lines)


def test_compare_follows_a_row_by_its_key():
    old = Line("1", "Reading", (("Rank", "1"), ("Type", "SpLD")))
    new = Line("1", "Reading aloud", (("Rank", "2"), ("Type", "SpLD")))
    [part] = compare([page(old, Line("2", "Gone"))], [page(new, Line("3", "New"))])
    assert [(one.kind, one.reworded, one.values) for one in part.changes] == [
        ("changed", True, (("Rank", "1", "2"),)), ("added", False, ()), ("removed", False, ()),
    ]  # fmt: skip


def test_compare_names_sections_that_came_or_went_and_leaves_out_the_same():
    one, other = page(Line("1", "Same")), page(Line("2", "F"), code="f", title="F. Provision")
    assert compare([one], [one]) == []
    [gone] = compare([one, other], [one])
    [come] = compare([one], [one, other])
    assert (gone.title, gone.changes[0].kind) == ("F. Provision", "removed")
    assert (come.title, come.changes[0].kind) == ("F. Provision", "added")


def test_a_line_on_one_line_leaves_out_what_is_empty():
    line = Line("1", "Talk group", (("Who", "HLTA"), ("Days", "")))
    assert line.text == "Talk group; Who: HLTA"
