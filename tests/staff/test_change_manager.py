"""The line: dated, kept, a tree on every day, also when two people change it at once."""

import datetime
import threading
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.utils import timezone

from core.models import AuditEvent
from core.record import Stale
from staff.actions.line import change_manager
from staff.models import LineManagement
from tests.factories.staff import PersonFactory, PostFactory, SchoolFactory, line

DAY = datetime.date(2026, 11, 16)


def lines_of(post):
    rows = LineManagement.objects.filter(post=post).order_by("starts_on")
    return [(row.manager, row.starts_on, row.ends_on) for row in rows]


def send(client, post, manager, on="2026-11-16", **changed):
    last = LineManagement.objects.latest_of(post)
    seen = {"line": last.pk, "version": last.version} if last else {}
    return client.post(
        f"/posts/{post.pk}/manager/",
        {
            "submission_id": str(uuid.uuid4()),
            "manager": manager.pk if manager else "",
            "starts_on": on,
        }
        | seen
        | changed,
    )


@pytest.mark.parametrize("role", ["hr", "senco"])
def test_change_manager_ends_the_line_before_and_keeps_it(house, sign_in, role):
    ta, hlta, teacher = house.posts.ta, house.posts.hlta, house.posts.teacher
    assert send(sign_in(role), ta, teacher).status_code == 302
    began = datetime.date(2020, 9, 1)
    assert lines_of(ta) == [
        (hlta, began, DAY - datetime.timedelta(days=1)),
        (teacher, DAY, None),
    ]
    event = AuditEvent.objects.get(action="change_manager")
    manager = next(row for row in event.changes if row["field"] == "manager")
    assert (manager["old"], manager["new"]) == ("Hlta Oakley", "Teacher Oakley")


@pytest.mark.parametrize("role", ["head", "hlta", "ta", "dsl"])
def test_change_manager_is_refused_to_others(house, sign_in, role):
    answer = send(sign_in(role), house.posts.ta, house.posts.teacher)
    assert answer.status_code == 403
    assert len(lines_of(house.posts.ta)) == 1


def test_change_manager_of_another_school_is_out_of_sight(house, sign_in):
    assert send(sign_in("far.hr"), house.posts.ta, house.far["senco"]).status_code == 404
    page = sign_in("hr").get(f"/posts/{house.posts.ta.pk}/manager/").content.decode()
    assert "Far Senco" not in page


@pytest.mark.parametrize("below", ["hlta", "ta"])
def test_change_manager_refuses_a_loop_with_a_sentence(house, sign_in, below):
    answer = send(sign_in("hr"), house.posts.senco, getattr(house.posts, below))
    assert answer.status_code == 200
    assert "so this would make a loop" in answer.content.decode()
    assert len(lines_of(house.posts.senco)) == 1


def test_change_manager_refuses_a_loop_that_would_close_later(house, sign_in):
    """The teacher is to come under the TA in January: the TA cannot come under the teacher now."""
    client, ta, teacher = sign_in("hr"), house.posts.ta, house.posts.teacher
    send(client, teacher, ta, on="2027-01-04")
    answer = send(client, ta, teacher)
    assert "on 4 Jan 2027, so this would make a loop" in answer.content.decode()


def test_change_manager_refuses_a_day_before_a_change_already_planned(house, sign_in):
    client, ta = sign_in("hr"), house.posts.ta
    send(client, ta, house.posts.teacher, on="2027-01-04")
    answer = send(client, ta, house.posts.senco)
    assert "changes on 4 Jan 2027 already" in answer.content.decode()


def test_change_manager_refuses_somebody_who_does_not_hold_the_post_that_day(house, sign_in):
    house.posts.teacher.starts_on = datetime.date(2027, 1, 4)
    house.posts.teacher.save()
    answer = send(sign_in("hr"), house.posts.ta, house.posts.teacher)
    assert "does not hold this post on 16 Nov 2026" in answer.content.decode()


def test_change_manager_to_nobody_puts_a_post_at_the_top(house, sign_in):
    send(sign_in("hr"), house.posts.ta, None)
    assert lines_of(house.posts.ta)[0][2] == DAY - datetime.timedelta(days=1)
    again = send(sign_in("hr"), house.posts.ta, None)
    assert "That is who manages this post already" in again.content.decode()


def test_change_manager_sent_twice_makes_one_line(house, sign_in):
    client, key = sign_in("hr"), str(uuid.uuid4())
    for _ in range(2):
        answer = send(client, house.posts.ta, house.posts.teacher, submission_id=key)
        assert answer.status_code == 302
    assert len(lines_of(house.posts.ta)) == 2


def test_change_manager_that_is_stale_answers_409_with_both(house, sign_in):
    client, ta = sign_in("hr"), house.posts.ta
    old = LineManagement.objects.latest_of(ta)
    send(client, ta, house.posts.teacher)
    seen = {"line": old.pk, "version": old.version}
    answer = send(client, ta, house.posts.senco, **seen)
    assert answer.status_code == 409
    assert "Somebody else saved first" in answer.content.decode()
    assert lines_of(ta)[-1][0] == house.posts.teacher


def test_undo_change_manager_brings_the_line_back(house, sign_in):
    client, ta = sign_in("hr"), house.posts.ta
    before = lines_of(ta)
    send(client, ta, house.posts.teacher)
    client.post(f"/posts/{ta.pk}/manager/undo/")
    assert lines_of(ta) == before
    assert client.post(f"/posts/{ta.pk}/manager/undo/").status_code == 403


def test_line_tree_shows_all_of_it_to_who_keeps_it_and_their_part_to_others(house, sign_in):
    def names(role):
        return [row.post.role for row in sign_in(role).get("/people/line/").context["branches"]]

    whole = ["head", "senco", "hlta", "ta"]
    assert names("hr") == names("head") == names("senco") == whole
    PostFactory(school=house.school, role="exams", person=PersonFactory(full_name="Aside One"))
    line(house.posts.senco, house.posts.teacher)
    assert names("hlta") == whole
    assert names("teacher") == ["head", "senco", "teacher"]
    assert names("dsl") == ["dsl"]
    page = sign_in("hlta").get("/people/line/").content.decode()
    assert "you see your own" in page
    assert "Aside One" not in page


def test_line_tree_on_another_day_shows_the_line_of_that_day(house, sign_in):
    client = sign_in("hr")
    send(client, house.posts.ta, house.posts.teacher)
    rows = client.get("/people/line/?on=2026-11-15").context["branches"]
    assert [row.post.role for row in rows] == ["head", "senco", "hlta", "ta"]
    assert client.get("/people/line/?on=rubbish").status_code == 200


def test_line_tree_costs_the_same_at_four_and_at_a_hundred(
    house, sign_in, django_assert_max_num_queries
):
    client = sign_in("hr")
    with django_assert_max_num_queries(10) as few:
        client.get("/people/line/")
    for _ in range(96):
        line(house.posts.hlta, PostFactory(school=house.school))
    with django_assert_max_num_queries(len(few.captured_queries)):
        answer = client.get("/people/line/")
    assert len(answer.context["branches"]) == 100


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_change_manager_by_two_people_at_once_never_makes_a_loop():
    """One puts A under B, the other B under A: one of them is told."""
    school = SchoolFactory()
    keepers = [PostFactory(school=school, role="hr").person for _ in range(2)]
    for _ in range(5):
        ends = [PostFactory(school=school) for _ in range(2)]
        start, told = threading.Barrier(2), []

        def change(which, ends=ends, start=start, told=told):
            try:
                start.wait(timeout=10)
                change_manager(
                    by=keepers[which],
                    post=ends[which],
                    manager=ends[1 - which],
                    starts_on=timezone.localdate(),
                    seen=None,
                    key=uuid.uuid4(),
                )
            except (ValidationError, Stale) as error:
                told.append(error)
            finally:
                connections.close_all()

        threads = [threading.Thread(target=change, args=(which,)) for which in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        made = LineManagement.objects.filter(post__in=ends).count()
        assert (made, len(told)) == (1, 1), connection.vendor
