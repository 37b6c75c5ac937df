"""The class digest, for a form and for a group."""

import re

import pytest
from django.urls import reverse

from core.models import Look
from tests.factories.interventions import GroupFactory, PlaceFactory
from tests.factories.profiles import draft, published, rows
from tests.factories.pupils import PupilFactory, link
from tests.factories.staff import PostFactory

pytestmark = pytest.mark.django_db
DIGEST = "/pupils/digest/"


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def children(school, senco):
    """Three pupils of 7B with profiles, and one without."""
    names = ("Toby", "Aylin", "Idris", "Hana")
    found = [PupilFactory(school=school, forename=name, form="7B") for name in names]
    toby, aylin, idris, _hana = found
    published(toby, senco, [*rows("Say it twice"), *rows("A timer", tag="try")])
    published(aylin, senco, [*rows("a TIMER.", tag="try"), *rows("A job", tag="try")])
    published(idris, senco, rows("say it twice", tag="not"))
    return found


def test_digest_merges_into_must_several_single_and_conflicts(client, senco, children):
    answer = client.get(DIGEST, {"form": "7B"})
    digest, page = answer.context["digest"], text(answer)
    toby, aylin, idris, hana = children
    assert [(row.pupil, [one.text for one in row.lines]) for row in digest.must] == [
        (toby, ["Say it twice"])
    ]
    assert [(row.wordings, row.worth) for row in digest.several] == [(["a TIMER."], [toby, aylin])]
    assert {row.pupil: [one.text for one in row.lines] for row in digest.single} == {
        aylin: ["A job"], idris: ["say it twice"],
    }  # fmt: skip
    [conflict] = digest.conflicts
    assert (conflict.must, conflict.not_for) == ([toby], [idris])
    assert (digest.without_profile, digest.hidden) == ([hana], 0)
    assert page.index("Conflicts") < page.index("Useful for several")


def test_digest_shows_only_pupils_whose_profiles_the_reader_sees_and_counts_the_rest(
    client, school, senco, children
):
    post = PostFactory(school=school, role="teacher")
    link(children[1], post, "teacher")
    client.force_login(post.person)
    page = text(client.get(DIGEST, {"form": "7B"}))
    assert "a TIMER." in page
    assert "Say it twice" not in page
    assert children[0].surname not in page
    assert "3 of the class are not shown" in page
    looks = Look.objects.filter(page="class_digest", actor_id=post.person.pk)
    assert [look.pupil_id for look in looks] == [children[1].pk]


def test_digest_leaves_drafts_leavers_and_other_schools_out(client, school, senco, children):
    draft(children[0], senco, rows("Still thinking"))
    gone = PupilFactory(school=school, forename="Gone", form="7B", left_on="2020-01-01")
    published_gone = text(client.get(DIGEST, {"form": "7B"}))
    assert "Still thinking" not in published_gone
    assert gone.surname not in published_gone
    PupilFactory(form="9Z")
    assert client.get(DIGEST, {"form": "9Z"}).status_code == 404
    assert client.get(DIGEST, {"form": "no such"}).status_code == 404


def test_digest_of_a_group_is_for_its_pupils_of_today(client, school, senco, children):
    ta = PostFactory(school=school, role="ta")
    group = GroupFactory(school=school, leader=ta)
    PlaceFactory(group=group, pupil=children[0])
    client.force_login(ta.person)
    page = client.get(DIGEST, {"group": group.pk})
    assert [row.pupil for row in page.context["digest"].must] == [children[0]]
    assert group.name in text(page)
    for wrong in ("x", "9" * 30, GroupFactory().pk):
        assert client.get(DIGEST, {"group": wrong}).status_code == 404


def test_digest_offers_forms_and_groups_to_choose(client, school, senco, children):
    PupilFactory(school=school, form="10A")
    page = client.get(DIGEST)
    assert [value for value, _label in page.context["ways"][0]["options"]] == ["7B", "10A"]
    lonely = PostFactory(school=school, role="ta")
    client.force_login(lonely.person)
    assert "No class or group yet" in text(client.get(DIGEST))


@pytest.mark.parametrize("role", ["hr", "exams", "data"])
def test_digest_is_refused_to_roles_without_profiles(client, school, role):
    client.force_login(PostFactory(school=school, role=role).person)
    assert client.get(DIGEST).status_code == 403
    assert "Class digest" not in text(client.get(reverse("people")))


@pytest.mark.parametrize("count", [1, 30])
def test_digest_costs_the_same_for_a_whole_class(
    client, school, senco, django_assert_num_queries, count
):
    for number in range(count):
        pupil = PupilFactory(school=school, form="8C")
        published(pupil, senco, rows("Say it twice", f"Own {number}"))
    client.get(DIGEST, {"form": "8C"})
    with django_assert_num_queries(10):
        client.get(DIGEST, {"form": "8C"})
