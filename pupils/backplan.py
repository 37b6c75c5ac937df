"""The back-planner, pure: which day each step falls on, counted from a few known days, and how it stands.

A step of the school that falls on a day without school moves to the last school day before it: done
early it harms nobody. A day that law sets never moves; the step keeps it beside its own day. Days
outside the known terms are not taken for holidays, because next year's are often not entered yet.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.calendar import ONE_DAY, SATURDAY, Closure, Term
from pupils.statutory import REVIEW_MONTHS, UNDER_FIVE_REVIEW_MONTHS, ar_deadlines

Day = datetime.date
DONE, DONE_LATE, LATE, RISK, COMING = "done", "done_late", "late", "risk", "coming"
UNDER_FIVE = 5


@dataclass(frozen=True)
class Rule:
    """When a step is due: days from an anchor (negative: before it), for the school and by law.

    ``law`` is the last day that law allows, counted from the same anchor, or None. ``is_ours`` says
    that somebody of the school does it, so that it keeps clear of holidays.
    """

    code: str
    anchor: str
    offset: int
    law: int | None = None
    warn: int = 14
    is_ours: bool = True


@dataclass(frozen=True)
class Planned:
    """A step with its days: by when we do it, by when law wants it, from when it counts as at risk."""

    code: str
    due: Day
    law: Day | None
    warn: Day
    moved_from: Day | None = None


def lay_out(
    rules: Iterable[Rule],
    anchors: Mapping[str, Day],
    terms: Sequence[Term] = (),
    closures: Sequence[Closure] = (),
) -> list[Planned]:
    """Each rule whose anchor is known as a step with its days, the earliest first."""
    steps = []
    for rule in rules:
        start = anchors.get(rule.anchor)
        if start is None:
            continue
        wanted = start + datetime.timedelta(days=rule.offset)
        law = None if rule.law is None else start + datetime.timedelta(days=rule.law)
        due = last_school_day(wanted, terms, closures) if rule.is_ours else wanted
        warn = due - datetime.timedelta(days=rule.warn)
        steps.append(Planned(rule.code, due, law, warn, wanted if due != wanted else None))
    return sorted(steps, key=lambda step: step.due)


def last_school_day(day: Day, terms: Sequence[Term], closures: Sequence[Closure] = ()) -> Day:
    """``day``, or the last day before it on which pupils are in school, as far as terms are known."""
    found = day
    while _is_free(found, terms, closures):
        found -= ONE_DAY
    return found


def _is_free(day: Day, terms: Sequence[Term], closures: Sequence[Closure]) -> bool:
    if day.weekday() >= SATURDAY or any(one[0] <= day <= one[1] for one in closures):
        return True
    if any(starts <= day <= ends for starts, ends in terms):
        return False
    return any(ends < day for _starts, ends in terms) and any(day < starts for starts, _e in terms)


def state_of(*, due: Day, law: Day | None, warn: Day, done: Day | None, today: Day) -> str:
    """How a step stands: late only after the last day that counts, by law where law has one.

    Past the school's own day, or from ``warn`` on, it is at risk.
    """
    last = law or due
    if done:
        return DONE if done <= last else DONE_LATE
    if today > last:
        return LATE
    return RISK if today > due or today >= warn else COMING


def days_late(*, due: Day, law: Day | None, done: Day | None, today: Day) -> int:
    """Whole days after the last day that counts; 0 in time."""
    return max(0, ((done or today) - (law or due)).days)


def review_anchors(
    due: Day, meeting: Day | None, decision_sent: Day | None = None
) -> dict[str, Day]:
    """The days that the steps of an annual review are counted from.

    ``due`` is the day by which it must be complete, that is, its decision sent. Without a meeting the
    last day counts that still leaves the authority its four weeks. ``decision`` is the earlier of those
    four weeks and ``due``: both are law, and a meeting held too late wins no time.
    """
    held = meeting or due - datetime.timedelta(weeks=4)
    if decision_sent and decision_sent < held:
        decision_sent = None
    chain = ar_deadlines(held, decision_sent=decision_sent)
    return {
        "due": due,
        "meeting": held,
        "decision": min(chain["decision"], due),
        "final_plan": chain["final_plan"],
    }


def review_interval(born: Day, counted_from: Day) -> int:
    """Months to the next review: 12, and 6 for a child under five on the day it is counted from."""
    had = (counted_from.month, counted_from.day) >= (born.month, born.day)
    age = counted_from.year - born.year - (not had)
    return UNDER_FIVE_REVIEW_MONTHS if age < UNDER_FIVE else REVIEW_MONTHS
