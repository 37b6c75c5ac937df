"""The demo's groups, with every session of the term so far logged as a busy school would have logged it."""

import datetime
from decimal import Decimal
from random import Random

from django.utils import timezone

from core.calendar import pattern_dates, week_of
from core.models import Closure, School, Term
from hlta_portal.demo import cast
from hlta_portal.demo.school import DAY
from interventions.models import Attendance, Group, Measure, Place, Programme, Session, WeeklySlot
from pupils.models import AdultLink, Pupil
from staff.models import Post

#: Who is away, and for how many days before today.
AWAY = {"ta2": 14}
#: Groups with sessions of the last school days still to log, and how many.
UNLOGGED = {
    "Word Aware": 1, "Numeracy Boost": 1, "Social Stories": 1, "Calm Start": 4,
    "First Steps Reading": 1,
}  # fmt: skip
STEPS = [
    "Listening",
    "Matching",
    "Building",
    "In sentences",
    "On our own",
    "Sharing with the group",
    "In class work",
]
NOTES = [
    "Settled quickly and led the warm-up.",
    "Needed the number line to begin.",
    "Upset after break. Settled with a job to do.",
    "Asked for help in words twice.",
    "Used the strategy without a reminder.",
    "Tired today; shorter turns helped.",
]

CONCERNS = [
    "Very quiet today and would not say why.",
    "Glasses left at home all week; cannot see the board.",
    "Says the new seat in maths is too loud to work.",
]
FLAGGED_SINCE = datetime.timedelta(days=5)


def measures(school: School) -> dict[str, Measure]:
    """The measure for each kind of story; own scales are the school's."""
    shared = Measure.objects.filter(school=None)
    own, _ = Measure.objects.get_or_create(
        school=school,
        name="Talk tracker",
        defaults={
            "scale": "own",
            "unit": "points",
            "lowest": 0,
            "highest": 40,
            "own_error": 3,
            "source": "School's own scale",
        },
    )
    words, _ = Measure.objects.get_or_create(
        school=school,
        name="Words right in a minute",
        defaults={
            "scale": "own",
            "unit": "words",
            "lowest": 0,
            "highest": 200,
            "own_error": 4,
            "min_weeks": 2,
            "source": "School's own scale",
        },
    )
    return {
        "own": own,
        "words": words,
        "reading": shared.filter(scale="reading_age").first(),
        "spelling": shared.filter(scale="spelling_age").first(),
        "standardised": shared.get(name="Number, standardised score"),
        "sdq": shared.filter(scale="sdq", informant="teacher").first(),
        "gas": shared.filter(scale="gas").first(),
    }


def make_group(
    school: School,
    run: cast.Run,
    posts: dict[str, Post],
    pupils: list[Pupil],
    window: tuple[datetime.date, datetime.date],
    teacher: Post | None,
) -> Group:
    """Make one group with its slots, places and the leader's links to the pupils."""
    programme = Programme.objects.get(school=None, name=run.programme)
    if run.begun_weeks_ago:
        begun = week_of(timezone.localdate()) - datetime.timedelta(weeks=run.begun_weeks_ago)
        window = (max(window[0], begun), window[1])
    leader = posts[run.leader]
    group = Group.objects.create(
        school=school,
        programme=programme,
        name=run.name,
        leader=leader,
        layer=programme.layer,
        supervising_teacher=teacher,
        room=run.room,
        minutes=programme.minutes,
        starts_on=window[0],
        ends_on=window[1],
    )
    WeeklySlot.objects.bulk_create(
        WeeklySlot(group=group, weekday=day, starts_at=datetime.time.fromisoformat(time))
        for day, time in run.slots
    )
    measure = measures(school)[run.measure]
    Place.objects.bulk_create(
        Place(
            school=school,
            group=group,
            pupil=pupil,
            starts_on=window[0],
            ends_on=window[1],
            measure=measure,
            target=f"{run.name}: the next step without help",
            success_criterion="8 of 10 in three sessions running",
            target_value=Decimal(str(run.target)),
            trials_of=10,
            trials_target=8,
        )
        for pupil in pupils
    )
    AdultLink.objects.bulk_create(
        AdultLink(
            school=school,
            pupil=pupil,
            post=leader,
            kind=AdultLink.Kind.LEADS,
            source=f"group:{group.pk}",
            detail=group.name,
            starts_on=window[0],
            ends_on=window[1],
        )
        for pupil in pupils
    )
    return group


def make_sessions(group: Group, username: str, today: datetime.date, random: Random) -> None:
    """Plan the group's term and log what is past, with the gaps that a real term has."""
    terms = Term.objects.filter(school=group.school).values_list("starts_on", "ends_on")
    closures = Closure.objects.filter(school=group.school).values_list(
        "starts_on", "ends_on", "name"
    )
    slots = [(slot.weekday, slot.starts_at, slot.week) for slot in group.slots.all()]
    dates = pattern_dates(group.starts_on, group.ends_on, slots, list(terms), list(closures))
    sessions = [
        Session(
            school=group.school,
            group=group,
            post=group.leader,
            on=on,
            starts_at=at,
            minutes=group.minutes,
            room=group.room,
        )
        for on, at in dates.planned
    ]
    past = [session for session in sessions if session.on < today]
    to_log = {id(session) for session in past[len(past) - UNLOGGED.get(group.name, 0) :]}
    for number, session in enumerate(past):
        if id(session) not in to_log:
            _log(session, number, username, today, random)
    Session.objects.bulk_create(sessions)
    _attend([s for s in sessions if s.state == Session.State.DELIVERED], group, random)


def _log(
    session: Session, number: int, username: str, today: datetime.date, random: Random
) -> None:
    away = AWAY.get(username)
    session.logged_by = session.post.person
    session.logged_at = timezone.make_aware(
        datetime.datetime.combine(session.on, session.starts_at)
    ) + datetime.timedelta(minutes=session.minutes + 6)
    if away and session.on >= today - away * DAY:
        session.state, session.reason = Session.State.NOT_DELIVERED, Session.Reason.ADULT_AWAY
        session.reason_note, session.wants_catch_up = "No cover found", True
        return
    if random.random() < 0.05:
        session.state = Session.State.NOT_DELIVERED
        session.reason = random.choice(
            [Session.Reason.ROOM, Session.Reason.TRIP, Session.Reason.COVER, Session.Reason.EXAM]
        )
        return
    session.state = Session.State.DELIVERED
    session.minutes_delivered = session.minutes - (5 if random.random() < 0.08 else 0)
    session.step = STEPS[min(number // 4, len(STEPS) - 1)]


def _attend(sessions: list[Session], group: Group, random: Random) -> None:
    places = list(group.places.select_related("pupil"))
    rows = [
        _mark(session, place, number / max(len(sessions), 1), random)
        for number, session in enumerate(sessions)
        for place in places
    ]
    Attendance.objects.bulk_create(rows, batch_size=500)


def _mark(session: Session, place: Place, growth: float, random: Random) -> Attendance:
    luck = random.random()
    code = "P" if luck < 0.9 else "L" if luck < 0.92 else "A" if luck < 0.97 else "R"
    row = Attendance(
        school=session.school, session=session, place=place, pupil=place.pupil, code=code
    )
    if code in Attendance.TOOK_PART:
        row.minutes = session.minutes_delivered - (10 if code == "L" else 0)
        row.engagement = min(5, max(1, round(random.gauss(3.4 + growth, 0.8))))
        row.prompt = min(4, max(0, round(random.gauss(3 - 2.2 * growth, 0.7))))
        row.trials_of = place.trials_of
        row.trials_right = min(10, max(1, round(random.gauss(4.5 + 3.5 * growth, 1.3))))
        row.note = random.choice(NOTES) if luck < 0.12 else ""
        row.next_step = "Try with one prompt fewer" if luck < 0.05 else ""
        if session.on >= timezone.localdate() - FLAGGED_SINCE and random.random() < 0.04:
            row.has_concern, row.note = True, random.choice(CONCERNS)
    return row
