"""The demo's profiles: six pupils in their own words, must-dos just changed, a review gone by, a draft."""

import datetime
import uuid
from typing import NamedTuple

from core.models import School
from pupils.models import Acknowledgement, AdultLink, NeedType, Profile, ProfileStrategy, Pupil
from pupils.profiles import next_review
from staff.models import Post

Rows = tuple[tuple[str, str, str], ...]


class Story(NamedTuple):
    """One profile: surname, four voices, rows (tag, words, need), age and days to the review."""

    surname: str
    important: str
    good_at: str
    hard: str
    helped_by: str
    rows: Rows
    days_old: int
    review_in: int | None
    #: The rows of a version before, where the must-dos have changed since.
    before: Rows = ()


STORIES = [
    Story(
        "Wrenfield",
        "My dog Biscuit, building things, and knowing what happens next.",
        "Making models. Remembering how machines work. Being kind to younger children.",
        "Lots of talking at once. Reading in front of everybody.",
        "Show me, then let me try. Give me time before I answer.",
        (
            ("must", "Give one instruction at a time and check with a picture or a gesture", "SLCN"),
            ("must", "Ten seconds of quiet before expecting an answer", "SLCN"),
            ("must", "Leave the room calmly with him if he shows the red card", "SLCN"),
            ("try", "Key words with symbols on the desk", "SLCN"),
            ("try", "Coloured overlay for print, the green one", "SPLD"),
            ("not", "Reading aloud in front of the class", "SPLD"),
        ),
        2, None,
        (
            ("must", "Give one instruction at a time and check with a picture or a gesture", "SLCN"),
            ("must", "Five seconds of quiet before expecting an answer", "SLCN"),
            ("try", "Key words with symbols on the desk", "SLCN"),
            ("try", "Coloured overlay for print, the green one", "SPLD"),
            ("not", "Reading aloud in front of the class", "SPLD"),
        ),
    ),
    Story(
        "Demir",
        "My sister, football, and speaking Turkish at home.",
        "Maths without words. Helping people find their way.",
        "New words in science. When people talk fast.",
        "Say it slowly, write it down, and ask me in private.",
        (
            ("must", "Give one instruction at a time, with a gesture or a picture to check", "SLCN"),
            ("try", "Key words with symbols on the desk", "SLCN"),
            ("try", "A word list of the topic a lesson ahead", "SLCN"),
        ),
        40, None,
    ),
    Story(
        "Osei",
        "Singing, my church, and sitting with Maja.",
        "Remembering songs. Drawing people.",
        "Long sentences. Changes of plan.",
        "Tell me what changes before it changes.",
        (
            ("must", "Say any change of plan before the lesson starts", "SLCN"),
            ("must", "Give one instruction at a time", "SLCN"),
            ("try", "Key words with symbols on the desk", "SLCN"),
        ),
        5, None,
        (
            ("try", "Say any change of plan before the lesson starts", "SLCN"),
            ("must", "Give one instruction at a time", "SLCN"),
            ("try", "Key words with symbols on the desk", "SLCN"),
        ),
    ),
    Story(
        "Talbot",
        "Being outdoors. Not being shouted at.",
        "Running. Looking after the chickens.",
        "Being told off in front of others. Waiting.",
        "Give me a job to do. Let me walk it off.",
        (
            ("must", "Correct him quietly and alone, never across the room", "SEMH"),
            ("must", "Two minutes outside the door when he asks for them", "SEMH"),
            ("try", "A job at the start of the lesson", "SEMH"),
            ("not", "Say any change of plan before the lesson starts", "SEMH"),
        ),
        150, -12,
    ),
    Story(
        "Nwosu",
        "My grandad, drumming, and finishing what I start.",
        "Rhythm. Asking good questions.",
        "Copying from the board. Remembering three things.",
        "Give me the steps on a strip I can tick.",
        (
            ("must", "Print what stands on the board and put it on his desk", "MLD"),
            ("try", "A task strip with steps to tick", "MLD"),
            ("try", "A job at the start of the lesson", "MLD"),
        ),
        35, None,
    ),
    Story(
        "Karim",
        "Trains, quiet, and the same seat.",
        "Timetables. Numbers. Noticing what others miss.",
        "Loud corridors. Jokes I do not get. Being touched.",
        "Say exactly what you mean. Tell me when it ends.",
        (
            ("must", "The same seat, by the wall, facing the door", "ASD"),
            ("must", "Leave two minutes early for the corridor", "ASD"),
            ("try", "A timer on the desk that shows what is left", "ASD"),
            ("not", "A hand on the shoulder to calm him", "ASD"),
        ),
        60, None,
    ),
]  # fmt: skip
DRAFTED = "Karim"


def make_profiles(
    school: School, posts: dict[str, Post], pupils: dict[str, Pupil], today: datetime.date
) -> None:
    """Write them as published some days ago; the changed one waits for all but the form tutor."""
    kinds = {kind.code: kind for kind in NeedType.objects.filter(school=None)}
    for story in STORIES:
        pupil = pupils[story.surname]
        keys: dict[str, uuid.UUID] = {}
        number = 1
        if story.before:
            old = _version(school, pupil, story, 1, posts)
            _rows(old, story.before, kinds, keys)
            _publish(old, today - datetime.timedelta(days=90), today, Profile.State.SUPERSEDED)
            number = 2
        new = _version(school, pupil, story, number, posts)
        _rows(new, story.rows, kinds, keys)
        _publish(
            new, today - datetime.timedelta(days=story.days_old), today, review=story.review_in
        )
        if story.before:
            _ask(new)
        if story.surname == DRAFTED:
            draft = _version(school, pupil, story, number + 1, posts)
            draft.review_on = next_review(school.pk, today)
            draft.save()
            _rows(draft, story.rows[:-1], kinds, keys)


def _version(
    school: School, pupil: Pupil, story: Story, number: int, posts: dict[str, Post]
) -> Profile:  # fmt: skip
    voice = {name: getattr(story, name) for name in Profile.VOICE}
    return Profile.objects.create(
        school=school, pupil=pupil, number=number, state=Profile.State.DRAFT,
        review_on=datetime.date(2100, 1, 1), drafted_by=posts["assistant.senco"].person, **voice,
    )  # fmt: skip


def _rows(
    profile: Profile, rows: Rows, kinds: dict[str, NeedType], keys: dict[str, uuid.UUID]
) -> None:
    """A row keeps its key from version to version; the line of waiting is one line reworded."""
    ProfileStrategy.objects.bulk_create(
        ProfileStrategy(
            school_id=profile.school_id, profile=profile, tag=tag, text=text, position=position,
            need_type=kinds[need], key=keys.setdefault(text.split(" ", 1)[1], uuid.uuid4()),
        )
        for position, (tag, text, need) in enumerate(rows, start=1)
    )  # fmt: skip


def _publish(
    profile: Profile, on: datetime.date, today: datetime.date,
    state: str = Profile.State.CURRENT, review: int | None = None,
) -> None:  # fmt: skip
    profile.state, profile.starts_on = state, on
    ahead = next_review(profile.school_id, today)
    profile.review_on = ahead if review is None else today + datetime.timedelta(days=review)
    profile.published_by = profile.drafted_by
    profile.pupil_agreed_on, profile.pupil_agreed_how = on, Profile.How.TALK
    if profile.number == 1:
        profile.parent_agreed_on, profile.parent_agreed_how = on, Profile.How.MEETING
    profile.save()


def _ask(profile: Profile) -> None:
    """Everybody linked to the pupil is asked; the form tutor has read it already."""
    links = AdultLink.objects.current().filter(pupil=profile.pupil_id).select_related("post")
    people = {link.post.person_id: link.kind for link in links}
    people.pop(profile.published_by_id, None)
    read_at = datetime.datetime.combine(
        profile.starts_on, datetime.time(15, 40), tzinfo=datetime.UTC
    )
    Acknowledgement.objects.bulk_create(
        Acknowledgement(
            school_id=profile.school_id, profile=profile, person_id=person, since=1,
            acknowledged_at=read_at if kind == AdultLink.Kind.TUTOR else None,
        )
        for person, kind in people.items()
    )  # fmt: skip
