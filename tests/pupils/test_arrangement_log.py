"""The normal-way-of-working log: a class at once, exceptions, twice, taken back, rights, cost."""

import datetime

import pytest
from django.utils import timezone

from core.models import AuditEvent
from pupils.models import Arrangement, ArrangementUse, UseSheet
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory
from tests.pupils.arrangements import KEY, arrange, lesson

pytestmark = pytest.mark.django_db
OTHER_KEY = "55555555-5555-4555-8555-555555555555"


@pytest.fixture
def ta(school, client):
    post = PostFactory(role="ta", school=school)
    client.force_login(post.person)
    return post


@pytest.fixture
def pair(school, ta):
    """Two linked pupils of different forms, each with an arrangement in use."""
    pupils = [PupilFactory(school=school, form=form, year_group="10") for form in ("10A", "10B")]
    for pupil in pupils:
        link(pupil, ta, detail="Set 2")
    return [arrange(pupil) for pupil in pupils]


def save(client, url: str, rows, key: str = KEY, **different):
    sent = {f"use-{row.pk}": "used" for row in rows} | {"submission_id": key}
    return client.post(url, sent | different, follow=True)


def outcomes() -> dict[int, str]:
    return dict(ArrangementUse.objects.values_list("arrangement", "outcome"))


def test_log_uses_opens_with_every_row_as_used(client, pair):
    form = client.get(lesson(pair[0].pupil)).context["form"]
    assert [field.value() for _pupil, fields in form.pupils for field in fields] == ["used", "used"]


def test_log_uses_logs_a_class_at_once_with_exceptions(client, pair, ta):
    different = {f"use-{pair[1].pk}": "not_needed"}
    page = save(client, lesson(pair[0].pupil), pair, **different)
    assert "2 uses logged." in page.content.decode()
    assert outcomes() == {pair[0].pk: "used", pair[1].pk: "not_needed"}
    use = ArrangementUse.objects.get(arrangement=pair[0])
    assert (use.by, use.pupil, use.school) == (ta.person, pair[0].pupil, ta.school)
    assert AuditEvent.objects.get(action="log_uses").changes[0]["new"] == 2


def test_log_uses_sent_twice_makes_one_sheet(client, pair):
    for _again in range(2):
        assert save(client, lesson(pair[0].pupil), pair).status_code == 200
    assert UseSheet.objects.count() == 1
    assert ArrangementUse.objects.count() == 2


def test_log_uses_leaves_what_somebody_logged_before(client, school, pair):
    other = PostFactory(role="teacher", school=school)
    link(pair[0].pupil, other)
    save(client, lesson(pair[0].pupil, "form.10A"), pair[:1], **{f"use-{pair[0].pk}": "offered"})
    url = lesson(pair[0].pupil)
    page = client.get(url)
    assert page.context["count"] == 1
    assert "Logged as" in page.content.decode()
    save(client, url, pair[1:], key=OTHER_KEY)
    assert outcomes() == {pair[0].pk: "offered", pair[1].pk: "used"}


@pytest.mark.parametrize(
    ("who", "expected"),
    [("all.", 2), ("form.10A", 1), ("year.10", 2), ("group.Set 2", 2)],
)
def test_log_uses_shows_the_class_that_was_chosen(client, pair, who, expected):
    assert client.get(lesson(pair[0].pupil, who)).context["count"] == expected


@pytest.mark.parametrize("who", ["form.9Z", "nonsense", "year.10.x"])
def test_log_uses_refuses_a_class_nobody_offers(client, pair, who):
    page = client.get(lesson(pair[0].pupil, who))
    assert "lesson" not in page.context
    assert page.context["choose"].errors["who"]


def test_log_uses_leaves_out_pupils_out_of_sight_and_what_is_not_in_use(client, school, pair):
    stranger = arrange(PupilFactory(school=school, form="10A", year_group="10"))
    arrange(pair[0].pupil, "scribe", state="refused")
    gone = timezone.localdate() - datetime.timedelta(days=1)
    arrange(pair[0].pupil, "prompter", valid_to=gone)
    form = client.get(lesson(pair[0].pupil)).context["form"]
    assert [row.pk for row in form.arrangements] == [row.pk for row in pair]
    save(client, lesson(pair[0].pupil), [*pair, stranger])
    assert stranger.pk not in outcomes()


def test_log_uses_refuses_a_day_too_far_back_except_for_keepers(client, school, pair):
    on = (timezone.localdate() - datetime.timedelta(days=school.log_window_days + 1)).isoformat()
    answer = client.get(lesson(pair[0].pupil, on=on))
    assert answer.status_code == 403
    assert "too far back" in answer.content.decode()
    client.force_login(PostFactory(role="exams", school=school).person)
    assert client.get(lesson(pair[0].pupil, on=on)).status_code == 200


def test_log_uses_refuses_tomorrow(client, pair):
    on = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()
    page = client.get(lesson(pair[0].pupil, on=on))
    assert "This day is in the future." in page.content.decode()


def test_undo_log_uses_takes_the_sheet_back_and_records_what_it_was(client, pair):
    page = save(client, lesson(pair[0].pupil), pair)
    sheet = UseSheet.objects.get()
    assert f"/arrangements/log/{sheet.pk}/undo/" in page.content.decode()
    client.post(f"/arrangements/log/{sheet.pk}/undo/")
    assert outcomes() == {}
    page = AuditEvent.objects.get(action="undo_log_uses")
    assert [change["old"] for change in page.changes] == ["used", "used"]
    assert client.post(f"/arrangements/log/{sheet.pk}/undo/").status_code == 404


def test_undo_log_uses_is_hidden_from_a_colleague_and_open_to_the_keeper(client, school, pair):
    save(client, lesson(pair[0].pupil), pair)
    url = f"/arrangements/log/{UseSheet.objects.get().pk}/undo/"
    client.force_login(PostFactory(role="ta", school=school).person)
    assert client.post(url).status_code == 404
    client.force_login(PostFactory(role="exams", school=school).person)
    assert client.post(url).status_code == 302
    assert outcomes() == {}


@pytest.mark.parametrize("role", ["head", "dsl", "hr", "data"])
def test_log_uses_refuses_those_who_teach_nobody(client, school, role):
    client.force_login(PostFactory(role=role, school=school).person)
    assert client.get("/arrangements/log/").status_code == 403


def test_log_uses_costs_the_same_for_1_and_100_pupils(
    client, school, senco, django_assert_num_queries
):
    first = arrange(PupilFactory(school=school, form="10A"))
    url = lesson(first.pupil)
    client.get(url)
    with django_assert_num_queries(9):
        client.get(url)
    Arrangement.objects.bulk_create(
        Arrangement(school=school, pupil=pupil, kind=first.kind)
        for pupil in PupilFactory.create_batch(99, school=school, form="10A")
    )
    with django_assert_num_queries(9):
        assert client.get(url).context["count"] == 100


def test_log_uses_writes_100_rows_at_once(client, school, senco, pair):
    client.force_login(senco)
    rows = [
        Arrangement.objects.create(school=school, pupil=pupil, kind=pair[0].kind)
        for pupil in PupilFactory.create_batch(98, school=school, form="10A")
    ]
    save(client, lesson(pair[0].pupil), [*pair, *rows])
    assert ArrangementUse.objects.count() == 100


def use_of(client, pair) -> ArrangementUse:
    save(client, lesson(pair[0].pupil), pair)
    return ArrangementUse.objects.get(arrangement=pair[0])


def test_correct_use_changes_one_row_and_says_so_in_the_record_book(client, pair, ta):
    use = use_of(client, pair)
    url = f"/arrangements/uses/{use.pk}/"
    page = client.get(f"/arrangements/{pair[0].pk}/").content.decode()
    assert url in page
    assert client.get(url).context["form"]["outcome"].value() == "used"
    client.post(url, {"outcome": "offered", "version": 1})
    assert outcomes() == {pair[0].pk: "offered", pair[1].pk: "used"}
    event = AuditEvent.objects.get(action="correct_use")
    assert event.changes == [{"field": "outcome", "old": "used", "new": "offered"}]
    stale = client.post(url, {"outcome": "not_needed", "version": 1})
    assert stale.status_code == 409
    assert outcomes()[pair[0].pk] == "offered"


def test_correct_use_takes_one_row_off_the_log(client, pair, ta):
    use = use_of(client, pair)
    client.post(f"/arrangements/uses/{use.pk}/", {"outcome": "none", "version": 1})
    assert outcomes() == {pair[1].pk: "used"}
    event = AuditEvent.objects.get(action="correct_use")
    assert event.changes == [{"field": "outcome", "old": "used", "new": None}]
    assert client.get(f"/arrangements/uses/{use.pk}/").status_code == 404


def test_correct_use_is_for_whoever_logged_it_and_for_keepers(client, pair, ta, school):
    use = use_of(client, pair)
    colleague = PostFactory(role="teacher", school=school)
    link(use.pupil, colleague)
    client.force_login(colleague.person)
    url = f"/arrangements/uses/{use.pk}/"
    assert url not in client.get(f"/arrangements/{pair[0].pk}/").content.decode()
    assert client.get(url).status_code == 403
    client.force_login(PostFactory(role="exams", school=school).person)
    assert url in client.get(f"/arrangements/{pair[0].pk}/").content.decode()
    assert client.get(url).status_code == 200
    client.force_login(PostFactory(role="exams").person)
    assert client.get(url).status_code == 404
