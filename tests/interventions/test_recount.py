"""The recount finds every figure that differs from its rows, repairs it, and finds nothing after writers at once."""

import datetime
import random
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from core.models import AuditEvent, School
from interventions.actions.totals import (
    change_totals,
    count_of,
    recount_places,
    recount_weeks,
)
from interventions.models import (
    AdultWeek,
    Attendance,
    CaseloadRow,
    Place,
    PlaceTotal,
    SchoolWeek,
    Session,
)
from interventions.recount import differences
from tests.factories.interventions import GroupFactory, PlaceFactory, SessionFactory

FIRST = datetime.date(2026, 9, 7)


def make_school(groups: int = 2, pupils: int = 3, sessions: int = 6) -> School:
    """A school with groups, places and planned sessions on following days, counted."""
    made = [GroupFactory()]
    made += [GroupFactory(school=made[0].school) for _ in range(groups - 1)]
    places = [place for group in made for place in PlaceFactory.create_batch(pupils, group=group)]
    for group in made:
        for day in range(sessions):
            SessionFactory(group=group, on=FIRST + datetime.timedelta(days=day))
    recount_places([place.pk for place in places])
    recount_weeks([made[0].school_id])
    return made[0].school


def log(pk: int, chance: random.Random) -> None:
    """Log one session as delivered, with chance absences; or take its log back; or not delivered."""
    with transaction.atomic():
        session = Session.objects.select_for_update().get(pk=pk)
        before = count_of(session)
        session.attendance.all().delete()
        session.state = chance.choice(["delivered", "delivered", "not_delivered", "planned"])
        session.reason = "room" if session.state == "not_delivered" else ""
        session.minutes_delivered = (
            chance.choice([20, 30]) if session.state == "delivered" else None
        )
        session.logged_at = timezone.now() if session.state != "planned" else None
        session.save()
        if session.state == "delivered":
            _mark(session, chance)
        change_totals([(before, count_of(session))])


def _mark(session: Session, chance: random.Random) -> None:
    for place in Place.objects.filter(group=session.group_id):
        code = chance.choice("PPPPLAR")
        Attendance.objects.create(
            school_id=session.school_id, session=session, place=place, pupil_id=place.pupil_id,
            code=code, minutes=session.minutes_delivered if code in "PL" else 0,
        )  # fmt: skip


def recount(*args: object) -> tuple[int, str]:
    """Run the command: its exit code and what it printed."""
    out = StringIO()
    try:
        call_command("recount", *args, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


@pytest.mark.django_db
def test_recount_agrees_after_a_hundred_logs_one_after_another():
    school = make_school()
    chance = random.Random(7)
    sessions = list(Session.objects.filter(school=school).values_list("pk", flat=True))
    for _ in range(100):
        log(chance.choice(sessions), chance)
    assert differences(school.pk) == []
    assert recount("--school", school.urn) == (0, f"{school.urn} {school.name}: 0 differences.\n")


PLANTED = [
    (model, name)
    for model, names in [
        (PlaceTotal, ["planned", "delivered", "not_delivered", "attended", "minutes_planned",
                      "minutes_intended", "minutes_delivered"]),
        (AdultWeek, ["planned", "delivered", "minutes_planned", "minutes_delivered"]),
        (SchoolWeek, ["not_delivered", "pupil_minutes", "attendances"]),
        (CaseloadRow, ["places", "planned", "attended", "minutes_delivered", "judged_planned",
                       "minutes_intended"]),
    ]
    for name in names
]  # fmt: skip


@pytest.mark.django_db
def test_recount_finds_each_of_twenty_planted_differences_and_repairs_them():
    school = make_school()
    chance = random.Random(11)
    for session in Session.objects.filter(school=school):
        log(session.pk, chance)
    assert len(PLANTED) == 20
    for model, name in PLANTED:
        row = model.objects.order_by("pk").last()
        wrong = getattr(row, name) + 1
        model.objects.filter(pk=row.pk).update(**{name: wrong})
        code, said = recount("--school", school.urn)
        assert code == 1
        assert f"{name} is {wrong}, the rows say {wrong - 1}" in said
        assert "1 difference." in said
        code, said = recount("--repair")
        assert (code, "1 repaired." in said) == (0, True)
        assert recount()[0] == 0
    events = AuditEvent.objects.filter(action="repair_totals", chain=school.pk)
    assert events.count() == 20


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "wrong"),
    [("verdict", "slower"), ("groups", "Other"), ("last_session_on", FIRST), ("series", "1,2")],
)
def test_recount_finds_words_of_the_caseload_that_differ(name, wrong):
    school = make_school(groups=1, pupils=1, sessions=1)
    CaseloadRow.objects.update(**{name: wrong})
    code, said = recount("--school", school.urn)
    assert code == 1
    assert f"caseloadrow {CaseloadRow.objects.get().pk}: {name} is" in said


@pytest.mark.django_db
def test_recount_finds_and_repairs_a_pace_that_the_scores_do_not_say():
    school = make_school(groups=1, pupils=1, sessions=1)
    PlaceTotal.objects.update(pace=2.5)
    code, said = recount("--school", school.urn)
    assert (code, "pace is 2.5, the rows say None" in said) == (1, True)
    assert recount("--repair")[0] == 0
    assert PlaceTotal.objects.get().pace is None


@pytest.mark.django_db
def test_recount_makes_totals_that_are_missing():
    school = make_school()
    for model in (PlaceTotal, AdultWeek, SchoolWeek, CaseloadRow):
        model.objects.all().delete()
    assert recount("--school", school.urn)[0] == 1
    assert recount("--repair", "--school", school.urn)[0] == 0
    assert PlaceTotal.objects.filter(planned=6).count() == 6


@pytest.mark.django_db
def test_recount_looks_at_one_school_and_refuses_an_unknown_one():
    mine, other = make_school(), make_school()
    PlaceTotal.objects.filter(place__school=other).update(planned=99)
    assert recount("--school", mine.urn)[0] == 0
    assert recount("--school", other.urn)[0] == 1
    with pytest.raises(CommandError, match="There is no school with URN 999999"):
        recount("--school", 999999)


def log_many(pks: list[int], seed: int) -> None:
    """One writer: its sessions in an order of its own."""
    chance = random.Random(seed)
    for pk in pks:
        log(pk, chance)


def log_many_on_a_connection(pks: list[int], seed: int) -> None:
    """One writer among others, in a thread."""
    try:
        log_many(pks, seed)
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_change_totals_loses_nothing_when_eight_writers_log_ten_thousand_times():
    """On PostgreSQL at once; SQLite has one writer at a time, so there one writer logs a tenth of it."""
    school = make_school(groups=8, pupils=3, sessions=25)
    pks = list(Session.objects.filter(school=school).values_list("pk", flat=True))
    chance = random.Random(3)
    work = [[chance.choice(pks) for _ in range(1250)] for _ in range(8)]
    if connection.vendor == "postgresql":
        with ThreadPoolExecutor(8) as writers:
            list(writers.map(log_many_on_a_connection, work, range(8)))
    else:
        log_many(work[0][:1000], 0)
    assert differences(school.pk) == []
    delivered = Session.objects.filter(school=school, state="delivered").count()
    assert sum(SchoolWeek.objects.values_list("delivered", flat=True)) == delivered > 0
