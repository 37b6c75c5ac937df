"""The demo's incidents: a term of two pupils with a pattern that can be seen, and fewer as the term goes on.

Leo Brandt leaves for the corridor on Tuesdays after lunch, before he has to read aloud; from the middle of
the term he may go to the calm space with take-up time, and it happens less. Zina Okafor shouts at break.
"""

import datetime
from typing import Any, NamedTuple

from core.calendar import is_school_day, week_of
from core.models import Closure, School, Term
from pupils.models import BehaviourChoice, FollowUp, Incident, IncidentPupil, IncidentStep, Pupil
from staff.models import Post

Lines = dict[tuple[str, str], BehaviourChoice]
WEEKS, DAY = 10, datetime.timedelta(days=1)


class Told(NamedTuple):
    """One incident: weeks ago, weekday (Monday 0), time, lists by code, words, numbers."""

    weeks: int
    weekday: int
    at: str
    place: str
    lesson: str
    function: str
    settings: str
    behaviours: str
    steps: str
    intensity: int
    minutes: int
    recovery: int
    trigger: str
    seen: str


READS = "The class was told who would read aloud next."
OUT = "Stood up, pushed the chair back and walked to the corridor. Sat on the stairs with his hood up."
TASK, CROWD = "hard-task", "noise hard-task"
LEO = [
    Told(10, 1, "13:15", "corridor", "english", "escape", CROWD, "left-room shouted",
         "reassurance:no less-language:no", 4, 12, 25, READS, OUT),
    Told(10, 3, "11:40", "classroom", "english", "escape", TASK, "did-not-start",
         "choices:no", 2, 10, 8, "A page to copy from the board.", "Put his head on the desk."),
    Told(9, 1, "13:20", "corridor", "change", "escape", CROWD, "left-room pushed",
         "humour:worse reassurance:no", 4, 15, 30, "The corridor was full at the bell.",
         "Turned round at the door of English, pushed past two pupils and ran to the stairs."),
    Told(9, 1, "14:05", "classroom", "english", "escape", TASK, "did-not-start swore",
         "choices:helped", 3, 8, 10, READS, "Said “I am not doing this” and tore the sheet in two."),
    Told(8, 1, "13:15", "corridor", "english", "escape", CROWD, "left-room",
         "less-language:helped", 3, 10, 15, READS, OUT),
    Told(8, 4, "09:20", "classroom", "maths", "attention", "tired", "shouted",
         "planned-ignoring:helped", 2, 3, 5, "The teacher was with another table.",
         "Called the teacher’s name six times, each time louder."),
    Told(7, 1, "13:25", "corridor", "english", "escape", CROWD, "left-room shouted",
         "reassurance:no take-up:helped", 3, 10, 15, READS, OUT),
    Told(7, 2, "13:30", "classroom", "science", "escape", TASK, "did-not-start",
         "take-up:helped", 2, 6, 5, "A page of writing.", "Turned his chair to the wall."),
    Told(6, 1, "13:15", "corridor", "english", "escape", CROWD, "left-room",
         "take-up:helped calm-space:helped", 3, 8, 12, READS, OUT),
    Told(5, 1, "13:15", "corridor", "english", "escape", CROWD, "left-room",
         "calm-space:helped", 2, 6, 10, READS, "Showed the card and walked out; waited by the stairs."),
    Told(4, 1, "13:20", "corridor", "change", "escape", "noise", "did-not-follow",
         "calm-space:helped visual-cue:no", 2, 5, 8, "The corridor was full at the bell.",
         "Stopped outside the door for five minutes, with his back to the wall."),
    Told(3, 1, "13:15", "classroom", "english", "escape", TASK, "did-not-start",
         "take-up:helped", 1, 4, 3, READS, "Kept the book shut; opened it after four minutes."),
    Told(1, 1, "13:15", "corridor", "english", "escape", "noise", "left-room",
         "calm-space:helped", 2, 5, 6, READS, "Showed the card, walked to the calm space, came back."),
]  # fmt: skip
LOUD = "Shouted at a pupil of her year, face to face, with both fists closed."
ZINA = [
    Told(9, 0, "11:00", "playground", "break", "attention", "peer", "shouted pushed",
         "change-adult:helped", 4, 5, 20, "Somebody said a name from primary school.", LOUD),
    Told(8, 2, "11:05", "playground", "break", "attention", "peer tired", "shouted",
         "distraction:no", 3, 4, 15, "Two pupils walked away when she came.", LOUD),
    Told(6, 0, "11:00", "hall", "break", "tangible", "waiting hungry", "shouted",
         "choices:helped", 2, 3, 6, "The queue was closed before her turn.", "Banged the hatch twice."),
    Told(4, 0, "11:00", "playground", "break", "attention", "peer", "shouted",
         "change-adult:helped", 3, 4, 12, "A ball was taken.", LOUD),
    Told(2, 4, "12:50", "playground", "lunch", "unknown", "none", "cried",
         "reassurance:helped", 2, 10, 20, "Nobody saw what came before.",
         "Sat under the trees and cried; said nothing for ten minutes."),
]  # fmt: skip


def lines() -> Lines:
    """The shared lines of the lists, by list and code."""
    return {(one.list, one.code): one for one in BehaviourChoice.objects.filter(school=None)}


def school_day(school: School, today: datetime.date, weeks: int, weekday: int) -> datetime.date:
    """The day of a school week some school weeks ago; the next school day where that one had none.

    Weeks without school are not counted, so the story keeps its length on any day of the year.
    """
    terms = list(Term.objects.filter(school=school).values_list("starts_on", "ends_on"))
    closed = list(Closure.objects.filter(school=school).values_list("starts_on", "ends_on", "name"))
    monday, left = week_of(today), weeks
    while True:
        days = [monday + n * DAY for n in range(5)]
        days = [day for day in days if is_school_day(day, terms, closed) and day <= today]
        if days and not left:
            later = [day for day in days if day.weekday() >= weekday]
            return later[0] if later else days[-1]
        left -= bool(days)
        monday -= 7 * DAY


def make_incidents(
    school: School, posts: dict[str, Post], pupils: dict[str, Pupil], today: datetime.date
) -> None:
    """Write both stories, one incident that two pupils had a part in, and one to finish."""
    known = lines()
    leo, zina = pupils["Brandt"], pupils["Okafor"]
    writers = [posts["ta2"].person, posts["teacher"].person, posts["hlta"].person]
    for place, told in enumerate(LEO):
        made = _write(school, known, told, leo, writers[place % 3], today)
        if told.weeks == 9 and told.at == "13:20":
            IncidentPupil.objects.create(
                school=school, incident=made, pupil=pupils["Wrenfield"], part="hurt"
            )
            made.seen += " Toby was knocked against the wall."
        _finish(made)
    for told in ZINA:
        _finish(_write(school, known, told, zina, posts["hlta2"].person, today))
    last = LEO[-1]._replace(weeks=0, at="08:50", place="hall", lesson="arrival", seen="")
    _write(school, known, last, leo, posts["ta2"].person, today)
    _give(school, leo, posts, today)


def _write(
    school: School, known: Lines, told: Told, pupil: Pupil, by: Any, today: datetime.date
) -> Incident:  # fmt: skip
    made = Incident.objects.create(
        school=school, by=by, on=school_day(school, today, told.weeks, told.weekday),
        at=datetime.time.fromisoformat(told.at), place=known["place", told.place],
        lesson=known["lesson", told.lesson], function=told.function, intensity=told.intensity,
        minutes=told.minutes, recovery_minutes=told.recovery, frequency=1, trigger=told.trigger,
        seen=told.seen, adult_response="Said his name once, gave space, stayed in sight.",
        peer_response="Looked up, went on working.", outcome="Came back and finished the lesson.",
        others_present=f"Class {pupil.form}",
    )  # fmt: skip
    IncidentPupil.objects.create(school=school, incident=made, pupil=pupil, part="did")
    made.settings.set([known["setting", code] for code in told.settings.split()])
    made.behaviours.set([known["behaviour", code] for code in told.behaviours.split()])
    for pair in told.steps.split():
        code, result = pair.split(":")
        IncidentStep.objects.create(
            school=school, incident=made, step=known["step", code], result=result
        )
    return made


def _finish(made: Incident) -> None:
    made.state = Incident.State.CURRENT
    made.save()


def _give(school: School, leo: Pupil, posts: dict[str, Post], today: datetime.date) -> None:
    """What the pattern led to: one thing done, one to do."""
    first = Incident.objects.standing().of(leo).order_by("on", "at").first()
    rows = [
        ("Move the reading aloud to a small group", "teacher", -21, -20),
        ("Agree with Leo where the calm space is on Tuesdays", "ta2", 3, None),
    ]
    FollowUp.objects.bulk_create(
        FollowUp(
            school=school, incident=first, what=what, owner=posts[who].person,
            due_on=today + due * DAY, done_on=None if done is None else today + done * DAY,
        )
        for what, who, due, done in rows
    )  # fmt: skip
