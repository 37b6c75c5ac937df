"""The programme library: seeded, filtered, changed as a school's own copy, retired and put back."""

import pytest
from django.urls import reverse

from core.models import AuditEvent
from interventions.models import Programme
from tests.factories.interventions import GroupFactory, ProgrammeFactory
from tests.factories.staff import PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def senco(client):
    post = PostFactory(role="senco")
    client.force_login(post.person)
    return post


def shared(name="Toby Reads"):
    return ProgrammeFactory(school=None, name=name, area_of_need="Decoding", is_checked=False)


def sent(programme, **changed):
    names = (
        "name", "area_of_need", "layer", "smallest_group", "largest_group", "minutes",
        "times_a_week", "weeks", "measure_note", "evidence", "source", "version",
    )  # fmt: skip
    return {name: getattr(programme, name) or "" for name in names} | changed


def listed(client, query="", **show):
    answer = client.get(reverse("programmes") + query)
    return {programme.name for programme in answer.context["page"]}


def test_programmes_are_seeded_with_unconfirmed_figures_marked(client, senco):
    rows = Programme.objects.filter(school=None)
    assert rows.count() == 31
    assert not rows.get(name="Toe by Toe").is_checked
    assert rows.get(name="Catch Up Literacy").is_checked
    page = client.get(reverse("programmes")).content.decode()
    assert "31 programmes" in page
    assert "To confirm" in page


@pytest.mark.parametrize(
    ("query", "there", "missing"),
    [
        ("?q=toe", "Toe by Toe", "NELI"),
        ("?area=Number", "Numbers Count", "NELI"),
        ("?layer=specialist", "Nurture group", "NELI"),
        ("?pupils=10", "Nurture group", "Toe by Toe"),
        ("?show=unconfirmed", "Toe by Toe", "NELI"),
        ("?show=retired", None, "NELI"),
        ("?layer=nonsense&pupils=many", "NELI", None),
    ],
)
def test_programmes_are_filtered(client, senco, query, there, missing):
    found = listed(client, query + "&per_page=100")
    assert there is None or there in found
    assert missing not in found


def test_programmes_sort_by_a_column(client, senco):
    page = client.get(reverse("programmes") + "?sort=-minutes").context["page"]
    minutes = [programme.minutes for programme in page]
    assert minutes == sorted(minutes, reverse=True)


def test_edit_programme_of_the_library_makes_the_schools_own_copy_that_wins(client, senco):
    programme = shared()
    url = reverse("edit_programme", args=[programme.pk])
    assert "own copy" in client.get(url).content.decode()
    client.post(url, sent(programme, minutes=25))
    copy = Programme.objects.get(school=senco.school, based_on=programme)
    assert (copy.minutes, Programme.objects.get(pk=programme.pk).minutes) == (25, 30)
    page = client.get(reverse("programmes") + "?q=Toby").context["page"]
    assert [row.pk for row in page] == [copy.pk]
    assert AuditEvent.objects.get(action="edit_programme").object_id == copy.pk
    client.force_login(PostFactory(role="senco").person)
    page = client.get(reverse("programmes") + "?q=Toby").context["page"]
    assert [row.pk for row in page] == [programme.pk]


def test_edit_programme_that_somebody_changed_first_answers_409(client, senco):
    programme = ProgrammeFactory(school=senco.school)
    client.post(reverse("edit_programme", args=[programme.pk]), sent(programme, minutes=20))
    answer = client.post(
        reverse("edit_programme", args=[programme.pk]), sent(programme, minutes=40)
    )
    assert answer.status_code == 409
    assert Programme.objects.get(pk=programme.pk).minutes == 20


def test_confirm_programme_marks_the_figures(client, senco):
    programme = shared()
    client.post(reverse("confirm_programme", args=[programme.pk]))
    assert Programme.objects.get(based_on=programme).is_checked
    assert not Programme.objects.get(pk=programme.pk).is_checked


def test_retire_programme_offers_undo_and_restore_puts_it_back(client, senco):
    programme = shared()
    answer = client.post(reverse("retire_programme", args=[programme.pk]), follow=True)
    copy = Programme.objects.get(based_on=programme)
    undo = reverse("restore_programme", args=[copy.pk])
    assert f'action="{undo}"' in answer.content.decode()
    assert "Toby Reads" not in listed(client, "?q=Toby")
    client.post(undo)
    assert "Toby Reads" in listed(client, "?q=Toby")


def test_add_programme_refuses_a_name_twice_and_groups_that_run_down(client, senco):
    own = ProgrammeFactory(school=senco.school, name="Ours")
    url = reverse("add_programme")
    page = client.post(url, sent(own, version="")).content.decode()
    assert "has a programme of this name already" in page
    page = client.post(url, sent(own, version="", name="New", smallest_group=4, largest_group=2))
    assert "fewer than the smallest group" in page.content.decode()
    assert client.post(url, sent(own, version="", name="New")).status_code == 302
    assert Programme.objects.get(name="New").school == senco.school


@pytest.mark.parametrize(
    ("role", "status"),
    [("senco", 200), ("assistant_senco", 200), ("hlta", 403), ("ta", 403), ("head", 403)],
)
def test_edit_programme_is_for_the_senco_and_the_assistant_senco(client, role, status):
    client.force_login(PostFactory(role=role).person)
    answer = client.get(reverse("edit_programme", args=[shared().pk]))
    assert answer.status_code == status
    if status == 403:
        assert "kept by the SENCO" in answer.content.decode()
        assert client.post(reverse("retire_programme", args=[shared("B").pk])).status_code == 403


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [(4, 4, "4 pupils"), (1, 1, "1 pupil"), (4, 6, "4 to 6 pupils"), (1, 2, "1 to 2 pupils")],
)
def test_programme_says_its_size_in_words(client, senco, least, most, words):
    programme = ProgrammeFactory(school=senco.school, smallest_group=least, largest_group=most)
    page = client.get(reverse("programme", args=[programme.pk])).content.decode()
    assert f"<dd>{words}</dd>" in page
    group = GroupFactory(school=senco.school, programme=programme)
    page = client.get(reverse("add_places", args=[group.pk])).content.decode()
    assert f"The programme is meant for {words}." in page


def test_programme_of_another_school_is_out_of_sight(client, senco):
    programme = ProgrammeFactory(school=PostFactory().school)
    for name in ("programme", "edit_programme"):
        assert client.get(reverse(name, args=[programme.pk])).status_code == 404


def test_programmes_ask_as_often_for_a_hundred(client, senco, django_assert_max_num_queries):
    Programme.objects.all().delete()
    ProgrammeFactory(school=senco.school)
    with django_assert_max_num_queries(5):
        client.get(reverse("programmes") + "?per_page=100")
    ProgrammeFactory.create_batch(99, school=senco.school)
    with django_assert_max_num_queries(5):
        client.get(reverse("programmes") + "?per_page=100")
