"""The demo's access arrangements: eight in several states, a term of their use, one gap, one that ends soon."""

import datetime
from typing import NamedTuple

from core.calendar import school_days
from core.models import Closure, School, Term
from pupils.models import (
    Arrangement,
    ArrangementKind,
    ArrangementScore,
    ArrangementUse,
    ExamSubject,
    Pupil,
    UseSheet,
)
from staff.models import Post

ASSESSOR = "Dr Maud Ellery"
#: Half the school days between two logs of one subject.
RHYTHM = 4


class Story(NamedTuple):
    """One arrangement: surname, kind, state, evidence, scores, reference, days since approval, days left, subjects.

    The last subject of ``subjects`` is the gap where ``has_gap``.
    """

    surname: str
    kind: str
    state: str
    evidence: str
    scores: tuple[tuple[str, int], ...]
    reference: str
    approved: int | None
    left: int | None
    subjects: tuple[str, ...]
    logged_by: str
    has_gap: bool = False


STORIES = [
    Story(
        "Adeyemi", "extra-time-25", "approved",
        "Plan names slow processing. Report in the SEN cabinet, drawer 2; mock scripts show a second ink.",
        (("Speed of handwriting", 79), ("Single word reading speed", 82)), "AA-24017", 380, 410,
        ("English language", "Science", "History"), "senco", True,
    ),
    Story(
        "Adeyemi", "word-processor", "approved", "Types in every lesson since year 9; legibility.",
        (), "", 380, 240, ("English language", "History"), "senco",
    ),
    Story(
        "Price", "reader", "approved",
        "Reads below what papers ask for. Teachers of four subjects describe it on the file note.",
        (), "AA-23988", 750, 25, ("Science", "Mathematics"), "hlta",
    ),
    Story(
        "Price", "extra-time-25", "applied", "Form sent with the report of October.",
        (("Speed of processing", 81), ("Reading fluency", 87)), "", None, None,
        ("English language", "Mathematics"), "hlta",
    ),
    Story(
        "Hughes", "communication-professional", "approved", "Teacher of the deaf, yearly report.",
        (), "", 300, 300, ("Science",), "senco",
    ),
    Story(
        "Okafor", "separate-room", "approved", "Long-term need known to the school since year 8.",
        (), "", 200, 500, ("Mathematics", "English language", "Science"), "owen.sarpong", True,
    ),
    Story(
        "Jarvis", "rest-breaks", "considered", "", (), "", None, None,
        ("Mathematics", "English language"), "owen.sarpong",
    ),
    Story(
        "Marlowe", "prompter", "considered", "Loses the thread after ten minutes; tried since October.",
        (), "", None, None, ("Mathematics",), "",
    ),
    Story(
        "Marlowe", "scribe", "refused", "Score was not low enough.", (("Speed of handwriting", 91),),
        "", None, None, (), "",
    ),
]  # fmt: skip


def make_arrangements(
    school: School, posts: dict[str, Post], pupils: dict[str, Pupil], today: datetime.date
) -> None:
    """Put the stories on the register of one school and log their use of this term."""
    kinds = {kind.code: kind for kind in ArrangementKind.objects.filter(school=None)}
    subjects = {subject.name: subject for subject in ExamSubject.objects.filter(school=None)}
    days = _days_of_term(school, today)
    for story in STORIES:
        row = _row(school, story, kinds[story.kind], pupils[story.surname], today)
        named = [subjects[name] for name in story.subjects]
        row.subjects.set(named)
        _score(row, story, today)
        if story.logged_by:
            logged = named[:-1] if story.has_gap else named
            _log(row, logged, posts[story.logged_by], days)


def _row(
    school: School, story: Story, kind: ArrangementKind, pupil: Pupil, today: datetime.date
) -> Arrangement:
    def day(distance: int | None) -> datetime.date | None:
        return None if distance is None else today + datetime.timedelta(days=distance)

    approved = day(None if story.approved is None else -story.approved)
    return Arrangement.objects.create(
        school=school, pupil=pupil, kind=kind, state=story.state, evidence=story.evidence,
        percent=kind.percent, assessor=ASSESSOR if story.scores else "",
        approval_reference=story.reference, approved_on=approved, valid_from=approved,
        valid_to=day(story.left),
    )  # fmt: skip


def _score(row: Arrangement, story: Story, today: datetime.date) -> None:
    taken = (row.approved_on or today) - datetime.timedelta(days=40)
    ArrangementScore.objects.bulk_create(
        ArrangementScore(arrangement=row, school=row.school, test=test, score=score, taken_on=taken)
        for test, score in story.scores
    )


def _days_of_term(school: School, today: datetime.date) -> list[datetime.date]:
    """School days of the term that began last, up to today."""
    begun = Term.objects.filter(school=school, starts_on__lte=today).latest("starts_on")
    terms = [(begun.starts_on, begun.ends_on)]
    closed = list(Closure.objects.filter(school=school).values_list("starts_on", "ends_on", "name"))
    return list(school_days(begun.starts_on, min(today, begun.ends_on), terms, closed))


def _log(
    row: Arrangement, subjects: list[ExamSubject], post: Post, days: list[datetime.date]
) -> None:
    """Used in every fourth lesson or so; now and then offered only or not needed, and in a test."""
    outcome, occasion = ArrangementUse.Outcome, ArrangementUse.Occasion
    for place, subject in enumerate(subjects):
        for number, day in enumerate(days[place :: RHYTHM * 2]):
            sheet = UseSheet.objects.create(
                school=row.school, by=post.person, subject=subject, on=day
            )
            said = {3: outcome.OFFERED, 5: outcome.NOT_NEEDED}.get(number % 6, outcome.USED)
            ArrangementUse.objects.create(
                school=row.school, sheet=sheet, arrangement=row, pupil=row.pupil, subject=subject,
                on=day, by=post.person, outcome=said,
                occasion=occasion.TEST if number % 3 == 2 else occasion.LESSON,
            )  # fmt: skip
