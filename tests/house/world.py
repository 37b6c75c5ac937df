"""Two schools with two teams each, and one of everything in each place: what the access table is tried on."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

from core.models import Closure
from interventions.models import Attendance, CaseloadRow, Goal, PlaceTotal, WeeklySlot
from pupils.models import AdultLink, Import, ImportRow, Need, SavedView, SenStatus
from staff.models import Post
from tests.factories.interventions import (
    GroupFactory,
    MeasureFactory,
    PlaceFactory,
    ProgrammeFactory,
    ScoreFactory,
    SessionFactory,
)
from tests.factories.pupils import PupilFactory, link, on_register
from tests.factories.staff import PostFactory, SchoolFactory, TrustFactory, line, year

ROLES = (
    "head", "senco", "assistant_senco", "hlta", "ta", "teacher", "dsl", "hr", "exams", "data",
)  # fmt: skip
ACTORS = (*ROLES, "anonymous", "deactivated")
#: Where an object stands, seen from the actors: their own team, another team, another school.
PLACES = ("own", "other_team", "other_school")


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
    world = World()
    trust = TrustFactory()
    first, second = SchoolFactory(trust=trust), SchoolFactory(trust=trust)
    for role in ROLES:
        world.posts[role] = PostFactory(
            school=first, role=role, covers_trust=role == "head", person__full_name=f"Actor {role}"
        )
    posts = world.posts
    line(posts["head"], posts["senco"], posts["assistant_senco"], posts["hlta"], posts["ta"])
    deactivated = PostFactory(school=first, role="senco", person__is_active=False)
    world.posts["deactivated"] = deactivated
    other_hlta = PostFactory(school=first, role="hlta")
    other_ta = PostFactory(school=first, role="ta")
    line(posts["assistant_senco"], other_hlta, other_ta)
    far_head = PostFactory(school=second, role="head")
    far_hlta = PostFactory(school=second, role="hlta")
    far_ta = PostFactory(school=second, role="ta")
    line(far_head, far_hlta, far_ta)
    for school in (first, second):
        year(school)
    for place, hlta, ta in (
        ("own", posts["hlta"], posts["ta"]),
        ("other_team", other_hlta, other_ta),
        ("other_school", far_hlta, far_ta),
    ):
        world.things[place] = _things(hlta, ta)
    link(world.thing("pupil", "own"), posts["teacher"], AdultLink.Kind.TEACHER)
    return world


def _things(hlta: Post, ta: Post) -> dict[str, object]:
    """One of everything around a group that ``ta`` leads and ``hlta`` stands above."""
    school, yesterday = ta.school, timezone.localdate() - datetime.timedelta(days=1)
    pupil = on_register(PupilFactory(school=school))
    programme = ProgrammeFactory(school=school)
    group = GroupFactory(
        school=school,
        leader=ta,
        programme=programme,
        starts_on=yesterday - datetime.timedelta(days=30),
        ends_on=yesterday + datetime.timedelta(days=30),
    )
    place = PlaceFactory(group=group, pupil=pupil, measure=MeasureFactory(school=school))
    PlaceTotal.objects.create(place=place, planned=2)
    CaseloadRow.objects.create(pupil=pupil, school=school)
    session = SessionFactory(group=group, on=yesterday)
    logged = SessionFactory(
        group=group,
        on=yesterday - datetime.timedelta(days=1),
        state="delivered",
        minutes_delivered=30,
        logged_at=timezone.now(),
        logged_by=ta.person,
    )
    mark = Attendance.objects.create(
        school=school,
        session=logged,
        place=place,
        pupil=pupil,
        code="P",
        minutes=30,
        has_concern=True,
    )
    score = ScoreFactory(place=place, measure=place.measure, value=90)
    made = Import.objects.create(
        school=school, kind="sheet", state="preview", file_name="pupils.csv", sha256="0" * 64
    )
    ImportRow.objects.create(parent=made, line=2, outcome="new", name="Somebody New")
    return {
        "school": school, "pupil": pupil, "person": ta.person, "post": ta, "group": group,
        "place": place, "session": session, "logged": logged, "attendance": mark,
        "programme": programme, "measure": place.measure, "score": score, "import": made,
        "slot": WeeklySlot.objects.create(group=group, weekday=1, starts_at=datetime.time(9, 5)),
        "goal": Goal.objects.create(place=place, wording="Takes a turn"),
        "status": SenStatus.objects.get(pupil=pupil), "need": Need.objects.get(pupil=pupil),
        "link": link(pupil, hlta, AdultLink.Kind.KEY_ADULT),
        "view": SavedView.objects.create(school=school, page="register", name="Mine", person=ta.person),
        "term": school.terms.first(),
        "closure": Closure.objects.create(
            school=school, kind="inset", starts_on=datetime.date(2026, 11, 2) + datetime.timedelta(
                days=school.closures.count()), ends_on=datetime.date(2026, 11, 12)),
    }  # fmt: skip
