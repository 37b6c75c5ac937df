"""The back-planner as tables: days out of holidays, law that never moves, how a step stands."""

import datetime

import pytest

from pupils.backplan import (
    Rule,
    days_late,
    last_school_day,
    lay_out,
    review_anchors,
    review_interval,
    state_of,
)


def d(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


TERMS = [(d("2026-09-01"), d("2026-12-18")), (d("2027-01-04"), d("2027-03-26"))]
CLOSED = [(d("2026-10-26"), d("2026-10-30"), "Half term")]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-24", "2026-11-24"),
        ("2026-11-22", "2026-11-20"),
        ("2026-10-28", "2026-10-23"),
        ("2026-12-28", "2026-12-18"),
        ("2026-08-26", "2026-08-26"),
        ("2027-05-05", "2027-05-05"),
        ("2027-05-09", "2027-05-07"),
    ],
    ids=[
        "school", "weekend", "half term", "holiday", "before known terms", "after them",
        "weekend after them",
    ],
)  # fmt: skip
def test_step_of_the_school_moves_to_the_last_school_day(day, expected):
    assert last_school_day(d(day), TERMS, CLOSED) == d(expected)


def test_lay_out_counts_from_anchors_and_leaves_law_where_it_is():
    rules = [
        Rule("report", "meeting", 14, law=14, warn=7),
        Rule("decision", "decision", 0, law=0, is_ours=False),
        Rule("ask", "meeting", -28),
        Rule("unknown", "transfer", -7),
    ]
    anchors = {"meeting": d("2026-12-10"), "decision": d("2027-01-03")}
    ask, report, decision = lay_out(rules, anchors, TERMS, CLOSED)
    assert (ask.code, ask.due, ask.law, ask.moved_from) == ("ask", d("2026-11-12"), None, None)
    assert (report.due, report.law, report.moved_from) == (
        d("2026-12-18"), d("2026-12-24"), d("2026-12-24"),
    )  # fmt: skip
    assert report.warn == d("2026-12-11")
    assert (decision.due, decision.law, decision.moved_from) == (
        d("2027-01-03"), d("2027-01-03"), None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("due", "law", "warn", "done", "expected", "late"),
    [
        ("2026-12-10", None, "2026-12-01", None, "coming", 0),
        ("2026-12-10", None, "2026-11-24", None, "risk", 0),
        ("2026-11-24", None, "2026-11-17", None, "risk", 0),
        ("2026-11-23", None, "2026-11-17", None, "late", 1),
        ("2026-11-20", "2026-11-30", "2026-11-30", None, "risk", 0),
        ("2026-11-20", "2026-11-23", "2026-11-01", None, "late", 1),
        ("2026-11-20", "2026-11-23", "2026-11-01", "2026-11-23", "done", 0),
        ("2026-11-20", "2026-11-23", "2026-11-01", "2026-11-24", "done_late", 1),
        ("2026-11-20", None, "2026-11-01", "2026-11-22", "done_late", 2),
    ],
)
def test_state_is_late_only_after_the_last_day_that_counts(due, law, warn, done, expected, late):
    today, law, done = d("2026-11-24"), law and d(law), done and d(done)
    stands = state_of(due=d(due), law=law, warn=d(warn), done=done, today=today)
    assert stands == expected
    assert days_late(due=d(due), law=law, done=done, today=today) == late


@pytest.mark.parametrize(
    ("due", "meeting", "sent", "decision", "final"),
    [
        # domain.md 12: meeting 2026-11-24, decision 12-22, plan 2027-02-16.
        ("2027-03-01", "2026-11-24", None, "2026-12-22", "2027-02-16"),
        # The year ends before the four weeks do: law is the earlier of the two.
        ("2026-12-10", "2026-11-24", None, "2026-12-10", "2027-02-16"),
        # An early decision brings the amended plan forward, eight weeks after it.
        ("2027-03-01", "2026-11-24", "2026-12-01", "2026-12-22", "2027-01-26"),
        # No meeting yet: counted from the last day that leaves four weeks.
        ("2026-12-22", None, None, "2026-12-22", "2027-02-16"),
    ],
)
def test_review_anchors_hold_both_rules(due, meeting, sent, decision, final):
    found = review_anchors(d(due), meeting and d(meeting), sent and d(sent))
    assert (found["decision"], found["final_plan"]) == (d(decision), d(final))


@pytest.mark.parametrize(
    ("born", "counted", "months"),
    [
        ("2022-11-24", "2026-11-24", 6),
        ("2021-11-25", "2026-11-24", 6),
        ("2021-11-24", "2026-11-24", 12),
        ("2012-03-09", "2026-11-24", 12),
    ],
)
def test_review_interval_is_half_a_year_below_five(born, counted, months):
    assert review_interval(d(born), d(counted)) == months
