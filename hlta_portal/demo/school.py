"""The demo trust's schools, their year, their people and their lines."""

import datetime
from decimal import Decimal

from core.calendar import (
    academic_year,
    nth_weekday,
    school_days,
    week_of,
)
from core.models import Closure, School, Term, Trust
from hlta_portal.demo import cast
from staff.models import Band, LineManagement, PayPoint, Post, StaffMember

DAY = datetime.timedelta(days=1)
FORTNIGHT = 14 * DAY
SUMMER, SEPTEMBER = 4, 9
#: Weeks of school that the groups have behind them, at the least and where the term is too young.
FEWEST_WEEKS, USUAL_WEEKS = 8, 10


def make_schools(today: datetime.date) -> tuple[School, School]:
    """Make the trust and its two schools with the school years around ``today``."""
    trust = Trust.objects.create(name=cast.TRUST)
    made = []
    for name, urn, laestab in (cast.FIRST, cast.SECOND):
        school = School.objects.create(trust=trust, name=name, urn=urn, laestab=laestab)
        for year in _years_around(today):
            make_year(school, year)
        made.append(school)
    return made[0], made[1]


def _years_around(today: datetime.date) -> list[int]:
    """Last year and this, which the groups of September began in; in summer the next as well."""
    year = academic_year(today)
    return [year - 1, year, year + 1] if SUMMER <= today.month < SEPTEMBER else [year - 1, year]


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
    """First and last day of the groups: far enough back to have something to show on any day of the year.

    They begin in the second week of the term, or ten weeks of school ago when that is too near; and
    end a fortnight before the end of a term, which leaves time for tests.
    """
    weeks = _weeks_of_school(school, today)
    begun = Term.objects.filter(school=school, starts_on__lte=today).latest("starts_on")
    first = week_of(begun.starts_on) + 7 * DAY
    if sum(week >= first for week in weeks) < FEWEST_WEEKS:
        first = weeks[-USUAL_WEEKS]
    ends = Term.objects.filter(school=school, ends_on__gte=today + FORTNIGHT)
    return first, ends.earliest("ends_on").ends_on - FORTNIGHT


def _weeks_of_school(school: School, today: datetime.date) -> list[datetime.date]:
    """Mondays of the weeks before this one in which school was open on a day, in order."""
    terms = list(Term.objects.filter(school=school).values_list("starts_on", "ends_on"))
    closed = list(Closure.objects.filter(school=school).values_list("starts_on", "ends_on", "name"))
    first = min(starts for starts, _ends in terms)
    days = school_days(first, week_of(today) - DAY, terms, closed)
    return sorted({week_of(day) for day in days})
