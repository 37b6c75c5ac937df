"""A school of 1,200 pupils, 300 of them with SEN, 60 adults and a year of logged work."""

import datetime
from decimal import Decimal
from random import Random

from django.db import transaction
from django.utils import timezone

from benchmarks.copies import analyse
from core.calendar import pattern_dates
from core.models import School, Term, Trust
from interventions.actions.totals import recount_places, recount_pupils, recount_weeks
from interventions.models import (
    Attendance,
    Group,
    Measure,
    Place,
    Programme,
    Score,
    Session,
    WeeklySlot,
)  # fmt: skip
from pupils.models import AdultLink, Need, NeedType, Pupil, SenStatus
from staff.models import Band, LineManagement, Post, StaffMember

PUPILS, ON_REGISTER, ADULTS, GROUPS, SIZE = 1200, 300, 60, 60, 6
CLIENTS = 8

#: Sessions to log in each group: two stages of one client and of eight.
SLOTS = 240


def build(today: datetime.date) -> School:
    """Make the trust's first school, the one that is timed."""
    trust = Trust.objects.create(name="Measured trust")
    first = School.objects.create(trust=trust, name="School 1", urn=910001, log_window_days=60)
    _year(first, today)
    with transaction.atomic():
        posts = _people(first)
        pupils = _pupils(first, posts)
        _work(first, posts, pupils[:ON_REGISTER], today)
        _to_log(first, posts, pupils, today)
    recount_places(list(Place.objects.values_list("pk", flat=True)))
    recount_weeks([first.pk])
    recount_pupils([pupil.pk for pupil in pupils])
    analyse()
    return first


def _year(school: School, today: datetime.date) -> None:
    """A year of 39 weeks that ends in six weeks, so that most of its sessions are past."""
    last = today + datetime.timedelta(weeks=6)
    for number in range(3):
        ends = last - datetime.timedelta(weeks=15 * (2 - number))
        Term.objects.create(
            school=school,
            name=f"Term {number + 1}",
            ends_on=ends,
            starts_on=ends - datetime.timedelta(weeks=13),
        )


def _people(school: School) -> list[Post]:
    """A head, a SENCO, six HLTAs below her and their TAs: sixty adults in a line."""
    band = {band.number: band for band in Band.objects.all()}
    roles = ["head", "senco", *["hlta"] * 6, *["ta"] * (ADULTS - 8)]
    people = StaffMember.objects.bulk_create(
        StaffMember(
            username=f"adult{n}.1",
            full_name=f"Adult Number{n}",
            password="!",
            search_name=f"adult number{n}",
        )
        for n in range(len(roles))
    )
    posts = Post.objects.bulk_create(
        Post(
            school=school,
            person=person,
            role=role,
            starts_on=datetime.date(2020, 9, 1),
            covers_trust=role == "head",
            band=band[3 if role == "hlta" else 2],
        )
        for person, role in zip(people, roles, strict=True)
    )
    managers = [None, posts[0], *[posts[1]] * 6, *(posts[2 + n % 6] for n in range(ADULTS - 8))]
    LineManagement.objects.bulk_create(
        LineManagement(
            school=school, post=post, manager=manager, starts_on=datetime.date(2020, 9, 1)
        )
        for post, manager in zip(posts, managers, strict=True)
        if manager
    )
    return posts


def _pupils(school: School, posts: list[Post]) -> list[Pupil]:
    """1,200 pupils, the first 300 with SEN, a need, an owner and a review date."""
    random = Random(1)
    today, needs = (
        timezone.localdate(),
        list(NeedType.objects.filter(school=None, only_with_support=False)),
    )
    rows = []
    for number in range(PUPILS):
        code = "N" if number >= ON_REGISTER else "E" if number % 5 == 0 else "K"
        pupil = Pupil(
            school=school,
            surname=f"Surname{number % 700}",
            forename=f"Forename{number}",
            born_on=datetime.date(2013, 1, 1) + datetime.timedelta(days=number),
            upn=f"A{number:012d}",
            admission_number=str(number),
            year_group=str(7 + number % 5),
            form=f"{7 + number % 5}{'ABCDEF'[number % 6]}",
            sen_code=code,
            main_need="" if code == "N" else needs[number % len(needs)].code,
            owner_name="" if code == "N" else "Adult Number1",
            attendance_percent=Decimal(random.randrange(850, 999)) / 10,
            review_due_on=today + datetime.timedelta(days=random.randrange(-10, 90)),
        )
        pupil.search_name = pupil.folded()
        rows.append(pupil)
    pupils = Pupil.objects.bulk_create(rows)
    since = datetime.date(2025, 9, 1)
    SenStatus.objects.bulk_create(
        SenStatus(school=school, pupil=pupil, code=pupil.sen_code, starts_on=since)
        for pupil in pupils
    )
    Need.objects.bulk_create(
        Need(
            school=school,
            pupil=pupil,
            need_type=needs[number % len(needs)],
            rank=1,
            starts_on=since,
        )
        for number, pupil in enumerate(pupils[:ON_REGISTER])
    )
    AdultLink.objects.bulk_create(
        AdultLink(school=school, pupil=pupil, post=posts[1], kind="plan_owner", starts_on=since)
        for pupil in pupils[:ON_REGISTER]
    )
    return pupils


def _work(school: School, posts: list[Post], pupils: list[Pupil], today: datetime.date) -> None:
    """Sixty groups of six, three sessions a week for the year, all past ones logged, and scores."""
    random = Random(2)
    programme = Programme.objects.filter(school=None).first()
    measure = Measure.objects.filter(school=None, scale="standardised").first()
    terms = list(Term.objects.filter(school=school).values_list("starts_on", "ends_on"))
    first, last = min(terms)[0], max(terms)[1]
    for number in range(GROUPS):
        group = Group.objects.create(
            school=school,
            programme=programme,
            name=f"Group {number}",
            layer="targeted",
            leader=posts[2 + number % (ADULTS - 2)],
            minutes=30,
            starts_on=first,
            ends_on=last,
        )
        at = datetime.time(9 + number % 6, 5)
        WeeklySlot.objects.bulk_create(
            WeeklySlot(group=group, weekday=day, starts_at=at) for day in (0, 2, 4)
        )
        places = Place.objects.bulk_create(
            Place(
                school=school,
                group=group,
                pupil=pupils[(number * SIZE + n) % ON_REGISTER],
                starts_on=first,
                ends_on=last,
                measure=measure,
                target_value=Decimal(95),
                trials_of=10,
                trials_target=8,
            )
            for n in range(SIZE)
        )
        AdultLink.objects.bulk_create(
            AdultLink(
                school=school,
                pupil=place.pupil,
                post=group.leader,
                kind="leads",
                source=f"group:{group.pk}",
                detail=group.name,
                starts_on=first,
            )
            for place in places
        )
        dates = pattern_dates(first, last, [(day, at, "") for day in (0, 2, 4)], terms).planned
        _sessions(group, places, [on for on, _ in dates], at, today, random)
        _scores(places, measure, first, today, random)


def _sessions(group, places, days, at, today, random) -> None:
    rows = [
        Session(
            school=group.school,
            group=group,
            post=group.leader,
            on=on,
            starts_at=at,
            minutes=30,
            **(
                {
                    "state": "delivered",
                    "minutes_delivered": 30,
                    "logged_at": timezone.now(),
                    "logged_by": group.leader.person,
                }
                if on < today
                else {}
            ),
        )
        for on in days
    ]
    Session.objects.bulk_create(rows)
    Attendance.objects.bulk_create(
        (
            Attendance(
                school=group.school,
                session=session,
                place=place,
                pupil=place.pupil,
                code="P",
                minutes=30,
                engagement=random.randrange(2, 6),
                prompt=2,
                trials_right=random.randrange(3, 10),
                trials_of=10,
            )
            for session in rows
            if session.state == "delivered"
            for place in places
        ),
        batch_size=2000,
    )


def _scores(places, measure, first, today, random) -> None:
    rows = []
    for place in places:
        value, on, point = 80 + random.randrange(10), first, "entry"
        while on < today:
            rows.append(
                Score(
                    school=place.school,
                    pupil=place.pupil,
                    place=place,
                    measure=measure,
                    point=point,
                    on=on,
                    value=Decimal(value),
                    assessed_by=place.group.leader.person,
                )
            )
            value, on, point = (
                value + random.randrange(3),
                on + datetime.timedelta(weeks=6),
                "check",
            )
    Score.objects.bulk_create(rows)


def _to_log(school: School, posts: list[Post], pupils: list[Pupil], today: datetime.date) -> None:
    """Groups with many sessions of today still to log: eight for the portal, eight for the floor.

    Of today, because no school has thousands of past sessions that nobody logged, and the pages
    would be timed counting them. Enough for 90 rounds.
    """
    programme = Programme.objects.filter(school=None).first()
    for number in range(2 * CLIENTS):
        group = Group.objects.create(
            school=school,
            programme=programme,
            name=f"Timed {number}",
            layer="targeted",
            leader=posts[8 + number % CLIENTS],
            minutes=30,
            ends_on=today,
            starts_on=today - datetime.timedelta(days=60),
        )
        places = Place.objects.bulk_create(
            Place(
                school=school,
                group=group,
                pupil=pupils[400 + number * SIZE + n],
                starts_on=group.starts_on,
                ends_on=group.ends_on,
                trials_of=10,
            )
            for n in range(SIZE)
        )
        AdultLink.objects.bulk_create(
            AdultLink(
                school=school,
                pupil=place.pupil,
                post=group.leader,
                kind="leads",
                source=f"group:{group.pk}",
                detail=group.name,
                starts_on=group.starts_on,
            )
            for place in places
        )
        Session.objects.bulk_create(
            Session(
                school=school,
                group=group,
                post=group.leader,
                minutes=30,
                on=today,
                # All have begun at any hour: a session is not logged as held before.
                starts_at=datetime.time(0, slot // 60, slot % 60),
            )
            for slot in range(SLOTS)
        )
