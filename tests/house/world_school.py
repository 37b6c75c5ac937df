"""The school and its people, for the world of the access table: dates, posts, pay, standards, and what was undone."""

import datetime
import uuid

from django.utils import timezone

from core.models import Closure, Term
from staff.actions.calendar import remove_term
from staff.actions.line import change_manager
from staff.actions.pay import remove_award
from staff.actions.post import end_post
from staff.models import Framework, PayAward, PayPoint, Post, Standard
from tests.factories.staff import PostFactory

#: Days that no school year of a test covers, apart from each other by place.
FAR_DAYS = {"own": 2060, "other_team": 2063, "other_school": 2060}


def make(place: str, posts: dict[str, Post], ta: Post) -> dict[str, object]:
    """Dates, posts, pay and standards of one school, and each in the state that an undo wants."""
    school, keeper = ta.school, FAR_DAYS[place]
    return {
        "term": Term.objects.create(
            school=school, name=f"Term of {keeper}",
            starts_on=datetime.date(keeper, 1, 5), ends_on=datetime.date(keeper, 3, 20),
        ),
        "closure": Closure.objects.create(
            school=school, kind="inset",
            starts_on=datetime.date(keeper, 2, 2), ends_on=datetime.date(keeper, 2, 3),
        ),
        "removed_term": _removed_term(keeper, posts),
        "standard": _code(place, school),
        **_pay(posts, keeper),
        **_posts(posts, school),
    }  # fmt: skip


def _removed_term(keeper: int, posts: dict[str, Post]):
    term = Term.objects.create(
        school=posts["data"].school,
        name=f"Spare term of {keeper}",
        starts_on=datetime.date(keeper, 4, 5),
        ends_on=datetime.date(keeper, 5, 20),
    )
    return remove_term(by=posts["data"].person, term=term)


def _code(place: str, school) -> Standard:
    framework = Framework.objects.create(
        school=school, code=f"jd-{place.replace('_', '-')}", name="Our job description", source="Us"
    )
    return Standard.objects.create(framework=framework, code="4.6", match="unconfirmed")


def _pay(posts: dict[str, Post], keeper: int) -> dict[str, object]:
    def award(month: int) -> PayAward:
        return PayAward.objects.create(
            school=posts["hr"].school,
            pay_point=PayPoint.objects.get(point=25),
            effective_from=datetime.date(keeper, month, 1),
            annual_fte=36_000,
            source="Council",
        )

    gone = remove_award(by=posts["hr"].person, award=award(9))
    return {"award": award(4), "removed_award": gone}


def _posts(posts: dict[str, Post], school) -> dict[str, object]:
    """A post that ended, one whose manager was changed last, and somebody who may not sign in."""
    hr, today = posts["hr"].person, timezone.localdate()
    ended, moved = PostFactory(school=school), PostFactory(school=school)
    end_post(by=hr, post=ended, version=ended.version, on=today - datetime.timedelta(days=1))
    change_manager(
        by=hr, post=moved, manager=posts["senco"], starts_on=today, seen=None, key=uuid.uuid4()
    )
    shut = PostFactory(school=school, person__is_active=False)
    return {"ended_post": ended, "moved_post": moved, "shut_person": shut.person}
