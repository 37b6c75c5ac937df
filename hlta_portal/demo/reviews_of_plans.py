"""The demo's annual reviews: one with its meeting in two weeks and two advices missing, one late, one finished."""

import datetime

from core.calendar import SATURDAY
from pupils.actions.step import lay_out_advice, lay_out_steps
from pupils.backplan import last_school_day
from pupils.laying_out import calendar_of
from pupils.models import Advice, AnnualReview, Pupil, ReviewPoint, Step
from pupils.statutory import next_review_due
from staff.models import Post

Day = datetime.date
DAY = datetime.timedelta(days=1)
PSYCHOLOGIST = "Dr Rowena Blythe"
THERAPIST = "Callie Marchetti"


def make_annual_reviews(posts: dict[str, Post], pupils: dict[str, Pupil], today: Day) -> None:
    """Three reviews in three states; the SENCO's team noted what has happened in them."""
    _coming(posts, pupils["Wrenfield"], today)
    _waiting(posts, pupils["Osei"], today)
    _finished(posts, pupils["Karim"], today)


def _review(pupil: Pupil, owner: Post, due: Day, **fields) -> AnnualReview:
    """A review that is due on a day: its year counts from the same day a year before."""
    started = due.replace(year=due.year - 1, day=min(due.day, 28))
    review = AnnualReview.objects.create(
        school_id=pupil.school_id, pupil=pupil, counted_from=started, interval_months=12,
        due_on=next_review_due(started), year_group=pupil.year_group, owner=owner, **fields,
    )  # fmt: skip
    pupil.review_due_on = review.next_due_on or review.due_on
    pupil.save(update_fields=["review_due_on"])
    return review


def _ask(
    review: AnnualReview, asked: Day, due: Day, source: str, who: Post | str, returned: Day | None = None, **words: str
) -> None:  # fmt: skip
    name = {"name": who} if isinstance(who, str) else {"post": who}
    advice = Advice.objects.create(
        school_id=review.school_id, pupil_id=review.pupil_id, review=review, source=source,
        asked_on=asked, due_on=due, returned_on=returned, **name, **words,
    )  # fmt: skip
    lay_out_advice(by=review.owner.person, advice=advice)


def _coming(posts: dict[str, Post], pupil: Pupil, today: Day) -> None:
    """The meeting is a little more than a fortnight away; the form tutor and the psychologist owe advice."""
    meeting = today + 16 * DAY
    while meeting.weekday() >= SATURDAY:
        meeting += DAY
    owner = posts["assistant.senco"]
    review = _review(
        pupil, owner, meeting + 40 * DAY, meeting_on=meeting, place="Meeting room 2",
        pupil_views="I like the Talk Boost group. I want to go to the model club. Reading aloud is still horrible.",
        parent_views="He is happier this year. We would like him to have the same adult for reading.",
        views_on=meeting - 21 * DAY,
    )  # fmt: skip
    due = meeting - 15 * DAY
    _ask(
        review, today - 13 * DAY, due, "support", posts["hlta"], today - 5 * DAY,
        going_well="Toby answers in full sentences in the group and waits for his turn.",
        difficult="He loses the thread when three children talk at once.",
        wanted="Keep Talk Boost to four pupils; pre-teach two words before science.",
    )  # fmt: skip
    _ask(review, today - 13 * DAY, due, "teacher", posts["teacher"])
    _ask(review, today - 13 * DAY, due, "psychologist", PSYCHOLOGIST)
    lay_out_steps(by=owner.person, of=review)
    _tick(review, owner, meeting - 90 * DAY, "review-book")
    _tick(review, owner, today - 12 * DAY, "review-invite")


def _waiting(posts: dict[str, Post], pupil: Pupil, today: Day) -> None:
    """The meeting was five weeks ago, the report went out late, and the authority is over its four weeks."""
    owner = posts["senco"]
    held = last_school_day(today - 33 * DAY, *calendar_of(pupil.school_id))
    review = _review(
        pupil, owner, held + 60 * DAY, meeting_on=held, held_on=held, papers_sent_on=held - 14 * DAY,
        pupil_views="Singing is the best part of school. I want to know changes before they happen.",
        parent_views="The weekly call helps. We ask for speech therapy every week, not every fortnight.",
        views_on=held - 20 * DAY,
        progress_summary="Two of three outcomes on course; asking for help without a prompt is slower than planned.",
    )  # fmt: skip
    _point(
        review, "recommended", "F", "school", "Speech and language therapy weekly for 30 minutes."
    )
    _point(review, "difference", "F", "authority", "Fortnightly therapy is thought to be enough.")
    AnnualReview.objects.filter(pk=review.pk).update(report_sent_on=held + 18 * DAY)
    review.refresh_from_db()
    _ask(
        review, held - 30 * DAY, held - 16 * DAY, "speech", THERAPIST, held - 17 * DAY,
        kept_at="SEN cabinet, drawer 3", wanted="Weekly sessions until Easter, then look again.",
    )  # fmt: skip
    lay_out_steps(by=owner.person, of=review)
    _tick(review, owner, held - 90 * DAY, "review-book", "review-invite")


def _finished(posts: dict[str, Post], pupil: Pupil, today: Day) -> None:
    """Complete: the authority keeps the plan, which started the next year."""
    owner = posts["assistant.senco"]
    held = last_school_day(today - 75 * DAY, *calendar_of(pupil.school_id))
    review = _review(
        pupil, owner, held + 45 * DAY, meeting_on=held, held_on=held, papers_sent_on=held - 15 * DAY,
        pupil_views="I want to work with trains. I need to know which door to use.",
        parent_views="We see him manage the corridor alone. College should be thought of early.",
        views_on=held - 22 * DAY,
        progress_summary="All three outcomes met or on course.",
        employment="A visit to the railway works in spring; careers talk with his key adult.",
        independence="Uses the bus with his brother; next, alone to the library.",
        community="Chess club on Thursdays; would like a friend to come along.",
        health="Sleeps better since the new routine; no concerns.",
    )  # fmt: skip
    _point(
        review,
        "recommended",
        "E",
        "school",
        "A new outcome about travelling alone by the end of Year 10.",
    )
    decided = held + 25 * DAY
    AnnualReview.objects.filter(pk=review.pk).update(
        report_sent_on=held + 11 * DAY, decision="maintain", decision_sent_on=decided
    )
    review.refresh_from_db()
    _ask(
        review, held - 30 * DAY, held - 16 * DAY, "support", posts["hlta"], held - 18 * DAY,
        going_well="Reads timetables to others and is proud of it.",
    )  # fmt: skip
    lay_out_steps(by=owner.person, of=review)
    pupil.review_due_on = review.next_due_on
    pupil.save(update_fields=["review_due_on"])


def _point(review: AnnualReview, kind: str, section: str, by: str, text: str) -> None:
    ReviewPoint.objects.create(
        school_id=review.school_id, review=review, kind=kind, section=section, by=by, text=text,
        position=review.points.count() + 1,
    )  # fmt: skip


def _tick(review: AnnualReview, owner: Post, on: Day, *codes: str) -> None:
    Step.objects.filter(review=review, code__in=codes).update(done_on=on, done_by=owner.person)
