"""The demo's meetings: a signed review whose actions carry on, one to minute, and two ahead at one time."""

import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from core.models import School
from hlta_portal.demo.contacts import DAWN, EDIE, KATH, NADIA, YEWS, Promise
from pupils.meetings import agreed_text
from pupils.models import AgendaItem, AgreedAction, Attendee, Meeting, Pupil, TalkKind
from staff.models import Post

HERE = ZoneInfo("Europe/London")


class Item(NamedTuple):
    """One item: its title, what was said, what was decided, and what is for staff only."""

    title: str
    notes: str = ""
    decision: str = ""
    staff: str = ""


class Held(NamedTuple):
    """One meeting: surname, kind, days from today, time, place, lead, who came, its items and actions."""

    surname: str
    kind: str
    days: int
    time: str
    place: str
    lead: str
    staff: tuple[str, ...]
    others: tuple[tuple[str, str, str], ...]
    items: tuple[Item, ...]
    promises: tuple[Promise, ...] = ()
    is_signed: bool = False


MEETINGS = [
    Held(
        "Wrenfield", "meeting-review", -28, "15:45", "Room 4", "assistant.senco", ("hlta", "teacher"),
        (DAWN, EDIE),
        (
            Item("Welcome, and who is here", "Toby came for the first ten minutes and showed his model."),
            Item(
                "The pupil’s view", "He likes the red card. He wants fewer cards on the desk.",
                "Six cards at most in every lesson.",
            ),
            Item(
                "Each outcome: where it stands",
                "Following two steps: nine times of ten with waiting. Reading: slower than expected.",
                "Reading group goes on to Easter.",
                "Attendance at the group was 7 of 12; ask why before the annual review.",
            ),
            Item("What happens next, who does it, by when"),
        ),
        (
            Promise("Six cards for every subject, laminated", "hlta", -7),
            Promise("Show the waiting to the science department", "teacher", -14, "Done on the training day"),
            Promise("Bring the hearing test letter", "Dawn Wrenfield", -3),
        ),
        True,
    ),
    Held(
        "Talbot", "meeting-parents", -4, "08:45", "Office", "assistant.senco", ("hlta2",),
        (KATH, YEWS),
        (
            Item("What is going well", "Two weeks without being sent out. The chickens help."),
            Item("What is hard", "Changes of teacher. Fridays after lunch."),
            Item("What happens next, who does it, by when"),
        ),
        (Promise("A note of cover on the door by 8.30", "assistant.senco", 5),),
    ),
    Held(
        "Wrenfield", "meeting-taf", 8, "10:00", "Room 4", "assistant.senco", ("hlta",), (DAWN, EDIE),
        (
            Item("Welcome, and who is here"), Item("The pupil’s and the family’s view"),
            Item("Actions from last time"), Item("What happens next, who does it, by when"),
        ),
    ),
    Held(
        "Karim", "meeting-professionals", 8, "10:30", "Library", "assistant.senco", ("hlta2",), (NADIA,),
        (Item("News from each service"), Item("What happens next, who does it, by when")),
    ),
]  # fmt: skip


def make_meetings(
    school: School, posts: dict[str, Post], pupils: dict[str, Pupil], today: datetime.date
) -> None:
    """Write them; the signed one is signed last, because nothing comes into it afterwards."""
    kinds = {kind.code: kind for kind in TalkKind.objects.filter(school=None)}
    for held in MEETINGS:
        meeting = _meeting(school, held, posts, pupils[held.surname], kinds[held.kind], today)
        AgendaItem.objects.bulk_create(
            AgendaItem(
                school=school, meeting=meeting, position=position, title=item.title, notes=item.notes,
                decision=item.decision, staff_notes=item.staff,
            )
            for position, item in enumerate(held.items, start=1)
        )  # fmt: skip
        _people(meeting, held, posts, pupils[held.surname])
        for promise in held.promises:
            _promise(meeting, promise, posts, today)
        if held.is_signed:
            meeting.state, meeting.signed_by = Meeting.State.SIGNED, meeting.lead.person
            meeting.signed_at = meeting.starts_at + datetime.timedelta(days=1)
            meeting.agreed_text = agreed_text(meeting)
            meeting.save()


def _meeting(
    school: School,
    held: Held,
    posts: dict[str, Post],
    pupil: Pupil,
    kind: TalkKind,
    today: datetime.date,
) -> Meeting:
    day = today + datetime.timedelta(days=held.days)
    away = max(day.weekday() - 4, 0)
    day += datetime.timedelta(days=7 - day.weekday() if held.days > 0 and away else -away)
    time = datetime.time.fromisoformat(held.time)
    return Meeting.objects.create(
        school=school, pupil=pupil, kind=kind, place=held.place, lead=posts[held.lead], minutes=60,
        starts_at=datetime.datetime.combine(day, time, tzinfo=HERE),
        planned_by=posts[held.lead].person,
    )  # fmt: skip


def _people(meeting: Meeting, held: Held, posts: dict[str, Post], pupil: Pupil) -> None:
    came = Attendee.Came.YES if held.days < 0 else Attendee.Came.UNKNOWN
    people = [Attendee(kind=Attendee.Kind.PUPIL, name=pupil.name, came=came)]
    for name in (held.lead, *held.staff):
        post = posts[name]
        people.append(
            Attendee(
                kind=Attendee.Kind.STAFF,
                name=post.person.full_name,
                role=post.label,
                post=post,
                came=came,
            )
        )
    people += [
        Attendee(kind=kind, name=name, role=role, came=came) for kind, name, role in held.others
    ]
    if held.days < 0:
        people[-1].came = Attendee.Came.SENT
    for position, one in enumerate(people, start=1):
        one.school_id, one.meeting, one.position = meeting.school_id, meeting, position
    Attendee.objects.bulk_create(people)


def _promise(
    meeting: Meeting, promise: Promise, posts: dict[str, Post], today: datetime.date
) -> None:
    post, due = posts.get(promise.owner), today + datetime.timedelta(days=promise.due_in)
    action = AgreedAction(
        school_id=meeting.school_id, pupil_id=meeting.pupil_id, meeting=meeting, what=promise.what,
        due_on=due, owner=post, owner_name="" if post else promise.owner,
    )  # fmt: skip
    if promise.outcome:
        action.state, action.ended_on, action.outcome = (
            AgreedAction.State.DONE,
            due,
            promise.outcome,
        )
        action.ended_by = post.person
    action.save()
