"""The demo trust's schools, their year, their people and their lines."""

import datetime
from decimal import Decimal

from core.calendar import academic_year, academic_year_label, nth_weekday, week_of
from core.models import Closure, School, Term, Trust
from hlta_portal.demo import cast
from staff.models import Band, LineManagement, PayPoint, Post, StaffMember

DAY = datetime.timedelta(days=1)


def make_schools(today: datetime.date) -> tuple[School, School]:
    """Make the trust and its two schools with the year that holds ``today``."""
    trust = Trust.objects.create(name=cast.TRUST)
    made = []
    for name, urn, laestab in (cast.FIRST, cast.SECOND):
        school = School.objects.create(trust=trust, name=name, urn=urn, laestab=laestab)
        make_year(school, academic_year(today))
        made.append(school)
    return made[0], made[1]


def make_year(school: School, year: int) -> None:
    """Give a school three terms with half terms, bank holidays and INSET days."""
    autumn = (nth_weekday(year, 9, 1, 1), nth_weekday(year, 12, 4, 3))
    spring = (nth_weekday(year + 1, 1, 0, 1), nth_weekday(year + 1, 3, 4, 4))
    summer = (nth_weekday(year + 1, 4, 0, 2), nth_weekday(year + 1, 7, 2, 3))
    for name, (first, last) in zip(
        ("Autumn", "Spring", "Summer"), (autumn, spring, summer), strict=True
    ):
        Term.objects.create(school=school, name=f"{name} term", starts_on=first, ends_on=last)
    october = nth_weekday(year, 10, 0, 4)
    february = nth_weekday(year + 1, 2, 0, 3)
    may = nth_weekday(year + 1, 5, 0, 4)
    rows = [
        (Closure.Kind.HALF_TERM, "Half term", day, day + 4 * DAY)
        for day in (october, february, may)
    ]
    rows += [
        (Closure.Kind.INSET, "INSET day", autumn[0], autumn[0]),
        (Closure.Kind.INSET, "INSET day", october + 7 * DAY, october + 7 * DAY),
        (Closure.Kind.INSET, "INSET day", spring[0], spring[0]),
        (
            Closure.Kind.BANK_HOLIDAY,
            "Early May bank holiday",
            nth_weekday(year + 1, 5, 0, 1),
            nth_weekday(year + 1, 5, 0, 1),
        ),
    ]
    Closure.objects.bulk_create(
        Closure(school=school, kind=kind, name=name, starts_on=first, ends_on=last)
        for kind, name, first, last in rows
    )


def make_people(school: School, players: list[cast.Player], password: str) -> dict[str, Post]:
    """Make a school's adults with one password, their posts and their lines, by user name."""
    bands = {band.number: band for band in Band.objects.all()}
    points = {point.old_point: point for point in PayPoint.objects.filter(spine="NJC")}
    posts = {}
    encoded = ""
    for player in players:
        person = StaffMember(
            username=player.username,
            full_name=player.name,
            email=f"{player.username}@example.invalid",
        )
        if not encoded:
            person.set_password(password)
            encoded = person.password
        person.password = encoded
        person.save()
        posts[player.username] = Post.objects.create(
            school=school,
            person=person,
            role=player.role,
            title=player.title,
            band=bands.get(player.band),
            pay_point=points.get(player.old_point),
            hours_per_week=Decimal(player.hours),
            starts_on=datetime.date(2021, 9, 1),
            covers_trust=player.role == "head" and school.urn == cast.FIRST[1],
        )
    LineManagement.objects.bulk_create(
        LineManagement(
            school=school,
            post=posts[player.username],
            manager=posts[player.manager],
            starts_on=datetime.date(2023, 9, 1),
        )
        for player in players
        if player.manager
    )
    return posts


def run_window(school: School, today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """First and last day of the groups, in the term that holds ``today`` or the last one before it.

    They leave the last fortnight for tests, unless it has begun.
    """
    terms = list(Term.objects.filter(school=school).order_by("starts_on"))
    begun = [term for term in terms if term.starts_on <= today] or terms[:1]
    first, last = week_of(begun[-1].starts_on) + 7 * DAY, begun[-1].ends_on
    return first, last - 14 * DAY if today <= last - 14 * DAY else last


def cycle_name(today: datetime.date) -> str:
    """The appraisal cycle's name: the academic year in words."""
    return academic_year_label(academic_year(today))
