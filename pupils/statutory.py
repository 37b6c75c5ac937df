"""The statutory clock: by when law and practice want what is done for a pupil.

Everything is a plain ``datetime.date`` and the last day on which the step is in time. Weeks are
calendar weeks of seven days, holidays included: the Special Educational Needs and Disability
Regulations 2014 ("the Regulations") suspend nothing but for the exemptions of 5(4), 10(4) and 13(3).
No deadline moves to a later day because it falls on a weekend. A month or a year later is the same
day of the month, or the last day where that month is shorter. Law as it stood on 23 November 2026;
what is practice, and not law, is a constant or a default argument, so that a school can differ.
"""

import datetime
from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from core.calendar import ONE_DAY, Closure, Term, add_school_days, school_days

WEEK = datetime.timedelta(weeks=1)
YEAR = datetime.timedelta(days=365)

# The law's longest gap between reviews of a plan: Children and Families Act 2014, section 44(1).
REVIEW_MONTHS = 12
# SEND Code of Practice 2015 asks to consider every three to six months below the age of five; many
# authorities say six. A default (November 2026), not law.
UNDER_FIVE_REVIEW_MONTHS = 6
# National curriculum year from which a review looks at preparing for adulthood: regulation 20,
# its paragraph not checked (November 2026).
ADULTHOOD_FROM_YEAR = 9
# Month and day of the year of transfer: regulation 18(1). "school" is every move but the one from
# secondary school to post-16.
PHASE_DEADLINES = MappingProxyType({"school": (2, 15), "post_16": (3, 31)})
# Meeting to amended final plan: R (L) v Devon [2022] EWHC 493 (Admin), four weeks and eight.
AMENDED_PLAN_WEEKS = 12
# What schools' guidance commonly says of a pastoral support plan; no law (November 2026).
PSP_WEEKS = 16
PSP_REVIEW_EVERY = 4
# Years from birth. Practice after the records management toolkit for schools (IRMS), November 2026,
# its text not checked: a plan may last to 25, a claim six years longer. Older editions: 25 or 35.
RETENTION_YEARS = MappingProxyType({"sen": 31, "pupil": 25})
# Data Protection Act 2018, section 164A, in force from 19 June 2026.
COMPLAINT_ACKNOWLEDGED_DAYS = 30


def ehcna_deadlines(request: datetime.date) -> dict[str, datetime.date]:
    """By when the authority answers a request for an education, health and care needs assessment.

    ``request`` is the day on which the authority received it. ``decision``: whether it will
    assess, 6 weeks (regulation 5(1)). ``no_plan``: that there will be no plan, 16 weeks
    (regulation 10). ``final_plan``: the final plan, 20 weeks (regulation 13(2)).
    """
    return {
        "decision": request + 6 * WEEK,
        "no_plan": request + 16 * WEEK,
        "final_plan": request + 20 * WEEK,
    }


def advice_due(asked: datetime.date) -> datetime.date:
    """By when an adviser, the school among them, answers a request for advice for a needs assessment.

    ``asked`` is the day on which it was asked for; 6 weeks (regulation 8(1)).
    """
    return asked + 6 * WEEK


def draft_comments_until(draft: datetime.date) -> datetime.date:
    """The earliest end of a family's time to answer a draft plan: at least 15 days (regulation 13(1)).

    The days are counted from the one after the draft, so that nobody is cut short by a day.
    """
    return draft + datetime.timedelta(days=15)


def ar_deadlines(
    meeting: datetime.date, *, decision_sent: datetime.date | None = None
) -> dict[str, datetime.date]:
    """The steps around the meeting of an annual review.

    ``papers``: advice sent to all who are invited, 2 weeks before (regulation 20(4)). ``report``:
    the school's report, 2 weeks after. ``decision``: the authority's decision, with the amendments
    that it proposes, 4 weeks after (regulation 20(10)). ``final_plan``: the amended plan, 8 weeks
    after the decision was sent (regulation 22(3)), at the latest 12 weeks after the meeting. Until
    ``decision_sent`` is known the 12 weeks stand; a late decision does not lengthen them.
    Raises ValueError for a decision sent before the meeting.
    """
    if decision_sent is not None and decision_sent < meeting:
        raise ValueError("The decision of a review cannot be sent before its meeting.")
    decision = meeting + 4 * WEEK
    return {
        "papers": meeting - 2 * WEEK,
        "report": meeting + 2 * WEEK,
        "decision": decision,
        "final_plan": min(decision_sent or decision, decision) + 8 * WEEK,
    }


def next_review_due(decision_sent: datetime.date, *, months: int = REVIEW_MONTHS) -> datetime.date:
    """By when the next review is complete, which means that its decision is sent.

    The clock starts with the authority's decision letter, or with the day of the plan for the
    first review; neither the meeting nor an old anniversary counts (Children and Families Act
    2014, section 44(1), counted to the same date as is usual). ``months`` may be fewer than 12,
    as for a child under five. Raises ValueError for less than one month or more than the twelve of
    the Act.
    """
    if not 1 <= months <= REVIEW_MONTHS:
        raise ValueError(f"Reviews are 1 to {REVIEW_MONTHS} months apart, not {months}.")
    return _months_after(decision_sent, months)


def latest_phase_meeting(deadline: datetime.date) -> datetime.date:
    """The last day for the review meeting that leaves all 12 weeks before a phase transfer's date.

    ``deadline`` is 15 February or 31 March of the year of transfer (``PHASE_DEADLINES``), or five
    months before a move between two post-16 places (regulation 18(2)). The regulation says
    "before", so a day in hand is wise; and a meeting that cannot be held that day is held earlier.
    """
    return deadline - AMENDED_PLAN_WEEKS * WEEK


def psp_reviews(
    start: datetime.date,
    weeks: int = PSP_WEEKS,
    every: int = PSP_REVIEW_EVERY,
    *,
    holidays: Sequence[Closure] = (),
    terms: Sequence[Term] = (),
) -> list[datetime.date]:
    """The reviews of a pastoral support plan, in order: the rhythm, the half-way, the last.

    A plan of ``weeks`` weeks is reviewed every ``every`` weeks, half-way whatever the rhythm
    (rounded down to a whole week), and when it ends. A review in a holiday moves to the last
    school day before it, because half-way is a promise; where that is the first day of the plan
    or has a review already, to the first school day after it. Two reviews that meet become one.

    Holidays are ``holidays`` (a school's closures) and the days between two of ``terms``; days
    beyond the known terms are not taken for holidays, and without either nothing moves. Raises
    ValueError for a plan under two weeks, a rhythm under one, or a year without a school day.
    """
    if weeks < 2 or every < 1:
        raise ValueError("A plan runs two weeks or more and is reviewed every week or less often.")
    after = {*range(every, weeks, every), weeks // 2, weeks}
    due = {start + number * WEEK for number in after}
    closed = [*holidays, *_between(terms)]
    reviews = {day for day in due if not any(span[0] <= day <= span[1] for span in closed)}
    for day in sorted(due - reviews):
        reviews.add(_out_of_holiday(day, start, closed, reviews))
    return sorted(reviews)


def retention(
    born: datetime.date, kind: str, *, years: Mapping[str, int] = RETENTION_YEARS
) -> datetime.date:
    """The day up to which a pupil's record is kept, after which its disposal may be proposed.

    ``kind`` is ``sen`` (the SEN file, plans, reviews, advice) or ``pupil`` (everything else), or
    another kind of a school's own table of ``years`` from birth. It never decides by itself: holds
    and a person's approval come first. Raises ValueError for a kind that the table lacks.
    """
    if kind not in years:
        raise ValueError(f"There is no time to keep records of the kind {kind}.")
    return _months_after(born, 12 * years[kind])


def sar_due(clock_start: datetime.date, *, extended: bool = False) -> datetime.date:
    """By when a subject access request is answered: one month, or three when it is extended.

    ``clock_start`` is the day on which request, identity and what was needed to search had all
    arrived (UK GDPR articles 12 and 12A). The regulator lets an answer wait for the next working
    day; this date does not use that.
    """
    return _months_after(clock_start, 3 if extended else 1)


def dp_complaint_ack(received: datetime.date) -> datetime.date:
    """By when a complaint about data protection is acknowledged: 30 days, the next day being one.

    Data Protection Act 2018, section 164A. A weekend at the end is not used to wait longer.
    """
    return received + datetime.timedelta(days=COMPLAINT_ACKNOWLEDGED_DAYS)


def _months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month ``months`` later, or the last day of a month that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > datetime.MAXYEAR:
        raise ValueError(f"The calendar ends before the year {year}.")
    return datetime.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _between(terms: Sequence[Term]) -> list[Closure]:
    """The days from the end of each term to the start of the next one, where there are any."""
    gaps: list[Closure] = []
    known: datetime.date | None = None
    for starts, ends in sorted(terms):
        if known and known < starts - ONE_DAY:
            gaps.append((known + ONE_DAY, starts - ONE_DAY))
        known = max(known or ends, ends)
    return gaps


def _out_of_holiday(
    day: datetime.date,
    start: datetime.date,
    closed: Sequence[Closure],
    taken: Collection[datetime.date],
) -> datetime.date:
    """The school day before ``day``, or the one after where the first is ``start`` or taken."""
    always = [(start, day + YEAR)]
    before = school_days(start + ONE_DAY, day, always, closed)
    if before and before[-1] not in taken:
        return before[-1]
    return add_school_days(day, 1, always, closed)
