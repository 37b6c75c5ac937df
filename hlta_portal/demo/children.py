"""The demo's pupils: the stories by name, and enough others to make a school."""

import datetime
from decimal import Decimal
from random import Random

from core.calendar import SATURDAY, week_of
from core.models import School
from hlta_portal.demo import cast
from pupils.identifiers import upn_check_letter
from pupils.models import AdultLink, Need, NeedType, Pupil, SenStatus
from staff.models import Post

NEEDS = ["SPLD", "MLD", "SEMH", "SLCN", "ASD", "HI", "PD", "OTH"]


def make_pupils(
    school: School, posts: dict[str, Post], today: datetime.date, *, stories: bool, others: int
) -> list[Pupil]:
    """Make a school's pupils with register, key adults and review dates; the stories come first."""
    random = Random(school.urn)
    children = list(cast.STORIES) if stories else []
    children += [_other(random, number, posts) for number in range(others)]
    pupils = [_pupil(school, child, number, random, today) for number, child in enumerate(children)]
    for pupil in pupils:
        pupil.search_name = pupil.folded()
    pupils = Pupil.objects.bulk_create(pupils)
    _register(school, pupils, children, today)
    _adults(school, pupils, children, posts)
    return pupils


def _other(random: Random, number: int, posts: dict[str, Post]) -> cast.Child:
    forename = cast.FORENAMES[(number * 7) % len(cast.FORENAMES)]
    surname = cast.SURNAMES[(number * 11 + number // 50) % len(cast.SURNAMES)]
    code = "E" if number % 17 == 3 else "K" if number % 4 == 1 else "N"
    needs = () if code == "N" else tuple(random.sample(NEEDS, 2 if number % 5 == 1 else 1))
    owners = [name for name in posts if posts[name].role in ("senco", "assistant_senco")]
    owner = random.choice(owners) if code != "N" else ""
    return cast.Child(forename, "", surname, 7 + number % 5, "ABCD"[number % 4], code, needs, owner)


def _pupil(
    school: School, child: cast.Child, number: int, random: Random, today: datetime.date
) -> Pupil:
    """One unsaved pupil; the UPN is well formed for a local authority that does not exist."""
    started = today.year - (child.year - 6) if today.month >= 9 else today.year - (child.year - 5)
    body = f"{school.laestab}{(started - 6) % 100:02d}{number % 1000:03d}"
    born = datetime.date(started - 12 + 0, 9, 1) + datetime.timedelta(days=random.randrange(360))
    review = None
    if child.code != "N" and number % 9 != 8:
        review = today + datetime.timedelta(
            days=random.choice([-7, 4, 7, 10, 14, 19, 28, 55, 63, 84])
        )
        if review.weekday() >= SATURDAY:
            review = week_of(review) + datetime.timedelta(days=7)
    return Pupil(
        school=school,
        upn=upn_check_letter(body) + body,
        admission_number=f"{4000 + number}",
        surname=child.surname,
        forename=child.forename,
        known_as=child.known_as,
        born_on=born,
        pronunciation="REN-field" if child.surname == "Wrenfield" else "",
        sex=random.choice(["F", "M"]),
        year_group=str(child.year),
        form=f"{child.year}{child.form}",
        has_eal=child.surname in {"Kowalska", "Demir", "Novák"} or random.random() < 0.1,
        is_looked_after=random.random() < 0.02,
        has_pupil_premium=random.random() < 0.3,
        has_free_meals=random.random() < 0.25,
        has_medical_flag=child.surname in {"Rahman"} or (child.known_as == "Toby"),
        attendance_percent=Decimal(random.randrange(840, 999)) / 10,
        joined_on=datetime.date(started, 9, 3),
        review_due_on=review,
        sen_code=child.code,
        main_need=child.needs[0] if child.needs else "",
        second_need=child.needs[1] if len(child.needs) > 1 else "",
    )


def _register(
    school: School, pupils: list[Pupil], children: list[cast.Child], today: datetime.date
) -> None:
    """Status since two years ago, before it a stretch of SEN support for those with a plan, and needs."""
    types = {need.code: need for need in NeedType.objects.filter(school=None)}
    since, before = today - datetime.timedelta(days=430), today - datetime.timedelta(days=900)
    statuses, needs = [], []
    for pupil, child in zip(pupils, children, strict=True):
        if child.code == "E":
            statuses.append(
                SenStatus(
                    school=school,
                    pupil=pupil,
                    code="K",
                    starts_on=before,
                    ends_on=since - datetime.timedelta(days=1),
                )
            )
        statuses.append(SenStatus(school=school, pupil=pupil, code=child.code, starts_on=since))
        needs += [
            Need(school=school, pupil=pupil, need_type=types[code], rank=rank, starts_on=since)
            for rank, code in enumerate(child.needs, start=1)
        ]
    SenStatus.objects.bulk_create(statuses)
    Need.objects.bulk_create(needs)


def _adults(
    school: School, pupils: list[Pupil], children: list[cast.Child], posts: dict[str, Post]
) -> None:
    """Plan owners for the register, a key adult for every plan, and one form taught by the teacher."""
    links = []
    since = datetime.date(2025, 9, 1)
    support = [post for post in posts.values() if post.role in ("hlta", "ta")]
    for number, (pupil, child) in enumerate(zip(pupils, children, strict=True)):

        def add(post: Post, kind: str, pupil: Pupil = pupil) -> None:
            links.append(
                AdultLink(school=school, pupil=pupil, post=post, kind=kind, starts_on=since)
            )

        if child.owner:
            owner = posts[child.owner]
            add(owner, AdultLink.Kind.PLAN_OWNER)
            pupil.owner_name = owner.person.full_name
        if child.code == "E":
            add(support[number % len(support)], AdultLink.Kind.KEY_ADULT)
        if "teacher" in posts and pupil.form == "8B":
            add(posts["teacher"], AdultLink.Kind.TUTOR)
    AdultLink.objects.bulk_create(links)
    Pupil.objects.bulk_update(pupils, ["owner_name"], batch_size=200)
