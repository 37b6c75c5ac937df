"""Who stands below whom is asked of the database in one go, on both databases alike."""

import datetime

import pytest

from staff.models import LineManagement
from tests.factories.staff import PostFactory, SchoolFactory, line

pytestmark = pytest.mark.django_db


def test_posts_below_are_found_at_any_depth_in_one_query(django_assert_num_queries):
    school = SchoolFactory()
    head, senco, hlta, ta, other = (PostFactory(school=school) for _ in range(5))
    line(head, senco, hlta, ta)
    with django_assert_num_queries(1):
        below = LineManagement.objects.post_ids_below([senco.pk])
    assert sorted(below) == [hlta.pk, ta.pk]
    assert LineManagement.objects.post_ids_below([ta.pk, other.pk]) == []


def test_posts_below_follow_the_day():
    school = SchoolFactory()
    hlta, ta = PostFactory(school=school), PostFactory(school=school)
    line(hlta, ta)
    LineManagement.objects.update(ends_on=datetime.date(2026, 7, 17))
    on_the_last_day = LineManagement.objects.post_ids_below([hlta.pk], datetime.date(2026, 7, 17))
    a_day_later = LineManagement.objects.post_ids_below([hlta.pk], datetime.date(2026, 7, 18))
    assert (on_the_last_day, a_day_later) == ([ta.pk], [])


def test_posts_below_end_on_a_loop():
    school = SchoolFactory()
    first, second = PostFactory(school=school), PostFactory(school=school)
    line(first, second)
    line(second, first)
    assert LineManagement.objects.post_ids_below([first.pk]) == [second.pk]
