"""The demo's restrictive interventions: one signed off last month, one that waits for the report to parents."""

import datetime

from django.utils import timezone

from core.models import School
from hlta_portal.demo.incidents import Lines, lines, school_day
from pupils.models import (
    Incident,
    InterventionLine,
    InterventionNotice,
    InterventionPerson,
    ParentReport,
    Pupil,
    RestrictiveIntervention,
)
from staff.models import Post

T = datetime.time
State = RestrictiveIntervention.State


def make_restrictives(
    school: School, posts: dict[str, Post], pupils: dict[str, Pupil], today: datetime.date
) -> None:
    """Both about the two pupils of the incidents, written by the adults who were there."""
    known = lines()
    signed = _first(school, posts, pupils["Brandt"], known, today)
    _told(signed, posts)
    for rows in (signed.lines, signed.people, signed.notices):
        rows.update(is_sealed=True)
    ParentReport.objects.filter(intervention=signed).update(is_sealed=True)
    signed.state, signed.signed_by = State.SIGNED, posts["head"].person
    signed.signed_at = _moment(signed.on + datetime.timedelta(days=1), T(8, 20))
    signed.save()
    _second(school, posts, pupils["Okafor"], known, today)


def _moment(on: datetime.date, at: datetime.time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(on, at))


def _about(pupil: Pupil, on: datetime.date) -> dict[str, object]:
    """Who the pupil is on the day."""
    born = pupil.born_on
    return {
        "age": on.year - born.year - ((on.month, on.day) < (born.month, born.day)),
        "sen_code": pupil.sen_code, "main_need": pupil.main_need, "sex": pupil.sex,
        "ethnicity": pupil.ethnicity, "year_group": pupil.year_group,
        "is_looked_after": pupil.is_looked_after, "has_protection_plan": "no",
    }  # fmt: skip


def _first(
    school: School, posts: dict[str, Post], leo: Pupil, known: Lines, today: datetime.date
) -> RestrictiveIntervention:
    on = school_day(school, today, 9, 1)
    incident = Incident.objects.standing().of(leo).filter(on=on).order_by("at").first()
    made = RestrictiveIntervention.objects.create(
        school=school, pupil=leo, incident=incident, by=posts["hlta"].person, state=State.READY,
        on=on, at=T(13, 22), until=T(13, 31), place=known["place", "corridor"],
        before="Leo had pushed past two pupils at the door of English and ran to the stairs.",
        tried="Said his name once and gave space. He climbed on the rail of the stairs.",
        why="He could have fallen two floors. Nothing less would have brought him off the rail in time.",
        account="Danielle Okoro held both his arms from behind and brought him down; Joe Marsh stood "
        "below. He sat on the step with her beside him until he was calm.",
        is_restraint=True, restraint_from=T(13, 24), restraint_until=T(13, 25),
        injuries_checked=True, plan="none", plan_words="He had no plan. One is being written.",
        plan_review_on=on + datetime.timedelta(days=28), pupil_debrief_on=on,
        pupil_debrief="“I did not think it was high. You can hold me if I am up there.”",
        staff_debrief_on=on + datetime.timedelta(days=1),
        staff_debrief="The crowd at the bell came first. He leaves English two minutes early now.",
        is_disabled="no", **_about(leo, on),
    )  # fmt: skip
    _lines(made, known, {"injury": None}, {"standing-hold": 1}, ("take-up", "less-language"))
    _people(made, posts, {"hlta": "led", "ta2": "took", "teacher": "saw"}, on)
    InterventionNotice.objects.create(
        school=school, intervention=made, whom="dsl", on=on, reference="Told in person"
    )
    return made


def _second(
    school: School, posts: dict[str, Post], zina: Pupil, known: Lines, today: datetime.date
) -> None:
    on = school_day(school, today, 1, 4)
    made = RestrictiveIntervention.objects.create(
        school=school, pupil=zina, by=posts["hlta2"].person, state=State.READY, on=on,
        at=T(11, 4), until=T(11, 12), place=known["place", "playground"],
        before="Another pupil had taken her phone and ran across the field.",
        tried="Named a place to sit; offered to fetch the phone.",
        why="She had the other pupil by the hair and did not let go.",
        account="Gwen Astley opened her hand and led her by the arm to the bench, twenty steps.",
        is_restraint=True, restraint_from=T(11, 5), restraint_until=T(11, 7),
        injuries_checked=True, plan="followed", plan_words="The agreed words were used first.",
        is_disabled="unknown", **_about(zina, on),
    )  # fmt: skip
    _lines(made, known, {"injury": None, "order": None}, {"guide": 2}, ("choices",))
    _people(made, posts, {"hlta2": "led", "ta3": "saw"}, on)


def _lines(
    made: RestrictiveIntervention, known: Lines, grounds: dict[str, None], holds: dict[str, int],
    steps: tuple[str, ...],
) -> None:  # fmt: skip
    rows = [(known["ground", code], None) for code in grounds]
    rows += [(known["hold", code], minutes) for code, minutes in holds.items()]
    rows += [(known["step", code], None) for code in steps]
    InterventionLine.objects.bulk_create(
        InterventionLine(
            school_id=made.school_id, intervention=made, choice=choice, minutes=minutes
        )
        for choice, minutes in rows
    )


def _people(
    made: RestrictiveIntervention, posts: dict[str, Post], parts: dict[str, str], on: datetime.date
) -> None:
    trained = datetime.date(on.year - 1, 9, 4)
    InterventionPerson.objects.bulk_create(
        InterventionPerson(
            school_id=made.school_id, intervention=made, person=posts[who].person, part=part,
            role=posts[who].label, training="Accredited course, two days" if part == "led" else "",
            trained_on=trained if part == "led" else None,
        )
        for who, part in parts.items()
    )  # fmt: skip


def _told(made: RestrictiveIntervention, posts: dict[str, Post]) -> None:
    ParentReport.objects.create(
        school_id=made.school_id, intervention=made, by=posts["hlta"].person,
        told_at=_moment(made.on, T(15, 10)), told_whom="His mother", how="phone",
        copy_sent_on=made.on + datetime.timedelta(days=1),
        said="She thanked for the call and asked to see the stairs.",
    )  # fmt: skip
