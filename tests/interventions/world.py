"""One department on a Friday in November 2026: an HLTA, two TAs, a group of three, and strangers."""

import datetime
from types import SimpleNamespace

from django.urls import reverse

from interventions.actions.totals import recount_places, recount_weeks
from tests.factories.interventions import (
    GroupFactory,
    PlaceFactory,
    ProgrammeFactory,
    SessionFactory,
)
from tests.factories.pupils import PupilFactory
from tests.factories.staff import PostFactory, SchoolFactory, line, year

TODAY = datetime.date(2026, 11, 20)
#: 10:50 on the day, while the group of 10:45 is on.
NOW = datetime.datetime(2026, 11, 20, 10, 50, tzinfo=datetime.UTC)


def department(pupils: int = 3) -> SimpleNamespace:
    """SENCO over HLTA over two TAs at one school; ``ta`` leads "Number Sense" with ``pupils`` pupils."""
    school = SchoolFactory()
    year(school)
    posts = {
        role: PostFactory(school=school, role=role) for role in ("head", "senco", "hlta", "ta")
    }
    other = PostFactory(school=school, role="ta")
    line(posts["head"], posts["senco"], posts["hlta"], posts["ta"])
    line(posts["hlta"], other)
    group = GroupFactory(
        school=school, name="Number Sense", leader=posts["ta"], minutes=25, room="Room 12",
        programme=ProgrammeFactory(name="Number Sense Book"),
    )  # fmt: skip
    places = [
        PlaceFactory(
            group=group, trials_of=10, trials_target=8,
            pupil=PupilFactory(school=school, forename=name, surname="Test", year_group="7"),
        )
        for name in ("Amara", "Ben", "Chidi", *[f"Pupil{n}" for n in range(3, pupils)])[:pupils]
    ]  # fmt: skip
    session = SessionFactory(group=group, on=TODAY, starts_at=datetime.time(10, 45), minutes=25)
    recount_places([place.pk for place in places])
    recount_weeks([school.pk])
    return SimpleNamespace(
        school=school, group=group, places=places, session=session, other=other.person,
        other_post=other, posts=posts, head=posts["head"].person, senco=posts["senco"].person,
        hlta=posts["hlta"].person, ta=posts["ta"].person,
    )  # fmt: skip


def stranger(role: str = "ta"):
    """Somebody in the same role at another school."""
    return PostFactory(role=role).person


def field(world: SimpleNamespace, number: int, name: str) -> str:
    """The name of a pupil's field in the log: ``field(world, 0, "code")``."""
    return f"s{world.session.pk}p{world.places[number].pk}-{name}"


def as_sent(world: SimpleNamespace, **changed: str) -> dict[str, str]:
    """What the browser sends for a log in which nothing was touched, with ``changed`` on top."""
    data = {
        "do": "save",
        "version": str(world.session.version),
        "back": "today",
        "minutes": "25",
        "step": "",
    }
    for number in range(len(world.places)):
        data[field(world, number, "code")] = "P"
        data[field(world, number, "why")] = "A"
    return data | changed


def url(world, name="log_session"):
    """The address of a route about the one session of a world."""
    return reverse(name, args=[world.session.pk])


def as_planned(world, **more):
    """The form of the one tap."""
    return {"do": "as_planned", "version": world.session.version, "back": "today"} | more


def keep_draft(client, world, **typed):
    """Type into the log as the signed-in person, and let the server keep it."""
    data = as_sent(world) | {field(world, 0, name): value for name, value in typed.items()}
    assert client.post(url(world, "draft_session"), data).status_code == 200
