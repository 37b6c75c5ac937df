"""Two schools with two teams each, and one of everything in each place: what the access table is tried on."""

from dataclasses import dataclass, field

from interventions.actions.totals import recount_places, recount_pupils, recount_weeks
from pupils.models import AdultLink
from staff.models import Band, Post
from tests.factories.pupils import link
from tests.factories.staff import PostFactory, SchoolFactory, TrustFactory, line, year
from tests.house import (
    world_around,
    world_arrangements,
    world_behaviour,
    world_concerns,
    world_delivery,
    world_emergencies,
    world_moves,
    world_papers,
    world_plans,
    world_profiles,
    world_requests,
    world_restrictive,
    world_reviews,
    world_reviews_of_plans,
    world_school,
    world_talk,
    world_work,
)

ROLES = (
    "head", "senco", "assistant_senco", "hlta", "ta", "teacher", "dsl", "hr", "exams", "data",
)  # fmt: skip
ACTORS = (*ROLES, "anonymous", "deactivated")
#: Where an object stands, seen from the actors: their own team, another team, another school.
PLACES = ("own", "other_team", "other_school")
#: Surnames that are on no page of whoever may not see their pupils.
SURNAMES = {"own": "Ownteamson", "other_team": "Otherteamson", "other_school": "Faraway"}
MATE, LEFT = "Groupmateson", "Leaverson"


@dataclass
class World:
    """The actors' posts by role, and the objects by place and kind."""

    posts: dict[str, Post] = field(default_factory=dict)
    things: dict[str, dict[str, object]] = field(default_factory=dict)

    def thing(self, kind: str, place: str) -> object:
        """One object."""
        return self.things[place][kind]


def build() -> World:
    """Make everything. Actors stand in team A of the first school."""
    trust = TrustFactory()
    posts, far = _staff(trust, "Actor"), _staff(trust, "Stranger")
    head = posts["head"]
    head.covers_trust = True
    head.save()
    world = World(posts=posts)
    world.posts["deactivated"] = PostFactory(
        school=head.school, role="senco", person__is_active=False
    )
    world.things = {
        "own": _things("own", posts, posts["hlta"], posts["ta"]),
        "other_team": _things("other_team", posts, *_second_team(posts)),
        "other_school": _things("other_school", far, far["hlta"], far["ta"]),
    }
    link(world.thing("pupil", "own"), posts["teacher"], AdultLink.Kind.TEACHER)
    _count(world)
    return world


def _staff(trust, name: str) -> dict[str, Post]:
    """A school with its year, one person in each role, and the line from the head to the TA."""
    school = SchoolFactory(trust=trust)
    year(school)
    posts = {
        role: PostFactory(school=school, role=role, person__full_name=f"{name} {role}")
        for role in ROLES
    }
    line(posts["head"], posts["senco"], posts["assistant_senco"], posts["hlta"], posts["ta"])
    _give_bands(posts["hlta"], posts["ta"])
    return posts


def _second_team(posts: dict[str, Post]) -> tuple[Post, Post]:
    school = posts["head"].school
    hlta, ta = PostFactory(school=school, role="hlta"), PostFactory(school=school, role="ta")
    line(posts["assistant_senco"], hlta, ta)
    _give_bands(hlta, ta)
    return hlta, ta


def _give_bands(hlta: Post, ta: Post) -> None:
    for post, number in ((hlta, 3), (ta, 2)):
        post.band = Band.objects.get(number=number)
        post.save()


def _things(place: str, posts: dict[str, Post], hlta: Post, ta: Post) -> dict[str, object]:
    """One of everything around a group that ``ta`` leads and ``hlta`` stands above."""
    names = (f"{SURNAMES[place]}", f"{MATE}{place}", f"{LEFT}{place}")
    things = world_work.make(names, posts, hlta, ta)
    things |= world_school.make(place, posts, ta)
    things |= world_profiles.make(things["pupil"], posts, ta)
    things |= world_restrictive.make(things["pupil"], posts, ta)
    things |= world_behaviour.make(things["pupil"], posts, ta, place)
    things |= world_papers.make(things["pupil"], ta)
    things |= world_requests.make(things["pupil"], posts)
    things |= world_talk.make(things["pupil"], posts, ta, place)
    things |= world_plans.make(things["pupil"], things["mate"], posts, place)
    things |= world_delivery.make(things, posts, place)
    things |= world_arrangements.make(things["pupil"], posts, ta, place)
    things |= world_concerns.make(things["pupil"], posts, ta)
    things |= world_around.make(things["pupil"], posts, place)
    things |= world_emergencies.make(things["pupil"], ta)
    things |= world_moves.make(things["pupil"], things["mate"], ta, posts)
    things |= world_reviews_of_plans.make(things["pupil"], posts, hlta, ta)
    return things | world_reviews.make(place, posts, hlta, ta)


def _count(world: World) -> None:
    """Keep the totals as the actions would have."""
    places = [things[kind].pk for things in world.things.values() for kind in world_work.PLACES]
    recount_places(places)
    recount_pupils([things["pupil"].pk for things in world.things.values()])
    recount_weeks({things["school"].pk for things in world.things.values()})
