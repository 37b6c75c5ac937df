"""Pupils and what is done with them, for the world of the access table: groups, sessions, scores, imports."""

import datetime

from django.utils import timezone

from interventions.actions.place import end_place
from interventions.actions.score import FIELDS, remove_score
from interventions.models import Attendance, Goal, Group, Session, WeeklySlot
from pupils.actions.adult import end_key_adult
from pupils.actions.pupil import mark_left
from pupils.actions.view import delete_view
from pupils.models import AdultLink, Import, ImportRow, Need, Pupil, SavedView, SenStatus
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

#: Kinds that are places in a group, whose totals are kept.
PLACES = ("place", "mate_place", "ended_place")
#: What is written about a pupil's work begins with these, so that it can be looked for.
NOTE, GOAL = "Noteabout", "Goalof"
A_MONTH = datetime.timedelta(days=30)


def make(
    names: tuple[str, str, str], posts: dict[str, Post], hlta: Post, ta: Post
) -> dict[str, object]:
    """A pupil in a group that ``ta`` leads, with everything that hangs on the two."""
    pupil, mate, left = (
        on_register(PupilFactory(school=ta.school, surname=surname, forename=f"{surname}a"))
        for surname in names
    )
    things = {"school": ta.school, "person": ta.person, "post": ta, "pupil": pupil, "mate": mate}
    things |= _library(ta)
    things |= _group(things, ta)
    things |= _places(things, posts)
    things |= _sessions(things["group"], things["place"], ta)
    things |= _scores(things, ta)
    things |= _adults(pupil, posts, hlta)
    things |= _lists(ta) | _left(left, posts)
    # A row of the file that was about this pupil, and was not taken.
    ImportRow.objects.create(
        parent=things["import"], place=1, line=3, outcome="refused", name=str(pupil), pupil=pupil,
        reason="No date of birth",
    )  # fmt: skip
    return things


def _yesterday() -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=1)


def _library(ta: Post) -> dict[str, object]:
    school = ta.school
    return {
        "programme": ProgrammeFactory(school=school),
        "retired_programme": ProgrammeFactory(school=school, is_active=False),
        "shared_programme": ProgrammeFactory(),
        "measure": MeasureFactory(school=school),
        "retired_measure": MeasureFactory(school=school, is_active=False),
        "shared_measure": MeasureFactory(),
    }


def _group(things: dict, ta: Post) -> dict[str, object]:
    group = GroupFactory(
        school=ta.school,
        leader=ta,
        programme=things["programme"],
        starts_on=_yesterday() - A_MONTH,
        ends_on=_yesterday() + A_MONTH,
    )
    slot = WeeklySlot.objects.create(group=group, weekday=1, starts_at=datetime.time(9, 5))
    return {"group": group, "slot": slot}


def _places(things: dict, posts: dict[str, Post]) -> dict[str, object]:
    """Two running places in the group; in a second group one with goals, and one that has ended."""
    group, measure = things["group"], things["measure"]
    second = GroupFactory(
        school=group.school, leader=group.leader, programme=group.programme,
        starts_on=group.starts_on, ends_on=group.ends_on,
    )  # fmt: skip
    gas = MeasureFactory(school=group.school, scale="gas")
    aims = PlaceFactory(group=second, pupil=things["pupil"], measure=gas)
    ended = PlaceFactory(group=second, pupil=things["mate"])
    end_place(
        by=posts["senco"].person, place=ended, version=ended.version, on=_yesterday(), outcome="met"
    )
    return {
        "place": PlaceFactory(group=group, pupil=things["pupil"], measure=measure),
        "mate_place": PlaceFactory(group=group, pupil=things["mate"], measure=measure),
        "ended_place": ended,
        "aims": aims,
        "goal": Goal.objects.create(place=aims, wording=f"{GOAL}{things['pupil'].surname}"),
    }


def _sessions(group: Group, place, ta: Post) -> dict[str, object]:
    def session(days: int, **fields) -> Session:
        on = _yesterday() - datetime.timedelta(days=days)
        return SessionFactory(group=group, on=on, **fields)

    logged = session(
        1, state="delivered", minutes_delivered=30, logged_at=timezone.now(), logged_by=ta.person
    )
    mark = Attendance.objects.create(
        school=group.school,
        session=logged,
        place=place,
        pupil=place.pupil,
        code="P",
        minutes=30,
        note=f"{NOTE}{place.pupil.surname}",
        has_concern=True,
    )
    return {
        "session": session(0),
        "logged": logged,
        "cancelled": session(2, state="cancelled"),
        "attendance": mark,
    }


def _scores(things: dict, ta: Post) -> dict[str, object]:
    """A score that stands; and what a sitting keeps of one that was removed a moment ago."""
    place, measure = things["place"], things["measure"]
    score = ScoreFactory(place=place, measure=measure, value=90)
    gone = ScoreFactory(place=place, measure=measure, value=93, point="check", on=_yesterday())
    kept = remove_score(by=ta.person, score=gone)
    kept |= {"pupil": place.pupil_id, "on": kept["on"].isoformat(), "value": str(kept["value"])}
    assert kept.keys() >= set(FIELDS)
    return {"score": score, "removed_score": kept}


def _adults(pupil: Pupil, posts: dict[str, Post], hlta: Post) -> dict[str, object]:
    ended = link(pupil, posts["exams"], AdultLink.Kind.TUTOR)
    end_key_adult(by=posts["senco"].person, link=ended, version=ended.version, on=_yesterday())
    return {
        "link": link(pupil, hlta, AdultLink.Kind.KEY_ADULT),
        "ended_link": ended,
        "status": SenStatus.objects.get(pupil=pupil),
        "need": Need.objects.get(pupil=pupil),
    }


def _left(left: Pupil, posts: dict[str, Post]) -> dict[str, object]:
    mark_left(by=posts["data"].person, pupil=left, version=left.version, on=_yesterday())
    return {"left": left}


def _lists(ta: Post) -> dict[str, object]:
    """Saved views of the leader, one of them deleted again; files in each state of an import."""
    views = [
        SavedView.objects.create(school=ta.school, page="register", name=name, person=ta.person)
        for name in ("Mine", "Gone")
    ]
    shared = SavedView.objects.create(
        school=ta.school, page="register", name="For HLTAs", person=ta.person, role="hlta"
    )
    page = delete_view(by=ta.person, view=views[1])
    return {"view": views[0], "shared_view": shared, "deleted_view": page, **_imports(ta)}


def _imports(ta: Post) -> dict[str, object]:
    made = {}
    for kind, state in (
        ("import", "preview"), ("reading_import", "reading"), ("committed_import", "committed"),
    ):  # fmt: skip
        made[kind] = Import.objects.create(
            school=ta.school, kind="sheet", state=state, file_name=f"{state}.csv", sha256="0" * 64
        )
    ImportRow.objects.create(parent=made["import"], line=2, outcome="new", name="Somebody New")
    return made
