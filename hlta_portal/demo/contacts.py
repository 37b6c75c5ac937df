"""The demo's contact log: a term of talk with four families, a routine call to most others, some to nobody."""

import datetime
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from core.models import School
from pupils.models import AgreedAction, ContactNote, Pupil, TalkKind
from staff.models import Post

HERE = ZoneInfo("Europe/London")


class Promise(NamedTuple):
    """An action: what, whose user name or name outside, days from today, and how it ended, if it did."""

    what: str
    owner: str
    due_in: int
    outcome: str = ""


class Talk(NamedTuple):
    """One note: surname, days ago, time, author, with whom, what it is about, and what came of it."""

    surname: str
    days_ago: int
    time: str
    by: str
    who: tuple[str, str, str]
    way: str
    reach: str
    about: str
    said: str
    agreed: str = ""
    direction: str = "out"
    promises: tuple[Promise, ...] = ()


DAWN = ("carer", "Dawn Wrenfield", "mother")
GRAN = ("family", "Pat Wrenfield", "grandmother")
EDIE = ("professional", "Edie Marlow", "speech and language therapist")
NADIA = ("carer", "Nadia Karim", "mother")
SELIM = ("carer", "Selim Demir", "father")
KATH = ("carer", "Kath Talbot", "mother")
YEWS = ("professional", "Joan Yews", "family support worker")

TALKS = [
    Talk(
        "Wrenfield", 58, "15:40", "assistant.senco", DAWN, "phone", "spoke", "progress",
        "Toby talks about his models again since September. He says lessons with much talking make him "
        "tired, and he eats very little at lunch.",
        "He may eat in the library with one friend, tried for two weeks.",
        promises=(Promise("Ask the library for a table at lunch", "ta2", -50, "He goes on Tuesdays"),),
    ),
    Talk(
        "Wrenfield", 36, "08:25", "ta2", DAWN, "face", "spoke", "wellbeing",
        "He cried on the way to school after the change of rooms on Thursday.",
        "Changes of room go on his strip the day before.", "in",
    ),
    Talk(
        "Wrenfield", 21, "11:05", "assistant.senco", EDIE, "email", "spoke", "provision",
        "Edie saw two sessions. Ten seconds of waiting works; the word cards are too many at once.",
        "Six cards at most. She sends a set for science.", "in",
        (Promise("Send the six science cards", "Edie Marlow", 9),),
    ),
    Talk(
        "Wrenfield", 6, "16:10", "assistant.senco", DAWN, "phone", "spoke", "plan",
        "She has read the new profile with him. He is proud of the red card, and wants every cover teacher to know it.",
        "She comes to the review and brings his grandmother.",
        promises=(
            Promise("Send the invitation to both, with a picture of the room", "assistant.senco", -2),
            Promise("Show him the room the day before", "ta2", 6),
        ),
    ),
    Talk(
        "Wrenfield", 3, "12:30", "ta2", GRAN, "message", "left", "transition",
        "Message that he may show his model on Friday.", direction="out",
    ),
    Talk(
        "Karim", 44, "09:15", "assistant.senco", NADIA, "phone", "tried", "attendance",
        "No answer, twice.",
    ),
    Talk(
        "Karim", 43, "17:20", "assistant.senco", NADIA, "phone", "spoke", "attendance",
        "He was late five times. The bus is too loud since it changed, and he waits for the next one.",
        "He may come at 8.50 by the side door; we do not mark him late for four weeks.",
        promises=(
            Promise("Ask transport whether the quiet bus has a seat", "senco", -15),
            Promise("Tell the office about the side door", "assistant.senco", -40, "Done, and it is signed"),
        ),
    ),
    Talk(
        "Karim", 15, "10:30", "hlta", NADIA, "email", "spoke", "praise",
        "He explained the timetable of the whole school to a visitor. She was glad to hear it.",
    ),
    Talk(
        "Demir", 51, "15:15", "hlta", SELIM, "face", "spoke", "progress",
        "They read Turkish at home twice a week. He asks whether that slows her English.",
        "It does not: keep reading. We send words of the next topic in both languages.",
        promises=(Promise("Word list of forces in Turkish and English", "ta2", -4),),
    ),
    Talk(
        "Demir", 24, "13:45", "ta2", SELIM, "phone", "left", "progress",
        "Message that she answered in front of the class.",
    ),
    Talk(
        "Talbot", 63, "15:50", "assistant.senco", KATH, "phone", "spoke", "behaviour",
        "Ben came home angry after he was told off in the corridor. She asks for one person to talk to.",
        "Gwen sees him first thing on Mondays.",
        promises=(Promise("Ten minutes with Ben on Monday mornings", "hlta2", -56, "It holds"),),
    ),
    Talk(
        "Talbot", 33, "12:00", "assistant.senco", YEWS, "email", "spoke", "wellbeing",
        "The family has a place on the evening course. Joan visits at home every second week.",
        "She comes to the next meeting.", "in",
    ),
    Talk(
        "Talbot", 12, "09:00", "hlta2", KATH, "phone", "tried", "behaviour", "No answer.",
    ),
    Talk(
        "Talbot", 9, "16:30", "hlta2", KATH, "phone", "spoke", "praise",
        "Two weeks without a note home. She laughed, and told him on the phone.",
        "He chooses the chickens or football for his reward.",
        promises=(Promise("Tell the gardener that Ben helps on Friday", "hlta2", 2),),
    ),
]  # fmt: skip
NAMED = {talk.surname for talk in TALKS}
#: Whose homes nobody has reached: the page of silence has something to say.
SILENT = {"Chowdhury", "Okafor", "Rahman"}
ROUTINE = (
    ("progress", "How the new groups go; nothing else was raised."),
    ("wellbeing", "Settled well. Sleep is better than in the summer."),
    ("praise", "Good news about the last two weeks."),
    ("provision", "What runs this term, with days and times."),
    ("attendance", "An appointment at the hospital, and work to catch up."),
)


def make_contacts(
    school: School, posts: dict[str, Post], pupils: list[Pupil], today: datetime.date
) -> None:
    """Write the four stories, then one routine talk with most of the other families on the register."""
    kinds = {kind.code: kind for kind in TalkKind.objects.filter(school=None)}
    by_surname: dict[str, Pupil] = {}
    for pupil in pupils:
        by_surname.setdefault(pupil.surname, pupil)
    for talk in TALKS:
        note = _note(school, by_surname[talk.surname], talk, posts, kinds, today)
        for promise in talk.promises:
            _promise(note, promise, posts, today)
    _correct(ContactNote.objects.get(pupil=by_surname["Demir"], way="face"))
    random = Random(school.urn + 7)
    others = [one for one in pupils if one.sen_code != "N" and one.surname not in NAMED | SILENT]
    ContactNote.objects.bulk_create(
        _routine(school, pupil, posts["assistant.senco"], kinds, today, random)
        for pupil in others
        if random.random() < 0.93
    )


def _note(
    school: School,
    pupil: Pupil,
    talk: Talk,
    posts: dict[str, Post],
    kinds: dict,
    today: datetime.date,
) -> ContactNote:
    kind, name, role = talk.who
    return ContactNote.objects.create(
        school=school, pupil=pupil, at=_at(today, talk.days_ago, talk.time), who_kind=kind,
        who_name=name, who_role=role, way=talk.way, reach=talk.reach, about=kinds[talk.about],
        direction=talk.direction, said=talk.said, agreed=talk.agreed, by=posts[talk.by].person,
    )  # fmt: skip


def _at(today: datetime.date, days_ago: int, time: str) -> datetime.datetime:
    """A moment on a weekday, some days ago."""
    day = today - datetime.timedelta(days=days_ago)
    day -= datetime.timedelta(days=max(day.weekday() - 4, 0))
    return datetime.datetime.combine(day, datetime.time.fromisoformat(time), tzinfo=HERE)


def _promise(
    note: ContactNote, promise: Promise, posts: dict[str, Post], today: datetime.date
) -> None:
    post = posts.get(promise.owner)
    due = today + datetime.timedelta(days=promise.due_in)
    action = AgreedAction(
        school_id=note.school_id, pupil_id=note.pupil_id, contact=note, what=promise.what, due_on=due,
        owner=post, owner_name="" if post else promise.owner,
    )  # fmt: skip
    if promise.outcome:
        action.state, action.ended_on, action.outcome = (
            AgreedAction.State.DONE,
            due,
            promise.outcome,
        )
        action.ended_by = post.person
    action.save()


def _correct(note: ContactNote) -> None:
    """One note has a second version: the language was put down wrong."""
    ContactNote.objects.create(
        school_id=note.school_id, pupil_id=note.pupil_id, key=note.key, number=2, replaces=note,
        reason="They read every evening, not twice a week", at=note.at, who_kind=note.who_kind,
        who_name=note.who_name, who_role=note.who_role, way=note.way, reach=note.reach,
        about=note.about, direction=note.direction, agreed=note.agreed, by=note.by,
        said=note.said.replace("twice a week", "every evening"),
    )  # fmt: skip


def _routine(
    school: School, pupil: Pupil, post: Post, kinds: dict, today: datetime.date, random: Random
) -> ContactNote:
    about, said = random.choice(ROUTINE)
    return ContactNote(
        school=school, pupil=pupil, at=_at(today, random.randint(2, 34), "15:30"), who_kind="carer",
        who_name=f"{random.choice(('Alex', 'Chris', 'Sam', 'Jo'))} {pupil.surname}", who_role="parent",
        way=random.choice(("phone", "phone", "face", "email")), reach="spoke", about=kinds[about],
        direction="out", said=said, by=post.person,
    )  # fmt: skip
